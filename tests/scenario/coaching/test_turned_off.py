"""The coach is turned on and off from wherever that is offered, by older messages' buttons too."""

from tests.coach_server import Fields, coach_server
from tests.harness import ANA, IDA, SENTENCE, Harness, Member, buttons, reads
from tests.scenario.coaching.test_coach import PLAIN, QUESTION, coached
from tests.scenario.intake.test_commands import more_help

ALREADY_OFF = "The coach is off already."


def _question(_fields: Fields) -> str:
    return QUESTION


def _page(member: Member) -> str:
    """The newest page about the coach, as it stands."""
    return reads(next(one for one in reversed(member.whispers()) if "*The coach*" in reads(one)))


async def test_turned_off_below_a_question_it_is_said_and_the_plain_one_stands(
    database_url: str,
) -> None:
    async with (
        coach_server(question=_question) as server,
        coached(database_url, server) as (harness, ana),
    ):
        await ana.write(SENTENCE)
        shown = ana.card
        assert QUESTION in reads(shown)
        await ana.click("Turn the coach off")
        assert "The coach is off. Nothing is sent any more" in ana.last_whisper
        assert PLAIN in reads(ana.card)
        assert QUESTION not in reads(ana.card)
        assert "Turn the coach off" not in reads(ana.card)
        await ana.click("Turn the coach off", shown)  # as a client that has not been told yet
        assert ana.last_whisper.startswith(ALREADY_OFF)
        assert PLAIN in reads(ana.card)
        assert await harness.query("SELECT coach FROM member WHERE slack_id = 'U0ANA00000'") == [
            ("off",)
        ]


async def test_an_older_page_says_that_it_was_off_already(sqlite_url: str) -> None:
    async with (
        coach_server(question=_question) as server,
        coached(sqlite_url, server) as (_, ana),
    ):
        await ana.write(SENTENCE)
        assert "The coach is on." in _page(ana)
        await ana.click("Turn the coach off")
        assert "The coach is on." in _page(ana)
        await ana.click("Turn off")
        assert ALREADY_OFF in _page(ana)
        assert "[Turn on]" in _page(ana)
        assert len([one for one in ana.whispers() if "*The coach*" in reads(one)]) == 1
        await ana.click("Turn on")
        assert "The coach is on." in _page(ana)


async def test_an_older_page_says_that_it_was_on_already(sqlite_url: str) -> None:
    async with (
        coach_server() as server,
        coached(sqlite_url, server, on=False) as (_, ana),
    ):
        await ana.command("coach")
        older = ana.whispers()[-1]
        await ana.command("coach")
        await ana.click("Turn on")
        await ana.click("Turn on", older)
        assert "The coach is on already." in reads(
            next(one for one in ana.whispers() if one.ts == older.ts)
        )


async def test_an_older_page_says_that_there_is_none_any_more(sqlite_url: str) -> None:
    async with (
        coach_server() as server,
        coached(sqlite_url, server, on=False) as (harness, ana),
    ):
        await ana.command("coach")
        ida = harness.member(IDA)
        await ida.click("Forbid")
        await ana.click("Turn on")
        forbidden = (
            "Your administrators have not allowed a coach here. Everything works without one."
        )
        assert reads(ana.whispers()[-1]) == forbidden
        assert await harness.query("SELECT DISTINCT coach FROM member") == [("never",)]


async def test_where_it_is_forbidden_the_plain_question_stands_and_it_can_be_turned_off(
    database_url: str,
) -> None:
    async with (
        coach_server(question=_question) as server,
        coached(database_url, server) as (harness, ana),
    ):
        await ana.write(SENTENCE)
        shown = ana.card
        await harness.member(IDA).click("Forbid")
        assert PLAIN in reads(ana.card)
        await harness.member(IDA).click("Allow")
        assert QUESTION in reads(ana.card)
        await harness.member(IDA).click("Forbid")
        await ana.click("Turn the coach off", shown)  # as a client that has not been told yet
        assert ana.last_whisper.startswith("The coach is off.")
        await harness.member(IDA).click("Allow")
        assert PLAIN in reads(ana.card)
        await ana.write("3h brake overhaul course at Hella yesterday")
        assert len(server.requests) == 1


async def test_an_administrators_older_page_is_as_it_is_now(sqlite_url: str) -> None:
    async with (
        coach_server() as server,
        coached(sqlite_url, server) as (harness, _),
    ):
        ida = harness.member(IDA)
        older = ida.whispers()[-1]
        assert buttons(older) == ["Forbid"]
        await ida.command("admin coach")
        await ida.click("Forbid")
        await ida.click("Forbid", older)
        now = next(one for one in ida.whispers() if one.ts == older.ts)
        assert "The coach is not allowed." in reads(now)
        assert buttons(now) == ["Allow"]


async def test_help_and_the_administrators_overview_name_it_where_it_is(sqlite_url: str) -> None:
    async with (
        coach_server() as server,
        coached(sqlite_url, server) as (harness, ana),
    ):
        ida = harness.member(IDA)
        assert "`/cpd coach`" in await more_help(ana)
        assert "`/cpd admin coach`" in await ida.command("admin")
        await ida.click("Forbid")
        assert "`/cpd coach`" not in await more_help(ana)
        assert "`/cpd admin coach`" in await ida.command("admin")


async def test_neither_does_where_nobody_has_set_one_up(harness: Harness, ana: Member) -> None:
    await harness.enrolled(ANA)
    ida = harness.member(IDA)
    assert "coach" not in await more_help(ana)
    assert "coach" not in await more_help(ida)
    assert "coach" not in await ida.command("admin")


async def test_over_the_settings_the_page_changes_in_its_own_place(sqlite_url: str) -> None:
    async with (
        coach_server() as server,
        coached(sqlite_url, server) as (_, ana),
    ):
        await ana.open_home()
        await ana.click("Settings", ana.home)
        below = ana.modal
        await ana.press(below, "coach")
        page = ana.modal
        await ana.click("Turn off", page)
        assert ana.modal.id == page.id
        assert "The coach is off." in reads(ana.modal)
        await ana.click("Turn off", page)  # as a client that has not been told yet
        assert ALREADY_OFF in reads(ana.modal)
