"""Rounds and audits as pages are built of them, with long and strange words in them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, Final

from bot.policy.audits.population import Period, PopulationRule, SampleSize
from bot.policy.audits.report import report
from bot.policy.audits.round_facts import Attempt, Commitment, Frozen, Round
from bot.policy.audits.selection import (
    Appeal,
    AskedQuestion,
    Decision,
    Finding,
    Parties,
    Selection,
)
from bot.policy.audits.tests_of import AuditTests
from bot.policy.audits.vocabulary import OUT_REASONS, ROUND_STATES, SELECTION_STATES
from bot.services.audits.reading_views import AppealRead, EntryLine, EntryRead, OwnAudit, Reading
from bot.services.audits.views import (
    DrawnLine,
    DrawnPage,
    LogView,
    PeoplePage,
    QueueLine,
    RoundLine,
    Rounds,
    RoundView,
    WaitingErasure,
)
from storage.audits.records import FileRecord, PopulationCounts, StepRecord, WordsRecord

AT: Final = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
DAY: Final = AT.date()
TESTS: Final = ("current", "authentic", "relevant", "sufficient")
RULE: Final = PopulationRule("complete_cycles", "complete cycles", "workplace setting", True)  # noqa: FBT003
HASH: Final = "a" * 64
NAME: Final = "<Ana> & " + "x" * 90

ROUND: Final = Round(
    1,
    "generic-30-90",
    Period(date(2026, 1, 1), date(2026, 12, 31)),
    SampleSize(share=500),
    2,
    auditors=frozenset({3}),
    witnesses=frozenset({4}),
    frozen=Frozen(120, 6, HASH, AT),
    attempts=(Attempt(Commitment(2, HASH, AT, "s" * 1000, AT), Commitment(3, HASH, AT), HASH),),
)
COUNTS: Final = PopulationCounts(120, 3, dict.fromkeys(OUT_REASONS, 12))
NAMES: Final = {2: NAME, 3: "Ben", 4: "Ida"}


def round_view(state: str = "open", **changes: Any) -> RoundView:
    """A round as its lead sees it."""
    given: dict[str, Any] = {
        "counted_on": DAY,
        "counts": COUNTS,
        "is_lead": True,
        "may_hand_over": True,
        "may_commit": True,
        "may_reveal": True,
        "in_it": True,
        "me": 3,
        "states": dict.fromkeys(SELECTION_STATES, 2),
        "today": DAY,
    }
    round_ = replace(ROUND, state=state)  # type: ignore[arg-type]
    return RoundView(1, round_, "Workplace <CPD>", RULE, NAMES, **{**given, **changes})


def selection(state: str = "decided", **changes: Any) -> Selection:
    """A member's audit with something of everything."""
    given: dict[str, Any] = {
        "state": state,
        "submit_until": DAY,
        "snapshot": HASH,
        "entries": frozenset({12, 13}),
        "auditors": frozenset({3}),
        "findings": (
            Finding(12, "current", "not_met", 3, "outside_cycle"),
            Finding(13, "current", "ask", 3),
        ),
        "questions": (AskedQuestion(1, 13, "current", 3, DAY),),
        "decision": Decision("not_met", frozenset({3}), DAY, frozenset({12}), DAY),
        "appeal": Appeal(frozenset({0, 12}), DAY, 4, {0: "upheld", 12: "refused"}, DAY),
    }
    return Selection(Parties(1, 2), TESTS, ("continuous",), **{**given, **changes})


WORDS: Final = (
    WordsRecord("reason", 12, "current", 0, 3, AT, "<reason> " * 300),
    WordsRecord("question", 13, "current", 1, 3, AT, "<question> " * 270),
    WordsRecord("answer", 13, "current", 1, 1, AT, "<answer>"),
    WordsRecord("decision", 0, None, 0, 3, AT, "decision"),
    WordsRecord("appeal", 0, None, 0, 1, AT, "appeal"),
    WordsRecord("appeal_decision", 0, None, 0, 4, AT, "of the appeal"),
)


def own(state: str = "decided", **changes: Any) -> OwnAudit:
    """A member's own audit."""
    given: dict[str, Any] = {
        "selection_id": 7,
        "number": 1,
        "title": "Workplace <CPD>",
        "rule": RULE,
        "first": date(2023, 11, 1),
        "last": date(2026, 10, 31),
        "selection": selection(state),
        "readers": ("Ben",),
        "lead": NAME,
        "words": WORDS,
        "titles": {12: "<Isolation> " * 20, 13: ""},
        "owned": True,
        "today": DAY,
        "zone": "Europe/London",
    }
    return OwnAudit(**{**given, **changes})


APPEAL: Final = AppealRead(DAY, "<appeal> " * 330, ((0, 0), (12, 1)))


def reading(**changes: Any) -> Reading:
    """What an auditor reads."""
    line = EntryLine(12, "2026-03-12", 120, "counted", 1, 4, not_met=True, asked=True)
    given: dict[str, Any] = {
        "selection_id": 7,
        "number": 1,
        "name": NAME,
        "title": "Workplace <CPD>",
        "first": date(2023, 11, 1),
        "last": date(2026, 10, 31),
        "brought_in": True,
        "selection": selection("in_review"),
        "tests": AuditTests(TESTS, (), "workplace setting", workplace=True),
        "lines": (line,) * 12,
        "skip": 0,
        "total": 30,
        "me": 3,
        "of_appeal": False,
        "second_recommended": True,
        "gone": True,
    }
    return Reading(**{**given, **changes})


SAID: Final[dict[str, Any]] = {
    "title": "<Isolation> & braking",
    "start_date": "2026-03-12",
    "end_date": "2026-03-13",
    "minutes": 120,
    "type": "course",
    "formality": "formal",
    "provider": "<Bosch>",
    "reflect": "r" * 30_000,
    "plan": "p" * 30_000,
    "act": "a" * 30_000,
    "evaluate": "e" * 30_000,
    "evidence": [{"kind": "link", "url": "https://a.example/<x>"}, {"kind": "file", "name": "c"}],
}


def entry_read(**changes: Any) -> EntryRead:
    """An entry's words."""
    given: dict[str, Any] = {
        "selection_id": 7,
        "number": 1,
        "entry": 12,
        "said": SAID,
        "tests": TESTS,
        "findings": (Finding(12, "current", "not_met", 3, "outside_cycle"),),
        "words": WORDS[:3],
        "files": tuple(FileRecord(12, f"{one:064}", "<c>.pdf") for one in range(12)),
        "names": NAMES,
        "logged_at": "2026-03-14T09:00:00.000000Z",
        "may_find": True,
    }
    return EntryRead(**{**given, **changes})


ROUNDS: Final = Rounds(
    tuple(
        RoundLine(one, one, "Workplace <CPD>", state) for one, state in enumerate(ROUND_STATES, 1)
    ),
    tuple(
        QueueLine(one, 1, NAME, state, of_appeal=one % 2 == 0, to_take_on=one % 3 == 0)
        for one, state in enumerate(SELECTION_STATES, 1)
    ),
    may_draft=True,
    erasures=(WaitingErasure(7, 1, "a" * 33),),
)
DRAWN: Final = DrawnPage(
    1,
    1,
    tuple(
        DrawnLine(one, NAME, state, DAY, ("Ben",), True, True, False, True)  # noqa: FBT003
        for one, state in enumerate(SELECTION_STATES[:10], 1)
    ),
    10,
)
PEOPLE: Final = PeoplePage(1, 1, "left", (NAME,) * 20, 0, 20)
LOG: Final = LogView(
    1,
    (
        StepRecord(1, None, "drafted", AT, 2, None, None, None, None),
        StepRecord(2, None, "given_up", AT, 2, 3, None, None, "seed_lost"),
        StepRecord(3, None, "ids_made", AT, None, None, None, None, None),
    ),
    NAMES,
    "Europe/London",
)
REPORT: Final = report([selection()] * 5)
FEW: Final = report([selection()])
