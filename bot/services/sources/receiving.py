"""Taking in what a source sends: durable, once for each idempotency key, before it is answered.

Who it is from was checked before. What is known to be a member's is queued in that member's own
lane; the rest waits. Nothing is drafted here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.services.context.member_context import ContextFactory
from bot.services.sources.lanes import Moment, queue
from bot.services.sources.statements import Statement
from storage.sources.sources import PersonRecord, SourceKey
from storage.sources.statements import Recipient, StatementRecord
from storage.unit_of_work import UnitOfWork, unit_of_work

WAITING_MOST: Final = 1000
"""Statements of one source that wait at a time."""

TAKEN, WAITING = 201, 202


class NotTaken(Exception):  # noqa: N818 - the request is refused; nothing went wrong here
    """Nothing of a request was taken."""


class KeyUsed(NotTaken):
    """Its idempotency key came with another body before."""


class SignatureUsed(NotTaken):
    """Its signature came with another idempotency key before: somebody sends it again."""


class Revoked(NotTaken):
    """Its source may not send any more."""


class TooManyWait(NotTaken):
    """So much waits for somebody to be matched that no more is kept."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A request: what it is known by, and what it tells, each with its place in the body.

    `refused` are those of its statements that cannot be taken, by place, each with a sentence.
    """

    key: str
    body_hash: str
    signature: str
    statements: Sequence[tuple[int, Statement]]
    refused: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Received:
    """What a request is answered: an HTTP status, and ids and states. `again`: as it was before."""

    status: int
    answer: Mapping[str, Any]
    again: bool = False


def receive(contexts: ContextFactory, key: SourceKey, delivery: Delivery) -> Received:
    """Take a request in, in a unit of its own. Raises NotTaken; nothing was kept then."""
    now = Moment(contexts.clocks.real(), contexts.clocks.calendar())
    with unit_of_work(contexts.database, key.workspace_id) as work:
        source = work.sources.lock(key.id)
        if source is None or source.revoked_at is not None or source.key_id != key.key_id:
            raise Revoked
        before = work.statements.delivery(source.id, delivery.key)
        if before is not None:
            if before.body_hash != delivery.body_hash:
                raise KeyUsed
            return Received(before.status, before.answer, again=True)
        if work.statements.was_signed_so(source.id, delivery.signature):
            raise SignatureUsed
        states = _keep(work, source.id, delivery.statements, now)
        waits = any(one["state"] == "waiting" for one in states)
        found = Received(
            WAITING if waits else TAKEN,
            {
                "statements": states,
                "refused": [
                    {"index": index, "detail": said} for index, said in delivery.refused.items()
                ],
            },
        )
        work.statements.add_delivery(
            source.id,
            key=delivery.key,
            body_hash=delivery.body_hash,
            signature=delivery.signature,
            status=found.status,
            answer=found.answer,
            received_at=now.real,
        )
        work.commit()
    return found


def _keep(
    work: UnitOfWork, source_id: int, statements: Sequence[tuple[int, Statement]], now: Moment
) -> list[dict[str, Any]]:
    """Keeps each statement that is new; what has become of each, by its place."""
    people = work.sources.named(source_id, [one.person for _, one in statements])
    slack_ids = {one.slack_id for one in people.values() if one.slack_id}
    recipients = work.statements.recipients(slack_ids)
    known = work.statements.known(source_id, {one.ref for _, one in statements if one.ref})
    waiting = work.statements.waiting_of(source_id)
    states = []
    for index, one in statements:
        kept = known.get(one.ref) if one.ref else None
        if kept is None:
            person = people[one.person]
            recipient = recipients.get(person.slack_id or "")
            waiting += recipient is None
            if waiting > WAITING_MOST:
                raise TooManyWait
            kept = _keep_one(work, person, one, recipient, now)
            if one.ref:
                known[one.ref] = kept
        states.append({"index": index, "id": str(kept.id), "state": _said(kept)})
    return states


def _keep_one(
    work: UnitOfWork,
    person: PersonRecord,
    one: Statement,
    recipient: Recipient | None,
    now: Moment,
) -> StatementRecord:
    number = work.statements.add(
        person.source_id,
        person_id=person.id,
        ref=one.ref,
        state="waiting",
        content=one.content(),
        received_at=now.real,
    )
    kept = None if number is None else work.statements.get(number)
    assert kept is not None  # noqa: S101 - the source is locked, so nobody else adds its statements
    if recipient is not None:
        return queue(work, kept, recipient, now)
    return kept


def _said(kept: StatementRecord) -> str:
    """What a source is told of a statement: not what its member has done about it."""
    return kept.state if kept.state in ("waiting", "dropped") else "accepted"
