"""Answers a question to the bot from the member's own record and the packs, with the source.

What was asked is found by `bot.conversation.asking`; how the answer reads is
`bot.ui.questions.answers`'s.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from bot.conversation.asking import Asked, Topic
from bot.services.context.member_context import MemberContext
from bot.services.dispatch.answers import Explained, Line, Offer, read_explained
from bot.services.members import questions as bot_itself
from bot.services.members import what_next
from bot.services.members.questions import always
from bot.services.record import questions as own
from bot.services.record.questions import Scheme, schemes_of
from bot.services.schemes import questions as rules
from bot.services.teams import questions as people

__all__ = ["EXPLAINED", "Explained", "Line", "Offer", "explain", "read_explained"]

_ANSWERS: Final[Mapping[Topic, Callable[[MemberContext, Asked, Sequence[Scheme]], Explained]]] = {
    "cycle_end": own.cycle_end,
    "cycle_start": own.cycle_start,
    "days_left": own.days_left,
    "credits_left": own.credits_left,
    "logged": own.logged,
    "waiting": own.waiting,
    "lacking": what_next.lacking,
    "next": what_next.what_next,
    "counts": rules.counts,
    "worth": rules.worth,
    "test": rules.test,
    "stage": rules.stage,
    "rhythm": rules.rhythm,
    "framework": rules.framework,
    "audit": rules.by_rule("audit", "audit"),
    "appeal": rules.by_rule("appeal", "appeal"),
    "failure": rules.failure,
    "carry_over": rules.by_rule("cycle.carry_over", "carry_over"),
    "who_sees": bot_itself.who_sees,
    "who_looked": bot_itself.who_looked,
    "why_question": bot_itself.why_question,
    "what_to_answer": always("what_to_answer"),
    "why_nudge": bot_itself.why_nudge,
    "help": always("help", "help"),
    "courses": always("courses"),
    "correct": always("correct", "list"),
    "attach": bot_itself.attach,
    "export": always("export"),
    "erase": always("erase"),
    "remove": always("remove", "list"),
    "pause": bot_itself.pause,
    "undo": always("undo"),
    "save": always("save"),
    "settings": always("settings", "settings"),
    "team": people.whole_team,
    "person": people.person,
    "wrote": people.wrote,
}

EXPLAINED: Final = tuple(_ANSWERS)
"""Every topic but "standing", which has a page of its own."""

_OF_OTHERS: Final = frozenset[Topic](("team", "person", "wrote", "courses", "who_looked"))
"""Topics for whose answer the asker's own schemes are not read."""


def explain(ctx: MemberContext, asked: Asked) -> Explained:
    """The answer, true as of now: one line or two, and the buttons that help on.

    What is looked up of other people leaves a line in their access logs. Nothing else changes.
    Raises KeyError for a topic that is not in `EXPLAINED`.
    """
    schemes = () if asked.topic in _OF_OTHERS else schemes_of(ctx)
    return _ANSWERS[asked.topic](ctx, asked, schemes)
