"""What stands in a document: entries of its period, their worth there, where figures come from."""

import json
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from bot.documents import entry_words
from bot.documents.model import Document, Entered, Entry, Period, SignOff
from bot.services.context.refused import Refused
from bot.services.data_rights import document_request
from bot.services.data_rights.document_request import ALL, Wanted, wanted_of
from bot.services.data_rights.documents import Reading, document_steps
from bot.services.members import settings
from bot.services.record import disallowing, entered, entries
from bot.services.record.entry_changes import find
from bot.services.schemes import registrations
from bot.services.sharing import shares, sign_offs
from tests.evidence_files import PDF, attached
from tests.services.harness import ServiceHarness, named

IMI, CMI = "imi-register", "cmi"
START = date(2025, 6, 1)


@pytest.fixture
def enrolled(harness: ServiceHarness) -> ServiceHarness:
    """UANA under IMI and CMI, as an EV technician, in the second year of a cycle."""
    with harness.open() as ctx:
        settings.set_job(ctx, "EV technician", date(2020, 1, 1))
        settings.enrol(ctx, IMI)
        settings.set_cycle_start(ctx, IMI, START)
        settings.enrol(ctx, CMI)
    return harness


def asked(harness: ServiceHarness, period: str, scheme: str = ALL, **days: date) -> Document:
    """The document that a job would make of what was asked for."""
    with harness.open() as ctx:
        chosen = (days.get("first"), days.get("last"))
        wanted = document_request.ask_for_document(ctx, "pdf", scheme, period, chosen)
        steps = [*document_steps(ctx, wanted_of(json.loads(json.dumps(wanted.plain()))))]
    assert all(isinstance(one, Reading) for one in steps[:-1])
    assert isinstance(steps[-1], Document)
    return steps[-1]


def figures(document: Document, scheme: str) -> dict[str, Any]:
    [one] = [each for each in document.schemes if each.key == scheme]
    return {each.name: each for each in (*one.totals, *one.standing)}


def titles(found: Sequence[Entry]) -> list[str]:
    return [one.title for one in found]


def log(harness: ServiceHarness, title: str, on: date, until: date | None = None) -> None:
    with harness.open() as ctx:
        harness.logged(ctx, title=title, on=on, until=until)


def test_a_year_holds_its_entries_in_the_order_of_their_days(enrolled: ServiceHarness) -> None:
    log(enrolled, "Second", date(2026, 9, 1))
    log(enrolled, "First", date(2026, 6, 1))
    log(enrolled, "Year before", date(2026, 5, 31))
    document = asked(enrolled, "year", IMI)
    assert titles(document.entries) == ["First", "Second"]
    assert [one.number for one in document.entries] == [1, 2]
    period = document.period
    assert (period.first, period.last, period.number) == (date(2026, 6, 1), date(2027, 5, 31), 2)


def test_the_year_and_the_cycle_before_are_others(enrolled: ServiceHarness) -> None:
    log(enrolled, "Year before", date(2026, 5, 31))
    assert titles(asked(enrolled, "last_year", IMI).entries) == ["Year before"]
    with enrolled.open() as ctx, pytest.raises(Refused, match="no_cycle_before"):
        document_request.ask_for_document(ctx, "pdf", IMI, "last_cycle")


def test_of_an_entry_over_a_border_the_part_in_the_period_counts(enrolled: ServiceHarness) -> None:
    """60 of 120 minutes on each side of 1 June."""
    log(enrolled, "Over the border", date(2026, 5, 31), date(2026, 6, 1))
    document = asked(enrolled, "year", IMI)
    [worth] = document.entries[0].worth
    assert (worth.minutes, worth.credits, worth.whole) == (60, 100, False)
    assert figures(document, IMI)["counted"].amount == 100


def test_figures_bear_the_rules_that_ask_for_them(enrolled: ServiceHarness) -> None:
    with enrolled.open() as ctx:
        settings.set_opening(ctx, IMI, cycle=2500, year=600)
    document = asked(enrolled, "cycle", IMI)
    found = figures(document, IMI)
    assert (found["cycle"].amount, found["cycle"].of) == (2500, 9000)
    assert "IMI CPD Policy" in found["cycle"].source
    assert found["cycle"].version.startswith("imi-register@")
    opening = document.schemes[0].opening
    assert opening is not None
    assert (opening.cycle, opening.year) == (2500, 600)


def test_a_declined_balance_is_no_figure_of_the_body(enrolled: ServiceHarness) -> None:
    with enrolled.open() as ctx:
        settings.decline_opening(ctx, IMI)
    document = asked(enrolled, "cycle", IMI)
    assert document.schemes[0].opening_declined
    assert "cycle" not in figures(document, IMI)
    assert figures(document, IMI)["cycle_logged"].of is None


def test_a_cycle_is_summed_up_by_its_years(enrolled: ServiceHarness) -> None:
    """2 credits in the first year, 4 in the second; the third has not begun."""
    log(enrolled, "First", date(2026, 5, 1))
    log(enrolled, "Second", date(2026, 9, 1))
    log(enrolled, "Second too", date(2026, 10, 1))
    years = asked(enrolled, "cycle", IMI).schemes[0].years
    assert [(one.number, one.amount, one.of) for one in years] == [(1, 200, 3000), (2, 400, 3000)]
    assert [(one.first, one.last) for one in years] == [
        (date(2025, 6, 1), date(2026, 5, 31)),
        (date(2026, 6, 1), date(2027, 5, 31)),
    ]
    assert all("IMI CPD Policy" in one.source for one in years)
    assert asked(enrolled, "year", IMI).schemes[0].years == ()


def test_the_year_before_shows_its_own_figure_and_the_cycle_that_runs(
    enrolled: ServiceHarness,
) -> None:
    log(enrolled, "First", date(2026, 5, 1))
    log(enrolled, "Second", date(2026, 9, 1))
    log(enrolled, "Second too", date(2026, 10, 1))
    found = figures(asked(enrolled, "last_year", IMI), IMI)
    assert (found["year"].amount, found["year"].last) == (200, date(2026, 5, 31))
    assert (found["cycle"].amount, found["cycle"].first) == (600, None)
    now = figures(asked(enrolled, "year", IMI), IMI)
    assert (now["year"].amount, now["year"].first) == (400, None)
    assert found["days_left"] == now["days_left"]


def test_a_cycle_that_is_over_shows_its_own_figures_and_no_days_left(
    enrolled: ServiceHarness,
) -> None:
    log(enrolled, "First", date(2026, 5, 1))
    enrolled.now += timedelta(days=3 * 365)
    log(enrolled, "Next cycle", date(2029, 9, 1))
    document = asked(enrolled, "last_cycle", IMI)
    found = figures(document, IMI)
    assert found["cycle"].amount == 200
    assert (found["cycle"].first, found["cycle"].last) == (START, date(2028, 5, 31))
    assert "days_left" not in found
    assert [one.amount for one in document.schemes[0].years] == [200, 0, 0]


def test_a_registration_is_what_was_told_of_it(enrolled: ServiceHarness) -> None:
    before = asked(enrolled, "all", IMI).schemes[0].registration
    assert before is not None
    assert (before.told, before.by_grade, before.grade) == (None, True, None)
    with enrolled.open() as ctx:
        [imi] = [one for one in ctx.work.enrolments.of(ctx.member.id) if one.pack == IMI]
        registrations.tell(ctx, imi.id, registrations.Told("registered", date(2025, 6, 1)))
    found = asked(enrolled, "all", IMI).schemes[0].registration
    assert found is not None
    assert (found.state, found.since, found.told_by) == ("registered", START, "member")
    assert found.told_on == date(2026, 11, 21)


def test_what_was_signed_off_and_entered_stands_with_the_entry(enrolled: ServiceHarness) -> None:
    with enrolled.open() as ctx:
        entry = enrolled.logged(ctx, title="Signed")
        share = shares.share(ctx, named("UHELEN"), shares.Wanted(entry.id, date(2026, 12, 1)))
        sign_offs.ask(ctx, entry.id, share.viewer_id)
        [request] = ctx.work.sign_offs.asked_of(share.viewer_id, ctx.member.id)
        entered.mark(ctx, [entry], "IMI")
    [one] = asked(enrolled, "all").entries
    assert one.sign_offs == (), "it is asked for, and not signed"
    version = enrolled.entry(entry.id).version
    with enrolled.open("UHELEN") as ctx:
        sign_offs.answer(ctx, request.id, version, "Seen on two vehicles", confirmed=True)
    [one] = asked(enrolled, "all").entries
    today = date(2026, 11, 21)
    assert one.sign_offs == (SignOff("Uhelen", today, "Seen on two vehicles"),)
    assert one.entered == (Entered("IMI", today),)
    with enrolled.open() as ctx:
        entries.edit(ctx, find(ctx, entry.id), {"title": "Something else"})
    [one] = asked(enrolled, "all").entries
    assert (one.sign_offs[0].changed_since, one.entered[0].changed_since) == (True, True)


def test_what_was_given_privately_is_counted_or_left_out(enrolled: ServiceHarness) -> None:
    with enrolled.open() as ctx:
        enrolled.logged(
            ctx,
            on=date(2026, 9, 1),
            reflect="My secret",
            private_stages=["reflect", "plan"],
        )
        offered = document_request.offered(ctx)
        assert offered.private == 1
        counted = ctx.work.overviews.private_answers
        assert counted(ctx.member.id, date(2026, 9, 1), date(2026, 9, 1)) == 1
        assert counted(ctx.member.id, date(2026, 9, 2), date(2026, 12, 1)) == 0
    document = asked(enrolled, "all")
    assert (document.private, document.left_out) == (1, 0)
    with enrolled.open() as ctx:
        wanted = document_request.ask_for_document(ctx, "pdf", ALL, "all", without_private=True)
        [*_, without] = document_steps(ctx, wanted_of(json.loads(json.dumps(wanted.plain()))))
    assert isinstance(without, Document)
    assert (without.private, without.left_out) == (0, 1)
    assert without.entries[0].left_out == ("reflect",)
    assert "My secret" not in str(without)


def test_of_a_framework_that_is_not_loaded_nothing_is_known(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        settings.enrol(ctx, IMI)
        settings.set_cycle_start(ctx, IMI, START)
        settings.enrol(ctx, "imi-techsafe/ADAS")
    log(harness, "Radar", date(2026, 9, 1))
    document = asked(harness, "all")
    techsafe, imi = (
        next(one for one in document.schemes if one.key.startswith(key))
        for key in ("imi-techsafe", IMI)
    )
    assert (techsafe.not_loaded, imi.not_loaded) == (True, False)
    assert {one.name for one in techsafe.totals} == {"entries"}
    [entry] = document.entries
    assert {one.scheme: one.not_loaded for one in entry.worth} == {
        techsafe.title: True,
        imi.title: False,
    }


def test_nothing_is_advised_where_a_body_has_struck_it_off(enrolled: ServiceHarness) -> None:
    with enrolled.open() as ctx:
        entry = enrolled.logged(ctx, title="Struck off", evaluate=None)
    [before] = asked(enrolled, "all", IMI).entries
    assert [one.name for one in before.worth[0].tests if one.reason.startswith("Add one line")]
    assert not any(one.decided for one in before.worth[0].tests)
    with enrolled.open() as ctx:
        disallowing.disallow(ctx, find(ctx, entry.id), IMI, date(2026, 11, 20), "relevant")
    [after] = asked(enrolled, "all", IMI).entries
    for test in after.worth[0].tests:
        assert test.decided == (test.verdict != "met" and test.name != "monitoring")
    assert not any(
        why.startswith("Add one line") for _, _, why, _ in entry_words.test_rows(after.worth[0])
    )


def test_cmi_has_no_credits(enrolled: ServiceHarness) -> None:
    log(enrolled, "Coaching a colleague", date(2026, 9, 1))
    document = asked(enrolled, "months", CMI)
    [worth] = document.entries[0].worth
    assert worth.credits is None
    assert {one.unit for one in document.schemes[0].totals} == {"entries"}
    assert document.schemes[0].stages[0] == ("Reflection", "reflect")


def test_the_stages_of_imi_are_in_its_words(enrolled: ServiceHarness) -> None:
    assert [name for name, _ in asked(enrolled, "year", IMI).schemes[0].stages] == [
        "Planning",
        "Action",
        "Results",
        "Reflection",
    ]


def test_withdrawn_entries_are_not_in_it(enrolled: ServiceHarness) -> None:
    with enrolled.open() as ctx:
        entries.withdraw(ctx, enrolled.logged(ctx, title="Withdrawn"))
    assert asked(enrolled, "all").entries == ()


def test_nothing_of_anybody_else_is_in_it(enrolled: ServiceHarness) -> None:
    with enrolled.open("UMAX") as ctx:
        enrolled.logged(ctx, title="Somebody else's", on=date(2026, 9, 1))
    log(enrolled, "Mine", date(2026, 9, 1))
    assert titles(asked(enrolled, "all").entries) == ["Mine"]


def test_somebody_elses_scheme_cannot_be_asked_for(enrolled: ServiceHarness) -> None:
    with enrolled.open("UMAX") as ctx, pytest.raises(Refused, match="no_such_scheme"):
        document_request.ask_for_document(ctx, "pdf", IMI, "year")


def test_without_a_known_start_the_calendar_year_stands_in_and_is_said(
    harness: ServiceHarness,
) -> None:
    with harness.open() as ctx:
        settings.enrol(ctx, IMI)
    document = asked(harness, "year", IMI)
    assert document.period.guessed
    assert document.period.first == date(2026, 1, 1)
    with harness.open() as ctx, pytest.raises(Refused, match="cycle_not_known"):
        document_request.ask_for_document(ctx, "pdf", IMI, "cycle")


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        (None, date(2026, 1, 1), "period_days"),
        (date(2026, 1, 1), None, "period_days"),
        (date(2026, 1, 2), date(2026, 1, 1), "period_turned"),
    ],
)
def test_days_are_both_there_and_in_order(
    harness: ServiceHarness, first: date | None, last: date | None, why: str
) -> None:
    with harness.open() as ctx, pytest.raises(Refused, match=why):
        document_request.ask_for_document(ctx, "pdf", ALL, "days", (first, last))


@pytest.mark.parametrize(("which", "period"), [("exe", "all"), ("pdf", "century")])
def test_what_is_not_offered_is_not_made(harness: ServiceHarness, which: str, period: str) -> None:
    with harness.open() as ctx, pytest.raises(Refused, match="choose_one"):
        document_request.ask_for_document(ctx, which, ALL, period)


def test_a_member_has_three_documents_under_way_at_most(harness: ServiceHarness) -> None:
    for _ in range(document_request.OPEN_MOST):
        with harness.open() as ctx:
            document_request.ask_for_document(ctx, "pdf", ALL, "all")
    with harness.open() as ctx, pytest.raises(Refused, match="documents_under_way"):
        document_request.ask_for_document(ctx, "pdf", ALL, "all")


def test_the_same_file_bears_one_number(enrolled: ServiceHarness) -> None:
    with enrolled.open() as ctx:
        for place, day in enumerate((date(2026, 9, 1), date(2026, 9, 2))):
            entry = enrolled.logged(ctx, on=day)
            attached(ctx, entry)
            attached(ctx, entry, "other.pdf", PDF + bytes([place]))
    found = asked(enrolled, "all").entries
    assert [[one.number for one in each.evidence] for each in found] == [[1, 2], [1, 3]]


def test_a_page_of_entries_costs_the_same_few_statements_however_many_they_are(
    enrolled: ServiceHarness,
) -> None:
    """What is read of each entry is read of all of its page at once."""
    log(enrolled, "One", date(2026, 9, 1))
    few = _statements(enrolled)
    for number in range(20):
        log(enrolled, f"Entry {number}", date(2026, 9, 1) + timedelta(number))
    assert _statements(enrolled) == few


def _statements(harness: ServiceHarness) -> int:
    """How many are run to read the document of everything."""
    with harness.open() as ctx:
        everything = Wanted("pdf", (), Period("all", None, None))
        with harness.counting() as statements:
            [*_, document] = document_steps(ctx, everything)
    assert isinstance(document, Document)
    return len(statements)
