"""Forms of those who run rounds or bring seeds."""

from typing import Final

from bot.policy.audits.vocabulary import CANCEL_REASONS
from bot.services.audits import drafting_actions as drafting
from bot.services.audits import handling_actions as handling
from bot.services.audits import lead_actions as leading
from bot.services.audits import seed_actions as seeding
from bot.ui.audits import words
from bot.ui.kit.blocks import (
    View,
    asked,
    checkboxes,
    datepicker,
    menu,
    modal,
    option,
    radio,
    section,
    text_field,
    user_menu,
)
from bot.ui.kit.form_values import (
    Carried,
    Values,
    choice_in,
    choices_in,
    day_in,
    text_in,
    user_in,
    whole,
)
from bot.ui.kit.ids import kept
from bot.ui.kit.page_looks import FormLook

DRAFT: Final = "audit_draft"
REDRAFT: Final = "audit_redraft"
PEOPLE: Final = "audit_people"
COMMIT: Final = "audit_commit"
REVEAL: Final = "audit_reveal"
REASON: Final = "audit_reason"
HAND_OVER: Final = "audit_hand_over"
READER: Final = "audit_reader"
DAY: Final = "audit_day"
DAYS: Final = "audit_days"
"""callback_ids."""

_GIVE_UP: Final = ("not_revealed", "seed_lost", "seed_holder_left", "ids_in_doubt")


def draft_form(form: drafting.DraftForm) -> View:
    """A new round."""
    options = [option(title, key) for key, title in form.schemes]
    first = form.today.replace(month=1, day=1)
    return modal(
        DRAFT,
        "New audit round",
        [
            asked("audit_scheme", "Scheme", menu("audit_scheme", "Choose one", options)),
            asked("audit_first", "Period, first day", datepicker("audit_first", first)),
            asked("audit_last", "Period, last day", datepicker("audit_last", form.today)),
            asked(
                "audit_size",
                "How many",
                text_field("audit_size", prompt="12, or 5 %", most=20),
                hint="A number, or a share of those who are in, rounded up.",
            ),
        ],
        submit="Count them",
    )


def read_draft(_given: Carried, values: Values) -> drafting.DraftRound:
    """As chosen and typed."""
    return drafting.DraftRound(
        choice_in(values, "audit_scheme") or "",
        day_in(values, "audit_first"),
        day_in(values, "audit_last"),
        text_in(values, "audit_size"),
    )


def redraft_form(form: drafting.RedraftForm) -> View:
    """Another size, and who is named no more."""
    options = [option(name or "?", str(number)) for number, name in form.named[:10]]
    return modal(
        REDRAFT,
        f"Round {form.number}",
        [
            *([] if form.in_it is None else [section(_drawn_now(form), "audit:drawn-now")]),
            asked(
                "audit_size",
                "How many",
                text_field("audit_size", form.size, most=20),
                hint="A number, or a share of those who are in, rounded up.",
            ),
            *(
                [
                    asked(
                        "audit_out",
                        "Named no more",
                        checkboxes("audit_out", options),
                        hint="Whom you tick is told.",
                        optional=True,
                    )
                ]
                if options
                else []
            ),
        ],
        carries=kept(round=form.round_id),
        submit="Change it",
    )


def _drawn_now(form: drafting.RedraftForm) -> str:
    """What the size comes to of those who are in, before another is typed."""
    return f"{words.people(form.in_it or 0)} in, as counted last: {words.draws(form.drawn)}."


def read_redraft(given: Carried, values: Values) -> drafting.Redraft:
    """As typed and ticked."""
    out = frozenset(int(one) for one in choices_in(values, "audit_out") if one.isdecimal())
    return drafting.Redraft(whole(given, "round"), text_in(values, "audit_size"), out)


def people_form(form: leading.PeopleForm) -> View:
    """Somebody to be named."""
    roles = [
        option("Auditor: reads what is handed in", "auditor"),
        option("Witness: only brings a seed", "witness"),
    ]
    return modal(
        PEOPLE,
        f"Round {form.number}",
        [
            asked("audit_person", "Who", user_menu("audit_person", "Choose somebody")),
            asked("audit_role", "As what", radio("audit_role", roles, "auditor")),
        ],
        carries=kept(round=form.round_id),
        submit="Name them",
    )


def read_people(given: Carried, values: Values) -> leading.NamePeople:
    """Who, and as what."""
    role = choice_in(values, "audit_role") or ""
    return leading.NamePeople(whole(given, "round"), _whom(values), role)


def commit_form(form: seeding.CommitForm) -> View:
    """A hash that was made elsewhere."""
    how = "In a shell: `openssl rand -hex 32` makes one; `printf '%s' SEED | sha256sum` its hash."
    return modal(
        COMMIT,
        f"Round {form.number}: commit",
        [
            section(f"Keep the seed to yourself until both have committed.\n{how}", "audit:how"),
            asked(
                "audit_hash",
                "SHA-256 of your seed",
                text_field("audit_hash", most=1000),
                hint="Not the seed: its hash, 64 digits and letters from a to f. All will see it.",
            ),
        ],
        carries=kept(round=form.round_id),
        submit="Commit",
    )


def read_commit(given: Carried, values: Values) -> seeding.Commit:
    """The hash as typed."""
    return seeding.Commit(whole(given, "round"), text_in(values, "audit_hash"))


def reveal_form(form: seeding.RevealForm) -> View:
    """The seed itself."""
    return modal(
        REVEAL,
        f"Round {form.number}: reveal",
        [asked("audit_seed", "Your seed", text_field("audit_seed", most=1000))],
        carries=kept(round=form.round_id),
        submit="Reveal",
    )


def read_reveal(given: Carried, values: Values) -> seeding.Reveal:
    """The seed as typed."""
    return seeding.Reveal(whole(given, "round"), text_in(values, "audit_seed"))


def reason_form(form: leading.ReasonForm) -> View:
    """Why an attempt is given up, or the round cancelled."""
    reasons = (
        [option(words.CANCELLED[one], one) for one in CANCEL_REASONS]
        if form.cancels
        else [option(words.GIVEN_UP[one], one) for one in _GIVE_UP]
    )
    about = (
        "Nothing that was decided in it holds then. It stays in the list, with its reason."
        if form.cancels
        else "Both people commit anew, with new seeds. This attempt stays in the log."
    )
    return modal(
        REASON,
        f"Cancel round {form.number}" if form.cancels else f"Round {form.number}: give up",
        [
            section(about, "audit:about"),
            asked("audit_why", "Why", radio("audit_why", reasons)),
        ],
        carries=kept(round=form.round_id, cancels=form.cancels),
        submit="Cancel it" if form.cancels else "Give it up",
        close="Leave it",
    )


def read_reason(given: Carried, values: Values) -> leading.GiveReason:
    """The reason that was chosen."""
    reason = choice_in(values, "audit_why") or ""
    return leading.GiveReason(whole(given, "round"), reason, cancels=given.get("cancels") is True)


def pass_on_form(form: leading.PassOnForm) -> View:
    """Who runs it from now on."""
    return modal(
        HAND_OVER,
        f"Hand over round {form.number}",
        [
            asked(
                "audit_person",
                "To whom",
                user_menu("audit_person", "Choose somebody"),
                hint="Another CPD lead, or an administrator.",
            )
        ],
        carries=kept(round=form.round_id),
        submit="Hand it over",
    )


def read_pass_on(given: Carried, values: Values) -> leading.PassOn:
    """To whom."""
    return leading.PassOn(whole(given, "round"), _whom(values))


def reader_form(form: handling.ReaderForm) -> View:
    """Who reads it, or decides the appeal."""
    options = [option(name, slack_id) for slack_id, name in form.offered]
    who = (
        asked(
            "audit_person",
            "Who",
            user_menu("audit_person", "Choose somebody"),
            hint="Anybody who took no part in the decision and does not manage the member.",
        )
        if form.of_appeal
        else asked("audit_person", "Who", menu("audit_person", "Choose an auditor", options))
    )
    return modal(
        READER,
        "Who decides the appeal" if form.of_appeal else "Who reads it",
        [who],
        carries=kept(selection=form.selection_id, of_appeal=form.of_appeal),
        submit="Name them",
    )


def read_reader(given: Carried, values: Values) -> handling.NameReader:
    """Who."""
    of_appeal = given.get("of_appeal") is True
    chosen = choice_in(values, "audit_person")
    whom = _whom(values) or (() if chosen is None else (chosen,))
    return handling.NameReader(whole(given, "selection"), whom, of_appeal)


def day_form(form: handling.DayForm) -> View:
    """Another day."""
    return modal(
        DAY,
        "Take an appeal until" if form.appeals else "Another day",
        [
            asked(
                "audit_until",
                "Until",
                datepicker("audit_until"),
                hint="Without a day: whenever it comes.",
                optional=True,
            )
        ],
        carries=kept(selection=form.selection_id, appeals=form.appeals),
        submit="Keep it",
    )


def read_day(given: Carried, values: Values) -> handling.GiveDay:
    """The day, if any."""
    return handling.GiveDay(
        whole(given, "selection"), day_in(values, "audit_until"), given.get("appeals") is True
    )


def days_form(form: handling.DaysForm) -> View:
    """The workplace's own days."""
    known = form.settings
    fields = (
        ("audit_submit_days", "Days to hand in", known.submit_days, True),
        ("audit_answer_days", "Days to answer a question", known.answer_days, True),
        ("audit_appeal_days", "Days to appeal", known.appeal_days, True),
        ("audit_keep_days", "Days that what was handed in is kept", known.keep_days, False),
    )
    return modal(
        DAYS,
        "Days of audit rounds",
        [
            section(
                "No policy publishes these: they are your workplace’s own settings, and called "
                "that. Left empty, nothing is late.",
                "audit:days",
            ),
            *(
                asked(
                    name,
                    label,
                    text_field(name, None if days is None else str(days), most=6),
                    optional=optional,
                )
                for name, label, days, optional in fields
            ),
        ],
        submit="Keep them",
    )


def read_days(_given: Carried, values: Values) -> handling.SetDays:
    """As typed."""
    return handling.SetDays(
        text_in(values, "audit_submit_days"),
        text_in(values, "audit_answer_days"),
        text_in(values, "audit_appeal_days"),
        text_in(values, "audit_keep_days"),
    )


def _whom(values: Values) -> tuple[str, ...]:
    chosen = user_in(values, "audit_person")
    return () if chosen is None else (chosen,)


FORMS: Final = (
    FormLook(drafting.DraftForm, draft_form, DRAFT, read_draft),
    FormLook(drafting.RedraftForm, redraft_form, REDRAFT, read_redraft),
    FormLook(leading.PeopleForm, people_form, PEOPLE, read_people),
    FormLook(seeding.CommitForm, commit_form, COMMIT, read_commit),
    FormLook(seeding.RevealForm, reveal_form, REVEAL, read_reveal),
    FormLook(leading.ReasonForm, reason_form, REASON, read_reason),
    FormLook(leading.PassOnForm, pass_on_form, HAND_OVER, read_pass_on),
    FormLook(handling.ReaderForm, reader_form, READER, read_reader),
    FormLook(handling.DayForm, day_form, DAY, read_day),
    FormLook(handling.DaysForm, days_form, DAYS, read_days),
)
