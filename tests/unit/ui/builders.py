"""Views made for the tests: real packs and real assessments around entries made up here."""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from bot.conversation.dialogue_questions import Facts, Question, needed_questions, question
from bot.policy.frameworks.framework import Framework, Subject
from bot.policy.scheme_facts import (
    EnrolmentFacts,
    OpeningBalance,
    OtherCategory,
    RegistrationEvent,
    Totals,
    WorkplaceSettings,
)
from bot.policy.schemes.assess import assess
from bot.policy.schemes.categories import scheme_title
from bot.policy.schemes.pack import Pack
from bot.policy.schemes.pack_file import load_packs
from bot.policy.schemes.qualities import QualityShown, qualities_in
from bot.policy.schemes.quality_steps import Step
from bot.policy.schemes.registration import registration_on, words_of
from bot.policy.schemes.sampling import sampling
from bot.policy.schemes.standing import standing
from bot.policy.vocabulary import RegistrationWord
from bot.services.audits.home_parts import Audits
from bot.services.context.home_parts import HomeView
from bot.services.members.manager import ManagerView
from bot.services.members.onboarding import OnboardingView
from bot.services.members.settings import SchemeChoice, SchemeSettings, SettingsView
from bot.services.record.card_view import CardView, NoteView, OpeningDoubt
from bot.services.record.home_parts import HomeEntries
from bot.services.schemes.assessment import Worth, entry_facts
from bot.services.schemes.outcome_facts import outcomes_of
from bot.services.schemes.qualities import NamedEntry, QualitiesView
from bot.services.schemes.registration_facts import Registered
from bot.services.schemes.standings import SchemeStanding
from bot.services.sharing.home_parts import HomeSharing
from storage.row_types import (
    AccessRecord,
    CoachSuggestionRecord,
    EnrolmentRecord,
    EntryRecord,
    JobRoleRecord,
    MemberRecord,
    NudgeRecord,
    TeamLinkRecord,
)

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 10, tzinfo=UTC)
CYCLE_START = date(2025, 6, 1)


@cache
def packs() -> dict[str, Pack]:
    return dict(load_packs())


def entry(**changes: Any) -> EntryRecord:
    made = EntryRecord(
        id=12,
        member_id=1,
        status="draft",
        version=1,
        title="High voltage isolation course",
        start_date=date(2026, 11, 20),
        end_date=date(2026, 11, 20),
        minutes=120,
        type="short course",
        formality="formal",
        provider="Bosch",
        reflect=None,
        plan=None,
        act=None,
        evaluate=None,
        private_stages=(),
        account=None,
        provenance={},
        in_opening={},
        source_text="2h high voltage isolation course at Bosch yesterday",
        source_channel="D1",
        source_ts="1.1",
        created_at=NOW,
        changed_at=NOW,
        logged_at=None,
        kept_whole=False,
        split_by_day=True,
    )
    return replace(made, **changes)


def member(**changes: Any) -> MemberRecord:
    made = MemberRecord(
        id=1,
        slack_id="U1",
        name="Priya Nair",
        kind="person",
        deactivated=False,
        slack_admin=False,
        slack_tz="Europe/London",
        tz=None,
        im_channel="D1",
        work_days="01234",
        work_start=540,
        work_end=1020,
        country="GB-ENG",
        cadence="light",
        private_reflections=False,
        paused_until=None,
        snoozed_until=None,
        onboarding="done",
        first_seen_at=NOW,
        profile_at=NOW,
        last_active_at=NOW,
        old_answers_shown=True,
        kept_whole_told=True,
        chain_length=0,
        chain_head="",
    )
    return replace(made, **changes)


def enrolment(pack: str = "imi-register", **changes: Any) -> EnrolmentRecord:
    made = EnrolmentRecord(
        id=7,
        member_id=1,
        pack=pack,
        enrolled_on=CYCLE_START,
        ended_on=None,
        cycle_start=CYCLE_START,
        joined_on=None,
        category="",
        grade=None,
        opening_cycle=0,
        opening_year=0,
        opening_on=CYCLE_START,
        opening_declined=False,
        outcomes={},
    )
    return replace(made, **changes)


def _facts(record: EnrolmentRecord) -> EnrolmentFacts:
    opening = None
    if record.opening_on is not None:
        opening = OpeningBalance(record.opening_on, record.opening_cycle or 0, record.opening_year)
    return EnrolmentFacts(
        pack=record.pack,
        enrolled_on=record.enrolled_on,
        cycle_start=record.cycle_start,
        opening=opening,
        opening_answer="given" if opening else "declined",
        outcomes=outcomes_of(record),
        category=record.category,
    )


def worth(
    of: EntryRecord,
    enrolments: Sequence[EnrolmentRecord],
    links: int = 0,
    rules: Pack | None = None,
) -> Any:
    own = packs() if rules is None else {**packs(), rules.name: rules}
    return tuple(
        Worth(
            one.id,
            one.pack,
            scheme_title(own[one.pack].title, one.category),
            assess(
                entry_facts(of, scheme=one.scheme, evidence=links, roles=(JOB,), today=TODAY),
                _facts(one),
                own[one.pack],
            ),
            own[one.pack].account,
        )
        for one in enrolments
    )


FRAMEWORK = Framework(
    pack="imi-techsafe",
    category="ADAS",
    version="2026.1",
    source="a framework document",
    checked_on=date(2026, 11, 1),
    valid_from=date(2026, 1, 1),
    subjects=(
        Subject("ownword ownword", 20, "hours"),
        Subject("ownword", 420, "hours"),
        Subject("ownword ownword ownword", 125, "credits"),
    ),
)
"""One whose subjects are named in a document's own words."""


@cache
def techsafe(*frameworks: Framework) -> Pack:
    """TechSafe with frameworks that were loaded for it."""
    return replace(packs()["imi-techsafe"], frameworks=frameworks or (FRAMEWORK,))


JOB = JobRoleRecord(id=1, title="vehicle technician", from_date=date(2020, 1, 1), to_date=None)


def card_view(
    of: EntryRecord | None = None,
    *,
    enrolments: Sequence[EnrolmentRecord] | None = None,
    asked: bool = True,
    rules: Pack | None = None,
    **changes: Any,
) -> CardView:
    of = of or entry()
    links = len(changes.get("links", ()))
    values = worth(of, [enrolment()] if enrolments is None else enrolments, links, rules)
    facts = Facts(
        planned=of.status == "planned",
        missing=frozenset(q for one in values for q in one.assessment.missing_questions),
        filled=frozenset(s for s in ("reflect", "plan", "act", "evaluate") if getattr(of, s)),
    )
    made = CardView(
        entry=of,
        links=(),
        worth=values,
        question=question(needed_questions(facts)[0], facts)
        if asked and needed_questions(facts)
        else None,
        by_modal=False,
        problems=(),
        doubts=(),
        today=TODAY,
    )
    return replace(made, **changes)


def put(question_id: Any, **facts: Any) -> Question:
    return question(question_id, Facts(**facts))


def scheme_standing(
    pack: str = "imi-register",
    *,
    cycle: int = 3300,
    year: int = 800,
    today: date = TODAY,
    of: EnrolmentRecord | None = None,
    rules: Pack | None = None,
    also_in: tuple[str, ...] = (),
    **totals: Any,
) -> SchemeStanding:
    """A standing worked out by policy; `cycle` and `year` are hundredths of a credit. `rules` are
    those of another pack than the one that is shipped. `also_in` are other categories of the
    scheme.
    """
    record = of or enrolment(pack)
    own = rules or packs()[record.pack]
    sums = Totals(cycle_weight=cycle * 60, year_weight=year * 60, **totals)
    others = tuple(OtherCategory(name, record.enrolled_on) for name in also_in)
    facts = _facts(record)
    if others:
        facts = replace(facts, category=record.category, other_categories=others)
    found = standing(sums, facts, today, own, WorkplaceSettings())
    return SchemeStanding(record, own.title, found, bool(qualities_in(own, today)))


def qualities_view(**changes: Any) -> QualitiesView:
    """A record in which one entry shows the first of CMI's qualities, and nothing else."""
    names = qualities_in(packs()["cmi"], TODAY)
    made = QualitiesView(
        enrolment_id=8,
        title="CMI",
        source="CMI CPD Policy, qualities 1 to 6",
        today=TODAY,
        lines=(
            QualityShown(names[0], "shown", 12),
            *(QualityShown(name, "not yet") for name in names[1:]),
        ),
        step=Step("personalised", "answer", 12, "use"),
        any_entry=True,
        entries={12: NamedEntry("Coaching workshop", date(2026, 11, 20))},
        grade=None,
        sampling=sampling(packs()["cmi"], None, TODAY),
    )
    return replace(made, **changes)


def note_view(card: CardView, **changes: Any) -> NoteView:
    made = NoteView(
        card=card, live=True, may_ask_more=card.question is None, standings=(scheme_standing(),)
    )
    return replace(made, **changes)


def manager(name: str = "Alex Reed") -> ManagerView:
    link = TeamLinkRecord(3, 1, 2, "active", "member", None, NOW, NOW)
    return ManagerView(link, name, "U2")


def registration_event(
    state: RegistrationWord, on: date = date(2026, 3, 3), **changes: Any
) -> RegistrationEvent:
    """What the member told of the IMI register."""
    told = RegistrationEvent(state, "imi-register", None, on, "member", NOW)
    return replace(told, **changes)


def removed_from(
    one: SchemeStanding, *, recognition: bool = False, lacks: tuple[str, ...] = ()
) -> SchemeStanding:
    """The same of somebody who was removed; `lacks`: from another scheme, which it needs."""
    events = () if lacks else (registration_event("removed"),)
    state = registration_on(events, "imi-register", None, TODAY)
    return replace(one, registered=Registered(state, recognition, lacks))


def scheme_settings(of: EnrolmentRecord | None = None, **changes: Any) -> SchemeSettings:
    of = of or enrolment()
    pack = packs()[of.pack]
    made = SchemeSettings(
        of,
        pack.title,
        pack.body,
        has_cycle=of.pack != "cmi",
        has_target=of.pack != "cmi",
        has_account=of.pack.startswith("imi"),
        began=date(2025, 6, 1),
        year_began=date(2026, 6, 1),
        last_day=date(2028, 5, 31),
        registration_words=words_of(pack, TODAY),
    )
    return replace(made, **changes)


def settings_view(**changes: Any) -> SettingsView:
    made = SettingsView(
        member=member(),
        schemes=(scheme_settings(),),
        offered=(SchemeChoice("cmi", "CMI", "Chartered Management Institute"),),
        job=JOB,
        jobs=(JOB,),
        manager=manager(),
        country="England",
        paused_until=None,
        snoozed_until=None,
        today=TODAY,
    )
    return replace(made, **changes)


NO_QUESTION = OnboardingView("done", None, None, 0, (), (), TODAY)


def home_view(**changes: Any) -> HomeView:
    """A Home of these parts; what belongs to the entries is named as there."""
    entries = HomeEntries(
        drafts=(card_view(),),
        draft_count=1,
        waiting=(),
        planned=(),
        recent=(card_view(entry(id=13, status="logged", evaluate=OWN_LINE), asked=False),),
        logged_count=1,
        quiet_until_opened=False,
    )
    of_entries = {
        one.name: changes.pop(one.name) for one in fields(HomeEntries) if one.name in changes
    }
    parts = {
        "standings": (scheme_standing(),),
        "entries": replace(entries, **of_entries),
        "write_ups": (),
        "quiet_about": (),
        "source_waiting": (),
        "sharing": HomeSharing((), (), TODAY),
        "audits": Audits(),
        "body_audits": (),
        "looks": (AccessRecord(2, "Alex Reed", "team", NOW),),
        "job": JOB,
        "manages": 0,
        "is_administrator": False,
        "settings": settings_view(),
        "onboarding": NO_QUESTION,
    }
    assert changes.keys() <= parts.keys()
    return HomeView({**parts, **changes})


OWN_LINE = "proving dead before touching the pack, I do EV battery swaps now"


def nudge_record(kind: str, **changes: Any) -> NudgeRecord:
    made = NudgeRecord(
        id=5,
        member_id=1,
        kind=kind,
        period="x",
        budget_week=None,
        enrolment_id=7,
        entry_id=12,
        values={},
        at=NOW,
        delivered_at=None,
        cancelled=False,
        snoozed=False,
    )
    return replace(made, **changes)


def doubt(credits: int = 2500) -> OpeningDoubt:
    return OpeningDoubt("imi-register", "IMI register", credits)


def suggestion(**changes: Any) -> CoachSuggestionRecord:
    """A wording that the coach offers."""
    given: dict[str, Any] = {
        "id": 7,
        "member_id": 1,
        "entry_id": 12,
        "kind": "wording",
        "about": "evaluate",
        "state": "offered",
        "in_modal": False,
        "original": "i now prove dead befor touching the pack",
        "sent": 'Answer with JSON.\n\n{"text": "i now prove dead befor touching the pack"}',
        "words": "I now prove dead before touching the pack.",
        "prompt": "wording-1",
        "model": "tiny",
        "asked_at": NOW,
        "real_at": NOW,
        "feedback": None,
        "reason": "",
    }
    return CoachSuggestionRecord(**(given | changes))
