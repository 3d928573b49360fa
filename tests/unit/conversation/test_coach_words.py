"""Ways to speak of the bot's own coach and of its language model, beside activities that only sound
like it: coaching and AI are what courses are about, and a coach has an engine.
"""

from datetime import UTC, date, datetime
from typing import get_args
from zoneinfo import ZoneInfo

from bot.conversation.parts import Asked, Context, KnownEntry, Questioned
from bot.conversation.phrases.coach import CoachRequest
from bot.conversation.understanding import understand
from tests.tables import for_each

_ABOUT = frozenset({*get_args(CoachRequest), "model"})
_IDLE = Context(now=datetime(2026, 11, 21, 10, tzinfo=UTC), tz=ZoneInfo("Europe/London"))
_OPEN = Context(
    now=_IDLE.now,
    tz=_IDLE.tz,
    question="evaluate",
    about=1,
    entries=(
        KnownEntry(
            id=1,
            status="draft",
            title="High voltage isolation course",
            minutes=120,
            start=date(2026, 11, 20),
            end=None,
            provider="Bosch",
            type="short course",
        ),
    ),
)
MEANT = {
    "coach_wording": """
tidy my words
tidy it up a bit
can you clean this up for me?
fix my spelling
reword that please
could you proofread it
polish my text
make it sound better
please check my grammar
tidy up what I wrote
""",
    "coach_missing": """
what would others miss?
what would other people still miss
what would an auditor miss?
what might somebody who wasn't there not understand?
what is still unclear to others?
what did I leave out?
""",
    "coach_off": """
turn the coach off
coach off please
switch off the AI
I don't want the coach any more
please stop the coach
disable the AI coach
no AI please
can you turn that AI thing off
Stop sending my stuff to the AI
I'd rather do without the coach
stop using the coach
turn off ai
no coach thanks
pls turn coach off
don't send my answers to chatgpt
could you switch the coach off for me?
I want the coach off
""",
    "coach_on": """
turn on the coach
coach on
switch the AI back on please
can I have the coach
enable coach
coach back on pls
turn coach on
I'd like the coach please
start the coach again
can you turn the AI on?
""",
    "coach": """
what does the coach do
coach
what is the coach?
show me the coach settings
how does the coach work?
whats the coach for
tell me about the coach
what's this coach thing?
coach settings
who runs the coach?
""",
    "model": """
are you an AI?
do you use AI?
is my text sent to ChatGPT?
are you a bot or a real person
does this go to openai
is there a language model behind this?
am I talking to a human?
r u ai or what
is this chatgpt?
what AI is this
are my answers used to train AI
do my words end up with openai?
is a computer reading this
do you send anything to a language model?
does an AI read my reflections?
is there a person reading this?
""",
    "who_sees": """
who reads what I write?
who can see my records?
is my boss able to read my answers
where does my data go?
who gets my text
""",
}

NOT_MEANT = """
tidy up the workshop before the audit
I tidied up my wording on job cards so customers understand
learnt to check the spelling on the V5 before booking
polished the headlamps and reworded the service sheet
what others miss is the second earth strap
I learnt what an auditor would miss on a job card
coached a junior on brakes
used AI to find the fault: ChatGPT course, 2h
coach driver training 3 hours
turned off the coach's engine
AI in maintenance webinar, 1 hour
Coaching session with my apprentice yesterday, 90 minutes
I asked ChatGPT how the relay works and then checked it in the manual
coach door interlock refresher, half a day
my coach showed me how to set the points
switched off the AI camera before servicing it
Turned on the coach heating and checked the boiler
read a paper on large language models, 2h
coaching
course about who reads what we write in logbooks
learned that AI can be wrong so I check the readings
Was coached on report writing by Priya
coach and bus electrics, 4 hours last Tuesday
We talked about whether the AI is reliable
privacy training: who sees customer data, 1h
How to be a better coach, online course
the coach was off the road for two days so I read up on the brakes
Coach on leadership came in for an hour
AI course at Snap-on, 3h yesterday
I'd like to coach the new starter next month
stop using AI for estimates
what does the coach inspection cover?
does an AI course count?
I turned the AI off in the camera calibration menu, 1h with the ADAS tech
is AI any good for finding wiring faults?
coach on yesterday
"""


def _meant(text: str, context: Context) -> list[str]:
    found = []
    for part in understand(text, context).parts:
        match part.content:
            case Asked(what):
                found.append(str(what))
            case Questioned(asked):
                found.append(asked.topic)
            case _:
                found.append(part.kind)
    return found


@for_each(
    ("context", "meant", "text"),
    [
        (context, meant, text)
        for context in (_IDLE, _OPEN)
        for meant, some in MEANT.items()
        for text in some.split("\n")
        if text
    ],
)
def test_it_is_understood_in_many_ways(context: Context, meant: str, text: str) -> None:
    assert _meant(text, context) == [meant]


@for_each(
    ("context", "text"),
    [(context, text) for context in (_IDLE, _OPEN) for text in NOT_MEANT.split("\n") if text],
)
def test_what_was_learnt_or_done_is_not_taken_for_it(context: Context, text: str) -> None:
    assert _ABOUT.isdisjoint(_meant(text, context))


def test_the_name_of_an_activity_may_be_coach() -> None:
    asked = Context(now=_IDLE.now, tz=_IDLE.tz, question="title", about=1, entries=_OPEN.entries)
    assert _ABOUT.isdisjoint(_meant("coach", asked))
