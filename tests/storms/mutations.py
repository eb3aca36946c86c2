"""Valid bytes → bytes that no program should write: flipped, cut, spliced, swollen, or noise."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

#: what stands where a number, a word or nothing should; the readers of JSON and TOML each take
#: some of it that the other refuses
NUMBERS = (
    b"NaN", b"Infinity", b"-Infinity", b"nan", b"-inf", b"1e999", b"-1e999", b"1e-400", b"-0", b"0",
    b"9" * 310, b"9" * 4400, b"-" + b"9" * 400, b"1" + b"0" * 400 + b".5", b"0." + b"1" * 400,
    b"9223372036854775808", b"18446744073709551616", b"0x10", b"0b1", b"1_000", b"007", b".5",
    b"5.", b"+1", b"1E5", b"1e", b"--1", b"true", b"null", b'"7"', b"[]", b"{}", b"[[]]", b"",
    b"0.0001", b"0.00009", b"100000", b"100001", b"1e5", b"1979-05-27", "٣".encode(), "²".encode(),
)  # fmt: skip
WORDS = (
    b"\\ud800", b"\\udfff\\ud800", b"\\ud83d\\ude42", b"\\u0000", b"\\u202e", b"\\x1b[2J", b"\\",
    b"\xed\xa0\x80", b"\xff", b"\xc3", b"\xf4\x90\x80\x80", b"\xc0\x80", b"\0", b"\x1b[31m",
    b"\x7f", b"\xef\xbb\xbf",
    "\u2028".encode(), "\u202e".encode(), "\x85".encode(), "\xa0".encode(),
    "é🙂𝔘".encode(), b"\r", b"\n", b"\r\n", b"}\n{", b"\t", b'"', b"'", b'"""', b"'''", b",", b":",
    b"{", b"}", b"[", b"]", b"=", b".", b"-", b"#", b"//", b"/*", b"x" * 5000, b"{}," * 300,
)  # fmt: skip
_BYTES = (0, 1, 9, 10, 13, 0x20, 0x22, 0x2C, 0x5B, 0x5C, 0x7B, 0x7D, 0x7F, 0x80, 0xC0, 0xFE, 0xFF)
_FIELDS = (0, 1, 2, 255, 2**15, 2**16 - 1, 2**31 - 1, 2**31, 2**32 - 1)
_NUMBER = re.compile(rb"-?\d[\d.eE+-]*")
_MEMBER = re.compile(rb'"[^"\\\n]*"\s*:\s*|(?m:^)\w+ *= *')


def mutated(raw: bytes, other: bytes, chance: Random, text: bool) -> bytes:
    """``raw`` after one to four mishaps; ``other``: what it may be spliced with. ``text``: whether
    it is made of words and numbers, which then are mistaken as well."""
    changed = bytearray(raw)
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        way = chance.choice(_TEXT if text and chance.random() < 0.7 else _BINARY)
        way(changed, other, chance)
    return bytes(changed)


def noise(chance: Random, words: Sequence[bytes]) -> bytes:
    """Bytes of any kind, or words of a format in any order, or a few over and over."""
    kind = chance.randrange(4)
    if kind == 0:
        return chance.randbytes(int(3000 ** chance.random()))
    known = [*words, *chance.sample(WORDS, 4), *chance.sample(NUMBERS, 4)]
    if kind == 1:
        return b"".join(chance.choices(known, k=chance.randint(1, 4))) * chance.randint(1, 2000)
    return chance.choice((b"", b" ")).join(chance.choices(known, k=chance.randint(1, 200)))


def swollen(raw: bytes, most: int, chance: Random, words: Sequence[bytes]) -> bytes:
    """``raw`` with a word in its middle so often that it has up to ``most`` bytes, and a few more:
    at its limits a reader is slowest."""
    word = b"".join(chance.choices([*words, *chance.sample(WORDS, 3)], k=chance.randint(1, 3)))
    size = int(most ** chance.uniform(0.6, 1.01))
    at = chance.randrange(len(raw) + 1)
    middle = (word or b" ") * (size // max(1, len(word)))
    return raw[:at] + middle + raw[at:]


def _place(changed: bytearray, chance: Random) -> int:
    """Any place, but more often one near the start, where formats say what follows."""
    size = len(changed)
    return min(chance.randrange(size + 1), size if chance.random() < 0.5 else chance.randint(0, 64))


def _flip(changed: bytearray, other: bytes, chance: Random) -> None:
    if changed:
        changed[min(_place(changed, chance), len(changed) - 1)] ^= 1 << chance.randrange(8)


def _set(changed: bytearray, other: bytes, chance: Random) -> None:
    if changed:
        changed[min(_place(changed, chance), len(changed) - 1)] = chance.choice(_BYTES)


def _field(changed: bytearray, other: bytes, chance: Random) -> None:
    """A number of two or four bytes, in either order, becomes a wild one."""
    width, at = chance.choice((2, 4)), _place(changed, chance)
    value = chance.choice(_FIELDS) % 256**width
    changed[at : at + width] = value.to_bytes(width, chance.choice(("big", "little")))


def _cut(changed: bytearray, other: bytes, chance: Random) -> None:
    at = chance.randrange(len(changed) + 1)
    del changed[slice(at) if chance.random() < 0.2 else slice(at, None)]


def _drop(changed: bytearray, other: bytes, chance: Random) -> None:
    at = _place(changed, chance)
    del changed[at : at + chance.randint(1, 40)]


def _copy(changed: bytearray, other: bytes, chance: Random) -> None:
    start, at = chance.randrange(len(changed) + 1), _place(changed, chance)
    changed[at:at] = changed[start : start + chance.randint(1, 400)]


def _splice(changed: bytearray, other: bytes, chance: Random) -> None:
    changed[chance.randrange(len(changed) + 1) :] = other[chance.randrange(len(other) + 1) :]


def _number(changed: bytearray, other: bytes, chance: Random) -> None:
    if found := list(_NUMBER.finditer(bytes(changed[:20_000]))):
        start, end = chance.choice(found).span()
        changed[start:end] = chance.choice(NUMBERS)


def _word(changed: bytearray, other: bytes, chance: Random) -> None:
    at = _place(changed, chance)
    changed[at:at] = chance.choice(WORDS)


def _twice(changed: bytearray, other: bytes, chance: Random) -> None:
    """A key that is there already, with another value before the one it has."""
    if found := list(_MEMBER.finditer(bytes(changed[:20_000]))):
        key = chance.choice(found)
        after = b"," if key[0].rstrip().endswith(b":") else b"\n"
        changed[key.start() : key.start()] = key[0] + chance.choice(NUMBERS) + after


def _deep(changed: bytearray, other: bytes, chance: Random) -> None:
    opening, closing = chance.choice(((b"[", b"]"), (b'{"a":', b"}"), (b"[{", b"}]"), (b"(", b")")))
    depth, at = chance.choice((3, 200, 900, 1100, 20_000)), _place(changed, chance)
    changed[at:at] = opening * depth + (closing * depth if chance.random() < 0.7 else b"")


def _recoded(changed: bytearray, other: bytes, chance: Random) -> None:
    text, mark = bytes(changed).decode("latin-1"), chance.random() < 0.7
    changed[:] = b"\xef\xbb\xbf" + changed if mark else text.encode(chance.choice(_CODINGS))


_CODINGS = ("utf-16", "utf-16-be", "utf-32", "utf-8")
_BINARY = (_flip, _flip, _set, _field, _field, _cut, _drop, _copy, _splice)
_TEXT = (_number, _number, _number, _word, _word, _twice, _deep, _recoded)
