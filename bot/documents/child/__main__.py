"""Started by its path, apart from everything that Python would find by itself: the folder that
holds `bot` may have to be named.
"""

import sys
from pathlib import Path

ROOT = str(Path(__file__).resolve().parents[3])
if ROOT not in sys.path:
    sys.path.insert(0, ROOT)

from bot.documents.child.answering import main  # noqa: E402 - it stands in the folder just named

if __name__ == "__main__":
    main()
