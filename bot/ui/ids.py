"""The names under which Slack hands things back: actions, blocks, callbacks and what they carry.

Every id that a builder writes and a handler listens for stands here. No blocks are built here.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any, Self

from bot.services.refused import Refused


class Act(StrEnum):
    """What a click means; an element's action_id begins with it.

    Where one block holds several elements of one meaning, each has a number behind a colon
    ("choose:2"), since Slack wants action_ids unique within a block.
    """

    SAVE = "save"
    EDIT = "edit"
    ANSWER = "answer"
    """Answer privately: a modal with the one question."""
    CHOOSE = "choose"
    """A quick answer; the words stand in the value's `answer`."""
    PICK_DATE = "pick_date"
    SKIP = "skip"
    LATER = "later"
    DISCARD = "discard"
    UNDO = "undo"
    ASK_ANOTHER = "ask_another"
    ADD_IT = "add_it"
    WITHDRAW = "withdraw"
    RESTORE = "restore"
    IN_OPENING = "in_opening"
    NOT_IN_OPENING = "not_in_opening"
    DID_IT = "did_it"
    NEW_DATE = "new_date"
    DROP_IT = "drop_it"
    NEW_ENTRY = "new_entry"
    MY_ANSWER = "my_answer"
    AGAIN = "again"
    SAME = "same"
    UPDATE = "update"
    LEAVE_IT = "leave_it"
    MORE = "more"
    """An overflow; what was chosen stands in the option's `do`."""
    LOG = "log"
    STANDING = "standing"
    LIST = "list"
    HELP = "help"
    SETTINGS = "settings"
    SNOOZE = "snooze"
    RESUME = "resume"
    SCHEME = "scheme"
    LEAVE_SCHEME = "leave_scheme"
    SET_CYCLE = "set_cycle"
    CYCLE_UNKNOWN = "cycle_unknown"
    SET_OPENING = "set_opening"
    DECLINE_OPENING = "decline_opening"
    JOB = "job"
    MANAGER = "manager"
    WORKING_TIME = "working_time"
    NUDGES = "nudges"
    PRIVACY = "privacy"
    ONBOARD_SKIP = "onboard_skip"
    EXPORT = "export"
    ERASE = "erase"
    ACCEPT = "accept"
    DECLINE = "decline"
    THATS_WRONG = "thats_wrong"
    REMIND = "remind"
    TEAM_PAGE = "team_page"
    MEMBERS = "members"
    """More members; `member` is the number to go on after."""
    CONFIRM_RULE = "confirm_rule"
    CHANGE_RULE = "change_rule"

    def at(self, number: int) -> str:
        """The action_id of one of several elements of this meaning in a block."""
        return f"{self.value}:{number}"

    @property
    def pattern(self) -> re.Pattern[str]:
        """Matches every action_id of this meaning, for a listener."""
        return re.compile(rf"{re.escape(self.value)}(:\d+)?\Z")


class Field(StrEnum):
    """The inputs of modals: block_id and action_id alike, so that an error finds its input."""

    SENTENCE = "sentence"
    WORDS = "words"
    TITLE = "title"
    FROM_DATE = "from_date"
    TO_DATE = "to_date"
    DURATION = "duration"
    TYPE = "type"
    FORMALITY = "formality"
    PROVIDER = "provider"
    REFLECT = "reflect"
    PLAN = "plan"
    ACT = "act"
    EVALUATE = "evaluate"
    SCHEME = "scheme"
    CYCLE_START = "cycle_start"
    CYCLE_UNKNOWN = "cycle_unknown"
    OPENING_CYCLE = "opening_cycle"
    OPENING_YEAR = "opening_year"
    JOB = "job"
    JOB_FROM = "job_from"
    MANAGER = "manager"
    WORK_DAYS = "work_days"
    WORK_START = "work_start"
    WORK_END = "work_end"
    COUNTRY = "country"
    TIME_ZONE = "time_zone"
    CADENCE = "cadence"
    PRIVACY = "privacy"
    CONFIRMATION = "confirmation"
    VALUE = "value"
    VALID_FROM = "valid_from"


class Callback(StrEnum):
    """The callback_ids of views. Those of shortcuts stand in app.yaml."""

    HOME = "home"
    EDIT = "edit_entry"
    ANSWER = "answer_privately"
    NEW_DATE = "new_date"
    LOG = "log_entry"
    SCHEME = "scheme"
    CYCLE = "cycle"
    OPENING = "opening"
    JOB = "job"
    MANAGER = "manager"
    WORKING_TIME = "working_time"
    NUDGES = "nudges"
    PRIVACY = "privacy"
    ERASE = "erase"
    RULE = "rule"
    ASIDE = "aside"
    """A modal that only says something."""


@dataclass(frozen=True, slots=True)
class Meta:
    """What a button's value, an option's value or a view's `private_metadata` carries.

    Ids are the database's own; never a member's words, but for `answer`: a quick answer that we
    offered. `do` says what an overflow's option means. `channel` and `response_url` say where to
    answer when a modal was opened from a message.
    """

    do: Act | None = None
    entry: int | None = None
    question: str | None = None
    answer: str | None = None
    key: str | None = None
    pack: str | None = None
    enrolment: int | None = None
    member: int | None = None
    link: int | None = None
    nudge: int | None = None
    page: int | None = None
    year: int | None = None
    channel: str | None = None
    response_url: str | None = None

    def to_json(self) -> str:
        """As compact JSON: only what is set."""
        given = {name: value for name, value in asdict(self).items() if value is not None}
        return json.dumps(given, separators=(",", ":"), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str | None) -> Self:
        """What `to_json` wrote. Raises Refused ("old_button") for anything else."""
        try:
            given = json.loads(text or "{}")
        except ValueError:
            raise Refused("old_button") from None
        if not isinstance(given, dict) or not all(
            name in _KINDS and type(value) is _KINDS[name] for name, value in given.items()
        ):
            raise Refused("old_button")
        if "do" in given:
            given["do"] = _act(given["do"])
        return cls(**given)


_WHOLE = frozenset({"entry", "enrolment", "member", "link", "nudge", "page", "year"})
_KINDS = {field.name: int if field.name in _WHOLE else str for field in fields(Meta)}


@dataclass(frozen=True, slots=True)
class Click:
    """A click as a handler needs it. `picked` is the date, user or option that was chosen."""

    act: Act
    meta: Meta
    picked: str | None = None


def read_click(action: Mapping[str, Any]) -> Click:
    """A click from one element of a payload's `actions`.

    A picker has no value of its own: its entry is read from the block_id. Raises Refused
    ("old_button") for what no builder of ours has written.
    """
    act = _act(str(action.get("action_id", "")).partition(":")[0])
    chosen = action.get("selected_option")
    if isinstance(chosen, dict):
        meta = Meta.from_json(chosen.get("value"))
        return Click(meta.do or act, meta, meta.answer)
    picked = action.get("selected_date") or action.get("selected_user")
    if "value" in action:
        return Click(act, Meta.from_json(action["value"]), picked)
    return Click(act, Meta(entry=entry_of(str(action.get("block_id", "")))), picked)


def entry_block(entry_id: int, part: str, surface: str = "card") -> str:
    """The block_id of one part of what shows an entry: "card:12:actions"."""
    return f"{surface}:{entry_id}:{part}"


def entry_of(block_id: str) -> int | None:
    """The entry that a block_id names, if it names one."""
    found = re.fullmatch(r"[a-z]+:(\d{1,18}):.+", block_id)
    return int(found[1]) if found else None


def _act(name: str) -> Act:
    try:
        return Act(name)
    except ValueError:
        raise Refused("old_button") from None
