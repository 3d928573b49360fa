"""A cycle that ended short: what its member is asked, and what became of the answer."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from bot.figures import day
from bot.policy.schemes.standing import EndedCycle
from bot.services.members import actions as members
from bot.services.record import actions as record
from bot.services.schemes.standings import SchemeStanding
from bot.ui.kit.blocks import Block, Content, Element, actions, button, section
from bot.ui.kit.escape import escape
from bot.ui.kit.formatting import scheme_body
from bot.ui.schemes.registration import registration_line
from bot.ui.schemes.standing import ended_in_short, ended_line, extended_words, span

CHOICES: Final[Mapping[str, str]] = {
    "nothing": "Nothing yet",
    "registered": "Still registered",
    "extended": "Extended",
    "removed": "Removed",
}
CHOICES_WITHOUT_ACCOUNT: Final[Mapping[str, str]] = {
    "nothing": "Nothing yet",
    "registered": "Settled",
}
"""The answers under a scheme of the workplace's own: it has no register to be on."""
CHOICES_OF_RECOGNITION: Final[Mapping[str, str]] = {**CHOICES, "registered": "Still recognised"}
"""The answers where subjects are counted for a recognition, which is no register."""

_MONTH: Final = 28

_BY_THEN: Final = " Whether what you do by then counts in it is not known to me."
_TO_WHICH_DAY: Final = " To which day? Write it to me: “they extended it to …”."

_ASKED_AGAIN: Final = (
    "Is there any news of it?",
    "Has anything followed from it by now?",
    "Have you heard anything since?",
    "What has come of it?",
)


def ended_cycle(one: SchemeStanding, *, named: bool = False, asks: bool = False) -> Content:
    """The question about it by itself, or what was answered; `asks`: the question, though the
    answer was that there is no news yet.
    """
    ended = one.standing.ended
    if ended is None:
        words = "Nothing is open about a cycle that has ended."
        return Content(words, [section(words, "ended:none")])
    short = ended_in_short(ended, _body(one, named=named))
    asks = ended.answer is None or (asks and ended.open)
    said = asked(one, ended, named=named) if asks else f"{short} {answered(one, ended)}"
    answers = _answers(one, ended) if asks else [_wrong(one, ended)]
    return Content(short, [section(said, "ended:said"), *actions("ended:actions", answers)])


def ended_blocks(
    one: SchemeStanding,
    ended: EndedCycle,
    place: str,
    *more: Element | None,
    sent_on: date | None = None,
    asks: bool = True,
    named: bool = False,
) -> list[Block]:
    """The question with its answers; once there is one, that and how it is changed.

    `sent_on`: the day on which a message asks it; on a later one than the first, in other words.
    `asks`: a question that no answer has come to since; `named`: the member has several schemes.
    """
    if asks:
        said = asked(one, ended, sent_on, named=named)
        buttons = _answers(one, ended)
    else:
        said = f"{ended_in_short(ended, _body(one, named=named))} {answered(one, ended)}"
        buttons = [_wrong(one, ended)]
    return [section(said, f"{place}:said"), *actions(f"{place}:actions", [*buttons, *more])]


def asked(
    one: SchemeStanding, ended: EndedCycle, sent_on: date | None = None, *, named: bool = False
) -> str:
    """The question: in full the first time, later in short, each month in other words."""
    months = 0
    if ended.told_on is not None and sent_on is not None:
        months = (sent_on - ended.told_on).days // _MONTH
    body = _body(one, named=named)
    if ended.answer is not None and ended.answered_on is not None:
        since = f"On {day(ended.answered_on)} there was no news yet. Is there any now?"
        return f"{ended_in_short(ended, body)} {since}"
    if months < 1:
        return f"{ended_line(one, ended, body)} Any news?"
    return f"{ended_in_short(ended, body)} {_ASKED_AGAIN[(months - 1) % len(_ASKED_AGAIN)]}"


def answered(one: SchemeStanding, ended: EndedCycle) -> str:
    """What the member said has followed, and when."""
    on = f" on {day(ended.answered_on)}" if ended.answered_on else ""
    again = " I will ask again in a month." if ended.answer == "nothing" else ""
    followed = what_followed(
        ended.answer,
        until=ended.until,
        account=one.standing.account,
        recognition=ended.of_recognition,
    )
    if ended.answer == "extended":
        again = _BY_THEN if ended.until is not None else _TO_WHICH_DAY
    return f"You told me{on}: {followed}.{again}"


def extended_line(one: SchemeStanding) -> str:
    """Of a cycle that ended short and was extended: what was counted when it ended, and by the
    member's word to which day. Of one that runs: that it was extended. Else empty.
    """
    ended = one.standing.ended
    if one.removed:
        return ""
    if ended is not None and ended.answer == "extended":
        return f"{ended_in_short(ended)} {answered(one, ended)}"
    told = one.registered.state.decided_by if one.registered is not None else None
    if one.registered is None or told is None or told.state != "extended" or ended is not None:
        return ""
    return registration_line(one.registered, recognition=one.registered.recognition)


def what_followed(
    answer: str | None,
    *,
    until: date | None = None,
    account: bool = True,
    recognition: bool = False,
) -> str:
    """An answer in the middle of a sentence; `until`: to which day it was extended, where known."""
    if answer == "extended":
        return extended_words(until)
    if answer == "registered" and recognition:
        return "still recognised"
    if answer == "registered" and not account:
        return "settled"
    return _WHAT_FOLLOWED.get(answer or "", "no news yet")


_WHAT_FOLLOWED: Final[Mapping[str, str]] = {
    "nothing": "no news yet",
    "registered": "still registered",
    "removed": "removed",
}


def any_news(one: SchemeStanding) -> Element:
    """Opens the question where something else is the news."""
    return button("Any news?", members.AskCycleNews(one.enrolment.id))


def last_cycle(one: SchemeStanding) -> Element | None:
    """Opens what was answered, to change it; None where there is nothing answered."""
    ended = one.standing.ended
    if ended is None or ended.answer is None:
        return None
    return button(f"Your last {span(ended)}", members.AskCycleNews(one.enrolment.id))


def _answers(one: SchemeStanding, ended: EndedCycle) -> list[Element | None]:
    enrolment_id, start = one.enrolment.id, ended.start.isoformat()
    choices = CHOICES if one.standing.account else CHOICES_WITHOUT_ACCOUNT
    if ended.of_recognition:
        choices = CHOICES_OF_RECOGNITION
    answers: list[Element | None] = [
        button(words, members.TellCycleNews(enrolment_id, start, answer), number=number)
        for number, (answer, words) in enumerate(choices.items())
    ]
    more = members.AskWhatCycleShowed(enrolment_id, start) if one.standing.account else None
    return [*answers, button("More to add", more or record.AskToLog())]


def _wrong(one: SchemeStanding, ended: EndedCycle) -> Element:
    start = ended.start.isoformat()
    return button("That was wrong", members.TellCycleNews(one.enrolment.id, start, ""))


def _body(one: SchemeStanding, *, named: bool) -> str:
    return escape(scheme_body(one.title)) if named else ""
