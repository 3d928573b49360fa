"""Where the bytes of files are kept, and how much of them, as the operator has set it up."""

from pathlib import Path
from typing import Final

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot.app.start import CannotStart
from bot.policy.file_quotas import MEGABYTE, FileQuotas
from bot.settings import Settings
from storage.evidence.store import BadAddress, EvidenceStore

FOLDER: Final = "evidence"


def evidence_store(settings: Settings) -> EvidenceStore:
    """The store; nothing of it is opened yet. Raises CannotStart."""
    try:
        return EvidenceStore(settings.evidence_url or str(_beside(settings.database_url)))
    except BadAddress as error:
        raise CannotStart(str(error)) from error


def quotas(settings: Settings) -> FileQuotas:
    """How much is kept."""
    return FileQuotas(
        member=settings.files_member_mb * MEGABYTE,
        workspace=settings.files_workspace_mb * MEGABYTE,
    )


def _beside(database_url: str) -> Path:
    """A folder beside the SQLite file; else in the folder that the process was started in."""
    try:
        url = make_url(database_url)
    except ArgumentError:
        return Path(FOLDER)
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return Path(FOLDER)
    return Path(url.database).parent / FOLDER
