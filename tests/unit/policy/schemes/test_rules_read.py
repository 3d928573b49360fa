"""Every key that a pack may hold has a reader: one that nothing reads would promise something."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bot.policy.schemes.rules import SHAPES
from tests.tables import for_each

BOT: Final = Path(__file__).parents[4] / "bot"
NAMED_ALONE: Final = (BOT / "policy/schemes/rules.py", BOT / "ui/admin/lists.py")
"""Which keys there are, and what administrators call them: neither looks at a pack's rule."""


def read_in(tree: ast.AST) -> Iterator[str]:
    """The strings of a module but for what a method `needs`, which asks whether a rule is there."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.keyword) and node.arg == "needs":
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        yield from read_in(node)


READ: Final = frozenset(
    words
    for path in BOT.rglob("*.py")
    if path not in NAMED_ALONE
    for words in read_in(ast.parse(path.read_text(encoding="utf-8")))
)


@for_each("key", list(SHAPES))
def test_every_key_that_a_pack_may_hold_is_read(key: str) -> None:
    assert key in READ, f"nothing reads {key}: show it, or take it out of SHAPES"


def test_a_key_that_nothing_reads_would_be_found() -> None:
    method = ast.parse("Method(kind='x', needs=('cycle.minimum',), minimum='year.minimum')")
    assert {"year.minimum"} == set(read_in(method)) - {"x"}
