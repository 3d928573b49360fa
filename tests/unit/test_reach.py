"""What a change reaches, in a small project; and that ours is read as it is."""

from functools import cache

import pytest

from tests.reach import Reach, reach_of_project

UNDO, UNDOING = "bot.services.record.undo", "tests.services.record.test_undoing"
STATUS, HOME = "tests.services.teams.test_status", "tests.scenario.members.test_home"

IMPORTS = {
    "bot": [],
    "bot.services.record": [],
    UNDO: ["bot.services.record.chain"],
    "bot.services.record.chain": [],
    "bot.services.teams.status": [UNDO],
    "bot.readers.reading": [],
    "bot.readers.child.__main__": ["bot.readers.child.answering"],
    "bot.readers.child.answering": [],
    "bot.readers.child.tables": [],
    "bot.policy.packs": [],
    "tests.scenario.conftest": ["bot.services.teams.status"],
    "tests.integration.readers.test_tables": ["bot.readers.reading"],
    UNDOING: [UNDO],
    STATUS: ["bot.services.teams.status"],
    HOME: [],
    "tests.unit.test_alone": [],
}
SOURCES = {
    "bot.readers.reading": 'CHILD = Path(__file__).parent / "child" / "__main__.py"',
    "bot.readers.child.answering": 'import_module(f"bot.readers.child.{kind}")',
    "bot.policy.packs": 'files("bot.policy") / "packs"',
    UNDOING: 'Path("docs/export.md")',
}


@pytest.fixture
def reach() -> Reach:
    return Reach(IMPORTS, SOURCES)


def reached(reach: Reach, path: str) -> list[str]:
    return reach.reached_from(reach.modules_at(path))


@pytest.mark.parametrize(
    ("path", "tests"),
    [
        ("bot/services/record/undo.py", [UNDOING, STATUS, HOME]),
        ("bot/services/record/chain.py", [UNDOING, STATUS, HOME]),
        ("bot/services/teams/status.py", [STATUS, HOME]),
        ("tests/services/teams/test_status.py", [STATUS]),
        ("tests/scenario/conftest.py", [HOME]),
        ("bot/readers/child/tables.py", ["tests.integration.readers.test_tables"]),
        ("docs/export.md", [UNDOING]),
        ("docs/demo.png", []),
        ("bot/policy/packs/imi.yaml", []),
    ],
)
def test_what_a_file_reaches_comes_with_the_nearest_and_cheapest_first(
    reach: Reach, path: str, tests: list[str]
) -> None:
    assert reached(reach, path) == tests


def test_data_stands_for_what_names_it_or_its_folder(reach: Reach) -> None:
    assert reach.modules_at("bot/policy/packs/imi.yaml") == {"bot.policy.packs"}


@pytest.mark.parametrize("path", ["bot/services/record/__init__.py", "bot/services/record/gone.py"])
def test_a_package_and_what_is_gone_stand_for_all_beside_them(reach: Reach, path: str) -> None:
    assert reach.modules_at(path) == {"bot.services.record", UNDO, "bot.services.record.chain"}


@pytest.mark.parametrize("path", ["conftest.py", "pyproject.toml", "requirements-dev.txt"])
def test_what_everything_depends_on_reaches_every_test(reach: Reach, path: str) -> None:
    assert set(reached(reach, path)) == set(reach.tests)


@cache
def ours() -> Reach:
    return reach_of_project()


@pytest.mark.parametrize(
    ("path", "test", "among"),
    [
        ("bot/services/record/undo.py", "tests.services.record.test_undoing", 5),
        ("bot/readers/child/calendars.py", "tests.integration.readers.test_calendars", 10),
        ("bot/policy/packs/cmi.yaml", "tests.integration.policy.test_pack_file", 40),
        ("bot/ui/record/card.py", "tests.unit.ui.record.test_card", 3),
        ("docs/export.md", "tests.services.data_rights.test_export", 1),
        ("sandbox/src/sandbox/uploads.py", "sandbox.tests.test_files", 10),
    ],
)
def test_a_change_to_ours_is_tried_where_it_is_proved(path: str, test: str, among: int) -> None:
    assert test in reached(ours(), path)[:among]


def test_a_rule_that_one_test_reads_reaches_no_unit_test_of_anything_else() -> None:
    assert "tests.unit.coach.test_prompts" not in reached(ours(), "bot/readers/child/calendars.py")
