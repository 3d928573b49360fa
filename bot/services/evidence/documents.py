"""Documents of rules that somebody dropped: an administrator is offered to look at one, as if it
had been pasted into the form; nothing of it holds before that.
"""

from typing import Final

from bot.policy.access import Permission
from bot.policy.documents.reading import document_form
from bot.policy.frameworks.csv_form import headings_in
from bot.services.admin.document_actions import AskToLoad, LoadForm, Typed
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.dispatch.action import Action, action
from bot.services.evidence.keeping import Keeping

OFFER: Final = "document_offer"
"""The kind of the message that offers to look at a document."""
_KEPT: Final = "rules"
"""Under what the document is put aside that was dropped last."""

PART_MOST: Final = 3000
PARTS_MOST: Final = 19
"""How long a field of the form is, and how many of them a document may fill."""

_LEAST_HEADINGS: Final = 3


def is_table_of_subjects(text: str) -> bool:
    """Whether a table's first line has the titles of a framework's."""
    lines = (line.strip() for line in text.removeprefix("\ufeff").splitlines())
    first = next((line for line in lines if line and not line.startswith("#")), "")
    return headings_in(first) >= _LEAST_HEADINGS and "minimum" in first.lower()


def may_load(ctx: MemberContext) -> bool:
    """Whether the member may load rules."""
    return ctx.may(Permission.LOAD_RULES)


def offer(ctx: MemberContext, text: str, keeping: Keeping) -> None:
    """Put a document aside, and offer its administrator to look at it. Raises Refused:
    documents_are_administrators, document_too_long.
    """
    ctx.must(Permission.LOAD_RULES, otherwise="documents_are_administrators")
    if parts_of(text) is None:
        raise Refused("document_too_long")
    ctx.work.held.put_aside(ctx.member.id, _KEPT, ctx.now, {"key": keeping.key, "text": text})
    values = {"key": keeping.key, "table": document_form(text) == "table"}
    ctx.reply(OFFER, values, thread_ts=keeping.thread_ts)


def parts_of(text: str) -> tuple[str, ...] | None:
    """A document in the fields of the form, cut at ends of lines; None where it does not fit."""
    parts: list[str] = []
    for line in text.splitlines():
        if len(line) > PART_MOST:
            return None
        if parts and len(parts[-1]) + 1 + len(line) <= PART_MOST:
            parts[-1] += f"\n{line}"
        else:
            parts.append(line)
    return tuple(parts) if 0 < len(parts) <= PARTS_MOST else None


@action("load_dropped")
class LookAtDropped(Action):
    """Open the form with a document that was dropped."""

    document: str

    def do(self, ctx: MemberContext) -> LoadForm:
        empty = AskToLoad().do(ctx)
        kept = ctx.work.held.aside(ctx.member.id, _KEPT)
        if kept is None or kept.values["key"] != self.document:
            raise Refused("document_gone")
        parts = parts_of(kept.values["text"]) or ()
        return LoadForm(Typed(parts), empty.schemes)
