"""A round from its draft to its end: its people, the frozen population, opening and closing.

The steps between freezing and opening are `seeds`'s.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime

from bot.policy.audits.draw import (
    population_hash,
)
from bot.policy.audits.handing_in import unfinished
from bot.policy.audits.population import Period, SampleSize
from bot.policy.audits.refusals import refuse_if
from bot.policy.audits.round_facts import (
    Frozen,
    Round,
    RoundStep,
    check_led,
    check_state,
    frozen_round,
    stepped,
)
from bot.policy.audits.selection import Selection
from bot.policy.audits.vocabulary import (
    CancelReason,
)


def drafted(
    number: int, scheme: str, asked: tuple[Period, SampleSize], lead: int, at: datetime
) -> Round:
    """A new round, of what is asked for: a period and how many."""
    period, wanted = asked
    log = (RoundStep("drafted", at, lead),)
    return Round(number, scheme, period, wanted, lead, log=log)


def name_auditor(round_: Round, auditor: int, by: int, at: datetime) -> Round:
    """One more who may audit in it; harmless where they may already. Whose records they never read
    is decided for each (`handing_in.assign`). Raises StepRefused: wrong_state, not_the_lead.
    """
    check_led(round_, "auditor_named", by)
    if auditor in round_.auditors:
        return round_
    return stepped(
        replace(round_, auditors=round_.auditors | {auditor}),
        RoundStep("auditor_named", at, by, auditor),
    )


def redraft(
    round_: Round, wanted: SampleSize, out: Collection[int], by: int, at: datetime
) -> Round:
    """A draft is changed: how many are wanted, and those in `out` are named in it no more. It is
    the lead's alone until it is frozen. Raises StepRefused: wrong_state, not_the_lead.
    """
    refuse_if(round_.state != "drafted", "wrong_state")
    refuse_if(by != round_.lead, "not_the_lead")
    auditors, witnesses = round_.auditors - set(out), round_.witnesses - set(out)
    changed = replace(round_, wanted=wanted, auditors=auditors, witnesses=witnesses)
    if changed == round_:
        return round_
    return stepped(changed, RoundStep("drafted", at, by))


def auditor_leaves(round_: Round, auditor: int, by: int, at: datetime) -> Round:
    """They audit in it no more: by the lead's word, their own, or since they have left.

    Their selections wait for somebody else (`handing_in.auditor_leaves`); what they have decided
    stays, with their name. So does a commitment of theirs: `seeds.give_up` is for a seed that went
    with them. Raises StepRefused: wrong_state, not_the_lead, not_an_auditor.
    """
    check_state(round_, "auditor_left")
    refuse_if(by not in (round_.lead, auditor), "not_the_lead")
    refuse_if(auditor not in round_.auditors, "not_an_auditor")
    return stepped(
        replace(round_, auditors=round_.auditors - {auditor}),
        RoundStep("auditor_left", at, by, auditor),
    )


def name_witness(round_: Round, witness: int, by: int, at: datetime) -> Round:
    """One more who may bring a seed, and nothing else. Raises StepRefused: wrong_state,
    not_the_lead.
    """
    check_led(round_, "witness_named", by)
    if witness in round_.witnesses:
        return round_
    return stepped(
        replace(round_, witnesses=round_.witnesses | {witness}),
        RoundStep("witness_named", at, by, witness),
    )


def pass_on(round_: Round, lead: int, by: int, at: datetime) -> Round:
    """Another lead runs it from now on: the lead passes it on, or an administrator where the lead
    has left (`access.may` decides that). Raises StepRefused: wrong_state.
    """
    check_state(round_, "passed_on")
    if lead == round_.lead:
        return round_
    return stepped(replace(round_, lead=lead), RoundStep("passed_on", at, by, lead))


def freeze(round_: Round, lines: Collection[str], by: int, at: datetime) -> Round:
    """The population is these lines (`draw.member_line`), and how many are drawn is worked out:
    both are in the hash that is published, and neither changes any more.

    Raises StepRefused: wrong_state, not_the_lead, nobody_in_it, sample_larger_than_population,
    ids_not_different.
    """
    check_led(round_, "frozen", by)
    refuse_if(len(set(lines)) != len(lines), "ids_not_different")
    size = round_.wanted.of(len(lines))
    published = population_hash(frozen_round(round_, size), lines)
    frozen = Frozen(len(lines), size, published, at)
    return stepped(replace(round_, state="frozen", frozen=frozen), RoundStep("frozen", at, by))


def open_round(round_: Round, by: int, at: datetime) -> Round:
    """Those drawn are told from now on. Raises StepRefused: wrong_state, not_the_lead."""
    check_led(round_, "opened", by)
    return stepped(replace(round_, state="open"), RoundStep("opened", at, by))


def close(
    round_: Round, selections: Iterable[Selection], by: int, at: datetime, today: date
) -> Round:
    """The round's end, once nothing is open: each member's audit is decided and its time for an
    appeal over, or it ended otherwise (`handing_in.unfinished`).

    Raises StepRefused: wrong_state, not_the_lead, unfinished.
    """
    check_led(round_, "closed", by)
    refuse_if(any(unfinished(one, today) for one in selections), "unfinished")
    return stepped(replace(round_, state="closed"), RoundStep("closed", at, by))


def cancel(round_: Round, reason: CancelReason, by: int, at: datetime) -> Round:
    """The round's end at any time, with its reason: nothing that was decided in it holds.

    Raises StepRefused: wrong_state, not_the_lead.
    """
    check_led(round_, "cancelled", by)
    return stepped(replace(round_, state="cancelled"), RoundStep("cancelled", at, by, why=reason))
