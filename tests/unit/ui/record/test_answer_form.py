"""The form with one question: whose question it is, and that its field stays the same."""

from dataclasses import replace

from bot.ui.kit.blocks import Block
from bot.ui.record.answer_form import answer_modal
from tests.unit.ui.builders import put, suggestion
from tests.unit.ui.reading import texts

QUESTION = "What did you learn about <isolation>, and where will you use it in your job?"


def fields(blocks: list[Block]) -> list[tuple[str, str]]:
    """Each input's block and element."""
    inputs = [one for one in blocks if one["type"] == "input"]
    return [(one["block_id"], one["element"]["action_id"]) for one in inputs]


def test_a_question_of_the_rules_is_the_label_of_its_field() -> None:
    [block] = answer_modal(12, put("evaluate"))["blocks"]
    assert block["label"]["text"] == put("evaluate").words


def test_one_of_the_coachs_is_marked_with_its_menu_above_the_same_field() -> None:
    asked = replace(put("evaluate"), words=QUESTION)
    offered = suggestion(kind="question", about="evaluate", words=QUESTION)
    [above, field] = answer_modal(12, asked, "", offered)["blocks"]
    said = "What did you learn about &lt;isolation&gt;, and where will you use it in your job?"
    assert f"_Coach:_ {said}" in texts([above])
    menu = [one["text"]["text"] for one in above["accessory"]["options"]]
    assert menu == ["What was sent?", "Turn the coach off"]
    assert field["label"]["text"] == "Your answer"
    assert fields([above, field]) == fields(answer_modal(12, asked)["blocks"])


def test_it_carries_the_same_whoever_has_worded_it() -> None:
    asked = put("evaluate")
    plain, coached = answer_modal(12, asked), answer_modal(12, asked, "", suggestion())
    assert plain["private_metadata"] == coached["private_metadata"]
    assert plain["callback_id"] == coached["callback_id"]
