"""Intents of the weights. `intents` names these as well."""

from __future__ import annotations

__all__: list[str] = []
