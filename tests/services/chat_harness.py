"""A conversation that is taken step by step, on either database, with what it left in between."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import text

from bot.cli.chat.asked import read_line
from bot.cli.chat.lines import Conversation
from bot.cli.chat.screen import Post
from bot.cli.chat.world import World
from bot.delivery.outcomes import Aside
from bot.services.dispatch import Action
from bot.ui.kit.blocks import View
from storage.engine.database import Database

WEDNESDAY: Final = "2026-11-18T09:30:00+00:00"


class ChatHarness:
    """One member's, that began on a Wednesday."""

    def __init__(self, database: Database, **who: Any) -> None:
        self.database = database
        self._world = World(database)
        given = {"now": WEDNESDAY, "job": "technician", "say": ["hello"], **who}
        self._conversation = Conversation(self._world, read_line(given, self._world.contexts.packs))

    def say(self, *steps: Any) -> str:
        """Takes steps as `cpdbot chat --jsonl` does; what the last was answered with anew."""
        said = ""
        for step in steps:
            given = {"now": WEDNESDAY, "say": [step]}
            [one] = read_line(given, self._world.contexts.packs).say
            turn = self._conversation._turn(one)
            assert "error" not in turn, (step, turn["error"])
            said = turn["said"]
        return said

    def form(self, label: str) -> View:
        """The form behind a label, opened."""
        view = self._conversation._talk.tap(label).form
        assert view is not None
        return view

    def send(self, view: View, **fields: Any) -> None:
        """A form that was opened before, sent with some fields changed, by the names of entries."""
        turn = self._conversation._talk.send(view, fields)
        assert not turn.mistakes
        self._conversation._entries = self._conversation._read()

    def edit(self, words: str) -> str:
        """The last message has other words now; what is said to that."""
        posts = self._conversation._talk.edit(words).posts
        self._conversation._entries = self._conversation._read()
        return _said(posts)

    def do(self, action: Action) -> None:
        """Has something done as from a form."""
        talk = self._conversation._talk
        talk._do(action)
        talk._deliver("post", "update")

    def queue(self, days: int) -> None:
        """So many days later what is due has been queued, and nothing is sent yet."""
        self._world.clock.now += timedelta(days=days)
        self._conversation._talk._sweep({})

    def refuse(self) -> None:
        """Slack takes none of what is queued, for good."""
        world = self._world
        with self.database.transaction() as session:
            for item in world.outbox.claim(
                session, "post", now=world.clock(), limit=9, lease=timedelta(minutes=1)
            ):
                world.settling.settle(session, item, Aside("invalid_blocks"))
            session.commit()

    @property
    def entries(self) -> list[Mapping[str, Any]]:
        """In the order of their making."""
        return list(self._conversation._entries.values())

    @property
    def shown(self) -> str:
        """All that stands in the conversation now."""
        return "\n".join(message.text for message in self._conversation._talk.screen.messages)

    @property
    def buttons(self) -> list[str]:
        """All that can be tapped in the conversation now, in its order."""
        messages = self._conversation._talk.screen.messages
        return [label for message in messages for label in message.labels]

    def query(self, statement: str) -> list[Any]:
        """What stands in the database."""
        with self.database.snapshot() as session:
            return [tuple(row) for row in session.connection().execute(text(statement))]

    def execute(self, statement: str, **values: Any) -> None:
        """Changes what stands in it, as an earlier release left it."""
        with self.database.transaction() as session:
            session.connection().execute(text(statement), values)
            session.commit()


def _said(posts: list[Post]) -> str:
    return "\n\n".join(post.text for post in posts if post.new)
