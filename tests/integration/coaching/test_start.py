"""What is loaded where there is no coach."""

import subprocess
import sys

_PROGRAM = """
import sys
import bot.app.runtime, bot.app.wiring
print([name for name in ("httpx", "bot.delivery.coach_client") if name in sys.modules])
"""


def test_the_http_library_is_not_loaded_without_a_coach() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM], check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == "[]"
