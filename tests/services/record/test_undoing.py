"""Undo: it walks back, change by change, links included, and leaves each entry as it was."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from bot.archive import chain
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.data_rights.erasure import CONFIRMATION, erase
from bot.services.dispatch import Action
from bot.services.dispatch.pages import Mistaken
from bot.services.members import settings
from bot.services.record import actions as record
from bot.services.record import entries
from bot.services.record.entry_changes import find
from bot.services.record.incoming import actions as messages
from bot.services.record.incoming.heard import Message
from bot.services.record.revisions import content_of
from bot.services.record.undo import undo
from bot.services.schemes.assessment import assess_all
from storage.engine.database import Database
from storage.row_types import EntryRecord, EvidenceRecord
from tests.properties import examples
from tests.services.chat_harness import ChatHarness
from tests.services.harness import TODAY, ServiceHarness

IMI = "imi-register"
SENTENCE = "2h high voltage isolation course at Bosch yesterday"
ANSWER = "proving dead before touching the pack, I do EV battery swaps now"

Standing = tuple[EntryRecord, tuple[EvidenceRecord, ...]]
"""An entry with its evidence, but for what counts and dates its changes."""

_NUMBER = count(1)


def standing(harness: ServiceHarness, who: str) -> dict[int, Standing]:
    """Every entry of somebody's, by number, as it stands."""
    with harness.open(who) as ctx:
        found = ctx.work.member_data.entries(ctx.member.id, 0, 1000)
        evidence = ctx.work.entries.evidence([one.id for one in found])
        return {
            one.id: (replace(one, version=0, changed_at=one.created_at), evidence[one.id])
            for one in found
        }


def write(harness: ServiceHarness, who: str, text: str, *, ts: str = "") -> None:
    """A message in their conversation."""
    number = next(_NUMBER)
    message = Message(f"m{number}", text, "D1", ts or f"{number}.0")
    with harness.open(who) as ctx:
        messages.Write(message).do(ctx)


def undone(harness: ServiceHarness, who: str) -> list[tuple[list[dict[str, Any]], list[str]]]:
    """Takes the last turn back; facts and what else was put back, entry by entry."""
    with harness.open(who) as ctx:
        reverted = [one.to_dict() for one in undo(ctx)]
    return [(one["facts"], one["besides"]) for one in reverted]


def newest(harness: ServiceHarness, who: str = "UANA") -> EntryRecord:
    with harness.open(who) as ctx:
        return ctx.work.member_data.entries(ctx.member.id, 0, 1000)[-1]


def test_it_walks_back_several_changes_and_then_there_is_nothing_left(
    harness: ServiceHarness,
) -> None:
    write(harness, "UANA", SENTENCE)
    stood = [standing(harness, "UANA")]
    entry_id = newest(harness).id
    changes: list[Callable[[MemberContext], object]] = [
        lambda ctx: entries.edit(ctx, find(ctx, entry_id), {"minutes": 180}),
        lambda ctx: entries.edit(ctx, find(ctx, entry_id), {"provider": None, "reflect": "x"}),
        lambda ctx: record.Save(entry_id).do(ctx),
        lambda ctx: record.Withdraw(entry_id).do(ctx),
        lambda ctx: record.Restore(entry_id).do(ctx),
    ]
    for change in changes:
        with harness.open() as ctx:
            change(ctx)
        stood.append(standing(harness, "UANA"))
    assert newest(harness).status == "logged"
    for before in reversed(stood[:-1]):
        undone(harness, "UANA")
        assert standing(harness, "UANA") == before
    undone(harness, "UANA")  # the sentence itself
    assert newest(harness).status == "discarded"
    with harness.open() as ctx, pytest.raises(Refused, match="nothing_to_undo"):
        undo(ctx)


def test_an_undo_says_what_it_put_back_and_no_word_of_an_answer(harness: ServiceHarness) -> None:
    write(harness, "UANA", "1h EV course at Bosch on Thursday")
    entry_id = newest(harness).id
    write(harness, "UANA", "no, 3 hours")
    write(harness, "UANA", ANSWER)
    with harness.open() as ctx:
        record.Save(entry_id).do(ctx)
    with harness.open() as ctx:
        record.AnswerQuestion(entry_id, "reflect", "I was unsure of myself").do(ctx)
    assert undone(harness, "UANA") == [([], ["answer"])]
    assert undone(harness, "UANA") == [([], ["draft"])]
    assert undone(harness, "UANA") == [([], ["answer"])]
    assert undone(harness, "UANA") == [
        ([{"field": "minutes", "before": 180, "after": 60}], []),
    ]
    assert undone(harness, "UANA") == [([], ["begun"])]


def test_an_undo_says_which_links_and_questions_it_put_back(harness: ServiceHarness) -> None:
    write(harness, "UANA", SENTENCE)
    entry_id = newest(harness).id
    with harness.open() as ctx:
        entries.link_message(ctx, find(ctx, entry_id), "https://slack.example/p1")
    assert undone(harness, "UANA") == [([], ["link"])]
    write(harness, "UANA", "skip")
    assert undone(harness, "UANA") == [([], ["question"])]


def test_links_come_and_go_with_the_change_that_brought_them(harness: ServiceHarness) -> None:
    write(harness, "UANA", f"{SENTENCE} https://a.example", ts="1.1")
    with harness.open() as ctx:
        messages.Edit(
            Message("e1", f"{SENTENCE} https://b.example https://c.example", "D1", "1.1")
        ).do(ctx)
    with harness.open() as ctx:
        [asked] = ctx.work.held.all_of(ctx.member.id)
        record.SettleMessage(asked.key, "reread").do(ctx)
    entry_id = newest(harness).id
    with harness.open() as ctx:
        entries.link_message(ctx, find(ctx, entry_id), "https://slack.example/p1")

    def links() -> list[str]:
        [(_, evidence)] = standing(harness, "UANA").values()
        return [one.url for one in evidence]

    assert links() == [
        "https://a.example",
        "https://b.example",
        "https://c.example",
        "https://slack.example/p1",
    ]
    undone(harness, "UANA")
    assert links() == ["https://a.example", "https://b.example", "https://c.example"]
    undone(harness, "UANA")
    assert links() == ["https://a.example"]


def test_what_one_turn_did_to_two_entries_is_taken_back_together(harness: ServiceHarness) -> None:
    write(harness, "UANA", SENTENCE)
    before = standing(harness, "UANA")
    write(
        harness,
        "UANA",
        "no, 3 hours. And I did a 1h air con refresher at Hella on Thursday",
    )
    assert len(standing(harness, "UANA")) == len(before) + 1
    assert newest(harness).title == "Air con refresher"
    undone(harness, "UANA")
    made = standing(harness, "UANA")
    assert {one: made[one] for one in before} == before
    assert newest(harness).status == "discarded"


def test_what_the_opening_balance_holds_is_taken_back_with_what_it_makes_of_the_credits(
    harness: ServiceHarness,
) -> None:
    with harness.open() as ctx:
        settings.enrol(ctx, IMI)
        settings.set_cycle_start(ctx, IMI, date(2025, 6, 1))
        settings.set_opening(ctx, IMI, cycle=2500, year=600)
        entry_id = harness.logged(ctx).id
    worth = [_worth(harness)]
    for said in (record.NotInOpening, record.InOpening):
        with harness.open() as ctx:
            said(entry_id, IMI).do(ctx)
        worth.append(_worth(harness))
    assert worth == [[("waiting", 200)], [("counted", 200)], [("counted", 0)]]
    for before in reversed(worth[:-1]):
        undone(harness, "UANA")
        assert _worth(harness) == before


def _worth(harness: ServiceHarness) -> list[tuple[Any, ...]]:
    return harness.query("SELECT state, credits FROM assessment ORDER BY entry_id")


def test_somebody_elses_changes_are_not_ones_own_to_take_back(harness: ServiceHarness) -> None:
    write(harness, "UANA", SENTENCE)
    write(harness, "UBEN", SENTENCE)
    before = standing(harness, "UANA")
    undone(harness, "UBEN")
    assert standing(harness, "UANA") == before
    with harness.open("UBEN") as ctx, pytest.raises(Refused, match="nothing_to_undo"):
        undo(ctx)


def test_an_erased_record_leaves_nothing_to_take_back(harness: ServiceHarness) -> None:
    write(harness, "UANA", SENTENCE)
    with harness.open() as ctx:
        erase(ctx, CONFIRMATION)
    assert harness.query("SELECT count(*) FROM undo_step") == [(0,)]
    with harness.open() as ctx, pytest.raises(Refused, match="nothing_to_undo"):
        undo(ctx)


def test_what_is_too_old_is_no_longer_taken_back(harness: ServiceHarness) -> None:
    write(harness, "UANA", SENTENCE)
    harness.now += entries.UNDO_KEPT + timedelta(minutes=1)
    assert entries.forget_page(harness.contexts) == 1
    with harness.open() as ctx, pytest.raises(Refused, match="nothing_to_undo"):
        undo(ctx)


# Any changes, in any order


@dataclass(frozen=True)
class Change:
    """Something that a member does with one of their entries, chosen by place."""

    name: str
    do: Callable[[MemberContext, EntryRecord], object]

    def __repr__(self) -> str:
        return self.name


def _acting(name: str, action: Callable[[int], Action]) -> Change:
    return Change(name, lambda ctx, entry: action(entry.id).do(ctx))


def _editing(**changes: Any) -> Change:
    return Change(f"edit {changes}", lambda ctx, entry: entries.edit(ctx, entry, changes))


def _writing(text: str) -> Change:
    def do(ctx: MemberContext, entry: EntryRecord) -> object:
        del entry
        number = next(_NUMBER)
        return messages.Write(Message(f"m{number}", text, "D1", f"{number}.0")).do(ctx)

    return Change(f"write {text!r}", do)


def _rewording(text: str) -> Change:
    def do(ctx: MemberContext, entry: EntryRecord) -> None:
        message = Message(f"e{next(_NUMBER)}", text, "D1", entry.source_ts or "")
        messages.Edit(message).do(ctx)

    return Change(f"reword {text!r}", do)


def _linking(url: str) -> Change:
    return Change(f"link {url}", lambda ctx, entry: entries.link_message(ctx, entry, url))


def _settling(name: str, action: Callable[[int, str], Action]) -> Change:
    def do(ctx: MemberContext, entry: EntryRecord) -> object:
        held = ctx.work.entries.conversation(entry.id, ctx.member.id).held
        keys = [one["key"] for one in held if one.get("key")]
        return action(entry.id, keys[0] if keys else "none").do(ctx)

    return Change(name, do)


WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
LINKS = st.sampled_from(["https://a.example", "https://b.example/1", "https://c.example?x=1"])
DAYS = st.dates(date(2026, 1, 1), TODAY)
CHANGES: st.SearchStrategy[Change] = st.one_of(
    st.sampled_from(
        [
            _acting("save", record.Save),
            _acting("discard", record.Discard),
            _acting("drop", record.DropIt),
            _acting("bring back", record.BringBack),
            _acting("withdraw", record.Withdraw),
            _acting("restore", record.Restore),
            _acting("skip", record.Skip),
            _acting("put off", record.PutOff),
            _acting("ask another", record.AskAnother),
            _acting("go back", record.GoBack),
            _acting("did it", record.DidIt),
            _acting("in opening", lambda entry: record.InOpening(entry, IMI)),
            _acting("not in opening", lambda entry: record.NotInOpening(entry, IMI)),
            _acting("split by day", record.SplitByDay),
            _acting("keep whole", record.KeepWhole),
            _settling("new entry", record.NewEntry),
            _settling("my answer", record.MyAnswer),
            _settling("again", record.Again),
            _settling("same", record.Same),
            _settling("update", record.Update),
            _settling("leave it", record.LeaveIt),
        ]
    ),
    st.sampled_from(
        [
            SENTENCE,
            ANSWER,
            "Air con refresher at Hella",
            "2 h",
            "yesterday",
            "plan: first aid refresher next Tuesday, 3h",
            "hello",
            "the new torque wrench is great",
        ]
    ).map(_writing),
    st.tuples(st.sampled_from([SENTENCE, "3h welding at ESAB on Wednesday"]), LINKS).map(
        lambda both: _rewording(" ".join(both))
    ),
    LINKS.map(_linking),
    WORDS.map(lambda words: _editing(title=words or None)),
    st.tuples(
        st.sampled_from(["reflect", "plan", "act", "evaluate", "provider"]), WORDS | st.none()
    ).map(lambda both: _editing(**{both[0]: both[1] or None})),
    (st.none() | st.integers(1, 10_000)).map(lambda minutes: _editing(minutes=minutes)),
    DAYS.map(lambda day: _editing(start_date=day, end_date=day)),
    WORDS.map(
        lambda words: Change(
            f"answer {words!r}",
            lambda ctx, entry: record.AnswerQuestion(entry.id, "evaluate", words).do(ctx),
        )
    ),
)


@pytest.fixture
def crowd(database: Database) -> tuple[ServiceHarness, Iterator[int]]:
    """A harness, and numbers for people who are new in it."""
    return ServiceHarness(database), count(1)


@hypothesis_settings(
    max_examples=examples(60),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(changes=st.lists(st.tuples(CHANGES, st.integers(0, 3)), min_size=1, max_size=8))
def test_any_changes_and_as_many_undos_leave_every_entry_as_it_was(
    crowd: tuple[ServiceHarness, Iterator[int]], changes: list[tuple[Change, int]]
) -> None:
    harness, numbers = crowd
    who = f"U{next(numbers)}"
    with harness.open(who) as ctx:
        settings.enrol(ctx, IMI)
        settings.set_cycle_start(ctx, IMI, date(2025, 6, 1))
        settings.set_opening(ctx, IMI, cycle=2500, year=600)
        settings.set_job(ctx, "Vehicle technician", date(2020, 1, 1))
        harness.logged(ctx)
    stood: list[dict[int, Standing]] = []
    for change, place in changes:
        before, turns = standing(harness, who), _turns(harness, who)
        _tried(harness, who, change, place)
        harness.now += timedelta(minutes=2)
        if _turns(harness, who) > turns:
            stood.append(before)
        else:
            assert standing(harness, who) == before, f"{change} cannot be taken back"
    while stood:
        undone(harness, who)
        before, now = stood.pop(), standing(harness, who)
        assert {one: now[one] for one in before} == before
        assert all(now[one][0].status == "discarded" for one in now.keys() - before.keys())
    with harness.open(who) as ctx, pytest.raises(Refused, match="nothing_to_undo"):
        undo(ctx)
    _the_chain_says_what_is_so(harness, who)
    _each_is_worth_what_it_would_be_anew(harness, who)


def _tried(harness: ServiceHarness, who: str, change: Change, place: int) -> None:
    """The change, unless it is refused."""
    try:
        with harness.open(who) as ctx:
            mine = ctx.work.member_data.entries(ctx.member.id, 0, 1000)
            change.do(ctx, find(ctx, mine[place % len(mine)].id))
    except (Refused, Mistaken):
        return


def _turns(harness: ServiceHarness, who: str) -> int:
    [(turns,)] = harness.query(
        "SELECT count(DISTINCT turn) FROM undo_step WHERE member_id = "
        f"(SELECT id FROM member WHERE slack_id = '{who}')"
    )
    return int(turns)


def _the_chain_says_what_is_so(harness: ServiceHarness, who: str) -> None:
    """It can be verified, and its last word on each entry is how the entry stands."""
    with harness.open(who) as ctx:
        revisions = ctx.work.member_data.revisions(ctx.member.id, 0, 1000)
        assert chain.verify(revisions, head=ctx.member.chain_head) is None
        last = {one.entry_id: one for one in revisions}
        for entry in ctx.work.member_data.entries(ctx.member.id, 0, 1000):
            if entry.status == "logged":
                evidence = ctx.work.entries.evidence([entry.id])[entry.id]
                kept = json.loads(last[entry.id].content or "")
                assert kept == {**content_of(entry, evidence), "salt": kept["salt"]}


def _each_is_worth_what_it_would_be_anew(harness: ServiceHarness, who: str) -> None:
    """Logged entries under the rules, and no others."""
    kept = (
        "SELECT entry_id, state, credits, weight FROM assessment JOIN entry "
        "ON entry.id = entry_id JOIN member ON member.id = member_id "
        f"WHERE slack_id = '{who}' ORDER BY entry_id"
    )
    before = harness.query(kept)
    with harness.open(who) as ctx:
        assess_all(ctx)
        logged = {one.id for one in ctx.work.entries.list(ctx.member.id, ["logged"])}
    assert {number for number, *_ in before} == logged
    assert harness.query(kept) == before


def test_undo_takes_back_a_correction_that_is_still_asked_about(database: Database) -> None:
    chat = ChatHarness(database, schemes=["imi-register"])
    chat.say("1h radar webinar yesterday, learnt to aim the target, it helps", {"tap": "Save"})
    assert "Make it 3 h?" in chat.say("the radar one was 3h")
    assert "it stays as it is saved" in chat.say("undo")
    assert [(one["status"], one["minutes"]) for one in chat.entries] == [("logged", 60)]
    chat.say("undo")
    assert [one["status"] for one in chat.entries] == ["logged"]
