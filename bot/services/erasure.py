"""Erasing a member's record: what goes and what stays said first, then done once and for all.

The hashes of the chain stay, so that nobody can claim afterwards that it held something else.
"""

from dataclasses import dataclass
from typing import Final

from bot.services.desk import Desk
from bot.services.export import KIND as EXPORT
from bot.services.home import manager_view
from bot.services.refused import Refused
from bot.services.revisions import chain
from bot.services.team_links import end_link
from storage.chain import WHOLE_RECORD

CONFIRMATION: Final = "erase my record"
"""What the member types, in whatever case."""


@dataclass(frozen=True, slots=True)
class ErasureView:
    """What would go and what would stay, counted."""

    entries: int
    """Drafts, plans and withdrawn ones with them."""
    evidence: int
    revisions: int
    """Whose words go; their hashes stay."""
    jobs: int
    schemes: int
    messages: int
    """Messages of the bot about entries, which will say that they were erased."""
    access_lines: int
    """Stay: who looked at the record, and when."""
    manager_name: str | None
    """Whose view of the member ends."""
    export_under_way: bool
    """An export was asked for and has not arrived yet: erasing waits for it."""
    confirmation: str = CONFIRMATION
    """What to type."""

    @property
    def empty(self) -> bool:
        """Whether there is nothing to erase."""
        return not (self.entries or self.revisions or self.jobs or self.schemes)


async def erasure_view(desk: Desk) -> ErasureView:
    """What would go and what would stay of the desk's member's record."""
    counts = await desk.work.whole_record.counts(desk.member.id)
    manager = await manager_view(desk)
    return ErasureView(
        entries=counts.entries,
        evidence=counts.evidence,
        revisions=counts.revisions,
        jobs=counts.jobs,
        schemes=counts.enrolments,
        messages=counts.messages,
        access_lines=counts.access_lines,
        manager_name=manager.name if manager else None,
        export_under_way=await desk.work.whole_record.is_on_its_way(desk.member.id, EXPORT),
    )


async def erase(desk: Desk, typed: str) -> ErasureView:
    """Erase the desk's member's record; what went. Again, it finds nothing and changes nothing.

    Every word of the member's goes: entries with their dialogues and evidence, the contents of
    revisions, jobs, messages not yet sent, events not yet worked off. Settings are as they were at
    first, the manager's view ends. Hashes stay, with a last revision that says what happened.
    Raises Refused: not_confirmed (`confirmation`), export_under_way.
    """
    if " ".join(typed.split()).strip("“”\"'.").casefold() != CONFIRMATION:
        raise Refused("not_confirmed", confirmation=CONFIRMATION)
    gone = await erasure_view(desk)
    if gone.export_under_way:
        raise Refused("export_under_way")
    member, work = desk.member, desk.work
    link = await work.teams.manager_of(member.id)
    if link is not None:
        await end_link(desk, link)
    await work.entries.erase(member.id)
    if gone.entries or gone.revisions:
        await chain(desk, WHOLE_RECORD, "erased", {"entries": gone.entries})
    await work.whole_record.reset_settings(member.id)
    await work.whole_record.forget_messages(member.id, desk.real)
    item = desk.origin.item
    await work.whole_record.forget_events(member.slack_id, but=item.id if item else None)
    await desk.reply("erased")
    await work.messages.show_home(member.id, desk.real)
    return gone
