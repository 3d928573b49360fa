"""What every repository stands on: the one workspace it may touch, what was read, what is to write.

A unit loads what it is about once, changes it in memory and writes it once: `Unit` holds what was
read, and has what was changed written before anything is asked that could depend on it, and at the
commit. Statements that messages pass are prepared: built once, and given their values when run.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, TypeVar

from sqlalchemy import CursorResult, Table, bindparam
from sqlmodel import Session, SQLModel

from storage.engine.statements import dialect_of, insert_once, run

T = TypeVar("T")
Without = TypeVar("Without")


class Unit:
    """One transaction for one workspace, as its repositories share it."""

    def __init__(self, session: Session, workspace_id: str) -> None:
        self.session = session
        self.workspace_id = workspace_id
        self.dialect = dialect_of(session)
        self.read: dict[tuple[str, Any], Any] = {}
        self._write: list[tuple[Callable[[], None], str]] = []
        self._write_last: list[Callable[[], None]] = []

    def writes(self, write: Callable[[], None], *, last: bool = False, what: str = "") -> None:
        """Has `write` called whenever changes are to be written; `last`: at the commit alone.
        `what` names the rows that it updates, where some reads cannot depend on them.
        """
        if last:
            self._write_last.append(write)
        else:
            self._write.append((write, what))

    def flush(self, but: str = "") -> None:
        """Writes what was changed, `but` for updates of rows that what is read next does not
        depend on: they are written once, with what is still to come.
        """
        for write, what in self._write:
            if not but or what != but:
                write()

    def forget(self) -> None:
        """Writes what was changed; nothing that was read is known any more."""
        self.flush()
        self.read.clear()

    def finish(self) -> None:
        """Writes what was changed, and what follows from it, before the commit."""
        self.flush()
        for write in self._write_last:
            write()


class Repository:
    """Queries of one workspace. Made by the unit of work, never by hand."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit
        self._workspace_id = unit.workspace_id
        # Read once in a unit, however many services ask; whoever writes it here takes it out.
        self._read = unit.read

    @property
    def _session(self) -> Session:
        """For whatever may depend on what the unit has changed: that is written first."""
        self._unit.flush()
        return self._unit.session

    def _run(self, statement: Any, **values: Any) -> CursorResult[Any]:
        """Runs a prepared statement, which nothing that is still to be written can change."""
        return run(self._unit.session, statement, {"workspace": self._workspace_id, **values})

    def _rows(self, statement: Any, **values: Any) -> Sequence[Any]:
        """The rows that a prepared statement finds, as tuples."""
        return self._run(statement, **values).all()

    def _once(
        self,
        kind: str,
        ids: Sequence[int],
        read: Callable[[Sequence[int]], Mapping[int, T]],
        without: Without,
    ) -> dict[int, T | Without]:
        """What `read` finds for these numbers, asked for those alone that it was not asked for yet
        in this unit; `without` for which it finds nothing.
        """
        unknown = [one for one in ids if (kind, one) not in self._read]
        if unknown:
            found = read(unknown)
            self._read.update({(kind, one): found.get(one, without) for one in unknown})
        return {one: self._read[kind, one] for one in ids}

    def _insert_once(self, model: type[SQLModel], /, **values: Any) -> int | None:
        """Insert a row unless one of its unique keys is taken; its number, or None then.

        Columns with a default of the model's that are not named take that default.
        """
        self._unit.flush()
        inserting = _inserting(model, self._unit.dialect)
        row = {**defaults_of(model), **values, "workspace_id": self._workspace_id}
        number: int | None = run(self._unit.session, inserting, row).scalar_one_or_none()
        return number


def table_of(model: type[SQLModel]) -> Table:
    """The table of a model."""
    table: Table = model.__table__  # type: ignore[attr-defined]
    return table


def given(name: str, like: Any = None) -> Any:
    """A value that a prepared statement is given when it is run; of the type of a column."""
    return bindparam(name, type_=None if like is None else like.type)


@lru_cache(maxsize=256)
def setting(table: Table, names: frozenset[str], *conditions: Any) -> Any:
    """An update, built once, of these columns, which it is given as `new_<column>`."""
    values = {name: given(f"new_{name}", table.c[name]) for name in names}
    return table.update().where(*conditions).values(values)


def new(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as `setting` is given them."""
    return {f"new_{name}": value for name, value in values.items()}


@cache
def defaults_of(model: type[SQLModel]) -> dict[str, Any]:
    """By column what a row has that says nothing of it; the number apart."""
    return {
        column.key: None if field.is_required() else field.get_default(call_default_factory=True)
        for column in table_of(model).columns
        if column.key != "id"
        for field in [model.model_fields[column.key]]
    }


@cache
def _inserting(model: type[SQLModel], dialect: str) -> Any:
    return insert_once(table_of(model), dialect).returning(model.id)  # type: ignore[attr-defined]
