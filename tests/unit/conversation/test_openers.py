"""Words that are but said before an account."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.conversation.parts import Context
from bot.conversation.understanding.message import Message
from bot.conversation.understanding.openers import EXAMPLES, begins


@pytest.mark.parametrize(("words", "account"), EXAMPLES)
def test_where_an_account_begins(words: str, account: str | None) -> None:
    context = Context(now=datetime(2026, 11, 25, 9, 30, tzinfo=UTC), tz=ZoneInfo("Europe/London"))
    message = Message(words, context)
    place = begins(message)
    assert (None if place is None else message.text[place:]) == account
