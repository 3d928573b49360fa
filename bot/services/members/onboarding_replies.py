"""The first questions answered in words: "IMI", "1 June 2025", "not yet", "skip", a job's title.

A message is an answer only while no entry is asked about, and only if it is nothing else.
"""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from typing import Final

from bot.conversation import first_answers
from bot.conversation.employment import job_said
from bot.conversation.parts import Asked, Chosen, Steered, Unclear
from bot.policy.schemes.categories import pack_and_category, scheme_key
from bot.services.context.member_context import MemberContext
from bot.services.members import balances, onboarding
from bot.services.members.job_by_word import ask_about_job
from bot.services.members.onboarding import (
    AccountShows,
    CycleBegan,
    NothingBroughtIn,
    OnboardingView,
    SchemesAre,
)
from bot.services.members.settings import SchemeChoice, SchemeSettings, offered, read_credits
from bot.services.record.entry_changes import OPEN
from bot.services.record.incoming.heard import Heard
from bot.services.record.incoming.typed_answers import TypedAnswer

_JOB_MOST = 6
"""Words of a job's title that is typed by itself."""


def _take(ctx: MemberContext, heard: Heard) -> bool:
    """Take a message as the answer to the open question, and ask the next below it. Whether it was
    one. Raises Refused as the setting does.

    A question about an entry comes before, but a scheme named by itself is no answer to that.
    """
    text = heard.message.text
    if ctx.member.onboarding == onboarding.DONE:
        return False
    if heard.about is not None and (heard.message.in_thread or not _names_a_scheme(ctx, text)):
        return False
    if _is_beside_a_draft(heard) and any(_is_about_a_draft(part) for part in _contents(heard)):
        return False
    if not onboarding.is_under_way(ctx) and not _schemes(offered(ctx, ()), text):
        return False  # nothing was asked yet
    view = onboarding.onboarding_view(ctx)
    if view.step == "job" and _is_a_job(ctx, heard, text):
        ask_about_job(ctx, heard, f"my job is {text}")
        return True
    if not _answer(ctx, view, text):
        return False
    onboarding.ask_below(ctx)
    return True


def _contents(heard: Heard) -> list[object]:
    return [part.content for part in heard.understanding.parts]


def _is_beside_a_draft(heard: Heard) -> bool:
    return any(one.status in OPEN for one in heard.context.entries)


def _is_about_a_draft(content: object) -> bool:
    """Whether it steers one, or chooses what can be done about one, other than to skip."""
    if isinstance(content, Chosen):
        return content.label.casefold() != "skip"
    return isinstance(content, Steered) and content.word != "skip"


def _names_a_scheme(ctx: MemberContext, text: str) -> bool:
    """Whether a message is the name of a scheme, and theirs is not known yet."""
    view = onboarding.onboarding_view(ctx)
    return view.step == "scheme" and bool(_schemes(view.offered, text))


def _answer(ctx: MemberContext, view: OnboardingView, text: str) -> bool:
    if view.step == "opening" and view.about is not None:
        given = _balance(view.about, text)
        if given is not None:
            onboarding.answer(ctx, given)
            balances.ask_about_entries(ctx, given.scheme)
            return True
    not_known = first_answers.says_not_yet(text) and view.step != "cycle_start"
    if not_known or first_answers.says_skip(text):
        onboarding.skip(ctx)
        return True
    if view.step == "scheme":
        packs = _schemes(view.offered, text)
        if packs:
            onboarding.answer(ctx, SchemesAre(packs))
        # What several are called is asked again, with a button for each.
        return bool(packs or first_answers.schemes_named(text, _names(view.offered)))
    if view.step == "cycle_start" and view.about is not None:
        day = first_answers.first_day_named(text, ctx.now, ctx.zone)
        if day is not None or first_answers.says_not_yet(text):
            onboarding.answer(ctx, CycleBegan(view.about.enrolment.scheme, day))
            return True
    return False


def _schemes(known: Sequence[SchemeChoice], text: str) -> tuple[str, ...]:
    """Keys of the schemes named; one of which a category is named as well is meant by that."""
    named = first_answers.schemes_named(text, called(known))
    narrower = {pack_and_category(one)[0] for one in named if pack_and_category(one)[1]}
    return tuple(one for one in named if one not in narrower)


def _balance(about: SchemeSettings, text: str) -> AccountShows | NothingBroughtIn | None:
    """What the account shows: of the cycle, and of the year unless that is the same. Of two numbers
    the larger is the cycle's; one alone leaves the year's open, so that it is for the form.
    """
    scheme = about.enrolment.scheme
    if first_answers.says_not_yet(text):
        return NothingBroughtIn(scheme)
    read = [read_credits(one) for one in first_answers.credits_named(text)]
    if len(read) == 1 and (read[0] == 0 or about.in_first_year):
        read *= 2
    return AccountShows(scheme, max(read), min(read)) if len(read) == 2 else None


def called(offered: Sequence[SchemeChoice]) -> Mapping[str, tuple[str, ...]]:
    """By key, what its scheme may be called: its title, the title's words that are its alone, its
    body; of a category, its own name beside the scheme's. What two are called is neither's, but for
    a register, which goes by its body's letters.
    """
    names = _names(offered)
    times = Counter(name.casefold() for of_one in names.values() for name in of_one)
    return {
        key: tuple(sorted(name for name in of_one if times[name.casefold()] == 1))
        for key, of_one in names.items()
    }


def _names(offered: Sequence[SchemeChoice]) -> Mapping[str, Set[str]]:
    """By key, what its scheme may be called, whether another is called that or not."""
    found: dict[str, Set[str]] = {}
    for one in offered:
        found[one.pack] = {one.title, *one.called, one.body}
        for category in one.categories or ():
            of_scheme = {f"{name} {category}" for name in (one.title, *one.called)}
            found[scheme_key(one.pack, category)] = {category, *of_scheme}
    return found


def _is_a_job(ctx: MemberContext, heard: Heard, text: str) -> bool:
    """A title by itself: a few words that are nothing else. Beside a draft, which they may be
    about, only what names a job.
    """
    contents = _contents(heard)
    told = all(isinstance(one, Unclear) or _is_about_a_job(one) for one in contents)
    few = len(text.split()) <= _JOB_MOST and not any(letter.isdigit() for letter in text)
    left = first_answers.says_skip(text) or first_answers.says_not_yet(text)
    if not contents or not told or not few or left or first_answers.names_learning(text):
        return False
    return not _is_beside_a_draft(heard) or bool(job_said(text, ctx.now, ctx.zone).title)


def _is_about_a_job(content: object) -> bool:
    return isinstance(content, Asked) and content.what == "role"


TYPED_ANSWERS: Final = (TypedAnswer("onboarding", 10, _take, in_any_words=onboarding.is_under_way),)
