"""Actions on seeds, and the line of whoever is in a population."""

from dataclasses import dataclass

from bot.policy.access import Permission
from bot.services.audits import rounds, views
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.dispatch.action import Action, action
from bot.services.dispatch.pages import Form, Message, Mistaken, Say, say


@dataclass(frozen=True)
class SeedMade(Message):
    """A seed, shown once to whoever keeps it."""

    number: int
    seed: str


@dataclass(frozen=True)
class LineShown(Message):
    """A member's own line in a population, with their token."""

    number: int
    slack_id: str
    token: str
    line: str
    audit_id: str


@dataclass(frozen=True)
class CommitForm(Form):
    """The hash of a seed."""

    round_id: int
    number: int


@dataclass(frozen=True)
class RevealForm(Form):
    """The seed."""

    round_id: int
    number: int


@action("audit_line")
class ShowLine(Action):
    """The member's own line."""

    round: int

    def do(self, ctx: MemberContext) -> LineShown:
        one = views.my_line(ctx, self.round)
        number = rounds.found(ctx, self.round, lock=False).round.number
        return LineShown(number, ctx.member.slack_id, one.token, one.line, one.audit_id)


@action("audit_commit")
class AskForCommitment(Action):
    """Open the hash of a seed."""

    round: int

    def do(self, ctx: MemberContext) -> CommitForm:
        known = rounds.found(ctx, self.round, lock=False)
        ctx.must(Permission.COMMIT_SEED, rounds.subject_of(known), otherwise="audit_no_seed_asked")
        return CommitForm(self.round, known.round.number)


@action()
class Commit(Action):
    """The hash of a seed."""

    round: int
    hash: str

    def do(self, ctx: MemberContext) -> Say:
        try:
            known = rounds.commit(ctx, self.round, self.hash)
        except Refused as refused:
            raise Mistaken({"audit_hash": refused}) from None
        both = known.round.state == "committed"
        return say("audit_both_committed") if both else say("audit_committed")


@action("audit_seed")
class MakeSeed(Action):
    """Have a seed made: it is shown once, and its hash alone is kept."""

    round: int

    def do(self, ctx: MemberContext) -> SeedMade:
        seed = rounds.make_seed(ctx, self.round)
        return SeedMade(rounds.found(ctx, self.round, lock=False).round.number, seed)


@action("audit_reveal")
class AskForSeed(Action):
    """Open the seed."""

    round: int

    def do(self, ctx: MemberContext) -> RevealForm:
        known = rounds.found(ctx, self.round, lock=False)
        ctx.must(Permission.COMMIT_SEED, rounds.subject_of(known), otherwise="audit_no_seed_asked")
        return RevealForm(self.round, known.round.number)


@action()
class Reveal(Action):
    """The seed."""

    round: int
    seed: str

    def do(self, ctx: MemberContext) -> Say:
        try:
            known = rounds.reveal(ctx, self.round, self.seed)
        except Refused as refused:
            raise Mistaken({"audit_seed": refused}) from None
        if known.round.state == "frozen":
            return say("audit_seed_too_short")
        both = known.round.state == "revealed"
        return say("audit_both_revealed") if both else say("audit_revealed")
