"""Words typed instead of a tap while a file waits: they open no form, so that their author is told
where to tap; leaving the file needs none. Where something else is open, they are about that.
"""

import re
from typing import Final

from bot.conversation.parts import Activity
from bot.conversation.text import folded
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.importing import calendars, undoing
from bot.services.importing.message_kinds import ROWS
from bot.services.importing.previews import first_list
from bot.services.record.incoming.heard import Heard
from bot.services.record.incoming.interpretation import JUST_NOW, recent_of
from bot.services.record.incoming.typed_answers import TypedAnswer
from bot.services.schemes.account_facts import came_from_a_file
from storage.importing.records import ImportRecord
from storage.row_types import EntryRecord

_WORDS_MOST: Final = 80

_POLITE: Final = r"(?: please| thanks| thank you)?[.!]*"
_NAMED: Final = (
    r"(?:them|it|these|those|all|everything|the (?:file|rows|log|table|archive|entries))(?: all)?"
)
_TAKE: Final = re.compile(
    rf"(?:yes,? |ok,? |okay,? )?(?:take|import|add) {_NAMED}{_POLITE}|(?:yes|ok|okay){_POLITE}"
    rf"|(?:yes,? )?i did (?:this|all of (?:this|it|them)|{_NAMED})(?: myself)?{_POLITE}"
)
_LEAVE: Final = re.compile(
    rf"(?:no,? )?(?:leave|drop|forget|cancel) {_NAMED}{_POLITE}"
    rf"|(?:no,? )?(?:do not|don't|dont) (?:take|import|add) {_NAMED}{_POLITE}"
    rf"|(?:no|cancel){_POLITE}"
)
_SHOW: Final = re.compile(
    rf"(?:please )?(?:show|list)(?: me)?(?: (?:the )?(?:doubtful |other |left out )?"
    rf"(?:rows?|ones?|them|it|those|file))?{_POLITE}"
)
_COLUMN: Final = re.compile(r"\bcolumns?\b")
_WORD: Final = re.compile(
    r"(?:(?:use|choose|take|mine is|it's|it is|(?:the|my) word is|the word) )?"
    rf"[\"'“‘]?(?P<word>[^\s.?!\"'”’]+(?: [^\s.?!\"'”’]+){{0,2}}?)[\"'”’]?{_POLITE}"
)
_FILE: Final = (
    r"(?:(?:the|my|this|that) )?(?:whole )?(?:spreadsheet|excel|csv|xlsx?|import)"
    r"(?:ed)?(?: (?:file|sheet|rows|entries|log|list))?"
)
_ROWS: Final = (
    r"(?:(?:all|all of|all the|the|those|these) )?(?:\d{1,4} |the )?(?:imported )?"
    r"(?:rows|lines|entries|ones|everything|them|it)"
)
_FROM_IT: Final = (
    r"(?: (?:that |which )?(?:(?:you|i) )?(?:just )?"
    r"(?:took|taken|added|imported|read|got|came|come))?"
    rf"(?: in)?(?: (?:from|of|out of) (?:{_FILE}|(?:my|the|that|this) (?:file|log|sheet|table)))"
)
_UNDO_FILE: Final = re.compile(
    r"(?:(?:no|please|sorry|ok|wait|can you|could you),? )*"
    r"(?:undo|remove|delete|discard|reverse|revert|cancel|roll back|scrap|get rid of"
    r"|take (?:back|out|off))"
    rf" (?:{_FILE}|(?:the|those|these|all) (?:\d{{1,4}} )?(?:imported )?rows|{_ROWS}{_FROM_IT})"
    rf"(?: (?:again|back|out|off|i gave you|i dropped|from my record))*{_POLITE}"
    rf"|(?:(?:no|please|ok),? )*(?:take|roll) {_FILE}(?: (?:back|out|off|again))+{_POLITE}"
)
"""It names the file that was taken in, so that it is about nothing else."""
_OF_YEARS: Final = re.compile(
    r"(?:(?:the|those|these|they|them|that|which|it|its|it's|they're|theyre|all|of|ones?|rows?"
    r"|dates?|days?|lines?|entries|with ?out|with no|missing|lacking|have|has|having|had|no|not"
    r"|a|any|years?"
    r"|are|is|were|was|be|being|in|from|should|would|means?|meant|just|for|use|assume|take|put|add"
    r"|as|left|out|you|can|cannot|can't|cant|could|couldn't|read|my|file|spreadsheet|sheet|yes"
    r"|ok|and|so|do|don't|dont|doesn't|did|i|say|says|this|last|20\d\d|\d{1,3})(?:[\s,.;:!']+|$))+"
)
_YEAR_TOLD: Final = re.compile(r"\b20\d\d\b|\b(?:this|last) year\b")
_OF_ROWS: Final = re.compile(
    r"\b(?:rows?|they|them|those|these|dates?|days|lines|ones|entries"
    r"|years?(?<!this year)(?<!last year))\b"
)
_UNDO: Final = re.compile(rf"undo(?: {_NAMED}| (?:the |that |this )?import)?{_POLITE}")


def _take(ctx: MemberContext, heard: Heard) -> bool:
    words = folded(heard.message.text[:_WORDS_MOST]).strip()
    of_file = _about_the_file(ctx, words)
    if of_file is not None:
        return _say(ctx, of_file)
    if heard.held is not None:
        return False  # they are about that
    if heard.about is not None and not (_UNDO.fullmatch(words) and _is_as_imported(heard.about)):
        return False  # likewise
    if _marks_events(ctx, words):
        return True
    says = _sentence_for(words)
    if says is None or (says == "import_columns_typed" and _tells_of_learning(heard)):
        return False
    if says == "import_undo_typed":
        says = _about_undo(ctx)
        return says is not None and _say(ctx, says)
    known = ctx.work.imports.open_one(ctx.member.id)
    if known is None or known.kind == "calendar" or known.state != "preview":
        return False
    if says == "import_columns_typed" and known.kind == "archive":
        return False
    if says == "import_left":
        undoing.leave(ctx, known.id)
    elif says == ROWS:
        ctx.reply(says, {"import_id": known.id, "verdict": first_list(known.counts)})
        return True
    elif says == "import_take_typed" and not _has_rows(known):
        says = "nothing_to_take"
    return _say(ctx, says)


def _about_the_file(ctx: MemberContext, words: str) -> str | None:
    """What is said of words that can be about nothing but a file, whatever else is asked: it is to
    be undone, or of which year its days are.
    """
    undo = _UNDO_FILE.fullmatch(words) is not None
    told = _YEAR_TOLD.search(words) and _OF_ROWS.search(words) and _OF_YEARS.fullmatch(words)
    if not (undo or told):
        return None
    known = ctx.work.imports.open_one(ctx.member.id)
    if known is not None and (known.kind == "calendar" or known.state != "preview"):
        known = None
    if undo:
        last = ctx.work.imports.ended_last(ctx.member.id)
        if last is None and known is None:
            return None
        if last is None or (known is not None and known.created_at > last[0]):
            return "import_not_taken_yet"
        return "import_undo_typed" if last[1] == "done" else "import_undone_typed"
    if known is None or not known.counts.get("doubtful"):
        return None
    return "import_year_typed"


def _is_as_imported(entry: EntryRecord) -> bool:
    """Whether nothing was done about an entry since its file was taken in, though it may wait for
    something: an undo is about the file.
    """
    return came_from_a_file(entry) and entry.version == 1


def _marks_events(ctx: MemberContext, words: str) -> bool:
    """Whether it answers which word marks CPD in a calendar that was dropped: one to three words
    that a title of its past events holds.
    """
    found = _WORD.fullmatch(words)
    known = ctx.work.imports.open_one(ctx.member.id) if found else None
    if found is None or known is None or known.kind != "calendar" or known.state != "preview":
        return False
    try:
        calendars.choose_word(ctx, known.id, found["word"])
    except Refused:
        return False  # no event has it: it was no answer to that
    return True


def _sentence_for(words: str) -> str | None:
    if _TAKE.fullmatch(words):
        return "import_take_typed"
    if _LEAVE.fullmatch(words):
        return "import_left"
    if _UNDO.fullmatch(words):
        return "import_undo_typed"
    if _SHOW.fullmatch(words):
        return ROWS
    return "import_columns_typed" if _COLUMN.search(words) else None


def _tells_of_learning(heard: Heard) -> bool:
    """Whether it is something that was done: "2 h course on steering columns"."""
    return any(isinstance(part.content, Activity) for part in heard.understanding.parts)


def _say(ctx: MemberContext, sentence: str) -> bool:
    ctx.reply("say", {"sentence": sentence})
    return True


def _has_rows(known: ImportRecord) -> bool:
    return bool(known.counts.get("taken") or known.counts.get("wanted"))


def _about_undo(ctx: MemberContext) -> str | None:
    """What is said of an undo where an import, or the undoing of one, is what the member's record
    has changed by last, lately; else it takes back a turn, and nothing is said here.
    """
    last = ctx.work.imports.ended_last(ctx.member.id)
    if last is None or ctx.now - last[0] > JUST_NOW:
        return None
    ended, state = last
    if any(one.changed_at > ended for one in recent_of(ctx)):
        return None
    return "import_undo_typed" if state == "done" else "import_undone_typed"


TYPED_ANSWERS: Final = (TypedAnswer("importing", 40, _take),)
