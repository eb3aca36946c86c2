"""Keys of many keyboards: what SDL said of them on X, and what each counts as."""

from __future__ import annotations

import math
import sys

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.engine.driver import Driver
from game.lab import intents as do
from game.lab.stage.controls import HOTKEYS
from game.shell.window.keys import key_name, press_of, release_of

SHIFT, CTRL, ALT, ALT_GR, SUPER = (
    pygame.KMOD_LSHIFT, pygame.KMOD_LCTRL, pygame.KMOD_LALT, pygame.KMOD_RALT, pygame.KMOD_LMETA,
)  # fmt: skip
#: the letters of a US keyboard, row by row, and its digits
ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
#: what the same keys are elsewhere
ALPHABETS = {
    "ru": ("йцукенгшщз", "фывапролд", "ячсмить"),
    "gr": (";ςερτυθιοπ", "ασδφγηξκλ", "ζχψωβνμ"),
    "il": ("/'קראטוןםפ", "שדגכעיחלך", "זסבהנמצ"),
    "ara": ("ضصثقفغعهخح", "شسيبلاتنم", "ئءؤرﻻىة"),
    "ir": ("ضصثقفغعهخح", "شسیبلاتنم", "ظطزرذدپ"),
    "bg": (",уеишщксдз", "ьяаожгтнв", "юйъэфхп"),
    "th": ("ๆไำพะัีรนย", "ฟหกดเ้่าส", "ผปแอิืท"),
    "in": ("ौैाीूबहगदज", "ोे्िुपरकत", "ॆंमनवलस"),
}
SCAN = {letter: getattr(pygame, f"KSCAN_{letter.upper()}") for letter in "".join(ROWS)}


def pressed(key: object, scan: int = 0, typed: str = "", mods: int = 0) -> pygame.Event:
    key = ord(key) if isinstance(key, str) else key
    return pygame.Event(pygame.KEYDOWN, key=key, scancode=scan, unicode=typed, mod=mods)


@pytest.mark.parametrize("layout", ALPHABETS)
def test_other_alphabets_have_the_letters_of_a_us_keyboard(layout: str) -> None:
    rows = zip("".join(ROWS), "".join(ALPHABETS[layout]), strict=True)
    for letter, sign in rows:
        if sign == ",":  # Bulgarian: its own comma
            continue
        assert key_name(pressed(sign, SCAN[letter], sign)) == letter, sign
        assert key_name(pressed(sign, SCAN[letter], sign.upper(), SHIFT)) == letter
        assert key_name(pressed(sign, SCAN[letter], sign, CTRL)) == f"ctrl+{letter}"
        assert key_name(pressed(sign, SCAN[letter], sign, ALT)) == f"alt+{letter}"


def test_every_hotkey_of_one_letter_can_be_reached_in_every_alphabet(driver: Driver) -> None:
    letters = {key[-1] for hotkey in HOTKEYS for key in hotkey.keys if key[-1] in SCAN}
    for rows in ALPHABETS.values():
        signs = dict(zip("".join(ROWS), "".join(rows), strict=True))
        names = {key_name(pressed(signs[one], SCAN[one], signs[one])) for one in letters}
        assert letters - {"q"} <= names


#: keyboard, key, its place on a US keyboard, what it types, and what is held → its name
OTHERS = [
    ("us z", "z", "Z", "z", 0, "z"),
    ("Shift ←", pygame.K_LEFT, "LEFT", "", SHIFT, "shift+left"),
    ("← ", pygame.K_LEFT, "LEFT", "", 0, "left"),
    ("Shift F5", pygame.K_F5, "F5", "", SHIFT, "f5"),
    ("us Z", "z", "Z", "Z", SHIFT, "z"),
    ("us !", "1", "1", "!", SHIFT, "1"),
    ("us ?", "/", "SLASH", "?", SHIFT, "?"),
    ("us ;", ";", "SEMICOLON", ";", 0, ";"),
    ("us Ctrl ?", "/", "SLASH", "?", CTRL | SHIFT, "ctrl+/"),
    ("us Alt C", "c", "C", "c", ALT, "alt+c"),
    ("us Alt E, caps", "e", "E", "E", ALT | pygame.KMOD_CAPS, "alt+e"),
    ("us right Alt C", "c", "C", "c", ALT_GR, "alt+c"),
    ("us right Alt ?", "/", "SLASH", "?", ALT_GR | SHIFT, "alt+?"),
    ("us Ctrl Alt Z", "z", "Z", "z", CTRL | ALT, "ctrl+alt+z"),
    ("us Super C", "c", "C", "c", SUPER, "meta+c"),
    ("fr Ctrl Z, where W is", "z", "W", "\x1a", CTRL, "ctrl+z"),
    ("fr W, where Z is", "w", "Z", "w", 0, "w"),
    ("fr Ctrl W, where Z is", "w", "Z", "\x17", CTRL, "ctrl+w"),
    ("fr ;", ";", "COMMA", ";", 0, ";"),
    ("fr .", ";", "COMMA", ".", SHIFT, "."),
    ("fr ,", ",", "M", ",", 0, ","),
    ("fr ?", ",", "M", "?", SHIFT, "?"),
    ("fr Alt .", ";", "COMMA", ".", ALT | SHIFT, "alt+."),
    ("fr &", "1", "1", "&", 0, "1"),
    ("fr 1", "1", "1", "1", SHIFT, "1"),
    ("fr & as Windows has it", "&", "1", "&", 0, "1"),
    ("fr à as Windows has it", "à", "0", "à", 0, "0"),
    ("fr -", "6", "6", "-", 0, "6"),
    ("fr Ctrl -", "6", "6", "-", CTRL, "ctrl+-"),
    ("fr Ctrl 0", "0", "0", "à", CTRL, "ctrl+0"),
    ("us Ctrl +", "=", "EQUALS", "+", CTRL | SHIFT, "ctrl+="),
    ("keypad Ctrl +", pygame.K_KP_PLUS, "KP_PLUS", "+", CTRL, "ctrl++"),
    ("keypad Ctrl −", pygame.K_KP_MINUS, "KP_MINUS", "-", CTRL, "ctrl+-"),
    ("fr AltGr @", "0", "0", "@", ALT_GR, "alt+0"),
    ("a sign that only AltGr types", "ß", "MINUS", "?", ALT_GR, "?"),
    ("fr ù", "ù", "APOSTROPHE", "ù", 0, None),
    ("fr dead ^", 1 << 30, "LEFTBRACKET", "", 0, None),
    ("fr ê after it", "e", "E", "ê", 0, "e"),
    ("de Ctrl Z, where Y is", "z", "Y", "\x1a", CTRL, "ctrl+z"),
    ("de -", "-", "SLASH", "-", 0, "-"),
    ("de ?", "ß", "MINUS", "?", SHIFT, "?"),
    ("de ö", "ö", "SEMICOLON", "ö", 0, None),
    ("de AltGr ¢", "c", "C", "¢", ALT_GR, "alt+c"),
    ("de keypad ,", pygame.K_KP_PERIOD, "KP_PERIOD", ",", 0, "."),
    ("cz š", "š", "3", "š", 0, "3"),
    ("cz +", "+", "1", "+", 0, "1"),
    ("cz 3", "š", "3", "3", SHIFT, "3"),
    ("cz ?", ",", "COMMA", "?", SHIFT, "?"),
    ("tr ö on the comma", "ö", "COMMA", "ö", 0, None),
    ("tr ğ on E", "ğ", "E", "ğ", 0, None),
    ("dvorak ;", ";", "Z", ";", 0, ";"),
    ("dvorak Ctrl ;", ";", "Z", ";", CTRL, "ctrl+;"),
    ("colemak ;", ";", "P", ";", 0, ";"),
    ("ru б, ю on , .", "б", "COMMA", "б", 0, ","),
    ("ru ю", "ю", "PERIOD", "ю", 0, "."),
    ("ru .", ".", "SLASH", ".", 0, "."),
    ("ru ,", ".", "SLASH", ",", SHIFT, ","),
    ("ru Ю", "ю", "PERIOD", "Ю", SHIFT, "."),
    ("ir ۳", "3", "3", "۳", 0, "3"),
    ("ir ۳ as it is", "۳", "3", "۳", 0, "3"),
    ("ir AltGr ?", "/", "SLASH", "?", ALT_GR, "?"),
    ("th - on 3", "3", "3", "-", 0, "3"),
    ("a switched layout, not yet known", "с", "C", "c", 0, "c"),
    ("keypad 7", pygame.K_KP7, "KP7", "", 0, "7"),
    ("keypad 7 with Num Lock", pygame.K_KP7, "KP7", "7", pygame.KMOD_NUM, "7"),
    ("keypad Enter", pygame.K_KP_ENTER, "KP_ENTER", "\r", 0, "return"),
    ("keypad -", pygame.K_KP_MINUS, "KP_MINUS", "-", 0, "-"),
    ("keypad +", pygame.K_KP_PLUS, "KP_PLUS", "+", 0, "+"),
    ("keypad Alt 7", pygame.K_KP7, "KP7", "7", ALT, "alt+7"),
    ("Enter", pygame.K_RETURN, "RETURN", "\r", 0, "return"),
    ("Alt Enter", pygame.K_RETURN, "RETURN", "\r", ALT, "alt+return"),
    ("Tab", pygame.K_TAB, "TAB", "\t", 0, "tab"),
    ("Shift Tab", pygame.K_TAB, "TAB", "\t", SHIFT, "shift+tab"),
    ("Alt Tab", pygame.K_TAB, "TAB", "\t", ALT, "alt+tab"),
    ("Space", pygame.K_SPACE, "SPACE", " ", 0, "space"),
    ("Delete", pygame.K_DELETE, "DELETE", "\x7f", 0, "delete"),
    ("F11", pygame.K_F11, "F11", "", 0, "f11"),
]


@pytest.mark.parametrize(("key", "place", "typed", "mods", "name"), [row[1:] for row in OTHERS],
                         ids=[row[0] for row in OTHERS])  # fmt: skip
def test_a_key_of_some_keyboard(
    key: str | int, place: str, typed: str, mods: int, name: str | None
) -> None:
    assert key_name(pressed(key, getattr(pygame, f"KSCAN_{place}"), typed, mods)) == name


def test_the_command_key_is_ctrl_on_a_mac(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert key_name(pressed("c", SCAN["c"], "c", SUPER)) == "ctrl+c"
    assert key_name(pressed("c", SCAN["c"], "ç", ALT)) == "alt+c"


def test_a_minus_above_a_digit_is_one_where_a_code_is_typed(driver: Driver) -> None:
    minus = press_of(pressed("6", pygame.KSCAN_6, "-"))
    assert minus == do.PressKey("6", "-")
    assert driver.advance([minus, do.Tick()]).canvas.script, "a sample of a 6"
    driver.advance([do.ShowSheet("code")])
    for sign in ("B", "1"):
        driver.advance([do.PressKey(sign.lower())])
    assert driver.advance([minus, do.PressKey("w"), do.PressKey(".")]).screen.typed == "B1-W."


VALUES = st.one_of(st.none(), st.integers(), st.floats(), st.text(max_size=3), st.just(10**400))


@given(st.dictionaries(st.sampled_from(["key", "mod", "unicode", "scancode"]), VALUES))
def test_no_event_is_a_fault(values: dict[str, object]) -> None:
    name = key_name(pygame.Event(pygame.KEYDOWN, **values))
    assert name is None or (name and isinstance(values["key"], int))


ODD = [None, math.nan, math.inf, -1, 1.5, 1 << 40, "c", b"c", (), True, 0xD800, 0x110000]


@pytest.mark.parametrize("odd", ODD, ids=repr)
@pytest.mark.parametrize("name", ["key", "scancode", "unicode", "mod"])
def test_an_event_without_its_values_raises_nothing(name: str, odd: object) -> None:
    values = {"key": pygame.K_c, "scancode": pygame.KSCAN_C, "unicode": "c", "mod": 0}
    press_of(pygame.Event(pygame.KEYDOWN, values | {name: odd}))
    del values[name]
    found = press_of(pygame.Event(pygame.KEYDOWN, values))
    assert found == (None if name == "key" else do.PressKey("c"))
    assert press_of(pygame.Event(pygame.KEYDOWN)) is None


def test_every_key_there_could_be_has_a_name_or_none() -> None:
    for key in [*range(0x3000), *range(1 << 30, (1 << 30) + 300)]:
        for scan in (0, pygame.KSCAN_C, pygame.KSCAN_6, pygame.KSCAN_COMMA):
            name = key_name(pressed(key, scan))
            assert name is None or (name and name.isascii()), key


def test_arrows_are_let_go_and_only_they_matter() -> None:
    def let_go(key: int) -> object:
        return release_of(pygame.Event(pygame.KEYUP, key=key, scancode=0, mod=SHIFT))

    assert let_go(pygame.K_LEFT) == do.ReleaseKey("left")
    assert let_go(pygame.K_a) is None and release_of(pygame.Event(pygame.KEYUP)) is None
