"""What one can try as each of the demo's people: steps for the page, dated from its first start."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from bot.cli.demo.cast import (
    AISHA,
    HELEN,
    JAMES,
    LEO,
    MARIA,
    NADIA,
    OWEN,
    PRIYA,
    RAVI,
    SAM,
    TOM,
    Character,
)
from bot.cli.demo.journey import USUAL, landing
from sandbox.page.guide import Guide, GuideStep, Persona

CHANNEL = "workshop"

STOP_COACH, START_COACH = "stop the coach", "start the coach"
"""What steps do to the server of the canned coach."""


def guide(characters: tuple[Character, ...]) -> Guide:
    """The personas, in the order of the cast."""
    return Guide(
        tuple(Persona(one.slack_id, one.who, tuple(STEPS[one.slack_id](one))) for one in characters)
    )


def _priya(priya: Character) -> list[GuideStep]:
    return [
        _say("Log something", "then answer, and save", SENTENCE),
        _home("See where you stand"),
        GuideStep("On to the next message", "again and again: a year of nudges", "next"),
        GuideStep("See yourself as your manager does", "as Helen", "become", f"{HELEN} /cpd-team"),
        _jump("Jump to 14 days before the cycle ends", "in one leap", _before_the_end(priya, 14)),
        _jump("Jump to the day after it ended", "what if it ended short?", _after_the_end(priya)),
    ]


def _aisha(_aisha: Character) -> list[GuideStep]:
    return [
        _say("Say hello", "then three taps, each can be skipped", "hi"),
        _say("Log something", "the first entry", "1h toolbox talk on wheel torque today"),
        _say("Answer it", "in your own words", "to retorque after 50 km, I fit wheels every day"),
        _home("See where you stand"),
        _say("Ask for help", "all it can do", "help"),
    ]


def _owen(owen: Character) -> list[GuideStep]:
    return [
        _say("Ask where you stand", "what is short, and until when", "where do I stand?"),
        _jump("Jump to 14 days before the cycle ends", "a reminder", _before_the_end(owen, 14)),
        _jump("Jump to the day after it ended", "any news?", _after_the_end(owen)),
        GuideStep("See what your manager reads", "as Helen", "become", f"{HELEN} /cpd-team"),
        GuideStep("On to the next message", "without news it asks again", "next"),
    ]


def _tom(_tom: Character) -> list[GuideStep]:
    return [
        GuideStep("Open #workshop", "⋯ on a message: Log this as CPD", "room", CHANNEL),
        GuideStep("React with :cpd: there", "a draft; off again, and it goes", "room", CHANNEL),
        _say(
            "Log three at once",
            "one draft each",
            "2h EV course yesterday, 1h toolbox talk on brakes today and 45 min tyre webinar today",
        ),
        _say("Plan something", "it asks on the day", "planning a 3h battery course next Tuesday"),
        GuideStep("On to the next message", "the day that was planned for", "next"),
        _say("Turn the coach on", "here it is canned, no model", "/cpd coach"),
        _say("Log something for it", "it asks in your own nouns", COACHED),
        _say("Answer it badly spelt", "then ⋯ Tidy my words", BADLY_SPELT),
        GuideStep("Stop the canned coach", "and go on without it", "do", STOP_COACH),
        GuideStep("Start it again", "asked within half a minute", "do", START_COACH),
    ]


def _maria(maria: Character) -> list[GuideStep]:
    return [
        _say("Ask when the cycle ends", "and with what", "when does my cycle end?"),
        _say("Take your record along", "a file for an audit", "export my record"),
        _jump("Jump to the day after the cycle ended", "a new one", _after_the_end(maria)),
    ]


def _james(_james: Character) -> list[GuideStep]:
    return [
        _say(
            "Log something",
            "it leads you through, step by step",
            "Coaching skills workshop with ILM yesterday, half a day",
        ),
        _home("See your rhythm"),
        _say("See it beside CMI’s qualities", "a mirror, not a mark", QUALITIES),
        GuideStep("On to the next message", "what did it change?", "next"),
    ]


def _ravi(_ravi: Character) -> list[GuideStep]:
    return [
        _say("Log one thing for four schemes", "then ⋯ Details", TWO_SUBJECTS),
        _say("Answer it", "in your own words", CALIBRATED),
        _say("Save it", "each scheme counts it in its own way", "save it"),
        _say("Ask where you stand", "under each of them", "where do I stand?"),
        _say("Ask what would follow", "nothing is changed by it", "what if I do 6 more hours?"),
        GuideStep("Load ADAS’s subjects", "as Sam: paste an example", "become", AS_LOADER),
        _home("See what is short, by subject"),
    ]


def _helen(_helen: Character) -> list[GuideStep]:
    return [
        _say("See your team", "who needs a look first", "/cpd-team"),
        _say("Ask about somebody", "the same, of one person", "how is Owen doing?"),
        _say("Ask for too much", "what they wrote is theirs", "what did Priya write?"),
        GuideStep("On to the next message", "your own nudges", "next"),
    ]


def _sam(_sam: Character) -> list[GuideStep]:
    return [
        _say("See the rules", "what is known, and from where", "/cpd admin rules"),
        _say("See whether there is a coach", "each member decides", "/cpd admin coach"),
        _say("See which emoji makes drafts", "and change it", "/cpd admin emoji"),
        GuideStep("Run a workflow there", "its step: a draft for Priya", "room", CHANNEL),
        _say("Give somebody a manager", "they are told first", "/cpd-team assign @aisha to @helen"),
        _say("Run an audit round", "Workplace CPD: Nadia and Leo are in", "/cpd-team audit new"),
        _say("Name its auditors", "they are told", "/cpd-team audit auditor @tom @ravi"),
        _say("See the round", "freeze, commit, reveal, draw", "/cpd-team audit"),
        _home("Open Home"),
    ]


def _nadia(_nadia: Character) -> list[GuideStep]:
    return [
        _home("See where you stand"),
        GuideStep("Draw in an audit round", "as Sam, who runs them", "become", AS_AUDITING),
        GuideStep("Read what was handed in", "as Tom, once he audits", "become", AS_AUDITOR),
    ]


def _leo(_leo: Character) -> list[GuideStep]:
    return [
        _home("See where you stand"),
        GuideStep("Draw in an audit round", "as Sam, who runs them", "become", AS_AUDITING),
        GuideStep("Decide an appeal", "as Ravi, if he is named", "become", AS_OTHER_AUDITOR),
    ]


STEPS: Mapping[str, Callable[[Character], list[GuideStep]]] = {
    PRIYA: _priya,
    AISHA: _aisha,
    OWEN: _owen,
    TOM: _tom,
    MARIA: _maria,
    JAMES: _james,
    RAVI: _ravi,
    HELEN: _helen,
    SAM: _sam,
    NADIA: _nadia,
    LEO: _leo,
}

AS_AUDITING = f"{SAM} /cpd-team audit new"
AS_AUDITOR = f"{TOM} /cpd-team audit"
AS_OTHER_AUDITOR = f"{RAVI} /cpd-team audit"

QUALITIES = "how does my CPD look to CMI?"
AS_LOADER = f"{SAM} /cpd admin load"
TWO_SUBJECTS = "2h radar and camera calibration course at Bosch yesterday"
CALIBRATED = "to check the target distance twice, I use it on every windscreen job"
COACHED = "2h brake overhaul course at Brembo yesterday"
BADLY_SPELT = "i learnt to chek the slide pins befor fitting pads, it helps on every brake job"
SENTENCE = "2h high voltage isolation course at Bosch yesterday"


def _say(label: str, hint: str, words: str) -> GuideStep:
    return GuideStep(label, hint, "fill", words)


def _home(label: str) -> GuideStep:
    return GuideStep(label, "on Home", "home")


def _jump(label: str, hint: str, to: date) -> GuideStep:
    return GuideStep(label, hint, "move", landing(to, USUAL).isoformat())


def _before_the_end(one: Character, days: int) -> date:
    return one.last_day - timedelta(days=days)


def _after_the_end(one: Character) -> date:
    return one.last_day + timedelta(days=1)
