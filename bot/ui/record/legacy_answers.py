"""What releases before 0.3 took for answers, with what can be done about each."""

from collections.abc import Sequence

from bot.figures import credits
from bot.services.record import actions as record
from bot.services.record.legacy_answers import OldAnswer
from bot.ui.kit.blocks import Block, Content, actions, button, context, section
from bot.ui.kit.escape import brief
from bot.ui.kit.formatting import title_of
from bot.ui.record.entry_lines import STAGE_NAMES

_INTRODUCED = "I kept these as your account, and they do not read like it. What shall I do?"
_WORDS_MOST = 150


def old_answers(answers: Sequence[OldAnswer], number: int) -> Content:
    """The first few; they go as they are settled, and the next come."""
    if not answers:
        return Content("Thank you, that is all.", [context("Thank you, that is all.", "old:done")])
    blocks: list[Block] = [section(_INTRODUCED, "old:said")]
    for place, one in enumerate(answers):
        blocks.append(section(_line(one), f"old:{place}"))
        about = (one.entry.id, one.stage, one.mark)
        blocks += actions(
            f"old:{place}:actions",
            [
                button("Move", record.MoveAnswer(*about)),
                button("Keep", record.KeepOldAnswer(*about)),
                button("Remove", record.RemoveAnswer(*about)),
            ],
        )
    if number > len(answers):
        blocks.append(context(f"{number - len(answers)} more after these.", "old:more"))
    return Content(_INTRODUCED, blocks)


def kept_out() -> Content:
    """In place of them, while the member keeps their reflections out of the conversation."""
    words = "Your answers stand in your record alone, as you chose."
    return Content(words, [context(words, "old:private")])


def _line(one: OldAnswer) -> str:
    words = brief(one.words, _WORDS_MOST)
    said = f"*{title_of(one.entry.title)}*, {STAGE_NAMES[one.stage]}: “{words}”"
    if one.credits is None:
        return said
    return f"{said}\n{credits(one.credits)} would wait until you say how it helps in your job."
