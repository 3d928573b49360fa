"""The kinds of messages to any member, without their words; their Home among them."""

from typing import Final

from bot.services.context.message_kinds import MessageKind
from bot.services.members import help_requests
from storage.queues.outbox import HOME as HOME_NAME

SAY: Final = MessageKind("say", on_given_up=None)
"""One sentence by its name, with its values."""
HOME: Final = MessageKind(HOME_NAME, lane="home", on_given_up=None)
ONBOARDING: Final = MessageKind("onboarding")
MEMBER_STUCK: Final = MessageKind(help_requests.KIND, keeps=("member",))
HELP: Final = MessageKind("help", keeps=("lost",))

KINDS: Final = (SAY, HOME, ONBOARDING, MEMBER_STUCK, HELP)
