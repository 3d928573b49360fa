"""`cpdbot chat --jsonl`: threads, forms and waiting, rule by rule."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cli.chat.asked import read_span
from bot.cli.chat.talk import working_moments
from bot.policy.working_time import WorkingTime, is_working
from tests.integration.cli.harness import ACCOUNT, COURSE, PLAN, WEBINAR, ChatHarness

# Threads


def test_a_text_in_an_entrys_thread_is_about_that_entry(chat: ChatHarness) -> None:
    turn = chat.last(COURSE, WEBINAR, {"thread": 1, "text": ACCOUNT})
    assert [1, "evaluate", None, ACCOUNT] in turn["changed"]
    assert {post["entry"] for post in turn["posts"]} == {1}


def test_a_thread_of_an_entry_that_is_not_there_is_an_error_alone(chat: ChatHarness) -> None:
    for number in (0, 2, -1):
        turn = chat.last(COURSE, {"thread": number, "text": ACCOUNT})
        assert turn.keys() == {"error"}


# Forms


def test_a_form_is_sent_with_its_fields_as_they_stand_but_for_those_that_are_given(
    chat: ChatHarness,
) -> None:
    answer = chat(COURSE, ACCOUNT, {"submit": {"provider": "Snap-on"}, "of": "Edit"})
    assert answer["turns"][-1]["changed"] == [[1, "provider", "Bosch", "Snap-on"]]
    [entry] = answer["entries"]
    assert (entry["minutes"], entry["start"], entry["evaluate"]) == (120, "2026-11-17", ACCOUNT)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", "Isolation"),
        ("end", "2026-11-18"),
        ("minutes", 45),
        ("provider", "Snap-on"),
        ("type", "seminar"),
        ("formality", "informal"),
        ("reflect", "I was unsure"),
        ("plan", "I will check first"),
        ("act", "I did the last one"),
        ("evaluate", ACCOUNT),
    ],
)
def test_each_field_of_a_form_is_called_what_it_is_called_in_the_entries(
    chat: ChatHarness, name: str, value: object
) -> None:
    answer = chat(COURSE, {"submit": {name: value}, "of": "Edit"})
    assert [change[1] for change in answer["turns"][-1]["changed"]] == [name]
    assert answer["entries"][0][name] == value


def test_the_date_is_the_first_day(chat: ChatHarness) -> None:
    several = {"date": "2026-11-10", "end": "2026-11-12", "minutes": "6 h"}
    turn = chat.last(COURSE, {"submit": several, "of": "Edit"})
    assert [1, "start", "2026-11-17", "2026-11-10"] in turn["changed"]
    assert [1, "end", "2026-11-17", "2026-11-12"] in turn["changed"]
    assert [1, "minutes", 120, 360] in turn["changed"]


def test_null_empties_a_field(chat: ChatHarness) -> None:
    emptied = {"minutes": None, "provider": None, "type": None, "formality": None}
    [entry] = chat(COURSE, {"submit": emptied, "of": "Edit"})["entries"]
    assert {name: entry[name] for name in emptied} == emptied


def test_the_answer_is_the_one_field_of_a_form_that_asks_one_question(chat: ChatHarness) -> None:
    turn = chat.last(COURSE, {"submit": {"answer": ACCOUNT}, "of": "Answer privately"})
    assert [1, "evaluate", None, ACCOUNT] in turn["changed"]
    job = {"submit": {"answer": "service advisor"}, "of": "Change job"}
    assert "error" not in chat.last("/cpd settings", job)


def test_a_form_with_several_questions_has_no_answer(chat: ChatHarness) -> None:
    turn = chat.last(COURSE, {"submit": {"answer": "three hours"}, "of": "Edit"})
    assert turn.keys() == {"error"}


def test_a_form_is_that_of_the_entry_that_is_given(chat: ChatHarness) -> None:
    form = {"submit": {"minutes": 90}, "of": "Edit"}
    assert [2, "minutes", 60, 90] in chat.last(COURSE, WEBINAR, form)["changed"]
    assert [1, "minutes", 120, 90] in chat.last(COURSE, WEBINAR, {**form, "entry": 1})["changed"]


@pytest.mark.parametrize(
    "form",
    [
        {"submit": {}, "of": "Save"},
        {"submit": {}, "of": "Fly"},
        {"submit": {"colour": "red"}, "of": "Edit"},
        {"submit": {"title": "X", "date": "soon"}, "of": "Edit"},
        {"submit": {"title": "X", "type": "flying"}, "of": "Edit"},
        {"submit": {"title": "X", "minutes": True}, "of": "Edit"},
        {"submit": {"title": "X"}, "of": "Edit", "entry": 2},
    ],
)
def test_a_form_that_cannot_be_opened_or_filled_in_so_is_an_error_and_changes_nothing(
    chat: ChatHarness, form: object
) -> None:
    answer = chat(COURSE, form, {"wait": "PT1M"})
    assert answer["turns"][1].keys() == {"error"}
    assert answer["turns"][2]["changed"] == []
    assert answer["entries"][0]["status"] == "draft"


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"date": "2031-01-01"}, "still to come"),
        ({"minutes": "a while"}, "could not read that as a length"),
        ({"title": None}, "complete this required field"),
        ({"title": "…"}, "Say in a few words what it was."),
    ],
)
def test_what_a_form_does_not_take_is_told_and_nothing_is_changed(
    chat: ChatHarness, changed: object, told: str
) -> None:
    turn = chat.last(COURSE, {"submit": changed, "of": "Edit"})
    assert told in turn["said"]
    assert turn["changed"] == []
    assert "Save" in turn["buttons"]  # it stands beside the form's fields, and is no message


# Waiting


def test_the_calendar_stands_still_between_turns(chat: ChatHarness) -> None:
    chat(COURSE, "status", {"tap": "Save"})
    assert chat.world.clock.now == datetime(2026, 11, 18, 9, 30, tzinfo=UTC)


def test_waiting_moves_the_calendar(chat: ChatHarness) -> None:
    answer = chat({"wait": "P2D"}, COURSE)
    assert answer["entries"][0]["start"] == "2026-11-19"


def test_what_becomes_due_meanwhile_stands_in_the_posts_of_the_wait(chat: ChatHarness) -> None:
    turn = chat.last(PLAN, {"wait": "P5D"})
    [asked] = [post for post in turn["posts"] if post["new"] and post["entry"] == 1]
    assert "Did it" in asked["buttons"]


def test_nothing_comes_outside_working_hours_nor_before_the_usual_hour(chat: ChatHarness) -> None:
    from_friday = {"now": "2026-11-20T18:00:00+00:00", "hours": ["10:00", "16:00"]}
    assert chat.last(PLAN, {"wait": "P2D"}, **from_friday)["posts"] == []
    monday = ({"wait": "P2D"}, {"wait": "PT15H59M"}, {"wait": "PT3H30M"}, {"wait": "PT1H"})
    before_ten, before_half_past_one, an_hour_later = chat.turns(*monday, **from_friday)[1:]
    assert before_ten["posts"] == before_half_past_one["posts"] == []
    assert an_hour_later["posts"] != []


def test_a_long_wait_brings_what_becomes_due_in_its_middle(chat: ChatHarness) -> None:
    turn = chat.last("/cpd plan battery safety webinar on 18 January 2027", {"wait": "P1Y"})
    asked = [post for post in turn["posts"] if post["new"] and post["entry"] == 1]
    assert "Did it" in asked[0]["buttons"]


@pytest.mark.parametrize(
    ("span", "later"),
    [
        ("P2D", "2026-11-20T09:30:00+00:00"),
        ("P1W", "2026-11-25T09:30:00+00:00"),
        ("PT90M", "2026-11-18T11:00:00+00:00"),
        ("P1DT2H", "2026-11-19T11:30:00+00:00"),
        ("P1M", "2026-12-18T09:30:00+00:00"),
        ("P5M", "2027-04-18T08:30:00+00:00"),
        ("P1Y", "2027-11-18T09:30:00+00:00"),
        ("PT0S", "2026-11-18T09:30:00+00:00"),
    ],
)
def test_a_wait_is_an_iso_duration_whose_days_are_those_of_the_members_calendar(
    span: str, later: str
) -> None:
    begin = datetime(2026, 11, 18, 9, 30, tzinfo=UTC)
    assert read_span(span).after(begin, ZoneInfo("Europe/London")).isoformat() == later


@pytest.mark.parametrize("span", ["", "P", "PT", "2D", "P2", "P-1D", "P1.5D", "P11Y", None, 2])
def test_what_is_no_duration_or_longer_than_ten_years_is_refused(span: object) -> None:
    with pytest.raises(ValueError, match=r"duration|ten years"):
        read_span(span)


def _minutes_on(minutes: int) -> datetime:
    return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)


@given(
    begin=st.integers(0, 4 * 366 * 24 * 60).map(_minutes_on),
    days=st.integers(0, 40),
    hours=st.tuples(st.integers(0, 23), st.integers(0, 23)),
    tz=st.sampled_from(["Europe/London", "Pacific/Auckland", "Asia/Kolkata"]),
)
def test_it_is_looked_in_working_time_alone_and_on_each_working_day(
    begin: datetime, days: int, hours: tuple[int, int], tz: str
) -> None:
    working = WorkingTime(tz, time(hours[0]), time(hours[1]))
    end = begin + timedelta(days=days)
    moments = list(working_moments(begin, end, working))
    assert moments == sorted(set(moments))
    zone = ZoneInfo(tz)
    for moment in moments:
        assert begin < moment < end
        assert is_working(moment.astimezone(zone), working)
    looked = {moment.astimezone(zone).date() for moment in moments}
    first, last = begin.astimezone(zone).date(), end.astimezone(zone).date()
    for ahead in range(1, (last - first).days):
        day = first + timedelta(days=ahead)
        if working.works_on(day) and is_working(
            datetime.combine(day, working.start, zone), working
        ):
            assert day in looked
