"""What a certificate tells of an entry: facts alone. Nothing of it ever stands in a stage, which
holds the member's own account.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import PurePosixPath
from typing import Any, Final

from bot.conversation.certificates.certificate import Certificate
from bot.conversation.certificates.comparing import (
    AnotherDay,
    AnotherLength,
    AnotherPerson,
    CreditsForHours,
    Finding,
    MoreThanTheTimesAllow,
    NoLongerValid,
    Told,
    compare,
)
from bot.conversation.tables.likeness import near, words_of
from bot.conversation.titles import TITLE_LIMIT
from bot.services.context.member_context import MemberContext
from bot.services.record.entry_changes import OPEN
from bot.services.schemes.account_facts import SUPPOSED
from storage.row_types import EntryRecord
from storage.vocabulary import EntryStatus

_STANDING: Final[tuple[EntryStatus, ...]] = ("draft", "planned", "logged")
PROVIDER_MOST: Final = 120
PEOPLE_MOST: Final = 2
LATELY: Final = timedelta(days=28)
"""For so long an entry may be what a file is of that says nothing of it."""
LONGEST: Final = 366 * 24 * 60
"""Minutes beyond which what a certificate says is no length."""


def columns_of(certificate: Certificate, today: date) -> dict[str, Any]:
    """The columns of an entry that a certificate tells; days to come are none on which something
    was done.
    """
    start = certificate.start or certificate.day
    end = certificate.end or certificate.day
    told: dict[str, Any] = {}
    if certificate.title is not None:
        told["title"] = certificate.title.value[:TITLE_LIMIT].strip()
    if start is not None and end is not None and start.value <= end.value <= today:
        told |= {"start_date": start.value, "end_date": end.value}
    if certificate.minutes is not None and 0 < certificate.minutes.value <= LONGEST:
        told["minutes"] = certificate.minutes.value
    if certificate.provider is not None:
        told["provider"] = certificate.provider.value[:PROVIDER_MOST].strip()
    return {name: value for name, value in told.items() if value}


def supposed_title(certificate: Certificate) -> str:
    """What its learning may be called, where nothing is sure: asked about, and none of its facts.
    Empty where there is nothing to suppose.
    """
    supposed = None if certificate.title is not None else certificate.supposed_title
    return "" if supposed is None else supposed.value[:TITLE_LIMIT].strip()


def _called(certificate: Certificate, told: Mapping[str, Any]) -> str:
    """By what it may be found again, sure or not."""
    return told.get("title") or supposed_title(certificate)


def missing_in(entry: EntryRecord, told: Mapping[str, Any]) -> dict[str, Any]:
    """Those columns that a draft lacks; what its member said stands."""
    if entry.status != "draft":
        return {}
    missing = {name: value for name, value in told.items() if getattr(entry, name) is None}
    if not {"start_date", "end_date"} <= missing.keys():
        missing = {name: one for name, one in missing.items() if not name.endswith("_date")}
    return missing


def fitting(
    ctx: MemberContext, certificate: Certificate, recent: tuple[EntryRecord, ...]
) -> EntryRecord | None:
    """The one entry that a certificate may plainly be of: one of that day under a near title, or
    the only open draft without evidence that nothing of it contradicts. None where it may be of
    several, or of none.
    """
    told = columns_of(certificate, ctx.today)
    days = (told["start_date"], told["end_date"]) if "start_date" in told else None
    called = _called(certificate, told)
    if days is not None and called:
        known = {one.id: one for one in recent}
        known |= {
            one.id: one
            for one in ctx.work.entries.list(
                ctx.member.id, _STANDING, since=days[0], until=days[1], limit=20
            )
        }
        same = [
            one
            for one in known.values()
            if one.status in _STANDING
            and near(one.title or "", called)
            and (_overlaps(one, days) or (one.status in OPEN and one.start_date is None))
        ]
        if same:
            return same[0] if len(same) == 1 else None
    drafts = [one for one in recent if one.status in OPEN]
    if len(drafts) != 1:
        return None
    [draft] = drafts
    if any(one.kind in ("link", "file") for one in ctx.work.entries.evidence([draft.id])[draft.id]):
        return None
    return draft if _may_be_of(draft, told, days) else None


def likely(
    ctx: MemberContext,
    certificate: Certificate | None,
    names: Sequence[str],
    recent: Sequence[EntryRecord],
) -> list[EntryRecord]:
    """Entries that a file may be of, the likeliest first: of the certificate's day or under its
    title, or one that the file is called by; then what is open or was begun lately, the newest
    first. There is always one, where there are any at all.
    """
    told = {} if certificate is None else columns_of(certificate, ctx.today)
    days = (told["start_date"], told["end_date"]) if "start_date" in told else None
    standing = [one for one in recent if one.status in _STANDING and one.title]
    if days is not None:
        known = {one.id for one in standing}
        of_day = ctx.work.entries.list(
            ctx.member.id, _STANDING, since=days[0], until=days[1], limit=20
        )
        standing += [one for one in of_day if one.title and one.id not in known]
    called = [words_of(PurePosixPath(one).stem) for one in names]
    theirs = "" if certificate is None else _called(certificate, told)

    def signs(entry: EntryRecord) -> int:
        title = entry.title or ""
        is_called = any(
            len(one & words_of(title)) >= min(2, len(words_of(title))) for one in called
        )
        under_title = theirs != "" and near(title, theirs)
        return 2 * (under_title or is_called) + (days is not None and _overlaps(entry, days))

    lately = ctx.now - LATELY
    ranked = sorted(standing, key=lambda one: -signs(one))  # the newest first of equal ones
    good = [one for one in ranked if signs(one) or one.status in OPEN or one.changed_at >= lately]
    return good or ranked[:1]


def _may_be_of(draft: EntryRecord, told: Mapping[str, Any], days: tuple[date, date] | None) -> bool:
    if days is not None and draft.start_date is not None and not _overlaps(draft, days):
        return False
    if draft.minutes is not None and told.get("minutes", draft.minutes) != draft.minutes:
        return False
    return not draft.title or "title" not in told or near(draft.title, told["title"])


def _overlaps(entry: EntryRecord, days: tuple[date, date]) -> bool:
    if entry.start_date is None:
        return False
    return entry.start_date <= days[1] and days[0] <= (entry.end_date or entry.start_date)


def what_contradicts(
    ctx: MemberContext, certificate: Certificate, entry: EntryRecord
) -> list[dict[str, Any]]:
    """What is to be asked about a certificate beside its entry, the gravest first, as plain values:
    asked, never decided.
    """
    if certificate.flaw is not None:
        return [{"about": "flaw", "flaw": certificate.flaw.value}]
    told = Told(
        names=(ctx.member.name,) if ctx.member.name else (),
        start=entry.start_date,
        end=entry.end_date,
        minutes=entry.minutes,
        today=ctx.today,
    )
    found = [plain for one in compare(certificate, told) if (plain := _plain(one, entry))]
    if is_supposed(certificate, entry):
        at = sum(one["about"] == "person" for one in found)  # whose it is comes first
        found.insert(at, {"about": "called", "called": entry.title})
    return found


def is_supposed(certificate: Certificate, entry: EntryRecord) -> bool:
    """Whether a draft is called by what this certificate's learning is only supposed to be."""
    supposed = entry.status in OPEN and entry.provenance.get("title") == SUPPOSED
    return supposed and entry.title == supposed_title(certificate)


def _plain(finding: Finding, entry: EntryRecord) -> dict[str, Any]:
    match finding:
        case AnotherPerson(people):
            return {"about": "person", "people": list(people[:PEOPLE_MOST])}
        case AnotherDay(start, end, said_start, said_end):
            days = [start.isoformat(), end.isoformat()]
            return {
                "about": "days",
                "theirs": days,
                "said": [said_start.isoformat(), said_end.isoformat()],
            }
        case AnotherLength(minutes, said):
            return {"about": "minutes", "theirs": minutes, "said": said}
        case MoreThanTheTimesAllow(minutes, between):
            if entry.minutes is None or entry.minutes <= between:
                return {}
            return {"about": "between", "theirs": between, "said": entry.minutes or minutes}
        case NoLongerValid(expiry):
            return {"about": "expired", "expiry": expiry.isoformat()}
        case CreditsForHours():
            return {}  # how long it took is asked of every draft that does not say
