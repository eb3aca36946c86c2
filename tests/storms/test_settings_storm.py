"""Settings files of every kind, by seed: never a traceback, never slow, never large."""

from __future__ import annotations

import random
import time
import tracemalloc
from pathlib import Path

import pytest

from game.shell.files.settings import KEYS, load_settings
from game.shell.files.values import SCALES

_WORDS = (
    *KEYS, "a", '"b c"', "=", "=", ".", ",", "[", "]", "{", "}", "[[", "]]", "\n", "\n", "#", '"',
    "'", '"""', "'''", "\\", "\\u0000", "true", "false", "nan", "-inf", "1e999", "0x", "0xffff",
    "1_000", "-0.0", "2", "1.25", '"1920x1080"', "'800x600'", '"0x0"', "99999999x1",
    "1979-05-27T07:32:00Z", "07:32:00", "\t", " ", "\r\n", "\ufeff", "\0", "𝔘", "é",
)  # fmt: skip


def settings_of(seed: int) -> bytes:
    """Some file, from valid ones with one thing wrong to noise."""
    chance = random.Random(seed)
    match seed % 5:
        case 0:  # words in any order
            text = " ".join(chance.choices(_WORDS, k=chance.randint(1, 200)))
        case 1:  # one thing over and over
            text = "".join(chance.choices(_WORDS, k=chance.randint(1, 4))) * chance.randint(1, 9000)
        case 2:  # lines that could be
            keys = [*KEYS, "a", "a.b", '"x"']
            lines = (
                f"{chance.choice(keys)} = {''.join(chance.choices(_WORDS, k=2))}"
                for _ in range(chance.randint(1, 40))
            )
            text = "\n".join(lines)
        case 3:  # deep keys
            part = chance.choice(["a", "scale", '"a"', "a-b"])
            deep = ".".join([part] * chance.randint(1, 490))
            text = "\n".join(f"[{deep}]\n{deep} = {n}" for n in range(chance.randint(1, 30)))
        case _:  # bytes
            return chance.randbytes(chance.randint(0, 3000))
    data = bytearray(text.encode("utf-8"))
    for _ in range(chance.choice([0, 0, 1, 5])):
        if data:
            data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


def storm(seeds: range, folder: Path) -> None:
    path = folder / "settings.toml"
    for seed in seeds:
        path.write_bytes(settings_of(seed))
        begun = time.process_time()
        settings, notices = load_settings({}, (path,))
        assert time.process_time() - begun < 2, seed
        assert SCALES[0] <= settings.scale <= SCALES[1]
        assert len(notices) <= len(KEYS) + 1, seed
        for notice in notices:
            assert str(path) in notice and len(notice) < 600, (seed, notice)


def test_a_few_hundred_settings_files(tmp_path: Path) -> None:
    tracemalloc.start()
    storm(range(150), tmp_path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 200_000_000


@pytest.mark.storm
def test_five_thousand_settings_files(tmp_path: Path) -> None:
    storm(range(1000, 6000), tmp_path)
