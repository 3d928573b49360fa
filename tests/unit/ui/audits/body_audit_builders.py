"""A body's audit as pages show it, in every state."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, Final

from bot.policy.audits.body_audit import BODY_AUDIT_OUTCOMES, BodyAuditState, Cycle
from bot.policy.audits.preparing import FLAWS, MENDS, Flaw, Looked
from bot.services.audits.body_audit_rows import Row
from bot.services.audits.body_audit_views import BodyAuditView, Shown
from bot.services.audits.body_audits import Offered
from bot.services.record.late_words import WHOLE, Late
from storage.audits.body_audits import BodyAuditRecord

TODAY: Final = date(2026, 11, 21)
FIRST, LAST = date(2023, 11, 1), date(2026, 10, 31)
DUE: Final = date(2027, 1, 12)
AT: Final = datetime(2026, 11, 21, 10, tzinfo=UTC)
TITLE: Final = "A title <of mine>"


def audit(state: BodyAuditState = "preparing", **changes: Any) -> BodyAuditRecord:
    """An audit by IMI."""
    made = BodyAuditRecord(
        id=1,
        member_id=4,
        scheme="imi-register",
        first=FIRST,
        last=LAST,
        told_on=TODAY,
        due_on=DUE,
        state=state,
        sent_on=TODAY if state == "sent" else None,
        outcome=None,
        outcome_on=None,
        reminded_on=None,
        asked_on=None,
        created_at=AT,
        changed_at=AT,
        before=None,
    )
    return replace(made, **changes)


def row(*flaws: Flaw, entry: int = 12, **changes: Any) -> Row:
    """An entry in which this is missing."""
    mend = MENDS[flaws[0]] if flaws else "details"
    made = Row(
        entry,
        Looked(entry, flaws, mend),
        TITLE,
        date(2026, 3, 2),
        date(2026, 3, 4),
        90,
        "counted",
        150,
        1,
        (Late("evaluation", TODAY), Late("evidence", TODAY)),
        "Add one line of your own: how it helps in your job.",
    )
    return replace(made, **changes)


ROWS: Final = (
    *(row(flaw, entry=0 if flaw == "opening_alone" else 20 + n) for n, flaw in enumerate(FLAWS)),
)[:10]


def view(shown: Shown = "missing", **changes: Any) -> BodyAuditView:
    """A page of it."""
    made = BodyAuditView(
        audit=audit(),
        body="IMI",
        title="IMI register",
        pack="imi-register",
        today=TODAY,
        left=52,
        entries=38,
        stops=5,
        rows=ROWS,
        listed=23,
        page=0,
        pages=3,
        shown=shown,
        others=((2, "CMI"),),
        words="yearly, at random, from complete cycles that met the minimum",
        source="IMI CPD Policy, CPD Audit Policy",
        account=True,
        appeal="by an online form",
        appeal_source="IMI CPD Policy, CPD Appeals Policy",
        cycle=True,
    )
    return replace(made, **changes)


OVER: Final = tuple(
    audit("over" if one in ("passed", "not_passed") else "sent", outcome=one, outcome_on=TODAY)
    for one in BODY_AUDIT_OUTCOMES
)

VIEWS: Final = (
    view(),
    view("all"),
    view("refused", rows=(row(refused=True), row("not_accepted", entry=13, refused=True))),
    view(rows=(), entries=0, stops=0, pages=1, listed=0, workplace=True, account=False),
    view(
        rows=(row(*FLAWS[:6]), row("job_unknown", entry=13, late=(Late(WHOLE, TODAY),))), away=True
    ),
    view(audit=audit(due_on=None), left=None),
    view(audit=audit("sent")),
    *(view(audit=one) for one in OVER),
)

OFFERED: Final = (
    Offered("imi-register", "IMI register", Cycle(FIRST, LAST, met=True), usual=True),
    Offered("imi-register", "IMI register", Cycle(LAST, DUE, running=True), usual=False),
    Offered("cmi", "CMI", Cycle(FIRST, TODAY, whole=False), usual=True),
    Offered("imi-techsafe/ADAS", "IMI TechSafe: ADAS", Cycle(FIRST, LAST, met=False), usual=True),
)
