"""A client with a clock of its own, and the exchange that it is asked."""

from datetime import UTC, datetime, timedelta
from functools import partial

from pydantic import SecretStr

from bot.coach.answers import read
from bot.coach.requests import CoachRequest, exchange
from bot.delivery.coach_client import CoachClient, CoachTrouble
from bot.metrics import Metrics

KEY = "key-of-the-operator"
WORDS = "Replaced the inverter of a Leaf"
ANSWER = "Who was there."
EXCHANGE = exchange(CoachRequest("missing", title=WORDS, text=WORDS), people=(), region="GB")

LONG = 20.0
"""Seconds for a call that ends by itself."""
SHORT = 0.2
"""Seconds for one that the client has to end."""


class Asker:
    """Asks a server for the exchange; `now` is what the client's clock says."""

    def __init__(self, url: str, pause: float = 0) -> None:
        self.now = datetime(2026, 7, 1, 12, tzinfo=UTC)
        self.metrics = Metrics()
        self.may_repair = True
        self.client = CoachClient(
            url=url,
            model="small",
            api_key=SecretStr(KEY),
            metrics=self.metrics,
            real_time=lambda: self.now,
            at_once=4,
            pause=pause,
        )

    def later(self, by: timedelta) -> None:
        self.now += by

    async def _may(self) -> bool:
        return self.may_repair

    async def ask(self, seconds: float = LONG) -> str:
        return await self.client.ask(EXCHANGE, seconds, partial(read, EXCHANGE), self._may)

    async def outcome(self, seconds: float = LONG) -> str:
        """The answer, or the reason why there is none."""
        try:
            return await self.ask(seconds)
        except CoachTrouble as trouble:
            return trouble.reason
