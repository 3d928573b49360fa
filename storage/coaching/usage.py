"""How many calls of the coach were made in a day, within what a member and a workspace may have."""

from datetime import date
from functools import cache
from typing import Any, Final

from sqlalchemy import Integer, and_, func, literal
from sqlalchemy import select as columns_of

from storage.engine.database import Database
from storage.engine.statements import inserting, run
from storage.repository import Repository, given, table_of
from storage.tables import CoachUsage

_TABLE: Final = table_of(CoachUsage)
_KEY: Final = ("day", "workspace_id", "member_hash")


@cache
def _counting(dialect: str) -> Any:
    """Counts a call and returns a row, unless the member or the workspace has had as many as they
    may: looked at and counted in one statement, since others count at the same time.
    """
    key = [given(name, _TABLE.c[name]) for name in _KEY]
    day, workspace, _ = key
    of_the_day = _TABLE.alias("of_the_day").c
    everybodys = (
        columns_of(func.coalesce(func.sum(of_the_day.calls), 0))
        .where(of_the_day.day == day, of_the_day.workspace_id == workspace)
        .scalar_subquery()
    )
    daily = given("daily", _TABLE.c.calls)
    most = given("workspace_daily", _TABLE.c.calls)
    first = columns_of(*key, literal(1, Integer)).where(and_(daily > 0, everybodys < most))
    making = inserting(_TABLE, dialect).from_select([*_KEY, "calls"], first)
    return making.on_conflict_do_update(
        index_elements=_KEY,
        set_={"calls": _TABLE.c.calls + 1},
        where=_TABLE.c.calls < daily,
    ).returning(_TABLE.c.calls)


class CoachCalls(Repository):
    """The calls made for the members of one workspace."""

    def count(self, member_hash: str, day: date, *, daily: int, workspace_daily: int) -> bool:
        """Count one more call of somebody's on a day (UTC); False, and nothing is counted, where
        they have had `daily` of them, or everybody here together `workspace_daily`.
        """
        counted = run(
            self._unit.session,
            _counting(self._unit.dialect),
            {
                "workspace_id": self._workspace_id,
                "day": day,
                "member_hash": member_hash,
                "daily": daily,
                "workspace_daily": workspace_daily,
            },
        )
        return counted.first() is not None


def forget_usage(database: Database, before: date) -> None:
    """Delete what was counted on days before one (UTC), in all workspaces."""
    with database.transaction() as session:
        run(session, _TABLE.delete().where(_TABLE.c.day < before))
        session.commit()
