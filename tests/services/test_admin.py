"""Administrators: rules settled and applied, roles given and taken, members looked up."""

from datetime import date

import pytest

from bot.policy.pack_file import load_packs
from bot.services import admin, settings, team_links
from bot.services.admin import rules_view
from bot.services.refused import Refused
from bot.services.standings import standings_of
from tests.services.house import TODAY, House, named

IMI = "imi-register"
RATE = "credit.base_per_hour"


def _confirm(house: House, pack: str, key: str) -> None:
    with house.desk("UADMIN") as desk:
        admin.confirm_rule(desk, pack, key)


def _change(house: House, key: str, value: str, since: date) -> None:
    with house.desk("UADMIN") as desk:
        admin.change_rule(desk, IMI, key, value=value, since=since)


def test_everybody_else_is_refused(house: House) -> None:
    with house.desk("UANA") as desk:
        for call in (
            lambda: rules_view(desk),
            lambda: admin.confirm_rule(desk, IMI, RATE),
            lambda: admin.change_rule(desk, IMI, RATE, value="2", since=TODAY),
            lambda: admin.give_administrator(desk, named("UANA")),
            lambda: admin.take_administrator(desk, "UADMIN"),
            lambda: admin.administrators(desk),
            lambda: admin.members_page(desk),
        ):
            with pytest.raises(Refused, match="administrators_only"):
                call()


def test_the_assumed_rules_are_listed_with_what_confirm_would_set(house: House) -> None:
    with house.desk("UADMIN") as desk:
        view = rules_view(desk)
    found = {(one.pack, one.key): one for one in view.open}
    assert found[IMI, RATE].to_confirm == "1.0"
    assert found[IMI, RATE].unit == "credits per hour"
    offered = found[IMI, "joiner.pro_rata"]
    assert (offered.value, offered.offered, offered.to_confirm) == (None, "days left", "days left")
    assert (IMI, "cycle.minimum") not in found  # published: not an administrator's to decide
    assert (IMI, "limit.reading") not in found  # no value is read there
    assert view.decided == ()


def test_a_confirmed_rule_is_decided_with_its_date_and_by_whom(house: House) -> None:
    _confirm(house, IMI, RATE)
    with house.desk("UADMIN") as desk:
        view = rules_view(desk)
        with pytest.raises(Refused, match="decided_already"):
            admin.confirm_rule(desk, IMI, RATE)
    [decided] = view.decided
    assert (decided.key, decided.value, decided.kind) == (RATE, "1.0", "confirmed")
    assert (decided.decided_on, decided.decided_by) == (TODAY, "Uadmin")
    assert (IMI, RATE) not in [(one.pack, one.key) for one in view.open]


def test_the_list_of_whoever_decided_has_the_decision_at_once(house: House) -> None:
    with house.desk("UADMIN") as desk:
        admin.confirm_rule(desk, IMI, RATE)
        admin.change_rule(desk, IMI, "entry.evidence", value="2", since=TODAY)
        view = rules_view(desk)
    assert [(one.key, one.value) for one in view.decided] == [
        ("entry.evidence", "2"),
        (RATE, "1.0"),
    ]
    assert not {RATE, "entry.evidence"} & {one.key for one in view.open if one.pack == IMI}


def test_a_confirmed_rule_is_no_longer_assumed_in_anybodys_totals(house: House) -> None:
    with house.desk() as desk:
        settings.enrol(desk, IMI)
        settings.set_cycle_start(desk, IMI, date(2025, 6, 1))
        house.logged(desk)
        [before] = standings_of(desk)
    _confirm(house, IMI, RATE)
    assert house.reassess() == 1
    with house.desk() as desk:
        [after] = standings_of(desk)
        [entry] = desk.work.entries.list(desk.member.id, ["logged"])
        [[assessment]] = desk.work.assessments.of_entries([entry.id]).values()
    assert RATE in before.standing.assumed
    assert RATE not in after.standing.assumed
    assert not assessment.assumed
    assert after.standing.cycle_credits == before.standing.cycle_credits


def test_a_changed_rule_holds_from_its_date_on_and_entries_before_keep_theirs(
    house: House,
) -> None:
    with house.desk() as desk:
        settings.set_job(desk, "Vehicle technician", date(2020, 1, 1))
        settings.enrol(desk, IMI)
        settings.set_cycle_start(desk, IMI, date(2025, 6, 1))
        house.logged(desk, on=date(2026, 9, 30), minutes=60)
        house.logged(desk, on=date(2026, 10, 1), minutes=60)
    _change(house, RATE, "1.5", date(2026, 10, 1))
    assert house.reassess() == 1
    with house.desk() as desk:
        [scheme] = standings_of(desk)
    assert scheme.standing.cycle_credits == 250
    _change(house, RATE, "2", date(2026, 10, 1))
    house.reassess()
    with house.desk() as desk:
        [scheme] = standings_of(desk)
    assert scheme.standing.cycle_credits == 300


def test_only_those_whose_rules_changed_are_assessed_anew_and_only_once(
    house: House,
) -> None:
    for number in range(5):
        with house.desk(f"U{number}") as desk:
            settings.enrol(desk, "cmi" if number == 0 else IMI)
            house.logged(desk)
    assert house.reassess() == 0
    _change(house, RATE, "2", date(2026, 1, 1))
    assert house.reassess(page=2) == 4
    assert house.reassess() == 0
    versions = house.query("SELECT DISTINCT pack_version FROM assessment ORDER BY 1")
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
    house: House, key: str, value: str, since: date, sentence: str
) -> None:
    with house.desk("UADMIN") as desk:
        with pytest.raises(Refused, match=sentence):
            admin.change_rule(desk, IMI, key, value=value, since=since)
        assert desk.work.enrolments.decisions() == ()


@pytest.mark.parametrize("typed", ["1,000", "1000", "1,000.0"])
def test_a_thousand_may_be_written_with_its_comma(house: House, typed: str) -> None:
    _change(house, RATE, typed, TODAY)
    with house.desk("UADMIN") as desk:
        [decided] = rules_view(desk).decided
    assert float(decided.value) == 1000


def test_a_rule_that_does_not_exist_or_has_nothing_to_confirm_is_refused(
    house: House,
) -> None:
    with house.desk("UADMIN") as desk:
        with pytest.raises(Refused, match="no_such_rule"):
            admin.confirm_rule(desk, "astrology", RATE)
        with pytest.raises(Refused, match="no_such_rule"):
            admin.confirm_rule(desk, IMI, "no.such")
        with pytest.raises(Refused, match="decided_already"):
            admin.confirm_rule(desk, IMI, "cycle.minimum")


def test_a_role_is_given_once_and_lets_its_holder_administer(house: House) -> None:
    with house.desk("UADMIN") as desk:
        assert admin.give_administrator(desk, named("UANA"))
        assert not admin.give_administrator(desk, named("UANA"))
        for nobody in (named("UBOT", kind="bot"), named("UGONE", deactivated=True)):
            with pytest.raises(Refused, match="not_a_person"):
                admin.give_administrator(desk, nobody)
    with house.desk("UANA") as desk:
        known = admin.administrators(desk)
    assert [(one.slack_id, one.by) for one in known] == [
        ("UADMIN", ("operator",)),
        ("UANA", ("role",)),
    ]


def test_the_last_administrator_cannot_be_taken_away(house: House) -> None:
    with house.desk("UADMIN") as desk:
        admin.give_administrator(desk, named("UANA"))
        admin.give_administrator(desk, named("UBEN"))
    with house.desk("UANA") as desk:
        desk.admins = frozenset()  # the operator names nobody
        assert admin.take_administrator(desk, "UBEN")
        assert not admin.take_administrator(desk, "UBEN")
        with pytest.raises(Refused, match="last_administrator"):
            admin.take_administrator(desk, "UANA")
    with house.desk("UADMIN") as desk:
        assert admin.take_administrator(desk, "UANA")


def test_slacks_and_the_operators_word_is_not_taken_back_here(house: House) -> None:
    with house.desk("UBOSS") as desk:
        desk.change_member(slack_admin=True)
    with house.desk("UADMIN") as desk:
        with pytest.raises(Refused, match="administrator_by_slack"):
            admin.take_administrator(desk, "UBOSS")
        with pytest.raises(Refused, match="administrator_by_operator"):
            admin.take_administrator(desk, "UADMIN")


def test_members_are_shown_in_pages_with_schemes_and_manager(house: House) -> None:
    for number in range(11):
        with house.desk(f"U{number:02}") as desk:
            settings.enrol(desk, IMI)
            settings.set_cycle_start(desk, IMI, date(2025, 6, 1))
    with house.desk("U00") as desk:
        team_links.name_manager(desk, named("U10"))
    with house.desk("UADMIN") as desk:
        first = admin.members_page(desk)
        assert first.next_after is not None
        second = admin.members_page(desk, first.next_after)
    assert [row.slack_id for row in first.rows] == [f"U{number:02}" for number in range(10)]
    assert [row.slack_id for row in second.rows] == ["U10", "UADMIN"]
    assert second.next_after is None
    row = first.rows[0]
    assert (row.manager_slack_id, row.link_state) == ("U10", "asked")
    assert [(one.title, one.cycle_start) for one in row.schemes] == [
        ("IMI register", date(2025, 6, 1))
    ]
