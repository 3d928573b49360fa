"""Rounds, edits, erasures and appeals in any order: what must hold after each step.

No decision without its step in the log; no words to anybody who may not read them; credits are the
sum of what stands; the chain verifies.
"""

import json
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from bot.archive import chain
from bot.policy.audits.effects import not_met_now
from bot.services.audits import erasing, reading_views, reviews, rounds, selections, sweeping
from bot.services.context.refused import Refused
from bot.services.data_rights import erasure
from bot.services.record import undo
from bot.services.record.entry_changes import content_changed, update_fields
from storage.audits.records import SelectionRecord
from storage.engine.database import Database
from tests.services.audits.staging import (
    AUD,
    EVA,
    LEAD,
    MEMBERS,
    WORDS,
    lead,
    opened,
    settle,
    with_cycle,
)
from tests.services.harness import SATURDAY, ServiceHarness, named

EVERYBODY = (*MEMBERS, LEAD, AUD, EVA, "UADMIN")

someone = st.sampled_from(EVERYBODY)
member = st.sampled_from(MEMBERS)
place = st.integers(0, 3)


@cache
def prepared(migrated: Path) -> Path:
    """A database with an open round, once."""
    file = Path(tempfile.mkdtemp()) / "round.sqlite"
    shutil.copyfile(migrated, file)
    database = Database(f"sqlite:///{file}")
    harness = ServiceHarness(database)
    lead(harness)
    for who in MEMBERS:
        with_cycle(harness, who)
    with harness.open("UADMIN"):
        pass
    opened(harness)
    database.close()
    return file


def _hand_in(number: int, ctx: Any) -> None:
    selections.hand_in(ctx, number)


class Round(RuleBasedStateMachine):
    """An open round of three members."""

    file: Path

    @initialize(handed_in=st.sets(member))
    def begin(self, handed_in: set[str]) -> None:
        self.copy = Path(tempfile.mkdtemp()) / "copy.sqlite"
        shutil.copyfile(self.file, self.copy)
        self.database = Database(f"sqlite:///{self.copy}")
        self.harness = ServiceHarness(self.database)
        self.harness._origins = 1000
        self.harness.now = SATURDAY + timedelta(hours=1)
        for who in sorted(handed_in):
            number = self.known(who).id
            self.try_(who, partial(_hand_in, number))

    def teardown(self) -> None:
        if hasattr(self, "database"):
            self.database.close()
            shutil.rmtree(self.copy.parent)

    def try_(self, who: str, do: Callable[[Any], Any]) -> None:
        """Somebody does something; what is refused changes nothing."""
        with suppress(Refused), self.harness.open(who) as ctx:
            do(ctx)
        settle(self.harness)

    def known(self, who: str) -> SelectionRecord:
        with self.harness.open(who) as ctx:
            return ctx.work.selections.of_member(ctx.member.id)[0]

    @rule(who=member, by=someone)
    def hand_in(self, who: str, by: str) -> None:
        number = self.known(who).id
        self.try_(by, lambda ctx: selections.hand_in(ctx, number))

    @rule(who=member, minutes=st.integers(60, 120))
    def edit(self, who: str, minutes: int) -> None:
        def do(ctx: Any) -> None:
            entries = ctx.work.entries.list(ctx.member.id, ["logged"], limit=1)
            for one in entries:
                changed = update_fields(ctx, one, "typed", minutes=minutes)
                content_changed(ctx, changed, "edited")

        self.try_(who, do)

    @rule(who=member)
    def take_back(self, who: str) -> None:
        self.try_(who, undo.undo)

    @rule(who=member, by=someone, at=place, verdict=st.sampled_from(["met", "not_met", "ask"]))
    def find(self, who: str, by: str, at: int, verdict: str) -> None:
        known = self.known(who)
        entries = sorted(known.selection.entries) or [0]
        entry = entries[at % len(entries)]
        words = ("the reason", "other", "the question")
        verdicts = {"relevant": verdict}
        self.try_(by, lambda ctx: reviews.find(ctx, known.id, entry, verdicts, words))  # type: ignore[arg-type]

    @rule(who=member, by=someone)
    def assign(self, who: str, by: str) -> None:
        number = self.known(who).id
        self.try_(LEAD, lambda ctx: selections.assign(ctx, number, named(by)))

    @rule(who=member, by=someone)
    def answer(self, who: str, by: str) -> None:
        number = self.known(who).id
        self.try_(by, lambda ctx: selections.answer(ctx, number, 1, f"{WORDS}, answered"))

    @rule(who=member, by=st.sampled_from([AUD, EVA]), outcome=st.sampled_from(["met", "not_met"]))
    def decide(self, who: str, by: str, outcome: Any) -> None:
        number = self.known(who).id
        self.try_(by, lambda ctx: reviews.rest_is_met(ctx, number))
        self.try_(by, lambda ctx: reviews.decide(ctx, number, outcome, "for these reasons"))

    @rule(who=member, by=someone)
    def appeal(self, who: str, by: str) -> None:
        known = self.known(who)
        about = known.selection.appealable
        self.try_(by, lambda ctx: selections.appeal(ctx, known.id, about, f"{WORDS}, appealed"))

    @rule(who=member, by=someone, upheld=st.booleans())
    def decide_appeal(self, who: str, by: str, upheld: bool) -> None:
        known = self.known(who)
        self.try_(LEAD, lambda ctx: selections.name_appeal_auditor(ctx, known.id, named(by)))
        appeal = known.selection.appeal
        outcome: Any = "upheld" if upheld else "refused"
        outcomes = dict.fromkeys(() if appeal is None else appeal.about, outcome)
        self.try_(by, lambda ctx: reviews.decide_appeal(ctx, known.id, outcomes, "so"))

    @rule(who=member)
    def erase(self, who: str) -> None:
        self.try_(who, lambda ctx: erasure.erase(ctx, "erase my record"))

    @rule(who=member, by=someone)
    def erase_now(self, who: str, by: str) -> None:
        number = self.known(who).id
        self.try_(by, lambda ctx: erasing.erase_at_once(ctx, number))

    @rule(days=st.integers(1, 20))
    def days_pass(self, days: int) -> None:
        self.harness.now += timedelta(days=days)
        for one in sweeping.page(self.harness.contexts, 0):
            sweeping.look_at(self.harness.contexts, one)
        settle(self.harness)

    @rule(who=st.sampled_from([AUD, EVA]))
    def auditor_leaves(self, who: str) -> None:
        def do(ctx: Any) -> None:
            rounds.let_auditor_go(ctx, 1, ctx.member.id)

        self.try_(who, do)

    @rule()
    def close(self) -> None:
        self.try_(LEAD, lambda ctx: rounds.close(ctx, 1))

    @invariant(check_during_init=False)
    def every_decision_has_its_step(self) -> None:
        for who in MEMBERS:
            known = self.known(who)
            with self.harness.open(who) as ctx:
                kinds = [one.kind for one in ctx.work.selections.steps(known.id)]
            selection = known.selection
            assert kinds.count("submitted") == (selection.snapshot is not None)
            assert kinds.count("decided") == (selection.decision is not None)
            appeal = selection.appeal
            assert kinds.count("appealed") == (appeal is not None)
            decided = appeal is not None and appeal.outcomes is not None
            assert kinds.count("appeal_decided") == decided

    @invariant(check_during_init=False)
    def nobody_reads_what_they_may_not(self) -> None:
        for who in MEMBERS:
            known = self.known(who)
            appeal = known.selection.appeal
            for reader in EVERYBODY:
                self._reads(who, reader, known, None if appeal is None else appeal.auditor)

    def _reads(self, who: str, reader: str, known: SelectionRecord, of_appeal: int | None) -> None:
        entry = min(known.selection.entries, default=0)
        with self.harness.open(reader) as ctx:
            me = ctx.member.id
            named_for_it = me in known.selection.auditors or me == of_appeal
            may = reader == who or (named_for_it and known.parties.open)
            try:
                said = reading_views.entry_read(ctx, known.id, entry).said
            except Refused:
                said = {}
            assert may or not said
            if known.selection.state == "erased":
                assert not said

    @invariant(check_during_init=False)
    def words_are_in_nobody_elses_messages(self) -> None:
        rows = self.harness.query('SELECT "values" FROM outbox')
        assert all(WORDS not in json.dumps(values) for (values,) in rows)

    @invariant(check_during_init=False)
    def credits_are_the_sum_of_what_stands(self) -> None:
        for who in MEMBERS:
            known = self.known(who)
            out = not_met_now(known.selection)
            with self.harness.open(who) as ctx:
                entries = ctx.work.entries.list(ctx.member.id, ["logged"], limit=50)
                worth = ctx.work.assessments.of_entries([one.id for one in entries])
                enrolled = bool(ctx.work.enrolments.of(ctx.member.id))
            stands = {one.id: one.minutes or 0 for one in entries if one.id not in out}
            counted = {
                entry: sum(each.minutes for each in some if each.state == "counted")
                for entry, some in worth.items()
            }
            if enrolled:
                assert {one: amount for one, amount in counted.items() if amount} == stands

    @invariant(check_during_init=False)
    def the_chain_verifies(self) -> None:
        for who in MEMBERS:
            with self.harness.open(who) as ctx:
                found = ctx.work.member_data.revisions(ctx.member.id, 0, 1000)
                assert chain.verify(found, ctx.member.chain_head) is None


def test_in_any_order(migrated_sqlite: Path) -> None:
    Round.file = prepared(migrated_sqlite)
    run_state_machine_as_test(
        Round,
        settings=settings(
            max_examples=6,
            stateful_step_count=14,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
