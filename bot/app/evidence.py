"""Where the bytes of files are kept, and how much of them, as the operator has set it up."""

from pathlib import Path
from typing import Any, Final

from bot.app.start import CannotStart
from bot.delivery.virus_scan import BadScannerAddressError, Scanner
from bot.policy.file_quotas import MEGABYTE, FileQuotas
from bot.settings import Settings
from storage.engine.addresses import folder_of
from storage.evidence.store import BadAddress, EvidenceStore

FOLDER: Final = "evidence"


def evidence_store(settings: Settings) -> EvidenceStore:
    """The store; nothing of it is opened yet. By default a folder beside the SQLite file, else in
    the folder that the process was started in. Raises CannotStart.
    """
    beside = folder_of(settings.database_url) or Path()
    try:
        return EvidenceStore(settings.evidence_url or str(beside / FOLDER))
    except BadAddress as error:
        raise CannotStart(str(error)) from error


def kept_in(settings: Settings) -> dict[str, Any]:
    """What a context factory is told of files, by its fields. Raises CannotStart."""
    return {
        "evidence": evidence_store(settings),
        "quotas": quotas(settings),
        "clamd": clamd(settings),
    }


def quotas(settings: Settings) -> FileQuotas:
    """How much is kept."""
    return FileQuotas(
        member=settings.files_member_mb * MEGABYTE,
        workspace=settings.files_workspace_mb * MEGABYTE,
    )


def clamd(settings: Settings) -> str:
    """Where the scanner is; empty where the operator names none. Raises CannotStart."""
    if settings.clamd:
        try:
            Scanner.at(settings.clamd)
        except BadScannerAddressError as error:
            raise CannotStart(str(error)) from error
    return settings.clamd
