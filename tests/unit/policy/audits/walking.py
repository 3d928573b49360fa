"""Rounds and selections on their way, for the tests: who is who, and the usual steps."""

import hashlib
from datetime import UTC, date, datetime

from bot.policy.audits import handing_in, review, rounds, seeds
from bot.policy.audits.draw import Drawn, audit_id, commitment
from bot.policy.audits.population import Period, SampleSize
from bot.policy.audits.round_facts import Round
from bot.policy.audits.selection import THE_BOT, Finding, Parties, Selection, SelectionStep
from bot.policy.audits.settings import RoundSettings
from bot.policy.audits.vocabulary import AuditTest

LEAD, WITNESS, AUDITOR, OTHER, MEMBER, MANAGER = 1, 2, 3, 4, 5, 6
AT = datetime(2026, 11, 28, 9, tzinfo=UTC)
TODAY = date(2026, 11, 28)
NOW = (AT, TODAY)
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
FIRST, SECOND = "a seed of the first person", "a seed of the second one"
SETTINGS = RoundSettings()
PARTIES = Parties(MEMBER, LEAD, frozenset({MANAGER}))


def digest(text: str) -> str:
    """64 hexadecimal digits that look random and are the same each time."""
    return hashlib.sha256(text.encode()).hexdigest()


def lines(count: int) -> list[str]:
    """The members' lines of a population."""
    return [digest(f"line {number}") for number in range(count)]


def pairs(count: int, attempt: int = 1) -> list[tuple[str, str]]:
    """Each line with an audit id."""
    ids = (audit_id(bytes.fromhex(digest(f"{attempt} {number}"))[:16]) for number in range(count))
    return list(zip(lines(count), ids, strict=True))


def drafted(size: SampleSize | None = None) -> Round:
    wanted = size or SampleSize(count=2)
    round_ = rounds.drafted(3, "imi-register", (YEAR, wanted), LEAD, AT)
    round_ = rounds.name_witness(round_, WITNESS, LEAD, AT)
    return rounds.name_auditor(round_, AUDITOR, LEAD, AT)


def frozen(count: int = 5, size: SampleSize | None = None) -> Round:
    return rounds.freeze(drafted(size), lines(count), LEAD, AT)


def committed(count: int = 5, first: str = FIRST, second: str = SECOND) -> Round:
    round_ = seeds.commit(frozen(count), commitment(first), LEAD, AT)
    return seeds.commit(round_, commitment(second), WITNESS, AT)


def with_ids(count: int = 5, first: str = FIRST, second: str = SECOND) -> Round:
    return seeds.make_ids(committed(count, first, second), pairs(count), LEAD, AT)


def revealed(count: int = 5) -> Round:
    round_ = seeds.reveal(with_ids(count), SECOND, WITNESS, AT)
    return seeds.reveal(round_, FIRST, LEAD, AT)


def drawn(count: int = 5) -> tuple[Round, tuple[Drawn, ...]]:
    return seeds.draw_round(revealed(count), pairs(count), LEAD, AT)


def opened(count: int = 5) -> Round:
    return rounds.open_round(drawn(count)[0], LEAD, AT)


FOUR: tuple[AuditTest, ...] = ("current", "authentic", "relevant", "sufficient")


def selected(
    parties: Parties = PARTIES,
    entry_tests: tuple[AuditTest, ...] = FOUR,
    record_tests: tuple[AuditTest, ...] = (),
) -> Selection:
    """A member who was drawn, and is not told yet."""
    log = (SelectionStep("selected", AT, THE_BOT),)
    return Selection(parties, entry_tests, record_tests, log=log)


def told(parties: Parties = PARTIES) -> Selection:
    return handing_in.tell(selected(parties), AT, TODAY, SETTINGS)


def submitted(parties: Parties = PARTIES) -> Selection:
    """Entries 11 and 12."""
    return handing_in.submit(told(parties), digest("snapshot"), [11, 12], parties.member, AT)


def in_review(parties: Parties = PARTIES) -> Selection:
    assigned = handing_in.assign(submitted(parties), AUDITOR, parties.lead, AT)
    return review.begin_review(assigned, AUDITOR, AT)


def entry_not_met(selection: Selection | None = None) -> Selection:
    """Entry 12 is too thin, everything else is met."""
    thin = Finding(12, "sufficient", "not_met", AUDITOR, "too_little_said")
    found = review.find(selection or in_review(), thin, AT, reasoned=True)
    return review.rest_is_met(found, AUDITOR, AT)


def decided(selection: Selection | None = None) -> Selection:
    """Not met, with entry 12."""
    found = entry_not_met(selection)
    return review.decide(found, "not_met", AUDITOR, NOW, SETTINGS)
