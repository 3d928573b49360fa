"""A question to the bot as it was understood; no words of it here."""

from dataclasses import dataclass
from datetime import date

Topic = str
"""What is asked about, by a name such as "cycle_end". Rows of the tables give it to a message, and
a room of services answers it; neither is listed here.
"""

Period = tuple[date, date]
"""First and last civil day, both included."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to the bot.

    `period` is what "this month" or "since June" names, None where nothing does. `words`, folded
    and without the rest of the sentence, are: of "test" and "stage" the names that were said
    ("reflect plan"; empty for all of them), of "worth" the activity ("this" for the entry at hand,
    empty for the rule), of "person" and "wrote" a name, of "logged" "cycle" or "year" where this
    one was meant, of "lacking" "evidence" or "evaluation", of "runs_out" what evidence is called,
    of "running_out" "thisyear", "next month" and the like, of "subjects_left" those that may name
    a category. `mentions` are Slack ids of people that were mentioned. `minutes` is a length that
    was named. `bodies` are the words by which a scheme was named of which something is asked that
    each scheme has: its year, what counts.
    """

    topic: Topic
    period: Period | None = None
    words: str = ""
    mentions: tuple[str, ...] = ()
    minutes: int | None = None
    bodies: tuple[str, ...] = ()
