"""Badges as services keep them: for which cycles there is one, asked for twice, outdated, exported
and erased.
"""

import json
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.badges.claim import Claim
from bot.badges.issuer import Issuer
from bot.services.context.refused import Refused
from bot.services.data_rights import badges, erasure, export
from bot.services.data_rights.badges import BadgeCycle, BadgeView, Brought
from bot.services.members import settings
from bot.services.record.disallowing import disallow
from bot.services.record.entry_changes import find
from tests.services.harness import SATURDAY, TODAY, ServiceHarness

IMI = "imi-register"
FIRST, LAST = date(2023, 12, 1), date(2026, 11, 30)
AFTER = SATURDAY + timedelta(days=11)  # Wednesday, 2 Dec 2026
ISSUER = Issuer("Ampere Motors", "did:web:cpd.example.com", Path("keys"))


@dataclass
class Signing:
    """Signs in the place of `bot.badges.credential`: what it was given is the credential."""

    key: str = "k1"
    claims: list[Claim] = field(default_factory=list)

    def __call__(self, claim: Claim) -> tuple[str, str]:
        self.claims.append(claim)
        return self.key, f"{self.key}:{claim.id}"


@pytest.fixture
def ana(harness: ServiceHarness) -> ServiceHarness:
    """Ana, whose cycle at IMI ended with 100 credits; it is the Wednesday after that."""
    harness.contexts = replace(harness.contexts, badges=ISSUER)
    with harness.open() as ctx:
        settings.enrol(ctx, IMI)
        settings.set_cycle_start(ctx, IMI, FIRST)
        settings.set_job(ctx, "technician", date(2020, 1, 1))
        for one in ctx.work.enrolments.of(ctx.member.id):
            ctx.work.enrolments.change(one, enrolled_on=FIRST, opening_cycle=None)
        for days, minutes in ((40, 3000), (80, 1800), (120, 1200)):
            on = TODAY - timedelta(days=days)
            harness.logged(ctx, on=on - timedelta(days=4), until=on, minutes=minutes)
    harness.now = AFTER
    return harness


def view(harness: ServiceHarness) -> BadgeView:
    with harness.open() as ctx:
        return badges.badge_view(ctx)


def cycle(harness: ServiceHarness) -> BadgeCycle:
    [one] = view(harness).cycles
    return one


def brought(
    harness: ServiceHarness, sign: Signing, *, named: bool = False, keys: tuple[str, ...] = ("k1",)
) -> Brought | None:
    """What the job does for the first cycle there is."""
    with harness.open() as ctx:
        which = badges.badge_view(ctx).cycles[0].which
        return badges.bring(ctx, {"which": which, "named": named}, keys, sign)


def refuse_one(harness: ServiceHarness) -> None:
    """The body takes the largest entry's credits away."""
    with harness.open() as ctx:
        [(entry_id,)] = harness.query("SELECT id FROM entry WHERE minutes = 3000")
        disallow(ctx, find(ctx, entry_id), IMI, ctx.today, "relevant")


def test_a_cycle_that_met_its_minimum_has_one(ana: ServiceHarness) -> None:
    one = cycle(ana)
    assert (one.first, one.last, one.amount, one.minimum) == (FIRST, LAST, 10000, 9000)
    assert (one.why_not, one.outdated, one.issued) == ("", False, None)


def test_what_it_says_is_the_bots_figures_and_no_more(ana: ServiceHarness) -> None:
    sign = Signing()
    found = brought(ana, sign)
    assert found is not None
    [claim] = sign.claims
    assert (claim.amount, claim.minimum, claim.first, claim.last) == (10000, 9000, FIRST, LAST)
    assert (claim.title, claim.body, claim.name) == ("IMI register", "IMI", "")
    assert (claim.workspace, claim.slack_id, claim.issued_at) == ("T1", "UANA", AFTER)
    assert len(claim.salt) == 32
    assert found.file_name == "cpd-badge-imi-register-2026-11-30"


def test_asked_for_twice_it_is_the_same(ana: ServiceHarness) -> None:
    sign = Signing()
    first, second = brought(ana, sign), brought(ana, sign)
    assert first == second
    assert len(sign.claims) == 1
    issued = cycle(ana).issued
    assert issued is not None
    assert (issued.key, issued.badge, issued.issued_at) == ("k1", sign.claims[0].id, AFTER)


def test_with_the_name_it_is_another(ana: ServiceHarness) -> None:
    sign = Signing()
    without, with_name = brought(ana, sign), brought(ana, sign, named=True)
    assert without != with_name
    assert [one.name for one in sign.claims] == ["", "Uana"]
    assert sign.claims[0].salt != sign.claims[1].salt
    assert brought(ana, sign) == without


def test_a_new_key_leaves_badges_as_they_are_until_the_old_one_is_withdrawn(
    ana: ServiceHarness,
) -> None:
    first = brought(ana, Signing("k1"))
    assert brought(ana, Signing("k2"), keys=("k1", "k2")) == first
    again = brought(ana, Signing("k2"), keys=("k2",))
    assert again != first
    assert again is not None
    assert again.token.startswith("k2:")


def test_another_issuer_issues_its_own(ana: ServiceHarness) -> None:
    first = brought(ana, Signing())
    ana.contexts = replace(ana.contexts, badges=replace(ISSUER, address="did:web:example.org"))
    assert brought(ana, Signing()) != first


def test_credits_that_are_taken_away_make_it_outdated(ana: ServiceHarness) -> None:
    brought(ana, Signing())
    refuse_one(ana)
    one = cycle(ana)
    assert (one.amount, one.why_not, one.outdated) == (5000, "not_met", True)
    with ana.open() as ctx, pytest.raises(Refused, match="badge_outdated"):
        badges.ask(ctx, one.which, named=False)
    assert brought(ana, Signing()) is None


def test_other_figures_that_still_meet_it_are_a_new_badge(ana: ServiceHarness) -> None:
    sign = Signing()
    first = brought(ana, sign)
    with ana.open() as ctx:
        on = TODAY - timedelta(days=200)
        ana.logged(ctx, on=on, minutes=120)
    assert cycle(ana).outdated
    second = brought(ana, sign)
    assert first != second
    assert [one.amount for one in sign.claims] == [10000, 10200]
    assert not cycle(ana).outdated


def test_one_that_fell_short_has_none(ana: ServiceHarness) -> None:
    refuse_one(ana)
    one = cycle(ana)
    assert one.why_not == "not_met"
    with ana.open() as ctx, pytest.raises(Refused, match="badge_not_met"):
        badges.ask(ctx, one.which, named=False)


def test_where_the_account_is_not_known_a_short_one_is_not_known(ana: ServiceHarness) -> None:
    with ana.open() as ctx:
        settings.decline_opening(ctx, IMI)
    refuse_one(ana)
    one = cycle(ana)
    assert one.why_not == "not_known"
    with ana.open() as ctx, pytest.raises(Refused, match="badge_not_known"):
        badges.ask(ctx, one.which, named=False)


def test_what_was_told_of_the_account_is_said(ana: ServiceHarness) -> None:
    with ana.open() as ctx:
        [one] = ctx.work.enrolments.of(ctx.member.id)
        ctx.work.enrolments.change(
            one, opening_on=date(2024, 6, 1), opening_cycle=500, opening_year=500
        )
    sign = Signing()
    brought(ana, sign)
    [claim] = sign.claims
    assert (claim.amount, claim.told) == (10500, True)


def test_a_scheme_without_a_minimum_has_none(harness: ServiceHarness) -> None:
    harness.contexts = replace(harness.contexts, badges=ISSUER)
    with harness.open() as ctx:
        settings.enrol(ctx, "cmi")
        settings.enrol(ctx, IMI)
    found = view(harness)
    assert found.cycles == ()
    assert dict(found.none) == {"CMI": "no_minimum", "IMI register": "no_cycle"}


def test_without_an_issuer_there_are_none(harness: ServiceHarness) -> None:
    with harness.open() as ctx, pytest.raises(Refused, match="badges_off"):
        badges.badge_view(ctx)
    with harness.open() as ctx:
        assert badges.bring(ctx, {"which": "", "named": False}, (), Signing()) is None


@pytest.mark.parametrize("which", ["", "imi-register", "imi-register|2020-01-01|2022-12-31"])
def test_a_cycle_that_is_none_is_refused(ana: ServiceHarness, which: str) -> None:
    with ana.open() as ctx, pytest.raises(Refused, match="choose_one"):
        badges.ask(ctx, which, named=False)


def test_one_at_a_time(ana: ServiceHarness) -> None:
    which = cycle(ana).which
    with ana.open() as ctx:
        badges.ask(ctx, which, named=True)
    with ana.open() as ctx, pytest.raises(Refused, match="badge_under_way"):
        badges.ask(ctx, which, named=False)
    with ana.open() as ctx, pytest.raises(Refused, match="file_under_way"):
        erasure.erase(ctx, erasure.CONFIRMATION)


def test_it_is_in_the_export_and_goes_with_the_record(ana: ServiceHarness) -> None:
    sign = Signing()
    brought(ana, sign)
    with ana.open() as ctx:
        told = json.loads(b"".join(export.export_json(ctx.work, ctx.member, ctx.now)))
        [one] = told["badges"]
        assert (one["badge"], one["amount"], one["named"]) == (sign.claims[0].id, 10000, False)
        assert (one["first"], one["key"]) == ("2023-12-01", "k1")
        erasure.erase(ctx, erasure.CONFIRMATION)
    assert ana.query("SELECT count(*) FROM issued_badge") == [(0,)]


def test_another_members_stay(ana: ServiceHarness) -> None:
    brought(ana, Signing())
    with ana.open("UBEN") as ctx:
        assert badges.badge_view(ctx).cycles == ()
        erasure.erase(ctx, erasure.CONFIRMATION)
    assert ana.query("SELECT count(*) FROM issued_badge") == [(1,)]
