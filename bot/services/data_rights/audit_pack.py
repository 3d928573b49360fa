"""The pack that a member sends to a body that audits them: the document of the audited days, the
evidence, the archive for whoever wants to verify, and what is what in plain words. A job makes it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from bot.documents.model import Document, Period
from bot.figures import day, several
from bot.services.audits import body_audits
from bot.services.context import jobs
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.data_rights import export
from bot.services.data_rights.archive import Contents, contents
from bot.services.data_rights.document_request import Wanted
from bot.services.data_rights.documents import Reading, document_steps
from bot.services.data_rights.export import Piece, Progress
from bot.services.dispatch.action import Action, action
from bot.services.dispatch.pages import Form, Say, say
from bot.services.schemes.scheme_names import body_of, title_of

KIND: Final = "audit_pack"
"""The kind of the job that makes a pack and brings it."""

DOCUMENT: Final = "record.pdf"


@dataclass(frozen=True, slots=True)
class Pack:
    """Whose pack it is, and of what: plain values of one moment."""

    body: str
    title: str
    first: date
    last: date
    today: date
    name: str
    private: int = 0
    """Answers of the whole record that were given privately, which the archive holds."""
    without_private: bool = False
    """Whether they are left out, and the archive with them."""

    @property
    def file_name(self) -> str:
        """Of the ZIP."""
        body = "".join(one if one.isalnum() else "-" for one in self.body.lower())
        return f"audit-pack-{body}-{self.today.isoformat()}.zip"


@dataclass(frozen=True)
class PackForm(Form):
    """Whether what was given privately goes along: `answers` of the audited days, `whole` of the
    record, which the archive holds.
    """

    audit: int
    body: str
    answers: int
    whole: int


@action("audit_pack")
class BringAuditPack(Action):
    """Have the pack for an audit brought; one that is on its way will do. Where the record holds
    answers that were given privately, the member is asked about them first.
    """

    audit: int

    def do(self, ctx: MemberContext) -> Say | PackForm:
        known = body_audits.own(ctx, self.audit)
        if whole := to_be_asked_about(ctx):
            of_days = ctx.work.overviews.private_answers(ctx.member.id, known.first, known.last)
            return PackForm(known.id, body_of(ctx, known.scheme), of_days, whole)
        ask(ctx, self.audit)
        return say("audit_pack_coming")


@action()
class MakeAuditPack(Action):
    """Have it brought, as chosen in the form."""

    audit: int
    without_private: bool

    def do(self, ctx: MemberContext) -> None:
        ask(ctx, self.audit, without_private=self.without_private)


def to_be_asked_about(ctx: MemberContext) -> int:
    """How many answers of the record were given privately, about which its member is asked before a
    pack is made; none where one is on its way.
    """
    return 0 if jobs.under_way(ctx, KIND) else ctx.work.overviews.private_answers(ctx.member.id)


def ask(ctx: MemberContext, audit_id: int, *, without_private: bool = False) -> None:
    """Have it made and brought to the member's DM. Raises Refused("no_such_audit")."""
    known = body_audits.own(ctx, audit_id)
    if not jobs.under_way(ctx, KIND):
        jobs.ask(ctx, KIND, {"audit": known.id, "without_private": without_private})


Step = Pack | Contents | Reading | Document | Progress | Piece


def steps(ctx: MemberContext, values: Mapping[str, Any]) -> Iterator[Step]:
    """All of it as of one moment, a step after the other; nothing where the audit is gone."""
    try:
        known = body_audits.own(ctx, int(values["audit"]))
    except Refused:
        return
    without = bool(values.get("without_private"))
    yield Pack(
        body_of(ctx, known.scheme),
        title_of(ctx, known.scheme),
        known.first,
        known.last,
        ctx.today,
        ctx.member.name,
        ctx.work.overviews.private_answers(ctx.member.id),
        without,
    )
    yield contents(ctx, None)
    wanted = _wanted(ctx, known.scheme, known.first, known.last)
    yield from document_steps(ctx, replace(wanted, without_private=without))
    if not without:
        yield from export.pieces(ctx)


def _wanted(ctx: MemberContext, scheme: str, first: date, last: date) -> Wanted:
    """The document of these days under the scheme; of all there are, where it is left."""
    theirs = [one.scheme for one in ctx.work.enrolments.of(ctx.member.id)]
    whole = any(
        (one.cycle.first, one.cycle.last) == (first, last) and one.cycle.whole
        for one in body_audits.offered(ctx)
        if one.scheme == scheme
    )
    schemes = (scheme,) if scheme in theirs else ()
    return Wanted("pdf", schemes, Period("cycle" if whole else "days", first, last))


_TEXT: Final = """\
CPD record of {name}, for {body}
{title}, {first} to {last}

Made on {today} by cpdbot, at the member's wish. {entries}
{private}
{document}
    The record of these days, to read: what was done, when, for how long, in which
    job, in the member's own words, with the tests of the scheme. What was added
    after these days says so, with the day on which it was added.

evidence/
    {evidence}
{archive}{missing}"""

_ARCHIVE: Final = """
{name}
    For whoever wants to check that nothing was changed afterwards. It holds the
    member's WHOLE record, not only these days: whoever sends this pack may take it
    out first, and nothing above needs it. "cpdbot verify" checks it offline; its own
    README.txt says how, and how to do so without cpdbot.
"""

_HOLDS: Final = """
GIVEN PRIVATELY: {document} holds {answers} that the member gave privately{more}.
The pack can be asked for anew without them.
"""

_WITHOUT: Final = """
LEFT OUT, at the member's wish: {answers} given privately. {document} says where. The
archive, which would hold the whole record and these with it, is left out, too.
"""


def read_me(pack: Pack, document: Document, archive: str, missing: list[str], files: int) -> bytes:
    """README.txt. `archive` is what that is called, "" where there is none; `missing` are the names
    of files of evidence that are not in the pack.
    """
    count = len(document.entries)
    entries = f"{several(count, 'saved entry', 'saved entries')} of those days."
    evidence = (
        f"{several(files, 'file')} of evidence, as the member added them. A number before a\n"
        "    name is the one that the document gives it."
    )
    lacks = ""
    if missing:
        named = "\n".join(f"    {one}" for one in missing)
        lacks = f"\nNOT IN HERE, since the files could not be had, or are too large:\n{named}\n"
    text = _TEXT.format(
        name=pack.name,
        body=pack.body,
        title=pack.title,
        first=day(pack.first),
        last=day(pack.last),
        today=day(pack.today),
        entries=entries if count else "No saved entry is of those days.",
        private=_private(pack, document),
        document=DOCUMENT,
        evidence=evidence if files else "Nothing: no entry of those days has a file.",
        archive=_ARCHIVE.format(name=archive) if archive else "",
        missing=lacks,
    )
    return text.encode()


def _private(pack: Pack, document: Document) -> str:
    """What of the pack was given privately, or left out of it; empty where nothing was."""
    if pack.without_private:
        answers = several(document.left_out, "answer") if document.left_out else "what was"
        return _WITHOUT.format(answers=answers, document=DOCUMENT)
    if not pack.private:
        return ""
    more = f", the\narchive {pack.private}" if pack.private > document.private else ""
    answers = several(document.private, "answer")
    return _HOLDS.format(answers=answers, document=DOCUMENT, more=more)
