"""Evidence that runs out, and entries without evidence: on Home, in answers, in lists; and for
nobody but their member.
"""

from datetime import date, timedelta

import pytest

from bot.conversation.asking import asked
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.dispatch.questions import explain
from bot.services.record import actions as record
from bot.services.record.actions.viewing import EntryList, ListTyped
from bot.services.record.home_parts import home_entries
from bot.services.teams import links as team_links
from bot.ui.questions.answers import told
from storage.row_types import EntryRecord
from tests.evidence_files import attached
from tests.services.harness import TODAY, ServiceHarness, named


def running_out(
    harness: ServiceHarness, ctx: MemberContext, days: int, title: str = "First aid at work"
) -> EntryRecord:
    """A saved entry whose evidence holds for so many days more."""
    entry = harness.logged(ctx, title=title)
    content = f"%PDF-1.7 {entry.id}".encode()
    attached(ctx, entry, content=content, runs_out=TODAY + timedelta(days=days))
    return entry


def on_home(ctx: MemberContext) -> tuple[list[int], list[int]]:
    """Entries by number: whose evidence runs out, and whose ran out."""
    near = home_entries(ctx).running_out
    return [one.entry_id for one in near.to_come], [one.entry_id for one in near.passed]


def test_home_shows_what_is_within_ninety_days_of_its_last_day(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        assert on_home(ctx) == ([], [])
        days = (91, 90, 0, -1, -90, -91, 5)
        by_days = {one: running_out(harness, ctx, one, f"Course {one}").id for one in days}
    with harness.open() as ctx:
        to_come, passed = on_home(ctx)
        assert to_come == [by_days[one] for one in (0, 5, 90)]
        assert passed == [by_days[one] for one in (-1, -90)]


def test_what_something_newer_has_replaced_is_shown_no_more(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        old = running_out(harness, ctx, 10)
        other = running_out(harness, ctx, 20, "Banksman")
        running_out(harness, ctx, 1000, "first aid  AT WORK")
        assert on_home(ctx) == ([other.id], [])
        attached(ctx, other, content=b"%PDF-1.7 newer", runs_out=TODAY + timedelta(days=400))
        assert on_home(ctx) == ([], [])
        assert old.id != other.id


def test_an_entry_that_was_withdrawn_runs_out_no_more(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        entry = running_out(harness, ctx, 10)
        record.Withdraw(entry.id).do(ctx)
    with harness.open() as ctx:
        assert on_home(ctx) == ([], [])


def test_home_takes_as_many_statements_with_evidence_as_without(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        harness.logged(ctx)
    with harness.open() as ctx, harness.counting() as before:
        home_entries(ctx)
    with harness.open() as ctx:
        for days in range(7):
            running_out(harness, ctx, days, f"Course {days}")
    with harness.open() as ctx, harness.counting() as after:
        assert len(home_entries(ctx).running_out.to_come) == 7
    assert len(after) == len(before) > 2


def answer(ctx: MemberContext, question: str) -> str:
    found = asked(question, now=ctx.now, tz=ctx.zone)
    assert found is not None, question
    return told(explain(ctx, found)).text


def test_when_a_certificate_runs_out_is_answered_from_the_record(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        running_out(harness, ctx, 30, "Emergency first aid at work")
        running_out(harness, ctx, -3, "F-gas <update>")
        assert answer(ctx, "when does my first aid certificate run out?") == (
            "The evidence for *Emergency first aid at work* runs out on 21 Dec 2026, in 30 days."
        )
        assert answer(ctx, "when's my F-gas cert up?") == (
            "The evidence for *F-gas &lt;update&gt;* ran out on 18 Nov 2026."
        )
        assert answer(ctx, "when does my forklift ticket expire?").startswith("I know of no last")


def test_what_runs_out_in_a_time_is_answered(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        assert answer(ctx, "what runs out this year?") == (
            "Nothing of yours runs out this year, of all the evidence whose last day I know."
        )
        running_out(harness, ctx, 30, "First aid")
        running_out(harness, ctx, 45, "Banksman")
        running_out(harness, ctx, 400, "Abrasive wheels")
        assert "*First aid* runs out on 21 Dec 2026" in answer(ctx, "what runs out this year?")
        assert answer(ctx, "does anything run out soon?") == (
            "2 of your entries have evidence with a last day: *First aid* (21 Dec 2026) and "
            "*Banksman* (5 Jan 2027)."
        )
        next_year = answer(ctx, "which certificates run out next year?")
        assert "next year: *Banksman* (5 Jan 2027) and *Abrasive wheels*" in next_year
        assert "*First aid*" in answer(ctx, "which certificates expire next month?")
        assert "in 2027: *Banksman*" in answer(ctx, "what expires in 2027?")


def test_what_runs_out_is_all_that_has_a_last_day_the_next_first(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        assert answer(ctx, "what runs out?") == (
            "Nothing of yours runs out, of all the evidence whose last day I know."
        )
        running_out(harness, ctx, 700, "Forklift")
        assert "*Forklift* runs out on" in answer(ctx, "what runs out?")
        running_out(harness, ctx, 400, "Abrasive wheels")
        running_out(harness, ctx, -200, "F-gas")
        assert answer(ctx, "what runs out?") == (
            "3 of your entries have evidence with a last day: *Abrasive wheels* (26 Dec 2027), "
            "*Forklift* (21 Oct 2028) and *F-gas* (ran out 5 May 2026)."
        )
        running_out(harness, ctx, 30, "First aid")
        running_out(harness, ctx, -3, "Banksman")
        assert answer(ctx, "what runs out?") == (
            "5 of your entries have evidence with a last day: *First aid* (21 Dec 2026), "
            "*Abrasive wheels* (26 Dec 2027), *Forklift* (21 Oct 2028) and 2 more."
        )
        assert "Forklift" not in answer(ctx, "does anything run out soon?")


@pytest.mark.parametrize("typed", ["no evidence", "Without  evidence", "missing evidence"])
def test_entries_without_evidence_are_listed_by_command(
    harness: ServiceHarness, typed: str
) -> None:
    with harness.open() as ctx:
        without = [harness.logged(ctx, on=date(2026, 3, day)).id for day in range(1, 13)]
        running_out(harness, ctx, 30)
        assert home_entries(ctx).without_evidence == 12
        first = ListTyped(typed).do(ctx)
        assert (first.count, first.only) == (12, "evidence")
        second = record.ShowEntries(1, None, "evidence").do(ctx)
        listed = [card.entry.id for page in (first, second) for card in page.entries]
        assert sorted(listed) == without


@pytest.mark.parametrize(
    "question", ["who in my team has no evidence?", "which of my lads have no certificates?"]
)
def test_a_manager_is_told_what_of_evidence_they_see_and_nothing_of_it(
    harness: ServiceHarness, question: str
) -> None:
    with harness.open() as ctx:
        team_links.name_manager(ctx, named("UMAX"))
        harness.logged(ctx, title="Marmalade")
        running_out(harness, ctx, 30, "Medlars")
    with harness.open("UMAX") as ctx:
        assert "Your team shows" not in answer(ctx, question)
        team_links.answer(ctx, accepted=True, member_slack_id="UANA")
    with harness.open("UMAX") as ctx:
        told = answer(ctx, question)
        assert told == (
            "Your team shows how many entries of this cycle have no evidence, person by person. "
            "What the evidence is, and of which entry, stays theirs."
        )
    with harness.open() as ctx:
        assert "Your team shows" not in answer(ctx, question)


def test_a_manager_cannot_open_the_list_nor_see_what_runs_out(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        team_links.name_manager(ctx, named("UMAX"))
        entry = harness.logged(ctx, title="Marmalade")
        dated = running_out(harness, ctx, 30, "Medlars")
    with harness.open("UMAX") as ctx:
        team_links.answer(ctx, accepted=True, member_slack_id="UANA")
    with harness.open("UMAX") as ctx:
        for page in (record.ShowEntries(only="evidence"), ListTyped("no evidence")):
            shown = page.do(ctx)
            assert isinstance(shown, EntryList)
            assert (shown.entries, shown.count) == ((), 0)
        home = home_entries(ctx)
        assert (home.without_evidence, home.running_out.any) == (0, False)
        for question in (
            "which entries have no evidence?",
            "when does my medlars certificate run out?",
            "what runs out this year?",
        ):
            assert "M" not in answer(ctx, question).replace("My", "")
        for one in (entry, dated):
            for tried in (record.AskForEvidence(one.id), record.ShowDetails(one.id)):
                with pytest.raises(Refused):
                    tried.do(ctx)
