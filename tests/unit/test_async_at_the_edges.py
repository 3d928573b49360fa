"""Where `async` may stand, read from the syntax trees: what waits for a network, or for another
process, is at the edges.
"""

import ast
from pathlib import Path

import pytest

from tests.tables import for_each

ROOT = Path(__file__).parents[2]
EDGES = {"handlers", "delivery", "app", "cli", "readers", "documents", "processes"}
GONE = {"Turns", "Precedence", "_Thread"}


def _plain_modules() -> list[Path]:
    """Every module of ours that is to know nothing of an event loop."""
    return sorted(
        path
        for top in ("bot", "storage")
        for path in (ROOT / top).rglob("*.py")
        if not (top == "bot" and path.relative_to(ROOT / "bot").parts[0] in EDGES)
    )


def _asynchronous(tree: ast.AST) -> list[str]:
    """What in it is asynchronous, with its line."""
    found = []
    for node in ast.walk(tree):
        match node:
            case ast.AsyncFunctionDef() | ast.AsyncFor() | ast.AsyncWith() | ast.Await():
                found.append(f"{type(node).__name__} in line {node.lineno}")
            case ast.comprehension(is_async=1):
                found.append(f"an async comprehension over {ast.unparse(node.iter)}")
            case ast.Import(names=names):
                found += [f"import {each.name}" for each in names if _is_asyncio(each.name)]
            case ast.ImportFrom(module=str(module)) if _is_asyncio(module):
                found.append(f"from {module} import")
    return found


def _is_asyncio(module: str) -> bool:
    return "asyncio" in module.split(".")


@for_each("path", _plain_modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_units_of_work_are_plain_functions(path: Path) -> None:
    assert _asynchronous(ast.parse(path.read_text())) == []


@pytest.mark.parametrize(
    "source",
    [
        "async def f(): ...",
        "async def f():\n    await g()",
        "import asyncio",
        "import asyncio.tasks as t",
        "from asyncio import wrap_future",
        "from sqlalchemy.ext.asyncio import AsyncSession",
        "async def f():\n    return [x async for x in y]",
    ],
)
def test_whatever_is_asynchronous_is_seen(source: str) -> None:
    assert _asynchronous(ast.parse(source))


def test_the_writers_of_old_are_gone() -> None:
    """One queue of threads does what three mechanisms did."""
    names = {
        node.name
        for top in ("bot", "storage")
        for path in (ROOT / top).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ClassDef | ast.FunctionDef)
    }
    assert not names & GONE
