"""What a member has in sight: the messages, their latest blocks, and what can be pressed there."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from bot.cli.chat.elements import Placed, feedback_of, options_of, placed, pressed
from bot.services.context.refused import Refused
from bot.services.dispatch import decode
from bot.ui.kit.blocks import Content
from bot.ui.kit.escape import unescape
from bot.ui.kit.ids import read_click

Block = Mapping[str, Any]

_NOT_SHOWN: Final = ("data_table", "data_visualization")
"""Blocks that a terminal has no place for; their messages have a plain form."""


@dataclass(frozen=True, slots=True)
class Control:
    """Something to press: a button, one of two feedback buttons, or one of a menu's choices."""

    label: str
    place: Placed
    choice: str | None = None
    """A choice's `value`, or that of the feedback button."""
    spoken: str | None = None
    """What a screen reader says instead of the label."""

    def pressed(self, picked: str | None = None) -> Mapping[str, Any]:
        """The element of `actions` that Slack sends; `picked` is a day in a calendar."""
        return pressed(self.place, self.choice or picked)

    @property
    def names(self) -> tuple[str, ...]:
        """What it goes by: its label, and what a screen reader says where several bear that."""
        return (self.label, self.spoken) if self.spoken else (self.label,)

    @property
    def wants_a_day(self) -> bool:
        """Whether it is a calendar, which is told a day."""
        return self.place.type == "datepicker"

    @property
    def entry_id(self) -> int | None:
        """The entry that it does something with, where it names one."""
        try:
            means = decode(read_click(self.pressed()))
        except Refused:
            return None
        entry: int | None = getattr(means, "entry", None)
        return entry


@dataclass(slots=True)
class Shown:
    """A message as it stands now; `ts` is empty for what Slack shows to one person for a while."""

    ts: str
    entry_id: int | None
    text: str
    controls: tuple[Control, ...]

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(one.label for one in self.controls if not one.wants_a_day)

    def controls_for(self, entry_id: int | None) -> Iterator[Control]:
        """What can be pressed about an entry; all there is, where none is given."""
        for control in self.controls:
            about = None if entry_id is None else control.entry_id or self.entry_id
            if about == entry_id:
                yield control


class Post:
    """What was shown: a new message, or what a message has become."""

    def __init__(self, shown: Shown, *, new: bool) -> None:
        self.shown = shown
        self.new = new
        self.entry_id = shown.entry_id
        self.text = shown.text
        self.controls = shown.controls
        self.labels = shown.labels


@dataclass(slots=True)
class Screen:
    """One conversation, the oldest message first."""

    messages: list[Shown] = field(default_factory=list)

    def show(self, ts: str, entry_id: int | None, content: Content) -> Post | None:
        """A message, or its new content; None where that looks as before."""
        text, controls = read(content), tuple(controls_in(_shown(content)))
        for one in self.messages:
            if ts and one.ts == ts:
                before = one.text, one.labels
                one.text, one.controls = text, controls
                return None if (text, one.labels) == before else Post(one, new=False)
        shown = Shown(ts, entry_id, text, controls)
        self.messages.append(shown)
        return Post(shown, new=True)

    @property
    def labels(self) -> tuple[str, ...]:
        """What can be pressed on the latest message."""
        return self.messages[-1].labels if self.messages else ()

    def find(self, label: str, entry_id: int | None = None) -> Control | None:
        """What bears this label on the newest message that has it; of an entry, where given."""
        for shown in reversed(self.messages):
            for control in shown.controls_for(entry_id):
                if label in control.names and not control.wants_a_day:
                    return control
        return None

    def first_about(self, entry_id: int) -> Shown | None:
        """The message below which one writes about an entry: its card."""
        return next((one for one in self.messages if one.ts and one.entry_id == entry_id), None)


def controls_in(blocks: Sequence[Block]) -> Iterator[Control]:
    """Everything that can be pressed in a message, in the order of the screen."""
    for place in placed(blocks):
        element = place.element
        if place.type == "button":
            spoken = element.get("accessibility_label")
            yield Control(element["text"]["text"], place, spoken=spoken)
        elif place.type == "datepicker":
            yield Control(element["placeholder"]["text"], place)
        else:
            for option in options_of(element):
                yield Control(option["text"]["text"], place, option["value"])
            for one in feedback_of(element):
                spoken = one.get("accessibility_label")
                yield Control(one["text"]["text"], place, one["value"], spoken)


def read(content: Content) -> str:
    """What stands in the blocks from top to bottom, without markup and labels of buttons."""
    lines = [line for block in _shown(content) for line in texts_of(block)]
    return "\n".join(lines) if lines else plain(content.text)


def _shown(content: Content) -> Sequence[Block]:
    """The blocks; those of the plain form where one is a table or a chart."""
    return content.without(_NOT_SHOWN).blocks


def texts_of(block: Block) -> Iterator[str]:
    """The texts of one block, without markup."""
    match block["type"]:
        case "section":
            texts = [block["text"]] if "text" in block else []
            yield from map(_composed, [*texts, *block.get("fields", ())])
        case "header":
            yield _composed(block["text"])
        case "context":
            yield from (_composed(one) for one in block["elements"] if "text" in one)
        case "input":
            yield _composed(block["label"])
            if "hint" in block:
                yield _composed(block["hint"])


def _composed(text: Mapping[str, Any]) -> str:
    written = str(text["text"])
    return plain(written) if text["type"] == "mrkdwn" else _UNSEEN.sub("", written)


_UNSEEN: Final = re.compile("[\u2068\u2069\ue000\ue001]")
"""Marks around words from right to left, and what stands for a part that is put aside."""
_TOKEN: Final = re.compile(r"<([^<>|\n]+)(?:\|([^<>\n]*))?>")
_CODE: Final = re.compile(r"(`+)(.+?)\1")
_QUOTE: Final = re.compile(r"^>+ ?", re.MULTILINE)
_STYLES: Final = tuple(
    re.compile(
        rf"(?<![\w{mark}]){mark}(?=[^\s{mark}])([^{mark}\n]*?[^\s{mark}]){mark}(?![\w{mark}])"
    )
    for mark in (r"\*", "_", "~")
)


def plain(text: str) -> str:
    """What a reader sees of Slack's mrkdwn, as plain text: links by their words."""
    held: list[str] = []

    def hold(words: Callable[[re.Match[str]], str]) -> Callable[[re.Match[str]], str]:
        def put_aside(found: re.Match[str]) -> str:
            held.append(words(found))
            return f"\ue000{len(held) - 1}\ue001"

        return put_aside

    text = _TOKEN.sub(hold(lambda found: found[2] or found[1]), _UNSEEN.sub("", text))
    text = _CODE.sub(hold(lambda found: found[2]), text)
    text = _QUOTE.sub("", text)
    for style in _STYLES:
        text = style.sub(r"\1", text)
    while "\ue000" in text:
        text = re.sub("\ue000(\\d+)\ue001", lambda found: held[int(found[1])], text)
    return unescape(text)
