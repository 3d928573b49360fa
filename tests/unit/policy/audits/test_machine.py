"""Rounds and audits in any order of steps: what holds whatever anybody tries.

Everybody tries everything, most of it refused. What was allowed is held against the log, against
who somebody is, and against a sum that is kept beside the model.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.policy.audits import appeals, handing_in, review, rounds, seeds
from bot.policy.audits import round_facts as of_round
from bot.policy.audits import selection as of_selection
from bot.policy.audits.draw import Drawn, audit_id, commitment, draw
from bot.policy.audits.effects import Decided, effect_on_total
from bot.policy.audits.population import Period, SampleSize
from bot.policy.audits.refusals import StepRefused
from bot.policy.audits.report import report
from bot.policy.audits.round_facts import Round
from bot.policy.audits.selection import WHOLE_RECORD, Finding, Parties, Selection
from bot.policy.audits.settings import RoundSettings
from bot.policy.audits.vocabulary import (
    APPEAL_OUTCOMES,
    OUTCOMES,
    TEST_VERDICTS,
    AppealOutcome,
    AuditTest,
    Outcome,
    TestVerdict,
)
from tests.properties import examples
from tests.unit.policy.audits.walking import digest, lines, selected

PEOPLE = st.integers(1, 5)
ENTRIES = st.integers(0, 3)
TESTS: tuple[AuditTest, ...] = ("current", "relevant")
CREDITS = {1: 100, 2: 250, 3: 75}
SETTINGS = RoundSettings(submit_days=3, answer_days=2, appeal_days=3)
WHOLE: tuple[AuditTest, ...] = ("continuous",)
MEMBER, LEAD, AUDITOR = 1, 2, 3
LONG, LONGER = "a seed of sixteen letters", "another, which is longer"
SEEDS = st.sampled_from([LONG, LONGER, "too short", ""])


class _Anybody(RuleBasedStateMachine):
    """Time that passes, and steps that are taken or refused."""

    today = date(2026, 11, 1)

    @property
    def at(self) -> datetime:
        return datetime.combine(self.today, time(9), UTC)

    @rule(days=st.integers(1, 3))
    def a_while_later(self, days: int) -> None:
        self.today += timedelta(days=days)


class AnAudit(_Anybody):
    """One member's audit, under a scheme that the workplace owns."""

    @initialize(managers=st.frozensets(st.integers(4, 5), max_size=1), far=st.integers(0, 7))
    def somebody_is_drawn(self, managers: frozenset[int], far: int) -> None:
        """The usual way as far as somewhere; from there on anything is tried."""
        parties = Parties(MEMBER, LEAD, managers)
        self.now: Selection = selected(parties, TESTS, WHOLE)
        self.took_part: set[int] = set()
        self.against: set[int] = set()
        self.cancelled = False
        usual: list[Callable[[], None]] = [
            self.they_are_told,
            lambda: self.somebody_hands_in(MEMBER, frozenset({1, 2, 3})),
            lambda: self.an_auditor_is_named(AUDITOR, LEAD),
            lambda: self.somebody_begins(AUDITOR),
            self.two_entries_are_thin,
            lambda: self.somebody_decides(AUDITOR, "not_met"),
            lambda: self.somebody_appeals(MEMBER, frozenset({1, WHOLE_RECORD})),
        ]
        for step in usual[:far]:
            step()

    def two_entries_are_thin(self) -> None:
        for entry in (1, 2):
            self.somebody_finds(AUDITOR, entry, "relevant", "not_met", reasoned=True)
        self.the_rest_is_met(AUDITOR)

    def attempt(self, step: Callable[[], Selection]) -> bool:
        """Whether it was allowed: then it stands in the log, in a state where it may."""
        before = self.now
        try:
            after = step()
        except StepRefused:
            return False
        assert after.log[: len(before.log)] == before.log
        for added in after.log[len(before.log) :]:
            assert before.state in of_selection.ALLOWED[added.kind]
            assert added.at == self.at
        if after != before:
            assert len(after.log) > len(before.log)
        self.now = after
        return True

    @rule(outcome=st.sampled_from(APPEAL_OUTCOMES), auditor=st.integers(3, 5))
    def what_is_usual_happens(self, outcome: AppealOutcome, auditor: int) -> None:
        """So that many ways come to their end."""
        match self.now.state:
            case "drawn":
                self.they_are_told()
            case "told":
                self.somebody_hands_in(MEMBER, frozenset({1, 2, 3}))
            case "submitted":
                self.an_auditor_is_named(AUDITOR, LEAD)
                self.somebody_begins(AUDITOR)
            case "in_review":
                self.two_entries_are_thin()
                self.somebody_decides(AUDITOR, "not_met")
            case "questions":
                for number in range(1, len(self.now.questions) + 1):
                    self.somebody_answers(MEMBER, number)
            case "decided":
                self.somebody_appeals(MEMBER, frozenset({1, WHOLE_RECORD}))
            case "appealed":
                self.somebody_is_named_for_the_appeal(auditor, LEAD)
                self.the_appeal_is_decided(auditor, outcome)

    @rule()
    def they_are_told(self) -> None:
        self.attempt(lambda: handing_in.tell(self.now, self.at, self.today, SETTINGS))

    @rule(by=PEOPLE, entries=st.frozensets(st.integers(1, 3)))
    def somebody_hands_in(self, by: int, entries: frozenset[int]) -> None:
        before = self.now.snapshot
        done = self.attempt(
            lambda: handing_in.submit(self.now, digest(str(entries)), entries, by, self.at)
        )
        if done:
            assert by == MEMBER
            assert before is None

    @rule()
    def the_day_is_over(self) -> None:
        until = self.now.submit_until
        if self.attempt(lambda: handing_in.nothing_submitted(self.now, self.at, self.today)):
            assert until is not None
            assert self.today > until

    @rule(by=PEOPLE)
    def somebody_gives_another_day(self, by: int) -> None:
        until = self.today + timedelta(days=2)
        self.attempt(lambda: handing_in.reopen(self.now, until, by, self.at))

    @rule(auditor=PEOPLE, by=PEOPLE)
    def an_auditor_is_named(self, auditor: int, by: int) -> None:
        if self.attempt(lambda: handing_in.assign(self.now, auditor, by, self.at)):
            self.may_judge(auditor)

    @rule(auditor=PEOPLE)
    def an_auditor_leaves(self, auditor: int) -> None:
        self.attempt(lambda: handing_in.auditor_leaves(self.now, auditor, self.at))

    @rule(by=PEOPLE)
    def somebody_begins(self, by: int) -> None:
        if self.attempt(lambda: review.begin_review(self.now, by, self.at)):
            self.may_judge(by)

    @rule(
        by=PEOPLE,
        entry=ENTRIES,
        test=st.sampled_from((*TESTS, "continuous")),
        verdict=st.sampled_from(TEST_VERDICTS),
        reasoned=st.booleans(),
    )
    def somebody_finds(
        self, by: int, entry: int, test: AuditTest, verdict: TestVerdict, *, reasoned: bool
    ) -> None:
        found = Finding(entry, test, verdict, by, "other" if reasoned else None)
        if self.attempt(lambda: review.find(self.now, found, self.at, reasoned=reasoned)):
            self.judges(by)
            assert verdict == "met" or reasoned

    @rule(by=PEOPLE)
    def the_rest_is_met(self, by: int) -> None:
        before = self.now
        if self.attempt(lambda: review.rest_is_met(self.now, by, self.at)) and before != self.now:
            self.judges(by)

    @rule(by=PEOPLE, entry=ENTRIES, test=st.sampled_from(TESTS))
    def somebody_asks(self, by: int, entry: int, test: AuditTest) -> None:
        moment = (self.at, self.today)
        if self.attempt(lambda: review.ask(self.now, (entry, test), by, moment, SETTINGS)):
            self.judges(by)

    @rule(by=PEOPLE, number=st.integers(1, 3))
    def somebody_answers(self, by: int, number: int) -> None:
        if self.attempt(lambda: review.answer(self.now, number, by, self.at)):
            assert by == MEMBER

    @rule(by=PEOPLE)
    def it_goes_on_without(self, by: int) -> None:
        self.attempt(lambda: review.go_on(self.now, by, self.at, self.today))

    @rule(by=PEOPLE)
    def somebody_agrees(self, by: int) -> None:
        if self.attempt(lambda: review.second(self.now, by, self.at)):
            self.judges(by)

    @rule(by=PEOPLE, outcome=st.sampled_from(OUTCOMES))
    def somebody_decides(self, by: int, outcome: Outcome) -> None:
        moment = (self.at, self.today)
        if self.attempt(lambda: review.decide(self.now, outcome, by, moment, SETTINGS)):
            self.judges(by)
            self.against = set(self.now.not_met)
            verdicts = {one.key: one.verdict for one in self.now.findings}
            asked = {(entry, test) for entry in self.now.entries for test in TESTS}
            assert set(verdicts) == asked | {(WHOLE_RECORD, test) for test in WHOLE}
            assert "ask" not in verdicts.values()

    @rule(by=PEOPLE, about=st.frozensets(ENTRIES, min_size=1))
    def somebody_appeals(self, by: int, about: frozenset[int]) -> None:
        decision = self.now.decision
        if self.attempt(lambda: appeals.appeal(self.now, about, by, (self.at, self.today))):
            assert by == MEMBER
            assert decision is not None
            assert decision.appeal_until is None or self.today <= decision.appeal_until

    @rule(by=PEOPLE)
    def a_late_appeal_is_allowed(self, by: int) -> None:
        self.attempt(lambda: appeals.allow_late_appeal(self.now, None, by, self.at))

    @rule(auditor=PEOPLE, by=PEOPLE)
    def somebody_is_named_for_the_appeal(self, auditor: int, by: int) -> None:
        self.attempt(lambda: appeals.name_appeal_auditor(self.now, auditor, by, self.at))

    @precondition(lambda self: self.now.state == "appealed")
    @rule(by=st.integers(3, 5), outcome=st.sampled_from(APPEAL_OUTCOMES))
    def the_appeal_is_decided(self, by: int, outcome: AppealOutcome) -> None:
        about = frozenset() if self.now.appeal is None else self.now.appeal.about
        outcomes = dict.fromkeys(about, outcome)
        moment = (self.at, self.today)
        if self.attempt(
            lambda: appeals.decide_appeal(self.now, outcomes, by, moment, reasoned=True)
        ):
            assert by not in self.took_part
            self.may_judge(by)
            if outcome == "upheld":
                self.against -= about

    @rule()
    @precondition(lambda self: self.today > date(2026, 11, 15))
    def the_member_leaves(self) -> None:
        self.attempt(lambda: handing_in.leave(self.now, "left_workspace", self.at))

    @rule()
    @precondition(lambda self: self.today > date(2026, 11, 8))
    def the_member_erases(self) -> None:
        if self.attempt(lambda: handing_in.erase(self.now, self.at)):
            self.against = set()

    @rule()
    @precondition(lambda self: self.today > date(2026, 11, 25))
    def the_round_is_cancelled(self) -> None:
        parties = replace(self.now.parties, open=False)
        self.now, self.cancelled = replace(self.now, parties=parties), True

    @rule(somebody=PEOPLE)
    def somebody_becomes_their_manager(self, somebody: int) -> None:
        managers = self.now.parties.managers
        if len(managers) < 2:
            parties = replace(self.now.parties, managers=managers | {somebody})
            self.now = replace(self.now, parties=parties)

    def may_judge(self, by: int) -> None:
        assert by != MEMBER
        assert by not in self.now.parties.managers

    def judges(self, by: int) -> None:
        """Whoever judged is nobody who may not, and has taken part from then on."""
        self.may_judge(by)
        self.took_part.add(by)

    @invariant()
    def no_decision_stands_without_its_step_in_the_log(self) -> None:
        kinds = [one.kind for one in self.now.log]
        assert (self.now.decision is not None) == ("decided" in kinds)
        assert (self.now.snapshot is not None) == ("submitted" in kinds)
        assert (self.now.appeal is not None) == ("appealed" in kinds)
        decided = self.now.appeal is not None and self.now.appeal.outcomes is not None
        assert decided == ("appeal_decided" in kinds)
        assert kinds.count("decided") <= 1
        assert kinds.count("submitted") <= 1
        found = {(one.entry, one.test) for one in self.now.log if one.kind in ("found", "asked")}
        assert {one.key for one in self.now.findings} == found

    @invariant()
    def credits_are_the_sum_of_what_stands(self) -> None:
        one = Decided(self.now, "generic-30-90", owned=True, cancelled=self.cancelled)
        out = effect_on_total([one], "generic-30-90").disallowed
        against = set() if self.cancelled else self.against
        assert sum(CREDITS[entry] for entry in CREDITS.keys() - out) == sum(
            worth for entry, worth in CREDITS.items() if entry not in against
        )
        theirs = replace(one, owned=False)
        assert effect_on_total([theirs], "generic-30-90").disallowed == frozenset()

    @invariant()
    def what_is_met_and_what_is_not_are_of_what_was_handed_in(self) -> None:
        known = self.now.entries | {WHOLE_RECORD}
        assert {one.entry for one in self.now.findings} <= known
        assert self.now.not_met <= self.now.entries
        assert report([self.now]).too_few


class ARound(_Anybody):
    """One round, up to its opening."""

    @initialize(size=st.integers(1, 6), far=st.integers(0, 6))
    def a_lead_drafts_it(self, size: int, far: int) -> None:
        """As above."""
        period = Period(date(2026, 1, 1), date(2026, 12, 31))
        self.now: Round = rounds.drafted(1, "cmi", (period, SampleSize(size)), LEAD, self.at)
        self.ids: list[tuple[str, str]] = []
        self.made = 0
        self.sheet: tuple[Drawn, ...] = ()
        usual: list[Callable[[], None]] = [
            lambda: self.it_is_frozen(6),
            lambda: self.an_auditor_is_named(LEAD, AUDITOR),
            lambda: self.somebody_commits(AUDITOR, LONG, 1),
            lambda: self.somebody_commits(LEAD, LONGER, 1),
            lambda: self.ids_are_made(6),
            lambda: self.somebody_reveals(AUDITOR, LONG, 1),
        ]
        for step in usual[:far]:
            step()

    def attempt(self, step: Callable[[], Round]) -> bool:
        before = self.now
        try:
            after = step()
        except StepRefused:
            return False
        assert after.log[: len(before.log)] == before.log
        added = after.log[len(before.log) :]
        if added:
            assert before.state in of_round.ALLOWED[added[0].kind]
        assert bool(added) == (after != before)
        self.now = after
        return True

    @rule(by=PEOPLE, somebody=PEOPLE)
    def an_auditor_is_named(self, by: int, somebody: int) -> None:
        self.attempt(lambda: rounds.name_auditor(self.now, somebody, by, self.at))

    @rule(by=PEOPLE, somebody=PEOPLE)
    def an_auditor_leaves(self, by: int, somebody: int) -> None:
        self.attempt(lambda: rounds.auditor_leaves(self.now, somebody, by, self.at))

    @rule(by=PEOPLE, somebody=PEOPLE)
    def a_witness_is_named(self, by: int, somebody: int) -> None:
        self.attempt(lambda: rounds.name_witness(self.now, somebody, by, self.at))

    @rule()
    def what_is_usual_happens(self) -> None:
        """So that many ways come to their end."""
        lead, number = self.now.lead, len(self.now.attempts) + 1
        other = max(self.now.seed_holders - {lead}, default=lead)
        match self.now.state:
            case "drafted":
                self.a_witness_is_named(lead, lead % 5 + 1)
                self.it_is_frozen(6)
            case "frozen":
                self.somebody_commits(lead, LONG, number)
                self.somebody_commits(other, LONGER, number)
            case "committed":
                self.ids_are_made(6)
            case "ids_made":
                for one in range(1, 5):
                    for by, seed in ((lead, LONG), (other, LONGER)):
                        self.somebody_reveals(by, seed, one)
            case "revealed":
                self.it_is_drawn()
            case "drawn":
                self.it_is_opened(lead)

    @precondition(lambda self: self.today > date(2026, 11, 5))
    @rule(somebody=PEOPLE)
    def it_is_handed_over(self, somebody: int) -> None:
        self.attempt(lambda: rounds.pass_on(self.now, somebody, LEAD, self.at))

    @rule(count=st.integers(0, 6))
    def it_is_frozen(self, count: int) -> None:
        self.attempt(lambda: rounds.freeze(self.now, lines(count), self.now.lead, self.at))

    @rule(by=PEOPLE, seed=SEEDS, number=st.integers(1, 4))
    def somebody_commits(self, by: int, seed: str, number: int) -> None:
        named = commitment(f"{seed} {number}".strip())
        self.attempt(lambda: seeds.commit(self.now, named, by, self.at))

    @rule(count=st.integers(4, 6))
    def ids_are_made(self, count: int) -> None:
        size = self.now.frozen.count if self.now.frozen is not None else count
        made = [
            (line, audit_id(bytes.fromhex(digest(f"{self.made} {line}"))[:16]))
            for line in lines(size)
        ]
        if self.attempt(lambda: seeds.make_ids(self.now, made, LEAD, self.at)):
            self.ids, self.made = made, self.made + 1

    @rule(by=PEOPLE, seed=SEEDS, number=st.integers(1, 4))
    def somebody_reveals(self, by: int, seed: str, number: int) -> None:
        told = f"{seed} {number}".strip()
        self.attempt(lambda: seeds.reveal(self.now, told, by, self.at))

    @rule(by=PEOPLE)
    def it_is_given_up(self, by: int) -> None:
        self.attempt(lambda: seeds.give_up(self.now, "not_revealed", by, self.at))

    @rule()
    def it_is_drawn(self) -> None:
        found: list[tuple[Drawn, ...]] = []

        def drawing() -> Round:
            round_, sheet = seeds.draw_round(self.now, self.ids, LEAD, self.at)
            found.append(sheet)
            return round_

        if self.attempt(drawing):
            self.sheet = found[0]

    @rule(by=PEOPLE)
    def it_is_opened(self, by: int) -> None:
        self.attempt(lambda: rounds.open_round(self.now, by, self.at))

    @precondition(lambda self: self.today > date(2026, 11, 25))
    @rule(by=PEOPLE)
    def it_is_cancelled(self, by: int) -> None:
        self.attempt(lambda: rounds.cancel(self.now, "not_needed", by, self.at))

    @invariant()
    def two_people_bring_two_seeds_that_were_never_there_before(self) -> None:
        made = [one for each in self.now.attempts for one in each.commitments]
        assert len({one.hash for one in made}) == len(made)
        for each in self.now.attempts:
            assert len({one.by for one in each.commitments}) == len(each.commitments)

    @invariant()
    def there_are_ids_after_two_commitments_and_seeds_after_ids(self) -> None:
        for each in self.now.attempts:
            assert each.ids_hash is None or len(each.commitments) == 2
            revealed = [one for one in each.commitments if one.seed is not None]
            assert not revealed or each.ids_hash is not None
            assert all(commitment(one.seed or "") == one.hash for one in revealed)

    @invariant()
    def all_but_the_last_attempt_were_given_up_and_stand_in_the_log(self) -> None:
        over = [one.given_up is not None for one in self.now.attempts]
        assert all(over[:-1])
        assert sum(over) == sum(one.kind == "given_up" for one in self.now.log)

    @invariant()
    def the_draw_is_that_of_both_seeds_and_the_frozen_population(self) -> None:
        if not self.sheet:
            assert self.now.state not in ("drawn", "open")
            return
        frozen, seed = self.now.frozen, self.now.attempt.seed
        assert frozen is not None
        assert seed is not None
        assert self.sheet == draw(seed, [one for _, one in self.ids], frozen.size)
        assert sum(one.drawn for one in self.sheet) == frozen.size


TestAnAudit = AnAudit.TestCase
TestAnAudit.settings = settings(max_examples=examples(200), stateful_step_count=60, deadline=None)
TestARound = ARound.TestCase
TestARound.settings = settings(max_examples=examples(200), stateful_step_count=60, deadline=None)
