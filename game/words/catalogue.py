"""Every sentence a person sees, in one catalogue, so that one language can replace another.

English stands in `game.words.en`, one file a room. The other languages are gettext catalogues
(`assets/languages/`), in which a sentence is found by its key (the context) and its English words;
what one of them lacks is said in English. Which language is spoken is a value of the State
(`screen.language`): `placed`, with which every update begins and ends, and `Frame.draw` `speak` it.
"""

from __future__ import annotations

from gettext import GNUTranslations, NullTranslations
from importlib import import_module
from io import BytesIO
from pkgutil import iter_modules

from game.core.ink.doubt import DOUBTFUL, HARDLY
from game.core.ink.verdict import Verdict
from game.words import en, numbers
from game.words.numbers import number_of

#: the language that needs no file
SOURCE = "en"

#: the words of a language by their keys: each file of its folder has those of a room. Where there
#: are two, the first is for a {count} of one
ENGLISH: dict[str, str | tuple[str, str]] = {}
for file in iter_modules(en.__path__, f"{en.__name__}."):
    ENGLISH |= import_module(file.name).WORDS

#: the languages offered, English first: the catalogue (.mo) of each, and those that were read
_files: dict[str, bytes] = {SOURCE: b""}
_read: dict[str, NullTranslations] = {SOURCE: NullTranslations()}


class _Spoken:
    """The language that is spoken now."""

    language = SOURCE
    words = _read[SOURCE]


def offer(language: str, catalogue: bytes) -> None:
    """Offer a language besides English. ``catalogue``: its .mo, read when it is first spoken."""
    _files[language] = catalogue


def offered() -> tuple[str, ...]:
    """The codes of the languages there are, English first."""
    return tuple(_files)


def speak(language: str) -> None:
    """Say all that follows in this language; English where it is not offered."""
    if language == _Spoken.language:
        return
    language = language if language in _files else SOURCE
    _Spoken.language, _Spoken.words = language, _translations(language)
    numbers.use_marks(
        say("number.point"),
        say("number.thousands"),
        say("number.groups"),
        say("number.percent"),
        say("number.comma"),
    )


def spoken() -> str:
    """The code of the language that is spoken now."""
    return _Spoken.language


def language_name(language: str) -> str:
    """What a language that is offered calls itself."""
    return _translations(language).pgettext("language", str(ENGLISH["language"]))


def in_languages(key: str) -> tuple[str, ...]:
    """Words without values in each of the languages offered, the spoken one first."""
    words, at = str(ENGLISH[key]), offered().index(_Spoken.language)
    codes = (*offered()[at:], *offered()[:at])
    return tuple(_translations(code).pgettext(key, words) for code in codes)


def _translations(language: str) -> NullTranslations:
    if language not in _read:
        _read[language] = GNUTranslations(BytesIO(_files[language]))
    return _read[language]


def next_language() -> str:
    """The code of the language after the one that is spoken."""
    codes = offered()
    return codes[(codes.index(_Spoken.language) + 1) % len(codes)]


def say(key: str, **values: object) -> str:
    """The words for a key with its values filled in; KeyError for an unknown key."""
    words = ENGLISH[key]
    if isinstance(words, str):
        said = _Spoken.words.pgettext(key, words)
    else:
        said = _Spoken.words.npgettext(key, *words, number_of(values["count"]))
    return said.format(**values) if values else said


def doubt_words(doubt: float) -> str:
    """What a doubt of 0..1 means, in a word or two."""
    steps = ((DOUBTFUL, "doubt.none"), (HARDLY, "doubt.some"), (0.9, "doubt.much"))
    return say(next((key for limit, key in steps if doubt < limit), "doubt.all"))


def answer_words(digit: int | None, how: Verdict) -> str:
    """An answer as it is told: the digit read, "4?" where that is in doubt, "?" where there is
    none."""
    if digit is None or how is Verdict.HARDLY:
        return say("prediction.unknown")
    return str(digit) if how is Verdict.SURE else say("prediction.doubtful", digit=digit)


def brief(number: str) -> str:
    """A long number cut to its first digits and an ellipsis: in full it would be too small to
    read."""
    return number if len(number) <= 8 else number[:7] + "…"
