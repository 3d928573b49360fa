"""A badge for a complete cycle: asked for by command or word, chosen, brought, and outdated."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import jwt
import pytest
from openbadgeslib.ob3 import OB3Verifier

from bot.badges.keys import make_key
from bot.services.record.disallowing import disallow
from bot.services.record.entry_changes import find
from tests.harness import ANA, SATURDAY, Harness, Member, harness_at, reads
from tests.scenario.data_rights.test_documents import documents

MADE = datetime(2024, 3, 1, tzinfo=UTC)


@pytest.fixture
async def issuing(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Harness]:
    """A workplace that issues badges; Ana's cycle at IMI has ended with 100 credits."""
    make_key(tmp_path / "keys", MADE)
    async with harness_at(
        sqlite_url,
        badges_name="Ampere Motors",
        badges_issuer="did:web:cpd.example.com",
        badges_keys=str(tmp_path / "keys"),
    ) as harness:
        await harness.enrolled(ANA, cycle_start=date(2023, 12, 1), opening=None)
        with harness.open(ANA) as ctx:
            for one in ctx.work.enrolments.of(ctx.member.id):
                ctx.work.enrolments.change(one, enrolled_on=date(2023, 12, 1))
        for days, minutes in ((60, 4800), (90, 1200)):
            await harness.logged(ANA, days_ago=days, minutes=minutes, over_days=5)
        await harness.move_to(SATURDAY + timedelta(days=11))
        yield harness


async def test_by_command_it_is_chosen_and_brought_and_outdated_later(
    issuing: Harness, tmp_path: Path
) -> None:
    ana = issuing.member(ANA)
    await ana.command("badge")
    assert "1 Dec 2023 to 30 Nov 2026: 100 of 90 credits; there is a badge." in ana.last_whisper
    await ana.click("Choose a badge", ana.whispers()[-1])
    assert "cannot be called back" in reads(ana.modal)
    await ana.submit({"badge_name": ["name"]})
    files = documents(ana)
    [token] = [content.decode() for name, content in files.items() if name.endswith(".jwt")]
    [picture] = [content for name, content in files.items() if name.endswith(".png")]
    assert OB3Verifier.extract_token_from_png(picture) == token
    [public] = [one.read_bytes() for one in (tmp_path / "keys").glob("*.pub.pem")]
    said = jwt.decode(token, public.decode(), algorithms=["EdDSA"], options={"verify_nbf": False})
    assert said["credentialSubject"]["creditsEarned"] == 100
    assert ANA.name in [one["identityHash"] for one in said["credentialSubject"]["identifier"]]
    assert "Brake overhaul" not in str(said)
    assert "Your badge is here" in reads(ana.message("Your badge is here"))

    with issuing.open(ANA) as ctx:
        [(entry_id,)] = await issuing.query("SELECT id FROM entry WHERE minutes = 4800")
        disallow(ctx, find(ctx, entry_id), "imi-register", ctx.today, "relevant")
    await ana.write("give me a badge for my cycle")
    assert "is outdated, it says 100" in ana.last


async def test_a_key_that_is_not_safe_signs_nothing_and_the_member_is_told(
    issuing: Harness, tmp_path: Path
) -> None:
    ana = issuing.member(ANA)
    for one in (tmp_path / "keys").iterdir():
        one.chmod(0o644)
    await ana.write("open badge please")
    await ana.click("Choose a badge", ana.message("Badges for complete cycles"))
    await ana.submit({})
    assert "I could not make your badge" in ana.last
    assert documents(ana) == {}
    issuing.expect_error("a badge could not be signed; see cpdbot doctor")
    assert "PRIVATE KEY" not in issuing.log


async def test_where_nobody_issues_any_that_is_said(technician: Member) -> None:
    await technician.command("badge")
    assert "issues no badges" in technician.last_whisper
