"""An entry's evidence in forms: a link to be added by itself; and, in the form of the entry, the
links that there are, to be unticked, and one to be added.
"""

from collections.abc import Sequence
from typing import Final

from bot.services.record import actions as record
from bot.services.record.evidence import LINK_MOST, mark
from bot.ui.kit.blocks import Block, View, asked, checkboxes, modal, option, text_field
from bot.ui.kit.escape import shorten
from bot.ui.kit.form_values import Carried, Values, choices_in, offered, text_in, whole
from bot.ui.kit.formatting import day
from bot.ui.kit.ids import Callback, Field, kept
from bot.ui.kit.page_looks import FormLook
from storage.row_types import EvidenceRecord

_LINKS_MOST = 10
_LINK_MOST = 50


def evidence_fields(evidence: Sequence[EvidenceRecord]) -> list[Block]:
    """The links that are there, each with its day, to be unticked; and one to be added."""
    blocks: list[Block] = []
    links = listed_links(evidence)
    if links:
        options = [option(_link(one), mark(one)) for one in links]
        ticked = [mark(one) for one in links]
        blocks.append(
            asked(
                Field.LINKS,
                "Evidence",
                checkboxes(Field.LINKS, options, ticked),
                hint="Untick what is to go.",
                optional=True,
            )
        )
    return [*blocks, _link_field(optional=True)]


def listed_links(evidence: Sequence[EvidenceRecord]) -> list[EvidenceRecord]:
    """The links that a form has room for."""
    return [one for one in evidence if one.kind == "link"][:_LINKS_MOST]


def _link(one: EvidenceRecord) -> str:
    address = one.url.partition("://")[2] or one.url
    return f"{shorten(address, _LINK_MOST)} · {day(one.added_at.date())}"


def _link_field(*, optional: bool) -> Block:
    return asked(
        Field.LINK,
        "Link to a certificate, a photo or a page",
        text_field(Field.LINK, prompt="https://…", most=LINK_MOST),
        optional=optional,
    )


def dropped_links(given: Carried, values: Values) -> frozenset[str]:
    """The links that the form showed and that are ticked no longer."""
    shown = given.get("links", [])
    if not offered(values, Field.LINKS) or not isinstance(shown, list):
        return frozenset()
    return frozenset(map(str, shown)) - choices_in(values, Field.LINKS)


def evidence_modal(entry_id: int) -> View:
    """A link to be added to an entry."""
    return modal(
        Callback.EVIDENCE,
        "Add evidence",
        [_link_field(optional=False)],
        carries=kept(entry=entry_id),
        submit="Add it",
    )


def read_evidence(given: Carried, values: Values) -> record.AddEvidence:
    """The link that was typed."""
    return record.AddEvidence(whole(given, "entry"), text_in(values, Field.LINK))


FORMS: Final = (
    FormLook(
        record.EvidenceForm,
        lambda form: evidence_modal(form.entry_id),
        Callback.EVIDENCE,
        read_evidence,
    ),
)
