"""Actions of auditors, and of members who were drawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from bot.policy.access import Permission
from bot.policy.audits.vocabulary import AppealOutcome, AuditTest, Outcome
from bot.services.audits import files, message_kinds, reading_views, reviews, selections
from bot.services.audits.audited_entries import audited_entries
from bot.services.audits.reading_views import AfterEntry, EntryRead, OwnAudit, Reading
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.dispatch.action import Action, action
from bot.services.dispatch.pages import Form, Message, Mistaken, Say, say
from bot.services.record.incoming.heard import Heard
from bot.services.record.incoming.typed_answers import TypedAnswer


@dataclass(frozen=True)
class ReadingShown(Message):
    """One member's audit, entry by entry, without their words."""

    reading: Reading


@dataclass(frozen=True)
class OwnShown(Message):
    """The member's own audit."""

    audit: OwnAudit


@dataclass(frozen=True)
class EntryForm(Form):
    """An entry as it was handed in, and its tests."""

    entry: EntryRead


@dataclass(frozen=True)
class EntryKept(Message):
    """What was found is kept, and where an auditor goes on from there."""

    after: AfterEntry


@dataclass(frozen=True)
class DecideForm(Form):
    """The decision on the whole."""

    reading: Reading


@dataclass(frozen=True)
class DecideAppealForm(Form):
    """The decision of an appeal."""

    reading: Reading


@dataclass(frozen=True)
class HandInForm(Form):
    """What would be handed in, counted."""

    audit: OwnAudit
    entries: int


@dataclass(frozen=True)
class AnswerForm(Form):
    """A question of an auditor's."""

    audit: OwnAudit
    number: int


@dataclass(frozen=True)
class AppealForm(Form):
    """What an appeal would be about."""

    audit: OwnAudit


@action("audit_reading")
class ShowReading(Action):
    """One member's audit."""

    shows_a_page: ClassVar[bool] = True
    selection: int
    skip: int = 0

    def do(self, ctx: MemberContext) -> ReadingShown:
        return ReadingShown(reading_views.reading(ctx, self.selection, max(0, self.skip)))


@action("audit_take_on")
class TakeOn(Action):
    """An auditor takes it on."""

    selection: int

    def do(self, ctx: MemberContext) -> ReadingShown:
        selections.take_on(ctx, self.selection)
        return ReadingShown(reading_views.reading(ctx, self.selection, 0))


@action("audit_entry")
class ReadEntry(Action):
    """Open an entry's words and tests; 0 is the record as a whole."""

    selection: int
    entry: int

    def do(self, ctx: MemberContext) -> EntryForm:
        return EntryForm(reading_views.entry_read(ctx, self.selection, self.entry))


@action()
class Find(Action):
    """What was found of its tests."""

    selection: int
    entry: int
    verdicts: Mapping[AuditTest, str]
    reason: str
    kind: str
    question: str

    def do(self, ctx: MemberContext) -> EntryKept:
        words = (self.reason, self.kind, self.question)
        try:
            known = reviews.find(ctx, self.selection, self.entry, self.verdicts, words)
        except Refused as refused:
            field = _FIELDS.get(refused.sentence)
            if field is None:
                raise
            raise Mistaken({field: refused}) from None
        return EntryKept(reading_views.after_entry(ctx, known, self.entry))


_FIELDS: Final = {
    "audit_reason_missing": "audit_reason",
    "audit_question_missing": "audit_question",
}


@action("audit_rest")
class RestIsMet(Action):
    """Every test that is still open is met."""

    selection: int

    def do(self, ctx: MemberContext) -> ReadingShown:
        reviews.rest_is_met(ctx, self.selection)
        return ReadingShown(reading_views.reading(ctx, self.selection, 0))


@action("audit_go_on")
class GoOn(Action):
    """Without answers."""

    selection: int

    def do(self, ctx: MemberContext) -> ReadingShown:
        reviews.go_on(ctx, self.selection)
        return ReadingShown(reading_views.reading(ctx, self.selection, 0))


@action("audit_second")
class Second(Action):
    """A second auditor agrees."""

    selection: int

    def do(self, ctx: MemberContext) -> ReadingShown:
        reviews.second(ctx, self.selection)
        return ReadingShown(reading_views.reading(ctx, self.selection, 0))


@action("audit_file")
class BringEvidence(Action):
    """Have a file of evidence brought."""

    selection: int
    entry: int
    sha256: str

    def do(self, ctx: MemberContext) -> Say:
        files.ask_evidence(ctx, self.selection, self.entry, self.sha256)
        return say("audit_file_coming")


@action("audit_decide")
class AskToDecide(Action):
    """Open the decision."""

    selection: int

    def do(self, ctx: MemberContext) -> DecideForm | DecideAppealForm:
        reading = reading_views.reading(ctx, self.selection, 0)
        known = selections.found(ctx, self.selection, lock=False)
        decides = Permission.DECIDE_APPEAL if reading.of_appeal else Permission.DECIDE_SELECTION
        ctx.must(decides, selections.subject_of(known), otherwise="no_such_audit")
        return DecideAppealForm(reading) if reading.of_appeal else DecideForm(reading)


@action()
class Decide(Action):
    """The decision on the whole."""

    selection: int
    outcome: str
    words: str

    def do(self, ctx: MemberContext) -> Say:
        outcome: Outcome = "met" if self.outcome == "met" else "not_met"
        if not self.outcome:
            raise Mistaken({"audit_outcome": Refused("choose_one")})
        try:
            reviews.decide(ctx, self.selection, outcome, self.words)
        except Refused as refused:
            raise Mistaken({"audit_words": refused}) from None
        return say("audit_decided")


@action()
class DecideAppeal(Action):
    """An appeal's decision: which of what it is about are upheld."""

    selection: int
    upheld: frozenset[int]
    words: str

    def do(self, ctx: MemberContext) -> Say:
        known = selections.found(ctx, self.selection)
        appeal = known.selection.appeal
        about = frozenset() if appeal is None else appeal.about
        outcomes: dict[int, AppealOutcome] = {
            one: "upheld" if one in self.upheld else "refused" for one in about
        }
        try:
            reviews.decide_appeal(ctx, self.selection, outcomes, self.words)
        except Refused as refused:
            raise Mistaken({"audit_words": refused}) from None
        return say("audit_decided")


# The member


@action("audit_own")
class ShowOwn(Action):
    """The member's own audit."""

    shows_a_page: ClassVar[bool] = True
    selection: int

    def do(self, ctx: MemberContext) -> OwnShown:
        return OwnShown(reading_views.own_audit(ctx, self.selection))


@action("audit_hand_in")
class AskToHandIn(Action):
    """Open what would be handed in."""

    selection: int

    def do(self, ctx: MemberContext) -> HandInForm:
        known = selections.own(ctx, self.selection, lock=False)
        if known.selection.snapshot is not None:
            raise Refused("audit_already_submitted")
        entries = len(audited_entries(ctx, known.first, known.last))
        return HandInForm(reading_views.own_audit(ctx, self.selection), entries)


@action()
class HandIn(Action):
    """What stands now is handed in."""

    selection: int

    def do(self, ctx: MemberContext) -> Say:
        saved = selections.hand_in(ctx, self.selection)
        return say("audit_is_handed_in", number=str(saved.number), hash=saved.selection.snapshot)


@action("audit_answer")
class AskForAnswer(Action):
    """Open a question."""

    selection: int
    number: int

    def do(self, ctx: MemberContext) -> AnswerForm:
        audit = reading_views.own_audit(ctx, self.selection)
        if all(one.number != self.number or one.settled for one in audit.selection.questions):
            raise Refused("audit_no_such_question")
        return AnswerForm(audit, self.number)


@action()
class AnswerQuestion(Action):
    """The answer."""

    selection: int
    number: int
    words: str

    def do(self, ctx: MemberContext) -> None:
        try:
            selections.answer(ctx, self.selection, self.number, self.words)
        except Refused as refused:
            raise Mistaken({"audit_words": refused}) from None
        ctx.reply("say", {"sentence": "audit_answer_kept"})


@action("audit_appeal")
class AskToAppeal(Action):
    """Open what an appeal would be about."""

    selection: int

    def do(self, ctx: MemberContext) -> AppealForm:
        audit = reading_views.own_audit(ctx, self.selection)
        if not audit.selection.appealable:
            raise Refused("audit_nothing_to_appeal")
        return AppealForm(audit)


@action()
class MakeAppeal(Action):
    """The appeal."""

    selection: int
    about: frozenset[int]
    words: str

    def do(self, ctx: MemberContext) -> None:
        if not self.about:
            raise Mistaken({"audit_about": Refused("choose_one")})
        try:
            selections.appeal(ctx, self.selection, self.about, self.words)
        except Refused as refused:
            raise Mistaken({"audit_words": refused}) from None
        ctx.reply("say", {"sentence": "audit_appeal_made"})


@action("audit_case")
class BringCase(Action):
    """Have the one file towards the body brought."""

    selection: int

    def do(self, ctx: MemberContext) -> Say:
        files.ask_case(ctx, self.selection)
        return say("audit_file_coming")


def _take(ctx: MemberContext, heard: Heard) -> bool:
    """A message in the thread of a question answers it: anything else is about the record."""
    thread = heard.message.thread_ts
    if not thread or not ctx.work.files.of(ctx.member.id).drawn:
        return False
    said = ctx.work.messages.said_as(heard.message.channel, thread)
    if said is None or said[0] != message_kinds.QUESTION.name:
        return False
    selection, number = int(said[1]["selection"]), int(said[1]["number"])
    try:
        selections.answer(ctx, selection, number, heard.message.text)
    except Refused as refused:
        ctx.say_refused(refused, thread_ts=thread)
        return True
    ctx.reply("say", {"sentence": "audit_answer_kept"}, thread_ts=thread)
    return True


TYPED_ANSWERS: Final = (TypedAnswer("audits", 5, _take),)
