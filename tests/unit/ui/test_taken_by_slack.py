"""Whatever people write, every message and view is one that Slack takes, and keeps to itself
what they reflected.
"""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.conversation.dialogue_questions import QUESTION_IDS
from bot.conversation.problems import PROBLEM_KINDS, Problem
from bot.policy.vocabulary import NUDGE_KINDS, STAGES, Stage
from bot.services.admin.members import MemberRow, MemberScheme, MembersPage
from bot.services.admin.roles import Administrator
from bot.services.admin.rules import DecidedRule, OpenRule, RulesView
from bot.services.data_rights.erasure import ErasureView
from bot.services.members.onboarding import OnboardingView
from bot.services.members.settings import SchemeChoice
from bot.services.nudges.sent_nudges import AfterNudge, Became
from bot.services.record.card_view import CardView
from bot.services.record.legacy_answers import OldAnswer
from bot.services.teams.links import LinkView
from bot.services.teams.team_view import Asker, TeamPage, TeamRow, TeamStanding
from bot.ui.admin import lists
from bot.ui.admin.rule_form import rule_modal
from bot.ui.data_rights.erase_form import erase_modal
from bot.ui.data_rights.notices import record_erased
from bot.ui.kit.blocks import Content, View
from bot.ui.kit.info_modal import aside
from bot.ui.kit.message_renderers import erased
from bot.ui.kit.said import said
from bot.ui.kit.sentences import sentences
from bot.ui.members.help import help_page, more_help
from bot.ui.members.help_form import help_modal
from bot.ui.members.home import home
from bot.ui.members.notices import member_stuck
from bot.ui.members.onboarding import welcome
from bot.ui.members.scheme_forms import cycle_modal, joined_modal, opening_modal, scheme_modal
from bot.ui.members.settings import settings as settings_page
from bot.ui.members.settings_forms import (
    job_modal,
    manager_modal,
    nudges_modal,
    privacy_modal,
    working_time_modal,
)
from bot.ui.nudges import nudge_texts
from bot.ui.nudges.write_up_form import write_up_modal
from bot.ui.record import ambiguity_questions, offer_messages
from bot.ui.record.answer_form import answer_modal
from bot.ui.record.capture_form import draft_made, log_modal
from bot.ui.record.card import card
from bot.ui.record.edit_form import edit_modal
from bot.ui.record.entry_list import entry_list
from bot.ui.record.legacy_answers import old_answers
from bot.ui.record.new_date_form import new_date_modal
from bot.ui.record.note import note
from bot.ui.schemes.status import status
from bot.ui.teams import notices as team_notices
from bot.ui.teams.team_view import reminded, team
from sandbox.refusals import check_message, check_view
from storage.row_types import AccessRecord, EnrolmentRecord
from tests import properties
from tests.unit.ui.builders import (
    JOB,
    NOW,
    TODAY,
    card_view,
    doubt,
    enrolment,
    entry,
    home_view,
    manager,
    member,
    note_view,
    nudge_record,
    put,
    scheme_settings,
    scheme_standing,
    settings_view,
    suggestion,
)
from tests.unit.ui.strategies import SECRET, entries, words

SCHEMES: tuple[EnrolmentRecord, ...] = (
    enrolment(),
    enrolment("cmi", id=8, cycle_start=None),
    enrolment("imi-techsafe", id=9),
    enrolment("generic-30-90", id=10, opening_on=TODAY, opening_cycle=2500, opening_year=600),
)
TIMES = (datetime(2026, 11, 24, 9, tzinfo=UTC), datetime(2026, 11, 26, 15, tzinfo=UTC))
some_schemes = st.lists(st.sampled_from(SCHEMES), unique_by=lambda one: one.id, max_size=4)
questions = st.sampled_from(QUESTION_IDS)
examples = settings(
    max_examples=properties.examples(60),
    suppress_health_check=[HealthCheck.too_slow],
    deadline=None,
)


def taken(content: Content) -> None:
    payload = {"text": content.text, "blocks": json.loads(json.dumps(list(content.blocks)))}
    assert check_message(payload, update=True) is None
    assert content.text.strip()
    _ids_of_ours(payload["blocks"])


def _ten_of(view: CardView) -> list[CardView]:
    return [replace(view, entry=replace(view.entry, id=number)) for number in range(10)]


def view_taken(view: View) -> None:
    view = json.loads(json.dumps(view))
    assert check_view(view, surface=view["type"]) is None
    _ids_of_ours(view["blocks"])


def _ids_of_ours(blocks: Iterable[dict[str, Any]]) -> None:
    assert all(block.get("block_id") for block in blocks)


def keeps_to_itself(shown: object) -> None:
    assert SECRET not in json.dumps(shown, ensure_ascii=False, default=str)


@examples
@given(entries(), some_schemes, questions, words, st.booleans())
def test_cards_and_notes(
    of: Any, schemes: list[EnrolmentRecord], question: Any, said_words: str, by_modal: bool
) -> None:
    view = card_view(
        of,
        enrolments=schemes,
        question=put(question, planned=of.status == "planned"),
        by_modal=by_modal,
        problems=tuple(Problem(kind, "minutes", said_words) for kind in PROBLEM_KINDS[:2]),
        doubts=(doubt(),),
        links=("https://a.example",) * 3,
    )
    standings = tuple(scheme_standing(of=one) for one in schemes)
    for shown in (
        card(view),
        card(replace(view, question=None, problems=(), doubts=())),
        note(note_view(view, standings=standings)),
        note(note_view(view, standings=standings, live=False)),
        note(note_view(replace(view, question=None, problems=()), standings=standings)),
        entry_list(_ten_of(view), year=2026, page=1, count=99),
    ):
        taken(shown)
        keeps_to_itself(shown)


@examples
@given(
    st.lists(entries(st.just("draft")), max_size=5, unique_by=lambda one: one.id),
    st.lists(entries(st.just("planned")), max_size=5, unique_by=lambda one: one.id),
    st.lists(entries(st.sampled_from(["logged", "withdrawn"])), max_size=8),
    some_schemes,
    words,
)
def test_home(
    drafts: Any, planned: Any, recent: Any, schemes: list[EnrolmentRecord], name: str
) -> None:
    recent = list({one.id: one for one in recent}.values())
    taken_ids = {one.id for one in (*drafts, *planned)}
    recent = [one for one in recent if one.id not in taken_ids]
    planned = [one for one in planned if one.id not in {draft.id for draft in drafts}]
    settings_of = settings_view(
        schemes=tuple(scheme_settings(one) for one in schemes),
        manager=manager(name),
        country=name or None,
        job=None,
        paused_until=TODAY + timedelta(days=3),
    )
    view = home_view(
        standings=tuple(scheme_standing(of=one) for one in schemes),
        drafts=tuple(card_view(one, enrolments=schemes) for one in drafts),
        draft_count=len(drafts) + 3,
        waiting=tuple(
            card_view(replace(one, status="logged", id=one.id + 2**40), enrolments=schemes)
            for one in drafts[:3]
        ),
        planned=tuple(planned),
        recent=tuple(card_view(one, enrolments=schemes, asked=False) for one in recent),
        logged_count=2345,
        looks=(AccessRecord(2, name, "team", NOW),) * 5,
        manages=3,
        is_administrator=True,
        settings=settings_of,
        onboarding=onboarding("opening"),
    )
    shown = home(view)
    view_taken(shown)
    assert shown["blocks"][-1]["block_id"] == "home:looks"  # nothing is cut off
    keeps_to_itself(shown)


def onboarding(step: Any) -> OnboardingView:
    return OnboardingView(
        step=step,
        about=scheme_settings() if step in ("cycle_start", "opening") else None,
        number=1,
        count=4,
        offered=(SchemeChoice("cmi", "CMI", "Chartered Management Institute"),),
        schemes=(scheme_settings(),),
        today=TODAY,
    )


def test_onboarding_at_every_step() -> None:
    for step in ("scheme", "cycle_start", "job", "opening", "manager", "done"):
        taken(welcome(onboarding(step)))


@examples
@given(words, some_schemes)
def test_settings_status_and_help(name: str, schemes: list[EnrolmentRecord]) -> None:
    standings = [scheme_standing(of=one) for one in schemes]
    taken(status(standings))
    taken(help_page(standings))
    taken(help_page())
    taken(more_help(administrator=True))
    taken(draft_made("U0BOT"))
    taken(
        settings_page(
            settings_view(
                schemes=tuple(scheme_settings(one) for one in schemes),
                manager=manager(name),
                snoozed_until=TODAY,
            )
        )
    )


@examples
@given(entries(), st.sampled_from(NUDGE_KINDS), st.sampled_from(SCHEMES), words)
def test_nudges(of: Any, kind: str, scheme: EnrolmentRecord, name: str) -> None:
    view = nudge_texts.NudgeView(
        today=TODAY,
        standing=scheme_standing(of=scheme),
        named=True,
        entries=[of] if kind != "planned" else [of, entry(id=2**41, status="planned")],
        manager_name=name,
        times=TIMES,
    )
    for turn in range(3):
        shown = nudge_texts.nudge(nudge_record(kind), replace(view, turn=turn))
        taken(shown)
        keeps_to_itself(shown)
    for what in get_args(AfterNudge):
        became = Became(what, until=TODAY, at=TIMES[0])
        shown = nudge_texts.nudge(nudge_record(kind), replace(view, became=became))
        taken(shown)
        keeps_to_itself(shown)
    taken(nudge_texts.nudge(nudge_record(kind), nudge_texts.NudgeView(TODAY)))
    taken(nudge_texts.snoozed(TODAY))


@examples
@given(st.lists(words, min_size=0, max_size=10), some_schemes)
def test_a_team(names: list[str], schemes: list[EnrolmentRecord]) -> None:
    rows = tuple(
        TeamRow(
            member_id=index,
            slack_id=f"U{index}",
            name=name,
            standings=tuple(TeamStanding(scheme_standing(of=one), 4) for one in schemes),
            can_remind=True,
        )
        for index, name in enumerate(names)
    )
    asking = tuple(Asker(index, f"U{index}", name) for index, name in enumerate(names))
    taken(team(TeamPage(rows=rows, page=1, pages=3, people=25, asking=asking)))
    taken(reminded(names[0] if names else ""))


@examples
@given(words, words, st.sampled_from(["asked", "notifying", "active", "suspended", "ended"]))
def test_notices_and_choices(one: str, other: str, state: Any) -> None:
    view = LinkView(replace(manager().link, state=state), one, "U1", other, "U2", "U3")
    for shown in (
        team_notices.team_ask(view),
        team_notices.team_notice(view),
        team_notices.team_accepted(view),
        team_notices.team_declined(view),
        team_notices.team_disputed(view),
        member_stuck(one, other),
        erased(),
        record_erased(),
        ambiguity_questions.which(12, "key", settled=False),
        ambiguity_questions.again(12, "key", settled=False),
        ambiguity_questions.update(12, "key", settled=True),
    ):
        taken(shown)


@examples
@given(words, words)
def test_what_administrators_see(name: str, value: str) -> None:
    rule = OpenRule(
        "imi-register",
        "IMI register",
        "year.start",
        value,
        None,
        "credits",
        name,
        TODAY,
        "assumed",
        ("cycle start",),
    )
    decided = DecidedRule(
        "cmi", "CMI", "stages", value, "", "confirmed", TODAY, TODAY, name or None
    )
    taken(lists.rules(RulesView((rule,) * 20, (decided,) * 12, TODAY)))
    taken(lists.administrators([Administrator("U1", name, ("slack", "role"))] * 60))
    scheme = MemberScheme("cmi", "CMI", TODAY, None, has_cycle=False)
    row = MemberRow(
        slack_id="U1",
        name=name,
        deactivated=True,
        schemes=(scheme,) * 4,
        manager_slack_id="U2",
        link_state="asked",
    )
    rows = tuple(replace(row, slack_id=f"U{number}") for number in range(10))
    taken(lists.members(MembersPage(rows, 0, 10)))
    taken(lists.overview())
    taken(lists.role_given(said("role_given", member="U1"), "U1"))
    taken(lists.rule_decided("year.start", value))
    view_taken(rule_modal(rule, TODAY))
    view_taken(rule_modal(decided, TODAY))


@examples
@given(entries(), questions, words)
def test_modals(of: Any, question: Any, name: str) -> None:
    job = replace(JOB, title=name)
    erasure = ErasureView(
        entries=1,
        evidence=2,
        revisions=3,
        jobs=1,
        schemes=1,
        messages=4,
        access_lines=5,
        manager_name=name,
        export_under_way=False,
        files=2,
    )
    for view in (
        edit_modal(of),
        answer_modal(of.id, put(question)),
        new_date_modal(of, TODAY),
        log_modal(),
        scheme_modal(settings_view().offered),
        scheme_modal(()),
        cycle_modal(scheme_settings()),
        joined_modal(scheme_settings()),
        opening_modal(scheme_settings(SCHEMES[3])),
        job_modal(job, TODAY),
        manager_modal("U2"),
        working_time_modal(member(work_end=1440), name or None),
        nudges_modal(member()),
        privacy_modal(member(private_reflections=True)),
        help_modal(),
        write_up_modal(TODAY, nudge=5, write_up=None),
        write_up_modal(TODAY, nudge=5, write_up=None, passed=TODAY),
        write_up_modal(TODAY, nudge=None, write_up=3),
        log_modal(name),
        erase_modal(erasure),
        erase_modal(replace(erasure, export_under_way=True)),
        aside(said("already_saved")),
    ):
        view_taken(view)


def test_a_plan_for_today_says_so_and_its_notification_holds_no_title() -> None:
    plan = entry(status="planned", start_date=TODAY, end_date=TODAY, title="Forklift refresher")
    shown = nudge_texts.nudge(nudge_record("planned"), nudge_texts.NudgeView(TODAY, entries=[plan]))
    assert "Forklift" not in shown.text
    assert "Forklift refresher" in json.dumps(list(shown.blocks))


@given(entries(), st.sampled_from(NUDGE_KINDS))
def test_no_notification_holds_a_title(of: Any, kind: str) -> None:
    titled = replace(of, title="Zebra crossing seminar")
    view = card_view(titled, enrolments=[enrolment()])
    shown = [
        card(view),
        note(note_view(view)),
        nudge_texts.nudge(
            nudge_record(kind),
            nudge_texts.NudgeView(TODAY, standing=scheme_standing(), entries=[titled]),
        ),
    ]
    assert all("Zebra" not in one.text for one in shown)


def test_every_sentence_fits_a_message() -> None:
    plain = {name for name, words_ in sentences().words.items() if "{" not in words_}
    for name in plain:
        taken(said(name))


def test_somebody_under_cmi_alone_reads_of_no_credits_anywhere() -> None:
    cmi = enrolment("cmi", cycle_start=None)
    standing = scheme_standing(
        of=cmi, entries_12_months=3, last_entry=date(2026, 9, 1), without_evaluation=1
    )
    draft = card_view(enrolments=[cmi])
    saved = card_view(entry(id=13, status="logged"), enrolments=[cmi], asked=False)
    shown: list[object] = [
        card(draft),
        card(saved),
        note(note_view(draft, standings=(standing,))),
        note(note_view(saved, standings=(standing,))),
        status([standing]),
        home(
            home_view(
                standings=(standing,),
                drafts=(draft,),
                recent=(saved,),
                settings=settings_view(schemes=(scheme_settings(cmi),)),
            )
        ),
        *(
            nudge_texts.nudge(nudge_record(kind), nudge_texts.NudgeView(TODAY, standing=standing))
            for kind in ("rhythm", "missing_evaluation")
        ),
    ]
    for one in shown:
        assert "credit" not in json.dumps(one, default=str).lower()


@examples
@given(st.lists(entries(), min_size=0, max_size=5), words, st.sampled_from(STAGES), st.booleans())
def test_old_answers(of: list[Any], line: str, stage: Stage, costly: bool) -> None:
    shown = [OldAnswer(one, stage, line, 200 if costly else None) for one in of]
    taken(old_answers(shown, len(shown) + 3))


@pytest.mark.parametrize("name", sorted(offer_messages.OFFERS))
def test_offers(name: str) -> None:
    about = {"entry": 12, "title": "*x*", "day": "2026-11-27", "follow_up": 3, "turn": "event:7"}
    about |= {"pack": "imi-register", "body": "IMI", "count": 12, "cycle": 4100}
    taken(offer_messages.offer({"sentence": name, **about}))


@examples
@given(words, words, st.booleans())
def test_questions_about_a_message_and_changes(before: str, after: str, settled: bool) -> None:
    labels = ["My answer", "New entry", "Forget it"]
    several = ("ask_either", "ask_words", "ask_new", "ask_lapsed", "ask_still_held", "ask_as_above")
    for sentence in several:
        values = {"key": "held:1", "sentence": sentence, "buttons": labels, "title": before}
        taken(offer_messages.ask(values, settled=settled))
        read = suggestion(kind="sense", about="held:1", words="new_entry")
        taken(offer_messages.ask(values, settled=settled, coach=read))
    change = {"field": "title", "before": before, "after": after}
    buttons = ["Yes", "No"]
    taken(
        offer_messages.ask(
            {"key": "change:1", "change": change, "buttons": buttons}, settled=settled
        )
    )
    taken(note(note_view(card_view()), [change], "event:1"))
