"""The names under which Slack hands things back: actions, blocks, callbacks and what they carry.

No blocks are built here. A new form may name itself and its inputs in its own room.
"""

import json
import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from bot.services.context.refused import Refused
from bot.services.dispatch.action import Action, Click, decode


class Field(StrEnum):
    """Inputs of modals: block_id and action_id alike, so that an error finds its input."""

    SENTENCE = "sentence"
    WORDS = "words"
    TITLE = "title"
    FROM_DATE = "from_date"
    TO_DATE = "to_date"
    DURATION = "duration"
    TYPE = "type"
    FORMALITY = "formality"
    PROVIDER = "provider"
    SUBJECTS = "subjects"
    SUBJECTS_TYPED = "subjects_typed"
    GROUPS = "groups"
    REFLECT = "reflect"
    PLAN = "plan"
    ACT = "act"
    EVALUATE = "evaluate"
    LINK = "link"
    LINKS = "links"
    SCHEME = "scheme"
    CYCLE_START = "cycle_start"
    CYCLE_UNKNOWN = "cycle_unknown"
    JOINED_ON = "joined_on"
    JOINED_FIRST = "joined_first"
    OPENING_CYCLE = "opening_cycle"
    OPENING_YEAR = "opening_year"
    OPENING_UNSURE = "opening_unsure"
    JOB = "job"
    JOB_FROM = "job_from"
    MANAGER = "manager"
    WORK_DAYS = "work_days"
    WORK_START = "work_start"
    WORK_END = "work_end"
    COUNTRY = "country"
    TIME_ZONE = "time_zone"
    CADENCE = "cadence"
    USUAL_HOUR = "usual_hour"
    WEEKLY_REVIEW = "weekly_review"
    PRIVACY = "privacy"
    CONFIRMATION = "confirmation"
    VALUE = "value"
    VALID_FROM = "valid_from"
    AT_TIME = "at_time"
    DISALLOWED_ON = "disallowed_on"
    DISALLOWED_FOR = "disallowed_for"
    LEAVE_KIND = "leave_kind"
    LEAVE_START = "leave_start"
    LEAVE_END = "leave_end"
    LEAVE_GONE = "leave_gone"
    IMPORT_OWN = "import_own"
    IMPORT_WORDS = "import_words"
    CALENDAR_WORD = "calendar_word"
    BADGE_WHICH = "badge_which"
    BADGE_NAME = "badge_name"
    DOCUMENT_SCHEME = "document_scheme"
    DOCUMENT_PERIOD = "document_period"
    DOCUMENT_FIRST = "document_first"
    DOCUMENT_LAST = "document_last"
    DOCUMENT_FORMAT = "document_format"
    DOCUMENT_PRIVATE = "document_private"
    PACK_PRIVATE = "pack_private"
    SHARE_WHOM = "share_whom"
    SHARE_HOW_LONG = "share_how_long"
    SHARE_UNTIL = "share_until"
    SHARE_PRIVATE = "share_private"
    SIGN_OFF_WORDS = "sign_off_words"


class Callback(StrEnum):
    """callback_ids of views. Those of shortcuts stand in app.yaml."""

    HOME = "home"
    EDIT = "edit_entry"
    SUBJECT_MINUTES = "subject_minutes"
    ANSWER = "answer_privately"
    EVIDENCE = "add_evidence"
    NEW_DATE = "new_date"
    DISALLOWED = "disallowed"
    LOG = "log_entry"
    SCHEME = "scheme"
    CYCLE = "cycle"
    JOINED = "joined"
    OPENING = "opening"
    CYCLE_SHOWED = "cycle_showed"
    REGISTRATION = "registration"
    MEMBER_REGISTRATION = "member_registration"
    LEAVE = "leave"
    JOB = "job"
    MANAGER = "manager"
    WORKING_TIME = "working_time"
    NUDGES = "nudges"
    PRIVACY = "privacy"
    BADGE = "badge"
    DOCUMENT = "document"
    AUDIT_PACK = "audit_pack"
    ERASE = "erase"
    RULE = "rule"
    LOAD_RULES = "load_rules"
    MATCH_SOURCE = "match_source"
    EMOJI = "emoji"
    TELL_ADMINISTRATOR = "tell_administrator"
    WRITE_UP = "write_up"
    IMPORT_TAKE = "import_take"
    IMPORT_COLUMNS = "import_columns"
    CALENDAR_WORD = "calendar_word"
    SHARE = "share"
    SIGN_OFF = "sign_off"
    ASIDE = "aside"
    """A modal that only says something."""
    PAGE = "page"
    """A modal that shows a page, and is shown anew when what stands on it changes."""


_PAGE, _HOME, _KIND, _ITSELF = "page", "home", "kind", "itself"
"""What views carry beside what a form does: see `kept_over`, `kept_kind` and `kept_page`."""

MORE = "more"
"""The action_id of an overflow; what was chosen in it stands in the option's `do`."""


def action_id(action: Action, number: int | None = None) -> str:
    """An element's action_id: the action's name. Where one block holds several elements of one
    name, each has a number behind a colon ("choose:2"): Slack wants action_ids unique in a block.
    """
    return action.name if number is None else f"{action.name}:{number}"


def value_of(action: Action) -> str:
    """What a button carries: the action's fields as compact JSON, only those that are set."""
    return _compact(action.to_json())


def option_value(action: Action) -> str:
    """The same for an option of a menu, which names the action too."""
    return _compact({"do": action.name, **action.to_json()})


def kept(**values: Any) -> str:
    """What a form carries in its `private_metadata`, never a member's words."""
    return _compact(values)


def kept_over(metadata: str, *, page: Action | None, by_home: bool) -> str:
    """What a view carries, and with it what it stands over: the page that is to be shown anew
    once the view has changed something, and whether Home lies below it all.
    """
    held: dict[str, Any] = json.loads(metadata)
    if page is not None:
        held[_PAGE] = {"do": page.name, **page.to_json()}
    if by_home:
        held[_HOME] = True
    return _compact(held)


def read_kept_over(metadata: object) -> tuple[Action | None, bool]:
    """The page and whether Home lies below, from a view's `private_metadata`: nothing where it
    does not say, since that is never a reason to refuse a click.
    """
    held = _held(metadata)
    return _page_in(held), held.get(_HOME) is True


def kept_page(kind: str, shown_by: Action) -> str:
    """What a modal carries that can be shown anew: its kind of page, and what shows it."""
    held: dict[str, Any] = json.loads(kept_over(kept_kind(kind), page=shown_by, by_home=False))
    return _compact({**held, _ITSELF: True})


def shows_itself(metadata: object) -> bool:
    """Whether the page that a view carries is what it shows itself, and not what lies below."""
    return _held(metadata).get(_ITSELF) is True


def kept_kind(kind: str) -> str:
    """What a modal carries that only says something: which kind of page it is."""
    return kept(**{_KIND: kind})


def read_kind(metadata: object) -> str:
    """The kind of page; empty where the view does not say."""
    kind = _held(metadata).get(_KIND)
    return kind if isinstance(kind, str) else ""


def _held(metadata: object) -> Mapping[str, Any]:
    try:
        held = json.loads(metadata) if isinstance(metadata, str) and metadata else {}
    except (ValueError, RecursionError):
        return {}
    return held if isinstance(held, dict) else {}


def _page_in(held: Mapping[str, Any]) -> Action | None:
    given = held.get(_PAGE)
    if not isinstance(given, dict):
        return None
    try:
        page = decode(Click("", given))
    except Refused:
        return None
    return page if page.shows_a_page else None


def read_click(element: Mapping[str, Any]) -> Click:
    """A click, from one element of a payload's `actions`.

    A picker has no value of its own: its entry or scheme is read from the block_id. Raises Refused
    ("old_button") for what no builder has written.
    """
    name = str(element.get("action_id", "")).partition(":")[0]
    chosen = element.get("selected_option")
    if isinstance(chosen, dict):
        return Click(name, _words(chosen.get("value")))
    picked = element.get("selected_date") or element.get("selected_user")
    picked = picked if isinstance(picked, str) else None
    if "value" in element:
        return Click(name, _words(element["value"]), picked)
    return Click(name, _about(str(element.get("block_id", ""))), picked)


def entry_block(entry_id: int, part: str, surface: str = "card") -> str:
    """The block_id of one part of what shows an entry: "card:12:actions"."""
    return f"{surface}:{entry_id}:{part}"


def entry_of(block_id: str) -> int | None:
    """The entry that a block_id names, if it names one."""
    found = re.fullmatch(r"[a-z]+:(\d{1,19}):.+", block_id)
    return int(found[1]) if found else None


def scheme_block(pack: str, part: str) -> str:
    """The block_id of one part of what asks about a scheme: "scheme:imi-register:answers"."""
    return f"scheme:{pack}:{part}"


def _about(block_id: str) -> Mapping[str, Any]:
    """What a block is about, as the fields of an action: an entry, a scheme, or nothing."""
    entry = entry_of(block_id)
    if entry is not None:
        return {"entry": entry}
    kind, _, rest = block_id.partition(":")
    pack = rest.rpartition(":")[0]
    return {"pack": pack} if kind == "scheme" and pack else {}


def _words(value: object) -> str:
    if not isinstance(value, str):
        raise Refused("old_button")
    return value


def _compact(values: Mapping[str, Any]) -> str:
    return json.dumps(values, separators=(",", ":"), ensure_ascii=False)
