"""Other ways to ask than those beside the rows, and what asks nothing of the bot."""

from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

from bot.conversation.asking import Topic, asked
from tests.tables import for_each

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
LONDON = ZoneInfo("Europe/London")

OTHER_WAYS: Final[dict[Topic, str]] = {
    "missing": """
what am i missing
""",
    "cycle_end": """
when is my cycle finished
wats the end date of my cycle
what date does my cycle finish?
when do I have to have my credits in by?
End of my cycle?
my cycle ends when?
when does the 3 year cycle run out
when does my IMI cycle expire
remind me when my cycle ends
how long does my cycle run
my cycle end date please
what's my deadline
when's the cycle over mate
when does it all have to be done by
whens my 3 years up
hi can you tell me when my CPD cycle finishes please
when is the end of my cycle
what date is my cycle up
whats the cutoff for my credits
""",
    "cycle_start": """
when does my next cycle start?
what date did my cycle begin
what have you got as my cycle start date
""",
    "days_left": """
how many months have I got left
how long do I have left in this cycle
days left?
how many days left
how much time have i got
how long till my cycle ends
how many weeks until my cycle ends?
time left?
how long before my cycle runs out
how many days do I have
""",
    "credits_left": """
how many credits do i still need
how many more points do I need to get to 90?
what am I short of?
how many do I need
how many have I got to go
how many credits to go
how many hours am I short
what's left to do this year
how many more do I need
how many more credits this year
what do I need to do to get to 90
how many credits short am I
whats outstanding
credits needed?
what else do I need
how much more cpd do i have to do
how many credits am I missing
how many CPD points left to get
what do i still have to do for IMI
am I missing anything
""",
    "standing": """
how many credits so far this year?
where am I at with my CPD
am I behind this year
how am i doing for points
am i on target
am I in trouble
how's my CPD looking
what's my total
hows it looking for my cpd
do i have enough for this year
Can you show me my status
where are we at
how many credits have I earned?
have I hit my 30 yet
whats my score
Where do I stand with IMI?
hows my cpd
am I up to date
am I doing ok
how much cpd have I got
give me my status
what's my standing with cmi?
whats my points total pls
am I on course for 90?
how many creds have i got
wheres my cpd at
can you check my credits
what have I got so far
how am I getting on this cycle
just checking, am I behind at all?
am I ahead or behind
do I have enough points yet
""",
    "logged": """
what have I logged so far this year
how much CPD did I do in October
what did i do last week
how many entries since June
show me everything since January
list my entries
what courses did I do this year?
did I log anything yesterday?
How many hours have I done this month?
what's in my record
what did I do in march
anything logged this week?
How many hours did I do last year?
what have I done this month then
what was the last thing I logged
how much have I done in 2026
what did i record yesterday
what did I log on Tuesday
how many hours have I put in since august
can I see my entries for this month
show me what I did in september
how much have i logged this cycle
""",
    "waiting": """
which ones are waiting
is anything waiting?
why isn't it counted
why is this waiting
why does my course not count
what's waiting and why?
anything pending?
have I got anything waiting?
how many entries are waiting
why is one of my entries not counted?
whats holding up my entry
what's that 2 credits waiting for
why does it say waiting
what does waiting mean
which of my entries don't count yet
""",
    "counts": """
what counts
what sort of things count
what can I put in
what can i log?
what qualifies as cpd
what activities count towards my credits
does anything count?
what am I allowed to log
What counts towards IMI CPD?
is there a list of what counts
what can I claim for
what counts and what doesn't
does everything count
""",
    "worth": """
what's an hour worth
how many credits do I get per hour
how many credits for a 3 hour toolbox talk?
what would 2 hours of reading be worth?
how many points is a full day course worth
does a toolbox talk count?
does watching youtube count
does mentoring an apprentice count as CPD?
how is a credit worked out
what's that worth
how much is this course worth
how many credits will I get for it
can i claim for reading the manual
how many credits is that
whats a toolbox talk worth
how many points for 90 minutes?
if I do a 3 day course how many credits is that
would a 4 hour webinar be 4 credits?
how do you work out the credits
why is it only 1 credit
does informal learning count
does reading count?
do podcasts count?
can i count a youtube video
how many credits for a webinar
how much is 45 minutes worth
what do I get for an hours reading
is a tool demo worth any points
does on the job training count
will my first aid course count?
how many credits is one hour
how come 2 hours is only 2 credits
""",
    "test": """
what does authentic mean
what do you mean by relevant?
what makes an entry sufficient?
what's the relevant test?
why isn't it sufficient
what do current and sufficient mean
what is sufficient
what does it mean by current?
what is meant by relevant
explain authentic
tell me what relevant means
what are the tests
what's this relevant thing
why does it need to be relevant
what do current authentic relevant and sufficient mean
""",
    "stage": """
what's the difference between reflect and evaluate
whats the diff between plan and act
what do I write in evaluate
what is reflection?
explain the stages
what are the four stages
what does reflect mean?
what goes in the plan bit
whats evaluate mean
what's the plan stage for
what do you mean by reflect?
reflect vs evaluate?
Difference between plan and act?
what should go in reflect
whats the difference between reflecting and evaluating
what is the plan section for
which bit is evaluate
""",
    "rhythm": """
how often do I have to log
how many points does CMI want
does CMI need a certain number of hours?
how many hours do I need for CMI
is there a minimum for CMI?
do i have to log every month?
does CMI ask for hours
""",
    "rules": """
how many hours does cmi want
whats imi want from me
what do the imi ask of me
tell me the rules of CMI
rules of the mot?
what rules does dvsa have?
what are my scheme's rules
what's expected of me by IMI
CMI policy?
show me imi's requirements
""",
    "framework": """
rules for techsafe?
what rules does TechSafe have?
what do i need for techsafe
what does techsafe ask for
am I ok for techsafe
what is techsafe
do I need techsafe cpd
how does techsafe work
""",
    "audit": """
when will I be audited
what do auditors look at
do I get audited
what happens if i get audited
am I going to be audited?
how likely is an audit
what will they look at in an audit
do I need to worry about an audit
""",
    "appeal": """
how do I appeal a decision
can I appeal
who do I appeal to
how do appeals work
""",
    "failure": """
what happens if I don't make 90
what happens if I'm under 90
what if I don't get enough credits
will I lose my registration
what happens if I fall short?
what happens if I miss the deadline
what if I only get 80
can I lose my registration?
what happens at the end if I'm short
""",
    "carry_over": """
do credits carry over
can I carry credits forward
do spare credits carry over
can I roll my credits over
what happens to extra credits
""",
    "who_looked": """
who looked at my record
who's been looking at my record?
has anyone seen my cpd
did my manager see my record?
has anybody viewed my figures
whos seen my record
""",
    "lacking": """
which entries have no evaluation
which of my entries have no evidence yet?
show me entries with no certificate
which ones have no proof
how many of my entries have no evaluation?
""",
    "next": """
what happens now
and what happens next?
what now
what next?
what's next
what do I do now?
what do I need to do now?
do i have to do anything else
""",
    "who_sees": """
who can see this?
can my boss read my reflections
does my manager see this
what does my manager see?
is what I write private
will anyone read this
who reads these
are my reflections visible to my manager
does anyone else see this?
is this confidential
Can my manager see this?
who has access to my record
can the boss see what i've put
does imi see this?
do you show my manager what I wrote
who will see my answers
""",
    "why_question": """
why do you want to know
why ask
why that question
what's that question for
why are you asking
why do you need that?
what do you need that for
why is that needed
why do I have to answer that
do I have to answer this
""",
    "why_nudge": """
why am I getting these messages
why did you message me
why the reminder
what triggered this nudge
why did I get that nudge
why are you messaging me on a sunday
why do I keep getting reminders?
why have I been sent this reminder
why did you ping me today
""",
    "help": """
what can you do
how does this thing work
what commands are there
what can I ask you
how do I use you
how do i log my cpd
how does it work
what is this
what's this bot for?
how do I record a course
what sort of things can I ask you
how do I log things here
""",
    "courses": """
what course should i do next
which courses do you recommend?
any good courses
what should I learn next?
recommend me a course
what training should I do
whats a good course to do
what cpd should i do
can you recommend some training?
know any good EV courses?
what course would you suggest for me
""",
    "correct": """
how do I change the date
how can I fix a typo
can I edit a saved entry?
how do I change the hours on an entry
I put the wrong date, can I change it?
how do I edit it
can I still change that?
how do i change the time on that
what do I do if I got something wrong
""",
    "attach": """
how do I attach my certificate
where do I send the certificate
can I add a photo
how do i add a link to an entry
can I attach evidence to it?
how do I upload proof
is a photo ok as evidence?
what do I do with my certificate
can i send you a pic of my cert
""",
    "export": """
how do i get my record out
can I get a copy of my record
can I export to pdf
how do I download everything
can I download my data
how can I print my record for IMI
how do I send my record to IMI
how do I get my data out
can I have a pdf of my cpd
""",
    "erase": """
how do I delete my account
can you delete all my data
how do I get rid of everything
can I delete everything you have on me
how do I wipe my record
how do I delete all my stuff
""",
    "remove": """
how do I delete a draft
can I get rid of an entry
how do I withdraw an entry
can I delete one
""",
    "pause": """
how do i turn off reminders
can I pause while on leave
how do I snooze
how do I stop these messages
how do I change how often you nudge
how do I get you to stop
I'm on holiday, can I pause this?
""",
    "undo": """
how do I undo that
can I undo my last change?
how do i undo my last entry
is there an undo
how can I undo the last thing
""",
    "save": """
how do I save this
is it saved?
do i have to press save
does it save automatically
have you saved it?
when do I save
will it save on its own
""",
    "settings": """
how do I change my manager
where do I set my job
how do I change my cycle date
how do I add another scheme
how do I tell you my new job
where do I put my new job
""",
    "team": """
how is my team doing
hows the team
who's behind in my team?
is anybody at risk
which of my people are short
hows my team looking
who needs chasing
who hasnt logged anything
show team
how are my lads getting on
Is my team ok?
who needs a nudge
any of my team behind?
how many of my team are behind
who in the team is at risk
team standing?
who's on track in my team
how are the lads doing
give me my team
which of my team haven't logged anything
""",
    "person": """
hows Sam doing
how is Sam Roe doing
is Priya on track?
how many credits has Sam got
where is Sam up to
how's <@U123> getting on?
is sam ok for credits
has sam done any cpd
how is Priya doing?
How's Dave getting on with his CPD?
is Ben Carter on track?
what's Ben's standing
how many points has Dave got
when does Ben's cycle end?
how is Dave Smith getting on
is Dave up to date
Dave's status?
how many credits is Dave short
where's Dave at
""",
    "wrote": """
what did Sam write
what did priya say in her reflection
show me what sam wrote
can I see Sam's answers
what has Sam been logging?
what did sam log
what has Dave written
what did Ben Carter put in his reflection?
can you show me what Dave wrote
what's Dave learned
what did Dave say about the course
let me see Dave's reflection
""",
}
"""By topic: whole messages, one a line."""

NOT_ASKED: Final = """
how to bleed the clutch
why it failed
what I learnt was how the cycle of the pump ends
can you believe it took 3 hours
is it worth re-torquing after 50 km? yes
no idea why it failed, now I know the contactor welds shut
how the interlock works and why it matters
when to replace the seal and when to leave it
what the test light means
which fuse to pull first
how to do an insulation test
I learnt what counts as a dead circuit
who to call when the pack is hot
how do you test a contactor? you measure across it
why does the battery fail? heat
2h EV course yesterday
does the pump cycle end when the pressure drops?
how long the cycle takes
that the tests are done in order
how to plan a job properly
because I needed the credits
my manager asked me to
to see the team doing it right
I need to log more
when does the regen cycle end
what is the difference between AC and DC isolation
how many bolts hold the pack
is the course running next week?
can I drive it
what did the customer say
it was worth it
what does the warning light mean?
why did the team miss it
test the contactor before you start
how do I do an MOT on a hybrid
Sam said it was good
do the test again after 10 minutes
which stage of the cycle it fails at
I asked why and he explained
how's that?
who does what on the team
is it current? yes it is
did the training with the team
how do you know it is dead? you prove it
what was hard was the plan
should I check the date
reminder: book the course
did a current sensor test
check the current
evaluate the plan with the team
act on it
plan to log the results
planning and reflecting with my team
reflect on it
show the team how to save time
explain the process to the apprentice
team meeting
when do we start?
how do I get better at this
will it fail again
Is Haynes right? no
are the cells balanced
do I torque it
how many volts
what does SOC stand for
is Bosch ok?
was Dave right about the seal?
what did Bosch say about it?
is the seal ok
how is the car doing
the difference is that you wait for the test to end
why we test before we start
I should have asked my manager first
check the points before you start
how to plan the time better
what to do first and in what order
when to stop and ask
that I need to plan more time
how many times I had to check
ask first
what counts is time
what matters is who you ask
it needs a plan
do more reading
it does
is that right?
what do you mean?
what?
how?
can you say that again
how much does it cost?
what time is it
when is the next one
when do we finish
who is on today
can I go home
is it in the record
did you get that?
does that work?
do you need more
do I have to
how so
so what
have you got it
what's wrong with that
how long do I wait
how long did it take?
what is the point
what's the point of this?
whats the point
is there any point in this
who cares
what was hard was the time it took
what I did was check the points
which test to do first
which hours count as night work
how do I get the hours down
what does the customer need
why does the test fail
when does the test end
is the test over
how does the link work
where does the link go
can you see the leak
how do you check the current
what current does it draw
what is the current reading
how much current
is the reading current
what does it mean
how do I mean
who is the manager at Bosch
when does the course start?
when does the course end
how long is the course
is it a good course?
how do I get to the course
where is the course
proving dead before touching the pack
I now know the difference between a hard and soft fault
I'll check the bracket first next time
because my manager asked me to get up to date
it helps on every EV job I do
how to isolate, and when to call the team
the apprentice asked why and I could explain
learnt what the standards mean
I needed the credits to be honest
nothing really, same as last time
when I plan a job I ask who is on it first
you have to test before and after
what a waste of time
why bother
dunno
good
can't remember
is this it
I was behind with my records and this got me going
my team are behind on this
sam showed me how
Sam is behind on it
asked Sam how he is doing it
told the customer what counts
checking the date on the certificate
nothing new, but a good reminder
no questions
what went well was the team work
would do it again
will do more reading
should have asked
could not see the leak
did a course
was at the show
is what it is
how it all fits together
how my team can save time on each job
how credits work
why reflection matters
how to reflect
how to reflect properly and plan my next step
what evidence an auditor wants
how auditors look at records
what relevant means in law
what sufficient ventilation means
why the audit failed
how an audit works
how to save energy
when to stop the test
how to get the team on track
who to ask when stuck
which links to check
how manager and staff can share the work
when the cycle ends the relay clicks
if the test fails do it again
do not do it in the pit
do the plan first then act
have to check the links
has to be on record
does what it says
Will do
May do it in March
can do better
will be done by Friday
should be fine
would be good to do it with the team
am doing more of it now
are doing it now
have done it
have logged it
did log it
did the test
did my evaluation
did the evaluation with my manager
show and tell with the team
list the steps first
explain it to the team
explain why we do it
explain to the customer why it needs doing
any time I get to do it
any questions I ask Sam
check who is on
help the team
that I am not the only one
not behind any more
time
evidence
planning
no
3 hours
an hour
Tuesday
skip
later
save
what if it fails under load
what happens if you skip it
what happens when the relay sticks
what happens if the test fails
what happens if I do it wrong
can you remind me tomorrow
can you delete that last one
can you undo that
can I have a day off
could you save it
please stop messaging me
stop asking me
why are you so useless
this is useless
are you stupid
are you a bot?
are you real?
what the hell
what do you want
do you work
when is lunch
how are you
how's things
"""
"""Answers, orders and talk, one a line; some in words that the bot is asked in."""


@for_each(
    ("topic", "text"),
    [(topic, text) for topic, texts in OTHER_WAYS.items() for text in texts.split("\n") if text],
)
def test_it_is_understood_in_other_words_too(topic: Topic, text: str) -> None:
    found = asked(text, now=NOW, tz=LONDON)
    assert found is not None
    assert found.topic == topic


@for_each("text", [text for text in NOT_ASKED.split("\n") if text])
def test_what_asks_nothing_of_the_bot_is_left_to_others(text: str) -> None:
    assert asked(text, now=NOW, tz=LONDON) is None
