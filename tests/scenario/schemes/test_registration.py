"""A registration is what somebody told of it: kept with its day and its teller, and taken back."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.services.admin.actions import AskForMemberRegistration
from bot.services.context.refused import Refused
from bot.services.members import settings
from bot.services.schemes import registrations
from bot.services.schemes.registrations import Told
from tests.harness import ANA, IDA, MAX, MONDAY, Harness, Member, buttons, harness_at, reads

IMI = "imi-register"
REMOVED = "Removed since 3 Mar 2026"
WAY_BACK = "What it takes to come back is not known to me: ask IMI."


@pytest.fixture(params=["sqlite_url", "postgres_url"])
async def registered(request: pytest.FixtureRequest) -> AsyncIterator[Harness]:
    """Ana is in the IMI register and in TechSafe; Ida administers."""
    async with harness_at(request.getfixturevalue(request.param)) as harness:
        await harness.enrolled(ANA)
        with harness.open(ANA) as ctx:
            settings.enrol(ctx, "imi-techsafe/ADAS")
        harness.member(IDA)
        yield harness


async def status(member: Member) -> str:
    await member.command("status")
    return reads(member.whispers()[-1])


def events(harness: Harness) -> list[tuple[str, str, bool]]:
    with harness.open(ANA) as ctx:
        return [
            (one.kind, one.source, one.taken_back)
            for one in ctx.work.registrations.all_of(ctx.member.id)
        ]


async def test_told_in_words_it_is_kept_with_its_day_and_taken_back(registered: Harness) -> None:
    ana = registered.member(ANA)
    await ana.write("IMI removed me from the register on 3 March")
    assert "Noted: removed since 3 Mar 2026, so I no longer nudge you" in reads(ana.heard[-1])
    said = await status(ana)
    assert f"{REMOVED}. 0 of 30 this year, 0 of 90 in the cycle." in said
    assert said.count(WAY_BACK) == 1
    assert "It needs IMI register, from which you were removed." in said
    await ana.write("undo")
    assert "What you told me about your registration is taken back." in reads(ana.heard[-1])
    assert REMOVED not in await status(ana)
    assert events(registered) == [("removed", "member", True)]


async def test_whoever_is_back_is_told_to_be_registered_again(registered: Harness) -> None:
    ana = registered.member(ANA)
    await ana.write("I'm back on the register")
    assert "I know of no removal before that day." in reads(ana.heard[-1])
    await ana.write("IMI removed me from the register on 3 March")
    await ana.write("I am back on the register since 1 November")
    assert "Noted: restored since 1 Nov 2026." in reads(ana.heard[-1])
    said = await status(ana)
    assert REMOVED not in said
    assert "It needs IMI register" not in said
    await ana.write("undo")
    assert REMOVED in await status(ana)


async def test_of_what_is_told_at_one_moment_the_last_holds(registered: Harness) -> None:
    """A replayed conversation's clock stands still between two turns."""
    today = date(2026, 11, 21)
    with registered.open(ANA) as ctx:
        enrolment = ctx.work.enrolments.of(ctx.member.id)[0].id
        registrations.tell(ctx, enrolment, Told("extended", today, date(2027, 6, 30)))
        registrations.tell(ctx, enrolment, Told("removed", date(2026, 11, 20)))
    ana = registered.member(ANA)
    assert "Removed since 20 Nov 2026" in await status(ana)
    with registered.open(ANA) as ctx:
        registrations.tell(ctx, enrolment, Told("restored", today))
        registrations.tell(ctx, enrolment, Told("removed", today))
        registrations.take_back(ctx)
    assert "Removed since" not in await status(ana)


async def test_a_recognition_falls_alone(registered: Harness) -> None:
    ana = registered.member(ANA)
    await ana.write("my TechSafe recognition was removed on 3 March")
    said = await status(ana)
    register, techsafe = said.split("IMI TechSafe", maxsplit=1)
    assert REMOVED not in register
    assert f"{REMOVED}. Not known yet" in techsafe


async def test_it_is_told_in_settings_and_what_cannot_be_is_refused(registered: Harness) -> None:
    ana = registered.member(ANA)
    await ana.command("settings")
    assert "Registration: nothing told yet." in reads(ana.whispers()[-1])
    await ana.click("Registration", ana.whispers()[-1])
    answer = await ana.submit({"registration": "extended", "since": "2026-12-24"})
    assert "That day is still to come." in str(answer)
    answer = await ana.submit(
        {"registration": "extended", "since": "2026-11-02", "until": "2026-11-01"}
    )
    assert "That ends before it begins." in str(answer)
    answer = await ana.submit(
        {"registration": "removed", "since": "2026-11-02", "until": "2026-11-03"}
    )
    assert "A last day belongs to “extended” alone." in str(answer)
    await ana.submit({"registration": "extended", "since": "2026-11-02", "until": "2027-06-30"})
    await ana.command("settings")
    told = "Registration: extended since 2 Nov 2026, to 30 Jun 2027, as you told me on 21 Nov 2026."
    assert told in reads(ana.whispers()[-1])


async def test_of_two_who_tell_otherwise_the_later_holds_and_both_are_kept(
    registered: Harness,
) -> None:
    ana, ida = registered.member(ANA), registered.member(IDA)
    await ana.write("IMI extended my registration to 30 June")
    await registered.move_to(MONDAY)
    await ida.command("admin members")
    page = ida.whispers()[-1]
    assert buttons(page).count("Registration") == 1
    await ida.press(page, "registration_of:0")
    await ida.submit({"registration": "removed", "since": "2026-11-22"})
    assert "Kept, and <@U0ANA00000> is told." in reads(ida.heard[-1])
    assert "An administrator has told me of IMI register: removed since 22 Nov 2026." in reads(
        ana.heard[-1]
    )
    await ana.command("settings")
    said = reads(ana.whispers()[-1])
    assert "removed since 22 Nov 2026, as an administrator told me on 23 Nov 2026." in said
    assert "Before that, as you told me on 21 Nov 2026: extended since 21 Nov 2026" in said
    assert {one[:2] for one in events(registered)} == {
        ("extended", "member"),
        ("removed", "administrator"),
    }
    await ida.command("admin members")
    assert "removed since 22 Nov 2026" in reads(ida.whispers()[-1])


async def test_an_administrator_reads_nothing_of_what_the_member_told(registered: Harness) -> None:
    await registered.member(ANA).write("IMI removed me from the register on 3 March")
    ida = registered.member(IDA)
    await ida.command("admin members")
    assert "removed" not in reads(ida.whispers()[-1])


async def test_nobody_else_tells_it_of_a_member(registered: Harness) -> None:
    with registered.open(ANA) as ctx:
        enrolment = ctx.work.enrolments.of(ctx.member.id)[0]
    with registered.open(MAX) as ctx, pytest.raises(Refused, match="administrators_only"):
        AskForMemberRegistration(ANA.id, enrolment.id).do(ctx)


async def test_nudges_about_its_credits_stop_until_the_member_is_back(
    sqlite_url: str,
) -> None:
    async with harness_at(sqlite_url, now=datetime(2028, 3, 6, 15, 0, tzinfo=UTC)) as harness:
        await harness.enrolled(ANA)
        ana = harness.member(ANA)
        await ana.write("IMI removed me from the register on 1 March")
        heard = len(ana.heard)
        for weeks in range(1, 9):
            await harness.move_to(datetime(2028, 3, 6, 15, 0, tzinfo=UTC) + timedelta(weeks=weeks))
        assert [reads(one) for one in ana.heard[heard:]] == []
        await ana.write("I'm back on the register")
        await harness.move_to(datetime(2028, 3, 6, 15, 0, tzinfo=UTC) + timedelta(weeks=9))
        assert "0 of 90" in reads(ana.heard[-1])


async def test_an_answer_about_a_cycle_that_ended_short_is_told_of_the_registration(
    database_url: str,
) -> None:
    async with harness_at(database_url, now=datetime(2028, 5, 29, 9, 0, tzinfo=UTC)) as harness:
        await harness.enrolled(ANA)
        await harness.move_to(datetime(2028, 6, 20, 9, 0, tzinfo=UTC))
        ana = harness.member(ANA)
        await ana.write("IMI removed me from the register on 30 May")
        assert "That cycle ran to 31 May 2028: what followed from it came later." in reads(
            ana.heard[-1]
        )
        await ana.write("IMI removed me from the register on 10 June")
        said = await status(ana)
        assert "Removed since 10 Jun 2028" in said
        assert "Any news?" not in said
        await ana.write("undo")
        assert "What you told me about your last cycle is taken back." in reads(ana.heard[-1])
        said = await status(ana)
        assert "Removed since" not in said
        assert "Any news?" in said
        with harness.open(ANA) as ctx:
            [told] = ctx.work.registrations.all_of(ctx.member.id)
        assert (told.kind, told.dated, told.cycle, told.taken_back) == (
            "removed",
            date(2028, 6, 10),
            date(2025, 6, 1),
            True,
        )


async def test_a_link_that_came_after_it_is_taken_back_before_it(registered: Harness) -> None:
    ana = registered.member(ANA)
    await ana.write("2h battery isolation course at Bosch yesterday")
    registered.pass_by(timedelta(hours=1))
    await ana.write("IMI removed me from the register on 3 March")
    registered.pass_by(timedelta(hours=1))
    await ana.write("https://example.org/certificate", thread=ana.card)
    linked = "SELECT count(*) FROM evidence"
    assert await registered.query(linked) == [(1,)]
    await ana.write("undo")
    assert await registered.query(linked) == [(0,)]
    assert REMOVED in await status(ana)
