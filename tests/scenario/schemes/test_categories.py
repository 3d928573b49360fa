"""Several categories of one scheme beside another: chosen, left, taken up, named to everybody."""

import pytest

from bot.services.members import settings
from tests.harness import ANA, IDA, MAX, SENTENCE, Harness, Member, buttons, reads

EV, ADAS = "imi-techsafe/electrified vehicles", "imi-techsafe/ADAS"
ENROLLED = "SELECT pack, category FROM enrolment WHERE ended_on IS NULL ORDER BY id"


async def choose(member: Member, *schemes: str, **typed: str) -> dict[str, str]:
    """Add schemes in the settings, some of them typed; what the form objects to."""
    await member.command("settings")
    await member.click("Add a scheme", member.whispers()[-1])
    fields = {f"category:{pack.replace('_', '-')}": words for pack, words in typed.items()}
    return dict(await member.submit({"scheme": [*schemes], **fields}))


@pytest.fixture
async def recognised(technician: Member) -> Member:
    """Ana, in the register and in two categories of TechSafe."""
    assert await choose(technician, EV, ADAS) == {}
    return technician


async def test_two_categories_stand_beside_the_register(
    harness: Harness, recognised: Member
) -> None:
    assert await harness.query(ENROLLED) == [
        ("imi-register", ""),
        ("imi-techsafe", "ADAS"),
        ("imi-techsafe", "electrified vehicles"),
    ]
    shown = await recognised.command("settings")
    for title in ("IMI register", "IMI TechSafe: electrified vehicles", "IMI TechSafe: ADAS"):
        assert title in shown
    assert "IMI TechSafe: ADAS" in await recognised.command("status")


async def test_a_category_that_is_not_offered_is_typed(
    harness: Harness, technician: Member
) -> None:
    assert await choose(technician, imi_techsafe=" Hydrogen ") == {}
    assert await choose(technician, imi_techsafe="hydrogen") == {}
    assert (await harness.query(ENROLLED))[1:] == [("imi-techsafe", "Hydrogen")]
    assert "scheme" in await choose(technician)


async def test_one_of_them_is_left_and_taken_up_again(harness: Harness, recognised: Member) -> None:
    [[number]] = await harness.query("SELECT id FROM enrolment WHERE category = 'ADAS'")
    await recognised.command("settings")
    page = recognised.whispers()[-1]
    await recognised.press(page, "leave_scheme", f"settings:scheme-{number}-actions")
    assert (await harness.query(ENROLLED))[1:] == [("imi-techsafe", "electrified vehicles")]
    await choose(recognised, ADAS)
    again = "SELECT id FROM enrolment WHERE category = 'ADAS' AND ended_on IS NULL"
    assert await harness.query(again) == [(number,)]


async def test_the_first_question_takes_a_category_by_button_and_in_words(
    harness: Harness,
) -> None:
    ana = harness.member(ANA)
    await ana.write("Hi")
    await ana.click("IMI TechSafe")
    assert await ana.submit({"scheme": [ADAS]}) == {}
    assert await harness.query(ENROLLED) == [("imi-techsafe", "ADAS")]
    assert reads(ana.heard[-1]).startswith("When did the IMI TechSafe: ADAS cycle you are in begin")
    ben = harness.member(MAX)
    await ben.write("Hi")
    await ben.write("TechSafe ADAS and electrified vehicles")
    assert {tuple(row) for row in (await harness.query(ENROLLED))[1:]} == {
        ("imi-techsafe", "electrified vehicles"),
        ("imi-techsafe", "ADAS"),
    }


async def test_whoever_named_no_category_is_asked_in_the_settings(
    harness: Harness, technician: Member
) -> None:
    with harness.open(ANA) as ctx:
        settings.enrol(ctx, "imi-techsafe")
    assert "Your category is not known yet." in await technician.command("settings")
    await technician.click("Choose category", technician.whispers()[-1])
    assert await technician.submit({"scheme": [ADAS]}) == {}
    assert (await harness.query(ENROLLED))[1:] == [("imi-techsafe", "ADAS")]
    await technician.command("settings")
    assert "Choose category" not in buttons(technician.whispers()[-1])


async def test_a_manager_and_an_administrator_read_which_category(
    harness: Harness,
) -> None:
    with harness.open(ANA) as ctx:
        settings.enrol(ctx, ADAS)
    ana, max_ = harness.member(ANA), harness.member(MAX)
    await ana.command("settings")
    await ana.press(ana.whispers()[-1], "manager")
    await ana.submit({"manager": MAX.id})
    await max_.click("Accept")
    team = await max_.command(name="/cpd-team")
    members = await harness.member(IDA).command("admin members")
    for shown in (team, members):
        assert "IMI TechSafe: ADAS" in shown


async def test_details_of_an_entry_name_both(recognised: Member) -> None:
    await recognised.write(SENTENCE)
    await recognised.click("Details", recognised.card)
    details = reads(recognised.modal)
    assert "IMI TechSafe: ADAS" in details
    assert "IMI TechSafe: electrified vehicles" in details
