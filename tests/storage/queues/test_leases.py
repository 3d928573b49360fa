"""Leases: one process sweeps, and one that lost its turn notices."""

from functools import partial

import pytest

from storage.engine.database import Database
from storage.engine.errors import LeaseLost
from storage.queues.leases import acquire, release, renew
from tests.storage.builders import AFTER_LEASE, LEASE, NOW, SOON
from tests.storage.concurrency import at_once


def test_a_lease_has_one_holder_at_a_time(database: Database) -> None:
    assert acquire(database, "sweep", "one", NOW, LEASE) == 1
    assert acquire(database, "sweep", "two", SOON, LEASE) is None
    assert acquire(database, "other sweep", "two", SOON, LEASE) == 1


def test_a_lease_that_ran_out_passes_on_with_a_higher_fence(database: Database) -> None:
    first = acquire(database, "sweep", "one", NOW, LEASE)
    assert first == 1
    assert acquire(database, "sweep", "two", AFTER_LEASE, LEASE) == 2
    with pytest.raises(LeaseLost):
        renew(database, "sweep", first, AFTER_LEASE, LEASE)


def test_a_renewed_lease_lasts(database: Database) -> None:
    fence = acquire(database, "sweep", "one", NOW, LEASE)
    assert fence is not None
    renew(database, "sweep", fence, SOON, LEASE * 2)
    assert acquire(database, "sweep", "two", AFTER_LEASE, LEASE) is None


def test_a_released_lease_is_free_at_once(database: Database) -> None:
    fence = acquire(database, "sweep", "one", NOW, LEASE)
    assert fence is not None
    release(database, "sweep", fence, SOON)
    assert acquire(database, "sweep", "two", SOON, LEASE) == 2


def test_releasing_late_takes_the_lease_from_nobody(database: Database) -> None:
    late = acquire(database, "sweep", "one", NOW, LEASE)
    assert late is not None
    acquire(database, "sweep", "two", AFTER_LEASE, LEASE)
    release(database, "sweep", late, AFTER_LEASE)
    assert acquire(database, "sweep", "three", AFTER_LEASE, LEASE) is None


def test_of_many_who_ask_at_once_one_gets_it(database: Database, database_url: str) -> None:
    other = Database(database_url)
    asking = [partial(acquire, db, "sweep", "somebody", NOW, LEASE) for db in (database, other) * 5]
    fences = at_once(asking)
    assert sorted(fences, key=str) == [1] + [None] * 9
    other.close()
