"""What people do, as typed actions, and the one dispatcher that has each done; no Slack here.

An *action* is what a click, a choice, a form, a command or a typed word means: a value of the room
it belongs to, with what doing it means. A *page* is what is shown in answer, as plain values:
whoever stands in front of the person (Slack, a terminal) says how it looks. Which actions there are
is found by discovery: each room declares its own, and the words of a command that mean them.
"""

from bot.services.dispatch.action import Action, Click, ReadFirst, decode
from bot.services.dispatch.dispatcher import Dispatcher, Strangers
from bot.services.dispatch.pages import Form, Message, Mistaken, Page

__all__ = [
    "Action",
    "Click",
    "Dispatcher",
    "Form",
    "Message",
    "Mistaken",
    "Page",
    "ReadFirst",
    "Strangers",
    "decode",
]
