"""What `cpdbot doctor` says of time-stamps: whether an authority is set up, and what it answers.

It is asked to stamp something that stands for nothing.
"""

from bot.app.start import CannotStart
from bot.app.timestamps import stamped_by
from bot.archive.proof_checks import ReceiptRefused
from bot.cli.findings import Finding, to_do, well
from bot.delivery.stamping import Unreachable, asked
from bot.figures import several
from bot.settings import Settings
from bot.timestamps.receipts import request, trial, verified
from storage.archive.receipts import unstamped
from storage.engine.database import Database

_MOST = 1000


async def check_authority(settings: Settings) -> Finding:
    """Whether roots of months can be stamped."""
    try:
        by = stamped_by(settings)
    except CannotStart as error:
        return to_do(f"time-stamps: {error}")
    if by is None:
        return well(
            "time-stamps: no authority is set up (CPDBOT_TSA_URL). Archives name roots of months; "
            "publish them (cpdbot roots), so that something outside vouches for them"
        )
    root = trial()
    query, nonce = request(root)
    try:
        verified(await asked(by.url, query), root, by.pinned(), nonce)
    except (Unreachable, ReceiptRefused) as error:
        return to_do(
            f"time-stamps: {by.host} gives no receipt: {error}. Look at CPDBOT_TSA_URL, and "
            "whether CPDBOT_TSA_ROOT is that authority's root. Until then roots wait."
        )
    return well(f"time-stamps: {by.host} gives receipts that lead to the pinned root")


def check_unstamped(settings: Settings, database: Database) -> list[Finding]:
    """Roots that the authority was asked about and did not stamp."""
    try:
        by = stamped_by(settings)
    except CannotStart:
        return []
    if by is None:
        return []
    refused = [one for one in unstamped(database, by.host, None, _MOST) if one.refused]
    if not refused:
        return []
    last = refused[-1]
    many = several(len(refused), "root")
    why = f"{many} of months without a receipt; of {last.month} {last.refused}"
    return [to_do(f"time-stamps: {why}. They are asked for each hour.")]
