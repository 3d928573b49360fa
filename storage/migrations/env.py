"""How Alembic runs our migrations: on the connection it is handed, in that one's transaction."""

from alembic import context
from sqlalchemy import Connection
from sqlmodel import SQLModel

import storage.tables  # noqa: F401 - fills the metadata that autogenerate compares with


def migrate(connection: Connection) -> None:
    """Runs what was asked for; committing is the caller's business."""
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        transactional_ddl=True,
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
        context.run_migrations()


migrate(context.config.attributes["connection"])
