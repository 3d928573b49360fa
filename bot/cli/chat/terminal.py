"""A person at a terminal: prints what is shown, and reads what they write and press."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import typer

from bot.cli.chat import forms
from bot.cli.chat.asked import Somebody, Span, read_span
from bot.cli.chat.elements import Placed, options_of
from bot.cli.chat.people import MEMBER, begin
from bot.cli.chat.record import entries_of
from bot.cli.chat.screen import Control, Post, texts_of
from bot.cli.chat.talk import DeadLabel, Talk, Turn
from bot.cli.chat.world import World
from bot.clock import real_time
from bot.services.context.member_context import Actor
from bot.ui.kit.blocks import View

WORKSPACE: Final = "TCHAT"
"""Where somebody's record is found again in a database that is kept."""

HELP: Final = """\
Write as you would to the bot in Slack. A number presses that button.
  '4             write what would press a button: here, 4
  :edit …        change the text of your last message
  :thread 1 …    write below the card of the first entry
  :wait 2 days   move the calendar on: hours, days, weeks, months, or an ISO 8601 duration
  :buttons       number everything that can be pressed
  :help          say this again
What begins with ~ has changed above. Ctrl-D ends it."""

_SPAN: Final = re.compile(r"(?P<number>\d{1,4}) *(?P<unit>hour|day|week|month|[hdw])s?")
_UNITS: Final = {"hour": "PT{}H", "day": "P{}D", "week": "P{}W", "month": "P{}M"}

_EMPTIED: Final = "-"


def converse(world: World, who: Somebody, moment: datetime | None) -> None:
    """Until the input ends. The calendar begins at the moment, else now, and goes on from there."""
    Terminal(world, who, moment).run()


class Terminal:
    """One person's."""

    def __init__(self, world: World, who: Somebody, moment: datetime | None) -> None:
        self._world = world
        self._ahead = moment - real_time() if moment else timedelta()
        actor = Actor(WORKSPACE, MEMBER)
        with world.contexts.read_as(actor) as ctx:
            known = ctx.member if ctx else None
        if known is not None and known.last_active_at is not None:
            # The calendar was moved on the last time: it never goes back.
            self._ahead = max(self._ahead, known.last_active_at - real_time())
        self._follow_real_time()
        self._zone = ZoneInfo(known.zone if known else who.tz)
        self._member_id = known.id if known else begin(world.contexts, actor, who)
        self._talk = Talk(world, actor, self._member_id)
        self._numbered: list[Control] = []
        self._commands: Mapping[str, Callable[[str], None]] = {
            "edit": lambda text: self._print(self._talk.edit(text)),
            "thread": self._write_below,
            "wait": self._wait,
            "buttons": self._number_all,
            "help": lambda _: _say(HELP),
        }

    def run(self) -> None:
        """See `converse`."""
        _say(HELP)
        ids = list(self._entries())
        if ids:
            self._print(self._talk.look_again(ids))
        while (line := self._asked("\n> ")) is not None:
            self._follow_real_time()
            if line.strip():
                try:
                    self._take(line.strip())
                except (DeadLabel, ValueError) as error:
                    _say(str(error))

    def _take(self, line: str) -> None:
        if line.startswith(":"):
            word, _, rest = line[1:].partition(" ")
            command = self._commands.get(word)
            if command is None:
                raise ValueError("There are :edit, :thread, :wait, :buttons and :help.")
            command(rest.strip())
        elif line.isdecimal() and 1 <= int(line) <= len(self._numbered):
            self._press(self._numbered[int(line) - 1])
        else:
            self._print(self._talk.write(line.removeprefix("'")))

    def _press(self, control: Control) -> None:
        picked = None
        if control.wants_a_day:
            picked = self._asked(f"{control.label} (2026-11-20): ")
            if not picked:
                return
            datetime.fromisoformat(picked)
        turn = self._talk.press(control, picked)
        self._print(turn)
        if turn.form is not None:
            self._fill_in(turn.form)

    def _fill_in(self, view: View) -> None:
        """Asks field by field, and again where something cannot be taken."""
        _say(f"\n{view['title']['text']}")
        for block in view["blocks"]:
            if block["type"] != "input":
                _say("\n".join(texts_of(block)))
        if "submit" not in view:
            return
        _say(f"(Enter leaves a field as it is, {_EMPTIED} empties it, Ctrl-D closes the form)")
        changed: dict[str, Any] = {}
        places = forms.inputs(view)
        while places:
            for place in places:
                typed = self._asked(_prompt(place))
                if typed is None:
                    _say("Closed.")
                    return
                if typed:
                    changed[place.block_id] = _value(place, typed)
            try:
                turn = self._talk.send(view, changed)
            except DeadLabel as dead:
                _say(str(dead))
                return
            self._print(turn)
            places = tuple(one for one in places if one.block_id in turn.mistakes)

    def _write_below(self, rest: str) -> None:
        number, _, text = rest.partition(" ")
        ids = list(self._entries())
        if not number.isdecimal() or not 1 <= int(number) <= len(ids) or not text:
            raise ValueError(":thread takes the number of an entry, and a text.")
        self._print(self._talk.write(text, ids[int(number) - 1]))

    def _wait(self, rest: str) -> None:
        span, before = _span(rest), self._world.clock.now
        turn = self._talk.wait(span)
        self._ahead += self._world.clock.now - before
        _say(f"It is {self._world.clock.now.astimezone(self._zone):%A %d %B %Y, %H:%M}.")
        self._print(turn)

    def _number_all(self, _rest: str) -> None:
        self._numbered = []
        for shown in self._talk.screen.messages:
            if shown.controls:
                _say(f"{shown.text.partition(chr(10))[0]}\n  {self._row(shown.controls)}")

    def _print(self, turn: Turn) -> None:
        if turn.posts:
            self._numbered = []
        for post in turn.posts:
            _say(f"\n{_framed(post)}")
            if post.controls:
                _say(f"  {self._row(post.controls)}")

    def _row(self, controls: tuple[Control, ...]) -> str:
        first = len(self._numbered) + 1
        self._numbered += controls
        return " ".join(f"[{number} {one.names[-1]}]" for number, one in enumerate(controls, first))

    def _entries(self) -> Mapping[int, Any]:
        return entries_of(self._world.contexts, WORKSPACE, self._member_id)

    def _follow_real_time(self) -> None:
        self._world.clock.now = real_time() + self._ahead

    def _asked(self, prompt: str) -> str | None:
        """A line, None where the input has ended."""
        try:
            return input(prompt).strip()
        except EOFError:
            _say("")
            return None


def _say(words: str) -> None:
    # As bytes: neither the terminal's encoding nor half a surrogate can stop it.
    typer.echo(words.encode("utf-8", "replace"))


def _span(typed: str) -> Span:
    found = _SPAN.fullmatch(typed.casefold())
    if found is None:
        return read_span(typed.upper())
    unit = next(name for name in _UNITS if name.startswith(found["unit"]))
    return read_span(_UNITS[unit].format(found["number"]))


def _framed(post: Post) -> str:
    mark = "  " if post.new else "~ "
    return "\n".join(_marked(mark, post.text))


def _marked(mark: str, text: str) -> Iterator[str]:
    """The lines of a message; one that has changed is marked."""
    for line in text.split("\n"):
        yield f"{mark}{line}"


def _prompt(place: Placed) -> str:
    label = place.block["label"]["text"]
    options = [one["value"] for one in options_of(place.element)]
    choices = f" ({', '.join(options)})" if options else ""
    hint = place.block.get("hint")
    told = f" ({hint['text']})" if hint and not options else ""
    return f"{label}{choices}{told}{_standing(place)}: "


def _standing(place: Placed) -> str:
    """What stands in the field already."""
    for name, value in place.element.items():
        if name.startswith("initial_"):
            chosen = value if isinstance(value, list) else [value]
            words = [one["value"] if isinstance(one, dict) else str(one) for one in chosen]
            return f" [{', '.join(words)}]"
    return ""


def _value(place: Placed, typed: str) -> str | list[str] | None:
    if typed == _EMPTIED:
        return None
    if place.type in ("checkboxes", "multi_static_select"):
        return [one.strip() for one in typed.split(",")]
    return typed
