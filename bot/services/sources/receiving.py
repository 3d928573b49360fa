"""Taking in what a source sends: durable, once for each idempotency key, before it is answered.

Who it is from was checked before. What is known to be a member's is queued in that member's own
lane; the rest waits. Nothing is drafted here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.services.context.member_context import ContextFactory
from bot.services.sources.lanes import Moment, announce
from bot.services.sources.statements import Statement
from storage.sources.sources import PersonRecord, SourceKey
from storage.sources.statements import Recipient
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
    # What is sent twice in one request is one thing, too: the first of it is kept.
    new = {
        one.ref or index: (people[one.person], one)
        for index, one in reversed(statements)
        if one.ref not in known
    }
    to_whom = {name: recipients.get(person.slack_id or "") for name, (person, _) in new.items()}
    waits = sum(one is None for one in to_whom.values())
    if waits and work.statements.waiting_of(source_id) + waits > WAITING_MOST:
        raise TooManyWait
    names = [*reversed(new)]
    rows = [_row(*new[name], to_whom[name], now) for name in names]
    numbers = dict(zip(names, work.statements.add(source_id, rows), strict=True))
    queued = [(numbers[name], 1, whom) for name in names if (whom := to_whom[name]) is not None]
    announce(work, queued, now)
    states = {name: "waiting" if to_whom[name] is None else "queued" for name in names}
    told = []
    for index, one in statements:
        kept = known.get(one.ref or "")
        name = one.ref or index
        number, state = (kept.id, kept.state) if kept else (numbers[name], states[name])
        told.append({"index": index, "id": str(number), "state": _said(state)})
    return told


def _row(
    person: PersonRecord, one: Statement, recipient: Recipient | None, now: Moment
) -> dict[str, Any]:
    """The columns of a statement that is kept."""
    return {
        "person_id": person.id,
        "ref": one.ref,
        "state": "waiting" if recipient is None else "queued",
        "content": one.content(),
        "member_id": None if recipient is None else recipient.member_id,
        "times_queued": 0 if recipient is None else 1,
        "received_at": now.real,
    }


def _said(state: str) -> str:
    """What a source is told of a statement: not what its member has done about it."""
    return state if state in ("waiting", "dropped") else "accepted"
