"""Which subject an entry is of: chosen, said by word, or let be."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from bot.conversation.shares_named import only_shares
from bot.conversation.subject_shares import changed_by
from bot.conversation.subjects import SubjectNamed, only_subjects
from bot.policy.frameworks.framework import folded
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.dispatch.action import action
from bot.services.record import entries
from bot.services.record.actions.entry_action import OfEntry
from bot.services.record.dialogue import dialogue_about
from bot.services.record.entry_changes import post_note, refresh_messages, update_fields
from bot.services.record.incoming.heard import Heard
from bot.services.record.incoming.interpretation import newest_open
from bot.services.record.incoming.typed_answers import TypedAnswer
from bot.services.schemes.groups import group_names, groups_of, groups_said, told_apart_of
from bot.services.schemes.subjects import (
    SKIPPED,
    as_kept,
    asked_of,
    groups_asked_of,
    subjects_at,
)
from storage.row_types import EntryRecord


@action("choose_subject")
class ChooseSubject(OfEntry):
    """One of the subjects in sight."""

    subject: str

    def do(self, ctx: MemberContext) -> None:
        entry = self.found(ctx)
        names = {folded(name): name for name in subjects_at(ctx, entry.end_date)}
        name = names.get(folded(self.subject))
        if name is None:
            raise Refused("old_button")
        if folded(name) not in {folded(one["name"]) for one in entry.subjects}:
            chosen = (*entry.subjects, {"name": name, "minutes": None})
            entries.edit(ctx, entry, {"subjects": chosen})


@action("skip_subject")
class SkipSubject(OfEntry):
    """Never ask which subject the entry is of: it counts to none, and says so."""

    def do(self, ctx: MemberContext) -> None:
        entry = self.found(ctx)
        provenance = {**entry.provenance, "subjects": SKIPPED}
        entry = update_fields(ctx, entry, "", provenance=provenance)
        refresh_messages(ctx, entry)


@action("choose_group")
class ChooseGroup(OfEntry):
    """One of the groups in sight; "": all of them, whose time is shared equally."""

    group: str

    def do(self, ctx: MemberContext) -> None:
        entry = self.found(ctx)
        names = {folded(name): name for name in group_names(ctx, entry.end_date)}
        chosen = [names[folded(self.group)]] if folded(self.group) in names else [*names.values()]
        if not names or (self.group and len(chosen) != 1):
            raise Refused("old_button")
        subjects, _ = told_apart_of(ctx, entry)
        kept = [{"name": name, "minutes": None} for name in chosen]
        entries.edit(ctx, entry, {"subjects": (*subjects, *kept)})


@action("skip_group")
class SkipGroup(OfEntry):
    """Never ask which group the entry is for: it counts for whichever needs it."""

    def do(self, ctx: MemberContext) -> None:
        entry = self.found(ctx)
        provenance = {**entry.provenance, "groups": SKIPPED}
        entry = update_fields(ctx, entry, "", provenance=provenance)
        refresh_messages(ctx, entry)


def _take(ctx: MemberContext, heard: Heard) -> bool:
    """The names of subjects, or groups, and nothing else, while the newest draft asks for these."""
    context = heard.context
    if heard.held is not None or context.question is not None or context.due:
        return False
    may_be_groups = bool(groups_of(ctx, None))
    if not may_be_groups and not any(pack.frameworks for pack in ctx.rules.values()):
        return False
    entry = heard.about or newest_open(ctx)
    if entry is None:
        return False
    dialogue = dialogue_about(ctx, entry)
    others = dialogue.problems or "already_counted" in dialogue.facts.missing
    asked = () if others else asked_of(ctx, entry, dialogue.worth)
    found: Sequence[Mapping[str, Any]] | None = None
    if asked:
        found = _subjects_said(ctx, heard.message.text, entry, asked)
    elif may_be_groups and not others and groups_asked_of(ctx, entry, dialogue.worth):
        said = groups_said(ctx, heard.message.text, entry)
        found = (*entry.subjects, *said) if said else None
    if found is None:
        return False
    entry = entries.edit(ctx, entry, {"subjects": tuple(found)})
    post_note(ctx, entry, heard.message.thread_ts)
    return True


def _subjects_said(
    ctx: MemberContext, text: str, entry: EntryRecord, asked: Sequence[str]
) -> Sequence[Mapping[str, Any]] | None:
    """All that the entry is of once a text that only names subjects is added, or shares of it."""
    subjects, groups = told_apart_of(ctx, entry)
    shares = only_shares(text, [tuple(asked)], ctx.working_day)
    if shares is None:
        named = only_subjects(text, asked)
        return (*subjects, *as_kept(named, entry.minutes), *groups) if named else None
    before = tuple(SubjectNamed(one["name"], one["minutes"]) for one in subjects)
    told = changed_by(shares.shares, before, entry.minutes)
    return None if told is None else (*as_kept(told, entry.minutes), *groups)


TYPED_ANSWERS: Final = (TypedAnswer("subjects", 30, _take),)
