"""Block Kit's objects as plain dicts, cut to what Slack takes; no words and no meaning of ours.

Only the blocks and elements that the product uses; tables and charts are `data_blocks`'s. Limits:
docs.slack.dev, `reference/block-kit`.
Every block and element is given its own id, so that an updated message keeps them.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from bot.services.dispatch.action import Action
from bot.ui.kit.escape import shorten
from bot.ui.kit.ids import MORE, Callback, action_id, kept, option_value, value_of

Block = dict[str, Any]
Element = dict[str, Any]
Option = dict[str, Any]
View = dict[str, Any]
Style = Literal["primary", "danger"]

TEXT_MOST = 3000
BUTTON_MOST = 75
OPTION_MOST = 75
LABEL_MOST = 2000
PLACEHOLDER_MOST = 150
TITLE_MOST = 24
INPUT_MOST = 3000
OPTIONS_MOST = 100
FILES_MOST = 10
HOME_MOST = 100
NEW_BLOCKS = frozenset({"context_actions", "data_table", "data_visualization"})
"""Types of blocks that Slack brings to workspaces one after another."""


@dataclass(frozen=True, slots=True)
class Content:
    """A message. `text` is what notifications and screen readers say: it holds no title.

    `plain` is the same without the blocks that Slack does not take everywhere yet; None where
    there are none of them.
    """

    text: str
    blocks: Sequence[Block]
    plain: Sequence[Block] | None = None

    @property
    def new_blocks(self) -> frozenset[str]:
        """The types of its blocks that Slack does not take everywhere yet."""
        return frozenset(block["type"] for block in self.blocks) & NEW_BLOCKS

    @property
    def in_views(self) -> Sequence[Block]:
        """The blocks where it is shown in a view: the new ones stand in messages alone."""
        return self.blocks if self.plain is None else self.plain

    def without(self, refused: Collection[str]) -> "Content":
        """The plain form where Slack refuses one of the blocks in the other."""
        if self.plain is None or not self.new_blocks & frozenset(refused):
            return self
        return Content(self.text, self.plain)


def plain(text: str, most: int) -> dict[str, Any]:
    """A plain text object; emoji are left as they were typed."""
    return {"type": "plain_text", "text": shorten(text, most) or "–", "emoji": True}


def mrkdwn(text: str) -> dict[str, Any]:
    """An mrkdwn object. What people wrote in it must have been escaped."""
    if len(text) > TEXT_MOST:
        text = text[: TEXT_MOST - 1].rpartition("\n")[0] or text[: TEXT_MOST - 1]
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def section(text: str, block_id: str, accessory: Element | None = None) -> Block:
    """Text, with one element beside it."""
    block: Block = {"type": "section", "block_id": block_id, "text": mrkdwn(text)}
    if accessory is not None:
        block["accessory"] = accessory
    return block


def plain_section(text: str, block_id: str) -> Block:
    """Plain text in which nothing is marked up, for people's own words as they typed them."""
    words = {"type": "plain_text", "text": text[:TEXT_MOST] or "–", "emoji": False}
    return {"type": "section", "block_id": block_id, "text": words}


def context(text: str, block_id: str) -> Block:
    """Small grey text."""
    return {"type": "context", "block_id": block_id, "elements": [mrkdwn(text)]}


def feedback(block_id: str, good: Action, bad: Action, spoken: tuple[str, str]) -> Block:
    """Two small buttons that say whether something helped; `spoken` is what they say to those who
    hear the screen. In messages alone:
    https://docs.slack.dev/reference/block-kit/blocks/context-actions-block
    """
    element: Element = {
        "type": "feedback_buttons",
        "action_id": action_id(good, None),
        "positive_button": _thumb("👍", good, spoken[0]),
        "negative_button": _thumb("👎", bad, spoken[1]),
    }
    return {"type": "context_actions", "block_id": block_id, "elements": [element]}


def _thumb(sign: str, action: Action, spoken: str) -> dict[str, Any]:
    label = shorten(spoken, BUTTON_MOST)
    words = plain(sign, BUTTON_MOST)
    return {"text": words, "value": value_of(action), "accessibility_label": label}


def header(text: str, block_id: str) -> Block:
    """A large line."""
    return {"type": "header", "block_id": block_id, "text": plain(text, 150)}


def divider(block_id: str) -> Block:
    """A line across."""
    return {"type": "divider", "block_id": block_id}


def actions(block_id: str, elements: Iterable[Element | None]) -> list[Block]:
    """A row of elements, without those that are None; no block where none is left."""
    present = [element for element in elements if element is not None]
    if not present:
        return []
    return [{"type": "actions", "block_id": block_id, "elements": present}]


def button(
    words: str,
    action: Action,
    *,
    number: int | None = None,
    style: Style | None = None,
    spoken: str = "",
    confirm: Mapping[str, Any] | None = None,
) -> Element:
    """A button. `number` where its block holds several of one name, `spoken` for readers."""
    element: Element = {
        "type": "button",
        "action_id": action_id(action, number),
        "text": plain(words, BUTTON_MOST),
        "value": value_of(action),
    }
    if style is not None:
        element["style"] = style
    if spoken:
        element["accessibility_label"] = shorten(spoken, BUTTON_MOST)
    if confirm is not None:
        element["confirm"] = confirm
    return element


def asking_back(title: str, words: str, yes: str, no: str) -> dict[str, Any]:
    """A dialog that asks before a click takes effect."""
    return {
        "title": plain(title, 100),
        "text": plain(words, 300),
        "confirm": plain(yes, 30),
        "deny": plain(no, 30),
    }


def overflow(options: Sequence[tuple[str, Action]]) -> Element | None:
    """The ⋯ menu: at most five words with what each does. None where it is empty."""
    if not options:
        return None
    return {
        "type": "overflow",
        "action_id": MORE,
        "options": [option(words, option_value(action)) for words, action in options[:5]],
    }


def option(words: str, value: str) -> Option:
    """One thing to choose."""
    return {"text": plain(words, OPTION_MOST), "value": value}


def menu(act: str, prompt: str, options: Sequence[Option], chosen: str | None = None) -> Element:
    """A select menu; `chosen` is the value that stands in it at first."""
    element: Element = {
        "type": "static_select",
        "action_id": act,
        "placeholder": plain(prompt, PLACEHOLDER_MOST),
        "options": list(options[:OPTIONS_MOST]),
    }
    return _with_initial(element, options, chosen)


def multi_menu(
    act: str, prompt: str, options: Sequence[Option], chosen: Iterable[str] = ()
) -> Element:
    """A select menu in which any number is chosen; `chosen` are the values at first, in order."""
    element: Element = {
        "type": "multi_static_select",
        "action_id": act,
        "placeholder": plain(prompt, PLACEHOLDER_MOST),
        "options": list(options[:OPTIONS_MOST]),
    }
    by_value = {one["value"]: one for one in options[:OPTIONS_MOST]}
    initial = [by_value[value] for value in chosen if value in by_value]
    if initial:
        element["initial_options"] = initial
    return element


def radio(act: str, options: Sequence[Option], chosen: str | None = None) -> Element:
    """A few things of which one is chosen, all of them in sight."""
    element: Element = {"type": "radio_buttons", "action_id": act, "options": list(options[:10])}
    return _with_initial(element, options, chosen)


def checkboxes(act: str, options: Sequence[Option], ticked: Iterable[str] = ()) -> Element:
    """A few things of which any number is ticked."""
    element: Element = {"type": "checkboxes", "action_id": act, "options": list(options[:10])}
    wanted = set(ticked)
    initial = [each for each in options if each["value"] in wanted]
    if initial:
        element["initial_options"] = initial
    return element


def datepicker(act: str, day: date | None = None, prompt: str = "Choose a day") -> Element:
    """A calendar."""
    element: Element = {
        "type": "datepicker",
        "action_id": act,
        "placeholder": plain(prompt, PLACEHOLDER_MOST),
    }
    if day is not None:
        element["initial_date"] = day.isoformat()
    return element


def timepicker(act: str, minutes: int) -> Element:
    """A time of day; `minutes` after midnight."""
    return {
        "type": "timepicker",
        "action_id": act,
        "initial_time": f"{minutes // 60:02d}:{minutes % 60:02d}",
    }


def user_menu(act: str, prompt: str, chosen: str | None = None) -> Element:
    """A menu of the workspace's people."""
    element: Element = {
        "type": "users_select",
        "action_id": act,
        "placeholder": plain(prompt, PLACEHOLDER_MOST),
    }
    if chosen is not None:
        element["initial_user"] = chosen
    return element


def text_field(
    act: str,
    value: str | None = None,
    *,
    prompt: str = "",
    lines: bool = False,
    most: int = INPUT_MOST,
    focus: bool = False,
) -> Element:
    """A field to type in; `lines` for more than one."""
    element: Element = {
        "type": "plain_text_input",
        "action_id": act,
        "multiline": lines,
        "max_length": most,
    }
    if value:
        element["initial_value"] = value[:most]
    if prompt:
        element["placeholder"] = plain(prompt, PLACEHOLDER_MOST)
    if focus:
        element["focus_on_load"] = True
    return element


def file_field(act: str, *, most: int = FILES_MOST, endings: Sequence[str] = ()) -> Element:
    """A field for files, in modals alone; Slack's client takes 10 MB for each. With `endings`
    (`pdf`), it offers no others: what a file is, is looked at again when it has come.
    https://docs.slack.dev/reference/block-kit/block-elements/file-input-element
    """
    element: Element = {
        "type": "file_input",
        "action_id": act,
        "max_files": max(1, min(most, FILES_MOST)),
    }
    if endings:
        element["filetypes"] = list(endings)
    return element


def asked(
    field: str, label: str, element: Element, *, hint: str = "", optional: bool = False
) -> Block:
    """An input of a modal: block_id and action_id are the field's name."""
    block: Block = {
        "type": "input",
        "block_id": str(field),
        "label": plain(label, LABEL_MOST),
        "element": element,
        "optional": optional,
    }
    if hint:
        block["hint"] = plain(hint, LABEL_MOST)
    return block


def modal(
    callback: str,
    title: str,
    blocks: Sequence[Block],
    *,
    carries: str = "",
    submit: str | None = None,
    close: str = "Cancel",
) -> View:
    """A modal. Without `submit` it only says something; `carries` is its `private_metadata`."""
    view: View = {
        "type": "modal",
        "callback_id": str(callback),
        "private_metadata": carries or kept(),
        "title": plain(title, TITLE_MOST),
        "close": plain(close, TITLE_MOST),
        "blocks": list(blocks),
    }
    if submit is not None:
        view["submit"] = plain(submit, TITLE_MOST)
    return view


def home_tab(blocks: Sequence[Block]) -> View:
    """An App Home."""
    return {"type": "home", "callback_id": Callback.HOME.value, "blocks": list(blocks[:HOME_MOST])}


def _with_initial(element: Element, options: Sequence[Option], chosen: str | None) -> Element:
    initial = next((each for each in options if each["value"] == chosen), None)
    if initial is not None:
        element["initial_option"] = initial
    return element
