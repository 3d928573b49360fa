"""What is to be done with entries, or with the words that stand there, is no account."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.conversation.parts import Account, Context, KnownEntry
from bot.conversation.understanding import understand
from bot.policy.vocabulary import EntryStatus

YESTERDAY = date(2026, 11, 17)
BATTERY = KnownEntry(1, "draft", "Battery safety course", 180, YESTERDAY, YESTERDAY, "Remit")
DIESEL = KnownEntry(2, "draft", "Diesel injector webinar", 120, YESTERDAY, YESTERDAY, "Bosch")
CONTEXT = Context(
    datetime(2026, 11, 18, 9, 30, tzinfo=UTC),
    ZoneInfo("Europe/London"),
    480,
    question="evaluate",
    about=2,
    entries=(DIESEL, BATTERY),
)


def is_kept(text: str, context: Context = CONTEXT) -> bool:
    return any(isinstance(part.content, Account) for part in understand(text, context).parts)


@pytest.mark.parametrize("status", ["draft", "logged"])
@pytest.mark.parametrize(
    "text",
    [
        "delete mentoring apprentice pt2 and supplier evening brakes pt2",
        "delete battery safety and diesel injector",
        "that's wrong, that line was about the spreadsheet, take it off the diesel one",
        "take it off the diesel one",
        "that balancing modules bit belongs to the battery one not the toolbox talk",
        "that rail bit belongs to the battery one",
        "put that bit on the battery one",
        "move what i wrote to the battery course",
        "what I said should be under the battery entry, not the diesel",
        "remove the brakes one and the hybrid one",
        "make it shorter for me will you, the bit i wrote",
        "can you reword what i wrote",
        "make that sound more professional please",
        "the diesel injector isnt worth it delete",
        "the diesel isnt worth it delete",
        "its Dave Pritchard",
        "no that's Helen Smith",
    ],
)
def test_what_is_to_be_done_with_entries_is_never_kept(text: str, status: EntryStatus) -> None:
    context = replace(CONTEXT, entries=(replace(DIESEL, status=status), BATTERY))
    assert not is_kept(text, context)


@pytest.mark.parametrize(
    "text",
    [
        "delete the codes and relearn before the road test",
        "remove the rail before the pump",
        "take the cover off the pump first",
        "take it off the ramp and check the pads",
        "take it off the old one and fit it to the new one",
        "put it on the scanner and move it to the next one",
        "discard the crush washers and fit new ones on every job",
        "make it shorter so the hose does not rub",
        "its Bosch kit that reads them, so I book it",
        "a worn rack isn't worth it, remove it and fit new",
        "that rail one belongs on the injector side",
    ],
)
def test_how_a_job_is_done_is_kept(text: str) -> None:
    assert is_kept(text)
