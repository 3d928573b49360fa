"""`python -m evaluation.certificates [NAME…]`: draw the certificates anew, all or those named.

Each `NAME.py` under sets/certificates draws one, and its picture or PDF is kept beside it.
"""

import runpy
import sys
from collections.abc import Sequence
from pathlib import Path

from evaluation.certificates.drawing import Sheets
from evaluation.certificates.labels import CERTIFICATES
from evaluation.certificates.photographing import Photo, photograph


def main(names: Sequence[str]) -> None:
    """Raises `SystemExit` where no drawing has such a name."""
    drawings = {path.stem: path for path in sorted(CERTIFICATES.glob("*/*.py"))}
    if unknown := set(names) - drawings.keys():
        raise SystemExit(f"No drawing is called {', '.join(sorted(unknown))}.")
    for name, path in drawings.items():
        if not names or name in names:
            kept = _drawn(path)
            print(f"{kept.name}: {kept.stat().st_size / 1000:.0f} kB")


def _drawn(path: Path) -> Path:
    drawing = runpy.run_path(str(path))
    sheets: Sheets = drawing["draw"]()
    photo: Photo | None = drawing.get("PHOTO")
    content = sheets.output()
    if photo is None:
        kept = path.with_suffix(".pdf")
    else:
        kept = path.with_suffix(f".{photo.kind}")
        content = photograph(content, photo, path.stem)
    kept.write_bytes(content)
    return kept


if __name__ == "__main__":
    main(sys.argv[1:])
