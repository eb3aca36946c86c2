"""Ten real fingers on a real touch screen."""

from __future__ import annotations

import math
import random
import time

from game.shell.files.assets import Assets
from tests.screens import TouchDesktop
from tests.shell.window.test_window import draw, running


def test_ten_fingers_at_once_leave_none_stuck(touch_screen: TouchDesktop, assets: Assets) -> None:
    """They go round on canvas, buttons and neurons for three seconds; then one draws."""
    touch, chance = touch_screen.touch, random.Random(4)
    with running(touch_screen) as lab:
        width, height = 1280, 720
        for _ in range(4):
            middles = [
                (
                    lab.x + chance.randrange(30, width - 30),
                    lab.y + chance.randrange(130, height - 30),
                )
                for _ in range(10)
            ]
            fingers = [touch.down(x, y) for x, y in middles]
            for step in range(40):
                for finger, (x, y) in zip(fingers, middles, strict=True):
                    angle = step / 6 + finger
                    touch.move(finger, x + 20 * math.sin(angle), y + 20 * math.cos(angle))
                time.sleep(0.02)
            for finger, (x, y) in zip(fingers, middles, strict=True):
                touch.up(finger, x, y)
        time.sleep(0.5)
        touch_screen.key("Delete")
        lab.wait("Neural Lab")
        draw(lab, assets.samples.digits[7][0], touch.stroke)
        lab.wait("Neural Lab · 7")


def test_a_finger_that_rests_goes_on_with_its_stroke(
    touch_screen: TouchDesktop, assets: Assets
) -> None:
    touch = touch_screen.touch
    with running(touch_screen) as lab:
        ink = next(ink for ink in assets.samples.digits[3] if len(ink.strokes) == 1)
        points = lab.strokes(ink)[0]
        half = len(points) // 2
        finger = touch.down(*points[0])
        for point in points[1:half]:
            time.sleep(0.008)
            touch.move(finger, *point)
        time.sleep(3.6)
        for point in points[half:]:
            time.sleep(0.008)
            touch.move(finger, *point)
        touch.up(finger, *points[-1])
        lab.wait("Neural Lab · 3")
        touch_screen.key("ctrl+z")  # it was one stroke
        lab.wait("Neural Lab")
