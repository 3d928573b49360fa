"""What a manager sees and never sees is said in one way, wherever it is said."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from bot import ui
from bot.ui.kit import manager_sees
from bot.ui.kit.manager_sees import WHAT_THEY_SEE, WHAT_YOU_SEE, what_is_seen_by
from bot.ui.members.help import more_help
from bot.ui.members.settings import manager_words
from bot.ui.members.settings_forms import manager_modal
from tests.unit.ui.builders import manager as manager_view
from tests.unit.ui.reading import texts

ANOTHER_WAY = re.compile(
    r"sees? (?:your |their )?totals|never (?:what (?:you|they|people) write|sees?:)"
    r"|nobody but you sees",
    re.IGNORECASE,
)
SEEN = "totals, your pace, what is short, what lacks evidence, and dates."
NEVER = "They never see: what you write, titles, or evidence itself."


def written() -> Iterator[tuple[str, str]]:
    """Every text in the words' rooms, with the file in which it stands."""
    for path in Path(ui.__path__[0]).rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        said = {
            node.value.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }
        for node in ast.walk(tree):
            text = node.value if isinstance(node, ast.Constant) else None
            if isinstance(text, str) and text not in said:  # a docstring is read by nobody here
                yield path.name, text


def test_no_other_file_has_words_of_its_own_for_it() -> None:
    own = Path(str(manager_sees.__file__)).name
    found = {(name, text) for name, text in written() if ANOTHER_WAY.search(text)}
    assert {name for name, _ in found} == {own}


def test_the_form_the_settings_and_the_help_say_the_same() -> None:
    assert f"They will see: your {SEEN}\n{NEVER}" == WHAT_THEY_SEE
    assert WHAT_THEY_SEE in "\n".join(texts(manager_modal(None)["blocks"]))
    assert manager_words(manager_view()) == what_is_seen_by("Alex Reed")
    assert NEVER in "\n".join(texts(more_help().blocks))


def test_a_manager_reads_it_from_their_side() -> None:
    assert WHAT_YOU_SEE.splitlines() == [
        "You see: their totals, their pace, what is short, what lacks evidence, and dates.",
        "You never see: what they write, titles, or evidence itself.",
    ]
