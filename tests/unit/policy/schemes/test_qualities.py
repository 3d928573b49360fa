"""What holds for any record that is looked at beside its scheme's qualities."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy.schemes.pack_file import load_packs
from bot.policy.schemes.qualities import (
    LONGEST_GAP,
    KeptEntry,
    RecordFacts,
    Said,
    State,
    qualities,
    qualities_in,
)
from bot.policy.schemes.quality_steps import Step, next_step
from bot.policy.schemes.rules import ValueRefused, read_value
from bot.policy.schemes.sampling import sampling
from bot.policy.vocabulary import (
    ACTIVITY_TYPES,
    ENTRY_STATUSES,
    FORMALITIES,
    GRADES,
    QUALITIES,
    STAGES,
    Quality,
)

PACKS = load_packs()
TODAY = date(2026, 11, 27)
SINCE = date(2025, 11, 26)

any_day = st.dates()
near_days = st.dates(SINCE - timedelta(days=60), TODAY + timedelta(days=5))
said = st.none() | st.builds(
    Said, need=st.booleans(), helps=st.booleans(), changed=st.booleans(), tells=st.booleans()
)
stages = st.frozensets(st.sampled_from(STAGES))
questions = st.sampled_from(["reflect", "plan", "evaluate", "use", "changed"])


def kept(days: st.SearchStrategy[date]) -> st.SearchStrategy[KeptEntry]:
    return st.builds(
        KeptEntry,
        number=st.integers(1, 10**6),
        status=st.sampled_from(ENTRY_STATUSES),
        start=st.none() | days,
        end=st.none() | days,
        type=st.none() | st.sampled_from(ACTIVITY_TYPES),
        formality=st.none() | st.sampled_from(FORMALITIES),
        stages=stages,
        said=said,
        evidence=st.integers(0, 3),
        nothing_changed=st.booleans(),
        followed_up=st.booleans(),
        declined=st.booleans(),
        skipped=st.frozensets(questions),
    )


def many(days: st.SearchStrategy[date]) -> st.SearchStrategy[tuple[KeptEntry, ...]]:
    found = st.lists(kept(days), max_size=8, unique_by=lambda one: one.number)
    return found.map(tuple)


records = st.builds(
    RecordFacts,
    today=st.just(TODAY),
    since=st.just(SINCE),
    entries=many(near_days),
    earlier=st.booleans(),
    names=st.permutations(QUALITIES).map(tuple),
)


def states(facts: RecordFacts) -> dict[Quality, State]:
    return {one.quality: one.state for one in qualities(facts)}


@given(
    st.builds(
        RecordFacts,
        today=any_day,
        since=any_day,
        entries=many(any_day),
        earlier=st.booleans(),
        names=st.lists(st.sampled_from(QUALITIES), unique=True).map(tuple),
        evaluation_days=st.integers(0, 10**6),
    )
)
def test_there_is_an_answer_for_any_history(facts: RecordFacts) -> None:
    shown, step = qualities(facts), next_step(facts)
    numbers = {one.number for one in facts.entries}
    assert [one.quality for one in shown] == list(facts.names)
    for one in shown:
        assert (one.entry is not None) == (one.state == "shown")
        assert {one.entry, one.beside} - {None} <= numbers
    if step is not None:
        assert states(facts)[step.quality] != "shown"
        assert (step.entry is None) == (step.does == "log")
        assert (step.question is not None) == (step.does == "answer")


@given(records, st.randoms())
def test_the_order_of_entries_does_not_matter(facts: RecordFacts, random: object) -> None:
    turned = list(facts.entries)
    random.shuffle(turned)  # type: ignore[attr-defined]
    other = replace(facts, entries=tuple(turned))
    assert qualities(other) == qualities(facts)
    assert next_step(other) == next_step(facts)


@given(records, kept(near_days))
def test_one_more_entry_never_hides_what_is_shown(facts: RecordFacts, more: KeptEntry) -> None:
    with_it = replace(facts, entries=(*facts.entries, replace(more, number=10**6 + 1)))
    before, after = states(facts), states(with_it)
    assert {name for name in before if before[name] == "shown"} <= {
        name for name in after if after[name] == "shown"
    }


@given(records, kept(near_days))
def test_what_is_undated_or_not_saved_shows_nothing(facts: RecordFacts, more: KeptEntry) -> None:
    undated = replace(more, number=10**6 + 1, start=None, end=None)
    not_saved = [replace(more, number=10**6 + 2, status=one) for one in ENTRY_STATUSES]
    nothing = (undated, *(one for one in not_saved if one.status != "logged"))
    with_it = replace(facts, entries=(*facts.entries, *nothing))
    assert qualities(with_it) == qualities(facts)
    assert next_step(with_it) == next_step(facts)


@given(records)
def test_what_is_not_known_is_never_shown(facts: RecordFacts) -> None:
    """Without a word that was read, a kind, evidence or a circle there is nothing to show it by."""
    unknown = tuple(
        replace(one, said=None, formality=None, type=None, evidence=0) for one in facts.entries
    )
    found = states(replace(facts, entries=unknown))
    for name in ("personalised", "multi-faceted", "evidenced", "impact-focused"):
        assert found[name] != "shown"


@given(records)
def test_to_learn_what_is_not_known_may_show_it_or_not_but_never_loses_any(
    facts: RecordFacts,
) -> None:
    read = tuple(
        replace(one, said=Said(need=True, helps=True, changed=True, tells=True))
        if one.said is None
        else one
        for one in facts.entries
    )
    before, after = states(facts), states(replace(facts, entries=read))
    for name in before:
        assert before[name] != "shown" or after[name] == "shown"


@given(records)
def test_a_step_asks_nothing_that_is_unwanted_or_that_nobody_would_read(facts: RecordFacts) -> None:
    step = next_step(facts)
    if step is None or step.does not in ("answer", "evidence"):
        return
    [about] = [one for one in facts.entries if one.number == step.entry]
    assert not about.declined
    assert step.question not in about.skipped
    assert about.said is not None or step.quality == "cyclic" or step.does == "evidence"


@given(records)
def test_the_answer_that_a_step_asks_for_shows_its_quality_at_once_or_brings_it_nearer(
    facts: RecordFacts,
) -> None:
    step = next_step(facts)
    if step is None or step.does != "answer":
        return
    answered = tuple(
        with_answer(one, step) if one.number == step.entry else one for one in facts.entries
    )
    then = replace(facts, entries=answered)
    if step.quality != "cyclic":
        assert states(then)[step.quality] == "shown"
    else:
        [about] = [one for one in answered if one.number == step.entry]
        assert step.question in about.stages


def with_answer(one: KeptEntry, step: Step) -> KeptEntry:
    stage = "evaluate" if step.question in ("use", "changed") else step.question
    words = one.said or Said()
    return replace(
        one,
        stages=one.stages | {stage},  # type: ignore[arg-type]
        said=replace(
            words,
            tells=True,
            helps=words.helps or step.question == "use",
            changed=words.changed or step.question == "changed",
        ),
    )


@pytest.mark.parametrize("days", [LONGEST_GAP, LONGEST_GAP + 1])
def test_the_longest_gap_is_counted_in_free_days_and_today_is_none(days: int) -> None:
    last = KeptEntry(2, "logged", end=TODAY - timedelta(days=days + 1))
    first = KeptEntry(1, "logged", start=SINCE, end=last.end)
    facts = RecordFacts(TODAY, SINCE, (first, last), earlier=True)
    shown = states(facts)["continuous"] == "shown"
    assert shown == (days <= LONGEST_GAP)


def test_cmi_names_six_and_the_others_none() -> None:
    assert qualities_in(PACKS["cmi"], TODAY) == QUALITIES
    assert not any(qualities_in(pack, TODAY) for name, pack in PACKS.items() if name != "cmi")


def test_a_pack_cannot_name_a_quality_that_nothing_looks_for() -> None:
    with pytest.raises(ValueRefused, match="'thorough' is none of them"):
        read_value("qualities", ("continuous", "thorough"))


@pytest.mark.parametrize(
    ("grade", "state"),
    [("chartered", "sampled"), ("other", "not published"), (None, "grade not known")],
)
def test_what_is_known_of_the_sample_depends_on_the_grade(grade: str | None, state: str) -> None:
    known = next((one for one in GRADES if one == grade), None)
    found = sampling(PACKS["cmi"], known, TODAY)
    assert found is not None
    assert (found.state, found.often, found.rate) == (state, "yearly", False)
    assert found.source == "CMI CPD FAQs: every year a sample of Chartered Managers"


def test_a_pack_that_knows_of_no_sample_says_nothing_of_one() -> None:
    assert sampling(PACKS["imi-register"], "chartered", TODAY) is None
