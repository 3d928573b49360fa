"""Links as evidence: added, taken away, in the revisions, and taken back by one undo."""

import json

import pytest

from bot.conversation.durations import as_typed
from bot.services.context.member_context import MemberContext
from bot.services.dispatch.pages import Mistaken
from bot.services.record import actions as record
from bot.services.record import evidence
from bot.services.record.undo import undo
from storage.row_types import EntryRecord
from tests.services.harness import ServiceHarness

CERTIFICATE = "https://example.com/certificates/4711?for=me"
PHOTO = "https://example.com/photo.jpg"


def _links(ctx: MemberContext, entry_id: int) -> list[str]:
    return [one.url for one in ctx.work.entries.evidence([entry_id])[entry_id]]


def _edited(
    entry: EntryRecord, *, link: str = "", dropped: frozenset[str] = frozenset()
) -> record.EditEntry:
    """The form of an entry as it stands, sent with other links."""
    return record.EditEntry(
        entry=entry.id,
        title=entry.title or "",
        from_date=entry.start_date,
        to_date=entry.end_date,
        duration=as_typed(entry.minutes),
        type=entry.type,
        formality=entry.formality,
        provider=entry.provider or "",
        stages={},
        link=link,
        dropped_links=dropped,
    )


@pytest.fixture
def saved(harness: ServiceHarness) -> EntryRecord:
    with harness.open() as ctx:
        return harness.logged(ctx)


def test_a_link_is_added_by_the_button_s_form_with_its_day(
    harness: ServiceHarness, saved: EntryRecord
) -> None:
    with harness.open() as ctx:
        record.AddEvidence(saved.id, f"here it is: {CERTIFICATE}").do(ctx)
    with harness.open() as ctx:
        [one] = ctx.work.entries.evidence([saved.id])[saved.id]
        assert (one.url, one.added_at) == (CERTIFICATE, harness.now)


@pytest.mark.parametrize(
    ("typed", "link"),
    [
        ("example.com/certificate.pdf", "https://example.com/certificate.pdf"),
        ("www.example.com", "https://www.example.com"),
        (f"<{PHOTO}>", PHOTO),
    ],
)
def test_an_address_may_be_typed_as_people_type(typed: str, link: str) -> None:
    assert evidence.links_in(typed) == (link,)


@pytest.mark.parametrize("typed", ["it is in my drawer", "certificate", "", "3.5 hours", "a b.com"])
def test_what_is_no_link_is_refused_and_kept_in_the_form(
    harness: ServiceHarness, saved: EntryRecord, typed: str
) -> None:
    with harness.open() as ctx, pytest.raises(Mistaken) as refused:
        record.AddEvidence(saved.id, typed).do(ctx)
    assert set(refused.value.fields) == {"link"}


def test_links_are_added_and_taken_away_in_the_form_in_one_revision(
    harness: ServiceHarness, saved: EntryRecord
) -> None:
    with harness.open() as ctx:
        evidence.attach(ctx, saved, [CERTIFICATE])
    with harness.open() as ctx:
        [one] = ctx.work.entries.evidence([saved.id])[saved.id]
        before = ctx.member.chain_length
        _edited(saved, link=PHOTO, dropped=frozenset({evidence.mark(one)})).do(ctx)
        assert _links(ctx, saved.id) == [PHOTO]
        assert ctx.member.chain_length == before + 1
        [*_, last] = ctx.work.member_data.revisions(ctx.member.id, 0, 100)
        assert json.loads(last.content or "")["evidence"] == [{"kind": "link", "url": PHOTO}]


def test_one_undo_brings_back_what_was_taken_away(
    harness: ServiceHarness, saved: EntryRecord
) -> None:
    with harness.open() as ctx:
        evidence.attach(ctx, saved, [CERTIFICATE])
    with harness.open() as ctx:
        [one] = ctx.work.entries.evidence([saved.id])[saved.id]
        _edited(saved, link=PHOTO, dropped=frozenset({evidence.mark(one)})).do(ctx)
    with harness.open() as ctx:
        undo(ctx)
    with harness.open() as ctx:
        assert _links(ctx, saved.id) == [CERTIFICATE]
        undo(ctx)
    with harness.open() as ctx:
        assert _links(ctx, saved.id) == []


def test_a_form_that_changes_nothing_makes_no_revision(
    harness: ServiceHarness, saved: EntryRecord
) -> None:
    with harness.open() as ctx:
        before = ctx.member.chain_length
        _edited(saved).do(ctx)
        assert ctx.member.chain_length == before
