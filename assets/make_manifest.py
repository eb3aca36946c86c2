"""Write assets/MANIFEST: the SHA-256 of every shipped file, as sha256sum writes it.

    python assets/make_manifest.py

Run it after any change to assets/ or to the two files in models/; `sha256sum -c assets/MANIFEST` in
the repository's root checks the same by hand.
"""

import hashlib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MANIFEST = ROOT / "assets" / "MANIFEST"


def shipped() -> list[Path]:
    """Every file that the program may load; licences, notices and scripts are not among them."""
    assets = [
        path
        for path in (ROOT / "assets").rglob("*")
        if path.suffix in {".ttf", ".gz", ".json", ".png", ".mo", ".toml"}
    ]
    models = [ROOT / "models" / name for name in ("digits.onnx", "doubt.npz")]
    return sorted([*assets, *models])


def lines() -> str:
    """The manifest's text: one line a file, paths relative to the root with forward slashes."""
    return "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(ROOT).as_posix()}\n"
        for path in shipped()
    )


if __name__ == "__main__":
    MANIFEST.write_text(lines(), "utf-8")
    print(f"{MANIFEST.relative_to(ROOT)}: {len(shipped())} files")
