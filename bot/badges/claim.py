"""What a badge says, as plain values and in words."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.figures import credits, day, several


@dataclass(frozen=True, slots=True)
class Claim:
    """What a badge says of somebody, as the bot's figures do. `amount` and `minimum` are hundredths
    of a credit, or subjects where `in_subjects`. `told`: they rest on what the member told of the
    body's account. `name` is theirs where they want it in; `salt` is random.
    """

    id: str
    workspace: str
    slack_id: str
    salt: str
    scheme: str
    title: str
    body: str
    first: date
    last: date
    amount: int
    minimum: int
    issued_at: datetime
    in_subjects: bool = False
    told: bool = False
    name: str = ""


def words(claim: Claim, workplace: str) -> str:
    """What the badge claims, and what it does not."""
    if claim.in_subjects:
        amount = f"{several(claim.amount, 'subject')} of the {claim.minimum} asked for were covered"
    else:
        amount = f"{credits(claim.amount)} counted, with {credits(claim.minimum)} asked for,"
    rests = (
        " The figure rests in part on what its holder told of the body’s account, which nobody "
        "checked."
        if claim.told
        else ""
    )
    return (
        f"By the record kept with {workplace}’s cpdbot, {amount} in the cycle {day(claim.first)} "
        f"to {day(claim.last)} under {claim.title}, as of {day(claim.issued_at.date())}.{rests} "
        f"This is {workplace}’s statement and not {claim.body}’s. It holds for the day on which it "
        "was issued: what is decided later is not in it."
    )
