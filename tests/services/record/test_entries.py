"""What becomes of an entry: one test for each rule of `bot.services.record.entries`."""

from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest

from bot.conversation.reading import Reading, read
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.members import settings
from bot.services.record import entries
from bot.services.record.answering import answer, waits_for
from bot.services.record.dialogue import dialogue_about
from bot.services.record.entries import Source
from bot.services.record.entry_changes import find, keep_problem
from storage.row_types import EntryRecord
from tests.services.harness import TODAY, ServiceHarness

IMI = "imi-register"
SENTENCE = "2h high voltage isolation course at Bosch yesterday"
ACCOUNT = "I prove dead before I touch the pack"
YESTERDAY = TODAY - timedelta(days=1)
TOMORROW = TODAY + timedelta(days=1)
LINK = "https://a.example/certificate"

_KEYS = count(1)


@pytest.fixture
def harness(sqlite_harness: ServiceHarness) -> ServiceHarness:
    """Ana is in a scheme that counts credits, with a job and nothing brought in."""
    with sqlite_harness.open() as ctx:
        settings.enrol(ctx, IMI)
        settings.set_cycle_start(ctx, IMI, date(2025, 6, 1))
        settings.set_opening(ctx, IMI, cycle=0, year=0)
        settings.set_job(ctx, "Vehicle technician", date(2020, 1, 1))
        ctx.change_member(onboarding="done")
    return sqlite_harness


def reading(ctx: MemberContext, text: str) -> Reading:
    return read(text, now=ctx.now, tz=ctx.zone, working_day=ctx.working_day)


def begun(
    harness: ServiceHarness,
    text: str = SENTENCE,
    *,
    ts: str | None = None,
    key: str = "",
    **how: Any,
) -> int:
    """The number of an entry that a message began."""
    with harness.open() as ctx:
        source = Source(key or f"key{next(_KEYS)}", text, "D1", ts)
        return entries.begin(ctx, reading(ctx, text), source, **how).id


def planned(
    harness: ServiceHarness, text: str = "plan: 3h first aid refresher on 30 November"
) -> int:
    return begun(harness, text)


def logged(harness: ServiceHarness, **content: Any) -> int:
    with harness.open() as ctx:
        return harness.logged(ctx, **content).id


def in_state(harness: ServiceHarness, status: str) -> int:
    """The number of an entry in a state."""
    if status == "planned":
        return planned(harness)
    number = begun(harness)
    for step in {
        "draft": (),
        "discarded": (entries.discard,),
        "logged": (entries.save,),
        "withdrawn": (entries.save, entries.withdraw),
    }[status]:
        done(harness, number, step)
    return number


def done(harness: ServiceHarness, number: int, step: Any, *args: Any, **how: Any) -> EntryRecord:
    """The entry after a step of its own."""
    with harness.open() as ctx:
        changed = step(ctx, find(ctx, number), *args, **how)
    assert isinstance(changed, EntryRecord)
    return changed


def refuses(harness: ServiceHarness, number: int, step: Any, *args: Any) -> str:
    """What a step is refused with; nothing of it is kept."""
    before = harness.entry(number)
    with pytest.raises(Refused) as refused, harness.open() as ctx:
        step(ctx, find(ctx, number), *args)
    assert harness.entry(number) == before
    return str(refused.value)


def assessed(harness: ServiceHarness) -> list[tuple[Any, ...]]:
    return harness.query("SELECT state, credits FROM assessment ORDER BY entry_id")


# Begun


def test_what_was_read_begins_a_draft_with_its_card_and_its_first_question(
    harness: ServiceHarness,
) -> None:
    entry = harness.entry(begun(harness, ts="1.1", key="m1"))
    assert (entry.status, entry.title, entry.provider) == (
        "draft",
        "High voltage isolation course",
        "Bosch",
    )
    assert (entry.minutes, entry.start_date, entry.end_date) == (120, YESTERDAY, YESTERDAY)
    assert (entry.source_text, entry.source_channel, entry.source_ts) == (SENTENCE, "D1", "1.1")
    assert [kind for kind, _ in harness.said()] == ["card"]
    assert harness.dialogue(entry.id).state.pending == "evaluate"


def test_the_provenance_says_which_facts_were_read_and_nothing_of_those_that_were_not(
    harness: ServiceHarness,
) -> None:
    facts = ("title", "start_date", "end_date", "minutes", "type", "formality")
    assert harness.entry(begun(harness, "2h EV course yesterday")).provenance == dict.fromkeys(
        facts, "read"
    )


def test_a_plan_that_was_read_begins_a_planned_entry(harness: ServiceHarness) -> None:
    entry = harness.entry(planned(harness))
    assert (entry.status, entry.start_date) == ("planned", date(2026, 11, 30))


@pytest.mark.parametrize(
    ("text", "stages"),
    [
        (SENTENCE, {"evaluate": "the test bench was loud"}),
        ("plan: EV course on 30 November", {"reflect": "the test bench was loud"}),
    ],
)
def test_an_account_without_a_cue_stands_where_one_like_this_is_usually_asked_for(
    harness: ServiceHarness, text: str, stages: dict[str, str]
) -> None:
    entry = harness.entry(begun(harness, text, accounts=["the test bench was loud"]))
    stood = {"reflect": entry.reflect, "evaluate": entry.evaluate}
    assert stood == {"reflect": None, "evaluate": None} | stages


def test_an_account_stands_in_the_stages_that_its_cues_tell_and_a_cause_in_reflect(
    harness: ServiceHarness,
) -> None:
    told = ["learnt to prove dead, I will check the bracket", "I use it on every EV"]
    entry = harness.entry(begun(harness, accounts=told, cause="after a comeback"))
    assert (entry.reflect, entry.plan) == ("after a comeback", "I will check the bracket")
    assert entry.evaluate == "learnt to prove dead\nI use it on every EV"
    assert entry.account is not None
    assert {"learnt", "helps", "next"} <= harness.dialogue(entry.id).facts.elements


def test_words_typed_in_a_modal_are_private_and_so_are_facts_that_came_with_them(
    harness: ServiceHarness,
) -> None:
    entry = harness.entry(begun(harness, accounts=[ACCOUNT], private=True))
    assert entry.private_stages == ("evaluate",)
    assert entry.provenance["source_text"] == "edited"


def test_who_keeps_reflections_out_of_the_conversation_has_them_private_however_they_came(
    harness: ServiceHarness,
) -> None:
    with harness.open() as ctx:
        settings.set_private_reflections(ctx, private=True)
    entry = harness.entry(begun(harness, accounts=[ACCOUNT]))
    assert entry.private_stages == ("evaluate",)
    assert "source_text" not in entry.provenance


def test_an_entry_that_has_to_wait_for_another_is_asked_nothing(harness: ServiceHarness) -> None:
    assert harness.dialogue(begun(harness, ask=False)).state.asked == ()


def test_what_one_key_begins_is_begun_once(harness: ServiceHarness) -> None:
    numbers = {begun(harness, text, key="m1") for text in (SENTENCE, "3h welding yesterday")}
    [number] = numbers
    assert harness.entry(number).minutes == 120
    assert [kind for kind, _ in harness.said()] == ["card"]


def test_links_are_kept_as_evidence_once_each(harness: ServiceHarness) -> None:
    number = begun(harness, f"{SENTENCE} {LINK} https://b.example {LINK}")
    assert harness.links(number) == [("link", LINK), ("link", "https://b.example")]


def test_what_was_said_and_cannot_stand_is_kept_beside_the_fact_that_is_missing(
    harness: ServiceHarness,
) -> None:
    number = begun(harness, "2h EV course on 31 November")
    [problem] = harness.dialogue(number).problems
    assert (problem.field, harness.entry(number).start_date) == ("start", None)
    assert "31 November" in problem.words


@pytest.mark.parametrize(
    ("text", "reckoned"),
    [
        ("1 h toolbox talk every Tuesday in October", {"times": "4"}),
        ("EV course for 2 days on 17 November", {"days": "2"}),
        (SENTENCE, {}),
    ],
)
def test_how_minutes_were_counted_stands_in_the_provenance(
    harness: ServiceHarness, text: str, reckoned: dict[str, str]
) -> None:
    found = harness.entry(begun(harness, text)).provenance
    assert {name: found[name] for name in ("times", "days") if name in found} == reckoned


def test_done_again_it_has_the_facts_of_the_last_time_and_none_of_its_words(
    harness: ServiceHarness,
) -> None:
    last = logged(harness, title="Toolbox talk", minutes=45, evaluate=ACCOUNT)
    again = done(harness, last, entries.begin_like, Source("again", "same as last week"))
    assert (again.status, again.title, again.provider, again.minutes, again.type) == (
        "draft",
        "Toolbox talk",
        "Bosch",
        45,
        "short course",
    )
    assert (again.evaluate, again.start_date) == (None, None)
    assert harness.dialogue(again.id).state.pending == "date"


def test_done_again_it_has_the_length_and_the_days_that_were_said(harness: ServiceHarness) -> None:
    last, day = logged(harness), date(2026, 11, 18)
    again = done(
        harness, last, entries.begin_like, Source("again", "x"), minutes=30, start=day, end=day
    )
    assert (again.status, again.minutes, again.start_date, again.end_date) == (
        "draft",
        30,
        day,
        day,
    )


def test_to_be_done_again_on_a_day_to_come_it_is_planned(harness: ServiceHarness) -> None:
    last, day = logged(harness), TODAY + timedelta(days=1)
    again = done(harness, last, entries.begin_like, Source("again", "x"), start=day, end=day)
    assert again.status == "planned"


@pytest.mark.parametrize("status", ["draft", "logged", "withdrawn"])
def test_an_entry_within_a_cycle_has_no_part_to_log(harness: ServiceHarness, status: str) -> None:
    number = in_state(harness, status)
    assert refuses(harness, number, entries.begin_part, Source("part", "x")) == "no_part_to_log"


def test_the_part_in_a_cycle_is_a_draft_with_its_own_days_and_the_evidence_of_the_whole(
    harness: ServiceHarness,
) -> None:
    whole = logged(harness, title="D" * 80, on=date(2022, 9, 1), until=date(2026, 6, 15))
    done(harness, whole, lambda ctx, entry: _linked(ctx, entry, LINK))
    part = done(harness, whole, entries.begin_part, Source("part", "x"))
    assert (part.status, part.start_date, part.end_date) == (
        "draft",
        date(2025, 6, 1),
        date(2026, 6, 15),
    )
    assert part.title == "D" * 74 + ", part"
    assert (part.minutes, part.evaluate, part.provenance["part_of"]) == (None, None, str(whole))
    assert harness.links(part.id) == [("link", LINK)]
    assert refuses(harness, whole, entries.begin_part, Source("p2", "x")) == "part_open_already"


def _linked(ctx: MemberContext, entry: EntryRecord, url: str) -> EntryRecord:
    ctx.work.entries.add_evidence(entry, "link", url, ctx.now)
    return entry


def test_words_that_a_member_calls_an_entry_begin_a_draft_whatever_can_be_read(
    harness: ServiceHarness,
) -> None:
    with harness.open() as ctx:
        entry = entries.begin_anyhow(ctx, Source("m1", "good lads", "D1", "1.1"))
    assert (entry.status, entry.source_text) == ("draft", "good lads")


def test_links_alone_begin_something_read_and_what_it_was_is_asked(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        source = Source("m1", f"{LINK} on 31 November", "D1", "1.1")
        entry = entries.begin_from_links(ctx, source, [LINK])
    assert (entry.status, entry.type, entry.formality) == ("draft", "reading", "informal")
    assert (entry.title, harness.links(entry.id)) == (None, [("link", LINK)])
    assert harness.dialogue(entry.id).state.pending == "title"
    assert harness.dialogue(entry.id).problems == ()


def test_text_that_tells_of_an_open_entry_fills_what_is_missing_and_changes_nothing(
    harness: ServiceHarness,
) -> None:
    number = begun(harness, "EV course at Bosch")
    with harness.open() as ctx:
        told = reading(ctx, f"3h hybrid webinar at Hella on 17 November {LINK}")
        entries.fill(ctx, find(ctx, number), told)
    entry = harness.entry(number)
    assert (entry.title, entry.provider) == ("EV course", "Bosch")
    assert (entry.minutes, entry.start_date) == (180, date(2026, 11, 17))
    assert harness.links(number) == [("link", LINK)]


def test_a_permalink_to_a_message_is_evidence_of_its_own_kind_and_is_shown(
    harness: ServiceHarness,
) -> None:
    number = begun(harness)
    harness.everything_is_sent()
    with harness.open() as ctx:
        entries.link_message(ctx, find(ctx, number), "https://slack.example/p1")
    assert harness.links(number) == [("message", "https://slack.example/p1")]
    assert harness.shown_anew() == {"card"}


# Saved


def test_a_saved_draft_is_logged_now_chained_and_assessed_and_nothing_is_asked_any_more(
    harness: ServiceHarness,
) -> None:
    number = begun(harness, accounts=["I use it on every EV battery swap that I do"])
    entry = done(harness, number, entries.save)
    assert (entry.status, entry.logged_at, entry.kept_whole) == ("logged", harness.now, False)
    assert entry.account is not None
    [(kind, content)] = harness.revisions()
    assert (kind, content["title"], content["status"]) == ("saved", entry.title, "logged")
    assert assessed(harness) == [("counted", 200)]
    assert (harness.dialogue(number).state.status, harness.dialogue(number).state.pending) == (
        "saved",
        None,
    )


def test_a_draft_that_an_earlier_release_began_counts_by_the_rules_as_they_are_once_it_is_saved(
    harness: ServiceHarness,
) -> None:
    with harness.open() as ctx:
        draft = ctx.work.entries.add(
            ctx.member.id,
            "draft",
            ctx.now,
            source_key=None,
            title="Diploma",
            start_date=YESTERDAY,
            end_date=YESTERDAY,
            kept_whole=True,
        )
    assert draft is not None
    assert not done(harness, draft.id, entries.save).kept_whole


@pytest.mark.parametrize(
    ("status", "why"),
    [
        ("logged", "already_saved"),
        ("discarded", "discarded_meanwhile"),
        ("withdrawn", "withdrawn_meanwhile"),
        ("planned", "planned_not_done"),
    ],
)
def test_only_a_draft_can_be_saved(harness: ServiceHarness, status: str, why: str) -> None:
    number = in_state(harness, status)
    revisions = harness.revisions()
    assert refuses(harness, number, entries.save) == why
    assert harness.revisions() == revisions


@pytest.mark.parametrize(
    ("lacks", "why"),
    [
        ({"title": None}, "no_title_yet"),
        ({"title": ""}, "no_title_yet"),
        ({"start_date": TOMORROW, "end_date": TOMORROW}, "still_to_come"),
    ],
)
def test_a_draft_needs_a_title_and_no_day_that_is_still_to_come(
    harness: ServiceHarness, lacks: dict[str, Any], why: str
) -> None:
    number = begun(harness)
    done(harness, number, entries.edit, lacks)
    assert refuses(harness, number, entries.save) == why


def test_a_draft_without_a_day_can_be_saved_and_waits_for_it(harness: ServiceHarness) -> None:
    number = begun(harness)
    done(harness, number, entries.edit, {"start_date": None, "end_date": None})
    done(harness, number, entries.save)
    saved = harness.entry(number)
    assert (saved.status, saved.start_date) == ("logged", None)
    with harness.open() as ctx:
        assert waits_for(ctx, saved) == "date"


def test_a_draft_of_today_and_without_a_length_can_be_saved(harness: ServiceHarness) -> None:
    number = begun(harness, "EV course today")
    assert harness.entry(number).minutes is None
    assert done(harness, number, entries.save).status == "logged"
    assert assessed(harness)[0][0] == "waiting"


def _notes(harness: ServiceHarness) -> list[tuple[str | None, ...]]:
    return harness.query("SELECT thread_ts FROM outbox WHERE kind = 'note' ORDER BY id")


def test_saved_by_its_button_the_first_note_is_posted_and_then_the_live_note_turns(
    harness: ServiceHarness,
) -> None:
    first, second = begun(harness), begun(harness, "3h welding course yesterday")
    done(harness, first, entries.save)
    assert _notes(harness) == [(None,)]
    with harness.open() as ctx:
        answer(ctx, find(ctx, second), ACCOUNT)
    harness.everything_is_sent()
    done(harness, second, entries.save)
    assert len(_notes(harness)) == 2
    assert harness.shown_anew() == {"card", "note"}


def test_saved_by_a_word_a_note_is_posted_below_it_in_its_thread(harness: ServiceHarness) -> None:
    number = begun(harness)
    with harness.open() as ctx:
        answer(ctx, find(ctx, number), ACCOUNT)
    done(harness, number, entries.save, by_word=True, thread_ts="1.1")
    assert _notes(harness) == [(None,), ("1.1",)]


def test_the_first_that_is_saved_has_the_next_question_of_onboarding_offered(
    harness: ServiceHarness,
) -> None:
    with harness.open() as ctx:
        ctx.change_member(onboarding="new")
    number = begun(harness)
    before = len(harness.said())
    done(harness, number, entries.save)
    assert "onboarding" in [kind for kind, _ in harness.said()[before:]]


# Discarded and brought back


@pytest.mark.parametrize("status", ["draft", "planned"])
def test_what_is_open_can_be_discarded_and_brought_back_as_it_was_with_its_question(
    harness: ServiceHarness, status: str
) -> None:
    number = in_state(harness, status)
    pending = harness.dialogue(number).state.pending
    assert pending is not None
    assert done(harness, number, entries.discard).status == "discarded"
    assert harness.dialogue(number).state.open is None
    harness.now += timedelta(days=3)
    assert done(harness, number, entries.bring_back).status == status
    dialogue = harness.dialogue(number)
    assert (dialogue.state.open, dialogue.state.pending_since) == (pending, harness.now)


@pytest.mark.parametrize(
    ("status", "why"),
    [
        ("discarded", "already_discarded"),
        ("logged", "already_saved"),
        ("withdrawn", "already_saved"),
    ],
)
def test_what_is_not_open_cannot_be_discarded(
    harness: ServiceHarness, status: str, why: str
) -> None:
    assert refuses(harness, in_state(harness, status), entries.discard) == why


@pytest.mark.parametrize("status", ["draft", "planned", "logged", "withdrawn"])
def test_only_what_was_discarded_can_be_brought_back(harness: ServiceHarness, status: str) -> None:
    assert refuses(harness, in_state(harness, status), entries.bring_back) == "not_discarded"


def test_a_plan_whose_day_has_passed_comes_back_as_a_draft(harness: ServiceHarness) -> None:
    number = planned(harness)
    done(harness, number, entries.discard)
    harness.now += timedelta(days=14)
    assert done(harness, number, entries.bring_back).status == "draft"


def test_siblings_are_the_open_entries_of_one_message(harness: ServiceHarness) -> None:
    first, second, saved, other = (begun(harness, ts=ts) for ts in ("1.1", "1.1", "1.1", "2.2"))
    done(harness, saved, entries.save)
    with harness.open() as ctx:
        found = {one.id for one in entries.siblings_of(ctx, find(ctx, first))}
        gone = [one.id for one in entries.discard_with_siblings(ctx, find(ctx, second))]
    assert found == set(gone) == {first, second}
    assert [harness.entry(one).status for one in (first, second, saved, other)] == [
        "discarded",
        "discarded",
        "logged",
        "draft",
    ]


def test_without_a_message_an_entry_is_its_only_sibling(harness: ServiceHarness) -> None:
    first, _ = begun(harness), begun(harness)
    with harness.open() as ctx:
        assert [one.id for one in entries.siblings_of(ctx, find(ctx, first))] == [first]


# Withdrawn and restored


def test_withdrawn_it_is_in_no_total_and_restored_it_is_again_each_with_a_revision(
    harness: ServiceHarness,
) -> None:
    number = logged(harness)
    worth = assessed(harness)
    assert worth == [("counted", 200)]
    assert done(harness, number, entries.withdraw).status == "withdrawn"
    assert assessed(harness) == []
    assert done(harness, number, entries.restore).status == "logged"
    assert assessed(harness) == worth
    assert [kind for kind, _ in harness.revisions()] == ["saved", "withdrawn", "restored"]


@pytest.mark.parametrize("status", ["draft", "planned", "discarded", "withdrawn"])
def test_only_what_is_saved_can_be_withdrawn(harness: ServiceHarness, status: str) -> None:
    assert refuses(harness, in_state(harness, status), entries.withdraw) == "not_saved"


@pytest.mark.parametrize("status", ["draft", "planned", "discarded", "logged"])
def test_only_what_was_withdrawn_can_be_restored(harness: ServiceHarness, status: str) -> None:
    assert refuses(harness, in_state(harness, status), entries.restore) == "not_withdrawn"


@pytest.mark.parametrize(
    "step", [entries.save, entries.discard, entries.withdraw, entries.restore, entries.bring_back]
)
def test_every_step_has_what_shows_the_entry_shown_anew(harness: ServiceHarness, step: Any) -> None:
    before = {
        entries.save: "draft",
        entries.discard: "draft",
        entries.withdraw: "logged",
        entries.restore: "withdrawn",
        entries.bring_back: "discarded",
    }
    number = in_state(harness, before[step])
    harness.everything_is_sent()
    done(harness, number, step)
    assert "card" in harness.shown_anew()


# Edited


@pytest.mark.parametrize("status", ["draft", "planned", "logged", "withdrawn", "discarded"])
def test_what_is_typed_into_a_form_is_kept_whatever_the_state(
    harness: ServiceHarness, status: str
) -> None:
    number = in_state(harness, status)
    entry = done(harness, number, entries.edit, {"title": "EV isolation", "minutes": 90})
    assert (entry.status, entry.title, entry.minutes) == (status, "EV isolation", 90)
    assert (entry.provenance["title"], entry.provenance["minutes"]) == ("edited", "edited")


def test_a_form_left_as_it_was_changes_nothing(harness: ServiceHarness) -> None:
    number = logged(harness)
    before = harness.entry(number)
    assert done(harness, number, entries.edit, {"title": before.title, "minutes": 120}) == before
    assert harness.entry(number) == before
    assert [kind for kind, _ in harness.revisions()] == ["saved"]


def test_only_what_is_different_is_noted_as_typed(harness: ServiceHarness) -> None:
    number = begun(harness)
    same = harness.entry(number).title
    entry = done(harness, number, entries.edit, {"title": same, "minutes": 90})
    assert (entry.provenance["title"], entry.provenance["minutes"]) == ("read", "edited")


@pytest.mark.parametrize(
    ("changes", "formality"),
    [
        ({"type": "reading"}, "informal"),
        ({"type": "reading", "formality": None}, None),
        ({"type": None}, "formal"),
        ({"title": "Reading"}, "formal"),
    ],
)
def test_another_type_brings_its_own_formality_unless_one_is_chosen(
    harness: ServiceHarness, changes: dict[str, Any], formality: str | None
) -> None:
    number = begun(harness)
    assert harness.entry(number).formality == "formal"
    assert done(harness, number, entries.edit, changes).formality == formality


def test_a_stage_that_is_typed_is_private_until_it_is_emptied(harness: ServiceHarness) -> None:
    number = begun(harness)
    typed = done(harness, number, entries.edit, {"evaluate": ACCOUNT, "reflect": "a comeback"})
    assert typed.private_stages == ("evaluate", "reflect")
    assert done(harness, number, entries.edit, {"reflect": None}).private_stages == ("evaluate",)


def test_a_stage_that_is_typed_answers_what_the_form_asks(harness: ServiceHarness) -> None:
    number = begun(harness)
    done(harness, number, entries.edit, {"evaluate": "contactors weld shut under load sometimes"})
    assert "helps" in harness.dialogue(number).facts.elements


def test_a_form_closes_the_question_that_it_answers_and_the_next_fact_is_asked(
    harness: ServiceHarness,
) -> None:
    number = begun(harness, "EV course yesterday")
    assert harness.dialogue(number).state.pending == "minutes"
    done(harness, number, entries.edit, {"minutes": 120})
    assert harness.dialogue(number).state.pending == "evaluate"
    done(harness, number, entries.edit, {"evaluate": ACCOUNT})
    state = harness.dialogue(number).state
    assert state.pending is None
    assert state.answered == {"minutes", "evaluate"}


def test_a_form_that_answers_something_else_leaves_the_question_open(
    harness: ServiceHarness,
) -> None:
    number = begun(harness, "EV course yesterday")
    done(harness, number, entries.edit, {"title": "Battery course"})
    assert harness.dialogue(number).state.pending == "minutes"


@pytest.mark.parametrize(
    ("changes", "left"), [({"start_date": TODAY, "end_date": TODAY}, 0), ({"title": "EV"}, 1)]
)
def test_a_day_that_is_typed_takes_away_what_stood_in_its_way(
    harness: ServiceHarness, changes: dict[str, Any], left: int
) -> None:
    number = begun(harness, "2h EV course on 31 November")
    done(harness, number, entries.edit, changes)
    assert len(harness.dialogue(number).problems) == left


def test_an_edit_of_what_is_saved_is_a_revision_and_is_assessed_and_shown(
    harness: ServiceHarness,
) -> None:
    number = begun(harness, accounts=["I use it on every EV battery swap that I do"])
    done(harness, number, entries.save)
    harness.everything_is_sent()
    done(harness, number, entries.edit, {"minutes": 60})
    assert [kind for kind, _ in harness.revisions()] == ["saved", "edited"]
    assert assessed(harness) == [("counted", 100)]
    assert harness.shown_anew() == {"card", "note"}


# Read again


def reread(harness: ServiceHarness, number: int, text: str, **told: Any) -> EntryRecord:
    with harness.open() as ctx:
        return entries.reread(ctx, find(ctx, number), reading(ctx, text), text, **told)


def test_an_edited_message_changes_what_was_read_and_never_what_was_set_by_hand(
    harness: ServiceHarness,
) -> None:
    number = begun(harness)
    done(harness, number, entries.edit, {"title": "Isolation"})
    entry = reread(harness, number, "3h battery course at Hella on 17 November")
    assert (entry.title, entry.minutes, entry.provider) == ("Isolation", 180, "Hella")
    assert entry.start_date == date(2026, 11, 17)
    assert entry.source_text == "3h battery course at Hella on 17 November"
    assert entry.provenance["title"] == "edited"


def test_what_the_new_words_do_not_tell_stays(harness: ServiceHarness) -> None:
    number = begun(harness)
    before = harness.entry(number)
    entry = reread(harness, number, "3h")
    assert (entry.title, entry.provider, entry.start_date) == (
        before.title,
        before.provider,
        before.start_date,
    )
    assert entry.minutes == 180


def test_what_was_set_by_hand_and_emptied_is_filled_by_what_is_read(
    harness: ServiceHarness,
) -> None:
    number = begun(harness)
    done(harness, number, entries.edit, {"provider": None})
    assert reread(harness, number, "2h EV course at Hella yesterday").provider == "Hella"


def test_the_words_of_an_account_are_read_again_with_their_cause(harness: ServiceHarness) -> None:
    number = begun(harness)
    entry = reread(harness, number, SENTENCE, accounts=[ACCOUNT], cause="after a comeback")
    assert (entry.evaluate, entry.reflect) == (ACCOUNT, "after a comeback")
    assert entry.private_stages == ()
    with harness.open() as ctx:
        settings.set_private_reflections(ctx, private=True)
    entry = reread(harness, number, SENTENCE, accounts=["I log the value at every job"])
    assert entry.private_stages == ("evaluate",)


def test_links_and_problems_of_the_new_words_are_kept(harness: ServiceHarness) -> None:
    number = begun(harness, f"{SENTENCE} {LINK}")
    reread(harness, number, "2h EV course on 31 November https://b.example")
    assert [url for _, url in harness.links(number)] == [LINK, "https://b.example"]
    assert [one.field for one in harness.dialogue(number).problems] == ["start"]
    reread(harness, number, "2h EV course on 17 November")
    assert harness.dialogue(number).problems == ()


def test_how_minutes_were_counted_is_told_anew_with_them(harness: ServiceHarness) -> None:
    number = begun(harness, "1 h toolbox talk every Tuesday in October")
    assert "times" in harness.entry(number).provenance
    assert "times" in reread(harness, number, "toolbox talk at Hella").provenance
    assert "times" not in reread(harness, number, "2h toolbox talk yesterday").provenance


def test_a_saved_entry_that_is_read_again_is_revised_and_assessed(harness: ServiceHarness) -> None:
    number = begun(harness, accounts=["I use it on every EV battery swap that I do"])
    done(harness, number, entries.save)
    reread(harness, number, "3h high voltage isolation course at Bosch yesterday")
    assert [kind for kind, _ in harness.revisions()] == ["saved", "edited"]
    assert assessed(harness) == [("counted", 300)]


# The opening balance, plans, lists and what is forgotten


def test_what_the_opening_balance_holds_counts_nothing_more_and_is_no_revision(
    harness: ServiceHarness,
) -> None:
    with harness.open() as ctx:
        settings.set_opening(ctx, IMI, cycle=2500, year=600)
    number = logged(harness)
    assert assessed(harness) == [("waiting", 200)]
    entry = done(harness, number, entries.say_whether_in_opening, IMI, already=True)
    assert (entry.in_opening, assessed(harness)) == ({IMI: True}, [("counted", 0)])
    entry = done(harness, number, entries.say_whether_in_opening, IMI, already=False)
    assert (entry.in_opening, assessed(harness)) == ({IMI: False}, [("counted", 200)])
    assert [kind for kind, _ in harness.revisions()] == ["saved"]


@pytest.mark.parametrize(
    ("days_later", "start", "end"),
    [
        (0, date(2026, 11, 21), date(2026, 11, 21)),
        (9, date(2026, 11, 30), date(2026, 11, 30)),
        (10, date(2026, 11, 30), date(2026, 12, 1)),
        (30, date(2026, 11, 30), date(2026, 12, 2)),
    ],
)
def test_a_plan_that_was_done_is_a_draft_of_no_day_to_come(
    harness: ServiceHarness, days_later: int, start: date, end: date
) -> None:
    number = planned(harness)
    done(harness, number, entries.edit, {"end_date": date(2026, 12, 2)})
    harness.now += timedelta(days=days_later)
    entry = done(harness, number, entries.did_it)
    assert (entry.status, entry.start_date, entry.end_date) == ("draft", start, end)


def test_a_plan_that_was_done_has_a_card_of_its_own_and_is_asked_about(
    harness: ServiceHarness,
) -> None:
    number = planned(harness)
    before = len(harness.said())
    done(harness, number, entries.did_it)
    assert [kind for kind, _ in harness.said()[before:]] == ["card"]
    assert harness.dialogue(number).state.pending == "evaluate"


def test_a_plan_without_a_day_that_was_done_was_done_today(harness: ServiceHarness) -> None:
    number = begun(harness, "plan: EV course on 31 November")
    assert harness.dialogue(number).problems
    entry = done(harness, number, entries.did_it)
    assert (entry.start_date, entry.end_date) == (TODAY, TODAY)
    assert harness.dialogue(number).problems == ()


@pytest.mark.parametrize("status", ["draft", "logged", "withdrawn", "discarded"])
def test_only_a_plan_can_be_done_or_moved(harness: ServiceHarness, status: str) -> None:
    number = in_state(harness, status)
    assert refuses(harness, number, entries.did_it) == "not_planned"
    assert refuses(harness, number, entries.new_date, TODAY) == "not_planned"


def test_a_plan_that_moves_stays_a_plan_even_to_a_day_that_has_passed(
    harness: ServiceHarness,
) -> None:
    number = planned(harness)
    entry = done(harness, number, entries.new_date, YESTERDAY)
    assert (entry.status, entry.start_date, entry.end_date) == ("planned", YESTERDAY, YESTERDAY)


def test_a_year_lists_what_stands_in_the_record_the_latest_first_a_page_at_a_time(
    harness: ServiceHarness,
) -> None:
    old = logged(harness, on=date(2025, 12, 31))
    new = [logged(harness, on=day) for day in (date(2026, 1, 1), date(2026, 3, 1))]
    gone = logged(harness, on=date(2026, 2, 1))
    done(harness, gone, entries.withdraw)
    begun(harness)
    with harness.open() as ctx:
        found, many = entries.logged_in(ctx, 2026, 2, 0)
        rest, _ = entries.logged_in(ctx, 2026, 2, 2)
        everything, all_of_them = entries.logged_in(ctx, None, 10, 0)
    assert ([one.id for one in found], many) == ([new[1], gone], 3)
    assert [one.id for one in rest] == [new[0]]
    assert ([one.id for one in everything][-1], all_of_them) == (old, 4)


def test_an_evaluation_is_missed_for_twelve_months_and_not_of_what_was_withdrawn(
    harness: ServiceHarness,
) -> None:
    logged(harness, evaluate=ACCOUNT)
    logged(harness, evaluate=None, on=date(2025, 11, 1))
    done(harness, logged(harness, evaluate=None), entries.withdraw)
    wanted = logged(harness, evaluate=None)
    with harness.open() as ctx:
        found, many = entries.logged_in(ctx, None, 10, 0, lacking="evaluation")
        of_a_year, _ = entries.logged_in(ctx, 2025, 10, 0, lacking="evaluation")
    assert ([one.id for one in found], many) == ([wanted], 1)
    assert len(of_a_year) == 1


def test_a_discarded_draft_is_gone_after_thirty_days_and_nothing_else_is(
    harness: ServiceHarness,
) -> None:
    gone, kept, open_one = begun(harness), begun(harness), begun(harness)
    done(harness, gone, entries.discard)
    harness.now += timedelta(minutes=1)
    done(harness, kept, entries.discard)
    harness.now += timedelta(days=30)
    entries.forget_page(harness.contexts)
    assert harness.query("SELECT id FROM entry ORDER BY id") == [(kept,), (open_one,)]


def test_words_whose_place_was_asked_for_are_gone_after_thirty_days(
    harness: ServiceHarness,
) -> None:
    with harness.open() as ctx:
        ctx.work.held.hold(ctx.member.id, "held", "an account", ctx.now)
    harness.now += timedelta(days=30)
    assert entries.forget_page(harness.contexts) == 0
    harness.now += timedelta(minutes=1)
    assert entries.forget_page(harness.contexts) == 1
    assert harness.query("SELECT count(*) FROM held_message") == [(0,)]


def test_a_problem_of_a_field_takes_the_place_of_the_one_before(harness: ServiceHarness) -> None:
    number = begun(harness, "2h EV course on 31 November")
    with harness.open() as ctx:
        dialogue = dialogue_about(ctx, find(ctx, number))
        [problem] = dialogue.problems
        keep_problem(ctx, dialogue, problem, said="the 31st")
    assert harness.dialogue(number).problems == (problem,)
