"""What was written beside a file that is let go of: the words are their member's, and stay. They
are asked about by themselves, as all that nobody can place.
"""

from typing import Final

from bot.conversation.captions import Caption, caption
from bot.services.context.member_context import MemberContext
from bot.services.record.incoming.held_words import ask_about
from storage.record.held_messages import Held

_CHOICES: Final = {"New entry": "new", "Forget it": "forget"}


def ask_about_words(ctx: MemberContext, words: str, thread_ts: str | None) -> None:
    """Hold words that stood beside a file, and ask what they are; nothing of a caption that says
    only that the file is there.
    """
    if not words or caption(words) == Caption():
        return
    said = {"labels": [*_CHOICES], "choices": [*_CHOICES.values()], "yes": "new", "no": "forget"}
    values = {"entry": None, "question": None, **said}
    held = Held(f"held:{ctx.origin.key}:beside"[:150], words, None, values, ctx.now)
    shown = {"sentence": "ask_beside", "buttons": [*_CHOICES], "choices": [*_CHOICES.values()]}
    ask_about(ctx, held, shown, None, thread_ts)
