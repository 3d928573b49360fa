"""Rounds as services run them: each bad input, who leaves, what days bring, what is kept."""

import asyncio
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from bot.delivery import audit_sweeps
from bot.policy.audits.draw import commitment
from bot.services.audits import (
    erasing,
    following,
    home_parts,
    reading_views,
    reviews,
    rounds,
    selections,
)
from bot.services.audits import views as audit_views
from bot.services.audits.handling_actions import AskForReader
from bot.services.audits.naming_actions import NameByMention
from bot.services.context.people import know
from bot.services.context.refused import Refused
from bot.services.data_rights import erasure, export
from bot.services.members import settings
from bot.services.record import undo
from bot.services.record.actions import ShowStanding
from bot.services.record.entries import withdraw
from bot.services.record.entry_changes import content_changed, find, update_fields
from bot.services.teams import links
from bot.ui.audits.round_pages import drawn_page
from bot.ui.kit import pages
from tests.services.audits.staging import (
    ANA,
    AUD,
    BEA,
    EVA,
    LEAD,
    SCHEME,
    SEEDS,
    WORDS,
    drafted,
    lead,
    of,
    opened,
    settle,
    with_cycle,
)
from tests.services.harness import ServiceHarness, named


@pytest.fixture
def workplace(harness: ServiceHarness) -> ServiceHarness:
    """With a lead, and one member whose cycle is complete."""
    lead(harness)
    with_cycle(harness, ANA)
    with harness.open("UADMIN"):
        pass
    return harness


def frozen(harness: ServiceHarness, **size: int) -> int:
    """A round whose population is frozen, with an auditor."""
    round_id = drafted(harness, SCHEME, **size)
    with harness.open(AUD):
        pass
    with harness.open(LEAD) as ctx:
        rounds.name_people(ctx, round_id, [named(AUD)], "auditor")
        rounds.ask_freeze(ctx, round_id)
    settle(harness)
    return round_id


def state_of(harness: ServiceHarness, round_id: int) -> str:
    with harness.open(LEAD) as ctx:
        return rounds.found(ctx, round_id).round.state


def handed_in(harness: ServiceHarness) -> int:
    """Ana has handed in; her selection's number."""
    number = of(harness, ANA).id
    with harness.open(ANA) as ctx:
        selections.hand_in(ctx, number)
    return number


def decided(harness: ServiceHarness) -> int:
    """One entry of hers is not met, and the whole with it."""
    number = handed_in(harness)
    known = of(harness, ANA)
    [auditor] = [who for who in (AUD, EVA) if member_id(harness, who) in known.selection.auditors]
    entry = min(known.selection.entries)
    with harness.open(auditor) as ctx:
        words = ("not in your job", "not_in_job", "")
        reviews.find(ctx, number, entry, {"relevant": "not_met"}, words)
        reviews.rest_is_met(ctx, number)
        reviews.decide(ctx, number, "not_met", "one is out")
    settle(harness)
    return number


def member_id(harness: ServiceHarness, who: str) -> int:
    with harness.open(who) as ctx:
        return ctx.member.id


def counted(harness: ServiceHarness, who: str = ANA) -> int:
    """How many minutes count."""
    with harness.open(who) as ctx:
        entries = [one.id for one in ctx.work.entries.list(ctx.member.id, ["logged"], limit=50)]
        worth = ctx.work.assessments.of_entries(entries)
    return sum(one.minutes for some in worth.values() for one in some if one.state == "counted")


def gone(harness: ServiceHarness, who: str) -> None:
    """Their account is switched off."""
    with harness.open(who) as ctx:
        know(ctx, named(who, deactivated=True).profile)


def sweep(harness: ServiceHarness) -> None:
    """Everything that the sweeps of rounds do."""

    async def all_of_them() -> None:
        for one in audit_sweeps.audit_sweeps(harness.contexts):
            await one.run()

    asyncio.run(all_of_them())
    settle(harness)


# The population, the draw


def test_a_round_with_nobody_in_it_is_not_frozen(harness: ServiceHarness) -> None:
    lead(harness)
    with harness.open(BEA) as ctx:  # a cycle that still runs
        settings.enrol(ctx, SCHEME)
        settings.set_cycle_start(ctx, SCHEME, date(2026, 1, 1))
    round_id = drafted(harness)
    with harness.open(LEAD) as ctx:
        counts = audit_views.round_view(ctx, round_id).counts
        assert counts is not None
        assert (counts.in_it, dict(counts.out)) == (0, {"cycle_running": 1})
        rounds.ask_freeze(ctx, round_id)
    assert settle(harness) == [{"refused": "audit_nobody_in_it"}]
    assert state_of(harness, round_id) == "drafted"


def test_a_sample_larger_than_the_population_is_refused(workplace: ServiceHarness) -> None:
    round_id = drafted(workplace, count=2)
    with workplace.open(LEAD) as ctx:
        rounds.ask_freeze(ctx, round_id)
    assert settle(workplace) == [{"refused": "audit_sample_too_large"}]


def test_what_was_counted_on_another_day_is_counted_again(workplace: ServiceHarness) -> None:
    round_id = drafted(workplace)
    workplace.now += timedelta(days=1)
    with pytest.raises(Refused, match="audit_count_again"), workplace.open(LEAD) as ctx:
        rounds.ask_freeze(ctx, round_id)


def test_commitments_come_from_two_people_who_were_asked(workplace: ServiceHarness) -> None:
    round_id = frozen(workplace)
    with pytest.raises(Refused, match="audit_no_seed_asked"), workplace.open(BEA) as ctx:
        rounds.commit(ctx, round_id, commitment(SEEDS[0]))
    with pytest.raises(Refused, match="audit_not_a_commitment"), workplace.open(LEAD) as ctx:
        rounds.commit(ctx, round_id, SEEDS[0])
    with workplace.open(LEAD) as ctx:
        rounds.commit(ctx, round_id, commitment(SEEDS[0]))
    with pytest.raises(Refused, match="audit_same_person"), workplace.open(LEAD) as ctx:
        rounds.commit(ctx, round_id, commitment(SEEDS[1]))
    with pytest.raises(Refused, match="audit_seed_used_before"), workplace.open(AUD) as ctx:
        rounds.commit(ctx, round_id, commitment(SEEDS[0]))


def test_a_seed_of_an_earlier_round_is_refused(workplace: ServiceHarness) -> None:
    opened(workplace)
    round_id = frozen(workplace)
    with pytest.raises(Refused, match="audit_seed_used_before"), workplace.open(AUD) as ctx:
        rounds.commit(ctx, round_id, commitment(SEEDS[0]))


def test_a_seed_never_revealed_gives_the_attempt_up(workplace: ServiceHarness) -> None:
    round_id = frozen(workplace)
    for who, seed in zip((LEAD, AUD), SEEDS, strict=True):
        with workplace.open(who) as ctx:
            rounds.commit(ctx, round_id, commitment(seed))
    settle(workplace)
    ids = workplace.query("SELECT audit_id FROM audit_placing WHERE out IS NULL")
    with pytest.raises(Refused, match="audit_seed_does_not_match"), workplace.open(AUD) as ctx:
        rounds.reveal(ctx, round_id, SEEDS[0])
    with workplace.open(LEAD) as ctx:
        rounds.give_up(ctx, round_id, "not_revealed")
    assert state_of(workplace, round_id) == "frozen"
    with workplace.open(LEAD) as ctx:
        seed = rounds.make_seed(ctx, round_id)
        assert len(seed) == 64
        assert seed not in str(workplace.query("SELECT attempts FROM audit_round"))
    with workplace.open(AUD) as ctx:
        rounds.commit(ctx, round_id, commitment("another seed of mine, long"))
    settle(workplace)
    assert workplace.query("SELECT audit_id FROM audit_placing WHERE out IS NULL") != ids
    kinds = [kind for (kind,) in workplace.query("SELECT kind FROM audit_step ORDER BY id")]
    assert kinds.count("given_up") == 1
    assert kinds.count("ids_made") == 2


def test_a_seed_that_is_too_short_gives_the_attempt_up(workplace: ServiceHarness) -> None:
    round_id = frozen(workplace)
    for who, seed in ((LEAD, "short"), (AUD, SEEDS[1])):
        with workplace.open(who) as ctx:
            rounds.commit(ctx, round_id, commitment(seed))
    settle(workplace)
    with workplace.open(LEAD) as ctx:
        assert rounds.reveal(ctx, round_id, "short").round.state == "frozen"


# Those drawn


def test_who_hands_in_twice_keeps_the_first(workplace: ServiceHarness) -> None:
    opened(workplace)
    number = handed_in(workplace)
    first = of(workplace, ANA).selection.snapshot
    with pytest.raises(Refused, match="audit_already_submitted"), workplace.open(ANA) as ctx:
        selections.hand_in(ctx, number)
    assert of(workplace, ANA).selection.snapshot == first
    assert workplace.query("SELECT count(*) FROM audit_snapshot") == [(1,)]


def test_a_chain_that_was_tampered_with_hands_nothing_in(workplace: ServiceHarness) -> None:
    opened(workplace)
    with workplace.database.transaction() as session:
        change = "UPDATE entry_revision SET content = '{}' WHERE number = 1"
        session.connection().execute(text(change))
        session.commit()
    with pytest.raises(Refused, match="audit_chain_broken"):
        handed_in(workplace)


def test_nothing_handed_in_by_the_day(workplace: ServiceHarness) -> None:
    """Reminders come before it; afterwards the lead may give another day."""
    opened(workplace)
    for _ in range(30):
        workplace.now += timedelta(days=1)
        sweep(workplace)
    kinds = [kind for kind, _ in workplace.said(ANA) if kind.startswith("audit_")]
    assert kinds == ["audit_told", *["audit_reminder"] * 3, "audit_not_handed_in"]
    number = of(workplace, ANA).id
    with pytest.raises(Refused, match="audit_too_late"):
        handed_in(workplace)
    with workplace.open(LEAD) as ctx:
        selections.reopen(ctx, number, ctx.today + timedelta(days=7))
    settle(workplace)
    handed_in(workplace)
    assert of(workplace, ANA).selection.state == "submitted"


def test_a_decision_is_no_change_of_the_members(workplace: ServiceHarness) -> None:
    """Under a scheme that the workplace owns it is a revision of the entry: its words stay."""
    round_id = opened(workplace)
    workplace.now += timedelta(hours=1)
    number = handed_in(workplace)
    entry = min(of(workplace, ANA).selection.entries)
    auditor = reader_of(workplace)
    workplace.now += timedelta(hours=1)
    with workplace.open(auditor) as ctx:
        words = ("not in your job", "not_in_job", "")
        reviews.find(ctx, number, entry, {"relevant": "not_met"}, words)
        reviews.rest_is_met(ctx, number)
        reviews.decide(ctx, number, "not_met", "one is out")
    settle(workplace)
    later = [(kind,) for kind in ("saved",) * 4 + ("edited",)]
    kinds = "SELECT kind FROM entry_revision WHERE entry_id <> 0 ORDER BY number"
    assert workplace.query(kinds) == later
    assert changed_since(workplace, round_id) == [False]


def test_what_a_member_changed_and_changed_back_is_not_changed(workplace: ServiceHarness) -> None:
    round_id = opened(workplace)
    handed_in(workplace)
    entry = min(of(workplace, ANA).selection.entries)
    for title, changed in (("Another one", True), ("Brakes 0", False)):
        workplace.now += timedelta(hours=1)
        with workplace.open(ANA) as ctx:
            now = update_fields(ctx, find(ctx, entry), "typed", title=title)
            content_changed(ctx, now, "edited")
        assert changed_since(workplace, round_id) == [changed]


def test_an_entry_that_was_withdrawn_since_is_a_change(workplace: ServiceHarness) -> None:
    round_id = opened(workplace)
    handed_in(workplace)
    entry = min(of(workplace, ANA).selection.entries)
    workplace.now += timedelta(hours=1)
    with workplace.open(ANA) as ctx:
        withdraw(ctx, find(ctx, entry))
    assert changed_since(workplace, round_id) == [True]


def changed_since(workplace: ServiceHarness, round_id: int) -> list[bool]:
    """What the lead reads of each who was drawn."""
    with workplace.open(LEAD) as ctx:
        return [one.edited for one in audit_views.drawn_page(ctx, round_id, 0).lines]


def reader_of(workplace: ServiceHarness) -> str:
    """Who reads Ana's."""
    readers = of(workplace, ANA).selection.auditors
    return next(who for who in (AUD, EVA) if member_id(workplace, who) in readers)


def test_who_may_read_it_is_offered_and_nobody_else(workplace: ServiceHarness) -> None:
    opened(workplace)
    number = of(workplace, ANA).id
    other = next(who for who in (AUD, EVA) if who != reader_of(workplace))
    with workplace.open(LEAD) as ctx:
        form = AskForReader(number).do(ctx)
        assert [slack_id for slack_id, _ in form.offered] == [other]
    with workplace.open("UADMIN") as ctx:
        links.assign(ctx, named(ANA), named(other))
    with pytest.raises(Refused, match="audit_nobody_to_read"), workplace.open(LEAD) as ctx:
        AskForReader(number).do(ctx)


def test_who_may_not_decide_an_appeal_is_spoken_of(workplace: ServiceHarness) -> None:
    """The lead reads why somebody else may not: it is not their own record."""
    opened(workplace)
    number = decided(workplace)
    with workplace.open(ANA) as ctx:
        selections.appeal(ctx, number, of_appeal(ctx, number), "it was")
    with pytest.raises(Refused, match="audit_of_their_own"), workplace.open(LEAD) as ctx:
        selections.name_appeal_auditor(ctx, number, named(ANA))
    with workplace.open("UADMIN") as ctx:
        links.assign(ctx, named(ANA), named(BEA))
    with pytest.raises(Refused, match="audit_of_their_report"), workplace.open(LEAD) as ctx:
        selections.name_appeal_auditor(ctx, number, named(BEA))


def test_somebody_is_named_by_their_name(workplace: ServiceHarness) -> None:
    round_id = drafted(workplace)
    with workplace.open(AUD) as ctx:
        ctx.change_member(name="Owen Price")
    with workplace.open(LEAD) as ctx:
        NameByMention((), ("Owen Price",), "auditor").do(ctx)
        assert rounds.found(ctx, round_id).round.auditors == {member_id_of(ctx, AUD)}
        with pytest.raises(Refused, match="nobody_here"):
            NameByMention((), ("Olga Price",), "auditor").do(ctx)


def member_id_of(ctx: Any, who: str) -> int:
    found = ctx.work.members.by_slack(who)
    assert found is not None
    return int(found.id)


def stale(workplace: ServiceHarness, kind: str) -> list[str]:
    """The states of the messages of a kind, all of which are sent before this."""
    rows = workplace.query(f"SELECT state FROM outbox WHERE kind = '{kind}' ORDER BY id")
    with workplace.database.transaction() as session:
        session.connection().execute(text("UPDATE outbox SET state = 'sent', changed = false"))
        session.commit()
    return [state for (state,) in rows]


def test_messages_are_rendered_anew_once_their_buttons_are_over(
    workplace: ServiceHarness,
) -> None:
    opened(workplace)
    stale(workplace, "audit_told")
    number = handed_in(workplace)
    assert stale(workplace, "audit_told") == ["stale"]
    auditor = reader_of(workplace)
    entry = min(of(workplace, ANA).selection.entries)
    with workplace.open(auditor) as ctx:
        reviews.find(ctx, number, entry, {"relevant": "ask"}, ("", "", "Where?"))
    settle(workplace)
    assert stale(workplace, "audit_told") == ["sent"]  # nothing of it is over by that
    with workplace.open(ANA) as ctx:
        selections.answer(ctx, number, 1, "on every brake")
    assert stale(workplace, "audit_question") == ["stale"]
    with workplace.open(auditor) as ctx:
        found = ("not in your job", "not_in_job", "")
        reviews.find(ctx, number, entry, {"relevant": "not_met"}, found)
        reviews.rest_is_met(ctx, number)
        reviews.decide(ctx, number, "not_met", "one is out")
    settle(workplace)
    assert set(stale(workplace, "audit_notice")) == {"stale", "sent"}  # "Read" is over
    with workplace.open(ANA) as ctx:
        selections.appeal(ctx, number, of_appeal(ctx, number), "it was")
    assert stale(workplace, "audit_decision") == ["stale"]


def test_the_time_for_an_appeal_ends_once(workplace: ServiceHarness) -> None:
    opened(workplace)
    decided(workplace)
    stale(workplace, "audit_decision")
    workplace.now += timedelta(days=28)
    sweep(workplace)
    assert stale(workplace, "audit_decision") == ["sent"]
    workplace.now += timedelta(days=1)
    sweep(workplace)
    assert stale(workplace, "audit_decision") == ["stale"]
    sweep(workplace)
    assert stale(workplace, "audit_decision") == ["sent"]


def test_entries_changed_afterwards_are_not_read_and_the_lead_sees_it(
    workplace: ServiceHarness,
) -> None:
    round_id = opened(workplace)
    number = handed_in(workplace)
    known = of(workplace, ANA)
    entry = min(known.selection.entries)
    workplace.now += timedelta(hours=1)
    with workplace.open(ANA) as ctx:
        changed = update_fields(ctx, find(ctx, entry), "typed", title="Something else")
        content_changed(ctx, changed, "edited")
    auditor = next(
        who for who in (AUD, EVA) if member_id(workplace, who) in known.selection.auditors
    )
    with workplace.open(auditor) as ctx:
        read = reading_views.entry_read(ctx, number, entry)
        assert read.said["title"].startswith("Brakes")
        assert WORDS in read.said["evaluate"]
    with workplace.open(LEAD) as ctx:
        [line] = audit_views.drawn_page(ctx, round_id, 0).lines
        assert line.edited
        assert WORDS not in str(line)
    with workplace.open(ANA) as ctx:
        [look] = ctx.work.teams.access_to(ctx.member.id, 10)
        assert look.what == selections.LOOKED


def test_nobody_audits_themselves_or_their_report(workplace: ServiceHarness) -> None:
    with workplace.open("UADMIN") as ctx:
        links.assign(ctx, named(ANA), named(AUD))
    opened(workplace)
    number = of(workplace, ANA).id
    assert member_id(workplace, AUD) not in of(workplace, ANA).selection.auditors
    with pytest.raises(Refused, match="audit_of_their_report"), workplace.open(LEAD) as ctx:
        selections.assign(ctx, number, named(AUD))
    with pytest.raises(Refused, match="no_such_audit"), workplace.open(AUD) as ctx:
        reading_views.reading(ctx, number, 0)


def test_another_lead_handles_nobody_in_it(workplace: ServiceHarness) -> None:
    opened(workplace)
    lead(workplace, "ULEAD2")
    number, later = of(workplace, ANA).id, workplace.now.date() + timedelta(days=40)
    with workplace.open("ULEAD2") as ctx:
        with pytest.raises(Refused, match="audit_not_the_lead"):
            selections.reopen(ctx, number, later)
        with pytest.raises(Refused, match="audit_not_the_lead"):
            selections.allow_late_appeal(ctx, number, later)
        with pytest.raises(Refused, match="audit_not_the_lead"):
            selections.name_appeal_auditor(ctx, number, named(AUD))


def test_who_becomes_the_members_manager_reads_no_more(workplace: ServiceHarness) -> None:
    opened(workplace)
    number = handed_in(workplace)
    known = of(workplace, ANA)
    auditor = next(
        who for who in (AUD, EVA) if member_id(workplace, who) in known.selection.auditors
    )
    with workplace.open("UADMIN") as ctx:
        links.assign(ctx, named(ANA), named(auditor))
    with pytest.raises(Refused, match="no_such_audit"), workplace.open(auditor) as ctx:
        reviews.rest_is_met(ctx, number)


# Decisions


def test_a_decision_counts_under_the_workplaces_own_scheme_until_an_appeal_is_upheld(
    workplace: ServiceHarness,
) -> None:
    opened(workplace)
    whole = counted(workplace)
    number = decided(workplace)
    assert counted(workplace) == whole - 1800
    with workplace.open(ANA) as ctx, pytest.raises(Refused):
        undo.undo(ctx)
    with workplace.open(ANA) as ctx:
        selections.appeal(ctx, number, of_appeal(ctx, number), "it was")
    took_part = next(
        who
        for who in (AUD, EVA)
        if member_id(workplace, who) in of(workplace, ANA).selection.took_part
    )
    with pytest.raises(Refused, match="audit_took_part"), workplace.open(LEAD) as ctx:
        selections.name_appeal_auditor(ctx, number, named(took_part))
    with workplace.open(LEAD) as ctx:
        selections.name_appeal_auditor(ctx, number, named("UADMIN"))
    with workplace.open("UADMIN") as ctx:
        outcomes = dict.fromkeys(of_appeal(ctx, number), "upheld")
        read = reading_views.reading(ctx, number, 0).appeal
        assert read is not None
        assert (read.words, {one for one, _ in read.about}) == ("it was", set(outcomes))
        reviews.decide_appeal(ctx, number, outcomes, "it was")  # type: ignore[arg-type]
    may_read = of(workplace, ANA).selection.auditors | {member_id(workplace, ANA)}
    for who in (AUD, EVA, ANA):
        with workplace.open(who) as ctx:
            if ctx.member.id in may_read:
                assert reading_views.reading(ctx, number, 0).appeal is None
            else:
                with pytest.raises(Refused, match="no_such_audit"):
                    reading_views.reading(ctx, number, 0)
    settle(workplace)
    assert counted(workplace) == whole
    steps = [one for kind, one in workplace.revisions() if kind == "audited"]
    assert [one["audit"]["step"] for one in steps] == [
        "submitted",
        "decided",
        "appealed",
        "appeal_decided",
    ]
    assert WORDS not in str(steps)


def of_appeal(ctx: Any, number: int) -> frozenset[int]:
    known = ctx.work.selections.get(number)
    return frozenset(known.selection.appealable)


def test_an_undo_takes_no_decision_back(workplace: ServiceHarness) -> None:
    opened(workplace)
    entry = min(one.id for one in entries(workplace))
    with workplace.open(ANA) as ctx:
        changed = update_fields(ctx, find(ctx, entry), "typed", title="Another title")
        content_changed(ctx, changed, "edited")
    whole = counted(workplace)
    decided(workplace)
    with workplace.open(ANA) as ctx:
        undo.undo(ctx)
    assert workplace.entry(entry).title == "Brakes 0"
    assert counted(workplace) == whole - 1800


def entries(harness: ServiceHarness) -> Any:
    with harness.open(ANA) as ctx:
        return ctx.work.entries.list(ctx.member.id, ["logged"], limit=50)


def test_a_cancelled_round_changes_nothing(workplace: ServiceHarness) -> None:
    round_id = opened(workplace)
    whole = counted(workplace)
    decided(workplace)
    with workplace.open(LEAD) as ctx:
        rounds.cancel(ctx, round_id, "set_up_wrongly")
    settle(workplace)
    assert counted(workplace) == whole


def test_under_imi_a_decision_stands_beside_the_total(harness: ServiceHarness) -> None:
    lead(harness)
    with_cycle(harness, ANA, "imi-register")
    opened(harness, "imi-register")
    whole = counted(harness)
    decided(harness)
    assert counted(harness) == whole
    with harness.open(ANA) as ctx:
        [doubt] = home_parts.doubts(ctx)
        assert (doubt.title, doubt.entries) == ("IMI register", 1)
        page = ShowStanding().do(ctx)
        assert page.doubted == {"imi-register": 1}
        assert "Your auditor doubts 1 entry" in str(pages.message(page, "U0BOT").blocks)


def test_an_appeal_after_its_time_takes_the_leads_word(workplace: ServiceHarness) -> None:
    opened(workplace)
    number = decided(workplace)
    workplace.now += timedelta(days=40)
    with pytest.raises(Refused, match="audit_appeal_late"), workplace.open(ANA) as ctx:
        selections.appeal(ctx, number, of_appeal(ctx, number), "it was")
    with workplace.open(LEAD) as ctx:
        selections.allow_late_appeal(ctx, number, None)
    settle(workplace)
    with workplace.open(ANA) as ctx:
        selections.appeal(ctx, number, of_appeal(ctx, number), "it was")
    assert of(workplace, ANA).selection.state == "appealed"


# People who leave


def test_an_auditor_who_leaves_is_let_go_and_the_lead_hears(workplace: ServiceHarness) -> None:
    opened(workplace)
    number = handed_in(workplace)
    for who in (AUD, EVA):
        gone(workplace, who)
    sweep(workplace)
    assert of(workplace, ANA).selection.auditors == frozenset()
    told: dict[str, Any] = {"sentence": "audit_auditor_left", "number": "1", "selection": 0}
    told["round"] = of(workplace, ANA).round_id
    assert ("audit_notice", told) in workplace.said(LEAD)
    with pytest.raises(Refused, match="no_such_audit"), workplace.open(AUD) as ctx:
        reading_views.reading(ctx, number, 0)


@pytest.mark.parametrize("by", ["account", "role"])
def test_a_lead_who_leaves_passes_the_round_on(workplace: ServiceHarness, by: str) -> None:
    round_id = opened(workplace)
    lead(workplace, BEA)
    if by == "account":
        gone(workplace, LEAD)
    else:
        with workplace.open("UADMIN") as ctx:
            ctx.work.members.take_role(member_of(ctx, LEAD), "cpd_lead")
    sweep(workplace)
    with workplace.open(BEA) as ctx:
        assert rounds.led(ctx, round_id).round.lead == ctx.member.id
    with pytest.raises(Refused), workplace.open(LEAD) as ctx:
        rounds.led(ctx, round_id)


def member_of(ctx: Any, who: str) -> int:
    member = ctx.work.members.by_slack(who)
    assert member is not None
    return int(member.id)


def test_a_member_who_leaves_gets_no_decision(workplace: ServiceHarness) -> None:
    opened(workplace)
    gone(workplace, ANA)
    sweep(workplace)
    assert of(workplace, ANA).selection.state == "left"


# Erasing, keeping


def erase(harness: ServiceHarness) -> erasure.ErasureView:
    with harness.open(ANA) as ctx:
        return erasure.erase(ctx, "erase my record")


def snapshots(harness: ServiceHarness) -> int:
    [(count,)] = harness.query("SELECT count(*) FROM audit_snapshot")
    return int(count)


def test_erasing_during_a_round_waits_for_14_days_at_most(workplace: ServiceHarness) -> None:
    opened(workplace)
    handed_in(workplace)
    [waits] = erase(workplace).waits
    assert waits.why == "audit_open"
    assert waits.until == workplace.now.date() + timedelta(days=14)
    assert snapshots(workplace) == 1
    assert WORDS not in str(workplace.query("SELECT content FROM entry_revision"))
    workplace.now += timedelta(days=13)
    sweep(workplace)
    assert snapshots(workplace) == 1
    workplace.now += timedelta(days=1)
    sweep(workplace)
    assert snapshots(workplace) == 0
    known = of(workplace, ANA)
    assert known.selection.state == "erased"
    assert known.selection.snapshot is not None  # its hash stays


def test_a_second_administrators_word_erases_at_once(workplace: ServiceHarness) -> None:
    opened(workplace)
    number = handed_in(workplace)
    erase(workplace)
    for who in (LEAD, AUD, BEA):
        with pytest.raises(Refused, match="audit_second"), workplace.open(who) as ctx:
            erasing.erase_at_once(ctx, number)
    assert snapshots(workplace) == 1
    with workplace.open("UADMIN") as ctx:
        [waiting] = audit_views.rounds_view(ctx).erasures
        erasing.erase_at_once(ctx, waiting.selection_id)
    assert snapshots(workplace) == 0


def test_without_anything_handed_in_nothing_waits(workplace: ServiceHarness) -> None:
    round_id = opened(workplace)
    assert erase(workplace).waits == ()
    assert of(workplace, ANA).selection.state == "erased"
    with workplace.open(LEAD) as ctx:
        page = audit_views.drawn_page(ctx, round_id, 0)
    assert [one.name for one in page.lines if one.state == "erased"] == [""]
    assert "*Erased member*: nothing of theirs is kept" in str(drawn_page(page).blocks)


def test_what_was_handed_in_is_kept_as_long_as_the_workplace_says(
    workplace: ServiceHarness,
) -> None:
    round_id = opened(workplace)
    decided(workplace)
    with pytest.raises(Refused, match="audit_unfinished"), workplace.open(LEAD) as ctx:
        rounds.close(ctx, round_id)
    workplace.now += timedelta(days=29)
    with workplace.open(LEAD) as ctx:
        rounds.close(ctx, round_id)
    workplace.now += timedelta(days=365)
    sweep(workplace)
    assert snapshots(workplace) == 1
    workplace.now += timedelta(days=1)
    sweep(workplace)
    assert snapshots(workplace) == 0
    assert counted(workplace) > 0


def test_an_export_holds_the_members_audits(workplace: ServiceHarness) -> None:
    opened(workplace)
    decided(workplace)
    with workplace.open(ANA) as ctx:
        written = b"".join(export.export_json(ctx.work, ctx.member, ctx.now)).decode()
    assert '"audits": [' in written
    assert "not in your job" in written
    assert written.count('"token"') == 1


def test_following_again_changes_nothing(workplace: ServiceHarness) -> None:
    opened(workplace)
    number = decided(workplace)
    before = workplace.revisions()
    with workplace.open(ANA) as ctx:
        following.FollowAudit(number).do(ctx)
    assert workplace.revisions() == before
