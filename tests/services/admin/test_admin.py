"""Administrators: rules settled and applied, roles given and taken, members looked up."""

from datetime import date

import pytest

from bot.policy.schemes.pack_file import load_packs
from bot.services.admin.members import members_page
from bot.services.admin.roles import administrators, give_administrator, take_administrator
from bot.services.admin.rules import change_rule, confirm_rule, rules_view
from bot.services.context.refused import Refused
from bot.services.members import settings
from bot.services.schemes.standings import standings_of
from bot.services.teams import links as team_links
from tests.services.harness import TODAY, ServiceHarness, named
from tests.standings import target

IMI = "imi-register"
RATE = "credit.base_per_hour"


def _confirm(harness: ServiceHarness, pack: str, key: str) -> None:
    with harness.open("UADMIN") as ctx:
        confirm_rule(ctx, pack, key)


def _change(harness: ServiceHarness, key: str, value: str, since: date) -> None:
    with harness.open("UADMIN") as ctx:
        change_rule(ctx, IMI, key, value=value, since=since)


def test_everybody_else_is_refused(harness: ServiceHarness) -> None:
    with harness.open("UANA") as ctx:
        for call in (
            lambda: rules_view(ctx),
            lambda: confirm_rule(ctx, IMI, RATE),
            lambda: change_rule(ctx, IMI, RATE, value="2", since=TODAY),
            lambda: give_administrator(ctx, named("UANA")),
            lambda: take_administrator(ctx, "UADMIN"),
            lambda: administrators(ctx),
            lambda: members_page(ctx),
        ):
            with pytest.raises(Refused, match="administrators_only"):
                call()


def test_the_assumed_rules_are_listed_with_what_confirm_would_set(harness: ServiceHarness) -> None:
    with harness.open("UADMIN") as ctx:
        view = rules_view(ctx)
    found = {(one.pack, one.key): one for one in view.open}
    assert found[IMI, RATE].to_confirm == "1.0"
    assert found[IMI, RATE].unit == "credits per hour"
    offered = found[IMI, "joiner.pro_rata"]
    assert (offered.value, offered.offered, offered.to_confirm) == (None, "days left", "days left")
    assert (IMI, "cycle.minimum") not in found  # published: not an administrator's to decide
    assert (IMI, "limit.reading") not in found  # no value is read there
    assert view.decided == ()


def test_a_confirmed_rule_is_decided_with_its_date_and_by_whom(harness: ServiceHarness) -> None:
    _confirm(harness, IMI, RATE)
    with harness.open("UADMIN") as ctx:
        view = rules_view(ctx)
        with pytest.raises(Refused, match="decided_already"):
            confirm_rule(ctx, IMI, RATE)
    [decided] = view.decided
    assert (decided.key, decided.value, decided.kind) == (RATE, "1.0", "confirmed")
    assert (decided.decided_on, decided.decided_by) == (TODAY, "Uadmin")
    assert (IMI, RATE) not in [(one.pack, one.key) for one in view.open]


def test_the_list_of_whoever_decided_has_the_decision_at_once(harness: ServiceHarness) -> None:
    with harness.open("UADMIN") as ctx:
        confirm_rule(ctx, IMI, RATE)
        change_rule(ctx, IMI, "entry.evidence", value="2", since=TODAY)
        view = rules_view(ctx)
    assert [(one.key, one.value) for one in view.decided] == [
        ("entry.evidence", "2"),
        (RATE, "1.0"),
    ]
    assert not {RATE, "entry.evidence"} & {one.key for one in view.open if one.pack == IMI}


def test_a_confirmed_rule_is_no_longer_assumed_in_anybodys_totals(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        settings.enrol(ctx, IMI)
        settings.set_cycle_start(ctx, IMI, date(2025, 6, 1))
        harness.logged(ctx)
        [before] = standings_of(ctx)
    _confirm(harness, IMI, RATE)
    assert harness.reassess() == 1
    with harness.open() as ctx:
        [after] = standings_of(ctx)
        [entry] = ctx.work.entries.list(ctx.member.id, ["logged"])
        [[assessment]] = ctx.work.assessments.of_entries([entry.id]).values()
    assert RATE in target(before.standing).assumed
    assert RATE not in target(after.standing).assumed
    assert not assessment.assumed
    assert target(after.standing).cycle_credits == target(before.standing).cycle_credits


def test_a_changed_rule_holds_from_its_date_on_and_entries_before_keep_theirs(
    harness: ServiceHarness,
) -> None:
    with harness.open() as ctx:
        settings.set_job(ctx, "Vehicle technician", date(2020, 1, 1))
        settings.enrol(ctx, IMI)
        settings.set_cycle_start(ctx, IMI, date(2025, 6, 1))
        harness.logged(ctx, on=date(2026, 9, 30), minutes=60)
        harness.logged(ctx, on=date(2026, 10, 1), minutes=60)
    _change(harness, RATE, "1.5", date(2026, 10, 1))
    assert harness.reassess() == 1
    with harness.open() as ctx:
        [scheme] = standings_of(ctx)
    assert target(scheme.standing).cycle_credits == 250
    _change(harness, RATE, "2", date(2026, 10, 1))
    harness.reassess()
    with harness.open() as ctx:
        [scheme] = standings_of(ctx)
    assert target(scheme.standing).cycle_credits == 300


def test_only_those_whose_rules_changed_are_assessed_anew_and_only_once(
    harness: ServiceHarness,
) -> None:
    for number in range(5):
        with harness.open(f"U{number}") as ctx:
            settings.enrol(ctx, "cmi" if number == 0 else IMI)
            harness.logged(ctx)
    assert harness.reassess() == 0
    _change(harness, RATE, "2", date(2026, 1, 1))
    assert harness.reassess(page=2) == 4
    assert harness.reassess() == 0
    versions = harness.query("SELECT DISTINCT pack_version FROM assessment ORDER BY 1")
    assert len(versions) == 2
    assert versions[0][0] == load_packs()["cmi"].version
    assert versions[1][0].startswith(f"{load_packs()[IMI].version}+")


@pytest.mark.parametrize(
    ("key", "value", "since", "sentence"),
    [
        (RATE, "lots", TODAY, "rule_value"),
        (RATE, "0", TODAY, "rule_value"),
        (RATE, "1.005", TODAY, "rule_value"),
        ("cycle.minimum", "10", TODAY, "rule_value"),
        ("limit.reading", "10", TODAY, "rule_value"),
        ("no.such", "1", TODAY, "no_such_rule"),
        (RATE, "2", date(1899, 12, 31), "rule_date_out_of_range"),
        (RATE, "2", date(2036, 11, 22), "rule_date_out_of_range"),
    ],
)
def test_a_rule_that_cannot_be_so_is_refused_and_nothing_is_kept(
    harness: ServiceHarness, key: str, value: str, since: date, sentence: str
) -> None:
    with harness.open("UADMIN") as ctx:
        with pytest.raises(Refused, match=sentence):
            change_rule(ctx, IMI, key, value=value, since=since)
        assert ctx.work.enrolments.decisions() == ()


@pytest.mark.parametrize("typed", ["1,000", "1000", "1,000.0"])
def test_a_thousand_may_be_written_with_its_comma(harness: ServiceHarness, typed: str) -> None:
    _change(harness, RATE, typed, TODAY)
    with harness.open("UADMIN") as ctx:
        [decided] = rules_view(ctx).decided
    assert float(decided.value) == 1000


def test_a_rule_that_does_not_exist_or_has_nothing_to_confirm_is_refused(
    harness: ServiceHarness,
) -> None:
    with harness.open("UADMIN") as ctx:
        with pytest.raises(Refused, match="no_such_rule"):
            confirm_rule(ctx, "astrology", RATE)
        with pytest.raises(Refused, match="no_such_rule"):
            confirm_rule(ctx, IMI, "no.such")
        with pytest.raises(Refused, match="decided_already"):
            confirm_rule(ctx, IMI, "cycle.minimum")


def test_a_role_is_given_once_and_lets_its_holder_administer(harness: ServiceHarness) -> None:
    with harness.open("UADMIN") as ctx:
        assert give_administrator(ctx, named("UANA"))
        assert not give_administrator(ctx, named("UANA"))
        for nobody in (named("UBOT", kind="bot"), named("UGONE", deactivated=True)):
            with pytest.raises(Refused, match="not_a_person"):
                give_administrator(ctx, nobody)
    with harness.open("UANA") as ctx:
        known = administrators(ctx)
    assert [(one.slack_id, one.by) for one in known] == [
        ("UADMIN", ("operator",)),
        ("UANA", ("role",)),
    ]


def test_the_last_administrator_cannot_be_taken_away(harness: ServiceHarness) -> None:
    with harness.open("UADMIN") as ctx:
        give_administrator(ctx, named("UANA"))
        give_administrator(ctx, named("UBEN"))
    with harness.open("UANA") as ctx:
        ctx.admins = frozenset()  # the operator names nobody
        assert take_administrator(ctx, "UBEN")
        assert not take_administrator(ctx, "UBEN")
        with pytest.raises(Refused, match="last_administrator"):
            take_administrator(ctx, "UANA")
    with harness.open("UADMIN") as ctx:
        assert take_administrator(ctx, "UANA")


def test_slacks_and_the_operators_word_is_not_taken_back_here(harness: ServiceHarness) -> None:
    with harness.open("UBOSS") as ctx:
        ctx.change_member(slack_admin=True)
    with harness.open("UADMIN") as ctx:
        with pytest.raises(Refused, match="administrator_by_slack"):
            take_administrator(ctx, "UBOSS")
        with pytest.raises(Refused, match="administrator_by_operator"):
            take_administrator(ctx, "UADMIN")


def test_members_are_shown_in_pages_with_schemes_and_manager(harness: ServiceHarness) -> None:
    for number in range(11):
        with harness.open(f"U{number:02}") as ctx:
            settings.enrol(ctx, IMI)
            settings.set_cycle_start(ctx, IMI, date(2025, 6, 1))
    with harness.open("U00") as ctx:
        team_links.name_manager(ctx, named("U10"))
    with harness.open("UADMIN") as ctx:
        first = members_page(ctx)
        assert first.next_after is not None
        second = members_page(ctx, first.next_after)
    assert [row.slack_id for row in first.rows] == [f"U{number:02}" for number in range(10)]
    assert [row.slack_id for row in second.rows] == ["U10", "UADMIN"]
    assert second.next_after is None
    row = first.rows[0]
    assert (row.manager_slack_id, row.link_state) == ("U10", "asked")
    assert [(one.title, one.cycle_start) for one in row.schemes] == [
        ("IMI register", date(2025, 6, 1))
    ]
