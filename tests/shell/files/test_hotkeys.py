"""The table [keys] of a settings file: each fault is named, and the rest is used."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.engine.start import start_state
from game.lab import intents as do
from game.lab.stage.controls import NAMES, bound, intent_of_key
from game.lab.stage.hints import hints
from game.lab.stage.keys import FIXED, plain
from game.lab.state.screen import LETTERS
from game.lab.update import update
from game.shell.files.settings import Settings, load_settings
from tests.labs import LINE, READY, answered, at_rest, on_screen


def read(tmp_path: Path, table: str) -> tuple[Settings, list[str]]:
    path = tmp_path / "settings.toml"
    path.write_text(f"reduced_motion = true\n[keys]\n{table}\n", "utf-8")
    return load_settings({}, (path,))


def test_a_hotkey_gets_other_keys_or_none_and_help_lists_what_is_bound(tmp_path: Path) -> None:
    table = 'why = "F6"\nclear = ["f8", "Page_Up"]\npause = ""\nsample5 = "ctrl+5"\nundo = "u"'
    settings, notices = read(tmp_path, table)
    assert notices == [] and settings.reduced_motion
    keys = settings.keys
    for key, intent in {
        "f6": do.AskWhy(),
        "w": None,
        "n": do.AskWhyNot(),
        "f8": do.Clear(),
        "page up": do.Clear(),
        "c": None,
        "delete": None,
        "space": None,
        "ctrl+5": do.LoadSample(5),
        "5": None,
        "4": do.LoadSample(4),
        "u": do.Undo(),
        "ctrl+z": None,
    }.items():
        assert intent_of_key(key, keys=keys) == intent, key
    labels = {hotkey.words: hotkey.label for hotkey in bound("on", keys)}
    assert labels["key.why"] == "F6  N" and labels["key.clear"] == "F8  Page Up"
    assert labels["key.sample"] == "Ctrl 5  0 … 4  6 … 9" and "key.pause" not in labels
    assert labels["key.undo"] == "Ctrl Y  U"
    labels = {hotkey.words: hotkey.label for hotkey in bound("alt", keys)}
    assert labels["key.why"] == "F6  Alt N" and labels["key.undo"] == "Ctrl Y  Alt U"
    labels = {hotkey.words: hotkey.label for hotkey in bound("off", keys)}
    assert labels["key.why"] == "F6" and labels["key.sample"] == "Ctrl 5"
    for letters in LETTERS:  # what is listed is bound, and nothing twice
        listed = [key for hotkey in bound(letters, keys) for key in hotkey.keys]
        assert len(set(listed)) == len(listed)
        assert all(intent_of_key(key, letters, keys) for key in listed)


def test_the_lab_obeys_and_its_hints_tell_only_of_keys_that_act(tmp_path: Path) -> None:
    settings, _ = read(tmp_path, 'why = "f6"\nhelp = "f12"\npaste = "f8"\nfullscreen = "f5"')
    assert start_state(settings).screen.keys == settings.keys
    usual = at_rest(answered(READY, do.ShowInk(LINE)))
    state = on_screen(usual, keys=settings.keys)
    assert update(state, [do.PressKey("f6")]).card.question is not None
    assert update(state, [do.PressKey("w")]).card.question is None
    assert "hint.why" in hints(usual) and "hint.why" not in hints(state)
    helped = update(state, [do.PressKey("f12")])
    assert helped.screen.sheet == "help"
    assert update(helped, [do.PressKey("f12")]).screen.sheet is None
    assert update(helped, [do.PressKey("f5")]).screen.fullscreen
    assert update(helped, [do.PressKey("escape")]).screen.sheet is None
    assert update(state, [do.PressKey("f8")]).screen.sheet == "code"


@pytest.mark.parametrize(
    ("bad", "named"),
    [
        ('wyh = "f7"', "keys.wyh: there is no hotkey of this name; the likest are why,"),
        ('view = "/"', "keys.view: '/': no key of this name; write for instance f6"),
        ('view = "f13"', "keys.view: 'f13': no key"),
        ('view = "shift+f2"', "keys.view: 'shift+f2': no key"),
        ('view = ""\nheal = 3', "keys.heal: 3: no key"),
        ('heal = "Tab"', "keys.heal: 'Tab': tab cannot be given away: choose another key"),
        ('heal = "enter"', "keys.heal: 'enter': return cannot be given away"),
        ('heal = ["f2", "f3", "f4", "f5", "f6"]', "keys.heal: a hotkey has 4 keys at most"),
        ('speed = "f1"', "keys.speed: f1 is already the key of help; give one of them another"),
        ('heal = "f5"\nraw = "f5"', "keys.raw: f5 is already the key of heal; give one of them"),
        ('heal = "alt+x"', "keys.heal: alt+x is already the key of raw"),
        ('"\\u001b" = "f2"', "keys.\\x1b: there is no hotkey of this name"),
    ],
)
def test_each_fault_is_one_line_with_its_file_and_its_cure(
    tmp_path: Path, bad: str, named: str
) -> None:
    settings, notices = read(tmp_path, f'{bad}\nwhy = "f12"')
    assert dict(settings.keys)["why"] == ("f12",) and settings.reduced_motion
    (notice,) = notices
    assert notice.startswith(f"{tmp_path / 'settings.toml'}: {named}") and "\n" not in notice
    assert notice.endswith("; ignored") and len(notice) < 400


def test_two_may_swap_their_keys_and_many_faults_are_counted(tmp_path: Path) -> None:
    settings, notices = read(tmp_path, 'why = "n"\nwhy_not = "w"')
    assert notices == [] and intent_of_key("n", keys=settings.keys) == do.AskWhy()
    _, notices = read(tmp_path, "\n".join(f'x{n} = "f2"' for n in range(40)))
    assert len(notices) == 9 and "and 32 more" in notices[-1]
    path = tmp_path / "settings.toml"
    path.write_text("keys = 3", "utf-8")
    _, notices = load_settings({}, (path,))
    assert notices == [
        f'{path}: keys: 3 is no table: write [keys], and below it why = "f6"; ignored'
    ]


def test_every_hotkey_has_a_key_that_every_keyboard_has() -> None:
    """`plain` knows those only; tests/shell/window/test_keys.py shows how layouts type them."""
    keys = {key for own in NAMES.values() for key in own}
    assert {plain(key) for key in keys} == keys and not keys & FIXED
