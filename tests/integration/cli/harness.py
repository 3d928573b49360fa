"""Lines handed to `cpdbot chat --jsonl` within the test's process, and its answers."""

import json
from typing import Any, Final

from bot.cli.chat.lines import answers
from bot.cli.chat.world import World

NOW: Final = "2026-11-18T09:30:00+00:00"
"""A Wednesday, at work in London."""

COURSE: Final = "2h high voltage isolation course at Bosch yesterday"
ACCOUNT: Final = "I now prove dead before touching the pack, and it helps on every EV job I do"
PLAN: Final = "/cpd plan battery safety webinar on 20 November"
WEBINAR: Final = "/cpd log 1h webinar on brakes on 2 November"
"""By commands, so that they are never taken for the answer to what is asked just then."""

Turn = dict[str, Any]


class ChatHarness:
    """`talk(…)` is one line's answer, as it comes out of the JSON."""

    def __init__(self, world: World) -> None:
        self.world = world

    def __call__(self, *say: Any, now: str = NOW, **who: Any) -> dict[str, Any]:
        [answer] = self.lines({"now": now, "say": list(say), **who})
        return answer

    def turns(self, *say: Any, **who: Any) -> list[Turn]:
        """What came of each step."""
        turns: list[Turn] = self(*say, **who)["turns"]
        return turns

    def last(self, *say: Any, **who: Any) -> Turn:
        """What came of the last step."""
        return self.turns(*say, **who)[-1]

    def lines(self, *lines: Any) -> list[dict[str, Any]]:
        """The answers to several lines; every one of them must be well unless it says an error."""
        found = []
        for answer, is_well in answers(self.world, [json.dumps(one).encode() for one in lines]):
            assert is_well is ("error" not in answer)
            found.append(json.loads(json.dumps(answer)))
        return found
