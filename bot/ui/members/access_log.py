"""Who looked at a member's record, in words."""

from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from bot.figures import several
from bot.services.audits.selections import LOOKED as AUDITED
from bot.services.members.access_log import Look
from bot.services.record.shared_with import SHARED_ENTRY, SHARED_RECORD
from bot.services.teams.team_view import LOOKED
from bot.ui.kit.escape import escape
from bot.ui.kit.formatting import bold, cut_title, moment, near_day, person

NOBODY_LOOKED: Final = "Nobody has looked at your record."
_LOOKED_AT: Final = {
    LOOKED: "your totals, pace and dates",
    SHARED_RECORD: "the list of your record that you shared",
    AUDITED: "what you handed in to an audit round",
}


def look_line(look: Look, zone: str, today: date) -> str:
    """ "Alex Reed looked at your totals, pace and dates, 3 times on 21 Nov"."""
    when = moment(look.at, zone, today)
    if look.times > 1:
        times = "often" if look.or_more else several(look.times, "time")
        when = f"{times} on {near_day(look.at.astimezone(ZoneInfo(zone)).date(), today)}"
    looked_at = _LOOKED_AT.get(look.what, escape(look.what))
    if look.what.startswith(SHARED_ENTRY):
        title = look.what.removeprefix(SHARED_ENTRY)
        looked_at = bold(cut_title(title)) if title else "an entry that you shared"
    return f"{person(look.viewer_name)} looked at {looked_at}, {when}"
