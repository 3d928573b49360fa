"""A cycle that ended short: what its member is asked, and what became of the answer."""

from bot.policy.standing import EndedCycle
from bot.services.dispatch import members, record
from bot.services.standings import SchemeStanding
from bot.ui.blocks import Block, Content, Element, actions, button, section
from bot.ui.standing import ended_in_short, ended_line
from bot.ui.words import day

_WHAT_FOLLOWED = {
    "nothing": "no news yet",
    "registered": "still registered",
    "extended": "extended",
    "removed": "removed",
}


def ended_cycle(one: SchemeStanding) -> Content:
    """The question about it by itself, or what was answered."""
    ended = one.standing.ended
    if ended is None:
        words = "Nothing is open about a cycle that has ended."
        return Content(words, [section(words, "ended:none")])
    return Content(ended_in_short(ended), ended_blocks(one, ended, "ended"))


def ended_blocks(
    one: SchemeStanding, ended: EndedCycle, place: str, *more: Element | None
) -> list[Block]:
    """The question with its answers; once there is one, that and how it is changed."""
    enrolment_id, start = one.enrolment.id, ended.start.isoformat()
    if ended.answer is not None:
        again = button("That was wrong", members.TellCycleNews(enrolment_id, start, ""))
        return [
            section(f"{ended_in_short(ended)} {answered(ended)}", f"{place}:said"),
            *actions(f"{place}:actions", [again, *more]),
        ]
    answers = [
        button(words, members.TellCycleNews(enrolment_id, start, answer), number=number)
        for number, (answer, words) in enumerate(_CHOICES.items())
    ]
    add = button("More to add", record.AskToLog())
    if one.standing.declined:
        shows = members.AskForOpening(one.enrolment.pack)
        add = button("Tell me what your account shows", shows)
    return [
        section(f"{ended_line(one, ended)} Any news?", f"{place}:said"),
        *actions(f"{place}:actions", [*answers, add, *more]),
    ]


_CHOICES = {
    "nothing": "Nothing yet",
    "registered": "Still registered",
    "extended": "Extended",
    "removed": "Removed",
}


def answered(ended: EndedCycle) -> str:
    """What the member said has followed, and when."""
    on = f" on {day(ended.answered_on)}" if ended.answered_on else ""
    again = " I will ask again in a month." if ended.answer == "nothing" else ""
    return f"You told me{on}: {_WHAT_FOLLOWED.get(ended.answer or '', 'no news yet')}.{again}"


def any_news(one: SchemeStanding) -> Element:
    """Opens the question where something else is the news."""
    return button("Any news?", members.AskCycleNews(one.enrolment.id))
