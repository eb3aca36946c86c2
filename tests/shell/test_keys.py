"""Keys of many layouts, as X sends them: key code, place on the board, typed character."""

from __future__ import annotations

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.shell.keys import key_name

SHIFT, CTRL, ALT, ALTGR = pygame.KMOD_LSHIFT, pygame.KMOD_LCTRL, pygame.KMOD_LALT, pygame.KMOD_RALT
A, C, V, Z, W, M, Q = (getattr(pygame, f"KSCAN_{letter}") for letter in "ACVZWMQ")
ONE, SIX, COMMA, PERIOD = pygame.KSCAN_1, pygame.KSCAN_6, pygame.KSCAN_COMMA, pygame.KSCAN_PERIOD
SLASH, SEMICOLON, MINUS = pygame.KSCAN_SLASH, pygame.KSCAN_SEMICOLON, pygame.KSCAN_MINUS


@pytest.fixture(autouse=True)
def names() -> None:
    """SDL names keys only once it has a display."""
    if not pygame.display.get_init():
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SDL_VIDEODRIVER", "dummy")
            pygame.display.init()


LAYOUTS = [
    # (what, key code, place, typed, modifiers, name)
    ("us c", "c", C, "c", 0, "c"),
    ("us C", "c", C, "C", SHIFT, "c"),
    ("us ?", "/", SLASH, "?", SHIFT, "?"),
    ("us ctrl z", "z", Z, "\x1a", CTRL, "ctrl+z"),
    ("russian с", "с", C, "с", 0, "c"),
    ("russian ctrl я", "я", Z, "", CTRL, "ctrl+z"),
    ("russian б", "б", COMMA, "б", 0, ","),
    ("russian ю", "ю", PERIOD, "ю", 0, "."),
    ("russian . on /", ".", SLASH, ".", 0, "."),
    ("russian 1", "1", ONE, "1", 0, "1"),
    ("greek ψ", "ψ", C, "ψ", 0, "c"),
    ("hebrew ב", "ב", C, "ב", 0, "c"),
    ("hebrew w is '", "'", W, "'", 0, "w"),
    ("hebrew q is /", "/", Q, "/", 0, "q"),
    ("arabic ؤ", "ؤ", C, "ؤ", 0, "c"),
    ("arabic digit", "١", ONE, "١", 0, "1"),
    ("bulgarian ц ctrl", "ц", C, "", CTRL, "ctrl+c"),
    ("bulgarian м ctrl", "м", V, "", CTRL, "ctrl+v"),
    ("azerty a", "a", Q, "a", 0, "a"),
    ("azerty ctrl z", "z", W, "\x1a", CTRL, "ctrl+z"),
    ("azerty m", "m", SEMICOLON, "m", 0, "m"),
    ("azerty .", ";", COMMA, ".", SHIFT, "."),
    ("azerty ,", ",", M, ",", 0, ","),
    ("azerty ?", ",", M, "?", SHIFT, "?"),
    ("azerty & is 1", "&", ONE, "&", 0, "1"),
    ("azerty 1", "&", ONE, "1", SHIFT, "1"),
    ("azerty - on 6", "-", SIX, "-", 0, "-"),
    ("azerty 6", "-", SIX, "6", SHIFT, "6"),
    ("german ü", "ü", pygame.KSCAN_LEFTBRACKET, "ü", 0, "ü"),
    ("german -", "-", SLASH, "-", 0, "-"),
    ("german ctrl z", "z", pygame.KSCAN_Y, "\x1a", CTRL, "ctrl+z"),
    ("alt c", "c", C, "c", ALT, "alt+c"),
    ("alt e russian", "у", pygame.KSCAN_E, "у", ALT, "alt+e"),
    ("altgr types ?", "ß", MINUS, "?", ALTGR, "?"),
    ("altgr e", "e", pygame.KSCAN_E, "€", ALTGR, "alt+e"),
    ("alt 5", "5", pygame.KSCAN_5, "5", ALT, "alt+5"),
    ("super c", "c", C, "c", pygame.KMOD_LMETA, "meta+c"),
]


@pytest.mark.parametrize(
    ("key", "place", "typed", "mods", "name"),
    [row[1:] for row in LAYOUTS],
    ids=[row[0] for row in LAYOUTS],
)
def test_a_key_means_what_a_person_at_that_layout_expects(
    key: str, place: int, typed: str, mods: int, name: str
) -> None:
    event = pygame.Event(pygame.KEYDOWN, key=ord(key), scancode=place, unicode=typed, mod=mods)
    assert key_name(event) == name


@pytest.mark.parametrize(
    ("key", "typed", "name"),
    [
        (pygame.K_KP7, "7", "7"),
        (pygame.K_KP7, "", "7"),
        (pygame.K_KP_PERIOD, ",", ","),
        (pygame.K_KP_PERIOD, "", "."),
        (pygame.K_KP_MINUS, "-", "-"),
        (pygame.K_KP_ENTER, "\r", "return"),
        (pygame.K_ESCAPE, "\x1b", "escape"),
        (pygame.K_DELETE, "\x7f", "delete"),
        (pygame.K_F11, "", "f11"),
        (pygame.K_SPACE, " ", "space"),
    ],
)
def test_named_keys_and_the_keypad(key: int, typed: str, name: str) -> None:
    assert key_name(pygame.Event(pygame.KEYDOWN, key=key, unicode=typed, mod=0)) == name


def test_tab_goes_back_with_shift() -> None:
    assert key_name(pygame.Event(pygame.KEYDOWN, key=pygame.K_TAB, mod=SHIFT)) == "shift+tab"
    assert key_name(pygame.Event(pygame.KEYDOWN, key=pygame.K_TAB, mod=ALT)) == "alt+tab"


VALUES = st.one_of(st.none(), st.integers(), st.floats(), st.text(max_size=3), st.just(10**400))


@given(st.dictionaries(st.sampled_from(["key", "mod", "unicode", "scancode"]), VALUES))
def test_no_event_is_a_fault(values: dict[str, object]) -> None:
    name = key_name(pygame.Event(pygame.KEYDOWN, **values))
    assert name is None or isinstance(name, str)
