"""Actions on what is shared: shown, taken back, looked at; and sign-offs, asked and answered."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final, Literal

from bot.policy.sharing import PERIODS, SharePeriod, last_day
from bot.services.context import naming
from bot.services.context.member_context import MemberContext
from bot.services.context.profiles import Named
from bot.services.context.refused import Refused
from bot.services.dispatch.action import Action, action
from bot.services.dispatch.after_action import AfterAction
from bot.services.dispatch.command_parser import Word
from bot.services.dispatch.pages import Form, Message, Mistaken, Say, say
from bot.services.record.entry_changes import find
from bot.services.record.shared_with import ShareLine, open_shares
from bot.services.record.undo_steps import UndoStep
from bot.services.sharing import shares, sign_offs, viewing
from bot.services.sharing.shares import Wanted
from bot.services.sharing.viewing import SharedEntry, SharedRecord, SharedToMe

UNTIL_DAY: Final = "until"
"""What the form says where a day is chosen."""

Where = Literal["shared_entry", "shared_record", "shared"]
"""Which page stands open where something is clicked: what is over takes its place."""


@dataclass(frozen=True)
class ShareForm(Form):
    """With whom to share an entry, or the record where `entry_id` is None, until when and whether
    what was typed privately is shown too.
    """

    entry_id: int | None
    title: str | None
    today: date


@dataclass(frozen=True)
class Sharing(Message):
    """Everything that the member shares, and that is shared with them."""

    instead: ClassVar[bool] = True
    mine: tuple[ShareLine, ...]
    theirs: tuple[SharedToMe, ...]
    today: date


@dataclass(frozen=True)
class SharedEntryForm(Form):
    """An entry that somebody shares: only read."""

    shown: SharedEntry


@dataclass(frozen=True)
class SharedRecordForm(Form):
    """A page of a record that somebody shares: only read."""

    shown: SharedRecord


@dataclass(frozen=True)
class NoLongerShared(Form):
    """In the place of what was open, now that it is not shared any more."""

    where: Where


@dataclass(frozen=True)
class SignOffForm(Form):
    """The line with which an entry is signed off."""

    instead: ClassVar[bool] = True
    number: int
    version: int
    owner: str


@action("share_entry")
class AskToShare(Action):
    """Open with whom to share an entry, or the record where it is None."""

    entry: int | None = None

    def do(self, ctx: MemberContext) -> ShareForm:
        if self.entry is None:
            return ShareForm(None, None, ctx.today)
        entry = find(ctx, self.entry)
        if entry.status != "logged":
            raise Refused("only_saved_ones")
        return ShareForm(entry.id, entry.title, ctx.today)


@action()
class ShareWith(Action):
    """The same, submitted: `whom` by Slack's id, `how_long` a period or `UNTIL_DAY`."""

    names: ClassVar[tuple[str, ...]] = ("whom",)
    entry: int | None
    whom: str | None
    how_long: str
    until: date | None
    private_too: bool = False

    def do(self, ctx: MemberContext) -> None:
        if self.whom is None:
            raise Mistaken({"share_whom": Refused("choose_somebody")})
        day = self._last_day(ctx)
        wanted = Wanted(self.entry, day, self.private_too)
        try:
            share_or_ask(ctx, ctx.people[self.whom], wanted)
        except Refused as refused:
            if refused.sentence in ("share_day_over", "share_day_too_far"):
                raise Mistaken({"share_until": refused}) from None
            if refused.sentence.startswith("share_with_"):
                raise Mistaken({"share_whom": refused}) from None
            raise

    def _last_day(self, ctx: MemberContext) -> date:
        period = _period(self.how_long)
        if period is not None:
            return last_day(ctx.today, period)
        if self.how_long != UNTIL_DAY:
            raise Mistaken({"share_how_long": Refused("choose_one")})
        if self.until is None:
            raise Mistaken({"share_until": Refused("choose_day")})
        return self.until


@action("share_with_guest")
class ShareWithGuest(Action):
    """Share with a guest after all; `last_day` ISO."""

    names: ClassVar[tuple[str, ...]] = ("whom",)
    whom: str
    last_day: str
    entry: int | None = None
    private_too: bool = False

    def do(self, ctx: MemberContext) -> None:
        try:
            day = date.fromisoformat(self.last_day)
        except ValueError:
            raise Refused("old_button") from None
        shares.share(ctx, ctx.people[self.whom], Wanted(self.entry, day, self.private_too))


@action("sharing")
class ShowSharing(Action):
    """What the member shares, and what is shared with them."""

    shows_a_page: ClassVar[bool] = True

    def do(self, ctx: MemberContext) -> Sharing:
        return Sharing(open_shares(ctx), viewing.shared_to(ctx), ctx.today)


@action("stop_sharing")
class StopSharing(Action):
    """Take one share back, where it stands on a page or in a message."""

    share: int

    def do(self, ctx: MemberContext) -> None:
        shares.stop(ctx, [self.share])


@action("open_shared")
class OpenShared(Action):
    """Read what somebody shares: an entry, or a page of a record; `entry` is one of a record."""

    share: int
    page: int = 0
    entry: int | None = None
    where: Where = "shared"

    def do(self, ctx: MemberContext) -> Form:
        found = ctx.work.shares.get(self.share)
        one = self.entry if found is None or found.entry_id is None else found.entry_id
        try:
            if one is not None:
                return SharedEntryForm(viewing.look_at_entry(ctx, self.share, one))
            return SharedRecordForm(viewing.look_at_record(ctx, self.share, self.page))
        except Refused as refused:
            return _over(refused, self.where)


@action("ask_sign_off")
class AskForSignOff(Action):
    """Ask somebody with whom an entry is shared to sign it off."""

    entry: int
    viewer: int

    def do(self, ctx: MemberContext) -> Say:
        return say("sign_off_asked", name=sign_offs.ask(ctx, self.entry, self.viewer))


@action("sign_off")
class AskToSignOff(Action):
    """Open the line with which an entry is signed off; `version` is the one that was read."""

    number: int
    version: int

    def do(self, ctx: MemberContext) -> Form:
        try:
            _, owner, entry = sign_offs.may_answer(ctx, self.number)
        except Refused as refused:
            return _over(refused, "shared_entry")
        if entry.version != self.version:
            raise Refused("changed_since_opened")
        return SignOffForm(self.number, self.version, naming.name_of(owner))


@action()
class SignOff(Action):
    """The same, submitted."""

    number: int
    version: int
    words: str

    def do(self, ctx: MemberContext) -> Say:
        try:
            owner = sign_offs.answer(ctx, self.number, self.version, self.words, confirmed=True)
        except Refused as refused:
            if refused.sentence not in ("sign_off_needs_line", "sign_off_too_long"):
                raise
            raise Mistaken({"sign_off_words": refused}) from None
        return say("signed_off", name=owner)


@action("decline_sign_off")
class DeclineSignOff(Action):
    """Sign nothing off."""

    number: int

    def do(self, ctx: MemberContext) -> Say:
        return say(
            "sign_off_declined", name=sign_offs.answer(ctx, self.number, 0, "", confirmed=False)
        )


def share_or_ask(ctx: MemberContext, named: Named, wanted: Wanted) -> None:
    """Share it; with a guest only once the member has said so again. Raises Refused."""
    shares.check(ctx, named, wanted)
    if named.profile.kind != "guest":
        shares.share(ctx, named, wanted)
        return
    ctx.reply(
        "share_guest",
        {
            "slack_id": named.slack_id,
            "name": named.profile.name,
            "entry_id": wanted.entry_id,
            "last_day": wanted.last_day.isoformat(),
            "private_too": wanted.private_too,
        },
    )


def _period(word: str) -> SharePeriod | None:
    return next((one for one in PERIODS if one == word), None)


def _over(refused: Refused, where: Where) -> NoLongerShared:
    if refused.sentence != "no_longer_shared":
        raise refused
    return NoLongerShared(where)


def _take_back(ctx: MemberContext) -> Say:
    again, names = shares.take_back(ctx)
    return say("shared_again" if again else "share_taken_back", names=list(names))


UNDO_STEPS: Final = (UndoStep("share", 18, shares.changed_at, _take_back),)

AFTER_ACTION: Final = (AfterAction("shares_of_who_left", shares.lose_what_was_shared, order=40),)

WORDS: Final = (
    Word("/cpd", "share", lambda _: AskToShare()),
    Word("/cpd", "shares", lambda _: ShowSharing()),
)
