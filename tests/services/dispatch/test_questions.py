"""Questions are answered from the member's own record and the packs, truly in every situation."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Final

import pytest

from bot.conversation.asking import Asked, Topic, asked
from bot.conversation.asking.question_rows import TOPICS
from bot.delivery.content import Post
from bot.delivery.rendering import Rendering
from bot.policy.vocabulary import NUDGE_KINDS
from bot.services.admin.rules import change_rule
from bot.services.context.member_context import Actor
from bot.services.dispatch import Dispatcher, ReadFirst
from bot.services.dispatch.dispatcher import answer
from bot.services.dispatch.questions import answers, explain, read_explained
from bot.services.members import settings
from bot.services.nudges.answers import why_this
from bot.services.record import actions as record
from bot.services.record import capture, evidence
from bot.services.record.incoming import actions as messages
from bot.services.record.incoming.heard import Message
from bot.services.teams import links as team_links
from bot.ui.kit.blocks import Content
from bot.ui.questions.answers import told
from bot.ui.schemes.standing import standing_line
from storage.nudges import queueing
from storage.nudges.queueing import QueuedNudge
from storage.row_types import NudgeRecord
from tests.services.harness import TEAM, TODAY, ServiceHarness, named
from tests.storage.sending import Sending

IMI: Final = "imi-register"
BEGAN: Final = date(2025, 6, 1)
WORDS_MOST: Final = 40


def _words(content: Content) -> str:
    """What is seen, from top to bottom, each block on a line of its own."""
    shown = []
    for block in content.blocks:
        match block["type"]:
            case "section":
                shown.append(block["text"]["text"])
            case "context":
                shown.append(block["elements"][0]["text"])
            case "actions":
                shown += [f"[{element['text']['text']}]" for element in block["elements"]]
    return "\n".join(shown)


def _answer(harness: ServiceHarness, question: Asked | str, who: str = "UANA") -> str:
    """The answer as it is read once it has been queued."""
    with harness.open(who) as ctx:
        if isinstance(question, str):
            found = asked(question, now=ctx.now, tz=ctx.zone)
            assert found is not None
            question = found
        queued = json.loads(json.dumps(explain(ctx, question).queued()))
    return _words(told(read_explained(queued)))


def _standing(harness: ServiceHarness) -> str:
    """Where Ana stands, a line for each scheme."""
    with harness.open() as ctx:
        return "\n".join(standing_line(one) for one in record.ShowStanding().do(ctx).standings)


def _in_imi(
    harness: ServiceHarness,
    who: str = "UANA",
    *,
    start: date | None = BEGAN,
    cycle: int = 3100,
    year: int = 600,
) -> None:
    with harness.open(who) as ctx:
        settings.enrol(ctx, IMI)
        if start is not None:
            settings.set_cycle_start(ctx, IMI, start)
        settings.set_opening(ctx, IMI, cycle=cycle, year=year)


def _in_cmi(harness: ServiceHarness, who: str = "UANA") -> None:
    with harness.open(who) as ctx:
        settings.enrol(ctx, "cmi")


def _nothing(harness: ServiceHarness) -> None:
    with harness.open():
        pass


def _start_unknown(harness: ServiceHarness) -> None:
    _in_imi(harness, start=None)


def _declined(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        settings.enrol(ctx, IMI)
        settings.set_cycle_start(ctx, IMI, BEGAN)
        settings.decline_opening(ctx, IMI)


def _two(harness: ServiceHarness) -> None:
    _in_imi(harness)
    _in_cmi(harness)


def _all(harness: ServiceHarness) -> None:
    _two(harness)
    with harness.open() as ctx:
        settings.enrol(ctx, "imi-techsafe")


SITUATIONS: Final[Mapping[str, Callable[[ServiceHarness], None]]] = {
    "no scheme": _nothing,
    "start unknown": _start_unknown,
    "CMI only": _in_cmi,
    "opening balance declined": _declined,
    "IMI": _in_imi,
    "two schemes": _two,
    "three schemes": _all,
}
RICHEST: Final = (
    Asked("test", words="sufficient relevant"),
    Asked("stage", words="evaluate reflect"),
    Asked("worth", minutes=90, words="reading"),
    Asked("worth", words="reading"),
    Asked("worth", words="this"),
    Asked("logged", words="cycle"),
    Asked("logged", words="year"),
    Asked("logged", period=(date(2026, 6, 1), TODAY)),
)


def test_every_topic_of_the_tables_is_answered_and_no_other() -> None:
    # which have pages of their own
    own = {"standing", "qualities", "coach", "what_if", "what_if_without"}
    own |= {"entry_now", "question_again"}
    assert answers().keys() == TOPICS - own


@pytest.mark.parametrize("situation", SITUATIONS)
def test_every_answer_keeps_to_forty_words_with_its_buttons_and_source(
    harness: ServiceHarness, situation: str
) -> None:
    SITUATIONS[situation](harness)
    for entries in range(2):
        if entries:
            with harness.open() as ctx:
                harness.logged(ctx, on=TODAY - timedelta(days=200))
                harness.logged(ctx, minutes=30, evaluate="")
        for question in (*(Asked(topic) for topic in answers()), *RICHEST):
            said = _answer(harness, question)
            assert len(re.findall(r"[^\s]*\w[^\s]*", said)) <= WORDS_MOST, said


@pytest.mark.parametrize("situation", SITUATIONS)
def test_no_answer_repeats_what_the_member_wrote(harness: ServiceHarness, situation: str) -> None:
    SITUATIONS[situation](harness)
    with harness.open() as ctx:
        harness.logged(ctx, title="Marmalade", evaluate="I learnt about medlars")
        harness.logged(ctx, title="Marmalade", evaluate="", reflect="Medlars")
    # what lacks something, is open, or was signed off is named by its title, as in a list
    naming = {"lacking", "missing", "open_entries", "signed"}
    topics = [topic for topic in answers() if topic not in naming]
    for question in (*(Asked(topic) for topic in topics), *RICHEST):
        said = _answer(harness, question).casefold()
        assert not re.search("marmalade|bosch|medlar", said)


CYCLE_END: Final = {
    "no scheme": "You are in no scheme yet, so I cannot say. Which one is yours?\n[Add a scheme]",
    "start unknown": (
        "Not known: tell me when your IMI cycle began. It runs 3 years.\n"
        "IMI CPD Policy, Compliance Policy b\n[Set date]"
    ),
    "CMI only": (
        "CMI has no cycle that I know of.\nCMI CPD Policy, introduction: no specific requirements"
    ),
    "opening balance declined": (
        "Your IMI cycle ends on 31 May 2028, in 557 days. It began on 1 Jun 2025.\n"
        "IMI CPD Policy, Compliance Policy b"
    ),
    "two schemes": (
        "Your IMI cycle ends on 31 May 2028, in 557 days. It began on 1 Jun 2025.\n"
        "IMI CPD Policy, Compliance Policy b"
    ),
}


@pytest.mark.parametrize("situation", CYCLE_END)
def test_when_a_cycle_ends(harness: ServiceHarness, situation: str) -> None:
    SITUATIONS[situation](harness)
    assert _answer(harness, "when does my cycle end?") == CYCLE_END[situation]


def test_on_its_last_day_a_cycle_ends_today(harness: ServiceHarness) -> None:
    _in_imi(harness, start=date(2023, 11, 22))
    assert _answer(harness, "when does my cycle end?").startswith(
        "Your IMI cycle ends on 21 Nov 2026, today. It began on 22 Nov 2023."
    )
    assert _answer(harness, "how many days are left?").startswith(
        "0 days are left in your IMI cycle, to 21 Nov 2026; 0 days in this CPD year."
    )


def test_when_a_cycle_began_and_which_year_of_it_this_is(harness: ServiceHarness) -> None:
    _in_imi(harness)
    assert _answer(harness, "when did my cycle start?") == (
        "Your IMI cycle began on 1 Jun 2025. You are in year 2 of it, since 1 Jun 2026.\n"
        "the member's own IMI account"
    )


STANDING: Final = {
    "no scheme": "",
    "start unknown": (
        "6 credits in 2026. Tell me when your cycle began and I can say where you stand."
    ),
    "CMI only": "No entries in 12 months yet. CMI asks for no points, hours or number.",
    "opening balance declined": "Logged here: 0 this year, 0 in the cycle.",
    "IMI": (
        "6 of 30 this year, about 8 behind its pace; 31 of 90 in your cycle."
        " At this rate about 63 of 90 by 31 May 2028."
    ),
    "two schemes": (
        "6 of 30 this year, about 8 behind its pace; 31 of 90 in your cycle."
        " At this rate about 63 of 90 by 31 May 2028.\n"
        "No entries in 12 months yet. CMI asks for no points, hours or number."
    ),
}


@pytest.mark.parametrize("situation", STANDING)
def test_where_somebody_stands(harness: ServiceHarness, situation: str) -> None:
    SITUATIONS[situation](harness)
    assert _standing(harness) == STANDING[situation]


def test_a_standing_that_is_asked_about_is_told_on_its_page(harness: ServiceHarness) -> None:
    _in_imi(harness)
    with harness.open() as ctx:
        messages.Write(Message("m1", "how am I doing?", "D1", "1.0")).do(ctx)
    assert [kind for kind, _ in harness.said()] == ["status"]


@pytest.mark.parametrize(
    ("start", "cycle", "year", "said"),
    [
        (BEGAN, 4600, 1600, "16 of 30 this year, 46 of 90 in your cycle, on pace."),
        (
            BEGAN,
            4300,
            1300,
            "13 of 30 this year, 43 of 90 in your cycle."
            " At this rate about 88 of 90 by 31 May 2028.",
        ),
        (
            date(2026, 6, 1),
            0,
            0,
            "0 of 30 this year, about 14 behind its pace; 0 of 90 in your cycle.",
        ),
        (date(2026, 10, 1), 400, 400, "4 of 30 this year, 4 of 90 in your cycle, early days."),
        (
            BEGAN,
            9200,
            1200,
            "92 of 90 by my count, to 31 May 2028; IMI goes by your IMI account."
            " 12 of 30 this year.",
        ),
    ],
)
def test_a_standing_is_said_in_one_line(
    harness: ServiceHarness, start: date, cycle: int, year: int, said: str
) -> None:
    _in_imi(harness, start=start, cycle=cycle, year=year)
    assert _standing(harness) == said


LEFT: Final = {
    "start unknown": (
        "Not known until you tell me when your IMI cycle began. 6 credits in 2026 so far; the"
        " minimum is 90.\nIMI CPD Policy, Compliance Policy b\n[Set date]"
    ),
    "CMI only": (
        "Nothing: CMI asks for no points, hours or number.\n"
        "CMI CPD Policy, introduction: no specific requirements"
    ),
    "opening balance declined": (
        "Logged here: 0 this year, 0 in the cycle. What is left depends on your IMI account.\n"
        "the member's own IMI account\n[Tell me what it shows]"
    ),
    "IMI": (
        "59 credits to go to the minimum of 90 by 31 May 2028; 24 to the recommended 30 this"
        " year.\nIMI CPD Policy, Compliance Policy b"
    ),
}


@pytest.mark.parametrize("situation", LEFT)
def test_how_many_credits_are_left(harness: ServiceHarness, situation: str) -> None:
    SITUATIONS[situation](harness)
    assert _answer(harness, "how many credits do I need?") == LEFT[situation]


def test_a_minimum_that_is_met_is_met_by_our_count_alone(harness: ServiceHarness) -> None:
    _in_imi(harness, cycle=9200, year=3200)
    assert _answer(harness, "what's missing?") == (
        "Nothing by my count: the minimum of 90 and this year’s 30 are reached. IMI goes by your"
        " IMI account.\nIMI CPD Policy, Compliance Policy b"
    )


def test_what_was_logged_in_a_month_is_added_up_with_what_waits_apart(
    harness: ServiceHarness,
) -> None:
    _declined(harness)
    with harness.open() as ctx:
        harness.logged(ctx, on=date(2026, 10, 5))
        harness.logged(ctx, on=date(2026, 10, 31), minutes=90)
        harness.logged(ctx, on=date(2026, 10, 12), minutes=30, evaluate="")
        harness.logged(ctx, on=date(2026, 11, 1))
    assert _answer(harness, "what did I log in October?") == (
        "3 entries in October 2026, 4 h in all: 3.5 credits under IMI register; 1 waits.\n"
        "not published: one credit for one hour\n[Show them]"
    )
    assert _answer(harness, "what have I logged in September") == (
        "Nothing logged in September 2026 yet."
    )
    assert _answer(harness, "what have I logged this year").startswith(
        "4 entries in this CPD year, since 1 Jun 2026, 6 h in all: 5.5 credits"
    )
    assert _answer(harness, "what have i recorded this cycle").startswith("4 entries in this cycle")


def test_what_was_logged_has_no_credits_where_none_are_counted(harness: ServiceHarness) -> None:
    _in_cmi(harness)
    with harness.open() as ctx:
        harness.logged(ctx)
    assert _answer(harness, "what did I log this month?") == (
        "1 entry in November 2026, 2 h in all.\n[Show them]"
    )


def test_what_waits_is_named_by_its_day_and_what_it_misses(harness: ServiceHarness) -> None:
    _declined(harness)
    assert _answer(harness, "what's waiting?") == "Nothing waits: you have saved nothing yet."
    with harness.open() as ctx:
        harness.logged(ctx)
    assert _answer(harness, "what's waiting?") == (
        "Nothing waits: every saved entry has what it needs."
    )
    with harness.open() as ctx:
        harness.logged(ctx, evaluate="", on=date(2026, 11, 12))
    assert _answer(harness, "why is it not counted?") == (
        "One saved entry, of 12 Nov 2026, waits: it still needs a sentence of your own. Until then"
        " it counts for nothing.\n"
        "IMI CPD Policy, Compliance Policy a and c, Non-compliance Policy a\n[Add it]"
    )


RULES: Final = {
    "how many credits is a 2 hour course?": (
        "2 h is 2 credits under IMI register, once the tests are answered.\n"
        "not published: one credit for one hour"
    ),
    "does reading a magazine count?": (
        "An hour is 1 credit under IMI register, whatever the activity, once the tests are"
        " answered.\nFor reading, IMI has a limit; how much is not known.\n"
        "not published: one credit for one hour; exists; the limit is not published"
    ),
    "what counts as CPD?": (
        "For IMI: any real activity that is current, authentic, relevant to your job and"
        " described.\nIMI CPD Policy, Compliance Policy a and c, Non-compliance Policy a"
    ),
    "what does authentic mean?": (
        "Authentic: a real activity that you did yourself. Saving says so.\n"
        "IMI CPD Policy, Compliance Policy a and c, Non-compliance Policy a"
    ),
    "what are the four tests?": (
        "Current: in your cycle. Authentic: you did it. Relevant: to your job. Sufficient:"
        " described. One missing, and it counts for nothing.\n"
        "IMI CPD Policy, Compliance Policy a and c, Non-compliance Policy a"
    ),
    "what is the difference between plan and reflect?": (
        "Plan: looking ahead, what you will do, or do differently.\n"
        "Reflect: looking back, why you did it and what was hard.\n"
        "the fields seen in use in IMI accounts"
    ),
    "what happens in an audit?": (
        "IMI audits: yearly, at random, from complete cycles that met the minimum.\n"
        "IMI CPD Policy, CPD Audit Policy"
    ),
    "how do I appeal?": (
        "An appeal to IMI starts by an online form. Its deadline is not known.\n"
        "IMI CPD Policy, CPD Appeals Policy"
    ),
    "what happens if I don't reach 90?": (
        "Under 90, IMI’s policy is: off the register, downgraded to Affiliate.\n"
        "IMI decides that, not I.\nIMI CPD Policy, Non-compliance Policy b"
    ),
    "can I carry over credits?": (
        "Carried over to the next IMI cycle: none. An activity counts in the cycle in which it was"
        " done.\nIMI CPD Policy, Compliance Policy c i (current)"
    ),
    "how often should I log something?": (
        "IMI sets no rhythm: 90 credits in 3 years, 30 a year recommended. Little and often is"
        " easiest.\nIMI CPD Policy, Compliance Policy b"
    ),
    "what does techsafe need?": (
        "Not known: the subjects that IMI TechSafe asks for, and their minimums, are not loaded"
        " here.\nIt comes in categories, such as electrified vehicles and ADAS.\n"
        "IMI CPD Policy, Compliance Policy c: the category's CPD subject framework"
        " document, not loaded"
    ),
    "which course should I do?": (
        "I don’t recommend courses. What did you get stuck on lately? That is usually the best one."
    ),
    "who sees this?": (
        "Only you see what you write. No manager sees anything of yours here. The workspace’s"
        " owners may be able to export messages; settings keep reflections out.\n"
        "No language model reads it.\n[Settings]"
    ),
    "are you an AI?": (
        "I am a program that goes by rules. Nothing you write goes to a language model.\n"
        "Only you see your words; workspace owners may be able to export messages.\n[Settings]"
    ),
    "why did I get this reminder?": (
        "I have not nudged you yet. At most one comes in seven days, in your hours.\n[Settings]"
    ),
    "why are you asking me this?": (
        "No question of mine is open. I ask only what an entry would miss."
    ),
    "how do I export my record?": (
        "`/cpd export` brings you the whole record as files, in this conversation."
    ),
    "how do I pause nudges?": (
        "`/cpd pause 2 weeks`, or `/cpd pause until 3 Jan`. `/cpd resume` ends it.\n[Settings]"
    ),
    "how do I correct an entry?": (
        "Write the change: “no, 3 hours”, “it was Tuesday”. Or tap Edit on the entry; a saved one"
        " keeps its history.\n[Show them]"
    ),
}


@pytest.mark.parametrize("question", RULES)
def test_rules_and_the_bot_itself_are_explained(harness: ServiceHarness, question: str) -> None:
    _in_imi(harness)
    assert _answer(harness, question) == RULES[question]


OF_CMI: Final[Mapping[Topic, str]] = {
    "worth": (
        "No credits: CMI counts none, so all of it may go in.\n"
        "CMI CPD Policy, introduction: no specific requirements"
    ),
    "rhythm": (
        "CMI asks for no points, hours or number. When I remind you is a workplace setting, not a"
        " CMI rule.\nCMI CPD Policy, introduction: no specific requirements"
    ),
    "counts": (
        "For CMI: any learning, formal or informal. Together it should be continuous, cyclic,"
        " personalised, multi-faceted, evidenced and impact-focused.\n"
        "CMI CPD Policy, qualities 1 to 6"
    ),
    "appeal": "Not known: the rules I hold of CMI do not say.",
    "failure": (
        "Nothing: CMI asks for no points, hours or number.\n"
        "CMI CPD Policy, introduction: no specific requirements"
    ),
    "audit": (
        "CMI audits: Chartered Managers' records may be called for in a sample.\n"
        "CMI CPD Policy, Chartered Manager"
    ),
}


def test_the_categories_are_the_workplaces_own_once_they_are_decided(
    harness: ServiceHarness,
) -> None:
    with harness.open("UADMIN") as ctx:
        change_rule(
            ctx,
            "imi-techsafe",
            "categories",
            value="electrified vehicles, ADAS, hydrogen",
            since=TODAY,
        )
    assert "Its categories here: electrified vehicles, ADAS and hydrogen." in _answer(
        harness, Asked("framework")
    )


@pytest.mark.parametrize("topic", OF_CMI)
def test_cmi_is_said_to_ask_for_no_number(harness: ServiceHarness, topic: Topic) -> None:
    _in_cmi(harness)
    assert _answer(harness, Asked(topic)) == OF_CMI[topic]


def test_the_entry_at_hand_is_worth_its_own_time(harness: ServiceHarness) -> None:
    _in_imi(harness)
    with harness.open() as ctx:
        source = Message("k", "", "D1", "1.0").source
        capture.capture(ctx, "2h high voltage isolation course at Bosch yesterday", source)
    assert _answer(harness, "what is this worth?").startswith(
        "This one has 2 h: 2 credits under IMI register, once saved with the tests answered."
    )


def test_an_open_question_is_explained_by_the_rule_it_serves(harness: ServiceHarness) -> None:
    _in_imi(harness)
    with harness.open() as ctx:
        source = Message("k", "", "D1", "1.0").source
        capture.capture(ctx, "2h high voltage isolation course at Bosch yesterday", source)
    assert _answer(harness, "why are you asking me this?") == (
        "Because your own words settle “relevant” and “sufficient”. Without them IMI register"
        " counts the entry for nothing.\n"
        "IMI CPD Policy, Compliance Policy a and c, Non-compliance Policy a"
    )


def test_an_answer_is_queued_and_sent_as_it_was_found(harness: ServiceHarness) -> None:
    _in_imi(harness)
    with harness.open() as ctx:
        answer(ctx, record.AskBot(Asked("cycle_end")).do(ctx))
    item = Sending(harness.database).claim_one(now=harness.now)
    assert item.kind == "told"
    with harness.database.snapshot() as session:
        [letter] = Rendering(harness.contexts).render(session, [item])
    assert isinstance(letter.outgoing, Post)
    assert letter.outgoing.text == (
        "Your IMI cycle ends on 31 May 2028, in 557 days. It began on 1 Jun 2025."
    )


def test_the_last_nudge_is_explained_by_its_cause(harness: ServiceHarness) -> None:
    _in_imi(harness)
    with harness.open() as ctx:
        member_id = ctx.member.id
    late = QueuedNudge(
        TEAM,
        member_id,
        "behind",
        "1",
        None,
        enrolment_id=None,
        entry_id=None,
        values={},
        at=harness.now,
    )
    with harness.database.transaction() as session:
        queueing.queue(session, [late], harness.now)
        session.commit()
    [[nudge_id]] = harness.query("SELECT id FROM nudge")
    with harness.open() as ctx:
        ctx.work.nudges.delivered(nudge_id, ctx.now - timedelta(days=2))
    assert _answer(harness, "why did I get this reminder?") == (
        "It came on 19 Nov 2026 because you were behind the recommended pace, by a"
        " workplace setting.\nIt came besides the one in seven days.\n[Settings]"
    )


STORED: dict[str, dict[str, object]] = {
    "cycle_ended": {"start": "2022-06-01", "ended_on": "2025-05-31", "short": 1100},
    "cycle_end": {"days_left": 14, "short": 5700, "opening_pending": False},
    "manager_reminder": {"manager_id": 1},
    "waiting_entry": {"open": 1},
    "old_draft": {"open": 2},
    "behind": {"behind_in": "earlier years", "year_gap": 0, "cycle_gap": 2249, "at_risk": True},
    "year_end": {"days_left": 30, "below_recommendation": 1800},
    "evidence_runs_out": {"threshold": 30, "days_left": 21},
    "cycle_start_unknown": {"year_credits": 800},
    "rhythm": {"quiet_days": 95, "last_entry": "2026-08-18"},
    "missing_evaluation": {"without_evaluation": 2},
    "planned": {"activities": 1},
}


@pytest.mark.parametrize("kind", NUDGE_KINDS)
@pytest.mark.parametrize("less", [False, True], ids=["as it is stored", "as before"])
@pytest.mark.parametrize("how_often", [{}, {"again_after": 28}, {"last": True}], ids=str)
def test_every_nudge_is_explained_by_what_it_was_decided_by(
    harness: ServiceHarness,
    kind: str,
    less: bool,
    how_often: dict[str, object],
) -> None:
    _in_imi(harness)
    with harness.open() as ctx:
        [enrolment] = ctx.work.enrolments.of(ctx.member.id)
        sent = NudgeRecord(
            id=1,
            member_id=ctx.member.id,
            kind=kind,
            period="1",
            budget_week="w",
            enrolment_id=enrolment.id,
            entry_id=None,
            values={} if less else {"why": {**STORED[kind], **how_often}},
            at=ctx.now,
            delivered_at=None,
            cancelled=False,
            snoozed=False,
        )
        said = told(why_this(ctx, sent)).text
    assert said.startswith("It came on 21 Nov 2026")
    assert len(said.split()) < WORDS_MOST  # with its button
    assert "{" not in said


def test_a_pause_says_until_when(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        ctx.change_member(paused_until=date(2027, 1, 3))
    assert _answer(harness, "how do I pause nudges?") == (
        "You are paused until 3 Jan 2027. `/cpd resume` ends it.\n[Settings]"
    )


# --- Other people -----------------------------------------------------------------------------


def _reports(harness: ServiceHarness, slack_id: str, name: str) -> None:
    with harness.open(slack_id) as ctx:
        ctx.change_member(name=name)
        team_links.name_manager(ctx, named("UMAX"))
    with harness.open("UMAX") as ctx:
        team_links.answer(ctx, accepted=True, member_slack_id=slack_id)


def _team(harness: ServiceHarness) -> None:
    """Sam Roe, behind; Sam Hill, in CMI; Priya Patel, start unknown."""
    _in_imi(harness, "UROE")
    _in_cmi(harness, "UHILL")
    _in_imi(harness, "UPRIYA", start=None)
    _reports(harness, "UROE", "Sam Roe")
    _reports(harness, "UHILL", "Sam Hill")
    _reports(harness, "UPRIYA", "Priya Patel")


def _looked_at(harness: ServiceHarness) -> list[str]:
    rows = harness.query(
        "SELECT m.slack_id FROM access_log a JOIN member m ON m.id = a.member_id ORDER BY a.id"
    )
    return [row[0] for row in rows]


def test_a_manager_reads_who_needs_a_look_and_everybody_counted_has_a_line(
    harness: ServiceHarness,
) -> None:
    _team(harness)
    assert _answer(harness, "hows my team doing", "UMAX") == (
        "2 of 3 need a look: Sam Roe and Priya Patel.\n[Show all]"
    )
    assert sorted(_looked_at(harness)) == ["UHILL", "UPRIYA", "UROE"]


def test_those_who_are_not_named_are_counted(harness: ServiceHarness) -> None:
    _team(harness)
    for slack_id, name in (("UADA", "Ada Low"), ("UBEN", "Ben Hay")):
        _in_imi(harness, slack_id, start=None)
        _reports(harness, slack_id, name)
    said = _answer(harness, "hows my team doing", "UMAX")
    assert said.startswith("4 of 5 need a look: Sam Roe, ")
    assert said.endswith(" and 1 more.\n[Show all]")


def test_a_team_is_read_without_a_lock_and_whoever_has_left_it_since_is_not_told_of(
    harness: ServiceHarness,
) -> None:
    _team(harness)
    question = messages.Write(Message("m1", "hows my team doing", "D1", "1.0"))
    with harness.open("UMAX") as ctx, pytest.raises(ReadFirst) as first:
        question.do(ctx)
    read = Dispatcher(harness.contexts).read(Actor(TEAM, "UMAX"), first.value)
    with harness.open("UMAX") as ctx:
        team_links.release(ctx, "UROE")
    with harness.open("UMAX") as ctx:
        ctx.looked = read
        question.do(ctx)
    [told_of] = [values for kind, values in harness.said("UMAX") if kind == "told"]
    assert told_of["lines"][0][1] == {"need": 1, "people": 2, "names": ["Priya Patel"]}
    assert sorted(_looked_at(harness)) == ["UHILL", "UPRIYA"]


def test_a_person_is_found_by_full_name_mention_and_a_first_name_that_one_bears(
    harness: ServiceHarness,
) -> None:
    _team(harness)
    priya = "Priya Patel: not known. 6 credits in 2026; cycle start not known.\n[Show all]"
    for question in ("how's Priya doing?", "is priya patel behind?", "how is <@UPRIYA> doing?"):
        assert _answer(harness, question, "UMAX") == priya
    assert _looked_at(harness) == ["UPRIYA"] * 3
    assert _answer(harness, "how is Sam Roe doing", "UMAX") == (
        "Sam Roe: at risk. 6 of 30 this year, 31 of 90 in the cycle to 31 May 2028.\n"
        "At stake, IMI register: off the register, downgraded to Affiliate, by 31 May 2028.\n"
        "[Show all]"
    )
    assert _answer(harness, "how is Sam Hill doing", "UMAX") == (
        "Sam Hill: 0 entries in 12 months. No points are asked for.\n[Show all]"
    )


def test_what_rests_on_what_is_at_stake_is_said_of_a_person_too(harness: ServiceHarness) -> None:
    _team(harness)
    with harness.open("UROE") as ctx:
        settings.enrol(ctx, "imi-techsafe/ADAS")
    said = _answer(harness, "how is Sam Roe doing", "UMAX")
    assert "At stake, IMI register: off the register, downgraded to Affiliate" in said
    assert "At stake, IMI TechSafe: ADAS: TechSafe recognition removed, by 31 May 2028." in said


def test_of_two_with_one_first_name_it_asks_which_and_looks_at_neither(
    harness: ServiceHarness,
) -> None:
    _team(harness)
    assert _answer(harness, "how's Sam doing?", "UMAX") == (
        "There are Sam Hill and Sam Roe. Write the full name, or mention them."
    )
    assert _looked_at(harness) == []


def test_whoever_is_in_no_team_of_the_asker_is_as_good_as_not_there(
    harness: ServiceHarness,
) -> None:
    _team(harness)
    _in_imi(harness, "UANA")
    for question in ("how is Uana doing?", "how is <@UANA> doing?", "how's Nobody doing?"):
        assert _answer(harness, question, "UMAX") == (
            "I find nobody of that name in your team.\n[Show all]"
        )
        assert _answer(harness, question, "UHILL") == (
            "Nobody here has you as their manager, so I can only speak of your own record."
        )
    assert _looked_at(harness) == []


def test_what_somebody_wrote_is_theirs(harness: ServiceHarness) -> None:
    _team(harness)
    for question in ("what did Sam write?", "can I see Priya's entries?", "what did <@UROE> log?"):
        assert _answer(harness, question, "UMAX") == "That is theirs; only they can share it."
    assert _looked_at(harness) == []


def test_a_member_with_a_manager_reads_what_they_see(harness: ServiceHarness) -> None:
    _team(harness)
    assert _answer(harness, "who sees this?", "UROE") == (
        "Umax sees: your totals, your pace, what is short, what lacks evidence, and dates.\n"
        "They never see: what you write, titles, or evidence itself. Each look stands in Home.\n"
        "No language model reads it.\n[Settings]"
    )
    assert _answer(harness, "do you use AI?", "UROE") == (
        "I am a program that goes by rules. Nothing you write goes to a language model.\n"
        "Umax sees totals, pace, dates and what is missing, never your words.\n[Settings]"
    )


def test_a_member_reads_who_looked_when_and_at_what(harness: ServiceHarness) -> None:
    _team(harness)
    assert (
        _answer(harness, "who has seen my record?", "UROE") == "Nobody has looked at your record."
    )
    _answer(harness, "how is Sam Roe doing", "UMAX")
    once = "Umax looked at your totals, pace and dates, 21 Nov, 10:00."
    assert _answer(harness, "who looked at my record?", "UROE") == once
    _answer(harness, "how is Sam Roe doing", "UMAX")
    harness.now += timedelta(days=1)
    _answer(harness, "how is Sam Roe doing", "UMAX")
    assert _answer(harness, "has Umax looked at my record?", "UROE") == (
        "Umax looked at your totals, pace and dates, 22 Nov, 10:00.\n"
        "Umax looked at your totals, pace and dates, 2 times on 21 Nov."
    )
    harness.now += timedelta(days=1)
    _answer(harness, "how is Sam Roe doing", "UMAX")
    assert _answer(harness, "who looked at my record?", "UROE").endswith(
        "\nEarlier looks stand in Home."
    )
    assert _answer(harness, "who looked at my record?", "UHILL") == (
        "Nobody has looked at your record."
    )


# --- What is left to do -----------------------------------------------------------------------


def test_entries_that_lack_something_are_named_and_listed(harness: ServiceHarness) -> None:
    _in_cmi(harness)
    for question in ("which entries have no evaluation yet?", "which have no evidence"):
        assert _answer(harness, question).startswith("None: every saved entry ")
    with harness.open() as ctx:
        for number, evaluate in enumerate(["", "", "", "It changed how I brief the team"]):
            harness.logged(ctx, title=f"Course {number}", evaluate=evaluate)
    assert _answer(harness, "which entries have no evaluation yet?") == (
        "3 entries do not say yet what changed: *Course 2*, *Course 1* and 1 more.\n[Show them]"
    )
    with harness.open() as ctx:
        for entry in ctx.work.entries.list(ctx.member.id, ["logged"])[:3]:
            evidence.attach(ctx, entry, ["https://a.example/x"])
    assert _answer(harness, "which have no evidence") == (
        "1 entry is without evidence: *Course 0*.\n[Show them]"
    )
    with harness.open() as ctx:
        shown = record.ShowEntries(only="evidence").do(ctx)
    assert [one.entry.title for one in shown.entries] == ["Course 0"]


def _say(harness: ServiceHarness, words: str) -> None:
    with harness.open() as ctx:
        messages.Write(Message(words, words, "D1", "1.0")).do(ctx)


def test_what_happens_now_is_told_by_what_is_open(harness: ServiceHarness) -> None:
    assert _answer(harness, "what happens now?").startswith("You are in no scheme yet")
    _in_imi(harness, cycle=0, year=0)
    assert _answer(harness, "what happens now?") == (
        "Nothing is open just now. Tell me what you did, and I make the entry.\n[My standing]"
    )
    _say(harness, "2h high voltage isolation course at Bosch yesterday")
    assert _answer(harness, "what now?").startswith("Your draft waits for an answer")
    _say(harness, "proving dead before touching the pack, I do EV battery swaps now")
    assert _answer(harness, "what's next?").startswith("Your draft is ready: write “save”.")
    _say(harness, "save")
    assert _answer(harness, "what happens now?") == (
        "It is saved, and nothing more is needed here. IMI goes by your IMI account: copy it there,"
        " by ⋯ on the entry."
    )
    _say(harness, "1h tyre webinar yesterday")
    _say(harness, "save")
    assert "it still needs a sentence of your own" in _answer(harness, "what happens now?")


def test_after_a_cycle_that_ended_short_what_happens_is_the_bodys_to_say(
    harness: ServiceHarness,
) -> None:
    _in_imi(harness, start=date(2023, 11, 22), cycle=7900, year=0)
    harness.now += timedelta(days=2)
    assert _answer(harness, "what happens now?").startswith(
        "Your last IMI cycle ended short: 79 of 90. What follows, IMI decides; tell me once you"
        " hear. What you do now counts in your new cycle."
    )
    assert "[Any news?]" in _answer(harness, "what happens now?")


def test_what_happens_if_a_cycle_ends_short_is_its_policy(harness: ServiceHarness) -> None:
    _in_imi(harness)
    for question in ("what happens if I end short?", "what if I end up short"):
        assert _answer(harness, question).startswith(
            "Under 90, IMI’s policy is: off the register, downgraded to Affiliate.\n"
        )
