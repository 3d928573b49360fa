"""What a body has disallowed is in no total from its day on; everything else stays as it was."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.policy.scheme_facts import AccountFacts, Disallowed, EnrolmentFacts, EntryFacts
from bot.policy.schemes.assess import assess
from bot.policy.schemes.disallowed import MONITORING, disallowed_on
from bot.policy.schemes.pack import Pack
from bot.policy.schemes.pack_file import load_packs
from bot.policy.vocabulary import DISALLOWED_FOR

PACKS = load_packs()
packs = st.sampled_from(sorted(PACKS)).map(lambda name: PACKS[name])
days = st.dates(date(2026, 1, 1), date(2026, 3, 1))
records = st.lists(
    st.builds(
        Disallowed,
        st.sampled_from([1, 2]),
        st.sampled_from(["imi-register", "cmi"]),
        days,
        st.none() | st.sampled_from(DISALLOWED_FOR),
        st.booleans(),
    ),
    max_size=6,
)
ENTRY = EntryFacts(
    "logged",
    "Isolation course",
    date(2026, 11, 20),
    date(2026, 11, 20),
    120,
    evaluate="I now prove dead before I touch the pack",
    account=AccountFacts("2026.2", "said"),
    roles=("technician",),
    evidence=1,
)


def enrolled(pack: Pack) -> EnrolmentFacts:
    return EnrolmentFacts(pack.name, date(2025, 6, 1), date(2025, 6, 1), opening_answer="given")


@given(packs, st.none() | st.sampled_from(DISALLOWED_FOR), st.sampled_from(["logged", "draft"]))
def test_a_disallowed_entry_is_in_no_total(pack: Pack, reason: str, status: str) -> None:
    of_this = Disallowed(1, pack.name, date(2026, 12, 1), reason)  # type: ignore[arg-type]
    entry = replace(ENTRY, status=status, disallowed=of_this)  # type: ignore[arg-type]
    found, without = assess(entry, enrolled(pack), pack), assess(ENTRY, enrolled(pack), pack)
    assert (found.state, found.weight, found.ready_for_audit) == ("outside", 0, False)
    assert found.missing_questions == ()
    assert (found.credits is None) == (without.credits is None)
    assert not found.credits
    assert [one.rule for one in found.findings].count(MONITORING) == 1


@given(packs)
def test_what_one_body_disallows_another_may_count(pack: Pack) -> None:
    of_other = replace(ENTRY, disallowed=Disallowed(1, "no such pack", date(2026, 12, 1)))
    allowed = Disallowed(1, pack.name, date(2026, 12, 1), allowed=True)
    as_it_was = assess(ENTRY, enrolled(pack), pack)
    assert assess(of_other, enrolled(pack), pack) == as_it_was
    assert assess(replace(ENTRY, disallowed=allowed), enrolled(pack), pack) == as_it_was


@given(records, days)
def test_the_last_of_the_records_up_to_a_day_holds(of: list[Disallowed], day: date) -> None:
    found = disallowed_on(of, 1, "imi-register", day)
    up_to = [
        (one.on, place, one)
        for place, one in enumerate(of)
        if (one.entry_id, one.pack) == (1, "imi-register") and one.on <= day
    ]
    last = max(up_to, key=lambda each: each[:2])[2] if up_to else None
    assert found == (None if last is None or last.allowed else last)


def test_it_is_told_with_its_day_its_reason_and_where_the_policy_says_so() -> None:
    of_it = Disallowed(1, "imi-register", date(2027, 3, 3), "sufficient")
    found = assess(replace(ENTRY, disallowed=of_it), enrolled(PACKS["imi-register"]), IMI)
    told = found.findings[-1]
    assert told.sentence == "Since 3 Mar 2027 IMI does not count it. Its reason: not sufficient."
    assert told.source == "IMI CPD Policy, ongoing monitoring"
    own = replace(of_it, pack="generic-30-90", reason=None)
    told = assess(
        replace(ENTRY, disallowed=own), enrolled(PACKS["generic-30-90"]), PACKS["generic-30-90"]
    ).findings[-1]
    assert told.sentence == (
        "Since 3 Mar 2027 your organisation does not count it. It gave no reason."
    )
    assert told.source == "said by your organisation"


IMI = PACKS["imi-register"]
