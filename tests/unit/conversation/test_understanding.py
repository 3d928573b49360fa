"""What a message is: kind by kind, with and without something open; and what holds for any text."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.dialogue_questions import QUESTION_IDS
from bot.conversation.parts import (
    Account,
    Activity,
    Aside,
    Asked,
    Chosen,
    Context,
    Correction,
    KnownEntry,
    Part,
    Steered,
    Unclear,
    Understanding,
)
from bot.conversation.phrases.corrections import CORRECTIONS
from bot.conversation.phrases.courtesy import COURTESIES, NO_LEARNING
from bot.conversation.phrases.others import NOT_OWN, REFERENCES
from bot.conversation.phrases.requests import REQUESTS, STOPS
from bot.conversation.phrases.steering import HAPPENED, NAMED, STEERING
from bot.conversation.understanding import causes, understand
from bot.conversation.understanding.message import Message
from tests.tables import for_each

FRIDAY = date(2026, 11, 20)
COURSE = KnownEntry(
    7, "draft", "High voltage isolation course", 120, FRIDAY, FRIDAY, "Bosch", "short course"
)
WEBINAR = KnownEntry(6, "logged", "ADAS webinar", 60, FRIDAY, FRIDAY, "Hella", "e-learning")
NOTHING_OPEN = Context(datetime(2026, 11, 21, 10, tzinfo=UTC), ZoneInfo("Europe/London"), 480)
OPEN = replace(NOTHING_OPEN, question="evaluate", about=7, entries=(COURSE, WEBINAR))


def kinds(text: str, context: Context) -> list[str]:
    return [part.kind for part in understand(text, context).parts]


def only(text: str, context: Context = OPEN) -> Part:
    [part] = understand(text, context).parts
    return part


# --- Requests that name somebody --------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "what", "whom"),
    [
        ("my manager is Helen Ward", "manager", "Helen Ward"),
        ("My boss is Max.", "manager", "Max"),
        ("my manager is <@UHELEN>", "manager", "UHELEN"),
        ("change my manager to helen ward", "manager", "helen ward"),
        ("change my manager to the other one", "settings", "other one"),
        ("remind Maria", "remind_them", "Maria"),
        ("please remind <@UMARIA> about her cpd", "remind_them", "UMARIA"),
        ("can you nudge Sam Roe about his credits", "remind_them", "Sam Roe"),
    ],
)
@pytest.mark.parametrize("context", [NOTHING_OPEN, OPEN], ids=["nothing open", "a question open"])
def test_a_request_names_somebody(text: str, what: str, whom: str, context: Context) -> None:
    content = only(text, context).content
    assert isinstance(content, Asked)
    assert (content.what, content.words) == (what, whom)


@pytest.mark.parametrize(
    "text",
    [
        "my manager is happy now the cell is isolated",
        "my manager is on leave",
        "remind customers",
        "remind the lads",
        "remind the customer to retorque",
        "Remind Dave to check the torque on the wheel",
        "nudge the bracket",
    ],
)
def test_an_answer_that_speaks_of_somebody_is_no_request(text: str) -> None:
    contents = [part.content for part in understand(text, OPEN).parts]
    assert not any(
        isinstance(one, Asked) and one.what in ("manager", "remind_them") for one in contents
    )


@pytest.mark.parametrize(
    ("text", "what", "whom", "entry"),
    [
        ("share the webinar with Helen for a week", "share", "Helen", WEBINAR.id),
        ("share my record with <@USAM>", "share", "USAM", None),
        ("Share my record with Helen Ward until Friday please", "share", "Helen Ward", None),
        ("let Helen see the webinar for a day", "share", "Helen", WEBINAR.id),
        ("stop sharing with Helen", "unshare", "Helen", None),
        ("stop sharing with <@USAM>", "unshare", "USAM", None),
        ("stop sharing everything", "unshare", "", None),
        ("I've put the webinar on IMI", "entered_there", "", WEBINAR.id),
        ("they're all on IMI now", "entered_there", "", None),
    ],
)
def test_what_is_shared_and_entered_is_told_in_a_sentence(
    text: str, what: str, whom: str, entry: int | None
) -> None:
    part = only(text)
    assert part.content == Asked(what, whom)  # type: ignore[arg-type]
    assert part.entry == entry


@pytest.mark.parametrize(
    "text",
    [
        "share the load with the other jack",
        "stop sharing the load between both jacks",
        "I've put it on the ramp and checked the joints",
        "we share the findings with the team",
    ],
)
def test_what_only_sounds_like_it_is_none(text: str) -> None:
    contents = [part.content for part in understand(text, OPEN).parts]
    assert not any(
        isinstance(one, Asked) and one.what in ("share", "unshare", "entered_there")
        for one in contents
    )


def test_a_name_in_small_letters_is_one_where_no_question_is_open() -> None:
    content = only("remind maria", NOTHING_OPEN).content
    assert content == Asked("remind_them", "maria")
    assert only("remind me tomorrow", NOTHING_OPEN).content == Asked("remind", "tomorrow")


# --- While a question is open -----------------------------------------------------------------


@for_each(
    "text",
    [
        "proving dead before touching the pack, I do EV battery swaps now",
        "no idea why it failed, now I know the contactor welds shut",
        "it was Tuesday's toolbox talk that made me check",
        "call the customer before draining",
        "skip the ten minute wait and you get hurt",
        "save the codes before you clear anything, that's our order now",
        "stop the engine before you open the rad cap",
        "learnt to wait 10 mins for the caps",
        "I attended the second half only",
        "dunno",
        "nauczyłem się sprawdzać ciśnienie przed odłączeniem węży",
        "プロービングの前に必ず検電する",
    ],
)
def test_an_account_is_an_answer_whatever_it_begins_with(text: str) -> None:
    assert only(text).content == Account("evaluate")


@for_each(
    ("text", "kind"),
    [
        ("save it", "steering"),
        ("ok save that please", "steering"),
        ("never mind", "steering"),
        ("👍", "steering"),
        ("discard", "steering"),
        ("delete that last one", "steering"),
        ("sorry, it was 3 hours", "correction"),
        ("change the date to last Friday", "correction"),
        ("call it Battery safety", "correction"),
        ("at Snap-on, not Bosch", "correction"),
        ("3 credits", "correction"),
        ("stop messaging me", "request"),
        ("leave me alone until January", "request"),
        ("this is useless", "request"),
        ("can you remind me tomorrow", "request"),
        ("export my record", "request"),
        ("I'm a service advisor now", "request"),
        ("when does my cycle end?", "question"),
        ("what is the difference between plan and reflect?", "question"),
        ("thanks mate", "courtesy"),
        ("been off sick", "courtesy"),
        ("my mate did a 3 h Bosch course", "courtesy"),
        ("4", "unclear"),
        ("£249.99 plus vat", "unclear"),
        ("does that go on the left?", "unclear"),
        ("2h tyre webinar at Hella today", "activity"),
        ("same as last week", "activity"),
    ],
)
def test_what_accounts_for_the_whole_message_is_no_answer(text: str, kind: str) -> None:
    assert only(text).kind == kind


def test_what_could_honestly_be_both_is_asked_about() -> None:
    assert only("I learnt the torque order again from the 1 h refresher on Thursday").kind == (
        "unclear"
    )


def test_a_length_answers_the_question_for_it_and_corrects_otherwise() -> None:
    asked = replace(OPEN, question="minutes")
    assert only("about 3 hours", asked).content == Account("minutes")
    assert only("90", asked).content == Account("minutes")
    assert only("3 hours").content == Correction("minutes", minutes=180)


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("the webinar was 45 mins", 6),
        ("webinar was an hour and a half", 6),
        ("adas one 30 minutes not an hour", 6),
        ("the Hella one was 2h", 6),
        ("isolation was 3 hours", 7),
        ("it was 3 hours", 7),
    ],
)
def test_a_correction_is_of_the_entry_that_words_beside_its_value_name(
    text: str, entry: int
) -> None:
    assert only(text).entry == entry


def test_several_entries_are_corrected_in_one_message() -> None:
    parts = understand("webinar 30 min and the course 1 hour", OPEN).parts
    assert [(part.entry, part.content) for part in parts] == [
        (6, Correction("minutes", minutes=30)),
        (7, Correction("minutes", minutes=60)),
    ]


def test_a_length_of_what_was_learnt_about_is_no_correction() -> None:
    assert only("half the battery was still live after 10 minutes").kind != "correction"


def test_a_button_is_meant_by_its_label_however_its_length_is_written() -> None:
    labels = frozenset({"Change it to 3 h", "Another entry, 3 h"})
    asked = replace(NOTHING_OPEN, entries=(COURSE,), labels=labels)
    assert only("change it to 3h", asked).content == Chosen("Change it to 3 h")
    assert only("change it to 4h", asked).content == Correction("minutes", minutes=240)


@for_each(("text", "cause"), causes.EXAMPLES)
def test_what_led_to_an_activity_is_told_from_its_facts(text: str, cause: str | None) -> None:
    message = Message(text, NOTHING_OPEN)
    found, _ = causes.parted(message, message.all)
    assert (message.words(found) if found else None) == cause


@for_each(
    ("text", "found"),
    [
        ("no, 3 hours", Correction("minutes", minutes=180)),
        ("2 hrs 15", Correction("minutes", minutes=135)),
        ("from 2 hours to 90 mins", Correction("minutes", minutes=90)),
        ("make it 3.5", Correction("minutes", minutes=210)),
        ("it was Monday", Correction("days", start=date(2026, 11, 16), end=date(2026, 11, 16))),
        ("rename it to EV basics", Correction("title", words="EV basics")),
        ("it was a webinar, not a course", Correction("type", words="e-learning")),
        ("it was more of an event than a course", Correction("type", words="event")),
        ("sorry, it was three hours in the end", Correction("minutes", minutes=180)),
        ("as it turns out it was two and a half hours", Correction("minutes", minutes=150)),
        ("hour and a half if I remember right", Correction("minutes", minutes=90)),
        ("1h45 I just checked the cert", Correction("minutes", minutes=105)),
        ("wrote 2 meant 3", Correction("minutes", minutes=180)),
        ("make that three", Correction("minutes", minutes=180)),
        ("only did 45 of it tbh", Correction("minutes", minutes=45)),
        ("add another 30 mins to that", Correction("minutes", minutes=150)),
        ("knock half an hour off for lunch", Correction("minutes", minutes=90)),
        ("put Hella down instead of Bosch", Correction("provider", words="Hella")),
        ("bosch no, techtopics", Correction("provider", words="techtopics")),
        ("it was through the IMI", Correction("provider", words="IMI")),
        ("title should say battery safety", Correction("title", words="Battery safety")),
    ],
)
def test_a_correction_holds_its_value(text: str, found: Correction) -> None:
    assert only(text).content == found


def test_a_correction_is_of_the_entry_that_it_names() -> None:
    assert only("the webinar was 45 mins").entry == WEBINAR.id
    assert only("it was 45 mins").entry == COURSE.id


def test_a_value_that_cannot_be_is_kept_as_a_problem() -> None:
    content = only("no, 40 hours").content
    assert isinstance(content, Correction)
    assert content.problem is not None
    assert content.problem.kind == "absurd_duration"


def test_several_things_in_one_message_come_in_their_order() -> None:
    text = "actually 3 hours. I now prove dead before I touch the pack. save it"
    understood = understand(text, OPEN)
    assert [part.kind for part in understood.parts] == ["correction", "answer", "steering"]
    assert understood.words(understood.parts[1].span) == (
        "I now prove dead before I touch the pack."
    )
    assert kinds("no, 3 hours. And it was Monday", OPEN) == ["correction", "correction"]


def test_an_answer_may_name_another_entry() -> None:
    part = only("the webinar one, calibrate after every screen, I do two a day")
    assert (part.content, part.entry) == (Account("evaluate"), WEBINAR.id)


# --- Named first ------------------------------------------------------------------------------

HYDROGEN = KnownEntry(5, "draft", "Hydrogen reading", 45, FRIDAY, FRIDAY, "", "reading")
TALK = KnownEntry(4, "draft", "Toolbox talk on brakes", 30, FRIDAY, FRIDAY, "", "seminar")
SEVERAL = replace(OPEN, entries=(COURSE, HYDROGEN, TALK, WEBINAR), made=(7, 5, 4))


@pytest.mark.parametrize(
    ("text", "entry", "words"),
    [
        ("the hydrogen one: purge the line before you crack it", 5, "purge the line"),
        ("hydrogen: purge the line before you crack it", 5, "purge the line"),
        ("Hydrogen reading - purge the line before you crack it", 5, "purge the line"),
        ("for the hydrogen one, purge the line before you crack it", 5, "purge the line"),
        ("talk: learnt to measure the disc before I quote", 4, "learnt to measure"),
        ("the toolbox talk – measure the disc before you quote", 4, "measure the disc"),
        ("ok the brakes one: measure the disc before you quote", 4, "measure the disc"),
        ("the second one: purge the line before you crack it", 5, "purge the line"),
        ("the webinar: calibrate after every screen", 6, "calibrate after"),
        ("the ADAS one: calibrate after every screen", 6, "calibrate after"),
        ("the isolation course: prove dead before touching the pack", 7, "prove dead"),
    ],
)
def test_an_answer_is_of_the_entry_that_is_named_first(text: str, entry: int, words: str) -> None:
    understood = understand(text, SEVERAL)
    [part] = understood.parts
    assert (part.kind, part.entry) == ("answer", entry)
    assert understood.words(part.span).startswith(words)


@pytest.mark.parametrize(
    ("text", "entry", "content"),
    [
        (
            "hydrogen reading: last Thursday",
            5,
            Correction("days", start=date(2026, 11, 19), end=date(2026, 11, 19)),
        ),
        ("the talk - 45 mins", 4, Correction("minutes", minutes=45)),
        ("hydrogen: 1h", 5, Correction("minutes", minutes=60)),
        ("the ADAS one: it was 2 hours", 6, Correction("minutes", minutes=120)),
        ("talk: save it", 4, Steered("save")),
        ("the hydrogen one: scrap that", 5, Steered("discard")),
    ],
)
def test_what_is_said_of_a_named_entry_may_be_anything(
    text: str, entry: int, content: object
) -> None:
    part = only(text, SEVERAL)
    assert (part.entry, part.content) == (entry, content)


def test_several_entries_are_named_one_after_the_other() -> None:
    text = "the hydrogen one: learnt to purge the line. brakes: 45 mins, I now measure the disc"
    understood = understand(text, SEVERAL)
    assert [(part.kind, part.entry) for part in understood.parts] == [
        ("answer", 5),
        ("correction", 4),
        ("answer", 4),
    ]
    first, _, last = [understood.words(part.span) for part in understood.parts]
    assert first == "learnt to purge the line."
    assert last == "I now measure the disc"


def test_what_stands_before_the_first_name_is_of_what_is_pending() -> None:
    understood = understand("I now prove dead first. talk: measure the disc", SEVERAL)
    assert [(part.kind, part.entry) for part in understood.parts] == [
        ("answer", None),
        ("answer", 4),
    ]


def test_the_open_question_of_a_named_entry_is_what_is_answered() -> None:
    asked = replace(HYDROGEN, start=None, end=None, question="date")
    context = replace(SEVERAL, entries=(COURSE, asked, TALK, WEBINAR))
    assert only("hydrogen: last Thursday", context).content == Account("date")


@pytest.mark.parametrize(
    "text",
    [
        "the main thing: prove dead before touching the pack",
        "tip from the trainer: prove dead before touching the pack",
        "three steps: isolate, wait, prove dead",
        "isolation: the plug comes out last",
    ],
)
def test_words_before_a_colon_that_name_no_other_entry_are_part_of_the_answer(text: str) -> None:
    understood = understand(text, OPEN)
    [part] = understood.parts
    assert (part.content, part.entry) == (Account("evaluate"), None)
    assert understood.words(part.span) == text


@pytest.mark.parametrize(
    "text",
    [
        "Hydrogen reading: 2h on storage yesterday",
        "ADAS webinar: 1h yesterday",
        "the course: 2h webinar at Hella on Monday",
    ],
)
def test_a_name_before_facts_of_its_own_begins_another_entry(text: str) -> None:
    assert kinds(text, SEVERAL) == ["activity"]


def test_of_two_that_are_called_alike_the_open_one_is_meant() -> None:
    earlier = replace(TALK, id=3, status="logged", title="Toolbox talk on lifting")
    context = replace(OPEN, entries=(COURSE, TALK, earlier))
    assert only("the talk: measure the disc", context).entry == TALK.id
    assert only("the talk was 45 mins", context).entry == TALK.id


# --- Steered ----------------------------------------------------------------------------------


def test_a_named_entry_is_steered_only_where_there_is_one() -> None:
    assert only("discard the isolation one").entry == COURSE.id
    assert only("discard the washers as single use items").content == Account("evaluate")


def test_a_button_in_sight_can_be_typed() -> None:
    context = replace(OPEN, labels=frozenset({"My answer", "New entry", "Forget it"}))
    assert only("new entry", context) == Part("activity", (0, 9), Chosen("New entry"))
    assert only("My answer please", context).kind == "answer"
    assert only("forget it", context).kind == "steering"


# --- With nothing open ------------------------------------------------------------------------


def test_an_activity_is_told_with_its_account_apart() -> None:
    text = "1h EV webinar yesterday, learnt to log the insulation test, helps on every EV job I do"
    understood = understand(text, NOTHING_OPEN)
    [part] = understood.parts
    assert isinstance(part.content, Activity)
    assert part.content.reading.title.value == "EV webinar"
    assert part.content.reading.minutes.value == 60
    assert [understood.words(span) for span in part.content.accounts] == [
        "learnt to log the insulation test, helps on every EV job I do"
    ]


def test_several_activities_are_told_apart() -> None:
    text = "2h EV course yesterday, 1h toolbox talk on Thursday and read a TSB for 30 mins"
    found = [part.content for part in understand(text, NOTHING_OPEN).parts]
    read = [one.reading for one in found if isinstance(one, Activity)]
    assert [(one.title.value, one.minutes.value) for one in read] == [
        ("EV course", 120),
        ("Toolbox talk", 60),
        ("TSB", 30),
    ]
    assert read[2].start.value == date(2026, 11, 19)  # the day that was said last


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "read Dare to Lead, and every Tuesday in October 1 h toolbox talk",
            [("Dare to Lead", None), ("Toolbox talk", 240)],
        ),
        (
            "1 h toolbox talk every Tuesday in October and read Dare to Lead",
            [("Toolbox talk", 240), ("Dare to Lead", None)],
        ),
        (
            "watched a video on hub bearings. 1h coaching each Friday in October",
            [("Video on hub bearings", None), ("Coaching", 300)],
        ),
    ],
)
def test_what_was_done_beside_a_series_is_another_without_its_days(
    text: str, found: list[tuple[str, int | None]]
) -> None:
    told = [part.content for part in understand(text, NOTHING_OPEN).parts]
    read = [one.reading for one in told if isinstance(one, Activity)]
    assert [(one.title.value, one.minutes.value) for one in read] == found
    assert [one.start.value is None for one in read] == [minutes is None for _, minutes in found]


def test_half_a_day_is_of_the_members_own_day() -> None:
    content = only("half day course on brakes yesterday", NOTHING_OPEN).content
    assert isinstance(content, Activity)
    assert content.reading.minutes.value == 240


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("undo", Steered("undo")),
        ("yes", Chosen("yes")),
        ("good morning", Aside("greeting")),
        ("STOP", Asked("stop")),
        ("no, 3 hours", Correction("minutes", minutes=180)),
    ],
)
def test_short_words_are_what_they_are_with_nothing_open(text: str, content: object) -> None:
    assert only(text, NOTHING_OPEN).content == content


def test_what_is_nothing_that_is_known_is_unclear() -> None:
    assert kinds("the new torque wrench is great", NOTHING_OPEN) == ["unclear"]


@pytest.mark.parametrize("text", ["", "   ", "\u200b"])
def test_nothing_is_nothing(text: str) -> None:
    assert understand(text, OPEN).parts == ()


# --- For any text -----------------------------------------------------------------------------

TABLES = (
    STEERING,
    NAMED,
    HAPPENED,
    STOPS,
    REQUESTS,
    CORRECTIONS,
    COURTESIES,
    NO_LEARNING,
    NOT_OWN,
    REFERENCES,
)
SAYINGS = [words for table in TABLES for family in table for words in family.examples]
ACTIVITIES = ["2h EV course yesterday", "read a TSB for 30 mins", "webinar on ADAS on Friday"]
ACCOUNTS = ["I learnt to prove dead first", "it helps on every job", "because the foreman asked"]
PIECES = st.sampled_from([*SAYINGS, *ACTIVITIES, *ACCOUNTS])
JOINTS = st.sampled_from([" ", ". ", ", ", " and ", "\n", " - ", "; ", "? ", " also "])
TOLD = st.lists(st.tuples(PIECES, JOINTS), min_size=1, max_size=5).map(
    lambda some: "".join(f"{words}{joint}" for words, joint in some)
)
TEXTS = st.one_of(st.text(max_size=300), TOLD)
CONTEXTS = (
    st.builds(
        lambda question, about, thread: replace(
            OPEN, question=question, about=about if question else None, thread=thread
        ),
        st.sampled_from([None, *QUESTION_IDS]),
        st.sampled_from([6, 7]),
        st.sampled_from([None, 6, 7]),
    )
    | st.sampled_from([replace(OPEN, due=True), replace(OPEN, due=True, question=None, about=None)])
    | st.just(NOTHING_OPEN)
)


@given(TEXTS, CONTEXTS)
def test_any_text_is_understood_in_any_state(text: str, context: Context) -> None:
    understood = understand(text, context)
    _check(understood)


def _check(understood: Understanding) -> None:
    end_before = 0
    for part in understood.parts:
        start, end = part.span
        assert 0 <= start <= end <= len(understood.text)
        assert start >= end_before  # in the order of the text, none over another
        end_before = end
        if isinstance(part.content, Activity):
            for first, last in part.content.accounts:
                assert start <= first < last <= end
        if part.kind == "answer" and isinstance(part.content, Account):
            assert part.content.question in QUESTION_IDS


@given(TOLD, CONTEXTS)
def test_a_message_is_always_understood_the_same(text: str, context: Context) -> None:
    assert understand(text, context) == understand(text, context)


@for_each(
    "text",
    [
        "2h high voltage isolation course yesterday",
        "high voltage isolation course, 2 hours, yesterday",
        "did a 2h high voltage isolation course on 20 November",
    ],
)
def test_the_facts_of_the_entry_once_more_are_no_account_of_it(text: str) -> None:
    assert only(text).content == Unclear("either")
