"""An assessment as columns: for the table of those that count, and that of those staged."""

from dataclasses import fields
from typing import Any, Final

from storage.row_types import AssessmentRecord

_OF_AN_ASSESSMENT: Final = tuple(field.name for field in fields(AssessmentRecord))


def plain_assessment(one: AssessmentRecord) -> dict[str, Any]:
    """An assessment's columns as plain values, for whichever table it is kept in."""
    plain = {name: getattr(one, name) for name in _OF_AN_ASSESSMENT}
    plain["missing"] = list(one.missing)
    plain["findings"] = [dict(finding) for finding in one.findings]
    return plain
