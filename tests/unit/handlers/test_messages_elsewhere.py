"""What Slack says of a message is asked once, however many people mark it, and never for long."""

import asyncio
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.handlers.messages_elsewhere import HELD, HELD_MOST, Elsewhere, MessagesElsewhere

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)


class Slack:
    """Slack's three methods; `refuses` names the code of each that it refuses."""

    bot_user_id = "U0CPDBOT00"

    def __init__(self) -> None:
        self.refuses: dict[str, str] = {}
        self.asked: list[str] = []
        self.all_asked = asyncio.Event()
        self.answers = asyncio.Event()
        self.answers.set()
        self.threads = False

    @property
    def web(self) -> Any:
        return self

    def of(self, _workspace_id: str) -> Any:
        return self

    async def _answer(self, method: str, data: dict[str, Any]) -> Any:
        self.asked.append(method)
        if len(self.asked) == 4:
            self.all_asked.set()
        await self.answers.wait()
        if method in self.refuses:
            data = {"ok": False, "error": self.refuses[method]}
            refused: Any = SlackApiError
            raise refused("no", SimpleNamespace(data=data, status_code=200))
        return SimpleNamespace(data=data)

    async def chat_getPermalink(self, **asked: str) -> Any:  # noqa: N802 - Slack's name
        return await self._answer(
            "link", {"permalink": f"https://slack.example/{asked['message_ts']}"}
        )

    async def conversations_history(self, **asked: Any) -> Any:
        found = [] if self.threads else [{"ts": asked["latest"], "text": "1h talk &amp; tea"}]
        return await self._answer("history", {"messages": found})

    async def conversations_replies(self, **asked: Any) -> Any:
        found = [{"ts": "0.1", "text": "root"}, {"ts": asked["ts"], "text": "a reply"}]
        return await self._answer("replies", {"messages": found})


class Time:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


def made() -> tuple[Slack, Time, MessagesElsewhere]:
    slack, time = Slack(), Time()
    return slack, time, MessagesElsewhere(slack, time)


async def test_a_message_is_asked_about_once_while_it_is_held() -> None:
    slack, time, elsewhere = made()
    for _ in range(1000):
        found = await elsewhere.find("T1", "C1", "1.1")
    assert found == Elsewhere("https://slack.example/1.1", "1h talk & tea")
    assert slack.asked == ["link", "history"]
    time.now += HELD
    await elsewhere.find("T1", "C1", "1.1")
    assert slack.asked == ["link", "history"] * 2


async def test_a_reply_is_looked_for_in_its_thread() -> None:
    slack, _, elsewhere = made()
    slack.threads = True
    assert await elsewhere.find("T1", "C1", "1.2") == Elsewhere(
        "https://slack.example/1.2", "a reply"
    )


async def test_no_more_than_two_wait_for_slack_at_once() -> None:
    slack, _, elsewhere = made()
    slack.answers.clear()
    waiting = [asyncio.create_task(elsewhere.find("T1", "C1", f"1.{one}")) for one in (1, 2)]
    await slack.all_asked.wait()
    assert await elsewhere.find("T1", "C1", "1.3") == "later"
    assert await elsewhere.find("T1", "C1", "1.1") == "later"  # who asks already is not joined
    slack.answers.set()
    assert all(isinstance(one, Elsewhere) for one in await asyncio.gather(*waiting))
    assert isinstance(await elsewhere.find("T1", "C1", "1.3"), Elsewhere)


async def test_what_slack_will_say_later_is_not_held_and_what_is_gone_is() -> None:
    slack, _, elsewhere = made()
    slack.refuses["link"] = "ratelimited"
    assert await elsewhere.find("T1", "C1", "1.1") == "later"
    slack.refuses["link"] = "message_not_found"
    assert await elsewhere.find("T1", "C1", "1.1") == "gone"
    del slack.refuses["link"]
    assert await elsewhere.find("T1", "C1", "1.1") == "gone"


async def test_without_the_scope_words_are_asked_for_once_an_hour() -> None:
    slack, time, elsewhere = made()
    slack.refuses["history"] = "missing_scope"
    for ts in ("1.1", "1.2", "1.3"):
        assert await elsewhere.find("T1", "C1", ts) == Elsewhere(f"https://slack.example/{ts}", "")
    assert slack.asked.count("history") == 1
    time.now += timedelta(hours=1)
    await elsewhere.find("T1", "C1", "1.4")
    assert slack.asked.count("history") == 2


async def test_no_more_messages_are_held_than_that() -> None:
    slack, _, elsewhere = made()
    for number in range(HELD_MOST + 1):
        await elsewhere.find("T1", "C1", f"1.{number}")
    slack.asked.clear()
    await elsewhere.find("T1", "C1", "1.1")
    assert slack.asked == []
    await elsewhere.find("T1", "C1", "1.0")
    assert slack.asked == ["link", "history"]
