"""The teams that a benchmark makes."""

import pytest

from bench import bench_scheme_teams
from bench.bench_scheme_teams import teams_under
from bench.bench_schemes import NUMBERS
from bench.bench_team import EVERYBODY, REPORTS, teams
from bench.data import NOW
from bench.population import MEMBERS, SCHEMES, everybody, members_of, under_schemes


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


@pytest.mark.parametrize("schemes", NUMBERS)
def test_everybody_in_a_team_has_as_many_schemes_and_there_is_somebody_of_each_kind(
    schemes: int,
) -> None:
    originals = list(everybody(NOW.date(), bench_scheme_teams.KINDS))
    found: dict[int, set[str]] = {}
    for manager, member in teams_under(schemes):
        kind = originals[(member - 1) % len(originals)].kind
        assert kind.packs == SCHEMES[:schemes]
        found.setdefault(manager, set()).add(kind.name)
    kinds = {one.name for one in under_schemes(schemes)}
    assert len(found) == len(REPORTS)
    assert [team == kinds for team in found.values()] == [False, True, True]


def test_nobody_is_in_two_teams_whatever_schemes_they_are_under() -> None:
    links = [link for schemes in NUMBERS for link in teams_under(schemes)]
    reports = [member for _, member in links]
    assert len(set(reports)) == len(reports) == len(NUMBERS) * sum(REPORTS)
    assert not {manager for manager, _ in links} & set(reports)


def test_with_more_schemes_there_are_as_many_people_with_the_same_records() -> None:
    one, *more = (list(everybody(NOW.date(), under_schemes(number))) for number in NUMBERS)
    assert len(one) == members_of(under_schemes(1)) > 50
    for others in more:
        assert [each.learning for each in others] == [each.learning for each in one]
    subjects = {learning.subject for each in one for learning in each.learning}
    assert len(subjects - {None}) == 8
