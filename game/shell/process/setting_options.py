"""The options of the command line that are settings as well: of the stage, of what is seen and
heard, and of kiosk mode."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from game.lab.state.screen import LETTERS, PROFILES, SCALES
from game.shell.files.kiosk_values import COUNTDOWNS, IDLES, parse_seconds
from game.shell.files.values import (
    MOST_PIXELS,
    parse_display,
    parse_language,
    parse_scale,
    parse_size,
    parse_volume,
)

T = TypeVar("T")


def add_settings(parser: argparse.ArgumentParser, default: object) -> None:
    """Add an option for each setting; ``default``: its value where it is not given."""
    group = parser.add_argument_group("stage")
    switch = argparse.BooleanOptionalAction
    group.add_argument(
        "--size",
        metavar="WxH",
        type=telling(parse_size),
        default=default,
        help="size of the window or picture, pixels, such as 1920x1080; 640x480 at least, and "
        f"{MOST_PIXELS:,} pixels in all at most, as 3840x2160 has",
    )
    group.add_argument(
        "--fullscreen", action=switch, default=default, help="use the whole screen (F11 switches)"
    )
    group.add_argument(
        "--display",
        metavar="N",
        type=telling(parse_display),
        default=default,
        help="monitor to open the window on, 0 for the first",
    )
    group.add_argument(
        "--scale",
        metavar="FACTOR",
        type=telling(parse_scale),
        default=default,
        help=f"everything larger or smaller, {SCALES[0]:g} to {SCALES[1]:g} (Ctrl + − 0); what has "
        "no room then stands behind “More”",
    )
    group.add_argument(
        "--reduced-motion", action=switch, default=default, help="show results without animation"
    )
    group.add_argument(
        "--motion",
        dest="reduced_motion",
        action="store_false",
        default=default,
        help="the same as --no-reduced-motion",
    )
    _add_arrangement(parser, default)
    _add_language(parser, default)
    _add_senses(parser, default)
    _add_kiosk(parser, default)


def _add_arrangement(parser: argparse.ArgumentParser, default: object) -> None:
    group = parser.add_argument_group("arrangement and colors")
    group.add_argument(
        "--profile",
        choices=PROFILES,
        default=default,
        help="colors of the stage: dark; light, for bright rooms and projectors; or those of the "
        "strongest contrasts (Ctrl+P switches)",
    )
    group.add_argument(
        "--left-handed",
        action="store_true",
        default=default,
        help="mirror the stage: the canvas at the right (Ctrl M switches)",
    )
    group.add_argument(
        "--right-handed",
        dest="left_handed",
        action="store_false",
        default=default,
        help="the canvas at the left, as without --left-handed",
    )
    group.add_argument(
        "--low-controls",
        action=argparse.BooleanOptionalAction,
        default=default,
        help="keep what is touched in the lower 40 %% of the window; else only where the screen is "
        "known to be higher than 900 mm",
    )


def _add_language(parser: argparse.ArgumentParser, default: object) -> None:
    group = parser.add_argument_group("language and keys")
    group.add_argument(
        "--letters",
        choices=LETTERS,
        default=default,
        help="hotkeys that are a letter, a digit or a sign: on, only with Alt, or off",
    )
    group.add_argument(
        "--language",
        metavar="CODE",
        type=telling(parse_language),
        default=default,
        help="language of all words, such as de; without it the system's in a window, else en",
    )


def _add_senses(parser: argparse.ArgumentParser, default: object) -> None:
    group = parser.add_argument_group("for ears")
    group.add_argument(
        "--sound",
        metavar="VOLUME",
        type=telling(parse_volume),
        default=default,
        help="how loud, 0 (no sound) to 100 per cent; 30 if not given, 0 in kiosk mode (M mutes)",
    )
    group.add_argument(
        "--screen-reader",
        action=argparse.BooleanOptionalAction,
        default=default,
        help="tell screen readers what there is; so it is if not given, but not in kiosk mode",
    )


def _add_kiosk(parser: argparse.ArgumentParser, default: object) -> None:
    group = parser.add_argument_group("kiosk")
    group.add_argument(
        "--kiosk",
        action=argparse.BooleanOptionalAction,
        default=default,
        help="a screen that nobody attends: full screen, locked, draws by itself until it is "
        "touched, and begins anew after each visit",
    )
    group.add_argument(
        "--idle",
        metavar="SECONDS",
        type=telling(partial(parse_seconds, limits=IDLES)),
        default=default,
        help=f"time without a touch until the countdown begins, {IDLES[0]:g} or more; 60 if not "
        "given",
    )
    group.add_argument(
        "--countdown",
        metavar="SECONDS",
        type=telling(partial(parse_seconds, limits=COUNTDOWNS)),
        default=default,
        help="how long a visitor is asked whether they are still here; 20 if not given",
    )


def telling(read: Callable[[str], T]) -> Callable[[str], T]:
    """Let argparse print the words of a ValueError; otherwise it replaces them by its own."""

    def checked(words: str) -> T:
        try:
            return read(words)
        except ValueError as error:
            raise argparse.ArgumentTypeError(str(error)) from None

    return checked
