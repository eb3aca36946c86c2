"""JPEG files, looked through before they are unpacked (ITU-T T.81)."""

from __future__ import annotations

import math
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from game.shell.pictures.exif import orientation_of
from game.shell.pictures.picture_head import BROKEN, Head, check_size

_EOI, _SOS, _JFIF, _EXIF, _ADOBE = 0xD9, 0xDA, 0xE0, 0xE1, 0xEE
_PROGRESSIVE = 0xC2
_FRAMES = (0xC0, 0xC1, _PROGRESSIVE)
#: kinds of JPEG that hardly any program writes, by the marker of their frame
_UNUSUAL = {
    **dict.fromkeys((0xC3, 0xC7, 0xCB, 0xCF), "lossless"),
    **dict.fromkeys((0xC9, 0xCA, 0xCD, 0xCE), "arithmetic-coded"),
    **dict.fromkeys((0xC5, 0xC6, 0xDE), "hierarchical"),
}
#: markers without a length: one for private use, and the restarts
_ALONE = {0x01, *range(0xD0, 0xD8)}
#: tables of quantisation, of Huffman codes, and how often the scan restarts
_TABLES = {0xDB, 0xC4, 0xDD}
#: segments that the library knows as well, but does not need for pixels: other tables, notes
_SKIPPED = {0xCC, 0xDC, *range(0xE0, 0xF0), 0xFE}

# FF is a marker where neither 00 nor another FF follows, and within a scan where no restart does.
_MARKER = re.compile(rb"\xff[^\x00\xff]")
_END_OF_SCAN = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")

#: most segments; a photo has dozens, or hundreds where its notes hold further pictures
_MOST_SEGMENTS = 5_000
#: most bytes for the pixels, and for the coefficients that several scans make up together
_MOST_MEMORY = 270_000_000
# What several scans cost here at most, ns: each block of 8×8 in each of them, and each byte.
_BLOCK_TIME, _BYTE_TIME = 60, 20
_MOST_TIME = 800_000_000


@dataclass(frozen=True, slots=True)
class _Segment:
    """``body``: the bytes behind the length. ``whole``: from the marker to the end of the body; of
    a scan, to the end of its data."""

    marker: int
    body: memoryview
    whole: memoryview

    def begins(self, name: bytes) -> bool:
        return self.body[: len(name)] == name


@dataclass(frozen=True, slots=True)
class _Frame:
    """``marker``: its kind. ``sampling``: by the number of a component, how finely it is stored
    across and down."""

    marker: int
    width: int
    height: int
    sampling: dict[int, tuple[int, int]]

    def blocks(self, component: int) -> int:
        """How many blocks of 8×8 px a component has."""
        finest = [max(sides) for sides in zip(*self.sampling.values(), strict=True)]
        sides = zip((self.width, self.height), self.sampling[component], finest, strict=True)
        return math.prod(-(-length * own // (8 * most)) for length, own, most in sides)

    def has_all_in(self, scan: _Segment) -> bool:
        """Whether this scan is the whole picture, unpacked row by row."""
        return self.marker != _PROGRESSIVE and scan.begins(bytes([len(self.sampling)]))


def look_through(raw: bytes) -> tuple[bytes, Head]:
    """The first picture of a JPEG file with nothing but what its pixels need, and its head.

    Profiles, notes with pictures of their own, and whatever stands between or behind the segments
    are dropped: so the library finds exactly the frame that was checked here. Raises ValueError:
    cause and cure.
    """
    segments, frames = [], []
    for segment in _segments(raw):
        segments.append(segment)
        if segment.marker in _FRAMES:
            frames.append(_frame(segment))
    kept = [segment for segment in segments if _is_needed(segment)]
    scans = [segment for segment in kept if segment.marker == _SOS]
    if len(frames) != 1 or not scans:
        raise ValueError(BROKEN)
    frame = frames[0]
    if frame.has_all_in(scans[0]):
        kept = [s for s in kept if s.marker != _SOS or s is scans[0]]
        scans = scans[:1]
    _check_scans(frame, scans, len(raw))
    notes = (s.body for s in segments if s.marker == _EXIF and s.begins(b"Exif\0"))
    head = Head(
        frame.width,
        frame.height,
        orientation_of(bytes(next(notes, b""))[6:]),
        cmyk=len(frame.sampling) == 4,
        negative=any(segment.marker == _ADOBE for segment in kept),
        may_lack=frame.has_all_in(scans[0]),
    )
    return b"".join([raw[:2], *(segment.whole for segment in kept)]), head


def with_more(plain: bytes) -> bytes:
    """A file that was looked through, with more data and restarts before its end mark: a decoder
    takes them for the picture's own if those do not suffice, and leaves them alone otherwise."""
    restarts = [(plain.rfind(bytes([0xFF, 0xD0 + nth])), nth) for nth in range(8)]
    at, last = max(restarts)
    following = (nth % 8 for nth in range(last + 1, last + 9)) if at >= 0 else range(8)
    more = (bytes([*range(1, 251), 0xFF, 0xD0 + nth]) for nth in following)
    return b"".join([plain[:-2], *more, plain[-2:]])


def _is_needed(segment: _Segment) -> bool:
    """Whether the pixels need it; raises ValueError for what nothing here can read."""
    if segment.marker in _UNUSUAL:
        raise ValueError(f"is a JPEG of a rare kind ({_UNUSUAL[segment.marker]}); save it again")
    if segment.marker in (*_FRAMES, *_TABLES, _SOS, _EOI):
        return True
    if segment.marker not in _SKIPPED:
        raise ValueError(BROKEN)
    # These two say which colors the channels are.
    is_jfif = segment.marker == _JFIF and segment.begins(b"JFIF\0")
    return is_jfif or (segment.marker == _ADOBE and segment.begins(b"Adobe"))


def _segments(raw: bytes) -> Iterator[_Segment]:
    """Every segment between the first marker and the end mark, with the latter; raises ValueError
    where the end mark is missing, or a segment is cut short."""
    view, at = memoryview(raw), 2
    for _ in range(_MOST_SEGMENTS):
        found = _MARKER.search(raw, at)
        if not found:
            break
        start, at, marker = found.start(), found.end(), raw[found.end() - 1]
        if marker == _EOI:
            yield _Segment(marker, view[:0], view[start:at])
            return
        if marker in _ALONE:
            continue
        length = int.from_bytes(raw[at : at + 2], "big")
        body = view[at + 2 : at + length]
        if len(body) != length - 2:
            break
        at += length
        if marker == _SOS:
            end = _END_OF_SCAN.search(raw, at)
            if not end:
                break
            at = end.start()
        yield _Segment(marker, body, view[start:at])
    raise ValueError(BROKEN)


def _frame(segment: _Segment) -> _Frame:
    body = segment.body
    if len(body) < 6 or len(body) != 6 + 3 * body[5]:
        raise ValueError(BROKEN)
    depth, height, width, count = struct.unpack_from(">BHHB", body)
    if depth != 8:
        raise ValueError(f"is a JPEG of {depth} bits a color; save it with 8")
    check_size(width, height)
    parts = [body[at : at + 3] for at in range(6, len(body), 3)]
    sampling = {part[0]: divmod(part[1], 16) for part in parts}
    if len(sampling) != count or not all(1 <= f <= 4 for own in sampling.values() for f in own):
        raise ValueError(BROKEN)
    return _Frame(segment.marker, width, height, sampling)


def _check_scans(frame: _Frame, scans: list[_Segment], file: int) -> None:
    """Raise ValueError for scans that leave a part of the picture out, as those of a file cut
    short do, or that would take too much memory or time; ``file``: the file's size, bytes."""
    # For each component: how many bits of each of its 64 coefficients are still to come.
    lacking = {component: [16] * 64 for component in frame.sampling}
    blocks = 0
    for segment in scans:
        scan = segment.body
        count = scan[0] if scan else 0
        if len(scan) != 1 + 2 * count + 3:
            raise ValueError(BROKEN)
        first, last, bits = scan[-3:]
        if frame.marker != _PROGRESSIVE:
            first, last, bits = 0, 63, 0
        for component in scan[1:-3:2]:
            if component not in lacking or not first <= last <= 63:
                raise ValueError(BROKEN)
            lacking[component][first : last + 1] = [bits % 16] * (last + 1 - first)
            blocks += frame.blocks(component)
    if any(any(bits) for bits in lacking.values()):
        raise ValueError(BROKEN)
    if frame.has_all_in(scans[0]):
        return
    memory = frame.width * frame.height * max(3, len(frame.sampling))
    memory += sum(128 * frame.blocks(component) for component in frame.sampling)
    if memory > _MOST_MEMORY or blocks * _BLOCK_TIME + file * _BYTE_TIME > _MOST_TIME:
        raise ValueError(
            f"is a progressive JPEG of {frame.width}×{frame.height} px in {len(scans)} scans, "
            "too much to unpack; scale it down or save it without “progressive”"
        )
