"""What a message is, decided before a word of it is kept as anything: an ordered list of parts.

Pure: the message and what is open go in, parts come out. What is then done is `bot.services`'s.
Choices, steering, stops, questions, requests and corrections account for a whole message
(`whole`), or for clauses at its ends (`cutting`); of what is left, an account is an answer, and an
activity makes a draft (`remains`, `activities`). What has an entry's name before it is understood
by itself, as said of that entry (`headed`).
"""

from bot.conversation.parts import Context, Understanding
from bot.conversation.phrases.language import Plain
from bot.conversation.understanding.dropping import never_by_a_question
from bot.conversation.understanding.headed import parts_of
from bot.conversation.understanding.message import Message


def understand(text: str, context: Context) -> Understanding:
    """What a message is, unescaped as Slack sends it; never fails, whatever the text."""
    message = Message(text, context)
    parts = tuple(never_by_a_question(message, part) for part in parts_of(message))
    return Understanding(message.text, parts, message.links)


def stated(text: str, context: Context) -> Plain:
    """A text as phrases see it, with the lengths and days that it states."""
    message = Message(text, context)
    return message.plain(message.all)
