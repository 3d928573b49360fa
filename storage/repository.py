"""What every repository stands on: a session and the one workspace that it may touch."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.queues import run

T = TypeVar("T")
Without = TypeVar("Without")


class Repository:
    """Queries of one workspace. Made by the unit of work, never by hand."""

    def __init__(self, session: AsyncSession, workspace_id: str) -> None:
        self._session = session
        self._workspace_id = workspace_id
        # Read once in a unit, however many services ask; whoever writes it here takes it out.
        self._read: dict[tuple[str, Any], Any] = session.info.setdefault("read", {})

    async def _once(
        self,
        kind: str,
        ids: Sequence[int],
        read: Callable[[Sequence[int]], Awaitable[Mapping[int, T]]],
        without: Without,
    ) -> dict[int, T | Without]:
        """What `read` finds for these numbers, asked for those alone that it was not asked for yet
        in this unit; `without` for which it finds nothing.
        """
        unknown = [one for one in ids if (kind, one) not in self._read]
        if unknown:
            found = await read(unknown)
            self._read.update({(kind, one): found.get(one, without) for one in unknown})
        return {one: self._read[kind, one] for one in ids}

    async def _insert_once(self, table: type[SQLModel], **values: Any) -> int | None:
        """Insert a row unless one of its unique keys is taken; its number, or None then.

        Columns with a default of the model's that are not named take that default.
        """
        row = table(workspace_id=self._workspace_id, **values)
        columns = {
            column.key: getattr(row, column.key)
            for column in table.__table__.columns  # type: ignore[attr-defined]
            if not (column.key == "id" and row.id is None)  # type: ignore[attr-defined]
        }
        dialect = postgresql if self._session.get_bind().dialect.name == "postgresql" else sqlite
        statement = (
            dialect.insert(table).values(columns).on_conflict_do_nothing().returning(table.id)  # type: ignore[attr-defined]
        )
        number: int | None = (await run(self._session, statement)).scalar_one_or_none()
        return number
