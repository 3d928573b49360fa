"""`cpdbot chat --jsonl`: each line is one new member's conversation, and is answered by a line."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import structlog

from bot.cli.chat import forms
from bot.cli.chat.asked import Line, Said, Step, Submit, Tap, Wait, read_line
from bot.cli.chat.people import MEMBER, begin, new_workspace
from bot.cli.chat.record import Entries, changes, entries_of
from bot.cli.chat.screen import Post, read
from bot.cli.chat.talk import DeadLabel, Talk, Turn
from bot.cli.chat.world import World
from bot.handlers.payloads import clean
from bot.services.context.member_context import Actor
from bot.ui.kit.blocks import Content, View

log = structlog.get_logger(__name__)

Answer = Mapping[str, Any]


def answers(world: World, raw_lines: Iterable[bytes]) -> Iterator[tuple[Answer, bool]]:
    """An answer to each line, and whether all was well with it."""
    for number, raw in enumerate(raw_lines, 1):
        try:
            given = clean(json.loads(raw.decode("utf-8", "replace")))
        except (ValueError, RecursionError):
            given = None
        try:
            line = read_line(given, world.contexts.packs)
        except (ValueError, OverflowError) as error:
            yield {"error": f"Line {number}: {error}"}, False
            continue
        conversation = Conversation(world, line)
        yield conversation.answer(), conversation.is_well


class Conversation:
    """One line's."""

    def __init__(self, world: World, line: Line) -> None:
        world.clock.now = line.now
        self._world = world
        self._line = line
        self._workspace_id = new_workspace()
        actor = Actor(self._workspace_id, MEMBER)
        self._member_id = begin(world.contexts, actor, line.who)
        self._talk = Talk(world, actor, self._member_id)
        self._entries: Entries = {}

    @property
    def is_well(self) -> bool:
        """Whether nothing went wrong on the bot's side."""
        return self._talk.faults == 0

    def answer(self) -> Answer:
        """What the line is answered."""
        turns = [self._turn(step) for step in self._line.say]
        return {"turns": turns, "entries": list(self._entries.values())}

    def _turn(self, step: Step) -> Answer:
        try:
            turn = self._taken(step)
        except DeadLabel as dead:
            return {"error": str(dead)}
        except Exception as error:
            log.exception("a turn went wrong")
            self._talk.faults += 1
            return {"error": f"Something unexpected went wrong ({type(error).__name__})."}
        before, self._entries = self._entries, self._read()
        heard, posts = turn.heard, [self._post(post) for post in turn.posts]
        if turn.form is not None:
            posts.append(self._opened(turn.form))
        return {
            "taken_as": list(heard.kinds) if heard else [],
            "said": "\n\n".join(post["text"] for post in posts if post["new"]),
            "buttons": list(self._talk.screen.labels),
            "asked": heard is not None and heard.asked,
            "changed": [list(change) for change in changes(before, self._entries)],
            "posts": posts,
        }

    def _post(self, post: Post) -> Answer:
        return {
            "entry": self._number(post.entry_id),
            "new": post.new,
            "text": post.text,
            "buttons": list(post.labels),
        }

    def _opened(self, view: View) -> Answer:
        """A form, by what it asks: what stands in its fields already is nobody's post."""
        return {
            "entry": self._number(forms.about(view)),
            "new": True,
            "text": read(Content("", view["blocks"])),
            "buttons": [],
        }

    def _taken(self, step: Step) -> Turn:
        match step:
            case Said(text, thread):
                return self._talk.write(text, self._entry_id(thread))
            case Tap(label, entry):
                return self._talk.tap(label, self._entry_id(entry))
            case Submit(of, fields, entry):
                return self._talk.submit(of, fields, self._entry_id(entry))
            case Wait(span):
                return self._talk.wait(span)

    def _read(self) -> Entries:
        return entries_of(self._world.contexts, self._workspace_id, self._member_id)

    def _entry_id(self, number: int | None) -> int | None:
        """Raises `DeadLabel` where there is no entry of that number."""
        if number is None:
            return None
        ids = list(self._entries)
        if not 1 <= number <= len(ids):
            raise DeadLabel(f"There is no entry {number}.")
        return ids[number - 1]

    def _number(self, entry_id: int | None) -> int | None:
        if entry_id is None or entry_id not in self._entries:
            return None
        return list(self._entries).index(entry_id) + 1
