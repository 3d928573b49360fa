"""What is said about dropped files. What files and certificates say is escaped; a notification
holds none of it.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from bot.figures import day, duration, listed, several
from bot.services.evidence import actions as evidence
from bot.services.evidence import documents
from bot.services.evidence.actions import Unplaced, UnplacedFiles
from bot.services.evidence.results import FLAW, LINE, SAID_OF, WAITS, is_open
from bot.services.record import actions as record
from bot.services.record.file_requests import group_of
from bot.ui.evidence.sentences import facts_named, files_named
from bot.ui.kit.blocks import Block, Content, Element, actions, button, context, section
from bot.ui.kit.escape import brief
from bot.ui.kit.formatting import bold, cut_title, days
from bot.ui.kit.page_looks import MessageLook
from bot.ui.kit.said import plainly
from bot.ui.kit.sentences import sentence
from storage.queues.jobs import JobRecord
from storage.row_types import EntryRecord

NAME_MOST: Final = 60
TITLE_MOST: Final = 80
"""A title that is asked about is shown whole: what is asked is whether it is right."""
PROVIDER_MOST: Final = 60
LINES_MOST: Final = 10
"""Files of one message of which it is said by itself what was wrong."""

_WAITING: Final = (
    "I cannot keep your file just now, and try again by myself. It is safe in Slack meanwhile."
)
_SCANNING: Final = (
    "Your file waits for your workplace's scanner; I try again by myself. It is safe in Slack."
)
_UNREAD: Final[Mapping[str, str]] = {
    "encrypted": "It needs a password, so I keep it unread.",
    "too_many_pages": "It has too many pages for me to read, so I keep it unread.",
    "too_large": "It is too large for me to read, so I keep it unread.",
    "too_slow": "It took too long to read, so I keep it unread.",
    "too_much_memory": "It is too much for me to read, so I keep it unread.",
    "no_ocr": "I cannot read pictures here, so I keep it unread.",
    "not_read": "I cannot read files of that kind, so I keep it as it is.",
    "table_within": "I keep it only if you like.",
    "no_certificate": "I found no certificate in it, and keep it as it is.",
}


def how_far(jobs: Sequence[JobRecord]) -> Content:
    """How far the files of a message are; once they are done, what was wrong with which."""
    block = "files:said"
    still = [one for one in jobs if is_open(one)]
    if still:
        forget = button("Forget it", evidence.ForgetFiles(group_of(jobs[0].key)))
        words = _how_far(jobs, still)
        return Content(words, [section(words, block), *actions(f"{block}-do", [forget])])
    told = [
        (place, about_files(one.progress[LINE], (), one.progress.get(SAID_OF, {})))
        for place, one in enumerate(jobs, 1)
        if one.progress.get(LINE)
    ]
    if not told:
        words = "Your file is read." if len(jobs) == 1 else "Your files are read."
        return plainly(words, block)
    if len(jobs) == 1:
        return plainly(told[0][1], block)
    lines = [f"File {place}: {words}" for place, words in told[:LINES_MOST]]
    if len(told) > LINES_MOST:
        lines.append(f"and {len(told) - LINES_MOST} more")
    return plainly("\n".join(lines), block)


def _how_far(jobs: Sequence[JobRecord], still: Sequence[JobRecord]) -> str:
    waits = next((one.progress[WAITS] for one in still if one.progress.get(WAITS)), "")
    if waits == "no_scanner":
        return _SCANNING
    if waits in ("gone", "full", "refused", "unreachable"):
        return _WAITING
    return "Reading your file …" if len(jobs) == 1 else f"Reading your {len(jobs)} files …"


def told(lines: Sequence[Mapping[str, Any]]) -> Content:
    """Sentences about files, which are named in them, and in no notification."""
    shown, aloud = [], []
    for place, one in enumerate(lines, 1):
        before = f"File {place}: " if len(lines) > 1 and not one["names"] else ""
        shown.append(before + about_files(one["sentence"], one["names"], one["values"]))
        aloud.append(about_files(one["sentence"], (), one["values"]))
    return Content("\n".join(aloud), [section("\n".join(shown), "files:told")])


def about_files(name: str, names: Sequence[str], values: Mapping[str, Any]) -> str:
    """A sentence about files by its name; without names they are "that file"."""
    return sentence(name, That=names, that=names, **values)


def kept(
    entry: EntryRecord, values: Mapping[str, Any], names: Sequence[str] = (), *, stands: bool
) -> Content:
    """Which entry bears files now, until when they hold, and what was filled in from them; from
    which other one they were taken. `names` are what they are called.
    """
    block = f"files:{entry.id}:kept"
    if not stands:
        return plainly("That evidence was taken back.", block)
    count = several(len(values["hashes"]), "file")
    which = files_named(names) or count
    said = [f"Evidence kept for {bold(cut_title(entry.title)) if entry.title else 'it'}: {which}"]
    if values.get("runs_out"):
        said[0] += f", runs out {day(date.fromisoformat(values['runs_out']))}"
    said[0] += "."
    if entry.status == "withdrawn":
        said.append("That entry is withdrawn.")
    if facts := _facts(entry, values.get("filled", ())):
        said.append(f"From it: {facts}.")
    if values.get("recognised"):
        said.append("Read off the picture, so look twice.")
    if before := _taken_from(values.get("before")):
        said.append(before)
    buttons = [button("Undo", record.UndoTurn(values["turn"]))]
    if entry.status == "withdrawn":
        buttons.append(button("Restore", record.Restore(entry.id)))
    words = " ".join(said)
    return Content(
        f"Evidence kept: {count}.",
        [section(words, block), *actions(f"{block}-do", buttons)],
    )


def _taken_from(before: Mapping[str, Any] | None) -> str:
    """What went with files from the entry that had borne them."""
    if before is None or not (before["facts"] or before["discarded"]):
        return ""
    title = bold(cut_title(before["title"])) if before["title"] else "the other"
    if before["discarded"]:
        return f"The draft {title}, made of it, is gone."
    return f"From {title} went its {facts_named(before['facts'])}."


def _facts(entry: EntryRecord, filled: Sequence[str]) -> str:
    """What a certificate filled in, as the entry says it now."""
    facts: list[str] = []
    if "title" in filled and entry.title:
        facts.append(bold(cut_title(entry.title)))
    if "start_date" in filled and entry.start_date:
        facts.append(days(entry.start_date, entry.end_date))
    if "minutes" in filled and entry.minutes:
        facts.append(duration(entry.minutes))
    if "provider" in filled and entry.provider:
        facts.append(brief(entry.provider, PROVIDER_MOST))
    return listed(facts)


def question(key: str, values: Mapping[str, Any], entry: EntryRecord | None) -> Content:
    """What is asked about a file: which entry it belongs to, or which of two facts is right."""
    finding = values.get("finding")
    if finding is None:
        words, aloud = _place(values), "Which entry does that file belong to?"
    else:
        words, aloud = (
            _check(finding, values.get("name", "")),
            "I have a question about that certificate.",
        )
        title = finding.get("title") or (entry.title if entry is not None else "")
        if title and finding["about"] != "called":
            words = f"{bold(cut_title(title))}: {words}"
    return Content(aloud, [section(words, "files:asked"), *_choices(key, values, "files:choices")])


def _choices(key: str, values: Mapping[str, Any], block: str) -> list[Block]:
    said = zip(values["labels"], values["choices"], strict=True)
    buttons: list[Element | None] = [
        button(label, record.SettleMessage(key, choice), number=place)
        for place, (label, choice) in enumerate(said)
    ]
    return actions(block, buttons)


def _place(values: Mapping[str, Any]) -> str:
    count = len(values["hashes"])
    why = values.get("unread", "")
    unread = f"{_flawed('It', why.removeprefix(FLAW))}." if why.startswith(FLAW) else ""
    unread = unread or _UNREAD.get(why, "")
    if count > 1:
        unread = unread and "I keep them unread."
    named = files_named(values.get("names", ()))
    if count == 1:
        asks = f"Which entry is {named or 'it'} for?"
    else:
        asks = f"Which entry are {named or f'the {count} files'} for?"
    return f"{unread} {asks}".strip()


def _check(finding: Mapping[str, Any], name: str) -> str:
    which = f"the certificate {files_named([name])}" if name else "the certificate"
    match finding["about"]:
        case "person":
            people = listed([brief(one, NAME_MOST) for one in finding["people"]])
            return f"{which} names {people}. Is it yours?"
        case "flaw":
            return f"{_flawed(which, finding['flaw'])}. Keep it beside the entry?"
        case "called":
            called = bold(brief(finding["called"], TITLE_MOST))
            return f"Is it called {called}? I am not sure that I read {which} right."
        case "days":
            theirs, said = (_days(finding[one]) for one in ("theirs", "said"))
            return f"{which} says {theirs}, the entry {said}. Which is right?"
        case "minutes":
            theirs, said = (duration(int(finding[one])) for one in ("theirs", "said"))
            return f"{which} says {theirs}, the entry {said}. Which is right?"
        case "between":
            theirs, said = (duration(int(finding[one])) for one in ("theirs", "said"))
            return f"the times on {which} leave {theirs}, the entry says {said}. Right?"
        case "draft":
            return f"{which} is gone from it. You wrote in this draft: does it stay?"
        case _:
            expired = day(date.fromisoformat(finding["expiry"]))
            return f"{which} ran out on {expired}. Keep it as evidence?"


def _flawed(which: str, flaw: str) -> str:
    """What a file says against itself, and that it proves nothing by that."""
    score, of, mark = flaw.partition(" of ")
    if of:
        said = f"gives {brief(score, NAME_MOST)} where the pass mark is {brief(mark, NAME_MOST)}"
    else:
        said = f'says "{brief(flaw, NAME_MOST)}"'
    return f"{which} {said}, so it does not count as proof"


def _days(both: Sequence[str]) -> str:
    start, end = (date.fromisoformat(one) for one in both)
    return days(start, end)


def document_offer(values: Mapping[str, Any]) -> Content:
    """A document of rules that an administrator dropped; nothing of it holds yet."""
    what = "a table of subjects" if values.get("table") else "a document of rules"
    words = f"That is {what}. Nothing of it holds before you have looked."
    look = button("Look at it", documents.LookAtDropped(values["key"]), style="primary")
    return Content(words, [section(words, "files:document"), *actions("files:document-do", [look])])


def unplaced_page(page: UnplacedFiles) -> Content:
    """Files without an entry, each with what can be said of it."""
    head = "Files without an entry." if page.files else "Every file of yours has its entry."
    blocks: list[Block] = [section(head, "unplaced:head")]
    for place, one in enumerate(page.files):
        blocks.append(section(_waiting(one), f"unplaced:{place}"))
        values = {"labels": one.labels, "choices": one.choices}
        blocks += _choices(one.key, values, f"unplaced:{place}-do")
    if page.more:
        blocks.append(context(f"and {page.more} more", "unplaced:more"))
        blocks += actions("unplaced:next", [button("Show me again", evidence.ShowUnplaced())])
    return Content(head, blocks)


def _waiting(one: Unplaced) -> str:
    names = listed([bold(brief(name, NAME_MOST)) for name in one.names[:3]])
    rest = f" and {len(one.names) - 3} more" if len(one.names) > 3 else ""
    return f"{names}{rest}, kept until {day(one.until)}"


PAGES: Final = (MessageLook(UnplacedFiles, lambda page, _who: unplaced_page(page)),)
