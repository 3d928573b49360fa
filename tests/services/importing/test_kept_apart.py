"""What an import leaves alone: it floods no review, sends a coach nothing that its member did not
claim, and warns of words that tell who somebody is.
"""

from datetime import timedelta
from pathlib import Path

from bot.services.importing import actions as importing
from bot.services.nudges.weekly_review import review_view
from tests.services.harness import ServiceHarness
from tests.services.importing.driving import (
    HEADING,
    LEARNT,
    arrive,
    found,
    imported,
    log_of,
    rows_file,
    take,
    work_off,
)


def test_a_weekly_review_lists_no_entry_of_a_file(office: ServiceHarness, tmp_path: Path) -> None:
    with office.open() as ctx:
        own = office.logged(ctx, title="Braking systems").id
    imported(office, tmp_path, log_of(30))
    office.now += timedelta(days=7)
    with office.open() as ctx:
        assert [one.entry.id for one in review_view(ctx).saved] == [own]


def test_rows_that_seem_to_name_somebody_are_told_by_number_and_taken_all_the_same(
    office: ServiceHarness, tmp_path: Path
) -> None:
    rows = [
        HEADING,
        ["20/11/2026", "Braking", "Bosch", "2", f"{LEARNT}. Mrs Patel was pleased", ""],
        ["19/11/2026", "Steering", "Bosch", "2", LEARNT, ""],
        ["18/11/2026", "ADAS", "Bosch", "2", f"{LEARNT}, on AB12 CDE", ""],
    ]
    number = arrive(office, rows_file(tmp_path, rows))
    work_off(office)
    counts = found(office, number).counts
    assert (counts["taken"], counts["naming"], counts["named_rows"]) == (3, 2, [2, 4])
    with office.open() as ctx:
        shown = importing.ShowImportRows(number, "taken").do(ctx).rows
    assert [one.names for one in shown] == [True, False, True]
    take(office, number)
    work_off(office)
    with office.open() as ctx:
        assert len(ctx.work.entries.list(ctx.member.id, ["logged"], limit=10)) == 3


def test_what_was_read_to_be_shown_is_what_is_kept_with_the_entry(
    office: ServiceHarness, tmp_path: Path
) -> None:
    imported(office, tmp_path, log_of(1))
    with office.open() as ctx:
        [one] = ctx.work.entries.list(ctx.member.id, ["logged"], limit=10)
    assert one.account is not None
    assert {*one.account["spans"]} == {"evaluate"}


def test_words_that_were_not_claimed_are_no_account(office: ServiceHarness, tmp_path: Path) -> None:
    number = arrive(office, rows_file(tmp_path, log_of(1)))
    work_off(office)
    take(office, number, words=False)
    work_off(office)
    with office.open() as ctx:
        [one] = ctx.work.entries.list(ctx.member.id, ["logged"], limit=10)
    assert one.account is not None
    assert one.account["spans"] == {}


def test_what_explains_an_assessment_follows_when_all_is_tidied_up(
    office: ServiceHarness, tmp_path: Path
) -> None:
    imported(office, tmp_path, log_of(3))
    with office.open() as ctx:
        ids = [one.id for one in ctx.work.entries.list(ctx.member.id, ["logged"], limit=10)]
        kept = ctx.work.assessments.of_entries(ids)
    assert len(kept) == 3
    assert all(one.findings for parts in kept.values() for one in parts)
