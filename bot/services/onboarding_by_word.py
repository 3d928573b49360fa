"""The first questions answered in words: "IMI", "1 June 2025", "not yet", "skip", a job's title.

A message is an answer only while no entry is asked about, and only if it is nothing else.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from bot.conversation import first_answers
from bot.conversation.parts import Asked, Unclear
from bot.services import acting, onboarding
from bot.services.changes import OPEN
from bot.services.desk import Desk
from bot.services.listening import Heard
from bot.services.onboarding import (
    AccountShows,
    CycleBegan,
    NothingBroughtIn,
    OnboardingView,
    SchemesAre,
)
from bot.services.settings import SchemeChoice, SchemeSettings, offered, read_credits

_JOB_MOST = 6
"""Words of a job's title that is typed by itself."""


def take(desk: Desk, heard: Heard) -> bool:
    """Take a message as the answer to the open question, and ask the next below it. Whether it was
    one. Raises Refused as the setting does.
    """
    is_open = any(one.status in OPEN for one in heard.context.entries)
    if desk.member.onboarding == onboarding.DONE or heard.about is not None or is_open:
        return False
    text = heard.message.text
    if not onboarding.is_under_way(desk) and not _schemes(offered(desk, ()), text):
        return False  # nothing was asked yet
    view = onboarding.onboarding_view(desk)
    if view.step == "job" and _is_a_job(heard, text):
        acting.ask_about_job(desk, heard, f"my job is {text}")
        return True
    if not _answer(desk, view, text):
        return False
    onboarding.ask_below(desk)
    return True


def _answer(desk: Desk, view: OnboardingView, text: str) -> bool:
    if view.step == "opening" and view.about is not None:
        given = _balance(view.about, text)
        if given is not None:
            onboarding.answer(desk, given)
            return True
    not_known = first_answers.says_not_yet(text) and view.step != "cycle_start"
    if not_known or first_answers.says_skip(text):
        onboarding.skip(desk)
        return True
    if view.step == "scheme":
        packs = _schemes(view.offered, text)
        if packs:
            onboarding.answer(desk, SchemesAre(packs))
        return bool(packs)
    if view.step == "cycle_start" and view.about is not None:
        day = first_answers.first_day_named(text, desk.now, desk.zone)
        if day is not None or first_answers.says_not_yet(text):
            onboarding.answer(desk, CycleBegan(view.about.enrolment.pack, day))
            return True
    return False


def _schemes(known: Sequence[SchemeChoice], text: str) -> tuple[str, ...]:
    return first_answers.schemes_named(text, called(known))


def _balance(about: SchemeSettings, text: str) -> AccountShows | NothingBroughtIn | None:
    """What the account shows: of the cycle, and of the year unless that is the same. One number
    alone leaves the year's open, so that it is for the form.
    """
    pack = about.enrolment.pack
    if first_answers.says_not_yet(text):
        return NothingBroughtIn(pack)
    read = [read_credits(one) for one in first_answers.credits_named(text)]
    if len(read) == 1 and (read[0] == 0 or about.in_first_year):
        read *= 2
    return AccountShows(pack, *read) if len(read) == 2 else None


def called(offered: Sequence[SchemeChoice]) -> Mapping[str, tuple[str, ...]]:
    """By pack, what its scheme may be called: its title, the title's words that are its alone, its
    body. What two are called is neither's, but for a register, which goes by its body's letters.
    """
    names = {
        one.pack: {
            one.title,
            one.title.removesuffix(" register").removesuffix(" CPD"),
            one.title.removeprefix("IMI "),
            one.body,
        }
        for one in offered
    }
    times = Counter(name.casefold() for of_one in names.values() for name in of_one)
    return {
        pack: tuple(sorted(name for name in of_one if times[name.casefold()] == 1))
        for pack, of_one in names.items()
    }


def _is_a_job(heard: Heard, text: str) -> bool:
    """A title by itself: a few words that are nothing else."""
    contents = [part.content for part in heard.understanding.parts]
    told = all(isinstance(one, Unclear) or _is_about_a_job(one) for one in contents)
    few = len(text.split()) <= _JOB_MOST and not any(letter.isdigit() for letter in text)
    left = first_answers.says_skip(text) or first_answers.says_not_yet(text)
    return bool(contents) and told and few and not left


def _is_about_a_job(content: object) -> bool:
    return isinstance(content, Asked) and content.what == "role"
