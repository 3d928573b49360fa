"""What a queued message says: its kind and values turned into content, as things are now.

Words and blocks are `bot.ui`'s; what is true now is read by services.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any, Final

from sqlmodel import Session

from bot.conversation.problems import Problem
from bot.delivery.outgoing import Failed, Home, Letter, Nothing, Outgoing, Post, Unknown
from bot.services import (
    calling_for_help,
    cycle_outcomes,
    jobs,
    large,
    mending,
    weekly_review,
    write_ups,
)
from bot.services.accounts import is_private
from bot.services.assessing import worth_of
from bot.services.cards import card_view, note_view
from bot.services.desk import Desk, Office
from bot.services.explaining import read_explained
from bot.services.export import KIND as EXPORT
from bot.services.facts_changed import still_so
from bot.services.follow_ups import next_working_day
from bot.services.home import home_view
from bot.services.nudged import SETTLED, became_of, older_than
from bot.services.nudging import ask_again
from bot.services.onboarding import is_asked_last, onboarding_view
from bot.services.settings import settings_view
from bot.services.standings import standings_of
from bot.services.team_links import LinkView, link_view, notice_delivered
from bot.ui import asks, choices, notices, nudges
from bot.ui.blocks import Content
from bot.ui.card import card
from bot.ui.help import help_page
from bot.ui.home import home
from bot.ui.large import kept_whole
from bot.ui.note import note
from bot.ui.old_answers import kept_out, old_answers
from bot.ui.onboarding import goes_on_below, welcome
from bot.ui.review import review
from bot.ui.said import said
from bot.ui.status import status
from bot.ui.taken_back import taken_back
from bot.ui.told import told
from storage.errors import StatementRefused, StorageUnavailable, translated
from storage.messages import KEPT_WHOLE
from storage.outbox import OutboxItem
from storage.records import EntryRecord, NudgeRecord
from storage.unit_of_work import UnitOfWork

Render = Callable[[Desk, OutboxItem], Outgoing]

_LINK_NOTICES: Final[Mapping[str, Callable[[LinkView], Content]]] = {
    "team_ask": notices.team_ask,
    "team_notice": notices.team_notice,
    "team_accepted": notices.team_accepted,
    "team_declined": notices.team_declined,
    "team_disputed": notices.team_disputed,
}

_GONE: Final = Nothing("what it shows is gone")

_LEFT_OUT: Final = frozenset({"discarded", "withdrawn"})
"""Nothing is asked after entries that are this."""

_NOT_MISSED: Final = frozenset({"say", "taken_back", "home", "nudge", "write_up", "review"})
"""Kinds whose failure is not told in their place: nobody waits for them, or it would fail again."""


class Rendering:
    """The renderer that delivery is given: a function for each kind of message."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._kinds: Mapping[str, Render] = {
            "card": _card,
            "note": _note,
            "which": _choice,
            "again": _choice,
            "update": _choice,
            "ask": _ask,
            "offer": _offer,
            "old_answers": _old_answers,
            KEPT_WHOLE: _kept_whole,
            "problem": _problem,
            "say": _say,
            "taken_back": _taken_back,
            "status": _status,
            "told": _told,
            "help": _help,
            "home": _home,
            "onboarding": _onboarding,
            "nudge": self._nudge,
            weekly_review.KIND: _review,
            jobs.ANNOUNCED: _job,
            EXPORT: _export_by_job,
            "erased": _erased,
            write_ups.KIND: _write_up,
            calling_for_help.KIND: _member_stuck,
            **dict.fromkeys(_LINK_NOTICES, _link_notice),
        }

    def render(self, session: Session, items: Sequence[OutboxItem]) -> list[Letter]:
        """What to send now, in their order; each member is read once."""
        letters = []
        for (workspace_id, member_id), some in groupby(
            items, key=lambda item: (item.workspace_id, item.member_id)
        ):
            desk = self._office.desk_to_look(UnitOfWork(session, workspace_id), member_id)
            letters += [self._letter(desk, item) for item in some]
        return letters

    def _letter(self, desk: Desk | None, item: OutboxItem) -> Letter:
        """A message whose subject is gone, or no longer due, is taken back."""
        if desk is None:
            return Letter(item, _GONE, "", None)
        kind = self._kinds.get(item.kind)
        try:
            with translated():
                outgoing = Unknown() if kind is None else kind(desk, item)
        except (StorageUnavailable, StatementRefused):
            raise  # the transaction is of no more use to the others either
        except Exception as error:  # noqa: BLE001 - that one's trouble, and not the others'
            outgoing = Failed(error)
        return Letter(item, outgoing, desk.member.slack_id, desk.member.im_channel)

    def sent(self, session: Session, item: OutboxItem) -> None:
        """What follows from having been said, in the transaction that marks it as sent."""
        if item.ts is not None or item.kind not in ("nudge", "team_notice"):
            return
        work = UnitOfWork(session, item.workspace_id)
        now = self._office.clocks.calendar()
        if item.kind == "team_notice":
            notice_delivered(work, item.values["link_id"], now)
            return
        work.nudges.delivered(item.values["nudge_id"], now)
        found = work.nudges.get(item.values["nudge_id"])
        if found is not None and found.kind == "manager_reminder":
            work.nudges.settle_reminders(item.member_id)
        for older in older_than(work.files.of(item.member_id), item.values["nudge_id"]):
            work.messages.show_said(f"nudge:{older}", self._office.clocks.real())
        work.write()
        if found is not None and found.kind == cycle_outcomes.NUDGE:
            self._read_of_ended_cycle(work, found)
        if found is not None and found.values.get("follow_ups"):
            shown = _asked_in(work, found)
            work.nudges.asks(found, shown)
            work.follow_ups.were_asked([number for number, _ in shown], item.member_id)

    def _read_of_ended_cycle(self, work: UnitOfWork, nudge: NudgeRecord) -> None:
        why = nudge.values.get("why", {})
        start, last_day = why.get("start"), why.get("ended_on")
        desk = self._office.desk_to_look(work, nudge.member_id)
        for enrolment in work.enrolments.of(nudge.member_id):
            if desk is not None and start and last_day and enrolment.id == nudge.enrolment_id:
                days = date.fromisoformat(start), date.fromisoformat(last_day)
                cycle_outcomes.told(work, enrolment, *days, desk.today)

    def taken_back(self, session: Session, item: OutboxItem) -> None:
        """A nudge that did not go spends nobody's budget; a review that did not comes again."""
        work = UnitOfWork(session, item.workspace_id)
        if item.kind == weekly_review.KIND:
            weekly_review.think_again(work, item.member_id)
        if item.kind != "nudge":
            return
        found = work.nudges.get(item.values["nudge_id"])
        if found is not None and not found.cancelled:
            work.nudges.cancel(found)

    def given_up(self, session: Session, item: OutboxItem) -> None:
        """Whoever was to read it is told once, in words alone: it may be the blocks. What a nudge
        was to ask after is asked on the next working day.
        """
        if item.kind == "nudge" and item.ts is None:
            self._ask_later(session, item)
        if item.kind in _NOT_MISSED:
            return
        UnitOfWork(session, item.workspace_id).messages.say(
            item.member_id,
            "say",
            f"failed:{item.id}",
            self._office.clocks.real(),
            {"sentence": "message_failed"},
        )

    def _ask_later(self, session: Session, item: OutboxItem) -> None:
        work = UnitOfWork(session, item.workspace_id)
        found = work.nudges.get(item.values["nudge_id"])
        desk = self._office.desk_to_look(work, item.member_id)
        if found is None or desk is None:
            return
        for number, _ in found.values.get("follow_ups", ()):
            one = work.follow_ups.get(number, item.member_id)
            if one is not None and one.state == "agreed":
                work.follow_ups.change(one, day=next_working_day(desk))

    def _nudge(self, desk: Desk, item: OutboxItem) -> Outgoing:
        found = desk.work.nudges.get(item.values["nudge_id"])
        if found is None:
            return _words_gone() if item.ts is not None else _GONE
        if item.ts is None:
            settled = self._settled(desk, found)
            if settled is not None:
                return settled
        entries = [
            entry
            for entry_id in found.values.get("entries", ())
            if (entry := desk.work.entries.get(entry_id, desk.member.id)) is not None
        ]
        view = _nudge_view(desk, found, entries)
        if item.ts is not None and found.kind != "planned":
            became = became_of(desk, found, view.standing, entries)
            if became is not None and became.what in SETTLED and not found.values.get("settled"):
                desk.work.nudges.settle(found)
            view = replace(view, became=became)
        return _post(nudges.nudge(found, view), "nudge_id")

    def _settled(self, desk: Desk, nudge: NudgeRecord) -> Nothing | None:
        """Policy is asked once more before a nudge goes: caught up, paused or left, it does not."""
        if nudge.cancelled:
            return _GONE
        verdict = ask_again(self._office, desk.work.session, nudge)
        if verdict == "send":
            return None
        return Nothing("outside working hours" if verdict == "later" else "no longer due")


def _nudge_view(desk: Desk, nudge: NudgeRecord, entries: Sequence[EntryRecord]) -> nudges.NudgeView:
    """A nudge as things are now."""
    standings = standings_of(desk)
    about = (one for one in standings if nudge.enrolment_id in (None, one.enrolment.id))
    manager = None
    if nudge.kind == "manager_reminder":
        manager = desk.work.members.get(nudge.values.get("why", {}).get("manager_id", 0))
    return nudges.NudgeView(
        today=desk.today,
        standing=next(about, None),
        named=len(standings) > 1,
        entries=entries,
        missing=_missing(desk, nudge, entries),
        follow_ups=_follow_ups(desk, nudge),
        manager_name=(manager.name or manager.slack_id) if manager else "",
        turn=desk.work.nudges.told_before(nudge),
        times=write_ups.offered(desk, nudge) if nudge.kind == "behind" else (),
    )


def _missing(desk: Desk, nudge: NudgeRecord, entries: Sequence[EntryRecord]) -> str:
    """What the entry waits for that a nudge names."""
    if nudge.kind != "waiting_entry" or not entries:
        return ""
    missing = (
        question
        for one in worth_of(desk, entries[:1])[entries[0].id]
        for question in one.assessment.missing_questions
    )
    return next(missing, "")


def _write_up(desk: Desk, item: OutboxItem) -> Outgoing:
    found = write_ups.view(desk, item.values["write_up_id"])
    if found is None:
        return _words_gone() if item.ts is not None else _GONE
    if item.ts is None and found.one.state != "asked":
        return Nothing("no longer due")
    return _post(nudges.write_up(found), "write_up_id")


def _asked_in(work: UnitOfWork, nudge: NudgeRecord) -> list[tuple[int, int]]:
    """What a nudge asks after, as it shows: by number, with its entry's."""
    asked = []
    for number, entry_id in nudge.values.get("follow_ups", ()):
        entry = work.entries.get(entry_id, nudge.member_id)
        if entry is not None and entry.status not in _LEFT_OUT:
            asked.append((number, entry_id))
    return asked


def _follow_ups(desk: Desk, nudge: NudgeRecord) -> list[nudges.FollowUpView]:
    """What the nudge asks after; a plan's words only where they were typed in the conversation."""
    views = []
    for number, entry_id in _asked_in(desk.work, nudge):
        one = desk.work.follow_ups.get(number, desk.member.id)
        entry = desk.work.entries.get(entry_id, desk.member.id)
        if one is None or entry is None:
            continue
        private = desk.member.private_reflections or is_private(entry, "plan")
        views.append(
            nudges.FollowUpView(
                one,
                title=entry.title or "",
                words="" if private else entry.plan or "",
                planned_on=one.created_at.astimezone(desk.zone).date(),
                put_off=one.day.isoformat() > nudge.period.partition("~")[0],
            )
        )
    return views


def _post(content: Content, *keep: str) -> Post:
    return Post(
        content.text,
        content.blocks,
        keep=frozenset(keep),
        plain=content.plain,
        new_blocks=content.new_blocks,
    )


def _words_gone() -> Post:
    """In place of what showed words of the member's that are erased."""
    content = notices.erased()
    return Post(content.text, content.blocks, must_come=True)


def _entry(desk: Desk, item: OutboxItem) -> EntryRecord | None:
    if item.entry_id is None:
        return None
    return desk.work.entries.get(item.entry_id, desk.member.id)


def _card(desk: Desk, item: OutboxItem) -> Outgoing:
    entry = _entry(desk, item)
    return _post(card(card_view(desk, entry))) if entry else _words_gone()


def _note(desk: Desk, item: OutboxItem) -> Outgoing:
    entry = _entry(desk, item)
    if entry is None:
        return _words_gone()
    changes = [one for one in item.values.get("changes", ()) if still_so(entry, one)]
    turn = item.values.get("turn")
    view = note_view(desk, entry, item.id, named=bool(item.values.get("named")))
    standing = item.values.get("standing", ())
    lost = None if entry.kept_whole else item.values.get("lost")
    skipped = bool(item.values.get("skipped"))
    kept = ("changes", "turn", "named", "standing", "lost", "skipped")
    return _post(note(view, changes, turn, standing, lost=lost, skipped=skipped), *kept)


def _choice(desk: Desk, item: OutboxItem) -> Outgoing:
    """A question about held words; settled once they are held no longer."""
    entry = _entry(desk, item)
    if entry is None:
        return _words_gone()
    key: str = item.values["held"]
    held = desk.work.entries.conversation(entry.id, desk.member.id)
    settled = not any(one.get("key") == key for one in held.held)
    ask = {"which": choices.which, "again": choices.again, "update": choices.update}[item.kind]
    return _post(ask(entry.id, key, settled=settled), "held")


def _ask(desk: Desk, item: OutboxItem) -> Outgoing:
    """What a message is; settled once it is held no longer. An offer to ask on a day holds no words
    of the member's, and an undo may open it again.
    """
    if item.entry_id is not None and _entry(desk, item) is None:
        return _words_gone()
    held = desk.work.held.get(desk.member.id, item.values["key"])
    kept = tuple(item.values) if held is not None or "day" in item.values else ("key",)
    return _post(asks.ask(item.values, settled=held is None), *kept)


def _offer(desk: Desk, item: OutboxItem) -> Outgoing:
    if item.entry_id is not None and _entry(desk, item) is None:
        return _words_gone()
    return _post(asks.offer(item.values), *item.values)


def _old_answers(desk: Desk, _item: OutboxItem) -> Outgoing:
    found, number = mending.open_answers(desk)
    if not found and mending.nothing_kept(desk):
        return _words_gone()
    if desk.member.private_reflections:
        return _post(kept_out())
    return _post(old_answers(found, number))


def _kept_whole(desk: Desk, item: OutboxItem) -> Outgoing:
    entry = _entry(desk, item)
    if entry is None:
        return _words_gone()
    counted = large.credits_kept(desk, entry)
    return _post(kept_whole(entry, counted, parts=large.part_days(desk, entry) is not None))


def _problem(desk: Desk, item: OutboxItem) -> Outgoing:
    """Why a correction could not be taken."""
    if _entry(desk, item) is None:
        return _words_gone()
    values = item.values
    problem = Problem(values["kind"], values["field"], values["words"])
    return _post(notices.problem(problem), *values)


def _say(_desk: Desk, item: OutboxItem) -> Outgoing:
    values: dict[str, Any] = dict(item.values)
    name = str(values.pop("sentence"))
    return _post(said(name, **values))


def _status(desk: Desk, _item: OutboxItem) -> Outgoing:
    return _post(status(standings_of(desk)))


def _told(_desk: Desk, item: OutboxItem) -> Outgoing:
    if item.ts is not None:  # what it told is not kept: it is shown anew to be taken back alone
        return _words_gone()
    return _post(told(read_explained(item.values)))


def _taken_back(_desk: Desk, item: OutboxItem) -> Outgoing:
    if item.ts is not None:  # as above
        return _words_gone()
    return _post(taken_back(item.values["reverted"]))


def _help(_desk: Desk, item: OutboxItem) -> Outgoing:
    return _post(help_page(lost=bool(item.values.get("lost"))), "lost")


def _home(desk: Desk, _item: OutboxItem) -> Outgoing:
    view = home_view(desk)
    asked = onboarding_view(desk)
    shown = home(view, settings_view(desk), None if asked.step == "done" else asked)
    return Home(shown, must_come=view.without_a_record)  # it may have been erased


def _onboarding(desk: Desk, item: OutboxItem) -> Outgoing:
    if not is_asked_last(desk, item.dedupe_key):
        return _post(goes_on_below())
    return _post(welcome(onboarding_view(desk)))


def _review(desk: Desk, item: OutboxItem) -> Outgoing:
    """Rendered anew only to lose the words that it shows."""
    if item.ts is not None:
        return _words_gone()
    if not desk.member.weekly_review or weekly_review.is_too_late(desk):
        return Nothing("not wanted now")
    content = review(weekly_review.review_view(desk))
    return _post(content.without(desk.refused_blocks))


def _job(desk: Desk, item: OutboxItem) -> Outgoing:
    job = desk.work.jobs.get(item.values["job_id"])
    return _post(notices.job(job), "job_id") if job else _GONE


def _export_by_job(desk: Desk, item: OutboxItem) -> Outgoing:
    """Releases before 0.2 queued two files as messages: both become one job."""
    asked = item.dedupe_key.rpartition(":")[0]
    job_id = desk.work.jobs.ask(desk.member.id, EXPORT, f"{EXPORT}:{asked}", desk.real, {})
    if job_id is not None:
        jobs.announce(desk, job_id)
    return Nothing("a job brings it now")


def _erased(_desk: Desk, _item: OutboxItem) -> Outgoing:
    return _post(notices.record_erased())


def _member_stuck(desk: Desk, item: OutboxItem) -> Outgoing:
    """Their words are not kept once they were sent, so that it is never rendered anew."""
    member = desk.work.members.get(item.values["member"])
    if member is None or item.ts is not None:
        return _GONE
    content = notices.member_stuck(member.name or member.slack_id, item.values.get("words", ""))
    return _post(content, "member")


def _link_notice(desk: Desk, item: OutboxItem) -> Outgoing:
    view = link_view(desk.work, item.values["link_id"])
    if view is None:
        return _GONE
    return _post(_LINK_NOTICES[item.kind](view), "link_id")
