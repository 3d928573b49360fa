"""What stands behind a card: verdicts with reason and source, evidence, history; and the entry as
plain text, to be copied into a body's own account. Both are read over the conversation, in a modal.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Final
from zoneinfo import ZoneInfo

from bot.figures import capital, duration, listed, number, several
from bot.policy.file_quotas import in_megabytes
from bot.policy.schemes.disallowed import MONITORING
from bot.policy.schemes.entry_tests import Finding
from bot.policy.vocabulary import Stage, Verdict
from bot.services.coaching.suggestions import helped_stages
from bot.services.importing.archives import ARCHIVE, CHECKED
from bot.services.importing.drafts import FILE, IMPORTED, ROW
from bot.services.record import actions as record
from bot.services.record.card_view import CardView
from bot.services.record.details_view import HISTORY_MOST, Change, EntryDetails
from bot.services.record.evidence import file_name, mark
from bot.services.schemes.account_facts import CERTIFICATE, CHOSEN, SUPPOSED, TOLD
from bot.services.schemes.assessment import Worth
from bot.ui.kit.blocks import (
    Block,
    Element,
    View,
    actions,
    button,
    context,
    modal,
    plain_section,
    section,
)
from bot.ui.kit.escape import brief, escape, shorten, shown
from bot.ui.kit.formatting import bold, days, moment, near_day, title_of
from bot.ui.kit.ids import Callback, kept_page
from bot.ui.kit.manager_sees import what_is_never_seen_by
from bot.ui.record.card import copied_into, copy_label
from bot.ui.record.checks import told
from bot.ui.record.entered import entered_at, entered_lines
from bot.ui.record.entry_lines import (
    STATES,
    is_test,
    kind_words,
    stages_line,
    subjects_written,
    tested_and_met,
    told_from,
    worth_lines,
)
from bot.ui.record.shared import sharing_of
from bot.ui.record.splitting import parts_said, split_button
from storage.row_types import EntryRecord, EvidenceRecord

_MARKS: Final[Mapping[Verdict, str]] = {
    "met": "✓",
    "missing": "–",
    "warning": "•",
    "not_known": "?",
}
_HOW: Final[Mapping[str, str]] = {
    "read": "read in your message",
    "typed": "as you answered",
    "edited": "as you changed it",
    CERTIFICATE: "from the certificate",
    SUPPOSED: "supposed from the certificate",
    CHOSEN: "from the certificate, as you said",
}
_FIELDS: Final[Mapping[str, str]] = {
    "title": "title",
    "start_date": "date",
    "minutes": "duration",
    "type": "kind",
    "provider": "provider",
    "subjects": "subjects",
    "reflect": "reflect",
    "plan": "plan",
    "act": "act",
    "evaluate": "evaluate",
}
_CHANGED: Final[Mapping[str, str]] = {
    **_FIELDS,
    "end_date": "date",
    "formality": "kind",
    "private_stages": "what is private",
    "split_by_day": "the split by day",
    "evidence": "evidence",
    "disallowed": "what is accepted",
}
"""What a revision changes, by the names in its content."""

_KINDS: Final[Mapping[str, str]] = {
    "saved": "saved",
    "edited": "changed",
    "withdrawn": "withdrawn",
    "restored": "restored",
    "erased": "its words erased",
    "imported": "imported",
}
_WITHOUT_ACCOUNT: Final[Sequence[tuple[str, Stage]]] = (
    ("Planning", "plan"),
    ("Action", "act"),
    ("Results", "evaluate"),
    ("Reflection", "reflect"),
)
"""What the stages are called where an entry is copied into no body's account."""

_TEXT_MOST: Final = 2900
_BY_MOST: Final = 80
_LINK_MOST: Final = 300
_FILES_MOST: Final = 10
_FILE_NAME_MOST: Final = 100
_SPOKEN_MOST: Final = 50


def details(of: EntryDetails) -> View:
    """All that is known of an entry, but for its words: what is looked for most comes first."""
    view = of.card
    blocks = [
        section(_head(view), "details:head"),
        *(block for place, one in enumerate(view.worth) for block in _verdicts(view, one, place)),
        *actions("details:split", [split_button(view)]),
        *actions("details:what-if", [_without(view)]),
        section(_evidence(of.evidence, view.today), "details:evidence"),
        *_files(view, of.evidence),
        section(f"{bold('What it tells')}\n{stages_line(view.entry)}", "details:stages"),
        *entered_lines(view),
        *sharing_of(of),
    ]
    asked = ("Asked", told(view.checks, view.today))
    for name, words in (asked, ("History", _history(of)), ("From", _provenance(view.entry))):
        if words:
            blocks.append(section(f"{bold(name)}\n{words}", f"details:{name.lower()}"))
    blocks.append(context("\n".join(_small(view.worth)), "details:small"))
    carries = kept_page("details", record.ShowDetails(view.entry.id))
    return modal(Callback.ASIDE, "Details", blocks, carries=carries, close="Close")


def copied(view: CardView) -> View:
    """The entry field by field as plain text; nothing in it is marked up."""
    account = copied_into(view.worth)
    told = f"For your {escape(account.body)} account" if account else "As plain text"
    blocks: list[Block] = [context(f"{told}, field by field.", "copy:for")]
    for name, words in _fields(view, account.fields if account else _WITHOUT_ACCOUNT):
        blocks.append(section(bold(name), f"copy:{name.lower()}"))
        blocks += [
            plain_section(words[at : at + _TEXT_MOST], f"copy:{name.lower()}:{at}")
            for at in range(0, len(words), _TEXT_MOST)
        ]
    if view.entry.status == "logged":
        for place, one in enumerate(view.entered):
            blocks += entered_at(view, one, place)
    carries = kept_page("copy", record.CopyOut(view.entry.id))
    return modal(Callback.ASIDE, copy_label(view), blocks, carries=carries, close="Close")


def _head(view: CardView) -> str:
    entry = view.entry
    facts = [STATES[entry.status]]
    facts.append(days(entry.start_date, entry.end_date) if entry.start_date else "date to come")
    if entry.minutes is not None:
        facts.append(duration(entry.minutes))
    facts += [words for words in (escape(entry.provider or ""), kind_words(entry)) if words]
    return f"{bold(title_of(entry.title))}\n{capital(' · '.join(facts))}"


def _verdicts(view: CardView, one: Worth, place: int) -> Iterator[Block]:
    """One scheme: the worth, and each verdict that is open with its reason; in small below, those
    that are met with theirs, and where the rules stand.
    """
    found = one.assessment
    title = f"{escape(one.title)}: "
    alone = [line for line in worth_lines(view) if line.startswith(title)]
    words = alone[0].removeprefix(title) if alone else ""
    refused = any(finding.rule == MONITORING for finding in found.findings)
    if found.rate is not None and not refused:
        words += f" ({number(found.rate)} an hour{', assumed' if found.assumed else ''})"
    if tested_and_met(found) and not refused:
        words += f". The tests are answered{'; ready for audit' if found.ready_for_audit else ''}."
    lines = [f"{bold(escape(one.title))}: {words}".removesuffix(": ")]
    if split := parts_said(found):
        lines.append(split)
    lines += [_finding(finding) for finding in found.findings if finding.verdict != "met"]
    yield section("\n".join(lines), f"details:scheme:{place}")
    met = " ".join(_finding(finding) for finding in found.findings if finding.verdict == "met")
    sources = dict.fromkeys(finding.source for finding in found.findings if finding.source)
    source = f"Source: {escape('; '.join(sources))}. " if sources else ""
    small = [met, f"{source}Rules: {escape(found.pack_version)}."]
    yield context("\n".join(filter(None, small)), f"details:source:{place}")
    yield from _acceptance(view, one, place)


def _without(view: CardView) -> Element | None:
    """Shows where the member would stand without it; None where no amount of it counts."""
    counted = any(one.assessment.weight and one.assessment.state != "outside" for one in view.worth)
    if view.entry.status != "logged" or not counted:
        return None
    return button("Without this one", record.ShowWithout(view.entry.id))


def _acceptance(view: CardView, one: Worth, place: int) -> list[Block]:
    """Whether the scheme's body counts it is for the body to say, and for the member to tell."""
    found = one.assessment
    if view.entry.status != "logged" or one.account is None or found.rate is None:
        return []
    entry_id, body = view.entry.id, one.account.body
    told = button(f"{body} did not accept it", record.AskForDisallowed(entry_id, one.pack))
    if any(finding.rule == MONITORING for finding in found.findings):
        told = button(f"{body} accepts it again", record.AllowAgain(entry_id, one.pack))
    return actions(f"details:{entry_id}:acceptance-{place}", [told])


def _finding(finding: Finding) -> str:
    """ "✓ Current: Done inside the cycle."."""
    name = finding.rule.rpartition(":")[2] if is_test(finding) else ""
    assumed = " (assumed)" if finding.assumed else ""
    said = f"{capital(name)}: " if name else ""
    return f"{_MARKS[finding.verdict]} {said}{escape(finding.sentence)}{assumed}"


def _evidence(evidence: Sequence[EvidenceRecord], today: date) -> str:
    """Its links; files stand below, each with its button."""
    lines = [
        f"{brief(one.url, _LINK_MOST)}, added on {near_day(one.added_at.date(), today)}"
        for one in evidence
        if one.kind != "file"
    ]
    return "\n".join([bold("Evidence"), *(lines or ([] if evidence else ["None yet."]))])


def _files(view: CardView, evidence: Sequence[EvidenceRecord]) -> Iterator[Block]:
    """The files that are evidence of it, to be handed back."""
    files = [one for one in evidence if one.kind == "file"]
    for place, one in enumerate(files[:_FILES_MOST]):
        sent = button(
            "Send me the file",
            record.SendFile(view.entry.id, mark(one)),
            spoken=f"Send me {shorten(file_name(one.name), _SPOKEN_MOST)}",
        )
        yield section(_file(one, view.today), f"details:{view.entry.id}:file-{place}", sent)
    if len(files) > _FILES_MOST:
        words = f"{several(len(files) - _FILES_MOST, 'more file')} in your export."
        yield context(words, "details:more-files")


def _file(one: EvidenceRecord, today: date) -> str:
    """ "certificate.pdf, 1.4 MB, added on 20 Nov, runs out on 3 May 2027"."""
    parts = [brief(file_name(one.name), _FILE_NAME_MOST)]
    if one.size is not None:
        parts.append(in_megabytes(one.size))
    parts.append(f"added on {near_day(one.added_at.date(), today)}")
    if one.runs_out is not None:
        said = "ran out" if one.runs_out < today else "runs out"
        parts.append(f"{said} on {near_day(one.runs_out, today)}")
    return ", ".join(parts)


def _provenance(entry: EntryRecord) -> str:
    """ "Title and date read in your message; duration as you answered."."""
    said: dict[str, list[str]] = {}
    for column, name in _FIELDS.items():
        how = _how(entry, column)
        if how and getattr(entry, column) not in (None, ()):
            said.setdefault(how, []).append(name)
    helped = helped_stages(entry)
    if helped:
        said["with help from a language model"] = [*helped]
    words = "; ".join(f"{listed(names)} {how}" for how, names in said.items())
    return f"{capital(words)}." if words else ""


def _how(entry: EntryRecord, column: str) -> str:
    """How a column came about; empty where nothing is said of that."""
    came = entry.provenance.get(column, "")
    if came == TOLD:
        return f"from {told_from(entry, _BY_MOST)}"
    if came == IMPORTED:
        return _imported(entry)
    return _HOW.get(came, "")


def _imported(entry: EntryRecord) -> str:
    """ "imported from my log.xlsx, row 14"."""
    whose = entry.provenance.get(ARCHIVE)
    if whose is not None:
        checked = "your own record" if CHECKED in entry.provenance else "identity not checked"
        return f"from an archive of {brief(whose, _BY_MOST)}, {checked}"
    name = brief(entry.provenance.get(FILE, ""), _BY_MOST) or "a file"
    return f"imported from {name}, row {escape(entry.provenance.get(ROW, '?'))}"


def _history(of: EntryDetails) -> str:
    """What changed and when, the latest first: what was done in one go on one day is one line."""
    zone = ZoneInfo(of.zone)
    runs = [
        list(same)
        for _, same in groupby(
            of.history, key=lambda one: (one.kind, one.at.astimezone(zone).date())
        )
    ]
    lines = [_run(same, of) for same in runs]
    if len(of.history) == HISTORY_MOST:
        lines.append("What came before stands in your export.")
    return "\n".join(lines)


def _run(same: Sequence[Change], of: EntryDetails) -> str:
    """ "21 Nov, 10:00: changed date and duration (revision 4)"; "21 Nov, 9:50 to 10:05: …"."""
    latest, first = same[0], same[-1]
    when = moment(first.at, of.zone, of.card.today)
    which = f"revision {first.number}"
    if latest is not first:
        when += f" to {latest.at.astimezone(ZoneInfo(of.zone)):%H:%M}"
        which = f"revisions {first.number} to {latest.number}"
    names = dict.fromkeys(
        _CHANGED[name] for one in reversed(same) for name in one.fields if name in _CHANGED
    )
    what = f" {listed([*names])}" if names and latest.kind == "edited" else ""
    return f"{when}: {_KINDS[latest.kind]}{what} ({which})"


def _small(worth: Sequence[Worth]) -> Iterator[str]:
    yield f"Saving says: I did this myself. {what_is_never_seen_by('A manager')}"
    bodies = dict.fromkeys(
        one.account.body
        for one in worth
        if one.assessment.rate is not None and one.account is not None
    )
    for body in bodies:
        yield f"{escape(body)} goes by your {escape(body)} account."


def groups_in(worth: Sequence[Worth]) -> frozenset[str]:
    """The groups of schemes of hours that the entry names."""
    parts = (part for one in worth if one.assessment.in_hours for part in one.assessment.parts)
    return frozenset(part.subject for part in parts if part.subject)


def _fields(view: CardView, stages: Sequence[tuple[str, Stage]]) -> Iterator[tuple[str, str]]:
    entry, groups = view.entry, groups_in(view.worth)
    facts = {
        "Title": entry.title,
        "Date": days(entry.start_date, entry.end_date) if entry.start_date else None,
        "Duration": duration(entry.minutes) if entry.minutes is not None else None,
        "Type": entry.type,
        "Provider": entry.provider,
        "Subjects": subjects_written([one for one in entry.subjects if one["name"] not in groups]),
        "For": subjects_written([one for one in entry.subjects if one["name"] in groups]),
    }
    own = {name: getattr(entry, stage) for name, stage in stages}
    for name, words in {**facts, **own, "Evidence": "\n".join((*view.links, *view.files))}.items():
        if words and shown(words):
            yield name, words
