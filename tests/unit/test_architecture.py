"""What may stand where, read from the syntax trees. Which package may import which other, the
contracts of import-linter say in `pyproject.toml`.

`architecture_baseline.txt` lists what broke a rule when the rule was made: it may only shrink.
"""

import ast
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BASELINE = Path(__file__).with_name("architecture_baseline.txt")

BLOCKS = frozenset(
    {
        *("actions", "alert", "card", "carousel", "context", "context_actions", "data_table"),
        *("data_visualization", "divider", "file", "header", "image", "input", "markdown", "plan"),
        *("rich_text", "section", "table", "task_card", "video"),
        *("home", "modal"),
        *("button", "checkboxes", "datepicker", "overflow", "radio_buttons", "static_select"),
        *("mrkdwn", "plain_text"),
    }
)
"""Types of blocks, of views and of what stands in blocks."""

SQL = frozenset({"sqlalchemy", "sqlmodel"})
SLACK = frozenset({"slack_bolt", "slack_sdk"})
EDGES = frozenset({"handlers", "delivery", "app", "cli"})
"""The packages of `bot` that may know of Slack's libraries."""

MODULE_MOST = 400
FUNCTION_MOST = 60

Rule = Callable[[tuple[str, ...], str], Iterator[str]]
"""What breaks it in a module, given its place and its source: nothing, or a name for each."""


def literal_blocks(place: tuple[str, ...], source: str) -> Iterator[str]:
    """Blocks and views are built in `bot.ui` alone."""
    if place[:2] != ("bot", "ui") and any(map(_is_block, _nodes(source))):
        yield ""


def sql(place: tuple[str, ...], source: str) -> Iterator[str]:
    """Statements and sessions are `storage`'s alone."""
    if place[0] != "storage" and SQL & _libraries(source):
        yield ""


def slack(place: tuple[str, ...], source: str) -> Iterator[str]:
    """Slack's libraries are known at the edges alone."""
    if not (place[0] == "bot" and place[1] in EDGES) and SLACK & _libraries(source):
        yield ""


def long_module(place: tuple[str, ...], source: str) -> Iterator[str]:
    """No module is longer than `MODULE_MOST` lines; a migration stays as it was released."""
    if "migrations" not in place and len(source.splitlines()) > MODULE_MOST:
        yield ""


def long_function(place: tuple[str, ...], source: str) -> Iterator[str]:
    """No function is longer than `FUNCTION_MOST` lines; migrations as above."""
    for node in _nodes(source):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and "migrations" not in place:
            assert node.end_lineno is not None
            if node.end_lineno - node.lineno >= FUNCTION_MOST:
                yield node.name


def private(place: tuple[str, ...], source: str) -> Iterator[str]:
    """What begins with an underscore, module or name, is not imported from another module: a room
    is entered through what it makes public.
    """
    del place
    for node in _nodes(source):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in _OURS:
            names = [*(node.module or "").split("."), *(one.name for one in node.names)]
            yield from (name for name in names if name.startswith("_"))


_OURS = frozenset({"bot", "storage"})

RULES: Mapping[str, Rule] = {
    rule.__name__: rule
    for rule in (literal_blocks, sql, slack, long_module, long_function, private)
}


def _is_block(node: ast.AST) -> bool:
    """Whether it is a mapping written out, with the type of a block in it."""
    match node:
        case ast.Dict():
            types = [
                value
                for key, value in zip(node.keys, node.values, strict=True)
                if isinstance(key, ast.Constant) and key.value == "type"
            ]
        case ast.Call(func=ast.Name("dict")):
            types = [one.value for one in node.keywords if one.arg == "type"]
        case _:
            return False
    return any(isinstance(one, ast.Constant) and one.value in BLOCKS for one in types)


def _libraries(source: str) -> set[str]:
    """The packages that a module imports, by their first names."""
    found = set()
    for node in _nodes(source):
        if isinstance(node, ast.Import):
            found |= {one.name.split(".")[0] for one in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


@lru_cache(maxsize=1)
def _nodes(source: str) -> tuple[ast.AST, ...]:
    """Its syntax tree, node by node. Every rule asks for it, one module after the other."""
    return tuple(ast.walk(ast.parse(source)))


@cache
def _all_broken() -> set[tuple[str, str]]:
    """Each rule that is broken, with what breaks it."""
    return {
        (name, " ".join(filter(None, (name, path.relative_to(ROOT).as_posix(), what))))
        for top in ("bot", "storage")
        for path in (ROOT / top).rglob("*.py")
        for source in [path.read_text(encoding="utf-8")]
        for name, rule in RULES.items()
        for what in rule(path.relative_to(ROOT).parts, source)
    }


def broken(rule: str) -> set[str]:
    """What breaks a rule, as the baseline writes it: the rule, the module, and what in it."""
    return {what for name, what in _all_broken() if name == rule}


def known(rule: str) -> set[str]:
    """What the baseline lists of a rule."""
    lines = BASELINE.read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line.split(" ")[0] == rule}


@pytest.mark.parametrize("rule", RULES)
def test_nothing_breaks_a_rule_but_what_is_known(rule: str) -> None:
    assert broken(rule) - known(rule) == set()


@pytest.mark.parametrize("rule", RULES)
def test_what_breaks_a_rule_no_more_is_taken_out_of_the_baseline(rule: str) -> None:
    assert known(rule) - broken(rule) == set()


def test_every_line_of_the_baseline_names_a_rule_and_stands_once() -> None:
    lines = BASELINE.read_text(encoding="utf-8").splitlines()
    assert lines == sorted(set(lines))
    assert {line.split(" ")[0] for line in lines} <= RULES.keys()


@pytest.mark.parametrize(
    ("rule", "place", "source"),
    [
        ("literal_blocks", "bot/handlers/a.py", 'x = [{"type": "section", "text": words}]'),
        ("literal_blocks", "bot/delivery/a.py", 'x = dict(type="modal", blocks=[])'),
        ("sql", "bot/services/a.py", "from sqlmodel import Session"),
        ("sql", "bot/cli/a.py", "import sqlalchemy.orm as orm"),
        ("slack", "bot/ui/a.py", "from slack_sdk.models.blocks import SectionBlock"),
        ("slack", "storage/a.py", "def f():\n    import slack_bolt"),
        ("long_module", "bot/ui/a.py", "x = 1\n" * (MODULE_MOST + 1)),
        ("long_function", "bot/ui/a.py", "async def f():\n" + "    x = 1\n" * FUNCTION_MOST),
        ("private", "bot/ui/a.py", "from storage.record.entries import _entry"),
        ("private", "bot/ui/a.py", "from bot.services._inner import thing"),
    ],
)
def test_what_breaks_a_rule_is_seen(rule: str, place: str, source: str) -> None:
    assert list(RULES[rule](Path(place).parts, source))


@pytest.mark.parametrize(
    ("rule", "place", "source"),
    [
        ("literal_blocks", "bot/ui/a.py", 'x = {"type": "section"}'),
        ("literal_blocks", "bot/services/a.py", 'x = {"type": "reading"}'),
        ("sql", "storage/record/a.py", "from sqlalchemy import select"),
        ("slack", "bot/handlers/a.py", "import slack_bolt"),
        ("long_module", "bot/ui/a.py", "x = 1\n" * MODULE_MOST),
        ("long_function", "bot/ui/a.py", "def f():\n" + "    x = 1\n" * (FUNCTION_MOST - 1)),
        ("private", "bot/ui/a.py", "from storage.record.entries import Entries"),
        ("private", "bot/ui/a.py", "from __future__ import annotations"),
    ],
)
def test_what_keeps_to_a_rule_is_let_be(rule: str, place: str, source: str) -> None:
    assert not list(RULES[rule](Path(place).parts, source))
