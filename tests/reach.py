"""Which test modules reach a file of the project, those first that are near to it and cheap.

A test reaches whatever it imports, in however many steps, and what its `conftest` modules do; also
what is imported, discovered or started by its name. Nothing has to be run or kept beforehand.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Final

import grimp

ROOT: Final = Path(__file__).parents[1]

_PACKAGES: Final = ("bot", "storage", "sandbox", "evaluation", "bench", "tests")

_EVERYTHING: Final = ("conftest.py", "pyproject.toml", "requirements-dev.txt")
"""What no import shows, and every test depends on."""

_COSTS: Final = {
    "unit": 0,
    "services": 1,
    "tests": 1,  # the sandbox's
    "storage": 1,
    "integration": 2,
    "scenario": 3,
    "upgrade": 4,
    "e2e": 5,
    "browser": 6,
}
"""By folder of the tests: what it costs to come one step nearer to what a member sees."""

_NEIGHBOUR, _NAMESAKE = 3, 2
"""Steps that a test is nearer to modules in a room of its name, and to a module of its name."""


class Reach:
    """Who reaches whom in this project."""

    def __init__(self, imports: Mapping[str, Iterable[str]], sources: Mapping[str, str]) -> None:
        """`imports` are, for each module, those that it imports itself; `sources` their texts."""
        self._importers: dict[str, set[str]] = {module: set() for module in imports}
        self._sources = sources
        for module, imported in imports.items():
            for each in imported:
                self._add(module, each)
        self._add_conftests()
        self._add_named()

    @property
    def tests(self) -> list[str]:
        """Every test module."""
        return [each for each in self._importers if _is_test(each)]

    def modules_at(self, path: str) -> frozenset[str]:
        """The modules that stand for a file: itself; all in a package for its `__init__.py`, or
        for one that is gone; those that name it or its folder where it is data. `path` is relative
        to the project.
        """
        if path in _EVERYTHING:
            return frozenset(self.tests)
        parts = path.removeprefix("sandbox/src/").removesuffix(".py").split("/")
        if not path.endswith(".py"):
            return self._naming(PurePosixPath(path))
        found = ".".join(parts)
        if found in self._importers:
            return frozenset({found})
        return frozenset(self._inside(".".join(parts[:-1])))

    def reached_from(self, changed: Iterable[str]) -> list[str]:
        """The test modules that reach any of these modules, the nearest and cheapest first."""
        ranks: dict[str, int] = {}
        for origin in changed:
            for module, steps in self._steps_to(origin).items():
                if _is_test(module):
                    rank = steps + _cost(module) - _nearness(module, origin)
                    ranks[module] = min(rank, ranks.get(module, rank))
        return sorted(ranks, key=lambda module: (ranks[module], module))

    def _steps_to(self, origin: str) -> dict[str, int]:
        steps, edge, step = {origin: 0}, {origin}, 0
        while edge:
            step += 1
            edge = {one for each in edge for one in self._importers[each]} - steps.keys()
            steps |= dict.fromkeys(edge, step)
        return steps

    def _inside(self, package: str) -> list[str]:
        return [each for each in self._importers if f"{each}.".startswith(f"{package}.")]

    def _naming(self, path: PurePosixPath) -> frozenset[str]:
        names = {path.name, path.parent.name} if len(path.parts) > 2 else {path.name}
        named = re.compile(rf"""["'/](?:{"|".join(map(re.escape, sorted(names)))})["'/]""")
        return frozenset(each for each, text in self._sources.items() if named.search(text))

    def _add_conftests(self) -> None:
        for test in self.tests:
            parts = test.split(".")
            for end in range(1, len(parts)):
                self._add(test, ".".join([*parts[:end], "conftest"]))

    def _add_named(self) -> None:
        """What is imported, discovered or started by its name, and what is started by its path."""
        named = re.compile(rf'"((?:{"|".join(_PACKAGES)})(?:\.[a-z_]+)+)(?:\.\{{[^"]*)?"')
        started = [each for each in self._importers if each.endswith(".__main__")]
        for module, text in self._sources.items():
            for name in named.findall(text) if not module.endswith(".conftest") else ():
                for each in self._inside(name):
                    self._add(module, each)
            for each in started:
                parent, folder = each.split(".")[:-2], each.split(".")[-2]
                if module.split(".")[:-1] == parent and f'"{folder}"' in text:
                    self._add(module, each)

    def _add(self, importer: str, imported: str) -> None:
        if imported in self._importers and imported != importer:
            self._importers[imported].add(importer)


def reach_of_project() -> Reach:
    """Reads the imports of every module, which takes a second."""
    graph = grimp.build_graph(*_PACKAGES, cache_dir=None)
    imports = {each: graph.find_modules_directly_imported_by(each) for each in graph.modules}
    imports |= _of_sandbox_tests()
    sources = {each: text for each in graph.modules if (text := _source(each)) is not None}
    return Reach(imports, sources)


def _of_sandbox_tests() -> dict[str, set[str]]:
    """What they import of the sandbox and of each other. They are in no package, and so in no
    graph.
    """
    files = sorted((ROOT / "sandbox" / "tests").glob("*.py"))
    beside = {file.stem for file in files}
    found: dict[str, set[str]] = {}
    for file in files:
        names = _IMPORTED.findall(file.read_text(encoding="utf-8"))
        found[f"sandbox.tests.{file.stem}"] = {
            f"sandbox.tests.{name}" if name in beside else name for name in names
        }
    return found


_IMPORTED: Final = re.compile(r"^ *(?:from|import) ([\w.]+)", re.MULTILINE)


def _source(module: str) -> str | None:
    for root in (ROOT, ROOT / "sandbox" / "src"):
        place = root.joinpath(*module.split("."))
        for file in (place.with_suffix(".py"), place / "__init__.py"):
            if file.is_file():
                return file.read_text(encoding="utf-8")
    return None


def _is_test(module: str) -> bool:
    return module.rpartition(".")[2].startswith("test_")


def _cost(module: str) -> int:
    return _COSTS[module.split(".")[1]]


def _nearness(test: str, module: str) -> int:
    """What brings a test nearer than the imports show: `tests.services.record.test_undoing` to
    `bot.services.record.undo`.
    """
    *rooms, name = test.split(".")[2:]
    *about, its = module.split(".")[1:]
    is_namesake = name.startswith(f"test_{its}")
    return _NEIGHBOUR * bool({*rooms} & {*about, its}) + _NAMESAKE * is_namesake
