"""Forms submitted in a member context: what was typed is kept, mistakes stand by their input."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.conversation.problems import Problem
from bot.services.context.member_context import Actor, MemberContext, Origin
from bot.services.context.people import know
from bot.services.context.profiles import Profile
from bot.services.data_rights.erasure import erasure_view
from bot.services.dispatch import Mistaken
from bot.services.members import actions as members
from bot.services.members.settings import enrol, schemes_of, settings_view
from bot.services.record import actions as record
from bot.ui.data_rights.erase_form import erase_modal
from bot.ui.kit import pages
from bot.ui.kit.blocks import View
from bot.ui.members.scheme_forms import cycle_modal, opening_modal, scheme_modal
from bot.ui.members.settings_forms import job_modal, nudges_modal, privacy_modal, working_time_modal
from bot.ui.record.answer_form import answer_modal
from bot.ui.record.capture_form import log_modal
from bot.ui.record.edit_form import edit_modal
from bot.ui.record.new_date_form import new_date_modal
from storage.engine.database import Database
from storage.row_types import EntryRecord
from tests.services.harness import TEAM, ServiceHarness
from tests.unit.ui.builders import TODAY, entry, put
from tests.unit.ui.form_builders import submitted
from tests.unit.ui.strategies import entries

CONTENT = (
    "title",
    "start_date",
    "end_date",
    "minutes",
    "type",
    "formality",
    "provider",
    "reflect",
    "plan",
    "act",
    "evaluate",
)
"""What somebody can write into an entry."""


class Submitting:
    """A member context of Ana's, of which nothing is kept."""

    def __init__(self, harness: ServiceHarness) -> None:
        self._house = harness
        self._visits = count(1)

    @contextmanager
    def open(self) -> Iterator[MemberContext]:
        origin = Origin(f"click:{next(self._visits)}")
        with self._house.contexts.open(Actor(TEAM, "UANA"), origin) as ctx:
            know(ctx, Profile("Ana", "Europe/London", "person", deactivated=False, is_admin=False))
            yield ctx

    def add(self, ctx: MemberContext, of: EntryRecord) -> EntryRecord:
        """An entry with that content."""
        made = ctx.work.entries.add(
            ctx.member.id,
            of.status,
            ctx.now,
            source_key=None,
            **{name: getattr(of, name) for name in CONTENT},
        )
        assert made is not None
        return made

    def edited(self, of: EntryRecord, **typed: Any) -> dict[str, Any]:
        """What submitting an entry's form has changed in it, by column. Raises Mistaken."""
        with self.open() as ctx:
            before = self.add(ctx, of)
            submitted(edit_modal(before), **typed).do(ctx)
            after = ctx.work.entries.get(before.id, ctx.member.id)
        assert after is not None
        return {
            name: getattr(after, name)
            for name in CONTENT
            if getattr(after, name) != getattr(before, name)
        }


def refused(ctx: MemberContext, view: View, **typed: Any) -> dict[str, str]:
    """What the person reads beside the inputs of a form that is not taken."""
    with pytest.raises(Mistaken) as mistaken:
        submitted(view, **typed).do(ctx)
    return pages.mistakes(mistaken.value)


@pytest.fixture
def ana(sqlite_url: str) -> Iterator[Submitting]:
    database = Database(sqlite_url)
    yield Submitting(ServiceHarness(database))
    database.close()


# An entry's form


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(of=entries(st.just("draft")))
def test_a_form_left_as_it_was_changes_nothing(ana: Submitting, of: EntryRecord) -> None:
    """Whatever stands in the entry: a long title, odd characters, thousands of hours."""
    ordinary = replace(
        of,
        start_date=date(2023, 11, 1),
        end_date=date(2026, 11, 20),
        title=f"A {of.title or ''}",
    )
    changes = ana.edited(ordinary)
    assert {name for name in changes if (getattr(ordinary, name) or "").strip()} == set()


def test_what_was_changed_stands_in_the_entry(ana: Submitting) -> None:
    changes = ana.edited(
        entry(),
        title="EV isolation",
        from_date="2026-11-18",
        to_date="2026-11-19",
        duration="1h30",
        type="seminar",
        formality="informal",
        provider="",
        evaluate="I isolate first now",
    )
    assert changes == {
        "title": "EV isolation",
        "start_date": date(2026, 11, 18),
        "end_date": date(2026, 11, 19),
        "minutes": 90,
        "type": "seminar",
        "formality": "informal",
        "provider": None,
        "evaluate": "I isolate first now",
    }


def test_what_is_not_said_any_more_is_taken_out(ana: Submitting) -> None:
    changes = ana.edited(
        entry(), duration="", type=record.NOT_SAID, formality=record.NOT_SAID, provider=""
    )
    assert changes == {"minutes": None, "type": None, "formality": None, "provider": None}


MISTAKES: dict[str, tuple[dict[str, Any], str, str]] = {
    "no title": ({"title": "  "}, "title", "Say in a few words what it was."),
    "emoji alone": ({"title": "🚗"}, "title", "Say in a few words what it was."),
    "no day": ({"from_date": None}, "from_date", "Choose"),
    "ends before it begins": ({"to_date": "2026-11-01"}, "to_date", "before the first day"),
    "still to come": ({"from_date": "2026-12-24"}, "from_date", "24 Dec 2026 is still to come"),
    "1926": ({"from_date": "1926-05-01"}, "from_date", "too long ago"),
    "30 h on one day": ({"duration": "30h"}, "duration", "more than those days hold"),
    "no length": ({"duration": "a while"}, "duration", "length"),
    "zero": ({"duration": "0"}, "duration", "no time at all"),
}


@pytest.mark.parametrize(("typed", "field", "words"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_stands_beside_its_input(
    ana: Submitting, typed: dict[str, Any], field: str, words: str
) -> None:
    with pytest.raises(Mistaken) as mistaken:
        ana.edited(entry(), **typed)
    said = pages.mistakes(mistaken.value)
    assert set(said) == {field}
    assert words in said[field]


def test_several_mistakes_are_told_together(ana: Submitting) -> None:
    with pytest.raises(Mistaken) as mistaken:
        ana.edited(entry(), title="", from_date="2026-12-24", duration="a while")
    assert set(pages.mistakes(mistaken.value)) == {"title", "from_date", "duration"}


def test_a_length_that_other_days_no_longer_hold_is_a_mistake(ana: Submitting) -> None:
    long = entry(start_date=date(2026, 11, 16), end_date=date(2026, 11, 20), minutes=2400)
    with pytest.raises(Mistaken) as mistaken:
        ana.edited(long, from_date="2026-11-20", to_date=None)
    assert "more than those days hold" in pages.mistakes(mistaken.value)["duration"]


def test_a_plan_may_lie_ahead(ana: Submitting) -> None:
    plan = entry(status="planned", start_date=date(2026, 12, 1), end_date=date(2026, 12, 1))
    assert ana.edited(plan, from_date="2026-12-24") == {
        "start_date": date(2026, 12, 24),
        "end_date": date(2026, 12, 24),
    }


def test_words_too_long_for_a_form_are_left_alone(ana: Submitting) -> None:
    assert ana.edited(entry(evaluate="x" * 5000), title="EV isolation") == {"title": "EV isolation"}


def test_a_title_shown_cut_short_and_left_alone_is_no_change(ana: Submitting) -> None:
    assert ana.edited(entry(title="battery " * 1500), provider="Bosch UK") == {
        "provider": "Bosch UK"
    }


# Answers, and a plan's new day


def test_a_private_answer_goes_into_its_stage_and_is_marked(ana: Submitting) -> None:
    with ana.open() as ctx:
        made = ana.add(ctx, entry())
        view = answer_modal(made.id, put("evaluate"))
        submitted(view, words=" proving dead first ").do(ctx)
        answered = ctx.work.entries.get(made.id, ctx.member.id)
    assert answered is not None
    assert (answered.evaluate, answered.private_stages) == ("proving dead first", ("evaluate",))


@pytest.mark.parametrize(
    ("question", "words", "said"),
    [
        ("evaluate", "🙂", "I found no words in that."),
        ("minutes", "ages", "length"),
        ("minutes", "30 h", "more than those days hold"),
        ("date", "31 November 2026", "does not exist"),
    ],
)
def test_an_answer_that_cannot_be_read_keeps_the_modal_open(
    ana: Submitting, question: Any, words: str, said: str
) -> None:
    with ana.open() as ctx:
        made = ana.add(ctx, entry(start_date=TODAY, end_date=TODAY))
        mistakes = refused(ctx, answer_modal(made.id, put(question)), words=words)
    assert said in mistakes["words"]


@pytest.mark.parametrize(
    ("day", "said"),
    [(None, "Choose"), ("2026-01-02", "passed")],
)
def test_a_plan_moves_to_a_day_ahead_and_to_no_other(
    ana: Submitting, day: str | None, said: str
) -> None:
    plan = entry(status="planned", start_date=TODAY, end_date=TODAY)
    with ana.open() as ctx:
        made = ana.add(ctx, plan)
        view = new_date_modal(made, TODAY)
        submitted(view, from_date="2026-12-24").do(ctx)
        moved = ctx.work.entries.get(made.id, ctx.member.id)
        mistakes = refused(ctx, view, from_date=day)
    assert moved is not None
    assert (moved.start_date, moved.status) == (date(2026, 12, 24), "planned")
    assert set(mistakes) == {"from_date"}
    assert said in mistakes["from_date"]


# Logging


def test_the_log_form_makes_a_draft_of_the_sentence_and_what_was_set_beside_it(
    ana: Submitting,
) -> None:
    with ana.open() as ctx:
        submitted(
            log_modal(),
            sentence="1h isolation course at Bosch yesterday",
            from_date="2026-11-18",
            duration="2h",
        ).do(ctx)
        draft = ctx.work.entries.newest_open(ctx.member.id)
    assert draft is not None
    assert (draft.title, draft.provider) == ("Isolation course", "Bosch")
    assert (draft.start_date, draft.end_date, draft.minutes) == (
        date(2026, 11, 18),
        date(2026, 11, 18),
        120,
    )


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"sentence": "…"}, "sentence"),
        ({"sentence": ""}, "sentence"),
        ({"sentence": "a course", "from_date": "1926-05-01"}, "from_date"),
        ({"sentence": "a course", "duration": "a while"}, "duration"),
        ({"sentence": "a course", "from_date": "2026-11-20", "duration": "30h"}, "duration"),
    ],
)
def test_the_log_form_needs_words_and_takes_no_wrong_details(
    ana: Submitting, typed: dict[str, str], field: str
) -> None:
    with ana.open() as ctx:
        assert set(refused(ctx, log_modal(), **typed)) == {field}


# Settings


@pytest.fixture
def ctx(ana: Submitting) -> Iterator[MemberContext]:
    """Ana's context; she is in the IMI register."""
    with ana.open() as ctx:
        enrol(ctx, "imi-register")
        yield ctx


def test_a_cycle_start_may_be_not_known_yet(ctx: MemberContext) -> None:
    [scheme] = schemes_of(ctx)
    view = cycle_modal(scheme)
    assert set(refused(ctx, view)) == {"cycle_start"}
    submitted(view, cycle_start="2025-06-01").do(ctx)
    assert schemes_of(ctx)[0].enrolment.cycle_start == date(2025, 6, 1)
    submitted(cycle_modal(schemes_of(ctx)[0]), cycle_unknown=["unknown"]).do(ctx)
    assert schemes_of(ctx)[0].enrolment.cycle_start is None


def test_an_opening_balance_is_read_in_hundredths(ctx: MemberContext) -> None:
    submitted(cycle_modal(schemes_of(ctx)[0]), cycle_start="2025-06-01").do(ctx)
    view = opening_modal(schemes_of(ctx)[0])
    wrong = refused(ctx, view, opening_cycle="many", opening_year="6")
    assert wrong == {"opening_cycle": "Give it as a number, such as 31 or 31.5."}
    assert set(refused(ctx, view, opening_cycle="x", opening_year="y")) == {
        "opening_cycle",
        "opening_year",
    }
    submitted(view, opening_cycle="31.5", opening_year="6").do(ctx)
    enrolment = schemes_of(ctx)[0].enrolment
    assert (enrolment.opening_cycle, enrolment.opening_year) == (3150, 600)


def test_a_scheme_has_to_be_chosen(ana: Submitting) -> None:
    with ana.open() as ctx:
        view = scheme_modal(settings_view(ctx).offered)
        assert set(refused(ctx, view)) == {"scheme"}
        submitted(view, scheme=["imi-register", "cmi"]).do(ctx)
        assert {one.enrolment.pack for one in schemes_of(ctx)} == {"imi-register", "cmi"}


def test_working_time_until_midnight_stays_so(ana: Submitting) -> None:
    with ana.open() as ctx:
        view = working_time_modal(ctx.member, "England")
        submitted(view, work_end="23:59", work_days=["5", "6"]).do(ctx)
        assert (ctx.member.work_end, ctx.member.work_days) == (1440, "56")
        submitted(working_time_modal(ctx.member, "England")).do(ctx)
        assert (ctx.member.work_start, ctx.member.work_end) == (540, 1440)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"work_start": "17:00", "work_end": "09:00"}, "work_end"),
        ({"work_start": "09:00", "work_end": "09:00"}, "work_end"),
        ({"work_start": None}, "work_start"),
        ({"work_end": None}, "work_end"),
        ({"work_days": []}, "work_days"),
    ],
)
def test_working_hours_that_cannot_be_are_a_mistake(
    ana: Submitting, typed: dict[str, Any], field: str
) -> None:
    with ana.open() as ctx:
        assert set(refused(ctx, working_time_modal(ctx.member, None), **typed)) == {field}


def test_settings_left_as_they_were_stay_the_same(ana: Submitting) -> None:
    with ana.open() as ctx:
        members.SetCadence("cycle_end").do(ctx)
        members.SetPrivacy(private=True).do(ctx)
        before = ctx.member
        submitted(nudges_modal(ctx.member)).do(ctx)
        submitted(privacy_modal(ctx.member)).do(ctx)
        submitted(working_time_modal(ctx.member, None)).do(ctx)
        assert (ctx.member.cadence, ctx.member.private_reflections) == ("cycle_end", True)
        assert (ctx.member.work_start, ctx.member.work_end, ctx.member.work_days) == (
            before.work_start,
            before.work_end,
            before.work_days,
        )


def test_a_job_needs_a_title_and_a_day(ana: Submitting) -> None:
    with ana.open() as ctx:
        view = job_modal(None, TODAY)
        assert set(refused(ctx, view)) == {"job"}
        assert set(refused(ctx, view, job="Technician", job_from=None)) == {"job_from"}
        submitted(view, job="Technician", job_from="2020-01-01").do(ctx)
        [job] = ctx.work.members.job_roles(ctx.member.id)
    assert (job.title, job.from_date) == ("Technician", date(2020, 1, 1))


def test_the_words_to_erase_with_have_to_be_typed(ana: Submitting) -> None:
    with ana.open() as ctx:
        ana.add(ctx, entry())
        assert set(refused(ctx, erase_modal(erasure_view(ctx)))) == {"confirmation"}


def test_a_day_before_today_or_the_same_is_no_plan_ahead(ana: Submitting) -> None:
    plan = entry(status="planned", start_date=TODAY, end_date=TODAY)
    yesterday = TODAY - timedelta(days=1)
    assert ana.edited(plan, from_date=yesterday.isoformat()) == {
        "start_date": yesterday,
        "end_date": yesterday,
    }


def test_a_days_examples_stay_right_whatever_the_year() -> None:
    [block] = answer_modal(12, put("date"))["blocks"]
    for said in (block["hint"]["text"], Problem("unreadable_date", "start", "").sentence):
        assert "20 Nov" in said
        assert "20 Nov 20" not in said
