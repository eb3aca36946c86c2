"""Real touches by the hundred on a real touch screen: none is lost, none stays down."""

from __future__ import annotations

import pytest

from bench.touches import touched
from tests.screens import TouchDesktop


@pytest.mark.storm
@pytest.mark.parametrize("mode", ["--fullscreen", "--kiosk"])
def test_no_touch_is_lost_and_none_stays_down(mode: str, touch_screen: TouchDesktop) -> None:
    """Taps, strokes and ten fingers at once, as fast as the X server takes them; 100,000 by
    `python -m bench.touches`."""
    found = touched(touch_screen, mode, 500, 7, 0.0)
    count = found["touches"]
    assert [found[name] for name in ("begun", "ended", "downs", "ups")] == [count] * 4, found
    assert (found["held"], found["lost"], found["exit"]) == (0, 0, 0), found
