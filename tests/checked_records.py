"""Whatever was done in a test, each record is one that verifies (its chain, and its entries) and is
as the schema says that is handed over with it.
"""

import json
from typing import Any

import jsonschema

from bot.archive import form, record_checks
from bot.archive.report import Report
from bot.services.context.member_context import ContextFactory
from bot.services.data_rights.export import export_json


def _strict(schema: Any) -> Any:
    """A schema by which a name that it does not speak of is a fault: readers may let it pass, we
    may not write it.
    """
    match schema:
        case {"properties": _}:
            inner = {name: _strict(one) for name, one in schema.items()}
            return {
                **inner,
                "required": sorted(schema["properties"]),
                "additionalProperties": False,
            }
        case dict():
            return {name: _strict(one) for name, one in schema.items()}
        case list():
            return [_strict(one) for one in schema]
    return schema


_AS_PUBLISHED = jsonschema.Draft202012Validator(_strict(json.loads(form.schema())))


def all_that_fails(contexts: ContextFactory) -> list[str]:
    """What does not verify of anybody's record."""
    with contexts.database.snapshot() as session:
        found = session.connection().exec_driver_sql(
            "SELECT workspace_id, id FROM member WHERE chain_length > 0"
        )
        members = found.all()
    return [fault for one in members for fault in what_fails(contexts, *one)]


def what_fails(contexts: ContextFactory, workspace_id: str, member_id: int) -> list[str]:
    """What of a member's record does not verify."""
    with contexts.read_by_id(workspace_id, member_id) as ctx:
        if ctx is None:
            return []
        record = json.loads(b"".join(export_json(ctx.work, ctx.member, ctx.now)))
    report = Report()
    record_checks.checked(record, report)
    faults = [one.text for one in report.said if one.kind == "fails"]
    return faults + [f"{one.json_path}: {one.message}" for one in _AS_PUBLISHED.iter_errors(record)]
