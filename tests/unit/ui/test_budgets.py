"""How many words each surface holds, counted over its states: cards are read in two seconds on a
phone. The budgets are those of the conversation's reference.

A surface is a line of `SURFACES`: its name, its budget, and its states by name. What a member, a
provider or a colleague contributed is written `ownword` in the states and is not counted; nor is
what stands behind ⋯.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import product
from typing import Any, Final, get_args

import pytest

from bot.coach.checks.question import MOST, OF_ITS_OWN, OF_ITS_OWN_FOR_SEVERAL
from bot.conversation.consistency import (
    DayTooFull,
    FarAboveUsual,
    LongerThanClock,
    LongerThanDays,
    SameAsColleague,
    SameAsOwn,
)
from bot.conversation.dialogue_questions import (
    ASKS,
    GUIDED,
    GUIDED_AFTERWARDS,
    GUIDED_AHEAD,
    QUESTION_IDS,
    Facts,
    Question,
    QuestionId,
    question,
)
from bot.conversation.nouns import Nouns
from bot.conversation.problems import PROBLEM_KINDS, Problem, ProblemField
from bot.policy.scheme_facts import SubjectTotal
from bot.policy.schemes.pack import Pack
from bot.policy.schemes.qualities import QualityShown
from bot.policy.schemes.quality_steps import Step, StepQuestion
from bot.policy.schemes.sampling import sampling
from bot.policy.vocabulary import FORMALITIES, GRADES, QUALITIES
from bot.services.coaching.availability import CoachView
from bot.services.context.coach_endpoint import CoachEndpoint
from bot.services.dispatch.questions import Explained, Line, Offer
from bot.services.importing.archive_starts import CycleBegan
from bot.services.importing.archives import ArchiveAbout, Relation
from bot.services.importing.calendars import Event, Offered
from bot.services.importing.previews import ImportView
from bot.services.importing.worth import Lack
from bot.services.record.card_view import CardView
from bot.services.record.identifier_screen import Named
from bot.services.schemes.qualities import NamedEntry
from bot.services.schemes.standings import SchemeStanding
from bot.services.teams.team_view import TeamRow, TeamStanding
from bot.ui.coaching.settings import coach_administration, coach_settings
from bot.ui.coaching.suggestion import suggestion, suggestion_modal, what_was_sent
from bot.ui.importing import notices as import_notices
from bot.ui.importing.message_renderers import offered, word_question
from bot.ui.kit.blocks import Block, Content, View
from bot.ui.kit.said import said
from bot.ui.kit.sentences import sentences
from bot.ui.members.help import help_page, more_help
from bot.ui.questions.answers import ANSWERS, told
from bot.ui.record import ambiguity_questions, offer_messages
from bot.ui.record.answer_form import answer_modal
from bot.ui.record.card import card
from bot.ui.record.card_questions import problem_notice
from bot.ui.record.note import note
from bot.ui.schemes.qualities import qualities_page
from bot.ui.teams.team_view import person_lines
from storage.row_types import EnrolmentRecord, EntryRecord
from storage.vocabulary import COACH_STATES, IMPORT_STATES, CoachChoice, CoachKind, EntryStatus
from tests.unit.ui.builders import (
    FRAMEWORK,
    TODAY,
    card_view,
    doubt,
    enrolment,
    entry,
    note_view,
    packs,
    qualities_view,
    removed_from,
    scheme_standing,
    techsafe,
)
from tests.unit.ui.builders import suggestion as one_of

OWN: Final = "ownword"
GUIDED_THROUGH: Final = {*GUIDED, *GUIDED_AHEAD, *GUIDED_AFTERWARDS, "title", "date", "minutes"}

State = tuple[str, Content]


@dataclass(frozen=True)
class Surface:
    """What is shown somewhere: at most so many words in each of its states."""

    name: str
    most: int
    states: Callable[[], Iterator[State]]


def words_in_sight(content: Content) -> list[str]:
    """The words that are seen without a tap, buttons among them, without what others contributed.
    A word holds a letter or a digit; dots and dashes between words are none.
    """
    seen = " ".join(text for block in content.blocks for text in _seen(block))
    return [
        word
        for word in (seen or content.text).split()
        if any(letter.isalnum() for letter in word) and OWN not in word.casefold()
    ]


def _seen(block: Block) -> Iterator[str]:
    match block["type"]:
        case "section" | "header":
            yield block["text"]["text"]
            yield from _on(block.get("accessory", {}))
        case "context":
            yield from (one["text"] for one in block["elements"])
        case "input":
            yield block["label"]["text"]
            yield block.get("hint", {}).get("text", "")
        case "actions":
            for element in block["elements"]:
                yield from _on(element)


def _on(element: dict[str, Any]) -> Iterator[str]:
    match element.get("type"):
        case "button":
            yield element["text"]["text"]
        case "datepicker" | "static_select" | "users_select":
            yield element["placeholder"]["text"]


# --- Cards and notes --------------------------------------------------------------------------

IMI = enrolment()
CMI = enrolment("cmi", id=8, cycle_start=None)
TECHSAFE = enrolment("imi-techsafe", id=9)
WORKPLACE = enrolment("generic-30-90", id=10)
MOT = enrolment("dvsa-mot", id=11, cycle_start=None, category="group A")
ADAS = enrolment("imi-techsafe", id=13, category="ADAS")
MOT_B = enrolment("dvsa-mot", id=12, cycle_start=None, category="group B")
OPENED = enrolment(opening_on=TODAY, opening_cycle=2550, opening_year=600, opening_declined=False)
UNKNOWN_START = enrolment(cycle_start=None)
SCHEMES: Final[dict[str, tuple[EnrolmentRecord, ...]]] = {
    "no scheme": (),
    "IMI": (IMI,),
    "IMI, start unknown": (UNKNOWN_START,),
    "IMI with an opening balance": (OPENED,),
    "CMI": (CMI,),
    "TechSafe": (TECHSAFE,),
    "IMI and CMI": (IMI, CMI),
    "IMI with an opening balance, CMI, TechSafe": (OPENED, CMI, TECHSAFE),
    "MOT": (MOT,),
    "MOT, both groups": (MOT, MOT_B),
    "IMI and MOT": (IMI, MOT),
    "all": (IMI, CMI, TECHSAFE, WORKPLACE),
}
LINE: Final = f"{OWN} proving dead before touching the pack, I do EV battery swaps now"

FACTS: Final[dict[str, dict[str, Any]]] = {
    "a day": {},
    "nothing but words": {
        "title": None,
        "start_date": None,
        "end_date": None,
        "minutes": None,
        "provider": None,
    },
    "no length": {"minutes": None},
    "over new year": {"start_date": date(2025, 12, 30), "end_date": date(2026, 1, 2)},
    "over a border of years": {"start_date": date(2026, 5, 30), "end_date": date(2026, 6, 2)},
    "a series": {
        "start_date": date(2025, 10, 7),
        "end_date": date(2025, 10, 28),
        "minutes": 270,
        "provenance": {"minutes": "read", "times": "3"},
    },
    "half a day": {"minutes": 225, "provenance": {"minutes": "read", "days": "1/2"}},
    "in no cycle": {"start_date": date(2020, 1, 2), "end_date": date(2020, 1, 2)},
    "in the opening balance": {"in_opening": {"imi-register": True}},
    "told by another system": {"provenance": {"minutes": "told", "told_by": OWN}},
    "marked in a channel": {"provenance": {"told_by": "a message", "told_in": "C0123456789"}},
    "told by a workflow": {"provenance": {"minutes": "told", "told_by": "a workflow"}},
}
ACCOUNTS: Final[dict[str, dict[str, Any]]] = {
    "no account": {},
    "a short account": {"evaluate": f"{OWN} x"},
    "an account": {"evaluate": LINE},
}


def questions(*, planned: bool) -> Iterator[Question]:
    """Each question as it may be put: plain, with nouns, with the job, and with its place."""
    for asked in QUESTION_IDS:
        for nouns in (Nouns(), Nouns(topic=OWN, kind=OWN)):
            put = question(asked, Facts(planned=planned, nouns=nouns))
            yield put
            if asked in GUIDED_THROUGH:
                yield replace(put, place=(1, 4))


def longest_questions(*, planned: bool) -> list[Question]:
    """Of those that are answered in words the longest, and those with quick answers."""
    put = list(questions(planned=planned))
    in_words = [one for one in put if one.stage is not None]
    return [
        max(in_words, key=lambda one: len(one.words.replace(OWN, "").split()) + bool(one.place)),
        *(one for one in put if one.id in ("minutes", "date") and one.place),
    ]


@cache
def views_of(status: str) -> tuple[tuple[str, CardView], ...]:
    return tuple(views(status))


def entries(status: str) -> Iterator[tuple[str, EntryRecord]]:
    own = {"title": f"{OWN} " * 12, "provider": OWN, "source_text": OWN, "status": status}
    for (facts, given), (account, words) in product(FACTS.items(), ACCOUNTS.items()):
        yield f"{facts}, {account}", entry(**(own | given | words))


def views(status: str) -> Iterator[tuple[str, CardView]]:
    """An entry in each state with its schemes, the longest questions, and what stands in the way;
    then each question about one of them.
    """
    planned = status == "planned"
    for (schemes, enrolments), (name, of), links in product(
        SCHEMES.items(), entries(status), ((), ("https://a.example", "https://b.example"))
    ):
        basic = card_view(of, enrolments=enrolments, asked=False, links=links)
        open_doubt = any("already_counted" in w.assessment.missing_questions for w in basic.worth)
        basic = replace(basic, doubts=(doubt(2550),) * 2 if open_doubt else ())
        said = f"{schemes}; {name}; {len(links)} links"
        for one in (None, *longest_questions(planned=planned)):
            asked = f"asked {one.id if one else 'nothing'}"
            yield f"{said}; {asked}", replace(basic, question=one, by_modal=bool(one))
    basic = card_view(
        entry(title=OWN, provider=OWN, status=status), enrolments=SCHEMES["IMI"], asked=False
    )
    for one in questions(planned=planned):
        yield f"{one.words} {one.place or ''}", replace(basic, question=one)
    if status in ("draft", "planned"):
        yield from _with_problems(status)


def _with_problems(status: str) -> Iterator[tuple[str, CardView]]:
    for kind in PROBLEM_KINDS:
        about: ProblemField = "minutes" if "duration" in kind or kind == "day_length" else "start"
        problems = (Problem(kind, about, OWN), Problem("which_day", "start", OWN))
        unset = {"minutes": None} if about == "minutes" else {"start_date": None, "end_date": None}
        basic = card_view(entry(title=OWN, provider=OWN, status=status, **unset), asked=False)
        fact: QuestionId = "minutes" if about == "minutes" else "date"
        for asked in (fact, "plan" if status == "planned" else "evaluate"):
            shown = replace(
                basic,
                question=question(asked, Facts(planned=status == "planned")),
                problems=problems,
            )
            yield f"{kind}; asked {asked}", shown


def drafts(*, first_ones: bool) -> Iterator[State]:
    for name, view in views_of("draft"):
        yield name, card(replace(view, first_ones=first_ones))
    for name, view in (*of_subjects("draft"), *of_groups("draft")):
        yield name, card(replace(view, first_ones=first_ones))


def of_subjects(status: EntryStatus) -> Iterator[tuple[str, CardView]]:
    """Under the register and a category that goes by subjects, with and without one."""
    names = tuple(one.name for one in FRAMEWORK.subjects)
    own = {"title": f"{OWN} " * 12, "provider": OWN, "status": status}
    for chosen, (account, words) in product(range(3), ACCOUNTS.items()):
        subjects = tuple({"name": name, "minutes": 30} for name in names[:chosen])
        of = entry(**(own | words), subjects=subjects)
        view = card_view(of, enrolments=(IMI, ADAS), asked=False, rules=techsafe())
        for asked in ((), names, (*names, *names)) if not chosen else ((),):
            yield (
                f"{chosen} subjects, {len(asked)} asked; {account}",
                replace(view, subjects_asked=asked),
            )


def of_groups(status: EntryStatus) -> Iterator[tuple[str, CardView]]:
    """In both vehicle groups, with and without one that is named."""
    own = {"title": f"{OWN} " * 12, "provider": OWN, "status": status}
    for chosen, (account, words) in product(range(3), ACCOUNTS.items()):
        groups = tuple({"name": one.category, "minutes": 30} for one in (MOT, MOT_B)[:chosen])
        of = entry(**(own | words), subjects=groups)
        view = card_view(of, enrolments=(MOT, MOT_B), asked=False)
        asked = () if chosen else (MOT.category, MOT_B.category)
        yield f"{chosen} groups; {account}", replace(view, groups_asked=asked)


def other_cards() -> Iterator[State]:
    for status in ("planned", "logged", "withdrawn", "discarded"):
        for name, view in views_of(status):
            yield f"{status}; {name}", card(view)
    for name, view in (*of_subjects("logged"), *of_groups("logged")):
        yield f"logged; {name}", card(view)


NAMES: Final = {
    "names somebody": (Named("customer", f"{OWN} {OWN}"), Named("plate", OWN)),
    "names a plate and a phone number": (Named("plate", OWN), Named("phone", OWN)),
    "names somebody in private": (Named("person", ""), Named("email", "")),
}
"""By state: what an account names."""


def open_notes() -> Iterator[State]:
    for status in ("draft", "planned"):
        for name, view in views_of(status):
            shown = note_view(view, may_ask_more=view.question is None)
            yield f"{status}; {name}", note(shown)
            for named, what in NAMES.items():
                yield f"{status}; {name}; {named}", note(replace(shown, names=what))
            if view.question is None:
                enough = replace(shown, asks_enough=True)
                yield f"{status}; {name}; enough", note(enough)
                default = replace(view, guide="default")
                yield f"{status}; {name}; led", note(replace(enough, card=default))
    for status in ("withdrawn", "discarded"):
        for name, view in views_of(status):
            yield f"{status}; {name}", note(note_view(view))


CHANGES: Final = (
    {"field": "minutes", "before": 75, "after": 135},
    {"field": "days", "before": ["2026-11-20"] * 2, "after": ["2026-11-17"] * 2},
    {"field": "provider", "before": f"{OWN} {OWN}", "after": OWN},
    {"field": "title", "before": OWN, "after": f"{OWN} {OWN}"},
)


def changed_notes() -> Iterator[State]:
    for status in ("draft", "planned", "logged"):
        for name, view in views_of(status):
            for count in range(1, len(CHANGES) + 1):
                said = f"{status}; {name}; {count} changes"
                yield said, note(note_view(view), CHANGES[:count], "event:1")
                yield said, note(note_view(view), (), None, CHANGES[:count])
            yield f"{status}; {name}; older", note(note_view(view, live=False), CHANGES, "event:1")


CHECKS: Final = (
    LongerThanClock(1_230, 1_170),
    LongerThanDays(1_500, 1),
    DayTooFull(date(2025, 11, 20), 1_590),
    FarAboveUsual(2_430, 150),
    SameAsOwn(f"{OWN} {OWN}", date(2024, 11, 20)),
    SameAsColleague(),
)


def checked_notes() -> Iterator[State]:
    """Saved, with what does not fit together, under the longest standings."""
    for name, view in views_of("logged"):
        for found in CHECKS:
            about = note_view(replace(view, checks=((found, False),)), may_ask_more=False)
            yield f"{name}; {type(found).__name__}", note(about)
            for count in range(1, len(CHANGES) + 1):
                shown = note(about, CHANGES[:count], "event:1")
                yield f"{name}; {type(found).__name__}; {count} changes", shown


def standings_of(view: CardView) -> list[tuple[str, tuple[SchemeStanding, ...]]]:
    """Those of the schemes that the entry is under."""
    enrolled = {one.pack for one in view.worth}
    return [
        (name, some)
        for name, some in STANDINGS.items()
        if {one.enrolment.pack for one in some} == enrolled
    ]


def saved_notes() -> Iterator[State]:
    """With the standings that a member can have; more of them stand in `STANDINGS`."""
    for name, view in views_of("logged"):
        for (standing, standings), first in product(standings_of(view), (False, True)):
            about = note_view(view, standings=standings, first_saved=first, may_ask_more=False)
            yield f"{name}; {standing}; first {first}", note(about)
    for name, view in of_subjects("logged"):
        for standing in ("behind", "subjects", "subjects, some met"):
            both = (*STANDINGS[standing], scheme_standing())
            about = note_view(view, standings=both, may_ask_more=False)
            yield f"{name}; {standing}", note(about)
    for name, view in of_groups("logged"):
        for standing in ("by group", "by group, short and near"):
            about = note_view(view, standings=STANDINGS[standing], may_ask_more=False)
            yield f"{name}; {standing}", note(about)


def by_group(today: date = date(2026, 11, 21), **more: Any) -> tuple[SchemeStanding, ...]:
    """A year of hours in both groups, of which one has more than it needs."""
    done = tuple(
        SubjectTotal(one.category, "counted", minutes, minutes * 60, 1)
        for one, minutes in ((MOT, 315), (MOT_B, 75))
    )
    return tuple(
        year_of_hours(
            420,
            of=of,
            also_in=(other.category,),
            subjects=done,
            ended_weight=360 * 60,
            today=today,
            **more,
        )
        for of, other in ((MOT_B, MOT), (MOT, MOT_B))
    )


def year_of_hours(minutes: int, of: EnrolmentRecord = MOT, **more: Any) -> SchemeStanding:
    """So many minutes of a year of hours, the year before having had what it asked for."""
    return scheme_standing(of=of, cycle=minutes, **{"ended_weight": 180 * 60, **more})


def by_subjects(minutes: int, *, rules: Pack | None = None, **more: Any) -> SchemeStanding:
    """So many minutes of the framework's first subject, and none of the others."""
    first = FRAMEWORK.subjects[0].name
    done = SubjectTotal(first, "counted", minutes, 0, 1)
    given: dict[str, Any] = {"of": ADAS, "rules": rules or techsafe(), "subjects": (done,)}
    return scheme_standing(**(given | more))


STANDINGS: Final[dict[str, tuple[SchemeStanding, ...]]] = {
    "subjects": (by_subjects(10),),
    "subjects, some met": (by_subjects(30, waiting_count=2),),
    "subjects, short and near": (by_subjects(30, today=date(2028, 4, 3)),),
    "subjects of a cycle that ended short": (
        by_subjects(10, of=replace(ADAS, cycle_start=date(2022, 6, 1)), ended_subjects=()),
    ),
    "subjects, none asked for": (by_subjects(30, rules=techsafe(replace(FRAMEWORK, subjects=()))),),
    "subjects, start unknown": (
        scheme_standing(of=replace(ADAS, cycle_start=None), rules=techsafe()),
    ),
    "behind": (scheme_standing(),),
    "on pace": (scheme_standing(cycle=6000, year=2900),),
    "met": (scheme_standing(cycle=9100, year=2900),),
    "far behind": (scheme_standing(cycle=100, year=100),),
    "a cycle that ended short": (
        scheme_standing(
            cycle=200, year=200, today=date(2028, 6, 3), ended_weight=7_925 * 60, waiting_weight=120
        ),
    ),
    "opening balance declined": (scheme_standing(of=enrolment(opening_declined=True)),),
    "waiting": (scheme_standing(waiting_weight=12_000, waiting_count=1),),
    "start unknown": (scheme_standing(of=UNKNOWN_START),),
    "rhythm": (
        scheme_standing(
            of=CMI, entries_12_months=5, last_entry=date(2025, 12, 20), without_evaluation=2
        ),
    ),
    "hours": (year_of_hours(90),),
    "hours, nothing yet": (year_of_hours(0),),
    "hours, met": (year_of_hours(200),),
    "hours, short and near": (year_of_hours(90, today=date(2027, 3, 3)),),
    "hours, waiting": (year_of_hours(90, waiting_weight=7_200, waiting_count=2),),
    "hours of a year that ended short": (
        scheme_standing(of=MOT, cycle=0, today=date(2027, 4, 3), ended_weight=125 * 60),
    ),
    "not known": (scheme_standing(of=TECHSAFE),),
    "two": (scheme_standing(), scheme_standing(of=CMI)),
    "by group": by_group(),
    "by group, short and near": by_group(date(2027, 3, 3)),
    "by group, waiting": by_group(waiting_weight=7_200, waiting_count=2),
    "two groups": (year_of_hours(90), year_of_hours(90, of=MOT_B)),
    "three": (scheme_standing(), scheme_standing(of=CMI), scheme_standing(of=TECHSAFE)),
    "four": tuple(scheme_standing(of=one) for one in (IMI, WORKPLACE, CMI, TECHSAFE)),
    "none": (),
    "removed": (removed_from(scheme_standing(waiting_weight=12_000, waiting_count=1)),),
    "removed, and so from TechSafe": (
        removed_from(scheme_standing()),
        removed_from(
            scheme_standing(of=TECHSAFE), recognition=True, lacks=(scheme_standing().title,)
        ),
    ),
    "removed from TechSafe's register alone": (
        removed_from(scheme_standing(of=TECHSAFE), lacks=(scheme_standing().title,)),
    ),
}
"""By state: the standings of a member's schemes, the most urgent first."""

# --- The coach --------------------------------------------------------------------------------

ENDPOINT: Final = CoachEndpoint(f"{OWN}:8080", OWN, f"{OWN} {OWN}")


def by_the_coach(put: Question) -> Question:
    """The longest question that a coach may put in its place."""
    most = OF_ITS_OWN if len(ASKS.get(put.id, ())) < 2 else OF_ITS_OWN_FOR_SEVERAL
    return replace(put, words=" ".join(["word"] * most + [OWN] * (MOST - most)) + "?")


def coached_views(status: str) -> Iterator[tuple[str, CardView]]:
    """Each view in which an account is asked for, with the coach's question: it stands in none in
    which something is in the way, nor in messages to whoever keeps their answers private.
    """
    for name, view in views_of(status):
        put = view.question
        if put is None or put.stage is None or view.problems:
            continue
        offered = one_of(kind="question", about=put.id, words=OWN)
        asked = replace(view, by_modal=False, question=by_the_coach(put))
        yield f"coach; {name}", replace(asked, coach=offered, may_coach=True)


def coached_drafts(*, first_ones: bool) -> Iterator[State]:
    for name, view in coached_views("draft"):
        yield from both_forms(name, card(replace(view, first_ones=first_ones)))


def coached_cards() -> Iterator[State]:
    for status in ("planned", "logged"):
        for name, view in coached_views(status):
            yield from both_forms(f"{status}; {name}", card(view))


def coached_notes() -> Iterator[State]:
    for status in ("draft", "planned"):
        for name, view in coached_views(status):
            yield from both_forms(f"{status}; {name}", note(note_view(view, may_ask_more=False)))
        for name, view in views_of(status):
            if view.question is None:
                shown = note_view(replace(view, may_coach=True), may_ask_more=True)
                yield from both_forms(f"{status}; {name}; may ask it", note(shown))


def coached_saved_notes() -> Iterator[State]:
    for name, view in coached_views("logged"):
        for standing, standings in standings_of(view):
            about = note_view(view, standings=standings, may_ask_more=False)
            yield from both_forms(f"{name}; {standing}", note(about))


def both_forms(name: str, content: Content) -> Iterator[State]:
    """With the small buttons that Slack does not take everywhere yet, and without them."""
    yield name, content
    if content.plain is not None:
        yield f"{name}; without new blocks", Content(content.text, content.plain)


ASKED_FOR: Final[tuple[CoachKind, ...]] = ("missing", "wording")


def suggestions() -> Iterator[State]:
    """What was asked for, in a message and in a window. Of the sentence about what is missing the
    model's own words are counted, of a wording none: they are the member's.
    """
    for state, kind in product(COACH_STATES, ASKED_FOR):
        words = " ".join(["word"] * MOST if kind == "missing" else [OWN] * 60)
        one = one_of(state=state, kind=kind, original=OWN, words=words, sent=OWN, model=OWN)
        for in_modal in (False, True):
            yield from both_forms(f"{state} {kind}", suggestion(one, in_modal=in_modal))
        yield f"{state} {kind}, window", in_window(suggestion_modal(one))


def windows() -> Iterator[State]:
    """What was sent, and the form in which a question of the coach's is answered."""
    for host in (OWN, ""):
        yield f"sent {host}", in_window(what_was_sent(one_of(sent=OWN, model=OWN), host))
    for asked in QUESTION_IDS:
        put = question(asked, Facts())
        if put.stage is not None:
            offered = one_of(kind="question", about=asked, words=OWN)
            for place in (None, (1, 4)):
                shown = replace(by_the_coach(put), place=place)
                yield f"answer {asked}", in_window(answer_modal(12, shown, "", offered))
                yield f"plain {asked}", in_window(answer_modal(12, replace(put, place=place)))


def in_window(view: View) -> Content:
    """What a view says, as a message would."""
    return Content("", view["blocks"])


CHOICES: Final[tuple[CoachChoice, ...]] = ("never", "on", "off")


def coach_pages() -> Iterator[State]:
    for endpoint, allowed, choice, private, already in product(
        (ENDPOINT, None), (False, True), CHOICES, (False, True), (False, True)
    ):
        view = CoachView(endpoint, allowed, choice, private)
        yield f"{view}, {already}", coach_settings(view, already=already)


def coach_administrations() -> Iterator[State]:
    for endpoint, allowed in product((ENDPOINT, None), (False, True)):
        view = CoachView(endpoint, allowed, "never", in_modal=False)
        yield f"{view}", coach_administration(view)


# --- Refusals, questions about a message, offers ----------------------------------------------

SAID: Final[dict[str, Any]] = {
    "that": [OWN],
    "That": [OWN],
    "facts": ["title", "start_date", "minutes", "provider"],
    "why": "Entry 12 is not what revision 40, its last, says: title, minutes.",
    "count": 12,
    "answers": "12 answers",
    "whole": 15,
    "body": "IMI",
    **dict.fromkeys(
        ("title", "word", "job", "before", "reason", "name", "id", "button", "nearest"), OWN
    ),
    **dict.fromkeys(("day", "on_day", "earliest", "latest", "begun"), "2026-11-27"),
    **dict.fromkeys(("most", "cycle", "year", "stood"), 9_950),
    **dict.fromkeys(("member", "manager"), f"U{OWN}"),
    "slack_ids": [f"U{OWN}", f"U{OWN}"],
    "names": [OWN, OWN],
    "key": "credit.base_per_hour",
    "since": "20 Nov",
    "at": "2026-11-27T09:00:00+00:00",
    "limit": 80,
    "number": "3",
    "hash": "a" * 64,
    "confirmation": OWN,
    **dict.fromkeys(("size", "kept", "file_most", "member_most", "workspace_most"), "9,950 MB"),
}
"""By name: what stands in a sentence."""


WELCOMES: Final = {"welcome_new"}
"""What is said to somebody new before the first question."""


def welcomes() -> Iterator[State]:
    for name in WELCOMES:
        yield name, said(name, **SAID)


def refusals() -> Iterator[State]:
    """Every sentence that is said by its name, and what stands in the way of a value."""
    for name in sentences().words.keys() - WELCOMES:
        yield name, said(name, **SAID)
    for kind in PROBLEM_KINDS:
        yield kind, problem_notice(Problem(kind, "minutes", OWN))


ASKED: Final = (
    "ask_either",
    "ask_words",
    "ask_lapsed",
    "ask_still_held",
    "ask_as_above",
    "ask_link",
    "ask_new",
    "ask_again",
    "shall_i_ask",
    "shall_i_ask_later",
    "discard_which",
    "read_again",
)
BUTTONS: Final = (
    ["My answer", "New entry", "Forget it"],
    ["Yes", "No"],
    ["Change it to 2 h 15 min", "Another entry, 2 h 15 min"],
    ["Again", "The same"],
)


def team_lines() -> Iterator[State]:
    """Each of the two lines about a person, in the shape of a message."""
    for name, standings in STANDINGS.items():
        for without_evidence in (0, 12):
            shown = tuple(TeamStanding(one, without_evidence) for one in standings)
            row = TeamRow(4, "U4", OWN, shown, can_remind=True)
            for number, line in enumerate(person_lines(row)):
                yield f"{name}, line {number}, {without_evidence}", Content(line, ())


def asked_about() -> Iterator[State]:
    """What is asked of a message, and what is offered."""
    about = {"entry": 12, "title": OWN, "day": "2026-11-27", "follow_up": 3, "turn": "event:7"}
    about |= {"pack": "imi-register", "body": "IMI", "count": 12, "cycle": 4100}
    for name in offer_messages.OFFERS:
        yield name, offer_messages.offer({"sentence": name, **about})
    for name in ASKED:
        for buttons in BUTTONS:
            values = {"key": "held:1", "sentence": name, "title": OWN, "day": "2026-11-27"}
            yield (
                f"{name} {buttons}",
                offer_messages.ask(values | {"buttons": buttons}, settled=False),
            )
    for one in CHANGES:
        change = {"key": "change:1", "change": one, "buttons": ["Yes", "No"]}
        yield f"change {one['field']}", offer_messages.ask(change, settled=False)
    for ask in (ambiguity_questions.which, ambiguity_questions.again, ambiguity_questions.update):
        for settled in (True, False):
            yield f"{ask.__name__}, settled {settled}", ask(12, "held:1", settled=settled)


def read_by_coach() -> Iterator[State]:
    """The same with the line that the coach adds."""
    for name in ("ask_either", "ask_words", "ask_lapsed"):
        for sense in ("answer", "new_entry"):
            lapsed = {"title": OWN} if name == "ask_lapsed" else {}
            values = {"key": "held:1", "sentence": name, "buttons": BUTTONS[0], **lapsed}
            read = one_of(kind="sense", about="held:1", words=sense)
            yield f"{name}, {sense}", offer_messages.ask(values, settled=False, coach=read)


# --- Answers and help -------------------------------------------------------------------------

DAY: Final = "2026-11-20"
VALUES: Final[dict[str, Any]] = {
    **dict.fromkeys(("start", "end", "year_start", "until", "on", "last"), DAY),
    **dict.fromkeys(("minimum", "recommended", "short", "below", "cycle", "credits"), 3_125),
    "first": "",
    "today": "2026-11-21",
    "left": 191,
    "year_left": 191,
    "years": 3,
    "year": 2026,
    "gap": 12,
    **dict.fromkeys(("minutes", "asked", "to_go", "counted"), 135),
    "entries": 9,
    "waits": 2,
    "count": 3,
    "missing": "already_counted",
    "value": "removed from the register and downgraded to Affiliate",
    "key": "credit.base_per_hour",
    "keys": ["credit.assessed_factor", "credit.impact_extra", "limit.reading", "mix.assessed"],
    "follows": "removed from the register and downgraded to Affiliate",
    "fields": ["date", "length", "topics", "what", "how", "learnt"],
    "words": ["continuous", "cyclic", "personalised", "multi-faceted", "evidenced", "impact"],
    "deadline": None,
    "days": 28,
    "from_days": 90,
    "from_credits": 500,
    "pace": "this year",
    "own": 5,
    "kind": "behind",
    "name": OWN,
    "goes": {"model": OWN, "host": OWN, "run_by": OWN},
    "names": [OWN, OWN],
    "need": 2,
    "titles": [f"{OWN} {OWN}", OWN],
    "look": [OWN, "team", "2026-11-21T10:00:00+00:00", 3, False],
    "zone": "Europe/London",
    "ended": {
        "start": "2023-01-04",
        "last_day": "2026-01-03",
        "credits": 7950,
        "minimum": 9000,
        "declined": True,
    },
    "people": 9,
    "more": 2,
    "title": "IMI register",
    "whose": "IMI register",
    "rank": 2,
    "met": False,
    "asked_for": 3,
    "lacks": [[OWN, "hours", 390], [OWN, "credits", 125], [OWN, "hours", 420], [OWN, "hours", 20]],
    "group": "group A",
    "either": 90,
    "in_all": [255, 360],
    "evidence_of": OWN,
    "in_days": 90,
    "during": "in the next 90 days",
    "dates": [[f"{OWN} {OWN}", DAY], [OWN, DAY]],
    "opened": {"count": 3, "named": [[f"{OWN} {OWN}", "draft", ""], [OWN, "planned", DAY]]},
    "since_then": DAY,
}
"""By name: what stands in an answer. `tests/services/dispatch/test_questions.py` counts answers as
they come, each with its source; here each sentence is worded with all that it may hold.
"""


def answers() -> Iterator[State]:
    for name in ANSWERS:
        values = VALUES if name != "person" else PERSON
        yield name, told(Explained((Line(name, values),), (Offer("opening", "imi-register"),)))
        both = Line(name, {**values, "named": True})
        if name in ("left", "logged_here") or name.startswith(SEVERAL):
            yield f"{name} twice", told(Explained((both, both, Line("more", {"more": 2}))))


SEVERAL: Final = ("cycle", "left", "year_", "hours_", "subjects_")
PERSON: Final = VALUES | {"kind": "target", "days_left": 30, "cycle": 3_125}


def help_pages() -> Iterator[State]:
    yield "help", help_page()
    yield "not understood", help_page(lost=True)
    yield "/cpd in no scheme", help_page(())
    for name, standings in STANDINGS.items():
        yield f"/cpd {name}", help_page(standings)
    for administrator, coach in product((False, True), repeat=2):
        name = f"more, administrator {administrator}, coach {coach}"
        yield name, more_help(administrator=administrator, coach=coach)


QUESTIONS: Final[tuple[StepQuestion, ...]] = ("reflect", "plan", "evaluate", "use", "changed")


def mirrors() -> Iterator[State]:
    """Every line in each of its states, under each step and grade."""
    gap = QualityShown("continuous", "not yet", gap=(date(2026, 3, 1), date(2026, 6, 29)))
    young = QualityShown("continuous", "not known", begins=date(2026, 9, 3))
    lines = {
        "shown": [QualityShown(one, "shown", 12, 13) for one in QUALITIES],
        "not yet": [gap, *(QualityShown(one, "not yet") for one in QUALITIES[1:])],
        "not known": [young, *(QualityShown(one, "not known") for one in QUALITIES[1:])],
    }
    own = dict.fromkeys((12, 13), NamedEntry(f"{OWN}-{OWN}", TODAY))
    for (name, shown), step, grade in product(lines.items(), STEPS, (None, *GRADES)):
        view = qualities_view(
            lines=tuple(shown),
            step=step,
            entries=own,
            grade=grade,
            sampling=sampling(packs()["cmi"], grade, TODAY),
        )
        yield f"{name}; {step}; {grade}", qualities_page(view)
        yield f"empty; {step}; {grade}", qualities_page(replace(view, any_entry=False))


STEPS: Final = (
    None,
    *(Step("cyclic", "answer", 12, one) for one in QUESTIONS),
    Step("evidenced", "evidence", 12),
    Step("multi-faceted", "edit", 12),
    Step("continuous", "log"),
    *(Step("multi-faceted", "log", lacks=one) for one in (None, *FORMALITIES)),
)


def old_logs() -> Iterator[State]:
    """Figures alone: whatever became of a file, and with everything to say of what was read."""
    everything = ImportView(
        12,
        "preview",
        taken=212,
        doubtful=9,
        skipped=4,
        there=3,
        waiting=14,
        credits=(("ownword", 49_800),),
        earlier=(("ownword", 10_000),),
        waits_for=(("helps", 10), ("words", 4)),
        before=130,
        unused=("ownword",) * 5,
        by_credits=True,
        order_told=False,
        cut=False,
        done=400,
        of=400,
        undone=210,
        stay=2,
    )
    for state in IMPORT_STATES:
        one = replace(everything, state=state)
        yield f"read, {state}", import_notices.reading(one)
        yield f"taken, {state}", import_notices.taking(one)
        yield f"failed, {state}", import_notices.taking(replace(one, failed=True))
    yield "totals", import_notices.reading(replace(everything, totals=4))
    kinds: tuple[tuple[Lack, int], ...] = (("words", 12), ("helps", 1), ("opening", 1))
    yield "many kinds", import_notices.reading(replace(everything, waits_for=kinds, outside=3))
    naming = replace(everything, naming=1_240, named_rows=(14, 215))
    yield "naming somebody", import_notices.reading(naming)
    yield "naming somebody, cut", import_notices.reading(replace(naming, cut=True))
    yield "being read", import_notices.reading(replace(everything, done=100))
    yield "read again", import_notices.reading(replace(everything, overtaken=True))
    yield "not known", import_notices.reading(replace(everything, can_be_read=False))
    relations: tuple[Relation, ...] = get_args(Relation)
    for relation in relations:
        about = ArchiveAbout("ownword", "ownword", date(2026, 11, 21), 12, 1, relation, missing=2)
        one = replace(everything, unused=(), by_credits=False, order_told=True, archive=about)
        yield f"an archive, {relation}", import_notices.reading(one)
        starts = (CycleBegan("imi-register", "ownword", date(2025, 6, 1)),) * 2
        done = replace(one, state="done", starts=starts)
        yield f"an archive taken, {relation}", import_notices.taking(done)


def calendar_events() -> Iterator[State]:
    """The question of the word, and an event before and after."""
    yield "word", word_question(12, open_yet=True)
    yield "chosen", word_question(12, open_yet=False)
    for verdict in ("doubtful", "taken", "skipped"):
        event = Event("ownword", TODAY, TODAY, 90)
        yield verdict, offered(Offered(12, 3, event, verdict, 7))


SURFACES: Final = (
    Surface("draft card", 40, lambda: drafts(first_ones=False)),
    Surface("one of the first three draft cards", 46, lambda: drafts(first_ones=True)),
    Surface("planned, saved, withdrawn or discarded card", 40, other_cards),
    Surface("note", 20, open_notes),
    Surface("note of a change", 20, changed_notes),
    Surface("saved", 45, saved_notes),
    Surface("saved, and asked whether it is right", 45, checked_notes),
    Surface("draft card with a coach", 40, lambda: coached_drafts(first_ones=False)),
    Surface("one of the first three with a coach", 46, lambda: coached_drafts(first_ones=True)),
    Surface("planned or saved card with a coach", 40, coached_cards),
    Surface("note with a coach", 20, coached_notes),
    Surface("saved, with a coach", 45, coached_saved_notes),
    Surface("what the coach was asked for", 40, suggestions),
    Surface("window of the coach", 40, windows),
    Surface("/cpd coach", 90, coach_pages),
    Surface("/cpd admin coach", 60, coach_administrations),
    Surface("welcome", 40, welcomes),
    Surface("refusal", 30, refusals),
    Surface("question about a message", 20, asked_about),
    Surface("question about a message, read by the coach", 26, read_by_coach),
    Surface("answer to a question", 40, answers),
    Surface("help", 90, help_pages),
    Surface("an old log on its way", 46, old_logs),
    Surface("an event of a calendar", 20, calendar_events),
    Surface("a line of a team's list", 20, team_lines),
    Surface("a record beside its scheme's qualities", 140, mirrors),
)
"""Every surface with its budget; whoever adds a state of one adds it to its states here."""


@pytest.mark.parametrize("surface", SURFACES, ids=lambda one: one.name)
def test_a_surface_keeps_to_its_words_in_every_state(surface: Surface) -> None:
    longest = {name: words_in_sight(shown) for name, shown in surface.states()}
    assert longest
    name, words = max(longest.items(), key=lambda one: len(one[1]))
    assert len(words) <= surface.most, f"{len(words)} words where {name}: {' '.join(words)}"
