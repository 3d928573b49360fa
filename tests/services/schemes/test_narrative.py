"""CMI's period narrative: the member's own words, word for word, and what they have planned."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from bot.services.context.refused import Refused
from bot.services.members import settings
from bot.services.schemes.narrative import PeriodNarrative, narrative_of, quotes_in
from tests.properties import examples
from tests.services.harness import TODAY, ServiceHarness

LEARNT = "I learnt that the contactor can weld shut"
HELPS = "I use it on every battery swap"
CHANGED = "Since then we have had fewer comebacks"


@pytest.fixture
def cmi(sqlite_harness: ServiceHarness) -> ServiceHarness:
    with sqlite_harness.open() as ctx:
        settings.enrol(ctx, "cmi")
    return sqlite_harness


def told(harness: ServiceHarness) -> PeriodNarrative:
    with harness.open() as ctx:
        return narrative_of(ctx)


def test_words_are_quoted_by_what_they_tell_each_once(cmi: ServiceHarness) -> None:
    with cmi.open() as ctx:
        cmi.logged(
            ctx,
            reflect="I needed it because I was asked to lead the bay",
            act="I isolated two packs with the trainer",
            evaluate=f"{LEARNT}. {HELPS}. {CHANGED}.",
        )
    one = told(cmi)
    assert [quote.words for quote in one.needs] == [
        "I needed it because I was asked to lead the bay"
    ]
    assert [quote.words for quote in one.did] == ["I isolated two packs with the trainer"]
    assert LEARNT in one.learned[0].words
    assert HELPS in one.applied[0].words
    assert CHANGED in one.changed[0].words
    assert one.learned[0].title == "Isolation course"
    assert (one.entries, one.without_words) == (1, 0)


def test_twelve_months_back_and_no_day_more(cmi: ServiceHarness) -> None:
    with cmi.open() as ctx:
        for on in (date(2025, 11, 21), date(2025, 11, 22), TODAY):
            cmi.logged(ctx, title=str(on), on=on)
    one = told(cmi)
    assert (one.first, one.today, one.until) == (date(2025, 11, 22), TODAY, date(2027, 11, 21))
    assert {quote.title for quote in (*one.learned, *one.applied, *one.changed)} == {
        "2025-11-22",
        str(TODAY),
    }


def test_what_tells_nothing_is_counted_and_quoted_nowhere(cmi: ServiceHarness) -> None:
    with cmi.open() as ctx:
        cmi.logged(ctx, evaluate="")
    one = told(cmi)
    assert (one.entries, one.without_words) == (1, 1)
    assert (*one.needs, *one.did, *one.learned, *one.applied, *one.changed) == ()


def test_ahead_are_plans_follow_ups_and_what_the_member_will_do(cmi: ServiceHarness) -> None:
    with cmi.open() as ctx:
        soon = TODAY + timedelta(days=14)
        for title, start in (("Battery course", soon), ("Far off", TODAY + timedelta(days=800))):
            ctx.work.entries.add(
                ctx.member.id,
                "planned",
                ctx.now,
                source_key=None,
                title=title,
                start_date=start,
                end_date=start,
            )
        asked = cmi.logged(ctx, title="Airbags", plan="I will show the lads")
        cmi.logged(ctx, title="Brakes", plan="I will check the slides first")
        day = soon + timedelta(days=1)
        ctx.work.follow_ups.add(ctx.member.id, asked.id, "plan", day, ctx.now, state="agreed")
    kinds = [(one.kind, one.title, one.day, one.words) for one in told(cmi).ahead]
    assert kinds == [
        ("planned", "Battery course", soon, None),
        ("follow_up", "Airbags", soon + timedelta(days=1), "I will show the lads"),
        ("intention", "Brakes", None, "I will check the slides first"),
    ]


def test_it_is_for_a_scheme_that_names_qualities(sqlite_harness: ServiceHarness) -> None:
    with sqlite_harness.open() as ctx, pytest.raises(Refused, match="names_no_qualities"):
        narrative_of(ctx)


said = st.lists(
    st.sampled_from([LEARNT, HELPS, CHANGED, "It was harder than I thought", "ok", "…", "学んだ"]),
    max_size=5,
).map(". ".join)


@hypothesis_settings(
    max_examples=examples(100),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(reflect=said, act=said, evaluate=said)
def test_nothing_is_quoted_that_does_not_stand_in_the_entry_and_nothing_twice(
    cmi: ServiceHarness, reflect: str, act: str, evaluate: str
) -> None:
    with cmi.open() as ctx:
        entry = cmi.logged(ctx, reflect=reflect, act=act, evaluate=evaluate)
    quotes = [words for _, words in quotes_in(entry)]
    written = "\n".join((reflect, act, evaluate))
    for words in quotes:
        assert words in written
    assert sum(map(len, quotes)) <= len(written)
