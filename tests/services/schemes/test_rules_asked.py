"""What a body asks for: two lines at most, each with where it stands."""

import pytest

from bot.conversation.asking import Asked
from bot.services.members import settings
from bot.services.schemes.answers import rules
from bot.services.schemes.member_schemes import schemes_of
from bot.ui.questions.answers import told
from tests.services.harness import ServiceHarness
from tests.unit.ui.reading import texts

ENTRY = "Each entry: current, authentic, relevant and sufficient."


def answered(harness: ServiceHarness, words: str, *schemes: str) -> tuple[list[str], str]:
    """The lines of the answer, and its sources, for somebody in these schemes."""
    with harness.open() as ctx:
        for scheme in schemes:
            settings.enrol(ctx, scheme)
        content = told(rules(ctx, Asked("rules", words=words), schemes_of(ctx)))
    said, source = texts(content.blocks)[:2]
    return said.split("\n"), source


@pytest.mark.parametrize("schemes", [(), ("cmi",), ("imi-register", "imi-techsafe/ADAS")])
def test_what_imi_asks_for_is_said_to_anybody(
    harness: ServiceHarness, schemes: tuple[str, ...]
) -> None:
    lines, source = answered(harness, "imi", *schemes)
    assert lines == [
        "IMI asks for 90 credits in 3 years, and recommends 30 a year.",
        ENTRY,
    ]
    assert "IMI CPD Policy, Compliance Policy b" in source


def test_cmi_asks_for_no_number_and_has_six_qualities(harness: ServiceHarness) -> None:
    lines, source = answered(harness, "cmi", "imi-register")
    assert lines[0].startswith("CMI asks for no points, hours or number.")
    assert lines[1].startswith("Your record should be continuous, cyclic,")
    assert "CMI CPD Policy" in source


def test_the_mot_asks_for_hours_and_a_record(harness: ServiceHarness) -> None:
    lines, source = answered(harness, "mot", "imi-register")
    assert lines[0] == "DVSA MOT asks for 3 h a year in each category."
    assert lines[1].startswith("For DVSA MOT: any training whose record says when")
    assert "GOV.UK" in source


def test_a_scheme_without_a_name_is_the_members_own(harness: ServiceHarness) -> None:
    lines, _ = answered(harness, "scheme", "cmi")
    assert lines[0].startswith("CMI asks for no points")


def test_what_a_pack_does_not_say_is_not_known(harness: ServiceHarness) -> None:
    lines, source = answered(harness, "techsafe")
    assert lines[0].startswith("Not known: the subjects that IMI TechSafe asks for")
    assert "Compliance Policy c" in source
