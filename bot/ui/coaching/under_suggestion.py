"""What stands around everything that the coach says: that it is the coach, whether it helped, what
was sent, off.
"""

from bot.services.coaching import actions as coaching
from bot.services.dispatch.action import Action
from bot.ui.kit.blocks import Block, Content, Element, feedback, overflow
from storage.row_types import CoachSuggestionRecord


def by_coach(words: str) -> str:
    """What the coach has worded, marked as its own, so that nobody takes it for the rules'."""
    return f"_Coach:_ {words}"


def more(one: CoachSuggestionRecord) -> Element | None:
    """Behind ⋯: what was sent, and turning it off."""
    menu: list[tuple[str, Action]] = [
        ("What was sent?", coaching.ShowWhatWasSent(one.id)),
        ("Turn the coach off", coaching.TurnOff()),
    ]
    return overflow(menu)


def rating(one: CoachSuggestionRecord, block_id: str) -> Block:
    """Whether it helped; in messages alone."""
    good, bad = coaching.Rate(one.id, "good"), coaching.Rate(one.id, "bad")
    return feedback(block_id, good, bad, ("This helped", "This did not help"))


def with_plain_form(content: Content) -> Content:
    """The same with a form without the buttons that Slack does not take everywhere yet."""
    if not content.new_blocks:
        return content
    kept = [block for block in content.blocks if block["type"] not in content.new_blocks]
    return Content(content.text, content.blocks, kept)
