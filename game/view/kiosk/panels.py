"""The panels of kiosk mode that stand on the stage."""

from __future__ import annotations

from game.view.kiosk.attract import BandPanel

PANELS = (BandPanel,)
