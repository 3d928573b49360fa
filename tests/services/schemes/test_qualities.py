"""A member's own record beside CMI's qualities: what is read of it, what is said, and to whom."""

from datetime import date, timedelta
from typing import Any

import pytest

from bot.policy.schemes.qualities import QualityShown
from bot.policy.vocabulary import Quality
from bot.services.context.refused import Refused
from bot.services.members import settings
from bot.services.record import actions as record
from bot.services.schemes.qualities import QualitiesView, qualities_of, set_grade
from storage.engine.database import Database
from tests.services.chat_harness import ChatHarness
from tests.services.harness import TODAY, ServiceHarness

ASK = "how does my CPD look to CMI?"
CIRCLE: dict[str, Any] = {
    "reflect": "I needed it because I had a new team",
    "plan": "next time I will ask first",
    "evaluate": "I learnt to listen, I use it in my one to ones",
}


@pytest.fixture
def chat(database: Database) -> ChatHarness:
    """Somebody under CMI alone, who has kept one webinar without a word on it."""
    chat = ChatHarness(database, schemes=["cmi"], job="aftersales manager")
    chat.say("1h coaching webinar today", {"tap": "Save"})
    return chat


def line(said: str, name: str) -> str:
    """What is said of one quality."""
    [found] = [one for one in said.splitlines() if one.startswith(name)]
    return found


def answer(chat: ChatHarness, words: str) -> None:
    """What the step asks for, typed in its form."""
    chat.send(chat.form("Answer"), words=words)


# --- What is said -----------------------------------------------------------------------------


@pytest.mark.parametrize("question", [ASK, "the six qualities", "am I doing cmi right?"])
def test_it_is_asked_for_in_a_message(chat: ChatHarness, question: str) -> None:
    said = chat.say(question)
    assert line(said, "Personalised") == (
        "Personalised, not yet: no entry says why, or how it helps your job."
    )
    assert "Most helpful next: say where you use Coaching webinar (18 Nov) in your job." in said
    assert "a mirror, not a mark" in said
    assert "This mirror’s own measure, not a CMI rule" in said


def test_the_one_tap_opens_its_question_and_the_answer_shows_the_quality(
    chat: ChatHarness,
) -> None:
    chat.say(ASK)
    answer(chat, "I use it in my one to ones every week")
    said = chat.say(ASK)
    assert line(said, "Personalised") == (
        "Personalised: Coaching webinar (18 Nov) says why you did it or how it helps your job."
    )
    assert line(said, "Evidenced").endswith("(18 Nov) can be followed by somebody else.")


def test_a_further_answer_leaves_what_was_said_before(chat: ChatHarness) -> None:
    chat.say(ASK)
    answer(chat, "I use it in my one to ones every week")
    said = chat.say(ASK, {"wait": "P15D"}, ASK)
    while "Answer" in chat.buttons and "has changed" not in said:
        answer(chat, "so that I plan my one to ones the day before")
        said = chat.say(ASK)
    assert "say what Coaching webinar (18 Nov) has changed" in said
    answer(chat, "since then my one to ones end on time")
    [entry] = chat.entries
    assert entry["evaluate"].splitlines() == [
        "I use it in my one to ones every week",
        "since then my one to ones end on time",
    ]
    assert "says what it changed" in line(chat.say(ASK), "Focused on impact")


def test_what_is_typed_in_it_is_repeated_nowhere(chat: ChatHarness) -> None:
    chat.say(ASK)
    answer(chat, "I use it in my one to ones every week")
    chat.say(ASK)
    assert "every week" not in chat.shown


def test_an_empty_record_is_told_once_and_a_new_entry_is_what_helps(database: Database) -> None:
    chat = ChatHarness(database, schemes=["cmi"])
    said = chat.say(ASK)
    assert (
        "Nothing is saved of them yet, so none of these shows: continuous, cyclic, personalised, "
        "multi-faceted, evidenced and focused on impact." in said
    )
    assert "Most helpful next: keep something that you learnt, however small." in said
    assert "Log something" in chat.buttons


def test_whose_schemes_name_no_qualities_is_told_so(database: Database) -> None:
    chat = ChatHarness(database)
    assert chat.say(ASK) == "None of your schemes names qualities to look at."
    assert "qualities" not in chat.say("/cpd status")


def test_what_the_member_does_not_want_to_be_asked_is_not_what_helps(chat: ChatHarness) -> None:
    chat.say({"wait": "P14DT6H"}, "never mind")
    said = chat.say(ASK)
    assert "Coaching webinar" not in said
    assert "keep something informal" in said


def test_nothing_changed_closes_no_circle_by_itself_and_shows_no_impact(chat: ChatHarness) -> None:
    chat.say({"wait": "P14DT6H"}, "nothing changed")
    said = chat.say(ASK)
    assert line(said, "Focused on impact").startswith("Focused on impact, not yet")
    assert "has changed" not in said  # nor is it asked again


def test_words_that_an_earlier_release_kept_are_not_known(chat: ChatHarness) -> None:
    chat.execute("UPDATE entry SET account = NULL, evaluate = 'we prove dead'")
    said = chat.say(ASK)
    for name in ("Personalised", "Evidenced", "Focused on impact"):
        assert line(said, name).endswith("what earlier releases saved is unread.")


# --- What is read -----------------------------------------------------------------------------


def _in_cmi(harness: ServiceHarness, slack_id: str = "UANA") -> None:
    with harness.open(slack_id) as ctx:
        settings.enrol(ctx, "cmi")


def _view(harness: ServiceHarness, slack_id: str = "UANA") -> QualitiesView:
    with harness.open(slack_id) as ctx:
        return qualities_of(ctx)


def _of(view: QualitiesView, name: Quality) -> QualityShown:
    return next(one for one in view.lines if one.quality == name)


def test_one_statement_reads_the_entries_however_many_there_are(harness: ServiceHarness) -> None:
    _in_cmi(harness)
    counts = []
    for more in (1, 30):
        with harness.open() as ctx:
            for number in range(more):
                harness.logged(ctx, title=f"Course {number}", on=TODAY - timedelta(days=number))
        with harness.open() as ctx, harness.counting() as statements:
            qualities_of(ctx)
        counts.append(len(statements))
        assert len([one for one in statements if "FROM entry" in one]) == 1
    assert counts[0] == counts[1] == 2  # the other reads in which schemes the member is


def test_a_word_of_the_account_is_never_read(harness: ServiceHarness) -> None:
    _in_cmi(harness)
    with harness.open() as ctx:
        harness.logged(ctx, title="Coaching", **CIRCLE)
    with harness.open() as ctx:
        view = qualities_of(ctx)
        read = ctx.work.traits.between(ctx.member.id, date(2025, 1, 1), TODAY)
    for words in CIRCLE.values():
        assert words not in repr(read)
        assert words not in repr(view)
    assert [one.title for one in view.entries.values()] == ["Coaching"]


def test_the_mirror_of_somebody_else_is_refused(harness: ServiceHarness) -> None:
    for somebody in ("UANA", "UMAX"):
        _in_cmi(harness, somebody)
    number = _view(harness).enrolment_id
    with harness.open("UMAX") as ctx, pytest.raises(Refused, match="names_no_qualities"):
        qualities_of(ctx, number)


def test_entries_of_others_and_what_is_withdrawn_show_nothing(harness: ServiceHarness) -> None:
    for somebody in ("UANA", "UBEN"):
        _in_cmi(harness, somebody)
    with harness.open("UBEN") as ctx:
        harness.logged(ctx, title="Ben's own", **CIRCLE)
    with harness.open() as ctx:
        gone = harness.logged(ctx, title="Withdrawn", **CIRCLE)
        ctx.work.entries.change(gone, ctx.now, status="withdrawn")
    view = _view(harness)
    assert not view.any_entry
    assert {one.state for one in view.lines} == {"not yet"}


@pytest.mark.parametrize(("days_ago", "shown"), [(366, True), (367, False), (0, True), (-1, False)])
def test_twelve_months_are_those_of_the_rhythm(
    harness: ServiceHarness, days_ago: int, *, shown: bool
) -> None:
    _in_cmi(harness)
    with harness.open() as ctx:
        harness.logged(ctx, on=TODAY - timedelta(days=days_ago))
    assert _view(harness).any_entry == shown


def test_a_plan_that_was_asked_about_and_answered_has_come_round(harness: ServiceHarness) -> None:
    _in_cmi(harness)
    with harness.open() as ctx:
        entry = harness.logged(ctx, plan=CIRCLE["plan"], evaluate=None)
        one = ctx.work.follow_ups.add(
            ctx.member.id, entry.id, "plan", TODAY, ctx.now, state="agreed"
        )
    assert _of(_view(harness), "cyclic").state == "not yet"
    with harness.open() as ctx:
        ctx.work.follow_ups.change(one, state="answered", answered_on=TODAY)
    assert _of(_view(harness), "cyclic") == QualityShown("cyclic", "shown", entry.id)


def test_evidence_shows_it_before_words_do(harness: ServiceHarness) -> None:
    _in_cmi(harness)
    with harness.open() as ctx:
        older = harness.logged(ctx, on=TODAY - timedelta(days=9))
        harness.logged(ctx, **CIRCLE)
        ctx.work.entries.add_evidence(older, "link", "https://example.org", ctx.now)
    assert _of(_view(harness), "evidenced").entry == older.id


def test_what_was_learnt_before_the_twelve_months_makes_a_gap_of_the_time_since(
    harness: ServiceHarness,
) -> None:
    _in_cmi(harness)
    with harness.open() as ctx:
        harness.logged(ctx)
    assert _of(_view(harness), "continuous").state == "not known"
    with harness.open() as ctx:
        harness.logged(ctx, on=TODAY - timedelta(days=700))
    assert _of(_view(harness), "continuous").state == "not yet"


def test_a_question_that_there_is_none_of_and_an_entry_of_somebody_elses_are_refused(
    harness: ServiceHarness,
) -> None:
    _in_cmi(harness)
    with harness.open() as ctx:
        entry = harness.logged(ctx)
    with harness.open() as ctx, pytest.raises(Refused, match="old_button"):
        record.AskAbout(entry.id, "who").do(ctx)
    with harness.open("UBEN") as ctx, pytest.raises(Refused, match="not_your_entry"):
        record.AskAbout(entry.id, "use").do(ctx)


# --- Grade ------------------------------------------------------------------------------------


def test_the_grade_changes_what_is_said_of_the_sample(chat: ChatHarness) -> None:
    assert "Are you a Chartered Manager?" in chat.say(ASK)
    said = chat.say({"tap": "I am Chartered"})
    assert (
        "CMI samples Chartered Managers’ records every year; how many is not known.\n"
        "CMI CPD FAQs: every year a sample of Chartered Managers" in said
    )
    said = chat.say({"tap": "I am not"})
    assert "you are not Chartered; CMI publishes no other sample" in said
    assert "you are not Chartered; CMI publishes no other sample" in chat.say(ASK)


def test_a_grade_is_the_members_own(harness: ServiceHarness) -> None:
    for somebody in ("UANA", "UBEN"):
        _in_cmi(harness, somebody)
    number = _view(harness).enrolment_id
    with harness.open("UBEN") as ctx, pytest.raises(Refused, match="not_enrolled"):
        set_grade(ctx, number, "chartered")
    with harness.open() as ctx, pytest.raises(Refused, match="no_such_answer"):
        set_grade(ctx, number, "fellow")
    assert _view(harness).grade is None


@pytest.mark.parametrize("kept", ["Fellow", "", "CMgr"])
def test_a_grade_that_another_release_kept_is_not_known(harness: ServiceHarness, kept: Any) -> None:
    _in_cmi(harness)
    with harness.open() as ctx:
        [enrolment] = ctx.work.enrolments.of(ctx.member.id)
        ctx.work.enrolments.change(enrolment, grade=kept)
    assert _view(harness).grade is None


def test_what_is_said_of_an_audit_depends_on_the_grade(chat: ChatHarness) -> None:
    ask = "will I be audited?"
    assert "CMI audits: Chartered Managers' records may be called for" in chat.say(ask)
    chat.say(ASK, {"tap": "I am Chartered"})
    assert "records. Whether yours is in it, CMI tells you." in chat.say(ask)
    chat.say(ASK, {"tap": "I am not"})
    assert "You told me that you are not Chartered" in chat.say(ask)
