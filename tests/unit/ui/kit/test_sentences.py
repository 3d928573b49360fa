"""Whatever is refused or said by name anywhere has one sentence, and no sentence is left over."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bot.services
from bot.conversation.dialogue import Nothing
from bot.discovery import DeclaredTwice
from bot.services.context.refused import Refused
from bot.ui.kit import sentences as kit
from bot.ui.kit.sentences import WORD_MOST, refusal, sentence, sentences

BOT = Path(bot.services.__path__[0]).parent
SENTENCES = sentences().words


def names_in_the_source() -> set[str]:
    """Names given to `Refused(…)`, `say(…)` and the like, or as a row's "sentence"."""
    found = set(get_args(get_type_hints(Nothing)["why"]))
    for path in sorted(set(BOT.rglob("*.py")) - set((BOT / "policy").rglob("*.py"))):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _called(node) in _NAME_AT:
                found |= set(_words(node.args[_NAME_AT[_called(node)]]))
            if isinstance(node, ast.Dict):
                for key, value in zip(node.keys, node.values, strict=True):
                    if isinstance(key, ast.Constant) and key.value == "sentence":
                        found |= set(_words(value))
            if isinstance(node, ast.keyword) and node.arg == "otherwise":
                found |= set(_words(node.value))
            if isinstance(node, ast.arguments):
                for argument, default in zip(node.kwonlyargs, node.kw_defaults, strict=True):
                    if argument.arg == "otherwise" and default is not None:
                        found |= set(_words(default))
            if isinstance(node, ast.Assign | ast.AnnAssign) and _target(node) in _TABLES:
                found |= set(_words(node.value)) if node.value else set()
            if isinstance(node, ast.FunctionDef) and node.name in _CHOOSING:
                found |= {name for one in ast.walk(node) for name in _returned(one)}
    return {name for name in found if re.fullmatch("[a-z_]+", name)}


_NAME_AT = {
    "Refused": 0,
    "sentence": 0,
    "said": 0,
    "say": 0,
    "Hear": 0,
    "PutBack": 0,
    "_so_many": 2,
    "offer_about": 3,
    "tell_of_files": 1,
    "_refused": 1,
    "_one_of": 2,
    "tell_person": 2,
    "_tell_readers": 2,
}
"""Where the name stands among a call's arguments."""

_TABLES = {"COMMANDS", "_SENTENCES", "_SAID", "_ASKED", "_BY_COMMAND", "_UNTITLED"}
_TABLES |= {"_REFUSALS", "_GIVEN_UP", "REFUSALS", "_YOU"}
"""Tables from which a name is chosen before it is raised."""

_CHOOSING = {"_erase_failed", "_export_failed", "_hand_back_failed", "_not_read", "_not_taken"}
_CHOOSING |= {"_document_failed", "_why_not", "_sentence_for", "_about_undo"}
_CHOOSING |= {"_about_the_file"}
_CHOOSING |= {"_not_done", "_not_brought", "_audit_pack_failed", "_badge_failed"}
"""Functions that return the name of what is said."""


def _called(node: ast.Call) -> str:
    match node.func:
        case ast.Name(name) | ast.Attribute(_, name):
            return name
    return ""


def _target(node: ast.Assign | ast.AnnAssign) -> str:
    target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
    return target.id if isinstance(target, ast.Name) else ""


def _returned(node: ast.AST) -> Iterator[str]:
    if not isinstance(node, ast.Return) or node.value is None:
        return
    chosen = node.value
    if isinstance(chosen, ast.Call) and isinstance(chosen.func, ast.Attribute):
        chosen = chosen.func.value  # what a table is asked for
    yield from _words(chosen)


def _words(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from _words(node.body)
        yield from _words(node.orelse)
    elif isinstance(node, ast.Dict):
        for value in node.values:
            yield from _words(value)
    elif isinstance(node, ast.Tuple):
        for value in node.elts:
            yield from _words(value)
    elif isinstance(node, ast.Call) and node.args:
        yield from _words(node.args[-1])
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def test_every_name_that_is_raised_has_its_sentence() -> None:
    assert names_in_the_source() - set(SENTENCES) == set()


def test_no_sentence_is_left_over() -> None:
    assert set(SENTENCES) - names_in_the_source() == set()


@pytest.mark.parametrize("name", SENTENCES)
def test_a_sentence_is_short_and_calm(name: str) -> None:
    words = SENTENCES[name]
    assert "!" not in words
    assert len(words) < 220
    assert words.endswith((".", "?"))


def test_a_second_save_changes_nothing_and_says_so() -> None:
    assert refusal(Refused("already_saved")) == "Already saved."


def test_values_are_written_as_people_write_them() -> None:
    assert sentence("cycle_start_too_early", earliest="1990-01-01").endswith("is 1 Jan 1990.")
    assert sentence("year_above_cycle", year=3100, cycle=2550) == (
        "This year’s 31 are part of the cycle’s, and those are 25.5."
    )
    assert sentence("several_asked", slack_ids=["U1", "U2"]).startswith(
        "Several people asked: <@U1> and <@U2>."
    )


def test_what_somebody_typed_is_escaped() -> None:
    said = sentence("unknown_command", word="<!channel>", nearest="help")
    assert "<!channel>" not in said


@given(st.text(min_size=1))
def test_what_somebody_typed_is_cut_before_it_is_said_back(typed: str) -> None:
    said = sentence("unknown_command_at_all", word=typed * 100)
    assert len(said) < len(SENTENCES["unknown_command_at_all"]) + 2 * WORD_MOST


def test_a_room_has_its_own_sentences_and_says_how_its_values_are_written() -> None:
    found = sentences("bot.ui", "tests.greetings")
    assert found.sentence("greeted_at", hour=5) == "Good morning, at 5 o’clock."
    assert found.sentence("already_saved") == "Already saved."


def test_two_sentences_of_one_name_are_refused_when_they_are_read() -> None:
    with pytest.raises(DeclaredTwice, match="'greeted_at'"):
        sentences("bot.ui", "tests.greetings", "tests.greetings")


def test_the_unexpected_has_a_number_to_quote() -> None:
    assert "ab12" in sentence("unexpected", id="ab12")
    assert "unexpected" in kit.SENTENCES
