"""Started by its path, apart from everything that Python would find by itself: the folder that
holds `bot` may have to be named. With "rows" it says what rows of tables mean; else it reads one
file.
"""

import sys
from pathlib import Path

ROOT = str(Path(__file__).resolve().parents[3])
if ROOT not in sys.path:
    sys.path.insert(0, ROOT)

if __name__ == "__main__":
    if sys.argv[1:] == ["rows"]:
        from bot.readers.child.rows import main
    else:
        from bot.readers.child.answering import main
    main()
