"""Files of a round: the sheet of its draw, evidence handed to an auditor, and one for an appeal
towards the body. They are made by jobs and brought into the conversation of whoever asked.
"""

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from bot.archive.chain import canonical
from bot.archive.writing import zip_info
from bot.policy.access import Permission
from bot.policy.audits.draw import Drawn
from bot.policy.audits.selection import WHOLE_RECORD
from bot.policy.audits.sheet import Person, named_sheet, sheet
from bot.services.audits import rounds, selections, snapshots
from bot.services.audits.drawing import Task, sheet_of
from bot.services.context import jobs
from bot.services.context.member_context import ContextFactory, MemberContext
from bot.services.context.refused import Refused
from bot.services.record.evidence import file_name
from storage.audits.records import SelectionRecord, WordsRecord

KIND: Final = "audit_file"
"""The kind of the job that brings a file."""

PAGE: Final = 1000


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to be brought: its name, where it is known already its content, and else whose bytes
    it is (`owner`, `sha256`).
    """

    name: str
    slack_id: str
    im_channel: str | None
    content: bytes = b""
    owner: int = 0
    sha256: str = ""


def ask_sheet(ctx: MemberContext, round_id: int, *, named: bool) -> None:
    """Have the sheet of a draw brought: anybody may have the one that is published, and the lead
    alone the one with names. Raises Refused: no_such_round, audit_not_drawn, audit_not_the_lead.
    """
    known = rounds.found(ctx, round_id, lock=False)
    if known.round.state not in ("drawn", "open", "closed", "cancelled") or (
        known.round.attempt.seed is None
    ):
        raise Refused("audit_not_drawn")
    if named:
        rounds.led(ctx, round_id)
    jobs.ask(ctx, KIND, {"what": "named" if named else "sheet", "round": round_id})


def ask_evidence(ctx: MemberContext, selection_id: int, entry: int, sha256: str) -> None:
    """Have a file that was evidence when it was handed in brought to the auditor; the look stands
    in the member's log. Raises Refused: no_such_audit, file_gone.
    """
    known = selections.read_by(ctx, selection_id)
    kept = ctx.work.selections.snapshot(known.id)
    files = () if kept is None else kept.files
    if not any((one.entry_id, one.sha256) == (entry, sha256) for one in files):
        raise Refused("file_gone")
    selections.log_look(ctx, known)
    values = {"what": "evidence", "selection": known.id, "entry": entry, "sha256": sha256}
    jobs.ask(ctx, KIND, values)


def ask_case(ctx: MemberContext, selection_id: int) -> None:
    """Have the one file for an appeal towards the body brought to the member. Raises Refused:
    no_such_audit, audit_nothing_to_appeal.
    """
    known = selections.own(ctx, selection_id, lock=False)
    if known.selection.decision is None:
        raise Refused("audit_nothing_to_appeal")
    jobs.ask(ctx, KIND, {"what": "case", "selection": known.id})


def sheet_file(contexts: ContextFactory, task: Task, *, named: bool) -> Wanted | None:
    """The sheet; None where it is not to be had any more, or not by them."""
    found = sheet_of(contexts, task)
    if found is None:
        return None
    known, drawn = found
    with contexts.read_by_id(task.workspace_id, task.member_id) as ctx:
        if ctx is None or (named and known.round.lead != ctx.member.id):
            return None
        lines: dict[str, str] = {}
        people: dict[str, Person] = {}
        after = 0
        while page := ctx.work.audit_rounds.people_of_ids(task.round_id, after, PAGE):
            members = ctx.work.members.many([one[0] for one in page]) if named else {}
            for number, audit_id, line in page:
                lines[audit_id] = line
                member = members.get(number)
                if member is not None:
                    people[audit_id] = Person(member.slack_id, member.name)
            after = page[-1][0]
        text = _text(drawn, lines, people if named else None)
        name = f"cpd-audit-{known.round.number}{'-names' if named else ''}.csv"
        return Wanted(name, ctx.member.slack_id, ctx.member.im_channel, text.encode("utf-8"))


def _text(
    drawn: tuple[Drawn, ...], lines: Mapping[str, str], people: Mapping[str, Person] | None
) -> str:
    return sheet(drawn, lines) if people is None else named_sheet(drawn, lines, people)


def evidence_file(
    contexts: ContextFactory, who: tuple[str, int], selection_id: int, entry: int, sha256: str
) -> Wanted | None:
    """A file of what was handed in; None where they may not have it any more, or it is gone."""
    with contexts.read_by_id(*who) as ctx:
        known = None if ctx is None else ctx.work.selections.get(selection_id)
        if ctx is None or known is None:
            return None
        if not ctx.may(Permission.SEE_SNAPSHOT, selections.subject_of(known)):
            return None
        kept = ctx.work.selections.snapshot(known.id)
        files = () if kept is None else kept.files
        one = next(
            (each for each in files if (each.entry_id, each.sha256) == (entry, sha256)), None
        )
        if one is None:
            return None
        return Wanted(
            file_name(one.name),
            ctx.member.slack_id,
            ctx.member.im_channel,
            owner=known.member_id,
            sha256=sha256,
        )


@dataclass(frozen=True, slots=True)
class Case:
    """What the file towards the body is made of, but for the bytes of its evidence, by hash."""

    wanted: Wanted
    text: str
    facts: str
    files: tuple[tuple[str, str], ...]


def case_of(contexts: ContextFactory, who: tuple[str, int], selection_id: int) -> Case | None:
    """The decision, the entries that it is about, their evidence and the history, in words and as
    JSON; None where it is gone. The same record gives the same.
    """
    with contexts.read_by_id(*who) as ctx:
        known = None if ctx is None else ctx.work.selections.get(selection_id)
        if ctx is None or known is None or known.member_id != ctx.member.id:
            return None
        kept = ctx.work.selections.snapshot(known.id)
        if kept is None or known.selection.decision is None:
            return None
        facts = _case_facts(ctx, known, snapshots.read(kept.content))
        about = known.selection.decision.not_met or known.selection.entries
        files = tuple(
            (f"evidence/{one.entry_id}-{one.sha256[:8]}-{file_name(one.name)}", one.sha256)
            for one in kept.files
            if one.entry_id in about
        )
        wanted = Wanted(
            f"cpd-appeal-round-{known.number}.zip",
            ctx.member.slack_id,
            ctx.member.im_channel,
            owner=known.member_id,
        )
        return Case(wanted, _case_text(facts), f"{canonical(facts)}\n", files)


def zipped(case: Case, content_of: Callable[[str], bytes | None]) -> bytes:
    """The one file, with the bytes of the evidence as far as they are kept."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(zip_info("appeal.txt", packed=True), case.text.encode("utf-8"))
        file.writestr(zip_info("appeal.json", packed=True), case.facts.encode("utf-8"))
        for name, sha256 in case.files:
            content = content_of(sha256)
            if content is not None:
                file.writestr(zip_info(name, packed=True), content)
    return made.getvalue()


def _case_facts(
    ctx: MemberContext, known: SelectionRecord, snapshot: Mapping[str, Any]
) -> dict[str, Any]:
    selection = known.selection
    decision, appeal = selection.decision, selection.appeal
    assert decision is not None  # noqa: S101 - whoever asks has looked
    about = decision.not_met or selection.entries
    return {
        "format": "cpdbot-audit-case-1",
        "round": known.number,
        "scheme": known.scheme,
        "audit_id": known.audit_id,
        "snapshot": selection.snapshot or "",
        "decision": {
            "outcome": decision.outcome,
            "on": decision.on.isoformat(),
            "not_met": sorted(decision.not_met),
        },
        "appeal": None
        if appeal is None
        else {
            "about": sorted(appeal.about),
            "on": appeal.on.isoformat(),
            "outcomes": [
                [entry, (appeal.outcomes or {})[entry]] for entry in sorted(appeal.outcomes or {})
            ],
        },
        "findings": [
            [one.entry, one.test, one.verdict, one.kind or ""]
            for one in sorted(selection.findings, key=lambda one: (one.entry, one.test))
        ],
        "entries": [one for one in snapshot["entries"] if one["id"] in about],
        "words": [_said(one) for one in ctx.work.selections.words(known.id)],
        "history": [
            {"step": one.kind, "at": one.at.isoformat()}
            for one in ctx.work.selections.steps(known.id)
        ],
    }


def _said(one: WordsRecord) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "entry": one.entry_id,
        "test": one.test or "",
        "at": one.at.isoformat(),
        "words": one.words,
    }


_HEADS: Final = {
    "reason": "Auditor, why it is not met",
    "question": "Auditor, question",
    "answer": "Member, answer",
    "decision": "Auditor, decision",
    "appeal": "Member, appeal",
    "appeal_decision": "Appeal, decision",
}


def _case_text(facts: Mapping[str, Any]) -> str:
    """The same for people to read."""
    decision = facts["decision"]
    met = "met" if decision["outcome"] == "met" else "not met"
    lines = [
        f"Audit round {facts['round']}, scheme {facts['scheme']}, audit id {facts['audit_id']}",
        f"Hash of what was handed in: {facts['snapshot']}",
        f"Decision of {decision['on']}: {met}.",
        "",
        "ENTRIES",
    ]
    for one in facts["entries"]:
        said = one["said"]
        days = " to ".join(dict.fromkeys(filter(None, (said["start_date"], said["end_date"]))))
        lines += ["", f"Entry {one['id']}: {said['title'] or 'no title'}", f"  {days}"]
        lines += [f"  minutes: {said['minutes']}"] if said["minutes"] else []
        for name in ("provider", "reflect", "plan", "act", "evaluate"):
            if said.get(name):
                lines.append(f"  {name}: {said[name]}")
        lines += [f"  evidence: {_evidence(each)}" for each in said["evidence"]]
        for entry, test, verdict, kind in facts["findings"]:
            if entry == one["id"]:
                why = f" ({kind.replace('_', ' ')})" if kind else ""
                lines.append(f"  {test}: {verdict.replace('_', ' ')}{why}")
    lines += ["", "WHAT WAS SAID"]
    for one in facts["words"]:
        of = "" if one["entry"] == WHOLE_RECORD else f", entry {one['entry']}"
        lines += ["", f"{one['at'][:10]}  {_HEADS[one['kind']]}{of}", f"  {one['words']}"]
    lines += ["", "HISTORY", *(f"{one['at']}  {one['step']}" for one in facts["history"]), ""]
    return "\n".join(lines)


def _evidence(one: Any) -> str:
    if isinstance(one, str):
        return one
    return str(one.get("url") or f"{file_name(one.get('name'))} (sha256 {one.get('sha256')})")
