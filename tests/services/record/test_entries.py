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
from bot.services.record.answering import answer
from bot.services.record.changes import find, keep_problem
from bot.services.record.dialogue import dialogue_about
from bot.services.record.entries import Source
from storage.records import EntryRecord
from tests.services.house import TODAY, House

IMI = "imi-register"
SENTENCE = "2h high voltage isolation course at Bosch yesterday"
ACCOUNT = "I prove dead before I touch the pack"
YESTERDAY = TODAY - timedelta(days=1)
TOMORROW = TODAY + timedelta(days=1)
LINK = "https://a.example/certificate"

_KEYS = count(1)


@pytest.fixture
def house(sqlite_house: House) -> House:
    """Ana is in a scheme that counts credits, with a job and nothing brought in."""
    with sqlite_house.open() as ctx:
        settings.enrol(ctx, IMI)
        settings.set_cycle_start(ctx, IMI, date(2025, 6, 1))
        settings.set_opening(ctx, IMI, cycle=0, year=0)
        settings.set_job(ctx, "Vehicle technician", date(2020, 1, 1))
        ctx.change_member(onboarding="done")
    return sqlite_house


def reading(ctx: MemberContext, text: str) -> Reading:
    return read(text, now=ctx.now, tz=ctx.zone, working_day=ctx.working_day)


def begun(
    house: House, text: str = SENTENCE, *, ts: str | None = None, key: str = "", **how: Any
) -> int:
    """The number of an entry that a message began."""
    with house.open() as ctx:
        source = Source(key or f"key{next(_KEYS)}", text, "D1", ts)
        return entries.begin(ctx, reading(ctx, text), source, **how).id


def planned(house: House, text: str = "plan: 3h first aid refresher on 30 November") -> int:
    return begun(house, text)


def logged(house: House, **content: Any) -> int:
    with house.open() as ctx:
        return house.logged(ctx, **content).id


def in_state(house: House, status: str) -> int:
    """The number of an entry in a state."""
    if status == "planned":
        return planned(house)
    number = begun(house)
    for step in {
        "draft": (),
        "discarded": (entries.discard,),
        "logged": (entries.save,),
        "withdrawn": (entries.save, entries.withdraw),
    }[status]:
        done(house, number, step)
    return number


def done(house: House, number: int, step: Any, *args: Any, **how: Any) -> EntryRecord:
    """The entry after a step of its own."""
    with house.open() as ctx:
        changed = step(ctx, find(ctx, number), *args, **how)
    assert isinstance(changed, EntryRecord)
    return changed


def refuses(house: House, number: int, step: Any, *args: Any) -> str:
    """What a step is refused with; nothing of it is kept."""
    before = house.entry(number)
    with pytest.raises(Refused) as refused, house.open() as ctx:
        step(ctx, find(ctx, number), *args)
    assert house.entry(number) == before
    return str(refused.value)


def assessed(house: House) -> list[tuple[Any, ...]]:
    return house.query("SELECT state, credits FROM assessment ORDER BY entry_id")


# Begun


def test_what_was_read_begins_a_draft_with_its_card_and_its_first_question(house: House) -> None:
    entry = house.entry(begun(house, ts="1.1", key="m1"))
    assert (entry.status, entry.title, entry.provider) == (
        "draft",
        "High voltage isolation course",
        "Bosch",
    )
    assert (entry.minutes, entry.start_date, entry.end_date) == (120, YESTERDAY, YESTERDAY)
    assert (entry.source_text, entry.source_channel, entry.source_ts) == (SENTENCE, "D1", "1.1")
    assert [kind for kind, _ in house.said()] == ["card"]
    assert house.dialogue(entry.id).state.pending == "evaluate"


def test_the_provenance_says_which_facts_were_read_and_nothing_of_those_that_were_not(
    house: House,
) -> None:
    facts = ("title", "start_date", "end_date", "minutes", "type", "formality")
    assert house.entry(begun(house, "2h EV course yesterday")).provenance == dict.fromkeys(
        facts, "read"
    )


def test_a_plan_that_was_read_begins_a_planned_entry(house: House) -> None:
    entry = house.entry(planned(house))
    assert (entry.status, entry.start_date) == ("planned", date(2026, 11, 30))


@pytest.mark.parametrize(
    ("text", "stages"),
    [
        (SENTENCE, {"evaluate": "the test bench was loud"}),
        ("plan: EV course on 30 November", {"reflect": "the test bench was loud"}),
    ],
)
def test_an_account_without_a_cue_stands_where_one_like_this_is_usually_asked_for(
    house: House, text: str, stages: dict[str, str]
) -> None:
    entry = house.entry(begun(house, text, accounts=["the test bench was loud"]))
    stood = {"reflect": entry.reflect, "evaluate": entry.evaluate}
    assert stood == {"reflect": None, "evaluate": None} | stages


def test_an_account_stands_in_the_stages_that_its_cues_tell_and_a_cause_in_reflect(
    house: House,
) -> None:
    told = ["learnt to prove dead, I will check the bracket", "I use it on every EV"]
    entry = house.entry(begun(house, accounts=told, cause="after a comeback"))
    assert (entry.reflect, entry.plan) == ("after a comeback", "I will check the bracket")
    assert entry.evaluate == "learnt to prove dead\nI use it on every EV"
    assert entry.account is not None
    assert {"learnt", "helps", "next"} <= house.dialogue(entry.id).facts.elements


def test_words_typed_in_a_modal_are_private_and_so_are_facts_that_came_with_them(
    house: House,
) -> None:
    entry = house.entry(begun(house, accounts=[ACCOUNT], private=True))
    assert entry.private_stages == ("evaluate",)
    assert entry.provenance["source_text"] == "edited"


def test_who_keeps_reflections_out_of_the_conversation_has_them_private_however_they_came(
    house: House,
) -> None:
    with house.open() as ctx:
        settings.set_private_reflections(ctx, private=True)
    entry = house.entry(begun(house, accounts=[ACCOUNT]))
    assert entry.private_stages == ("evaluate",)
    assert "source_text" not in entry.provenance


def test_an_entry_that_has_to_wait_for_another_is_asked_nothing(house: House) -> None:
    assert house.dialogue(begun(house, ask=False)).state.asked == ()


def test_what_one_key_begins_is_begun_once(house: House) -> None:
    numbers = {begun(house, text, key="m1") for text in (SENTENCE, "3h welding yesterday")}
    [number] = numbers
    assert house.entry(number).minutes == 120
    assert [kind for kind, _ in house.said()] == ["card"]


def test_links_are_kept_as_evidence_once_each(house: House) -> None:
    number = begun(house, f"{SENTENCE} {LINK} https://b.example {LINK}")
    assert house.links(number) == [("link", LINK), ("link", "https://b.example")]


def test_what_was_said_and_cannot_stand_is_kept_beside_the_fact_that_is_missing(
    house: House,
) -> None:
    number = begun(house, "2h EV course on 31 November")
    [problem] = house.dialogue(number).problems
    assert (problem.field, house.entry(number).start_date) == ("start", None)
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
    house: House, text: str, reckoned: dict[str, str]
) -> None:
    found = house.entry(begun(house, text)).provenance
    assert {name: found[name] for name in ("times", "days") if name in found} == reckoned


def test_done_again_it_has_the_facts_of_the_last_time_and_none_of_its_words(house: House) -> None:
    last = logged(house, title="Toolbox talk", minutes=45, evaluate=ACCOUNT)
    again = done(house, last, entries.begin_like, Source("again", "same as last week"))
    assert (again.status, again.title, again.provider, again.minutes, again.type) == (
        "draft",
        "Toolbox talk",
        "Bosch",
        45,
        "short course",
    )
    assert (again.evaluate, again.start_date) == (None, None)
    assert house.dialogue(again.id).state.pending == "date"


def test_done_again_it_has_the_length_and_the_days_that_were_said(house: House) -> None:
    last, day = logged(house), date(2026, 11, 18)
    again = done(
        house, last, entries.begin_like, Source("again", "x"), minutes=30, start=day, end=day
    )
    assert (again.status, again.minutes, again.start_date, again.end_date) == (
        "draft",
        30,
        day,
        day,
    )


def test_to_be_done_again_on_a_day_to_come_it_is_planned(house: House) -> None:
    last, day = logged(house), TODAY + timedelta(days=1)
    again = done(house, last, entries.begin_like, Source("again", "x"), start=day, end=day)
    assert again.status == "planned"


@pytest.mark.parametrize("status", ["draft", "logged", "withdrawn"])
def test_an_entry_within_a_cycle_has_no_part_to_log(house: House, status: str) -> None:
    number = in_state(house, status)
    assert refuses(house, number, entries.begin_part, Source("part", "x")) == "no_part_to_log"


def test_the_part_in_a_cycle_is_a_draft_with_its_own_days_and_the_evidence_of_the_whole(
    house: House,
) -> None:
    whole = logged(house, title="D" * 80, on=date(2022, 9, 1), until=date(2026, 6, 15))
    done(house, whole, lambda ctx, entry: _linked(ctx, entry, LINK))
    part = done(house, whole, entries.begin_part, Source("part", "x"))
    assert (part.status, part.start_date, part.end_date) == (
        "draft",
        date(2025, 6, 1),
        date(2026, 6, 15),
    )
    assert part.title == "D" * 74 + ", part"
    assert (part.minutes, part.evaluate, part.provenance["part_of"]) == (None, None, str(whole))
    assert house.links(part.id) == [("link", LINK)]
    assert refuses(house, whole, entries.begin_part, Source("p2", "x")) == "part_open_already"


def _linked(ctx: MemberContext, entry: EntryRecord, url: str) -> EntryRecord:
    ctx.work.entries.add_evidence(entry, "link", url, ctx.now)
    return entry


def test_words_that_a_member_calls_an_entry_begin_a_draft_whatever_can_be_read(
    house: House,
) -> None:
    with house.open() as ctx:
        entry = entries.begin_anyhow(ctx, Source("m1", "good lads", "D1", "1.1"))
    assert (entry.status, entry.source_text) == ("draft", "good lads")


def test_links_alone_begin_something_read_and_what_it_was_is_asked(house: House) -> None:
    with house.open() as ctx:
        source = Source("m1", f"{LINK} on 31 November", "D1", "1.1")
        entry = entries.begin_from_links(ctx, source, [LINK])
    assert (entry.status, entry.type, entry.formality) == ("draft", "reading", "informal")
    assert (entry.title, house.links(entry.id)) == (None, [("link", LINK)])
    assert house.dialogue(entry.id).state.pending == "title"
    assert house.dialogue(entry.id).problems == ()


def test_text_that_tells_of_an_open_entry_fills_what_is_missing_and_changes_nothing(
    house: House,
) -> None:
    number = begun(house, "EV course at Bosch")
    with house.open() as ctx:
        told = reading(ctx, f"3h hybrid webinar at Hella on 17 November {LINK}")
        entries.fill(ctx, find(ctx, number), told)
    entry = house.entry(number)
    assert (entry.title, entry.provider) == ("EV course", "Bosch")
    assert (entry.minutes, entry.start_date) == (180, date(2026, 11, 17))
    assert house.links(number) == [("link", LINK)]


def test_a_permalink_to_a_message_is_evidence_of_its_own_kind_and_is_shown(house: House) -> None:
    number = begun(house)
    house.everything_is_sent()
    with house.open() as ctx:
        entries.link_message(ctx, find(ctx, number), "https://slack.example/p1")
    assert house.links(number) == [("message", "https://slack.example/p1")]
    assert house.shown_anew() == {"card"}


# Saved


def test_a_saved_draft_is_logged_now_chained_and_assessed_and_nothing_is_asked_any_more(
    house: House,
) -> None:
    number = begun(house, accounts=["I use it on every EV battery swap that I do"])
    entry = done(house, number, entries.save)
    assert (entry.status, entry.logged_at, entry.kept_whole) == ("logged", house.now, False)
    assert entry.account is not None
    [(kind, content)] = house.revisions()
    assert (kind, content["title"], content["status"]) == ("saved", entry.title, "logged")
    assert assessed(house) == [("counted", 200)]
    assert (house.dialogue(number).state.status, house.dialogue(number).state.pending) == (
        "saved",
        None,
    )


@pytest.mark.parametrize(
    ("status", "why"),
    [
        ("logged", "already_saved"),
        ("discarded", "discarded_meanwhile"),
        ("withdrawn", "withdrawn_meanwhile"),
        ("planned", "planned_not_done"),
    ],
)
def test_only_a_draft_can_be_saved(house: House, status: str, why: str) -> None:
    number = in_state(house, status)
    revisions = house.revisions()
    assert refuses(house, number, entries.save) == why
    assert house.revisions() == revisions


@pytest.mark.parametrize(
    ("lacks", "why"),
    [
        ({"title": None}, "no_title_yet"),
        ({"title": ""}, "no_title_yet"),
        ({"start_date": None, "end_date": None}, "no_date_yet"),
        ({"start_date": TOMORROW, "end_date": TOMORROW}, "still_to_come"),
    ],
)
def test_a_draft_needs_a_title_and_a_day_that_has_come(
    house: House, lacks: dict[str, Any], why: str
) -> None:
    number = begun(house)
    done(house, number, entries.edit, lacks)
    assert refuses(house, number, entries.save) == why


def test_a_draft_of_today_and_without_a_length_can_be_saved(house: House) -> None:
    number = begun(house, "EV course today")
    assert house.entry(number).minutes is None
    assert done(house, number, entries.save).status == "logged"
    assert assessed(house)[0][0] == "waiting"


def _notes(house: House) -> list[tuple[str | None, ...]]:
    return house.query("SELECT thread_ts FROM outbox WHERE kind = 'note' ORDER BY id")


def test_saved_by_its_button_the_first_note_is_posted_and_then_the_live_note_turns(
    house: House,
) -> None:
    first, second = begun(house), begun(house, "3h welding course yesterday")
    done(house, first, entries.save)
    assert _notes(house) == [(None,)]
    with house.open() as ctx:
        answer(ctx, find(ctx, second), ACCOUNT)
    house.everything_is_sent()
    done(house, second, entries.save)
    assert len(_notes(house)) == 2
    assert house.shown_anew() == {"card", "note"}


def test_saved_by_a_word_a_note_is_posted_below_it_in_its_thread(house: House) -> None:
    number = begun(house)
    with house.open() as ctx:
        answer(ctx, find(ctx, number), ACCOUNT)
    done(house, number, entries.save, by_word=True, thread_ts="1.1")
    assert _notes(house) == [(None,), ("1.1",)]


def test_the_first_that_is_saved_has_the_next_question_of_onboarding_offered(house: House) -> None:
    with house.open() as ctx:
        ctx.change_member(onboarding="new")
    number = begun(house)
    before = len(house.said())
    done(house, number, entries.save)
    assert "onboarding" in [kind for kind, _ in house.said()[before:]]


# Discarded and brought back


@pytest.mark.parametrize("status", ["draft", "planned"])
def test_what_is_open_can_be_discarded_and_brought_back_as_it_was_with_its_question(
    house: House, status: str
) -> None:
    number = in_state(house, status)
    pending = house.dialogue(number).state.pending
    assert pending is not None
    assert done(house, number, entries.discard).status == "discarded"
    assert house.dialogue(number).state.open is None
    house.now += timedelta(days=3)
    assert done(house, number, entries.bring_back).status == status
    dialogue = house.dialogue(number)
    assert (dialogue.state.open, dialogue.state.pending_since) == (pending, house.now)


@pytest.mark.parametrize(
    ("status", "why"),
    [
        ("discarded", "already_discarded"),
        ("logged", "already_saved"),
        ("withdrawn", "already_saved"),
    ],
)
def test_what_is_not_open_cannot_be_discarded(house: House, status: str, why: str) -> None:
    assert refuses(house, in_state(house, status), entries.discard) == why


@pytest.mark.parametrize("status", ["draft", "planned", "logged", "withdrawn"])
def test_only_what_was_discarded_can_be_brought_back(house: House, status: str) -> None:
    assert refuses(house, in_state(house, status), entries.bring_back) == "not_discarded"


def test_a_plan_whose_day_has_passed_comes_back_as_a_draft(house: House) -> None:
    number = planned(house)
    done(house, number, entries.discard)
    house.now += timedelta(days=14)
    assert done(house, number, entries.bring_back).status == "draft"


def test_siblings_are_the_open_entries_of_one_message(house: House) -> None:
    first, second, saved, other = (begun(house, ts=ts) for ts in ("1.1", "1.1", "1.1", "2.2"))
    done(house, saved, entries.save)
    with house.open() as ctx:
        found = {one.id for one in entries.siblings_of(ctx, find(ctx, first))}
        gone = [one.id for one in entries.discard_with_siblings(ctx, find(ctx, second))]
    assert found == set(gone) == {first, second}
    assert [house.entry(one).status for one in (first, second, saved, other)] == [
        "discarded",
        "discarded",
        "logged",
        "draft",
    ]


def test_without_a_message_an_entry_is_its_only_sibling(house: House) -> None:
    first, _ = begun(house), begun(house)
    with house.open() as ctx:
        assert [one.id for one in entries.siblings_of(ctx, find(ctx, first))] == [first]


# Withdrawn and restored


def test_withdrawn_it_is_in_no_total_and_restored_it_is_again_each_with_a_revision(
    house: House,
) -> None:
    number = logged(house)
    worth = assessed(house)
    assert worth == [("counted", 200)]
    assert done(house, number, entries.withdraw).status == "withdrawn"
    assert assessed(house) == []
    assert done(house, number, entries.restore).status == "logged"
    assert assessed(house) == worth
    assert [kind for kind, _ in house.revisions()] == ["saved", "withdrawn", "restored"]


@pytest.mark.parametrize("status", ["draft", "planned", "discarded", "withdrawn"])
def test_only_what_is_saved_can_be_withdrawn(house: House, status: str) -> None:
    assert refuses(house, in_state(house, status), entries.withdraw) == "not_saved"


@pytest.mark.parametrize("status", ["draft", "planned", "discarded", "logged"])
def test_only_what_was_withdrawn_can_be_restored(house: House, status: str) -> None:
    assert refuses(house, in_state(house, status), entries.restore) == "not_withdrawn"


@pytest.mark.parametrize(
    "step", [entries.save, entries.discard, entries.withdraw, entries.restore, entries.bring_back]
)
def test_every_step_has_what_shows_the_entry_shown_anew(house: House, step: Any) -> None:
    before = {
        entries.save: "draft",
        entries.discard: "draft",
        entries.withdraw: "logged",
        entries.restore: "withdrawn",
        entries.bring_back: "discarded",
    }
    number = in_state(house, before[step])
    house.everything_is_sent()
    done(house, number, step)
    assert "card" in house.shown_anew()


# Edited


@pytest.mark.parametrize("status", ["draft", "planned", "logged", "withdrawn", "discarded"])
def test_what_is_typed_into_a_form_is_kept_whatever_the_state(house: House, status: str) -> None:
    number = in_state(house, status)
    entry = done(house, number, entries.edit, {"title": "EV isolation", "minutes": 90})
    assert (entry.status, entry.title, entry.minutes) == (status, "EV isolation", 90)
    assert (entry.provenance["title"], entry.provenance["minutes"]) == ("edited", "edited")


def test_a_form_left_as_it_was_changes_nothing(house: House) -> None:
    number = logged(house)
    before = house.entry(number)
    assert done(house, number, entries.edit, {"title": before.title, "minutes": 120}) == before
    assert house.entry(number) == before
    assert [kind for kind, _ in house.revisions()] == ["saved"]


def test_only_what_is_different_is_noted_as_typed(house: House) -> None:
    number = begun(house)
    same = house.entry(number).title
    entry = done(house, number, entries.edit, {"title": same, "minutes": 90})
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
    house: House, changes: dict[str, Any], formality: str | None
) -> None:
    number = begun(house)
    assert house.entry(number).formality == "formal"
    assert done(house, number, entries.edit, changes).formality == formality


def test_a_stage_that_is_typed_is_private_until_it_is_emptied(house: House) -> None:
    number = begun(house)
    typed = done(house, number, entries.edit, {"evaluate": ACCOUNT, "reflect": "a comeback"})
    assert typed.private_stages == ("evaluate", "reflect")
    assert done(house, number, entries.edit, {"reflect": None}).private_stages == ("evaluate",)


def test_a_stage_that_is_typed_answers_what_the_form_asks(house: House) -> None:
    number = begun(house)
    done(house, number, entries.edit, {"evaluate": "contactors weld shut under load sometimes"})
    assert "helps" in house.dialogue(number).facts.elements


def test_a_form_closes_the_question_that_it_answers_and_the_next_fact_is_asked(
    house: House,
) -> None:
    number = begun(house, "EV course yesterday")
    assert house.dialogue(number).state.pending == "minutes"
    done(house, number, entries.edit, {"minutes": 120})
    assert house.dialogue(number).state.pending == "evaluate"
    done(house, number, entries.edit, {"evaluate": ACCOUNT})
    state = house.dialogue(number).state
    assert state.pending is None
    assert state.answered == {"minutes", "evaluate"}


def test_a_form_that_answers_something_else_leaves_the_question_open(house: House) -> None:
    number = begun(house, "EV course yesterday")
    done(house, number, entries.edit, {"title": "Battery course"})
    assert house.dialogue(number).state.pending == "minutes"


@pytest.mark.parametrize(
    ("changes", "left"), [({"start_date": TODAY, "end_date": TODAY}, 0), ({"title": "EV"}, 1)]
)
def test_a_day_that_is_typed_takes_away_what_stood_in_its_way(
    house: House, changes: dict[str, Any], left: int
) -> None:
    number = begun(house, "2h EV course on 31 November")
    done(house, number, entries.edit, changes)
    assert len(house.dialogue(number).problems) == left


def test_an_edit_of_what_is_saved_is_a_revision_and_is_assessed_and_shown(house: House) -> None:
    number = begun(house, accounts=["I use it on every EV battery swap that I do"])
    done(house, number, entries.save)
    house.everything_is_sent()
    done(house, number, entries.edit, {"minutes": 60})
    assert [kind for kind, _ in house.revisions()] == ["saved", "edited"]
    assert assessed(house) == [("counted", 100)]
    assert house.shown_anew() == {"card", "note"}


# Read again


def reread(house: House, number: int, text: str, **told: Any) -> EntryRecord:
    with house.open() as ctx:
        return entries.reread(ctx, find(ctx, number), reading(ctx, text), text, **told)


def test_an_edited_message_changes_what_was_read_and_never_what_was_set_by_hand(
    house: House,
) -> None:
    number = begun(house)
    done(house, number, entries.edit, {"title": "Isolation"})
    entry = reread(house, number, "3h battery course at Hella on 17 November")
    assert (entry.title, entry.minutes, entry.provider) == ("Isolation", 180, "Hella")
    assert entry.start_date == date(2026, 11, 17)
    assert entry.source_text == "3h battery course at Hella on 17 November"
    assert entry.provenance["title"] == "edited"


def test_what_the_new_words_do_not_tell_stays(house: House) -> None:
    number = begun(house)
    before = house.entry(number)
    entry = reread(house, number, "3h")
    assert (entry.title, entry.provider, entry.start_date) == (
        before.title,
        before.provider,
        before.start_date,
    )
    assert entry.minutes == 180


def test_what_was_set_by_hand_and_emptied_is_filled_by_what_is_read(house: House) -> None:
    number = begun(house)
    done(house, number, entries.edit, {"provider": None})
    assert reread(house, number, "2h EV course at Hella yesterday").provider == "Hella"


def test_the_words_of_an_account_are_read_again_with_their_cause(house: House) -> None:
    number = begun(house)
    entry = reread(house, number, SENTENCE, accounts=[ACCOUNT], cause="after a comeback")
    assert (entry.evaluate, entry.reflect) == (ACCOUNT, "after a comeback")
    assert entry.private_stages == ()
    with house.open() as ctx:
        settings.set_private_reflections(ctx, private=True)
    entry = reread(house, number, SENTENCE, accounts=["I log the value at every job"])
    assert entry.private_stages == ("evaluate",)


def test_links_and_problems_of_the_new_words_are_kept(house: House) -> None:
    number = begun(house, f"{SENTENCE} {LINK}")
    reread(house, number, "2h EV course on 31 November https://b.example")
    assert [url for _, url in house.links(number)] == [LINK, "https://b.example"]
    assert [one.field for one in house.dialogue(number).problems] == ["start"]
    reread(house, number, "2h EV course on 17 November")
    assert house.dialogue(number).problems == ()


def test_how_minutes_were_counted_is_told_anew_with_them(house: House) -> None:
    number = begun(house, "1 h toolbox talk every Tuesday in October")
    assert "times" in house.entry(number).provenance
    assert "times" in reread(house, number, "toolbox talk at Hella").provenance
    assert "times" not in reread(house, number, "2h toolbox talk yesterday").provenance


def test_a_saved_entry_that_is_read_again_is_revised_and_assessed(house: House) -> None:
    number = begun(house, accounts=["I use it on every EV battery swap that I do"])
    done(house, number, entries.save)
    reread(house, number, "3h high voltage isolation course at Bosch yesterday")
    assert [kind for kind, _ in house.revisions()] == ["saved", "edited"]
    assert assessed(house) == [("counted", 300)]


# The opening balance, plans, lists and what is forgotten


def test_what_the_opening_balance_holds_counts_nothing_more_and_is_no_revision(
    house: House,
) -> None:
    with house.open() as ctx:
        settings.set_opening(ctx, IMI, cycle=2500, year=600)
    number = logged(house)
    assert assessed(house) == [("waiting", 200)]
    entry = done(house, number, entries.say_whether_in_opening, IMI, already=True)
    assert (entry.in_opening, assessed(house)) == ({IMI: True}, [("counted", 0)])
    entry = done(house, number, entries.say_whether_in_opening, IMI, already=False)
    assert (entry.in_opening, assessed(house)) == ({IMI: False}, [("counted", 200)])
    assert [kind for kind, _ in house.revisions()] == ["saved"]


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
    house: House, days_later: int, start: date, end: date
) -> None:
    number = planned(house)
    done(house, number, entries.edit, {"end_date": date(2026, 12, 2)})
    house.now += timedelta(days=days_later)
    entry = done(house, number, entries.did_it)
    assert (entry.status, entry.start_date, entry.end_date) == ("draft", start, end)


def test_a_plan_that_was_done_has_a_card_of_its_own_and_is_asked_about(house: House) -> None:
    number = planned(house)
    before = len(house.said())
    done(house, number, entries.did_it)
    assert [kind for kind, _ in house.said()[before:]] == ["card"]
    assert house.dialogue(number).state.pending == "evaluate"


def test_a_plan_without_a_day_that_was_done_was_done_today(house: House) -> None:
    number = begun(house, "plan: EV course on 31 November")
    assert house.dialogue(number).problems
    entry = done(house, number, entries.did_it)
    assert (entry.start_date, entry.end_date) == (TODAY, TODAY)
    assert house.dialogue(number).problems == ()


@pytest.mark.parametrize("status", ["draft", "logged", "withdrawn", "discarded"])
def test_only_a_plan_can_be_done_or_moved(house: House, status: str) -> None:
    number = in_state(house, status)
    assert refuses(house, number, entries.did_it) == "not_planned"
    assert refuses(house, number, entries.new_date, TODAY) == "not_planned"


def test_a_plan_that_moves_stays_a_plan_even_to_a_day_that_has_passed(house: House) -> None:
    number = planned(house)
    entry = done(house, number, entries.new_date, YESTERDAY)
    assert (entry.status, entry.start_date, entry.end_date) == ("planned", YESTERDAY, YESTERDAY)


def test_a_year_lists_what_stands_in_the_record_the_latest_first_a_page_at_a_time(
    house: House,
) -> None:
    old = logged(house, on=date(2025, 12, 31))
    new = [logged(house, on=day) for day in (date(2026, 1, 1), date(2026, 3, 1))]
    gone = logged(house, on=date(2026, 2, 1))
    done(house, gone, entries.withdraw)
    begun(house)
    with house.open() as ctx:
        found, many = entries.logged_in(ctx, 2026, 2, 0)
        rest, _ = entries.logged_in(ctx, 2026, 2, 2)
        everything, all_of_them = entries.logged_in(ctx, None, 10, 0)
    assert ([one.id for one in found], many) == ([new[1], gone], 3)
    assert [one.id for one in rest] == [new[0]]
    assert ([one.id for one in everything][-1], all_of_them) == (old, 4)


def test_an_evaluation_is_missed_for_twelve_months_and_not_of_what_was_withdrawn(
    house: House,
) -> None:
    logged(house, evaluate=ACCOUNT)
    logged(house, evaluate=None, on=date(2025, 11, 1))
    done(house, logged(house, evaluate=None), entries.withdraw)
    wanted = logged(house, evaluate=None)
    with house.open() as ctx:
        found, many = entries.logged_in(ctx, None, 10, 0, lacking="evaluation")
        of_a_year, _ = entries.logged_in(ctx, 2025, 10, 0, lacking="evaluation")
    assert ([one.id for one in found], many) == ([wanted], 1)
    assert len(of_a_year) == 1


def test_a_discarded_draft_is_gone_after_thirty_days_and_nothing_else_is(house: House) -> None:
    gone, kept, open_one = begun(house), begun(house), begun(house)
    done(house, gone, entries.discard)
    house.now += timedelta(minutes=1)
    done(house, kept, entries.discard)
    house.now += timedelta(days=30)
    entries.forget_page(house.contexts)
    assert house.query("SELECT id FROM entry ORDER BY id") == [(kept,), (open_one,)]


def test_words_whose_place_was_asked_for_are_gone_after_thirty_days(house: House) -> None:
    with house.open() as ctx:
        ctx.work.held.hold(ctx.member.id, "held", "an account", ctx.now)
    house.now += timedelta(days=30)
    assert entries.forget_page(house.contexts) == 0
    house.now += timedelta(minutes=1)
    assert entries.forget_page(house.contexts) == 1
    assert house.query("SELECT count(*) FROM held_message") == [(0,)]


def test_a_problem_of_a_field_takes_the_place_of_the_one_before(house: House) -> None:
    number = begun(house, "2h EV course on 31 November")
    with house.open() as ctx:
        dialogue = dialogue_about(ctx, find(ctx, number))
        [problem] = dialogue.problems
        keep_problem(ctx, dialogue, problem, said="the 31st")
    assert house.dialogue(number).problems == (problem,)
