"""What a process loads to read a message."""

import subprocess
import sys


def test_the_grammar_brings_no_date_library_and_nothing_heavy() -> None:
    code = (
        "import sys, bot.conversation.reading\n"
        "heavy = {'dateutil', 'dateparser', 'pydantic', 'sqlalchemy', 'slack_bolt'}\n"
        "print(*heavy & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == ""
