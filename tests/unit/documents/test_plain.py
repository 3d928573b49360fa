"""A document goes to the process that renders it and comes back the same."""

import json
from dataclasses import replace

from bot.documents.model import Period
from bot.documents.plain import document_of, to_plain
from tests.documents import document, evidence_files


def test_nothing_is_lost_on_the_way() -> None:
    record = document(60, evidence_files(8))
    assert document_of(json.loads(json.dumps(to_plain(record)))) == record


def test_what_is_not_known_stays_not_known() -> None:
    record = replace(document(0), period=Period("all", None, None))
    [scheme] = record.schemes
    record = replace(record, schemes=(replace(scheme, registration=None, opening=None),))
    assert document_of(json.loads(json.dumps(to_plain(record)))) == record
