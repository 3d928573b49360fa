"""The demo has what a round needs: who runs it, auditors, and members with whole cycles."""

from datetime import date

from bot.cli.demo.cast import LEO, NADIA, RAVI, SAM, TOM, cast
from bot.cli.demo.guide import guide
from bot.cli.demo.seed import seed
from bot.services.audits import rounds, selections
from bot.services.audits import views as audit_views
from bot.services.audits.rounds import Asked
from tests.services.audits.staging import settle
from tests.services.harness import TEAM, TODAY, ServiceHarness, named


def test_sam_runs_a_round_over_nadia_and_leo(sqlite_harness: ServiceHarness) -> None:
    seed(sqlite_harness.contexts, TEAM, cast(TODAY))
    with sqlite_harness.open(SAM) as ctx:
        asked = Asked("generic-30-90", date(2026, 1, 1), TODAY, share=10_000)
        round_id = rounds.draft(ctx, asked)
    settle(sqlite_harness)
    with sqlite_harness.open(SAM) as ctx:
        counts = audit_views.round_view(ctx, round_id).counts
        assert counts is not None
        assert counts.in_it == 2
        rounds.name_people(ctx, round_id, [named(TOM), named(RAVI)], "auditor")
        rounds.ask_freeze(ctx, round_id)
    settle(sqlite_harness)
    made = {}
    for who in (SAM, TOM):
        with sqlite_harness.open(who) as ctx:
            made[who] = rounds.make_seed(ctx, round_id)
    settle(sqlite_harness)
    for who, one in made.items():
        with sqlite_harness.open(who) as ctx:
            rounds.reveal(ctx, round_id, one)
    settle(sqlite_harness)
    with sqlite_harness.open(SAM) as ctx:
        rounds.open_round(ctx, round_id)
    settle(sqlite_harness)
    for who in (NADIA, LEO):
        with sqlite_harness.open(who) as ctx:
            [known] = ctx.work.selections.of_member(ctx.member.id)
            assert len(known.selection.auditors) == 1
            saved = selections.hand_in(ctx, known.id)
        assert len(saved.selection.entries) == 13


def test_the_guide_shows_it() -> None:
    steps = {one.person: one.steps for one in guide(cast(TODAY)).personas}
    assert any("/cpd-team audit new" in step.value for step in steps[SAM])
    assert steps[NADIA]
    assert steps[LEO]
