"""Bring the languages' catalogues up to date: `python assets/make_languages.py [CODE…]`.

Each `assets/languages/CODE.po` gets every sentence of `game/words/en/`, in that order, with the
key as its context; translations stay, those of sentences that have changed are marked fuzzy and
are said in English until somebody has looked at them. Then the .mo beside it is made anew, which
is what the program reads. A CODE that has no file yet gets one. Afterwards run make_manifest.py.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

HERE = Path(__file__).resolve().parent
FOLDER = HERE / "languages"
sys.path.insert(0, str(HERE.parent))

from game.words.catalogue import ENGLISH  # noqa: E402


def template() -> Catalog:
    """All sentences, untranslated."""
    catalog = Catalog(project="Neural Lab")
    for key, words in ENGLISH.items():
        catalog.add(words, context=key)
    return catalog


def updated(code: str, old: bytes) -> Catalog:
    """A language's catalogue with today's sentences. ``old``: the text of its .po, or nothing."""
    catalog = read_po(BytesIO(old), locale=code) if old else Catalog(locale=code)
    fresh = Catalog(locale=code, project="Neural Lab", creation_date=catalog.creation_date)
    known = {message.context: message for message in catalog if message.id}
    for key, words in ENGLISH.items():
        before = known.get(key)
        same = before is not None and before.id == words
        plural = isinstance(words, tuple)
        string = before.string if before and isinstance(before.id, tuple) == plural else ""
        if plural and not string:
            string = ("",) * fresh.num_plurals
        fuzzy = bool(before and string and (not same or before.fuzzy))
        notes = before.user_comments if before else ()
        fresh.add(words, string, context=key, flags=["fuzzy"] * fuzzy, user_comments=notes)
    return fresh


def missing(catalog: Catalog) -> list[str]:
    """The keys of sentences that are not said in this language, or whose English has changed."""
    left = []
    for message in catalog:
        strings = [message.string] if isinstance(message.string, str) else message.string
        if message.id and (message.fuzzy or not all(strings)):
            left.append(str(message.context))
    return left


def text_of(catalog: Catalog) -> bytes:
    """The .po of a catalogue."""
    stream = BytesIO()
    write_po(stream, catalog, width=100, omit_header=False, ignore_obsolete=True)
    return stream.getvalue()


def compiled(catalog: Catalog) -> bytes:
    """The .mo of a catalogue."""
    stream = BytesIO()
    write_mo(stream, catalog)
    return stream.getvalue()


def main(codes: Iterable[str]) -> None:
    for code in codes or sorted(path.stem for path in FOLDER.glob("*.po")):
        path = FOLDER / f"{code}.po"
        catalog = updated(code, path.read_bytes() if path.exists() else b"")
        path.write_bytes(text_of(catalog))
        path.with_suffix(".mo").write_bytes(compiled(catalog))
        left = missing(catalog)
        print(f"{code}: {len(ENGLISH) - len(left)} of {len(ENGLISH)} sentences", *left[:20])


if __name__ == "__main__":
    main(sys.argv[1:])
