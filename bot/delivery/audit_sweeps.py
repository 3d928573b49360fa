"""What comes by its day in audit rounds, and what follows where somebody has left."""

from asyncio import wrap_future
from functools import partial

from bot.delivery.ticker import Sweep
from bot.services.audits import body_audit_sweep, sweeping
from bot.services.context.member_context import ContextFactory


def audit_sweeps(contexts: ContextFactory) -> list[Sweep]:
    """The sweeps of rounds, by name."""
    return [
        Sweep("audits", lambda: audits(contexts)),
        Sweep("body-audits", lambda: body_audits(contexts)),
        Sweep("audit-people", lambda: people(contexts)),
        Sweep("audit-retention", lambda: retention(contexts)),
    ]


async def audits(contexts: ContextFactory) -> int:
    """Days that are over, reminders, records that are to be erased; how many."""
    database, done, after = contexts.database, 0, 0
    while page := await wrap_future(database.read(partial(sweeping.page, contexts, after))):
        for one in page:
            done += await wrap_future(database.write(partial(sweeping.look_at, contexts, one)))
        after = page[-1].selection_id
    return done


async def body_audits(contexts: ContextFactory) -> int:
    """Reminders of audits that members told of, and whether one is over; how many."""
    database, done, after = contexts.database, 0, 0
    look = body_audit_sweep.page
    while page := await wrap_future(database.read(partial(look, contexts, after))):
        for one in page:
            looking = partial(body_audit_sweep.look_at, contexts, one)
            done += await wrap_future(database.write(looking))
        after = page[-1].audit_id
    return done


async def people(contexts: ContextFactory) -> int:
    """Rounds are passed on, auditors who left are let go; how many."""
    database, done = contexts.database, 0
    for one in await wrap_future(database.read(partial(sweeping.people, contexts))):
        looking = partial(sweeping.look_at_people, contexts, *one)
        done += await wrap_future(database.write(looking))
    return done


async def retention(contexts: ContextFactory) -> int:
    """What was handed in to rounds that ended long ago; how many."""
    return await wrap_future(contexts.database.write(partial(sweeping.forget, contexts)))
