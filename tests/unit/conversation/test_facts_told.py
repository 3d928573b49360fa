"""Facts as people tell them: two activities in one breath, lengths by their parts, a save beside
something else, and what makes no entry.
"""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.parts import (
    Activity,
    Aside,
    Context,
    Correction,
    KnownEntry,
    Questioned,
    Referred,
    Steered,
    Unclear,
)
from bot.conversation.text_speak import spelt_out
from bot.conversation.understanding import understand

LONDON = ZoneInfo("Europe/London")
WEDNESDAY = Context(datetime(2026, 11, 18, 17, 30, tzinfo=UTC), LONDON, 480)
TODAY, YESTERDAY = date(2026, 11, 18), date(2026, 11, 17)
SATURDAY, SUNDAY = date(2026, 11, 14), date(2026, 11, 15)
WEEKEND = KnownEntry(1, "draft", "Paint course", 960, SATURDAY, SUNDAY, "Schrader")
OF_WEEKEND = replace(WEDNESDAY, question="evaluate", about=1, entries=(WEEKEND,))
ABS = KnownEntry(1, "draft", "ABS course", 120, YESTERDAY, YESTERDAY)
ESP = KnownEntry(2, "draft", "ESP course", 180, TODAY, TODAY)
OF_BOTH = replace(WEDNESDAY, question="evaluate", about=1, entries=(ESP, ABS), made=(1, 2))


def contents(text: str, context: Context = OF_WEEKEND) -> list[object]:
    return [part.content for part in understand(text, context).parts]


def told(text: str, context: Context = WEDNESDAY) -> list[tuple[object, ...]]:
    found = [one.reading for one in contents(text, context) if isinstance(one, Activity)]
    return [(one.title.value, one.minutes.value, one.start.value) for one in found]


# --- Two in one breath ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "activities"),
    [
        (
            "morning was complaints handling course 3 hrs then hour on the new DMS in the"
            " afternoon",
            [("Complaints handling course", 180, TODAY), ("New DMS", 60, TODAY)],
        ),
        (
            "3h brakes this morning then 2h on the scope after lunch",
            [("Brakes", 180, TODAY), ("Scope", 120, TODAY)],
        ),
        (
            "2h on wed and 3h on thu last week, ABS and then ESP",
            [("ABS", 120, date(2026, 11, 11)), ("ESP", 180, date(2026, 11, 12))],
        ),
        (
            "1h and 2h, brakes and steering respectively",
            [("Brakes", 60, None), ("Steering", 120, None)],
        ),
        (
            "bosch abs 4h 8 sept, tyre safety 2h on the 15th, and ev level 2 two days 21 sept",
            [
                ("Bosch ABS", 240, date(2026, 9, 8)),
                ("Tyre safety", 120, date(2026, 9, 15)),
                ("EV level 2", 960, date(2026, 9, 21)),
            ],
        ),
        (
            "1h webinar on belts 30 october, 1h talk on ladders on the 2nd",
            [
                ("Webinar on belts", 60, date(2026, 10, 30)),
                ("Talk on ladders", 60, date(2026, 11, 2)),
            ],
        ),
    ],
)
def test_each_of_several_has_its_own_facts(text: str, activities: list[tuple[object, ...]]) -> None:
    assert told(text) == activities


@pytest.mark.parametrize(
    "text",
    [
        "3h on saturday and 3h on sunday, VAG diagnostics and coding",
        "2h ADAS course, an hour after lunch was practical",
        "2h monday and 3h tuesday, brakes and steering",
    ],
)
def test_what_may_be_one_is_one(text: str) -> None:
    assert len(told(text)) == 1


def test_a_part_of_a_day_is_of_today_only_once_it_has_come() -> None:
    early = replace(WEDNESDAY, now=datetime(2026, 11, 18, 9, tzinfo=UTC))
    assert told("afternoon was a 2h webinar on belts", early) == [("Webinar on belts", 120, None)]
    assert told("the morning was a 2h webinar on belts", early)[0][2] == TODAY
    assert told("the morning was a 2h webinar on belts, yesterday", early)[0][2] == YESTERDAY


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("ESP yaw sensor needs zeroing after the battery was off", 2),
        ("check the reluctor ring before the sensor", None),
        ("ABS rings rust on the rears, ESP does not care", None),
    ],
)
def test_an_account_that_begins_with_another_entrys_word_is_of_that(
    text: str, about: int | None
) -> None:
    [part] = understand(text, OF_BOTH).parts
    assert (part.kind, part.entry) == ("answer", about)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("the ESP thing was 45 mins", 45), ("the whole thing was 4 hours", 240)],
)
def test_a_value_is_of_what_is_named(text: str, minutes: int) -> None:
    [content] = contents(text, OF_BOTH)
    assert content == Correction("minutes", minutes=minutes)


def test_a_value_of_what_is_not_there_changes_nothing() -> None:
    assert contents("actually the DMS thing was 45 mins", OF_BOTH) == [Unclear("words")]


# --- Lengths ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("1 hour of that was lunch so call it 14", 14),
        ("an hour of it was lunch", 15),
        ("minus an hour for lunch", 15),
        ("actual hours were 7 each day", 14),
        ("it was 7h each day", 14),
        ("each day was 6 hours", 12),
        ("no it was 2 days of 6 hours", 12),
        ("so 14", 14),
        ("14 in total", 14),
        ("put 3 h saturday 3 h sunday", 6),
        ("it was 4h sat and 2h sun", 6),
    ],
)
def test_a_length_may_be_told_by_its_parts(text: str, hours: int) -> None:
    assert contents(text) == [Correction("minutes", minutes=60 * hours)]


@pytest.mark.parametrize(
    "text",
    [
        *("all 4", "in all 3", "so 4", "makes 45", "10 minutes waiting, then 5"),
        *("-30 min lunch", "2 hours waiting around 3", "an hour was lunch, 6"),
    ],
)
def test_a_number_that_may_be_of_anything_is_no_length(text: str) -> None:
    one_day = replace(WEEKEND, start=SATURDAY, end=SATURDAY, minutes=120)
    context = replace(OF_WEEKEND, entries=(one_day,))
    assert contents(text, context) == [Unclear("words")]


@pytest.mark.parametrize("text", ["2 hours of it was driving", "4 hours of it was on the road"])
def test_what_a_course_was_of_is_no_break_of_it(text: str) -> None:
    driving = replace(WEEKEND, title="Off-road driving course", minutes=360)
    context = replace(OF_WEEKEND, entries=(driving,))
    assert contents(text, context) == [Unclear("words")]


def test_the_lengths_of_other_days_bring_their_days() -> None:
    friday = date(2026, 11, 13)
    days = Correction("days", start=friday, end=SATURDAY)
    assert contents("it was 4h friday and 2h saturday") == [
        Correction("minutes", minutes=360),
        days,
    ]


@pytest.mark.parametrize(
    "text",
    [
        "each day we do 7 checks before lunch",
        "so 3 bolts each",
        "we did 4 each",
        "so 2 people hold it",
        "lunch was an hour",
        "1 hour of it was on the ramp",
    ],
)
def test_what_only_counts_changes_no_length(text: str) -> None:
    assert not any(isinstance(one, Correction) for one in contents(text))


@given(st.integers(1, 12))
def test_so_long_each_day_is_that_on_each_of_its_days(hours: int) -> None:
    for text in (f"it was {hours} hours a day", f"{hours} h each day", f"was {hours} each day"):
        assert contents(text) == [Correction("minutes", minutes=120 * hours)]


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("every thursday in october i did an hour of VAG online, so 5 hours", 300),
        ("every thursday in october an hour each of VAG, so 5 hours", 300),
        ("toolbox talk every tuesday in october, 30 mins, 2 hours altogether", 120),
        ("every thursday in october 1h VAG online, 3 hours total", None),
    ],
)
def test_a_series_and_its_sum_agree_or_are_asked_about(text: str, minutes: int | None) -> None:
    [(_, found, _)] = told(text)
    assert found == minutes


# --- Titles, days, providers ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "I am not agree with the title, it must be Internal auditor ISO 9001 part one",
            "Internal auditor ISO 9001 part one",
        ),
        ("the title is wrong, should be Tyre pressure monitoring", "Tyre pressure monitoring"),
        ("title isn't right. it should say Hybrid awareness", "Hybrid awareness"),
    ],
)
def test_a_title_is_put_right_where_it_is_said_to_be_wrong(text: str, title: str) -> None:
    assert contents(text) == [Correction("title", words=title)]


@pytest.mark.parametrize(
    ("text", "provider"),
    [
        ("no schrader was last year this was at Bartec", "Bartec"),
        ("no this was bosch, schrader was in june", "Bosch"),
        ("schrader was the other one, this was with Bartec", "Bartec"),
    ],
)
def test_another_provider_is_told_by_what_the_one_was(text: str, provider: str) -> None:
    assert contents(text) == [Correction("provider", words=provider)]


def test_what_is_only_said_of_a_provider_is_none() -> None:
    for text in ("schrader was better but this was quick", "schrader was fine, this was a faff"):
        assert not any(isinstance(one, Correction) for one in contents(text))


@pytest.mark.parametrize(
    "text",
    ["hang on was it 12 or 13, i think 13", "was it the 12th or 13th, i think the 13th"],
)
def test_of_two_days_the_one_that_is_settled_on_is_taken(text: str) -> None:
    twelfth, thirteenth = date(2026, 11, 12), date(2026, 11, 13)
    entry = KnownEntry(1, "draft", "Snap-on course", 240, twelfth, twelfth)
    context = replace(OF_WEEKEND, entries=(entry,))
    days = Correction("days", start=thirteenth, end=thirteenth)
    assert contents(text, context) == [days]


def test_numbers_of_no_day_of_an_entry_are_none() -> None:
    assert not any(
        isinstance(one, Correction) and one.what == "days"
        for one in contents("hang on was it 12 or 13, i think 13")
    )


# --- A save beside something else -------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "behind"),
    [
        ("save. and next one is blending in march", ["activity"]),
        ("save and put down my next one for 10 december", ["activity"]),
        ("save it. also did a 1h webinar on belts today", ["activity"]),
        ("save and stop asking stuff", []),
        ("save and stop messaging me", ["request"]),
        ("ok save, and remind me tomorrow", ["request"]),
        ("save it and how many credits do i have", ["question"]),
        ("save it please and thank you", []),
        ("save, 3 hours really", ["correction"]),
    ],
)
def test_a_save_is_one_whatever_stands_behind_it(text: str, behind: list[str]) -> None:
    first, *rest = understand(text, OF_WEEKEND).parts
    assert first.content == Steered("save")
    assert [part.kind for part in rest] == behind


def test_both_are_saved_in_few_letters() -> None:
    assert contents("save em") == contents("save those two") == [Steered("save_all")]
    assert contents("svae") == [Steered("save")]


@pytest.mark.parametrize(
    "text",
    [
        "save and you get a dry joint if it cools too fast",
        "save and clear the codes before the test drive",
        "save them for the next job, the rings I mean",
    ],
)
def test_what_is_saved_in_the_trade_saves_nothing(text: str) -> None:
    assert Steered("save") not in contents(text)


def test_the_next_one_is_a_plan_like_the_last() -> None:
    tenth = date(2026, 12, 10)
    assert contents("my next one is on 10 december") == [Referred("same", None, tenth, tenth)]
    [plan] = contents("next one is blending on 10 december")
    assert isinstance(plan, Activity)
    assert (plan.reading.intent, plan.reading.title.value) == ("plan", "Blending")
    friday = date(2026, 11, 27)
    assert contents("same again 27 november") == [Referred("same", None, friday, friday)]


def test_the_next_one_of_a_job_is_no_plan() -> None:
    for text in ("next one is the rear bush", "the next one is due in march"):
        assert not any(isinstance(one, Activity | Referred) for one in contents(text))


@pytest.mark.parametrize(
    "text",
    [
        "the next one is on the nearside so do it friday",
        "next module is a plan of the loom tomorrow",
    ],
)
def test_the_next_one_on_a_car_is_no_plan(text: str) -> None:
    assert not any(isinstance(one, Activity | Referred) for one in contents(text))


def test_with_nothing_before_it_the_next_one_is_asked_about() -> None:
    assert contents("put down my next one for 10 December", WEDNESDAY) == [Unclear("words")]


def test_what_follows_a_course_and_is_none_is_no_activity() -> None:
    titles = [one[0] for one in told("2h on Wed and 3h on Thu, brakes and then the pub")]
    assert titles == ["Brakes"]


def test_the_rush_hour_is_no_length() -> None:
    assert told("rush and hour on the ramp, webinar yesterday")[0][1] is None


# --- What makes no entry ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "i did 3 courses in september but never logged them",
        "did a few webinars last month, need to log them",
        "ive done loads of training this year",
    ],
)
def test_several_that_are_not_named_are_asked_for(text: str) -> None:
    assert contents(text, WEDNESDAY) == [Aside("which_ones")]


@pytest.mark.parametrize(
    "text",
    ["did 2 webinars yesterday, 1h each", "i did two courses on brakes", "did a 2h course today"],
)
def test_what_is_named_or_has_its_length_is_an_entry(text: str) -> None:
    assert len(told(text)) == 1


@pytest.mark.parametrize(
    ("thumbed", "spelt"),
    [
        ("hw many hrs u got me dwn 4 ths yr", "how many hrs you got me down for this year"),
        ("wen dus my yr end", "when does my year end"),
        ("did 2hr hybrd trainin", None),
        ("how many hours have i got", None),
        ("what 2 see with the 4 wheel one", None),
    ],
)
def test_a_question_is_spelt_out_where_it_is_thumbed(thumbed: str, spelt: str | None) -> None:
    assert spelt_out(thumbed) == spelt


def test_a_thumbed_question_is_one() -> None:
    [asked] = contents("hw many hrs u got me dwn 4 ths yr", WEDNESDAY)
    assert isinstance(asked, Questioned)
    assert asked.asked.topic == "standing"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("teaching the apprentices brakes for 2 hours today does that count", "Teaching the"),
        ("helped at the open day 4h saturday can i log that", "Helped at the open day"),
        ("2h webinar on belts yesterday, does it count for imi?", "Webinar on belts"),
    ],
)
def test_whether_it_counts_is_asked_behind_and_no_part_of_its_title(text: str, title: str) -> None:
    activity, asked = contents(text, WEDNESDAY)
    assert isinstance(activity, Activity)
    assert str(activity.reading.title.value).startswith(title)
    assert "count" not in str(activity.reading.title.value)
    assert isinstance(asked, Questioned)


def test_what_somebody_wants_of_a_plan_is_no_second_one() -> None:
    plan = KnownEntry(1, "planned", "Carb workshop", 240, date(2026, 11, 28), date(2026, 11, 28))
    context = replace(OF_WEEKEND, question="reflect", entries=(plan,))
    [part] = understand("i want to learn to balance SUs", context).parts
    assert part.kind == "answer"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("well about half hour reading the ngk site", "answer"),
        ("no", "steering"),
        ("1h webinar on belts today", "activity"),
    ],
)
def test_how_long_it_took_may_be_said_with_what(text: str, kind: str) -> None:
    entry = replace(ABS, minutes=None)
    context = replace(OF_WEEKEND, question="minutes", entries=(entry,))
    assert [part.kind for part in understand(text, context).parts] == [kind]
