"""`/cpd admin load`: a document is pasted, looked at, loaded, and told to whom it concerns."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.services.members import settings
from tests.harness import ANA, BEN, IDA, MONDAY, Harness, Member, buttons, reads
from tests.unit.policy.documents.builders import pack_yaml, swapped

EXAMPLE = Path(__file__).parents[3] / "docs" / "frameworks"
ADAS = """pack: imi-techsafe
category: ADAS
version: "{version}"
source: a document
checked_on: 2026-11-20
valid_from: {since}
{extra}subjects:
  - name: Radar
    minimum: {hours}
    unit: hours
"""


def adas(version: str = "1", hours: str = "6", since: str = "2026-01-01", extra: str = "") -> str:
    """A framework of one subject."""
    return ADAS.format(version=version, hours=hours, since=since, extra=extra)


@pytest.fixture
def ida(harness: Harness) -> Member:
    """An administrator of the Slack workspace."""
    return harness.member(IDA)


@pytest.fixture
def in_adas(harness: Harness) -> Member:
    """Ana, who is in TechSafe's ADAS; Ben is in no scheme."""
    with harness.open(ANA) as ctx:
        settings.enrol(ctx, "imi-techsafe/ADAS")
    with harness.open(BEN):
        pass
    return harness.member(ANA)


async def paste(ida: Member, text: str, **fields: str) -> str:
    """The form filled in anew and sent; what it says then."""
    await ida.command("admin load")
    assert await ida.submit({"part_1": text, **fields}) == {}
    return reads(ida.modal)


async def load(ida: Member, text: str, **fields: str) -> str:
    """The same, and confirmed."""
    await paste(ida, text, **fields)
    assert await ida.submit() == {}
    return reads(ida.modal)


async def test_it_is_for_administrators(ana: Member) -> None:
    assert await ana.command("admin load") == (
        "That is for administrators. Ask one of yours to do it."
    )


async def test_the_list_of_rules_leads_to_it(ida: Member) -> None:
    await ida.command("admin rules")
    assert "Load rules" in buttons(ida.whispers()[-1])
    await ida.click("Load rules", ida.whispers()[-1])
    assert "Nothing is loaded before you have seen what it changes." in reads(ida.modal)


async def test_the_example_is_pasted_looked_at_and_in_force(
    harness: Harness, ida: Member, in_adas: Member
) -> None:
    text = (EXAMPLE / "example-adas.yaml").read_text()
    shown = await paste(ida, text)
    assert "IMI TechSafe: ADAS: version example-1, from 1 Jan 2026 on" in shown
    assert "Example subject B, radar: new, 20 min" in shown
    assert "1 member: Ana" in shown
    with harness.open(IDA) as ctx:
        assert ctx.frameworks == ()
    assert await ida.submit() == {}
    assert "Loaded. Those whom it affects are told once." in reads(ida.modal)
    with harness.open(IDA) as ctx:
        [framework] = ctx.frameworks
    assert framework.version == "example-1"


async def test_a_table_says_beside_itself_what_it_lacks(harness: Harness, ida: Member) -> None:
    table = "subject,minimum\nRadar,6 h\n"
    said = await load(ida, table, load_category="ADAS", load_version="7", load_source="a page")
    assert "IMI TechSafe: ADAS: version 7, as far back as anybody logs" in said
    with harness.open(IDA) as ctx:
        [framework] = ctx.frameworks
    assert framework.source == "a page"


async def test_what_is_wrong_is_told_all_at_once_and_what_was_typed_stays(
    harness: Harness, ida: Member
) -> None:
    wrong = adas().replace("hours", "miles").replace("source: a document\n", "")
    shown = await paste(ida, wrong)
    assert "Not loaded: put 2 things right" in shown
    assert "Line 9: unit is “miles”; write hours or credits." in shown
    assert "source is missing" in shown
    assert wrong.strip() in str(ida.modal.blocks).replace("\\n", "\n")
    assert await ida.submit({"part_1": adas()}) == {}
    assert "Nothing is loaded yet." in reads(ida.modal)
    assert await ida.submit() == {}
    with harness.open(IDA) as ctx:
        assert [one.version for one in ctx.frameworks] == ["1"]


async def test_what_is_changed_after_it_was_shown_is_shown_again(
    harness: Harness, ida: Member
) -> None:
    await paste(ida, adas(hours="6"))
    assert await ida.submit({"part_1": adas(hours="60")}) == {}
    assert "This is another than what you saw before." in reads(ida.modal)
    assert "Radar: new, 60 h" in reads(ida.modal)
    await ida.person.close()
    assert ida.person.modal is None  # one form all the while, and none below it
    with harness.open(IDA) as ctx:
        assert ctx.frameworks == ()


async def test_a_text_longer_than_a_field_is_pasted_in_parts(harness: Harness, ida: Member) -> None:
    lines = swapped(pack_yaml("9"), "value: 90", "value: 100").splitlines(keepends=True)
    parts: list[str] = [""]
    for line in lines:
        if len(parts[-1]) + len(line) > 3000:
            parts.append("")
        parts[-1] += line
    assert len(parts) == 3
    await ida.command("admin load")
    fields = {f"part_{number}": part for number, part in enumerate(parts, 1)}
    assert await ida.submit({**fields, "load_from": "2027-01-01"}) == {}
    shown = reads(ida.modal)
    assert "The minimum for a cycle: 100 credits instead of 90 credits" in shown
    assert "Part 4 of it" in shown or "part_4" in str(ida.modal.blocks)
    assert await ida.submit() == {}
    with harness.open(IDA) as ctx:
        assert ctx.rules["imi-register"].version.startswith("imi-register@9+")


async def test_an_empty_form_is_not_taken(ida: Member) -> None:
    await ida.command("admin load")
    assert "part_1" in await ida.submit({"part_1": "  "})


async def test_a_second_press_loads_nothing_twice(harness: Harness, ida: Member) -> None:
    await load(ida, adas())
    assert "It was loaded before." in await paste(ida, adas())
    with harness.open(IDA) as ctx:
        assert len(ctx.frameworks) == 1


async def test_a_second_version_shows_the_difference_and_a_wrong_one_is_corrected(
    harness: Harness, ida: Member
) -> None:
    await load(ida, adas())
    shown = await load(ida, adas("2", "80", "2027-01-01"))
    assert "Radar: 80 h instead of 6 h" in shown
    shown = await load(ida, adas("3", "8", "2027-01-01", 'corrects: "2"\n'))
    assert "It corrects version 2, which is then as if it had never been loaded." in shown
    assert "Radar: 8 h instead of 80 h" in shown


async def test_what_was_loaded_stands_among_the_rules(ida: Member) -> None:
    await load(ida, adas())
    said = await ida.command("admin rules")
    assert "*IMI TechSafe: ADAS*: version 1, from 1 Jan 2026, loaded on 21 Nov 2026 by Ida" in said


async def test_whom_it_affects_is_told_once_at_work(
    harness: Harness, ida: Member, in_adas: Member
) -> None:
    await load(ida, adas())
    await load(ida, adas("2", "8", "2027-01-01"))
    assert told(in_adas) == []  # a Saturday
    for hours in (0, 3):
        await harness.move_to(MONDAY + timedelta(hours=hours))
        await harness.quiet()
        assert len(told(in_adas)) == 2
    assert "IMI TechSafe: ADAS* change: version 2 holds from 1 Jan 2027 on." in told(in_adas)[1]
    assert "Radar: 8 h instead of 6 h" in told(in_adas)[1]
    assert "/cpd status" in told(in_adas)[1]
    assert told(harness.member(BEN)) == []


def told(member: Member) -> list[str]:
    """What somebody heard about rules that change."""
    return [reads(one) for one in member.heard if "The rules of" in reads(one)]
