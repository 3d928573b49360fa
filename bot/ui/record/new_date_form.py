"""The new day of a planned activity, in a form."""

from datetime import date
from typing import Final

from bot.services.record import actions as record
from bot.ui.kit.blocks import View, asked, datepicker, modal
from bot.ui.kit.form_values import Carried, Values, day_in, whole
from bot.ui.kit.ids import Callback, Field, kept
from bot.ui.kit.page_looks import FormLook
from storage.row_types import EntryRecord


def new_date_modal(entry: EntryRecord, today: date) -> View:
    """The new day of a planned activity."""
    near = entry.start_date if entry.start_date and entry.start_date > today else None
    return modal(
        Callback.NEW_DATE,
        "New date",
        [asked(Field.FROM_DATE, "Which day is it now?", datepicker(Field.FROM_DATE, near))],
        carries=kept(entry=entry.id),
        submit="Move it",
    )


def read_new_date(given: Carried, values: Values) -> record.MoveTo:
    """The day that a plan was moved to."""
    return record.MoveTo(whole(given, "entry"), day_in(values, Field.FROM_DATE))


FORMS: Final = (
    FormLook(
        record.NewDateForm,
        lambda form: new_date_modal(form.entry, form.today),
        Callback.NEW_DATE,
        read_new_date,
    ),
)
