"""An entry of more subjects than a form asks the minutes of, or than it has room for."""

from datetime import date
from typing import Any

import pytest

from bot.services.record import actions as record
from bot.ui.record.edit_form import edit_modal
from tests.unit.ui.builders import entry
from tests.unit.ui.form_builders import submitted


def of_subjects(count: int, name: str = "Subject") -> tuple[dict[str, Any], ...]:
    return tuple({"name": f"{name} {number}", "minutes": 5} for number in range(count))


@pytest.mark.parametrize("count", [2, 11, 101])
def test_a_form_that_is_left_alone_changes_no_subject(count: int) -> None:
    of = entry(minutes=600, subjects=of_subjects(count))
    names = [one["name"] for one in of.subjects]
    read = submitted(edit_modal(of, subjects=names), title="Another title")
    assert isinstance(read, record.EditEntry)
    assert "subjects" in read.untouched
    assert "title" not in read.untouched


def test_typed_subjects_that_a_field_cannot_hold_are_no_change() -> None:
    of = entry(minutes=600, start_date=date(2026, 11, 20), subjects=of_subjects(60, "x" * 60))
    read = submitted(edit_modal(of, types_subjects=True), title="Another title")
    assert isinstance(read, record.EditEntry)
    assert "subjects_typed" in read.untouched
