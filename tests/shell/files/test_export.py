"""Exports hold what they were given, bit for bit, and are written whole or not at all."""

from __future__ import annotations

import csv
import errno
import os
import re
import warnings
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pygame
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from game.core.ink.ink import Ink, stroke_of
from game.core.model.network import SIZES, Network, forward
from game.shell.files import export
from game.shell.files.export import ExportError, export_folder, free_name
from tests.networks import broken_network, some_network, some_trace

INK = Ink(760, 600, 22.5, (stroke_of([(1.5, 2), (3, 4), (5, 6)]), stroke_of([(7, 8)])))
NETWORKS = {
    "healthy": some_network(),
    "NaN": broken_network(float("nan")),
    "infinite": broken_network(float("inf")),
    "huge": broken_network(3e38),
}
TRACE = some_trace(NETWORKS["healthy"])
CODE = "B1-N120.7"

networks = pytest.mark.parametrize("network", NETWORKS.values(), ids=NETWORKS.keys())


def some_surface(width: int = 30, height: int = 42) -> pygame.Surface:
    chance = np.random.default_rng(3)
    return pygame.surfarray.make_surface(chance.integers(0, 256, (width, height, 3), np.uint8))


#: every writer, with all but the path filled in
WRITERS: dict[str, Callable[[Path], None]] = {
    ".npz": lambda path: export.write_npz(path, NETWORKS["healthy"], TRACE, INK, CODE),
    ".csv": lambda path: export.write_csv(path, TRACE, CODE),
    ".png": lambda path: export.save_picture(path, some_surface()),
    ".pdf": lambda path: export.write_pdf(path, some_surface()),
}

writers = pytest.mark.parametrize("ending", WRITERS)


def bits(values: np.ndarray) -> bytes:
    """Of NaN it only counts that it is one."""
    return np.where(np.isnan(values), np.float32(np.nan), values).astype(np.float32).tobytes()


def loaded(path: Path) -> dict[str, np.ndarray]:
    with np.load(path, allow_pickle=False) as found:
        return dict(found)


@networks
def test_the_npz_holds_every_array_bit_for_bit(tmp_path: Path, network: Network) -> None:
    trace = some_trace(network)
    export.write_npz(tmp_path / "a.npz", network, trace, INK, CODE)
    found = loaded(tmp_path / "a.npz")
    expected = {"x": trace.activations[0], "probabilities": trace.probabilities}
    for layer in range(3):
        expected[f"W{layer + 1}"] = network.weights[layer]
        expected[f"b{layer + 1}"] = network.biases[layer]
        expected[f"z{layer + 1}"] = trace.pre_activations[layer]
    expected |= {"a1": trace.activations[1], "a2": trace.activations[2]}
    others = {"strokes", "stroke", "canvas", "pen", "damage"}
    assert found.keys() == expected.keys() | others
    for name, values in expected.items():
        assert found[name].dtype == np.float32 and found[name].shape == values.shape, name
        assert bits(found[name]) == bits(values), name


def test_the_npz_alone_gives_the_answer_again(tmp_path: Path) -> None:
    WRITERS[".npz"](tmp_path / "a.npz")
    found = loaded(tmp_path / "a.npz")
    weights = found["W1"], found["W2"], found["W3"]
    again = forward(Network(weights, (found["b1"], found["b2"], found["b3"])), found["x"])
    assert bits(again.probabilities) == bits(found["probabilities"])


def test_the_npz_holds_strokes_canvas_and_damage(tmp_path: Path) -> None:
    WRITERS[".npz"](tmp_path / "a.npz")
    found = loaded(tmp_path / "a.npz")
    assert found["strokes"].tolist() == [[1.5, 2], [3, 4], [5, 6], [7, 8]]
    assert found["stroke"].tolist() == [0, 0, 0, 1]
    assert (found["strokes"].dtype, found["stroke"].dtype) == (np.float32, np.int32)
    assert found["canvas"].tolist() == [760, 600] and found["pen"] == 22.5
    assert found["damage"].dtype.kind == "U" and str(found["damage"]) == CODE


def test_blank_ink_and_no_damage_are_exported_too(tmp_path: Path) -> None:
    export.write_npz(tmp_path / "a.npz", NETWORKS["healthy"], TRACE, INK.blank(), "")
    found = loaded(tmp_path / "a.npz")
    assert found["strokes"].shape == (0, 2) and found["stroke"].shape == (0,)
    assert str(found["damage"]) == ""


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@networks
def test_the_csv_has_one_line_a_unit_and_the_same_float32(tmp_path: Path, network: Network) -> None:
    trace = some_trace(network)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        export.write_csv(tmp_path / "a.csv", trace, CODE)
    rows = rows_of(tmp_path / "a.csv")
    assert len(rows) == sum(SIZES) == 986
    for layer, size in enumerate(SIZES):
        own = [row for row in rows if row["layer"] == str(layer)]
        assert [row["index"] for row in own] == [str(index) for index in range(size)]
        assert {row["damage"] for row in own} == {CODE}
        a = np.array([row["activation"] for row in own], np.float32)
        assert bits(a) == bits(trace.layers[layer])
        if layer:
            z = np.array([row["pre_activation"] for row in own], np.float32)
            assert bits(z) == bits(trace.pre_activations[layer - 1])
            assert {(row["row"], row["column"]) for row in own} == {("", "")}
        else:
            assert {row["pre_activation"] for row in own} == {""}
            places = [28 * int(row["row"]) + int(row["column"]) for row in own]
            assert places == list(range(784))


def test_the_csv_is_plain_text(tmp_path: Path) -> None:
    WRITERS[".csv"](tmp_path / "a.csv")
    text = (tmp_path / "a.csv").read_bytes().decode("utf-8")
    lines = text.split("\n")
    assert lines[0] == "layer,index,row,column,pre_activation,activation,damage"
    assert len(lines) == 988 and lines[-1] == "" and "\r" not in text and '"' not in text
    assert lines[1] == f"0,0,0,0,,0.0,{CODE}"


@settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(z=arrays.arrays(np.float32, 128, elements=st.floats(width=32)))
def test_any_float32_reads_back(tmp_path: Path, z: np.ndarray) -> None:
    trace = replace(TRACE, pre_activations=(z, *TRACE.pre_activations[1:]))
    export.write_csv(tmp_path / "a.csv", trace, "")
    rows = [row for row in rows_of(tmp_path / "a.csv") if row["layer"] == "1"]
    assert bits(np.array([float(row["pre_activation"]) for row in rows])) == bits(z)


def test_the_picture_is_a_png_of_the_surface(tmp_path: Path) -> None:
    surface = some_surface()
    export.save_picture(tmp_path / "a.png", surface)
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    again = pygame.image.load(tmp_path / "a.png")
    assert pygame.image.tobytes(again, "RGB") == pygame.image.tobytes(surface, "RGB")


def objects_of(data: bytes) -> dict[int, bytes]:
    """A PDF's objects by number, found through its table of offsets."""
    assert data.startswith(b"%PDF-1.4\n") and data.endswith(b"%%EOF\n")
    start = int(re.search(rb"startxref\n(\d+)\n%%EOF\n$", data)[1])
    head = re.match(rb"xref\n0 (\d+)\n", data[start:])
    size = int(head[1])
    table = data[start + head.end() :]
    assert table[:20] == b"0000000000 65535 f \n"
    found = {}
    for number in range(1, size):
        entry = re.fullmatch(rb"(\d{10}) 00000 n \n", table[20 * number : 20 * number + 20])
        offset = int(entry[1])
        name = b"%d 0 obj\n" % number
        assert data[offset : offset + len(name)] == name
        end = data.index(b"\nendobj\n", offset)
        found[number] = data[offset + len(name) : end]
    trailer = table[20 * size :]
    assert trailer.startswith(b"trailer\n") and b"/Size %d " % size in trailer
    assert b"/Root 1 0 R" in trailer
    return found


def stream_of(content: bytes) -> bytes:
    head, body = content.split(b"\nstream\n", 1)
    length = int(re.search(rb"/Length (\d+)", head)[1])
    assert body[length:] == b"\nendstream"
    return body[:length]


@pytest.mark.parametrize("size", [(30, 42), (1, 1), (301, 77)])
def test_the_pdf_is_one_a4_page_with_the_picture(tmp_path: Path, size: tuple[int, int]) -> None:
    surface = some_surface(*size)
    export.write_pdf(tmp_path / "a.pdf", surface)
    objects = objects_of((tmp_path / "a.pdf").read_bytes())
    assert b"/Type /Catalog" in objects[1] and b"/Pages 2 0 R" in objects[1]
    assert b"/Count 1" in objects[2] and b"/Kids [3 0 R]" in objects[2]
    box = [float(n) for n in re.search(rb"/MediaBox \[([^]]+)\]", objects[3])[1].split()]
    assert box == pytest.approx([0, 0, 210 / 25.4 * 72, 297 / 25.4 * 72], abs=0.01)
    picture = objects[4]
    assert b"/Width %d /Height %d" % size in picture
    pixels = zlib.decompress(stream_of(picture))
    assert len(pixels) == 3 * size[0] * size[1]
    assert pixels == pygame.image.tobytes(surface, "RGB")
    assert stream_of(objects[5]) == b"q 595.28 0 0 841.89 0 0 cm /Picture Do Q"


@writers
def test_the_same_export_gives_the_same_bytes(tmp_path: Path, ending: str) -> None:
    for name in ("a", "b"):
        WRITERS[ending](tmp_path / f"{name}{ending}")
    assert (tmp_path / f"a{ending}").read_bytes() == (tmp_path / f"b{ending}").read_bytes()


@writers
def test_a_disk_that_fills_up_leaves_what_was_there(
    tmp_path: Path, ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / f"a{ending}"
    path.write_bytes(b"as it was")

    def full(number: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ExportError) as error:
        WRITERS[ending](path)
    assert str(path) in str(error.value) and "no space left" in str(error.value)
    assert "\n" not in str(error.value)
    assert path.read_bytes() == b"as it was" and os.listdir(tmp_path) == [path.name]


@writers
def test_a_folder_that_is_not_there_is_an_export_error(tmp_path: Path, ending: str) -> None:
    with pytest.raises(ExportError, match="no such file"):
        WRITERS[ending](tmp_path / "nowhere" / f"a{ending}")


def test_an_older_file_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"x" * 1_000_000)
    WRITERS[".csv"](path)
    assert len(rows_of(path)) == 986 and os.listdir(tmp_path) == ["a.csv"]


def test_the_folder_is_made_in_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    documents = tmp_path / "Documents"
    monkeypatch.setattr(export.platformdirs, "user_documents_path", lambda: documents)
    assert export_folder() == documents / "Neural Lab" == export_folder()
    assert (documents / "Neural Lab").is_dir()


def test_no_other_folder_is_invented(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    documents = tmp_path / "Documents"
    documents.write_text("a file in the way")
    monkeypatch.setattr(export.platformdirs, "user_documents_path", lambda: documents)
    with pytest.raises(ExportError) as error:
        export_folder()
    assert str(documents) in str(error.value) and "\n" not in str(error.value)


def test_a_free_name_is_one_that_no_file_has(tmp_path: Path) -> None:
    stem = "neural-lab-7"
    assert free_name(tmp_path, stem) == stem
    assert free_name(tmp_path / "nowhere", stem) == stem
    for nth, ending in enumerate(export.ENDINGS, start=2):
        last = stem if nth == 2 else f"{stem}-{nth - 1}"
        (tmp_path / f"{last}{ending}").touch()
        assert free_name(tmp_path, stem) == f"{stem}-{nth}"
    assert free_name(tmp_path, "neural-lab") == "neural-lab"


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_name_that_is_a_link_to_nowhere_is_taken(tmp_path: Path) -> None:
    (tmp_path / "a.npz").symlink_to(tmp_path / "gone")
    assert free_name(tmp_path, "a") == "a-2"
