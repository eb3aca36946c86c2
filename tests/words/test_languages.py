"""Every language says everything, with the same values, in its own marks."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from string import Formatter

import pytest
from babel import Locale
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent
from hypothesis import given
from hypothesis import strategies as st

from game.shell.files.place import LANGUAGES, data_root, languages
from game.words.catalogue import (
    ENGLISH,
    in_languages,
    language_name,
    next_language,
    offered,
    say,
    speak,
    spoken,
)
from game.words.numbers import count, number_of, percent, plain, share

FOLDER = data_root() / LANGUAGES
sys.path.insert(0, str(data_root() / "assets"))
import make_languages  # noqa: E402

CODES = languages()[1:]
#: a word outside of the names of values
WORD = re.compile(r"(?<!{)\b[a-z]{3,}\b(?!})")


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    speak("en")
    yield
    speak("en")


def test_five_languages_are_offered() -> None:
    assert set(offered()) == {"en", "de", "fr", "es", "hi"} == set(languages())
    speak("de")
    assert in_languages("attract.start")[0] == say("attract.start")
    assert next_language() == "es" and language_name("hi") == "हिन्दी"


@pytest.mark.parametrize("code", CODES)
def test_a_language_says_everything_and_its_file_is_compiled(code: str) -> None:
    text = (FOLDER / f"{code}.po").read_bytes()
    catalog = make_languages.updated(code, text)
    assert make_languages.missing(catalog) == []
    assert make_languages.compiled(catalog) == (FOLDER / f"{code}.mo").read_bytes()
    old = [m.context for m in read_po(BytesIO(text)) if m.id and m.context not in ENGLISH]
    assert old == []


@pytest.mark.parametrize("code", CODES)
def test_a_sentence_has_the_same_values_in_every_language(code: str) -> None:
    speak(code)
    wrong = []
    for key, words in ENGLISH.items():
        forms = [words] if isinstance(words, str) else list(words)
        wanted = [fields(form) for form in forms]
        if isinstance(words, str):
            said = [say(key)]
        else:
            values = {name: "{" + name + "}" for name in wanted[1]}
            said = [say(key, **values | {"count": number}) for number in (1, 2, 7)]
            wanted = [wanted[1] - {"count"}] * 3
            said = [form.replace("{count}", "") for form in said]
        wrong += [key for form, names in zip(said, wanted, strict=True) if fields(form) != names]
    assert wrong == []


def fields(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name}


@pytest.mark.parametrize("code", CODES)
def test_words_are_translated(code: str) -> None:
    """What is the same in both are signs, formulas, names and a few words that both have."""
    speak(code)
    wordy = [key for key, words in ENGLISH.items() if len(WORD.findall(str(words))) > 3]
    same = [key for key in wordy if isinstance(ENGLISH[key], str) and say(key) == ENGLISH[key]]
    assert same == []


@pytest.mark.parametrize("code", languages())
@given(number=st.integers(0, 10**9), value=st.floats(0, 1e6))
def test_numbers_are_written_as_unicode_says(code: str, number: int, value: float) -> None:
    """The source of a language's marks is CLDR, by Babel."""
    speak(code)
    least = 10_000 if code == "es" else 0  # CLDR's minimumGroupingDigits, which Babel leaves out
    assert count(number) == (str(number) if number < least else format_decimal(number, locale=code))
    assert number_of(count(number)) == number
    rounded = float(f"{value:.2f}")
    wanted = format_decimal(rounded, "0.00", locale=code)
    assert plain(value, 2) == wanted


@pytest.mark.parametrize("code", CODES)
def test_the_percent_sign_is_the_languages(code: str) -> None:
    speak(code)
    assert share(0.034) == format_percent(0.034, "0.0" + mark(code), locale=code)
    assert percent(1.0).startswith(">")


def mark(code: str) -> str:
    """The per cent sign of a language with the space before it."""
    return Locale(code).percent_formats[None].pattern.removeprefix("#,##0").removeprefix("#,##,##0")


def test_one_and_many_differ() -> None:
    for code in ("en", "de", "fr", "es"):  # Hindi says 1 न्यूरॉन and 2 न्यूरॉन
        speak(code)
        assert say("part.off", count=1) != say("part.off", count=2).replace("2", "1")
        assert say("part.off", count="1,000") == say("part.off", count=2).replace("2", "1,000")


def test_a_language_that_is_not_offered_is_english() -> None:
    speak("xx")
    assert spoken() == "en"
