"""What `cpdbot doctor` says of the coach: whether it is set up and can be reached, and who has it.

Nothing of a member's is sent.
"""

from collections.abc import Sequence
from typing import Final

import aiohttp

from bot.app.coaching import endpoint
from bot.app.start import CannotStart
from bot.cli.findings import Finding, note, to_do, well
from bot.services.context.rules_in_force import coach_allowed
from bot.settings import Settings
from storage.engine.database import Database
from storage.unit_of_work import look
from storage.workspaces import workspace_ids

_KEY_REFUSED: Final = frozenset({401, 403})


def is_set_up(settings: Settings) -> bool:
    """Whether the operator names a coach, or a part of one."""
    return bool(settings.coach_url or settings.coach_model)


async def check_coach(settings: Settings, http: aiohttp.ClientSession) -> Finding:
    """Whether there is a coach, and whether it can be reached in the time that it has."""
    try:
        coach = endpoint(settings)
    except CannotStart as error:
        return to_do(f"coach: {error}")
    if coach is None:
        return well("coach: none is set up; everything works without one")
    where = f"coach: {coach.model} at {coach.host}"
    try:
        status = await _status(settings, http)
    except (TimeoutError, aiohttp.ClientError, OSError, ValueError) as error:
        return to_do(
            f"{where} cannot be reached within {coach.seconds:g} s ({type(error).__name__}). Start "
            "it, or set CPDBOT_COACH_URL. Until then members read the rules' own questions."
        )
    if status in _KEY_REFUSED:
        return note(f"{where} answers with HTTP {status}: look at CPDBOT_COACH_API_KEY.")
    return well(f"{where} can be reached")


async def _status(settings: Settings, http: aiohttp.ClientSession) -> int:
    """The HTTP status of the list of models, which not every server has."""
    key = settings.coach_api_key.get_secret_value()
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    timeout = aiohttp.ClientTimeout(total=settings.coach_seconds)
    url = settings.coach_url.rstrip("/") + "/models"
    async with http.get(url, headers=headers, timeout=timeout, allow_redirects=False) as answer:
        return answer.status


def check_use(settings: Settings, database: Database) -> Sequence[Finding]:
    """In how many workspaces the coach is allowed, and for how many members it is on."""
    if not is_set_up(settings):
        return ()
    everywhere = workspace_ids(database)
    allowed, members = 0, 0
    for workspace_id in everywhere:
        with look(database, workspace_id) as work:
            workspace = work.workspace.get()
            if workspace is not None and coach_allowed(workspace.settings):
                allowed += 1
                members += work.members.with_coach()
    some = f"{allowed} of {_many(len(everywhere), 'workspace')}"
    return (well(f"coach: allowed in {some}, on for {_many(members, 'member')}"),)


def _many(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
