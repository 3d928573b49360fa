"""The forms of a body's audit of the member's own record: of which, and what came of it."""

from typing import Final

from bot.figures import day
from bot.services.audits import body_audit_actions as acting
from bot.services.audits.body_audits import Offered
from bot.services.schemes.scheme_names import days_word
from bot.ui.audits import body_audit_words as words
from bot.ui.kit.blocks import View, asked, datepicker, menu, modal, option, radio
from bot.ui.kit.escape import brief
from bot.ui.kit.form_values import Carried, Values, choice_in, day_in, whole
from bot.ui.kit.ids import kept
from bot.ui.kit.page_looks import FormLook

TELL: Final = "body_audit_tell"
CAME: Final = "body_audit_came"
"""callback_ids."""


def tell_form(form: acting.BodyAuditForm) -> View:
    """Which body, of which days, by when."""
    options = [option(_offered(one), _word(one)) for one in form.offered]
    chosen = next(
        (_word(one) for one in form.offered if one.usual and form.scheme in ("", one.scheme)),
        None,
    )
    if form.audit is not None:
        chosen = days_word(form.audit.scheme, form.audit.first, form.audit.last)
        if chosen not in [one["value"] for one in options]:
            known = form.audit
            said = f"As told: {day(known.first)} to {day(known.last)}"
            options.insert(0, option(said, chosen))
    asks = menu("body_audit_which", "Choose one", options, chosen)
    return modal(
        TELL,
        "An audit by a body",
        [
            asked("body_audit_which", "Who asks, and about which days?", asks),
            asked(
                "body_audit_due",
                "By when?",
                datepicker("body_audit_due", form.due_on),
                hint="The day in the letter. Leave it empty where you do not know.",
                optional=True,
            ),
        ],
        carries=kept(audit=form.audit.id) if form.audit is not None else kept(),
        submit="Keep it",
    )


def _word(one: Offered) -> str:
    return days_word(one.scheme, one.cycle.first, one.cycle.last)


def _offered(one: Offered) -> str:
    cycle = one.cycle
    if not cycle.whole:
        what = "months"
    elif cycle.running:
        what = "running"
    else:
        what = "complete" if cycle.met is not False else "ended short"
    return f"{one.title}: {day(cycle.first)} – {day(cycle.last)}, {what}"


def read_tell(given: Carried, values: Values) -> acting.TellBodyAudit:
    """What was chosen."""
    return acting.TellBodyAudit(
        choice_in(values, "body_audit_which") or "",
        day_in(values, "body_audit_due"),
        whole(given, "audit") if "audit" in given else None,
    )


def outcome_form(form: acting.OutcomeForm) -> View:
    """What came of it, and on which day."""
    options = [option(said, word) for word, said in words.OUTCOME_WORDS.items()]
    return modal(
        CAME,
        brief(f"Audit by {form.body}", 24),
        [
            asked(
                "body_audit_outcome",
                "What came of it?",
                radio("body_audit_outcome", options, form.audit.outcome),
            ),
            asked("body_audit_on", "On which day?", datepicker("body_audit_on", form.today)),
        ],
        carries=kept(audit=form.audit.id),
        submit="Keep it",
    )


def read_outcome(given: Carried, values: Values) -> acting.BodyAuditCame:
    """What was chosen."""
    on = day_in(values, "body_audit_on")
    return acting.BodyAuditCame(
        whole(given, "audit"),
        choice_in(values, "body_audit_outcome") or "",
        "" if on is None else on.isoformat(),
    )


FORMS: Final = (
    FormLook(acting.BodyAuditForm, tell_form, TELL, read_tell),
    FormLook(acting.OutcomeForm, outcome_form, CAME, read_outcome),
)
