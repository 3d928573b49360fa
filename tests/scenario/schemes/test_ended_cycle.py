"""A cycle that ended short: its member reads it first, then the manager; news is kept."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.services.members import settings
from bot.services.record import entries
from sandbox import Message
from tests.harness import ANA, MAX, Harness, Member, buttons, harness_at, reads

ENDED = "Your cycle ended on 31 May 2028; I count 6 of 90"
IMI = "imi-register"
DAY_AFTER = datetime(2028, 6, 1, 9, 0, tzinfo=UTC)


def asked(member: Member) -> list[Message]:
    """Every question about it that a member has had."""
    return [one for one in member.heard if one.text == "A word about your last CPD cycle."]


@pytest.fixture(params=["sqlite_url", "postgres_url"])
async def short(request: pytest.FixtureRequest) -> AsyncIterator[Harness]:
    """Somebody whose cycle ends on Wednesday with 6 of 90, and whose manager is Max."""
    url = request.getfixturevalue(request.param)
    async with harness_at(url, now=datetime(2028, 5, 29, 9, 0, tzinfo=UTC)) as harness:
        await harness.enrolled(ANA)
        await harness.logged(ANA, days_ago=40, minutes=6 * 60)
        ana, manager = harness.member(ANA), harness.member(MAX)
        await ana.command("settings")
        await ana.press(ana.whispers()[-1], "manager")
        await ana.submit({"manager": MAX.id})
        await manager.click("Accept")
        yield harness


async def listed(harness: Harness) -> str:
    answer: str = await harness.member(MAX).command(name="/cpd-team")
    return next(line for line in answer.splitlines() if line.startswith("Name Ana"))


async def test_the_member_is_told_first_and_then_the_manager_reads_of_it(short: Harness) -> None:
    ana = short.member(ANA)
    early = datetime(2028, 6, 1, 5, 0, tzinfo=UTC)
    await short.move_to(early)
    assert asked(ana) == []
    assert "ended short" not in await listed(short)
    await short.move_to(DAY_AFTER)
    [question] = asked(ana)
    assert ENDED in reads(question)
    assert buttons(question)[:5] == [
        "Nothing yet",
        "Still registered",
        "Extended",
        "Removed",
        "More to add",
    ]
    assert "cycle ended short on 31 May 2028: 6 of 90, no news yet" in await listed(short)


async def test_an_answer_is_kept_with_its_day_and_ends_the_asking(short: Harness) -> None:
    ana = short.member(ANA)
    await short.move_to(DAY_AFTER)
    await ana.click("Still registered", asked(ana)[-1])
    assert "You told me on 1 Jun 2028: still registered." in reads(asked(ana)[-1])
    assert "early days" in await listed(short)
    for weeks in (4, 5, 9):
        await short.move_to(DAY_AFTER + timedelta(weeks=weeks))
    assert len(asked(ana)) == 1


async def test_while_there_is_no_news_it_is_asked_again_in_a_month(short: Harness) -> None:
    ana = short.member(ANA)
    await short.move_to(DAY_AFTER)
    await ana.click("Nothing yet", asked(ana)[-1])
    await short.move_to(DAY_AFTER + timedelta(days=28))
    assert len(asked(ana)) == 1
    await short.move_to(DAY_AFTER + timedelta(days=32))
    assert len(asked(ana)) == 1
    await short.move_to(DAY_AFTER + timedelta(days=32, hours=5))  # the usual hour has come
    first, again = asked(ana)
    assert "no news yet" in await listed(short)
    assert "You told me on 1 Jun 2028: no news yet. I will ask again in a month." in reads(first)
    assert "On 1 Jun 2028 there was no news yet. Is there any now?" in reads(again)
    assert buttons(again)[:4] == ["Nothing yet", "Still registered", "Extended", "Removed"]
    await ana.click("Extended", again)
    assert "You told me on 3 Jul 2028: extended." in reads(asked(ana)[-1])
    assert "You told me on 3 Jul 2028: extended." in reads(asked(ana)[0])


async def test_the_month_runs_from_the_answer(short: Harness) -> None:
    ana = short.member(ANA)
    await short.move_to(DAY_AFTER)
    await short.move_to(DAY_AFTER + timedelta(days=29))
    await ana.click("Nothing yet", asked(ana)[-1])
    for days in (32, 40, 57):
        await short.move_to(DAY_AFTER + timedelta(days=days, hours=5))
    assert len(asked(ana)) == 1
    await short.move_to(DAY_AFTER + timedelta(days=60, hours=5))
    assert len(asked(ana)) == 2


async def test_unanswered_it_is_not_asked_twice_in_the_same_words(short: Harness) -> None:
    ana = short.member(ANA)
    for days in range(0, 130, 3):
        await short.move_to(DAY_AFTER + timedelta(days=days, hours=5))
    said = [reads(one) for one in asked(ana)]
    assert len(said) == len(set(said)) == 5


async def test_an_answer_can_be_changed_from_the_standing(short: Harness) -> None:
    ana = short.member(ANA)
    await short.move_to(DAY_AFTER)
    await ana.click("Extended", asked(ana)[-1])
    await ana.command("status")
    await ana.press(ana.whispers()[-1], "cycle_news")
    assert "You told me on 1 Jun 2028: extended." in reads(ana.whispers()[-1])
    await ana.press(ana.whispers()[-1], "tell_cycle_news")
    assert "Any news?" in reads(ana.whispers()[-1])


async def test_an_extension_keeps_its_day_and_what_was_counted_stays_in_sight(
    short: Harness,
) -> None:
    ana = short.member(ANA)
    await short.move_to(DAY_AFTER)
    await ana.click("Extended", asked(ana)[-1])
    assert "To which day?" in reads(asked(ana)[-1])
    when = "6 of 90 when its cycle ended on 31 May 2028"
    assert f"extended, they say; {when}" in await listed(short)
    await ana.write("they extended it to 31 December")
    assert "Noted: extended to 31 Dec 2028." in ana.last
    assert "You told me on 1 Jun 2028: extended to 31 Dec 2028." in reads(asked(ana)[-1])
    said = await ana.command("status")
    assert "Your last cycle ended short: 6 of 90. You told me on 1 Jun 2028: extended to" in said
    assert "Whether what you do by then counts in it is not known to me." in said
    assert f"extended to 31 Dec 2028, they say; {when}" in await listed(short)
    page = await short.member(MAX).command(name="/cpd-team")
    assert "extended to 31 Dec 2028, they say; ended short on 31 May 2028" in page
    await short.move_to(DAY_AFTER + timedelta(days=90))
    await ana.write("I'm still registered")
    assert "Noted: still registered." in ana.last
    assert "extended" not in await listed(short)


async def test_an_extension_that_is_told_before_the_end_is_the_answer_to_it(
    short: Harness,
) -> None:
    ana = short.member(ANA)
    await ana.write("they extended it to 31 December")
    assert "Noted: extended to 31 Dec 2028." in ana.last
    assert "extended since 29 May 2028, to 31 Dec 2028" in await ana.command("status")
    await short.move_to(DAY_AFTER)
    assert asked(ana) == []
    assert "Your last cycle ended short: 6 of 90." in await ana.command("status")
    assert "extended to 31 Dec 2028, they say; 6 of 90" in await listed(short)
    await ana.write("IMI removed me from the register on 1 June")
    assert "removed, they say" in await listed(short)


async def test_undo_takes_back_the_answer_that_was_given_last(short: Harness) -> None:
    ana = short.member(ANA)
    await short.move_to(DAY_AFTER)
    await ana.click("Nothing yet", asked(ana)[-1])
    await ana.click("That was wrong", asked(ana)[-1])
    await ana.click("Removed", asked(ana)[-1])
    await ana.write("undo")
    assert ana.last == "What you told me about your last cycle is taken back."
    assert ENDED in reads(asked(ana)[-1])
    assert "6 of 90, no news yet" in await listed(short)


async def test_undo_takes_back_an_entry_that_came_after_the_answer(short: Harness) -> None:
    ana = short.member(ANA)
    await short.move_to(DAY_AFTER)
    await ana.click("Removed", asked(ana)[-1])
    await short.move_to(DAY_AFTER + timedelta(minutes=5))
    await ana.write("One hour webinar on flood risk today")
    await ana.write("undo")
    assert "removed, they say" in await listed(short)


@pytest.mark.parametrize("amount", ["85", "120"])
async def test_what_the_account_shows_for_it_is_told_and_taken_back(
    short: Harness, amount: str
) -> None:
    ana = short.member(ANA)
    await short.move_to(DAY_AFTER)
    await ana.click("More to add", asked(ana)[-1])
    assert await ana.submit({"opening_cycle": "lots"}) != {}
    assert await ana.submit({"opening_cycle": amount}) == {}
    assert ana.last == f"Noted: {amount} for that cycle, where I had 6. “undo” takes it back."
    status = await ana.command("status")
    if amount == "85":
        assert "Your cycle ended on 31 May 2028; your account shows 85 of 90." in status
        assert "cycle ended short on 31 May 2028: 85 of 90, no news yet" in await listed(short)
        assert "your account shows 85 of 90" in reads(asked(ana)[-1])
    else:
        assert "ended on" not in status
        assert "ended" not in await listed(short)
        assert "Nothing is open about that cycle any more." in reads(asked(ana)[-1])
    await ana.write("undo")
    assert ana.last == "What you told me about your last cycle is taken back."
    assert ENDED in reads(asked(ana)[-1])
    assert "6 of 90, no news yet" in await listed(short)


async def test_what_it_shows_and_what_followed_are_taken_back_one_after_the_other(
    short: Harness,
) -> None:
    ana = short.member(ANA)
    await short.move_to(DAY_AFTER)
    for amount in ("70", "85"):
        await ana.click("More to add", asked(ana)[-1])
        await ana.submit({"opening_cycle": amount})
        await short.move_to(DAY_AFTER + timedelta(minutes=int(amount)))
    await ana.click("Removed", asked(ana)[-1])
    await ana.write("undo")
    assert "your account shows 85 of 90" in reads(asked(ana)[-1])
    await ana.write("undo")
    assert "your account shows 70 of 90" in reads(asked(ana)[-1])


async def test_an_answer_given_by_mistake_is_taken_back(short: Harness) -> None:
    ana = short.member(ANA)
    await short.move_to(DAY_AFTER)
    await ana.click("Removed", asked(ana)[-1])
    assert "removed, they say" in await listed(short)
    await ana.click("That was wrong", asked(ana)[-1])
    assert "Any news?" in reads(asked(ana)[-1])
    assert "no news yet" in await listed(short)


async def test_what_is_added_late_closes_it(short: Harness) -> None:
    ana = short.member(ANA)
    await short.move_to(DAY_AFTER)
    await short.logged(ANA, days_ago=20, minutes=84 * 60, over_days=14)
    assert "ended" not in await listed(short)
    await short.move_to(DAY_AFTER + timedelta(days=40))
    assert len(asked(ana)) == 1


async def test_whoever_reads_it_in_their_standing_was_told(short: Harness) -> None:
    ana = short.member(ANA)
    await short.move_to(datetime(2028, 6, 1, 5, 0, tzinfo=UTC))
    assert ENDED in await ana.command("status")
    assert "cycle ended short" in await listed(short)


async def test_a_new_balance_does_not_make_a_cycle_short_that_was_met(short: Harness) -> None:
    ana = short.member(ANA)
    with short.open(ANA) as ctx:
        settings.set_opening(ctx, IMI, cycle=8500, year=0)
    await short.move_to(datetime(2028, 5, 30, 9, 0, tzinfo=UTC))
    await short.logged(ANA, days_ago=0, minutes=5 * 60)
    await ana.open_home()
    with short.open(ANA) as ctx:
        for entry in ctx.work.entries.list(ctx.member.id, ["logged"], limit=5):
            already = entry.minutes != 5 * 60
            entries.say_whether_in_opening(ctx, entry, IMI, already=already)
    await short.move_to(DAY_AFTER)
    assert asked(ana) == []
    with short.open(ANA) as ctx:
        settings.set_opening(ctx, IMI, cycle=0, year=0)
    assert "ended" not in await ana.command("status")
    with short.open(ANA) as ctx:
        settings.decline_opening(ctx, IMI)
    assert "ended" not in await ana.command("status")
    await short.move_to(DAY_AFTER + timedelta(days=4))
    assert asked(ana) == []


async def test_what_was_inside_a_balance_counts_only_once_when_a_new_one_is_told(
    short: Harness,
) -> None:
    ana = short.member(ANA)
    with short.open(ANA) as ctx:
        settings.set_opening(ctx, IMI, cycle=8500, year=0)
        [entry] = ctx.work.entries.list(ctx.member.id, ["logged"], limit=5)
        entries.say_whether_in_opening(ctx, entry, IMI, already=True)
    await short.move_to(DAY_AFTER)
    assert "I count 85 of 90" in reads(asked(ana)[-1])
    with short.open(ANA) as ctx:
        settings.set_opening(ctx, IMI, cycle=0, year=0)
    assert "I count 85 of 90" in await ana.command("status")


@pytest.mark.parametrize(
    "start", [date(2025, 6, 2), date(2028, 6, 1), date(2028, 6, 2)], ids=["old", "new", "near"]
)
async def test_a_start_that_is_corrected_loses_neither_the_cycle_nor_its_news(
    short: Harness, start: date
) -> None:
    ana = short.member(ANA)
    await short.move_to(DAY_AFTER)
    await ana.click("Nothing yet", asked(ana)[-1])
    await short.move_to(DAY_AFTER + timedelta(days=1))
    with short.open(ANA) as ctx:
        settings.set_cycle_start(ctx, IMI, start)
    assert "6 of 90, no news yet" in await listed(short)
    await ana.click("That was wrong", asked(ana)[-1])
    await ana.click("Still registered", asked(ana)[-1])
    assert "early days" in await listed(short)
    await short.move_to(DAY_AFTER + timedelta(days=40))
    assert len(asked(ana)) == 1
    await short.logged(ANA, days_ago=60, minutes=84 * 60, over_days=14)
    await ana.click("That was wrong", asked(ana)[-1])
    assert "ended" not in await listed(short)


async def test_a_cycle_that_began_months_later_leaves_the_one_that_ended_short(
    short: Harness,
) -> None:
    ana = short.member(ANA)
    await short.move_to(DAY_AFTER)
    await short.move_to(datetime(2028, 9, 4, 9, 0, tzinfo=UTC))
    with short.open(ANA) as ctx:
        settings.set_cycle_start(ctx, IMI, date(2028, 9, 1))
    assert ENDED in await ana.command("status")
    assert "ended short on 31 May 2028: 6 of 90, no news yet" in await listed(short)
    before = len(asked(ana))
    await short.move_to(datetime(2028, 10, 9, 15, 0, tzinfo=UTC))
    assert len(asked(ana)) == before + 1
    await ana.click("Still registered", asked(ana)[-1])
    assert "ended" not in await listed(short)


async def test_of_a_declined_balance_nobody_reads_more_than_what_is_logged_here(
    short: Harness,
) -> None:
    ana = short.member(ANA)
    with short.open(ANA) as ctx:
        settings.decline_opening(ctx, IMI)
    await short.move_to(DAY_AFTER)
    question = reads(asked(ana)[-1])
    assert "logged here are 6 of 90" in question
    assert "Tell me what your account shows" not in buttons(asked(ana)[-1])
    theirs = "cycle ended on 31 May 2028: logged here 6 of 90, the account is not known"
    assert theirs in await listed(short)
    await ana.write("where do I stand?")
    assert "logged here are 6 of 90" in ana.last
    with short.open(ANA) as ctx:
        settings.set_opening(ctx, IMI, cycle=200, year=200)
    assert "logged here are 6 of 90" in await ana.command("status")
    assert theirs in await listed(short)


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("still registered", "still registered"),
        ("Extended", "extended"),
        ("they've given me until june", "extended"),
        ("they've given me until 30 june", "extended to 30 Jun 2028"),
        ("they extended it to 30 June 2028", "extended to 30 Jun 2028"),
        ("they took me off the register", "removed"),
    ],
)
async def test_the_answer_may_be_typed(short: Harness, words: str, kept: str) -> None:
    ana = short.member(ANA)
    await short.move_to(DAY_AFTER)
    await ana.write(words)
    assert f"Noted: {kept}." in ana.last
    assert f"You told me on 1 Jun 2028: {kept}." in reads(asked(ana)[-1])
    await ana.write("undo")
    assert ENDED in reads(asked(ana)[-1])


async def test_nothing_yet_may_be_typed_and_what_is_added_is_written_down(short: Harness) -> None:
    ana = short.member(ANA)
    await short.move_to(DAY_AFTER)
    await ana.write("any news?")
    assert ENDED in ana.last
    await ana.write("more to add")
    assert ana.last == (
        "Write me a sentence about what you did, with its day. What your account shows for that "
        "cycle goes under “More to add”."
    )
    await ana.write("nothing yet")
    assert ana.last == "All right. I will ask again in a month."
    await ana.write("extended")
    await ana.write("no, still registered")
    assert "You told me on 1 Jun 2028: still registered." in reads(asked(ana)[-1])
    await ana.write("I extended my knowledge of pumps at a two-hour talk today")
    assert "Noted" not in ana.last
