"""What one entry is worth under one scheme, and why. Sums over entries are `standing`'s."""

from dataclasses import dataclass

from bot.policy.vocabulary import Question, State, Verdict


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule says about one entry.

    `short` is what the card shows beside the test's name ("✓", "by saving", "missing");
    `sentence` tells the member what to do about it; `source` is where the rule is written.
    """

    rule: str
    verdict: Verdict
    short: str
    sentence: str
    source: str
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class Assessment:
    """One entry under one scheme, by the rules of the entry's own date.

    `weight` = minutes × `rate` (hundredths of a credit per hour) is what SQL sums, by state and for
    logged entries alone: a draft's assessment is a preview, always "waiting" for its saving.
    `credits` (hundredths) is the entry's own figure; None, like `rate`, where the scheme has no
    credits or they are not known. `cycle` is n ≥ 0 from the recorded start and `year` the CPD year
    (1, 2, 3); with an unknown start `provisional` holds, `cycle` is None and `year` the calendar
    year. `missing_questions`, most useful first, would settle it. `assumed`: the credits rest on a
    rule that nobody has confirmed.
    """

    state: State
    minutes: int
    rate: int | None
    weight: int
    credits: int | None
    cycle: int | None
    year: int | None
    provisional: bool
    findings: tuple[Finding, ...]
    missing_questions: tuple[Question, ...]
    assumed: bool
    pack_version: str
