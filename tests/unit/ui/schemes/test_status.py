"""`/cpd status` and All schemes: each scheme stands there, and Slack takes the longest."""

from dataclasses import replace

from bot.ui.schemes.status import MOST, status
from sandbox.refusals import check_message
from tests.unit.ui.builders import enrolment, scheme_standing


def _in_so_many(count: int) -> list[str]:
    found = [
        replace(scheme_standing(of=replace(enrolment(), id=number)), title=f"Scheme {number}")
        for number in range(1, count + 1)
    ]
    blocks = status(found).blocks
    assert check_message({"text": "Where you stand.", "blocks": list(blocks)}) is None
    return [str(block) for block in blocks]


def test_each_of_four_schemes_is_shown() -> None:
    shown = "\n".join(_in_so_many(4))
    assert all(f"Scheme {number}" in shown for number in range(1, 5))
    assert " more" not in shown


def test_of_more_than_fit_it_is_said_how_many() -> None:
    shown = "\n".join(_in_so_many(MOST + 3))
    assert f"Scheme {MOST}*" in shown
    assert f"Scheme {MOST + 1}*" not in shown
    assert "and 3 more" in shown
