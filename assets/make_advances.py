"""Write game/words/advances.py: how wide the bundled fonts' characters are.

    python assets/make_advances.py

Run it after a change of the fonts, or when a language brings letters that are not in the table.
"""

from pathlib import Path

import pygame.freetype

ROOT = Path(__file__).resolve().parents[1]
FONTS = ("Inter-Regular", "NotoSansDevanagari-Regular", "DejaVuSans")
#: Latin, Greek, punctuation, super- and subscripts, arrows, mathematics, signs; Devanagari
RANGES = ((0x20, 0x180), (0x370, 0x3D0), (0x900, 0x980), (0x2000, 0x2070), (0x2070, 0x20A0),
          (0x2100, 0x2240), (0x25A0, 0x2600), (0x2700, 0x2780))  # fmt: skip
HEAD = '''"""How wide characters are, in thousandths of their size: by make_advances.py."""

# fmt: off
ADVANCES: dict[str, int] = {
'''


def advances() -> dict[str, int]:
    """The advance of each character in the first of the fonts that has it."""
    pygame.freetype.init()
    faces = [
        pygame.freetype.Font(ROOT / "assets" / "fonts" / f"{name}.ttf", 1000) for name in FONTS
    ]
    found = {}
    for first, end in RANGES:
        for character in map(chr, range(first, end)):
            metrics = (face.get_metrics(character)[0] for face in faces)
            wide = next((one[4] for one in metrics if one is not None), None)
            if wide is not None and character.isprintable():
                found[character] = round(wide)
    return found


def main() -> None:
    lines, line = [], "   "
    for character, wide in advances().items():
        shown = '"\\""' if character == '"' else f'"{ascii(character)[1:-1]}"'
        entry = f" {shown}: {wide},"
        if len(line) + len(entry) > 99:
            lines.append(line)
            line = "   "
        line += entry
    text = HEAD + "\n".join([*lines, line]) + "\n}\n"
    (ROOT / "game" / "words" / "advances.py").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
