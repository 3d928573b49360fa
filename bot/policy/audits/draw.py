"""The draw: commitments, the seed, HMACs, who is drawn; and the hashes published before it.

Everything can be done again without this program: docs/audit.md shows how, with `openssl`.
"""

import hashlib
import hmac
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.policy.audits.refusals import StepReason, refuse_if

SHORTEST_SEED: Final = 16
"""Characters. A shorter one can be found from its commitment by trying. A longer one may still be
easy to guess: length is what can be seen of a seed, and no more."""
LONGEST_SEED: Final = 1000

_HASH: Final = re.compile(r"[0-9a-f]{64}")
_AUDIT_ID: Final = re.compile(r"a[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Drawn:
    """One line of the sheet: an audit id, its HMAC (64 hexadecimal digits), and whether it is among
    the first n.
    """

    audit_id: str
    hmac: str
    drawn: bool


@dataclass(frozen=True, slots=True)
class FrozenRound:
    """What the population's hash is about, beside the people: the round, and how many are drawn.

    `number` is the round's in its workspace, `scheme` the pack's name and category
    ("imi-techsafe/ADAS"), `first` and `last` the period, both included, `size` how many are drawn.
    """

    number: int
    scheme: str
    first: date
    last: date
    size: int


def commitment(seed: str) -> str:
    """The lower-case hexadecimal SHA-256 of a seed's UTF-8."""
    return _sha256(seed)


def commitment_fault(text: str) -> StepReason | None:
    """Why this is no commitment; None where it is one."""
    return None if _HASH.fullmatch(text) else "not_a_commitment"


def seed_fault(seed: str, committed: str) -> StepReason | None:
    """Why a seed is not the one that was committed to; None where it is.

    "seed_ends_in_line_feed": it was hashed with the line feed that `echo` adds. Length is no fault
    here: `seeds.reveal` gives the attempt up for it.
    """
    if not seed or len(seed) > LONGEST_SEED or not seed.isprintable() or seed != seed.strip():
        return "not_a_seed"
    if commitment(seed) == committed:
        return None
    ends = any(commitment(seed + end) == committed for end in ("\n", "\r\n"))
    return "seed_ends_in_line_feed" if ends else "seed_does_not_match"


def combined_seed(first: str, second: str) -> str:
    """The seed of the draw: the lower-case hexadecimal SHA-256 of the first seed, a line feed and
    the second, in the order of their commitments. Its 64 ASCII characters are the HMAC's key.
    """
    return _sha256(f"{first}\n{second}")


def id_hmac(seed: str, id_: str) -> str:
    """HMAC-SHA256 of an audit id, in lower-case hexadecimal; the key is the seed's characters."""
    return hmac.new(seed.encode("ascii"), id_.encode("ascii"), hashlib.sha256).hexdigest()


def audit_id(random: bytes) -> str:
    """An audit id of 16 random bytes: a letter, so that no spreadsheet takes it for a number, and
    32 lower-case hexadecimal digits.
    """
    return f"a{random.hex()}"


def draw(seed: str, audit_ids: Iterable[str], size: int) -> tuple[Drawn, ...]:
    """Every id with its HMAC, sorted by it; the first `size` are drawn.

    Raises StepRefused: nobody_in_it, not_an_audit_id, ids_not_different, sample_empty,
    sample_larger_than_population.
    """
    ids = tuple(audit_ids)
    check_ids(ids)
    check_size(size, len(ids))
    in_order = sorted((id_hmac(seed, one), one) for one in ids)
    return tuple(Drawn(one, code, place < size) for place, (code, one) in enumerate(in_order))


def check_ids(audit_ids: Sequence[str]) -> None:
    """Raises StepRefused where an id is not one (`audit_id`), or is there twice."""
    refuse_if(not all(_AUDIT_ID.fullmatch(one) for one in audit_ids), "not_an_audit_id")
    refuse_if(len(set(audit_ids)) != len(audit_ids), "ids_not_different")


def check_size(size: int, population: int) -> None:
    """Raises StepRefused: nobody_in_it, sample_empty, sample_larger_than_population."""
    refuse_if(population < 1, "nobody_in_it")
    refuse_if(size < 1, "sample_empty")
    refuse_if(size > population, "sample_larger_than_population")


def member_line(token: str, slack_id: str) -> str:
    """A member's line in the population: the lower-case hexadecimal SHA-256 of their token, a line
    feed and their Slack id.

    The token (64 random hexadecimal digits) is the member's to read: with it they find their line
    in the list. Nobody else can tell from a line whose it is.
    """
    return _sha256(f"{token}\n{slack_id}")


def population_text(frozen: FrozenRound, lines: Iterable[str]) -> str:
    """What the population's hash is made of: five lines of the round, then the members' lines in
    their order as text. Every line ends in a line feed. docs/audit.md shows it.
    """
    listed = sorted(lines)
    head = (
        "cpdbot-audit-population-1",
        f"round {frozen.number} {frozen.scheme}",
        f"period {frozen.first.isoformat()} {frozen.last.isoformat()}",
        f"count {len(listed)}",
        f"size {frozen.size}",
    )
    return "".join(f"{line}\n" for line in (*head, *listed))


def population_hash(frozen: FrozenRound, lines: Iterable[str]) -> str:
    """The lower-case hexadecimal SHA-256 of `population_text`."""
    return _sha256(population_text(frozen, lines))


def ids_text(pairs: Iterable[tuple[str, str]]) -> str:
    """What the hash of the ids is made of: "line id" for each (line, audit id), sorted. It is
    published before the first reveal, so that no id can be changed once a seed is known.
    """
    return "cpdbot-audit-ids-1\n" + "".join(f"{line} {one}\n" for line, one in sorted(pairs))


def ids_hash(pairs: Iterable[tuple[str, str]]) -> str:
    """The lower-case hexadecimal SHA-256 of `ids_text`. Raises StepRefused as `check_ids`."""
    listed = tuple(pairs)
    check_ids([one for _, one in listed])
    return _sha256(ids_text(listed))


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
