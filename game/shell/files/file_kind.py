"""What a file is, by its first bytes: its name may say anything."""

from __future__ import annotations

import re

PNG, JPEG = "PNG", "JPEG"

#: bytes looked at
_HEAD = 4096

_AS_PICTURE = "save it as PNG or JPEG"
_EXPORT = "save the page as PNG or JPEG"
_UNPACK = "unpack it first"
#: how files of other kinds begin, what they are, and the cure
_OTHERS = (
    (rb"BM.{12}[\x0c\x28\x34\x38\x40\x6c\x7c]\0\0\0", "a BMP picture", _AS_PICTURE),
    (rb"GIF8[79]a", "a GIF picture", _AS_PICTURE),
    (rb"RIFF.{4}WEBP", "a WebP picture", _AS_PICTURE),
    (rb"II[*+]\0|MM\0[*+]", "a TIFF or raw picture", _AS_PICTURE),
    (rb".{4}ftyp(avif|avis)", "an AVIF picture", _AS_PICTURE),
    (rb".{4}ftyp(hei|hev|mif1|msf1)", "a HEIC picture", _AS_PICTURE),
    (rb".{4}ftyp", "a film", "save one frame as PNG or JPEG"),
    (rb"\xff\x0a|\0\0\0\x0cJXL ", "a JPEG XL picture", _AS_PICTURE),
    (rb"\xff\x4f\xff\x51|\0\0\0\x0cjP  ", "a JPEG 2000 picture", _AS_PICTURE),
    (rb"\xff\xd8\xff\xf7", "a JPEG-LS picture", _AS_PICTURE),
    (rb"\x8a[MJ]NG\r\n|\x8bJNG\r\n", "an MNG or JNG picture", _AS_PICTURE),
    (rb"8BPS", "a Photoshop picture", _AS_PICTURE),
    (rb"gimp xcf", "a GIMP picture", _AS_PICTURE),
    (rb"\0\0[\1\2]\0.{4}", "an icon", _AS_PICTURE),
    (rb"P[1-7][\s#]", "a PNM picture", _AS_PICTURE),
    (rb"qoif", "a QOI picture", _AS_PICTURE),
    (rb"%PDF-", "a PDF page", _EXPORT),
    (rb"%!PS", "a PostScript page", _EXPORT),
    (rb"(\xef\xbb\xbf)?\s*(<\?xml.{,2000}?|<!--.{,2000}?)?<svg\b", "an SVG drawing", _EXPORT),
    (rb"(\xef\xbb\xbf)?\s*<", "an HTML or XML page", "save ink as JSON, pictures as PNG or JPEG"),
    (rb"PK\x03\x04|\x1f\x8b|7z\xbc\xaf|Rar!|BZh|\xfd7zXZ|\x28\xb5\x2f\xfd", "packed", _UNPACK),
    (rb"\xff\xfe|\xfe\xff|[\x21-\x7e]\0.\0|\0[\x21-\x7e]\0", "UTF-16 text", "save it as UTF-8"),
)
_BEGINNINGS = tuple((re.compile(start, re.DOTALL), what, cure) for start, what, cure in _OTHERS)


def kind_of(raw: bytes) -> str:
    """PNG, JPEG, or "" for what may be text. Raises ValueError for any other known kind of file:
    what it is, and the cure."""
    if raw.startswith(b"\x89PNG"):
        return PNG
    if raw.startswith(b"\xff\xd8\xff") and raw[3:4] != b"\xf7":
        return JPEG
    head = raw[:_HEAD]
    for start, what, cure in _BEGINNINGS:
        if start.match(head):
            raise ValueError(f"is {what}; {cure}")
    return ""
