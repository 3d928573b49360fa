"""What an undo takes back and puts back: one test for each rule of `bot.services.record.undo`.

That any turns are taken back as they came is shown in `test_undoing`.
"""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from bot.conversation.reading import read
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.members import settings
from bot.services.nudges import pausing
from bot.services.record import answering, entries, follow_ups
from bot.services.record.dialogue import dialogue_about, hold
from bot.services.record.entries import Source
from bot.services.record.entry_changes import find
from bot.services.record.undo import Reverted, last_turn, last_turn_at, undo
from storage.row_types import EntryRecord
from tests.services.harness import ServiceHarness

IMI = "imi-register"
ACCOUNT = "proving dead before touching the pack, I do EV battery swaps now"


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


def begin(ctx: MemberContext, text: str = "2h EV course yesterday") -> EntryRecord:
    told = read(text, now=ctx.now, tz=ctx.zone, working_day=ctx.working_day)
    return entries.begin(ctx, told, Source(f"{ctx.origin.key}:{text}", text))


def begun(harness: ServiceHarness) -> int:
    with harness.open() as ctx:
        return begin(ctx).id


def turned(
    harness: ServiceHarness, number: int, *steps: Callable[[MemberContext, EntryRecord], object]
) -> None:
    """One turn of several steps."""
    with harness.open() as ctx:
        for step in steps:
            step(ctx, find(ctx, number))


def undone(harness: ServiceHarness, turn: str | None = None) -> tuple[Reverted, ...]:
    with harness.open() as ctx:
        return undo(ctx, turn)


def saved_logged(harness: ServiceHarness) -> int:
    with harness.open() as ctx:
        return harness.logged(ctx).id


def length(minutes: int) -> Callable[[MemberContext, EntryRecord], object]:
    return lambda ctx, entry: entries.edit(ctx, entry, {"minutes": minutes})


def account(ctx: MemberContext, entry: EntryRecord) -> object:
    return answering.answer(ctx, entry, ACCOUNT)


# Which turn


def test_without_a_turn_there_is_nothing_to_undo(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        assert (last_turn(ctx), last_turn_at(ctx)) == (None, None)
    with pytest.raises(Refused, match="nothing_to_undo"):
        undone(harness)


def test_the_last_turn_is_known_by_its_origin_and_its_moment(harness: ServiceHarness) -> None:
    number = begun(harness)
    harness.now += timedelta(hours=1)
    with harness.open() as ctx:
        length(90)(ctx, find(ctx, number))
        key = ctx.origin.key
    with harness.open() as ctx:
        assert (last_turn(ctx), last_turn_at(ctx)) == (key, harness.now)


def test_a_button_undoes_its_own_turn_and_no_later_one(harness: ServiceHarness) -> None:
    number = begun(harness)
    with harness.open() as ctx:
        begins = last_turn(ctx)
    turned(harness, number, length(90))
    with pytest.raises(Refused, match="changed_since"):
        undone(harness, begins)
    assert harness.entry(number).minutes == 90
    undone(harness)
    undone(harness, begins)
    assert harness.entry(number).status == "discarded"


def test_an_undo_is_no_turn_so_that_the_next_takes_back_the_one_before(
    harness: ServiceHarness,
) -> None:
    number = begun(harness)
    turned(harness, number, length(90))
    turned(harness, number, length(60))
    undone(harness)
    assert harness.entry(number).minutes == 90
    undone(harness)
    assert harness.entry(number).minutes == 120


def test_what_was_changed_twice_in_a_turn_is_as_it_was_before_the_turn(
    harness: ServiceHarness,
) -> None:
    number = begun(harness)
    turned(harness, number, length(90), length(60))
    [reverted] = undone(harness)
    assert [one.to_dict() for one in reverted.facts] == [
        {"field": "minutes", "before": 60, "after": 120}
    ]


def test_all_that_a_turn_changed_is_put_back_and_told_in_its_order(harness: ServiceHarness) -> None:
    first, second = begun(harness), begun(harness)
    with harness.open() as ctx:
        for number in (second, first):
            length(90)(ctx, find(ctx, number))
        third = begin(ctx, "1h webinar today").id
    assert [one.entry.id for one in undone(harness)] == [second, first, third]
    assert [harness.entry(one).minutes for one in (first, second)] == [120, 120]


# What is put back


def test_what_a_turn_began_is_discarded_and_can_be_brought_back(harness: ServiceHarness) -> None:
    number = begun(harness)
    [reverted] = undone(harness)
    assert (reverted.besides, reverted.facts) == (("begun",), ())
    assert harness.entry(number).status == "discarded"
    with harness.open() as ctx:
        assert entries.bring_back(ctx, find(ctx, number)).status == "draft"


def test_saving_is_taken_back_with_a_revision_and_out_of_every_total(
    harness: ServiceHarness,
) -> None:
    number = begun(harness)
    turned(harness, number, account)
    turned(harness, number, entries.save)
    [reverted] = undone(harness)
    assert reverted.besides == ("draft",)
    assert harness.entry(number).logged_at is None
    assert [kind for kind, _ in harness.revisions()] == ["saved", "withdrawn"]
    assert harness.query("SELECT * FROM assessment") == []
    with harness.open() as ctx:
        assert entries.save(ctx, find(ctx, number)).status == "logged"


def test_a_withdrawal_is_taken_back_as_a_restoration(harness: ServiceHarness) -> None:
    number = saved_logged(harness)
    turned(harness, number, entries.withdraw)
    assert undone(harness)[0].besides == ("logged",)
    assert [kind for kind, _ in harness.revisions()] == ["saved", "withdrawn", "restored"]
    assert harness.query("SELECT state, credits FROM assessment") == [("counted", 200)]


def test_a_restoration_is_taken_back_as_a_withdrawal(harness: ServiceHarness) -> None:
    number = saved_logged(harness)
    turned(harness, number, entries.withdraw)
    turned(harness, number, entries.restore)
    assert undone(harness)[0].besides == ("withdrawn",)
    assert [kind for kind, _ in harness.revisions()][-2:] == ["restored", "withdrawn"]
    assert harness.query("SELECT * FROM assessment") == []


def test_a_change_of_what_is_saved_is_taken_back_as_an_edit_and_assessed(
    harness: ServiceHarness,
) -> None:
    number = saved_logged(harness)
    turned(harness, number, length(60))
    undone(harness)
    found = harness.revisions()
    assert [kind for kind, _ in found] == ["saved", "edited", "edited"]
    assert found[-1][1]["minutes"] == 120
    assert harness.query("SELECT state, credits FROM assessment") == [("counted", 200)]


def test_what_no_revision_holds_is_taken_back_without_one_and_assessed_all_the_same(
    harness: ServiceHarness,
) -> None:
    with harness.open() as ctx:
        settings.set_opening(ctx, IMI, cycle=2500, year=600)
    number = saved_logged(harness)
    turned(
        harness,
        number,
        lambda ctx, one: entries.say_whether_in_opening(ctx, one, IMI, already=True),
    )
    undone(harness)
    assert harness.entry(number).in_opening == {}
    assert [kind for kind, _ in harness.revisions()] == ["saved"]
    assert harness.query("SELECT state FROM assessment") == [("waiting",)]


@pytest.mark.parametrize(
    "links", [["https://a.example"], ["https://a.example", "https://b.example"]]
)
def test_links_are_put_back_with_their_revision(harness: ServiceHarness, links: list[str]) -> None:
    number = saved_logged(harness)

    def link(ctx: MemberContext, entry: EntryRecord) -> None:
        for url in links:
            entries.link_message(ctx, entry, url)

    turned(harness, number, link)
    [reverted] = undone(harness)
    assert reverted.besides == (("link",) if len(links) == 1 else ("links",))
    assert harness.links(number) == []
    assert [kind for kind, _ in harness.revisions()] == ["saved", "edited"]


def test_an_answer_is_out_again_and_its_question_waits_from_now_on(harness: ServiceHarness) -> None:
    number = begun(harness)
    turned(harness, number, account)
    harness.now += timedelta(hours=3)
    [reverted] = undone(harness)
    assert (reverted.besides, harness.entry(number).evaluate) == (("answer",), None)
    state = harness.dialogue(number).state
    assert (state.pending, state.pending_since) == ("evaluate", harness.now)


def test_other_words_take_the_place_of_words_again(harness: ServiceHarness) -> None:
    number = begun(harness)
    turned(harness, number, account)
    turned(harness, number, lambda ctx, one: answering.answer(ctx, one, "I log it", about="more"))
    [reverted] = undone(harness)
    assert (reverted.besides, harness.entry(number).evaluate) == (("words",), ACCOUNT)


def test_a_question_that_was_skipped_is_asked_again(harness: ServiceHarness) -> None:
    number = begun(harness)
    turned(harness, number, answering.skip)
    [reverted] = undone(harness)
    assert (reverted.besides, harness.dialogue(number).state.pending) == (("question",), "evaluate")
    assert harness.dialogue(number).state.skipped == frozenset()


def test_what_was_asked_stays_asked_so_that_undoing_asks_no_more_than_the_limit(
    harness: ServiceHarness,
) -> None:
    number = begun(harness)
    turned(harness, number, account)
    turned(harness, number, answering.ask_another)
    asked = harness.dialogue(number).state.asked
    undone(harness)
    assert harness.dialogue(number).state.asked == asked
    assert harness.dialogue(number).state.pending is None


def test_words_that_are_asked_about_since_are_held_on_and_others_are_as_they_were(
    harness: ServiceHarness,
) -> None:
    number = begun(harness)
    turned(harness, number, account)
    turned(
        harness,
        number,
        lambda ctx, one: hold(ctx, dialogue_about(ctx, one), "which", key="h", text="later"),
    )
    undone(harness)
    kinds = [one["kind"] for one in harness.dialogue(number).held]
    assert kinds == ["which"]


def test_an_offer_about_what_the_turn_began_goes_with_it(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        entry = entries.edit(ctx, begin(ctx), {"plan": "check the bracket"})
        follow_ups.offer(ctx, entry)
    assert harness.query("SELECT state FROM follow_up") == [("offered",)]
    undone(harness)
    assert harness.query("SELECT state FROM follow_up") == [("dropped",)]


def test_an_offer_of_the_turn_goes_with_it(harness: ServiceHarness) -> None:
    number = begun(harness)

    def plan(ctx: MemberContext, entry: EntryRecord) -> None:
        follow_ups.offer(ctx, answering.answer(ctx, entry, f"{ACCOUNT}. I will check it"))

    turned(harness, number, plan)
    assert harness.query("SELECT state FROM follow_up") == [("offered",)]
    undone(harness)
    assert harness.query("SELECT state FROM follow_up") == [("dropped",)]


def test_what_was_agreed_on_is_offered_again_and_that_is_told(harness: ServiceHarness) -> None:
    number = begun(harness)
    turned(harness, number, lambda ctx, one: entries.edit(ctx, one, {"plan": "check it"}))
    turned(harness, number, follow_ups.offer)
    [(offer,)] = harness.query("SELECT id FROM follow_up")
    turned(harness, number, lambda ctx, _: follow_ups.settle_offer(ctx, offer, agreed=True))
    [reverted] = undone(harness)
    assert reverted.besides == ("not_asked",)
    assert harness.query("SELECT state FROM follow_up") == [("offered",)]


def test_a_turn_that_only_declined_something_is_taken_back_and_nothing_before_it(
    harness: ServiceHarness,
) -> None:
    number = begun(harness)
    turned(harness, number, lambda ctx, one: ctx.work.entries.remember(one, ctx.now))
    [reverted] = undone(harness)
    assert (reverted.besides, reverted.facts) == (("nothing",), ())
    assert harness.entry(number).status == "draft"


def test_days_of_quiet_are_as_they_were_and_are_told_with_the_first_entry_only(
    harness: ServiceHarness,
) -> None:
    first, second = begun(harness), begun(harness)

    def pause(ctx: MemberContext, entry: EntryRecord) -> None:
        ctx.work.entries.remember(entry, ctx.now)
        pausing.pause(ctx, "2 weeks")
        length(90)(ctx, find(ctx, second))

    turned(harness, first, pause)
    assert harness.query("SELECT paused_until FROM member") != [(None,)]
    assert [one.besides for one in undone(harness)] == [("quiet",), ()]
    assert harness.query("SELECT paused_until FROM member") == [(None,)]


def test_whatever_shows_the_entry_is_shown_anew(harness: ServiceHarness) -> None:
    number = begun(harness)
    turned(harness, number, account)
    with harness.open() as ctx:
        ctx.reply("which", {"key": "h1"}, entry_id=number)
    harness.everything_is_sent()
    undone(harness)
    assert harness.shown_anew() == {"card", "note", "which"}


def test_what_was_put_back_is_told_as_plain_values_without_a_word_of_an_account(
    harness: ServiceHarness,
) -> None:
    number = begun(harness)
    turned(harness, number, length(90), account)
    [reverted] = undone(harness)
    assert reverted.to_dict() == {
        "title": "EV course",
        "facts": [{"field": "minutes", "before": 90, "after": 120}],
        "besides": ["answer"],
    }
