"""What administrators are told of members who ask for help."""

from bot.services.members.help_requests import WORDS_MOST
from bot.ui.kit.blocks import Block, Content, context, section
from bot.ui.kit.escape import brief
from bot.ui.kit.formatting import person


def member_stuck(member_name: str, words: str) -> Content:
    """To an administrator: somebody is stuck, with what they typed for them, if they did.

    What notifications say holds none of that.
    """
    said = f"{person(member_name)} is stuck with me, and asks for your help."
    blocks: list[Block] = [section(said, "notice:stuck")]
    if words:
        blocks.append(section(f">{brief(words, WORDS_MOST)}", "notice:stuck-words"))
    small = "They typed this for you." if words else "They added no words."
    blocks.append(context(f"{small} I show you nothing of their record.", "notice:stuck-small"))
    return Content(said, blocks)
