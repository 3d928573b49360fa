"""`/cpd admin`: rules to confirm or change, roles, members; for administrators alone."""

import re
from datetime import timedelta

import pytest

from bot.services.schemes.standings import standings_of
from sandbox import Message
from tests.harness import (
    ANA,
    ANSWER,
    BEN,
    IDA,
    SATURDAY,
    SENTENCE,
    Harness,
    Member,
    buttons,
    harness_at,
    reads,
)
from tests.standings import target


@pytest.fixture
def ida(harness: Harness) -> Member:
    """An administrator of the Slack workspace."""
    return harness.member(IDA)


@pytest.mark.parametrize("words", ["admin", "admin rules", "admin members", "admin roles"])
async def test_it_is_for_administrators(ana: Member, words: str) -> None:
    assert await ana.command(words) == "That is for administrators. Ask one of yours to do it."


async def test_by_itself_it_says_what_there_is(ida: Member) -> None:
    answer = await ida.command("admin")
    for name in ("rules", "members", "roles", "give", "take"):
        assert f"/cpd admin {name}" in answer


async def test_rules_of_schemes_in_use_are_listed_with_what_they_are_assumed_to_be(
    technician: Member, ida: Member
) -> None:
    answer = await ida.command("admin rules")
    assert "*What an hour is worth* · IMI register" in answer
    assert "(assumed)" in answer
    assert {"Confirm", "Change"} <= set(buttons(ida.whispers()[-1]))


async def test_a_confirmed_rule_is_assumed_no_more(
    harness: Harness, technician: Member, ida: Member
) -> None:
    await technician.write(SENTENCE)
    await technician.click("Details", technician.card)
    assert "2 credits once you have answered (1 an hour, assumed)" in reads(technician.modal)
    await confirm(ida, "What an hour is worth", "IMI register")
    await technician.write(ANSWER)
    await technician.click("Details", technician.card)
    assert "(1 an hour)" in reads(technician.modal)
    assert "confirmed on 21 Nov 2026 by Ida" in await ida.command("admin rules")


async def test_after_confirm_the_list_itself_shows_it_confirmed(
    technician: Member, ida: Member
) -> None:
    await confirm(ida, "How much evidence to ask for", "IMI register")
    [listed] = ida.whispers()
    said = reads(listed)
    assert "Decided: “How much evidence to ask for” is 1 piece." in said
    assert "*How much evidence to ask for* · IMI register\n1 piece, confirmed on 21 Nov" in said
    assert "1 piece (assumed)" not in said
    assert said.count("How much evidence to ask for") == 2  # that it is decided, and as decided


async def test_a_rule_is_called_by_its_name_wherever_an_administrator_reads_of_it(
    technician: Member, ida: Member
) -> None:
    said = await ida.command("admin rules")
    message, block_id = rule(ida, "What a late joiner owes", "IMI register")
    await ida.press(message, "change_rule", block_id)
    form = reads(ida.modal) + str(ida.modal.blocks)
    assert "What a late joiner owes" in form
    assert "less, by the days that were left on joining" in form
    await ida.person.close()
    message, block_id = rule(ida, "How long one’s own sentence is at least", "IMI register")
    await ida.press(message, "change_rule", block_id)
    errors = await ida.submit({"value": "2.5", "valid_from": "2026-11-01"})
    assert errors["value"] == (
        "That value does not fit: “How long one’s own sentence is at least” is a whole number of "
        "words; 2.5 is not."
    )
    assert not re.search(
        r"\b(entry|joiner|credit|year|cycle)[._][a-z]", said + reads(ida.modal) + errors["value"]
    )


async def test_who_joined_late_says_when_once_pro_rata_is_confirmed(
    harness: Harness, technician: Member, ida: Member
) -> None:
    await technician.open_home()
    assert "joined" not in reads(technician.home).replace("Joined on", "")
    await confirm(ida, "What a late joiner owes", "IMI register")
    await technician.open_home()
    assert "Tell me when you joined IMI register" in reads(technician.home)
    await technician.press(technician.home, "set_joined", "home:next")
    assert await technician.submit({"joined_on": "2027-01-01"}) == {
        "joined_on": "That day is still to come. Choose the day on which you joined."
    }
    assert await technician.submit({"joined_on": "2026-06-01"}) == {}
    assert "Joined on 1 Jun 2026." in await technician.command("settings")
    # 1 Jun 2026 to 31 May 2028 is 731 of the cycle's 1,096 days: 90 × 731 ÷ 1,096 = 60.03.
    with harness.open(ANA) as ctx:
        [scheme] = standings_of(ctx)
    assert target(scheme.standing).minimum == 6003


async def test_a_changed_rule_changes_totals_from_its_day_on(
    harness: Harness, technician: Member, ida: Member
) -> None:
    await ida.command("admin rules")
    message, block_id = rule(ida, "What an hour is worth", "IMI register")
    await ida.press(message, "change_rule", block_id)
    errors = await ida.submit({"value": "a lot", "valid_from": "2026-11-01"})
    assert "does not fit" in errors["value"]
    assert await ida.submit({"value": "2", "valid_from": "2026-11-01"}) == {}
    await technician.write(SENTENCE)
    await technician.write(ANSWER)
    await technician.click("Save")
    assert reads(technician.note).startswith("Saved, 4 credits:")
    assert "35 of 90 in your cycle" in reads(technician.note)


async def test_entries_saved_before_are_worked_out_anew(
    harness: Harness, technician: Member, ida: Member
) -> None:
    await technician.write(SENTENCE)
    await technician.write(ANSWER)
    await technician.click("Save")
    await ida.command("admin rules")
    message, block_id = rule(ida, "What an hour is worth", "IMI register")
    await ida.press(message, "change_rule", block_id)
    await ida.submit({"value": "2", "valid_from": "2026-11-01"})
    await harness.move_to(SATURDAY + timedelta(hours=1))
    assert "35 of 90 in your cycle" in await technician.command("status")


async def test_roles_are_given_and_taken(ida: Member, harness: Harness) -> None:
    ben = harness.member(BEN)
    assert "<@U0BEN00000>" in await ida.command(f"admin give @{BEN.name}")
    assert "/cpd admin rules" in await ben.command("admin")
    assert "*Ben*: by role" in await ida.command("admin roles")
    await ida.command(f"admin take @{BEN.name}")
    assert await ben.command("admin") == ("That is for administrators. Ask one of yours to do it.")


async def test_a_role_given_by_mistake_is_taken_back_with_one_tap(
    ida: Member, harness: Harness
) -> None:
    await ida.command(f"admin give @{BEN.name}")
    await ida.click("Take it back", ida.whispers()[-1])
    assert "no longer an administrator" in reads(ida.whispers()[-1])
    assert "That is for administrators." in await harness.member(BEN).command("admin")


async def test_the_operators_administrators_are_so_by_settings_alone(sqlite_url: str) -> None:
    async with harness_at(sqlite_url, admins=frozenset({ANA.id})) as harness:
        ana = harness.member(ANA)
        assert "/cpd admin rules" in await ana.command("admin")
        assert "by the operator" in await ana.command("admin roles")


async def test_members_are_listed_with_their_schemes_and_no_total(
    technician: Member, ida: Member
) -> None:
    answer = await ida.command("admin members")
    assert "*Ana*\nIMI register (cycle from 1 Jun 2025); no manager" in answer
    assert "31" not in answer
    assert "Air conditioning" not in answer


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("admin rulse", "rulse"),
        ("admin give", "?"),
        ("admin take", "?"),
    ],
)
async def test_what_is_unclear_gets_a_sentence(ida: Member, words: str, sentence: str) -> None:
    answer = await ida.command(words)
    assert sentence in answer
    assert "number" not in answer


def rule(member: Member, name: str, scheme: str) -> tuple[Message, str]:
    """The message that lists the rules, and the block of a rule's buttons."""
    message = member.whispers()[-1]
    heads = [
        str(block["block_id"])
        for block in message.blocks
        if block["type"] == "section" and f"*{name}* · {scheme}" in block["text"]["text"]
    ]
    [head] = heads
    return message, f"{head}-actions"


async def confirm(member: Member, name: str, scheme: str) -> None:
    await member.command("admin rules")
    message, block_id = rule(member, name, scheme)
    await member.press(message, "confirm_rule", block_id)
    await member.harness.quiet()
