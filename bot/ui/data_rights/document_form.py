"""The form in which a document is chosen: of which scheme, of which time, in which format."""

from collections.abc import Sequence
from typing import Final

from bot.documents.model import Format
from bot.figures import several
from bot.services.data_rights import actions as data_rights
from bot.services.data_rights.audit_pack import MakeAuditPack, PackForm
from bot.services.data_rights.document_request import ALL, PERIODS, Offered, PeriodChoice
from bot.ui.kit.blocks import (
    Block,
    View,
    asked,
    checkboxes,
    datepicker,
    menu,
    modal,
    option,
    radio,
    section,
)
from bot.ui.kit.escape import brief
from bot.ui.kit.form_values import Carried, Values, choice_in, choices_in, day_in, whole
from bot.ui.kit.ids import Callback, Field, kept
from bot.ui.kit.page_looks import FormLook

FORMATS: Final[Sequence[tuple[Format, str]]] = (
    ("pdf", "PDF, with the evidence"),
    ("docx", "Word, to finish by hand"),
    ("xlsx", "Excel workbook"),
    ("html", "Web page, as one file"),
    ("xapi", "xAPI statements, for a learning record store"),
)
_PERIODS: Final[dict[PeriodChoice, str]] = {
    "year": "This CPD year",
    "last_year": "The CPD year before",
    "cycle": "This cycle",
    "last_cycle": "The cycle before",
    "months": "The last 12 months",
    "all": "Everything",
    "days": "Other days, chosen below",
}


def document_form(form: data_rights.DocumentForm) -> View:
    """A document: without a known cycle, its years and cycles cannot be chosen."""
    offered = form.offered
    periods = [one for one in PERIODS if offered.cycles or one not in _OF_A_CYCLE]
    return modal(
        Callback.DOCUMENT,
        "My record",
        [
            *_schemes(offered),
            asked(
                Field.DOCUMENT_PERIOD,
                "Of which time?",
                radio(
                    Field.DOCUMENT_PERIOD,
                    [option(_PERIODS[one], one) for one in periods],
                    periods[0],
                ),
            ),
            asked(
                Field.DOCUMENT_FIRST,
                "First day, for other days",
                datepicker(Field.DOCUMENT_FIRST),
                optional=True,
            ),
            asked(
                Field.DOCUMENT_LAST,
                "Last day",
                datepicker(Field.DOCUMENT_LAST),
                optional=True,
            ),
            asked(
                Field.DOCUMENT_FORMAT,
                "As what?",
                radio(
                    Field.DOCUMENT_FORMAT,
                    [option(words, one) for one, words in FORMATS],
                    FORMATS[0][0],
                ),
                hint="It comes into our conversation.",
            ),
            *_private(offered),
        ],
        submit="Make it",
    )


_OF_A_CYCLE: Final = frozenset({"year", "last_year", "cycle", "last_cycle"})


def _schemes(offered: Offered) -> list[Block]:
    """Asked only where there are several."""
    if len(offered.schemes) < 2:
        return []
    options = [option("All my schemes", ALL)]
    options += [option(title, key) for key, title in offered.schemes]
    scheme = menu(Field.DOCUMENT_SCHEME, "Choose one", options, ALL)
    return [asked(Field.DOCUMENT_SCHEME, "Under which scheme?", scheme)]


def _private(offered: Offered) -> list[Block]:
    """Asked only where there is something that was given privately."""
    if not offered.private:
        return []
    answers = several(offered.private, "answer")
    return [
        asked(
            Field.DOCUMENT_PRIVATE,
            "Given privately",
            checkboxes(Field.DOCUMENT_PRIVATE, [_LEAVE_OUT]),
            hint=f"Your record holds {answers} that you gave privately. They are in the document, "
            "as far as they are of its time, unless you leave them out.",
            optional=True,
        )
    ]


_LEAVE_OUT: Final = option("Leave out what I gave privately", "without")


def pack_form(form: PackForm) -> View:
    """Of the pack for a body's audit, whether what was given privately goes along."""
    answers = several(form.answers, "answer")
    more = f", its archive all {form.whole}" if form.whole > form.answers else ""
    said = f"The document of those days holds {answers} that you gave privately{more}."
    choices = [
        option("Bring all of it", "all"),
        option("Leave them out, and the archive", "without"),
    ]
    return modal(
        Callback.AUDIT_PACK,
        brief(f"Audit by {form.body}", 24),
        [
            section(said, "audit-pack:private"),
            asked(
                Field.PACK_PRIVATE,
                "What is to be in the pack?",
                radio(Field.PACK_PRIVATE, choices),
                hint="The archive is for whoever wants to verify. It holds your whole record.",
            ),
        ],
        carries=kept(audit=form.audit),
        submit="Bring it",
    )


def read_pack(given: Carried, values: Values) -> MakeAuditPack:
    """What was chosen."""
    without = choice_in(values, Field.PACK_PRIVATE) == "without"
    return MakeAuditPack(whole(given, "audit"), without)


def read_document(_given: Carried, values: Values) -> data_rights.MakeDocument:
    """What was chosen."""
    return data_rights.MakeDocument(
        which=choice_in(values, Field.DOCUMENT_FORMAT) or "",
        scheme=choice_in(values, Field.DOCUMENT_SCHEME) or "",
        period=choice_in(values, Field.DOCUMENT_PERIOD) or "",
        first=day_in(values, Field.DOCUMENT_FIRST),
        last=day_in(values, Field.DOCUMENT_LAST),
        without_private="without" in choices_in(values, Field.DOCUMENT_PRIVATE),
    )


FORMS: Final = (
    FormLook(data_rights.DocumentForm, document_form, Callback.DOCUMENT, read_document),
    FormLook(PackForm, pack_form, Callback.AUDIT_PACK, read_pack),
)
