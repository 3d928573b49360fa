"""A conversation that is taken step by step, on either database, with what it left in between."""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import text

from bot.cli.chat.asked import read_line
from bot.cli.chat.lines import Conversation
from bot.cli.chat.screen import Post
from bot.cli.chat.world import World
from bot.services.dispatch import Action
from bot.ui.blocks import View
from storage.database import Database

WEDNESDAY: Final = "2026-11-18T09:30:00+00:00"


class Talking:
    """One member's, that began on a Wednesday."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._world = World(database)
        given = {"now": WEDNESDAY, "job": "technician", "say": ["hello"]}
        self._conversation = Conversation(self._world, read_line(given, self._world.office.packs))

    def say(self, *steps: Any) -> str:
        """Takes steps as `cpdbot chat --jsonl` does; what the last was answered with anew."""
        said = ""
        for step in steps:
            given = {"now": WEDNESDAY, "say": [step]}
            [one] = read_line(given, self._world.office.packs).say
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
