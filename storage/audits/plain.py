"""Attempts of a draw, and what was found of a member's audit, as plain values and back."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from bot.policy.audits.round_facts import Attempt, Commitment
from bot.policy.audits.selection import Appeal, AskedQuestion, Decision, Finding, Selection


def attempts_to(attempts: Sequence[Attempt]) -> list[dict[str, Any]]:
    """Attempts as JSON takes them."""
    return [
        {
            "first": _commitment_to(one.first),
            "second": _commitment_to(one.second),
            "ids_hash": one.ids_hash,
            "given_up": one.given_up,
            "given_up_at": _moment_to(one.given_up_at),
        }
        for one in attempts
    ]


def attempts_from(kept: Sequence[Mapping[str, Any]]) -> tuple[Attempt, ...]:
    """What `attempts_to` gave."""
    return tuple(
        Attempt(
            _commitment_from(one["first"]),
            _commitment_from(one["second"]),
            one["ids_hash"],
            one["given_up"],
            _moment_from(one["given_up_at"]),
        )
        for one in kept
    )


def review_to(selection: Selection) -> dict[str, Any]:
    """What was found, asked and decided, as JSON takes it."""
    decision, appeal = selection.decision, selection.appeal
    return {
        "findings": [
            [one.entry, one.test, one.verdict, one.by, one.kind] for one in selection.findings
        ],
        "questions": [
            [one.number, one.entry, one.test, one.by, _day_to(one.until), one.settled]
            for one in selection.questions
        ],
        "seconds": sorted(selection.seconds),
        "took_part": sorted(selection.took_part),
        "decision": None
        if decision is None
        else {
            "outcome": decision.outcome,
            "by": sorted(decision.by),
            "on": decision.on.isoformat(),
            "not_met": sorted(decision.not_met),
            "appeal_until": _day_to(decision.appeal_until),
        },
        "appeal": None
        if appeal is None
        else {
            "about": sorted(appeal.about),
            "on": appeal.on.isoformat(),
            "auditor": appeal.auditor,
            "outcomes": None
            if appeal.outcomes is None
            else [[entry, appeal.outcomes[entry]] for entry in sorted(appeal.outcomes)],
            "decided_on": _day_to(appeal.decided_on),
        },
    }


def review_from(kept: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a selection that `review_to` gave."""
    decision, appeal = kept.get("decision"), kept.get("appeal")
    return {
        "findings": tuple(Finding(*one) for one in kept.get("findings", ())),
        "questions": tuple(
            AskedQuestion(number, entry, test, by, _day_from(until), settled)
            for number, entry, test, by, until, settled in kept.get("questions", ())
        ),
        "seconds": frozenset(kept.get("seconds", ())),
        "took_part": frozenset(kept.get("took_part", ())),
        "decision": None
        if decision is None
        else Decision(
            decision["outcome"],
            frozenset(decision["by"]),
            date.fromisoformat(decision["on"]),
            frozenset(decision["not_met"]),
            _day_from(decision["appeal_until"]),
        ),
        "appeal": None
        if appeal is None
        else Appeal(
            frozenset(appeal["about"]),
            date.fromisoformat(appeal["on"]),
            appeal["auditor"],
            None if appeal["outcomes"] is None else MappingProxyType(dict(appeal["outcomes"])),
            _day_from(appeal["decided_on"]),
        ),
    }


def _commitment_to(one: Commitment | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {
        "by": one.by,
        "hash": one.hash,
        "at": one.at.isoformat(),
        "seed": one.seed,
        "revealed_at": _moment_to(one.revealed_at),
    }


def _commitment_from(kept: Mapping[str, Any] | None) -> Commitment | None:
    if kept is None:
        return None
    at, revealed_at = datetime.fromisoformat(kept["at"]), _moment_from(kept["revealed_at"])
    return Commitment(kept["by"], kept["hash"], at, kept["seed"], revealed_at)


def _moment_to(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()


def _moment_from(kept: str | None) -> datetime | None:
    return None if kept is None else datetime.fromisoformat(kept)


def _day_to(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day_from(kept: str | None) -> date | None:
    return None if kept is None else date.fromisoformat(kept)
