"""Time shared out over subjects in a member's words: one activity, and corrections of it."""

from datetime import UTC, date, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.parts import Activity, Context, Correction, KnownEntry
from bot.conversation.shares_named import breakdowns, only_shares
from bot.conversation.subject_shares import Share, changed_by, resolved
from bot.conversation.subjects import SubjectNamed
from bot.conversation.understanding import understand

RADAR, CAMERAS, FAULTS, SOFTWARE = (
    *("Radar calibration", "Camera calibration"),
    *("Fault codes", "Software updates"),
)
VOLTAGE = "High voltage safety"
FRAMEWORKS = ((RADAR, CAMERAS, FAULTS, SOFTWARE), (VOLTAGE, "Battery systems"))
COURSE = KnownEntry(1, "draft", "ADAS course", 120, date(2026, 11, 17), date(2026, 11, 17), "Bosch")


def context(*entries: KnownEntry, asked: bool = False, known: bool = True) -> Context:
    return Context(
        datetime(2026, 11, 18, 10, tzinfo=UTC),
        ZoneInfo("Europe/London"),
        question="evaluate" if asked else None,
        about=entries[0].id if entries else None,
        entries=entries,
        subjects=FRAMEWORKS if known else (),
    )


@pytest.mark.parametrize(
    ("said", "title", "minutes", "shared"),
    [
        ("2h course on ADAS, 1h cameras and 1h radar", "Course on ADAS", 120, (60, 60)),
        ("three hours at Bosch: 90 minutes on cameras, the rest radar", "Cameras and radar",
         180, (90, 90)),
        ("2h ADAS course yesterday, half of it cameras", "ADAS course", 120, (60,)),
        ("2h ADAS course yesterday, half cameras half radar", "ADAS course", 120, (60, 60)),
        ("1h cameras and 1h radar yesterday at Bosch", "Cameras and radar", 120, (60, 60)),
        ("1h cameras, 1h radar", "Cameras and radar", 120, (60, 60)),
        ("3h ADAS training (1h cameras, 1h radar) at Hella", "ADAS training", 180, (60, 60)),
        ("ADAS course at Bosch yesterday: 1h cameras, 30 min radar", "ADAS course", 90, (60, 30)),
        ("2h ADAS course: cameras and radar, 1h each", "ADAS course", 120, (60, 60)),
        ("2h ADAS course, cameras 1h radar 1h", "ADAS course", 120, (60, 60)),
        ("4h course yesterday 75% cameras 25% radar", "Course", 240, (180, 60)),
        ("3h ADAS course yesterday, 50/50 cameras and radar", "ADAS course", 180, (90, 90)),
        ("2h ADAS course today - 90 mins cameras 30 radar", "ADAS course", 120, (90, 30)),
        ("spent 3 hours at Bosch on Monday, an hour on cameras and two hours on radar",
         "Cameras and radar", 180, (60, 120)),
        ("2h ADAS course. 1h was cameras. 1h was radar.", "ADAS course", 120, (60, 60)),
        ("2h course yesterday, 1h of it on cameras", "Course", 120, (60,)),
        ("2h ADAS course tomorrow, 1h cameras and 1h radar", "ADAS course", 120, (60, 60)),
        ("2h Bosch course yesterday, 1h ADAS cameras and 1h ADAS radar", "Bosch course",
         120, (60, 60)),
    ],
)  # fmt: skip
def test_a_sentence_that_shares_out_its_time_is_one_activity(
    said: str, title: str, minutes: int, shared: tuple[int, ...]
) -> None:
    [part] = understand(said, context()).parts
    assert isinstance(part.content, Activity)
    reading = part.content.reading
    assert (reading.title.value, reading.minutes.value) == (title, minutes)
    assert reading.problems == ()
    [found] = breakdowns(reading.text, FRAMEWORKS)
    named = (CAMERAS, RADAR)[: len(shared)]
    expected = tuple(SubjectNamed(*one) for one in zip(named, shared, strict=True))
    assert found.of(minutes) == expected


SAVED = KnownEntry(7, "logged", "ADAS cameras", 180, date(2026, 11, 10), date(2026, 11, 10))
RADAR_SAVED = KnownEntry(8, "logged", "Radar half day", 240, date(2026, 11, 9), date(2026, 11, 9))


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("2h radar and camera calibration course at Bosch yesterday",
         "Radar and camera calibration course"),
        ("3h radar calibration yesterday", "Radar calibration"),
        ("90 minutes on fault codes and software updates at Hella today",
         "Fault codes and software updates"),
    ],
)  # fmt: skip
def test_where_there_is_one_length_subjects_are_words_of_the_title(said: str, title: str) -> None:
    [part] = understand(said, context()).parts
    assert isinstance(part.content, Activity)
    assert part.content.reading.title.value == title


@pytest.mark.parametrize("asked", [True, False])
@pytest.mark.parametrize(
    "said",
    [
        "it was 3h, 90 min of it cameras",
        "half of it radar, the rest cameras",
        "half of it cameras",
        "no, 1h cameras and 1h radar",
        "make it 30 min of cameras, the rest radar",
        "it was 3 hours, half cameras and half radar",
    ],
)
def test_subjects_of_the_open_card_name_no_saved_entry(said: str, asked: bool) -> None:
    parts = understand(said, context(COURSE, SAVED, RADAR_SAVED, asked=asked)).parts
    assert {(part.kind, part.entry) for part in parts} == {("correction", COURSE.id)}


@pytest.mark.parametrize(
    "said",
    [
        "it was 3h, 90 min of it cameras",
        "it was 3 hours, half cameras and half radar",
        "actually 3h: 90 min cameras and 90 min radar",
    ],
)
def test_another_length_and_its_shares_are_both_heard(said: str) -> None:
    parts = understand(said, context(COURSE, SAVED, asked=True)).parts
    found = [one.content for one in parts if isinstance(one.content, Correction)]
    assert [(one.what, one.minutes) for one in found] == [("minutes", 180), ("subjects", None)]


def test_an_entry_is_named_by_a_subject_all_the_same() -> None:
    [part] = understand("the cameras one was 2h", context(COURSE, SAVED)).parts
    assert (part.kind, part.entry) == ("correction", SAVED.id)


def test_what_came_of_it_is_told_beside() -> None:
    said = "2h course on ADAS, 1h cameras and 1h radar, learnt to check the bracket first"
    understood = understand(said, context())
    [part] = understood.parts
    assert isinstance(part.content, Activity)
    [account] = part.content.accounts
    assert understood.words(account) == "learnt to check the bracket first"


@pytest.mark.parametrize(
    "said",
    [
        "1h radar webinar and 1h cameras webinar",
        "1h cameras yesterday, 1h radar today",
        "2h brakes course, 1h cameras course",
        "2h ADAS course yesterday 1h cameras 1h radar and 30 min toolbox talk on brakes today",
        "2h brakes course and 1h radar",
    ],
)
def test_several_activities_stay_several(said: str) -> None:
    parts = understand(said, context()).parts
    assert [isinstance(part.content, Activity) for part in parts] == [True, True]


@pytest.mark.parametrize(
    "said", ["2h course on ADAS, 1h cameras and 1h radar", "1h cameras, 1h radar"]
)
def test_where_no_scheme_has_such_subjects_they_are_read_as_ever(said: str) -> None:
    assert len(understand(said, context(known=False)).parts) > 1


@pytest.mark.parametrize(
    ("said", "shares", "dropped"),
    [
        ("an hour of it was radar", [((RADAR,), 60)], ()),
        ("it was all cameras", [((CAMERAS,), Fraction(1))], ()),
        ("all radar", [((RADAR,), Fraction(1))], ()),
        ("half radar half cameras", [((RADAR,), Fraction(1, 2)), ((CAMERAS,), Fraction(1, 2))],
         ()),
        ("1h radar and 1h cameras", [((RADAR,), 60), ((CAMERAS,), 60)], ()),
        ("the rest was software", [((SOFTWARE,), "rest")], ()),
        ("split it 1h radar 1h cameras", [((RADAR,), 60), ((CAMERAS,), 60)], ()),
        ("make it 90 min radar and 30 cameras", [((RADAR,), 90), ((CAMERAS,), 30)], ()),
        ("actually 30 min of that was software", [((SOFTWARE,), 30)], ()),
        ("not radar, software", [((SOFTWARE,), None)], (RADAR,)),
        ("radar not cameras", [((RADAR,), None)], (CAMERAS,)),
        ("cameras instead of radar", [((CAMERAS,), None)], (RADAR,)),
        ("cameras rather than radar", [((CAMERAS,), None)], (RADAR,)),
        ("it wasn't radar, it was fault codes", [((FAULTS,), None)], (RADAR,)),
        ("remove radar", [], (RADAR,)),
        ("radar was wrong", [], (RADAR,)),
        ("put it under high voltage", [((VOLTAGE,), None)], ()),
        ("should be radar and cameras", [((RADAR,), None), ((CAMERAS,), None)], ()),
    ],
)  # fmt: skip
@pytest.mark.parametrize("asked", [True, False])
def test_a_correction_of_its_subjects_is_one(
    said: str, shares: list[tuple[tuple[str, ...], int]], dropped: tuple[str, ...], *, asked: bool
) -> None:
    [part] = understand(said, context(COURSE, asked=asked)).parts
    assert isinstance(part.content, Correction)
    assert (part.content.what, part.entry) == ("subjects", COURSE.id)
    told = part.content.told
    assert told is not None
    assert told.shares == tuple(Share(*one) for one in shares)
    assert (told.dropped, told.adds) == (dropped, False)


@pytest.mark.parametrize("said", ["add radar", "radar too", "also radar"])
def test_one_that_is_added_stands_beside_the_others(said: str) -> None:
    [part] = understand(said, context(COURSE, asked=True)).parts
    assert isinstance(part.content, Correction)
    assert part.content.told is not None
    assert part.content.told.adds


@pytest.mark.parametrize(
    "said",
    [
        "I learnt the radar has to be level before the cameras",
        "it was radar that failed",
        "radar",
        "the radar is behind the badge",
        "proving the cameras see the target",
    ],
)
def test_an_account_is_no_correction_of_subjects(said: str) -> None:
    contents = [part.content for part in understand(said, context(COURSE, asked=True)).parts]
    assert not any(isinstance(one, Correction) for one in contents)


def test_a_correction_of_the_length_and_one_of_a_subject_stand_in_one_message() -> None:
    parts = understand("no 3 hours, and an hour of it was radar", context(COURSE, asked=True)).parts
    told = [part.content.what for part in parts if isinstance(part.content, Correction)]
    assert told == ["minutes", "subjects"]


def test_what_is_told_of_an_activity_in_the_same_message_corrects_no_other_entry() -> None:
    said = "2h webinar on ADAS yesterday. an hour of it was radar"
    contents = [part.content for part in understand(said, context(COURSE)).parts]
    assert [type(one) for one in contents] == [Activity]


amounts = st.one_of(
    st.integers(1, 600),
    st.sampled_from([Fraction(1, 2), Fraction(1, 3), Fraction(3, 4), Fraction(1)]),
    st.just("rest"),
    st.none(),
)
shares_told = st.lists(
    st.builds(Share, st.lists(st.sampled_from(FRAMEWORKS[0]), min_size=1, unique=True).map(tuple),
              amounts),
    min_size=1,
    max_size=4,
)  # fmt: skip
named_before = st.lists(
    st.builds(SubjectNamed, st.sampled_from(FRAMEWORKS[0]), st.none() | st.integers(1, 300)),
    max_size=3,
    unique_by=lambda one: one.name,
)


@given(shares_told, st.none() | st.integers(1, 600))
def test_what_is_shared_out_is_never_more_than_the_whole(
    told: list[Share], whole: int | None
) -> None:
    found = resolved(told, whole)
    if found is not None and whole is not None:
        assert sum(one.minutes or 0 for one in found) <= whole
        assert {one.name for one in found} == {name for share in told for name in share.names}


@given(shares_told, named_before, st.integers(1, 600))
def test_a_change_keeps_within_the_whole_and_names_each_subject_once(
    told: list[Share], before: list[SubjectNamed], whole: int
) -> None:
    before = before if sum(one.minutes or 0 for one in before) <= whole else []
    found = changed_by(told, before, whole)
    if found is not None:
        assert sum(one.minutes or 0 for one in found) <= whole
        assert len({one.name for one in found}) == len(found)


@pytest.mark.parametrize(
    ("told", "before", "after"),
    [
        ("an hour of it radar", {RADAR: None, CAMERAS: None}, {CAMERAS: None, RADAR: 60}),
        ("an hour of it radar", {CAMERAS: 60}, {CAMERAS: 60, RADAR: 60}),
        ("an hour of it radar", {CAMERAS: 90}, {CAMERAS: None, RADAR: 60}),
        ("all cameras", {RADAR: 60, SOFTWARE: 60}, {CAMERAS: 120}),
        ("the rest software", {RADAR: 90}, {RADAR: 90, SOFTWARE: 30}),
        ("3h radar", {}, None),
    ],
)
def test_what_is_told_of_one_leaves_the_others_what_is_left(
    told: str, before: dict[str, int | None], after: dict[str, int | None] | None
) -> None:
    found = only_shares(told, FRAMEWORKS)
    assert found is not None
    now = changed_by(found.shares, [SubjectNamed(*one) for one in before.items()], 120)
    assert (now and {one.name: one.minutes for one in now}) == after


@given(st.text(max_size=80), st.lists(st.text(max_size=20), max_size=4))
def test_whatever_is_said_is_answered(said: str, names: list[str]) -> None:
    for found in breakdowns(said, [names]):
        assert 0 <= found.span[0] <= found.span[1] <= len(said)
        assert set(found.names) <= set(names)
