"""Intents of the forward pass. `intents` names these as well."""

from __future__ import annotations

__all__: list[str] = []
