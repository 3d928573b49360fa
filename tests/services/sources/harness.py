"""A workplace with a source: requests taken in, and the events that they leave worked off."""

import asyncio
import json
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import count
from typing import Any

from bot.delivery import source_sweeps
from bot.services.context.member_context import Actor
from bot.services.dispatch import Dispatcher
from bot.services.members import settings
from bot.services.sources.keys import NewKey, add_source
from bot.services.sources.receiving import Delivery, Received, receive
from bot.services.sources.statements import Statement
from storage.queues.inbox import Inbox
from storage.sources.sources import SourceKey, keys_in_force
from storage.unit_of_work import unit_of_work
from tests.services.harness import TEAM, ServiceHarness

_NUMBERS = count(1)
_LEASE = timedelta(seconds=30)


class SourceHarness:
    """Moodle, which knows Ana as u-ana; she is in a scheme."""

    def __init__(self, harness: ServiceHarness) -> None:
        self.harness = harness
        self.contexts = harness.contexts
        self.join("UANA")
        self.key = self.add("Moodle")
        self.match("u-ana", "UANA")

    def join(self, slack_id: str, pack: str = "imi-register") -> None:
        """Somebody begins to keep a record here."""
        with self.harness.open(slack_id) as ctx:
            settings.enrol(ctx, pack)
            if not pack.startswith("dvsa-mot"):
                settings.set_cycle_start(ctx, pack, date(2025, 6, 1))
                settings.decline_opening(ctx, pack)
            ctx.change_member(onboarding="done")

    def add(self, name: str) -> SourceKey:
        """Another source."""
        return self.force(self.made(name))

    def made(self, name: str) -> NewKey:
        """A key for a source, as the operator is shown it."""
        with unit_of_work(self.harness.database, TEAM) as work:
            key = add_source(work, name, self.harness.now)
            work.commit()
        return key

    def force(self, key: NewKey) -> SourceKey:
        """The same as requests are held against it."""
        return keys_in_force(self.harness.database)[key.key_id]

    def match(self, person: str, slack_id: str | None, key: SourceKey | None = None) -> None:
        """Who somebody is, by an operator's word."""
        with unit_of_work(self.harness.database, TEAM) as work:
            known = work.sources.named((key or self.key).id, [person])
            work.sources.match(known[person].id, slack_id)
            work.commit()

    def send(self, *said: Statement, sender: SourceKey | None = None, **delivery: Any) -> Received:
        """A request with these statements."""
        number = next(_NUMBERS)
        given = {
            "key": f"key-{number}",
            "body_hash": f"body-{number}",
            "signature": f"signature-{number}",
            "statements": list(enumerate(said)),
            "refused": {},
        }
        return receive(self.contexts, sender or self.key, Delivery(**(given | delivery)))

    def work(self) -> int:
        """Works off what stands in the inbox; how many events that was."""
        inbox, dispatcher = Inbox(self.harness.database), Dispatcher(self.contexts)
        done = 0
        while items := inbox.claim(self.harness.now, 10, _LEASE):
            for item in items:
                body = json.loads(item.payload)
                means = dispatcher.own_events[body["type"]].means(body)
                actor = Actor(item.workspace_id, item.lane.partition(":")[2])
                if not dispatcher.run_event(item, actor, means):
                    inbox.settle(item)
                done += 1
        return done

    def tell(self) -> int:
        """Tells members of drafts whose cards they were not sent; how many."""
        return asyncio.run(source_sweeps.tell(self.contexts))

    def states(self) -> list[str]:
        """Of every statement, the oldest first."""
        return [
            state
            for (state,) in self.harness.query("SELECT state FROM source_statement ORDER BY id")
        ]

    def drafts(self, slack_id: str = "UANA") -> list[str]:
        """The titles of somebody's drafts, the oldest first."""
        found = self.harness.query(
            "SELECT entry.title FROM entry JOIN member ON member.id = entry.member_id "
            f"WHERE member.slack_id = '{slack_id}' AND entry.status = 'draft' ORDER BY entry.id"
        )
        return [title for (title,) in found]

    def kinds(self, slack_id: str = "UANA") -> list[str]:
        """The kinds of messages that somebody was sent."""
        return [kind for kind, _ in self.harness.said(slack_id)]


def statements(titles: Iterable[str], person: str = "u-ana", **changes: Any) -> list[Statement]:
    """An hour of each of these."""
    day = date(2026, 11, 18)
    given = {"start": day, "end": day, "minutes": 60, **changes}
    return [Statement(person, title, **given) for title in titles]


def statement(title: str = "Hybrid batteries", person: str = "u-ana", **changes: Any) -> Statement:
    """One of them."""
    return statements([title], person, **changes)[0]
