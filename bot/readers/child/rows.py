"""The conversation of a child that says what rows of tables mean. The first line on its standard
input names its limits; each further one asks about rows, and says by what they are read (`frame`)
where that is not what it was before. Each is answered by one line: see `bot.readers.rows`.
"""

import json
import sys

from bot.conversation.tables.meaning import Frame, Meanings
from bot.processes.confinement import begin_anew, confine, taken_stdout, wait
from bot.readers.limits import Limits


def main() -> None:
    """Answers until nobody asks any more."""
    answer = taken_stdout()
    asked = sys.stdin.buffer
    limits = Limits(**json.loads(asked.readline())["limits"])
    confine(limits)
    meanings: Meanings | None = None
    wait()
    for line in asked:
        begin_anew(limits)
        request = json.loads(line)
        if "frame" in request:
            meanings = Meanings(Frame.of_plain(request["frame"]))
        if meanings is None:
            return
        page = meanings.of(request["rows"])
        answer.write(json.dumps(page.plain(), separators=(",", ":")).encode() + b"\n")
        answer.flush()
        wait()
