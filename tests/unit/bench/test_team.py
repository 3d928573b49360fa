"""The teams that a benchmark makes."""

from bench.bench_team import EVERYBODY, REPORTS, teams
from bench.data import NOW
from bench.population import MEMBERS, everybody


def test_every_team_has_people_in_it_under_each_scheme() -> None:
    """The smallest had none under CMI, and a statement that only they need was not sent."""
    schemes = [figure.kind.packs for figure in everybody(NOW.date())]
    found: dict[int, set[str]] = {}
    for manager, member in teams():
        found.setdefault(manager, set()).update(schemes[(member - 1) % MEMBERS])

    assert len(found) == len(REPORTS)
    assert all(team == {"imi-register", "cmi"} for team in found.values())


def test_nobody_has_two_managers_and_all_of_them_are_there() -> None:
    reports = [member for _, member in teams()]
    assert len(set(reports)) == len(reports) == sum(REPORTS)
    assert len(REPORTS) < min(reports) <= max(reports) <= EVERYBODY
