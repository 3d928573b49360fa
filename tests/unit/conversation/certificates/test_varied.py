"""Certificates with something added, taken away or exchanged: a fact stays, or is not told.

Whoever writes rules knows the pages that they were written by. What is done to a page here is known
to change nothing of what is right, so that each page stands for many that nobody has seen.
"""

from typing import Final

import pytest

from bot.conversation.certificates.certificate import Certificate
from bot.conversation.certificates.reading import read
from tests.unit.conversation.certificates.pages import drawn
from tests.unit.conversation.certificates.plain_ones import PLAIN_ONES

BESIDE: Final = (
    "Accredited by the Institute of Vehicle Learning", "Approved centre 40213",
    "Supported by Ravensworth Finance", "Member of the Federation of Garage Trainers",
    "Powered by CertiFlow", "Unit 4, Mill Road, Easton", "Learning today, leading tomorrow",
    "Sandra Mills, Head of Training", "Centre Manager", "Authorised signatory",
    "Trainer: Paul Etheridge", "Employer: Broadway Motors Ltd", "Printed on 30/11/2026",
    "Course developed by Orbit Media", "1 CPD credit equals 1 hour of learning", "Pass mark 80%",
    "Bronze Sponsor: Tarn Lubricants", "Hotel Meridian, Conference Suite 2",
    "Excellence in Motion", "Automotive Division", "Retain for your CPD portfolio",
    "Date of birth 04/07/1989", "Training Manager, Broadway Motors", "School of Engineering",
)  # fmt: skip
"""Lines that stand on many certificates and say nothing of this one."""

NAMES: Final = (
    "Kestrel & Vane",
    "Tyrewise",
    "Fairbrook College",
    "The Paint Shed",
    "BTN Group plc",
)
TITLES: Final = (
    "Reading an Oscilloscope Trace", "Whistleblowing", "Steering Geometry", "Heavy Vehicle Rescue",
    "Level 4 Award in Advanced Diagnostics",
)  # fmt: skip


def _read(text: str) -> Certificate:
    return read([drawn(text)], ()) or Certificate()


def _told(found: Certificate) -> dict[str, object]:
    return {name: one["value"] for name, one in found.plain().items() if isinstance(one, dict)}


def _without(text: str, words: str) -> str:
    return "\n".join(line for line in text.splitlines() if words.lower() not in line.lower())


@pytest.mark.parametrize("name", PLAIN_ONES)
def test_a_line_beside_turns_no_fact_into_another(name: str) -> None:
    text = PLAIN_ONES[name][0]
    before = _told(_read(text))
    wrong = {}
    for line in BESIDE:
        after = _told(_read(f"{text}\n\n{line}"))
        told = {one: value for one, value in after.items() if before.get(one, value) != value}
        more = {one: after[one] for one in ("title", "provider", "credits") if one not in before
                and one in after}  # fmt: skip
        if told or more:
            wrong[line] = (told, more)
    assert wrong == {}


@pytest.mark.parametrize("name", PLAIN_ONES)
def test_where_a_title_or_a_provider_is_not_on_the_page_nothing_else_is_taken_for_it(
    name: str,
) -> None:
    text, title, provider, _ = PLAIN_ONES[name]
    if title is not None and title in text:
        assert _read(_without(text, title)).title is None
    if provider is not None:
        assert _read(_without(text, provider)).provider is None


@pytest.mark.parametrize("name", PLAIN_ONES)
def test_other_words_in_its_place_are_told_whole_or_not_at_all(name: str) -> None:
    text, title, provider, _ = PLAIN_ONES[name]
    for other in TITLES if title is not None and title in text else ():
        found = _read(text.replace(title or "", other)).title
        assert found is None or found.value == other
    for other in NAMES if provider is not None and provider in text else ():
        issuer = _read(text.replace(provider or "", other)).provider
        assert issuer is None or issuer.value == other
