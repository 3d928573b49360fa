"""What a pack does not have is "not known" wherever somebody reads of it, and never a number."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

import pytest

from bot.conversation.asking import Asked
from bot.policy.schemes.pack import Pack
from bot.policy.schemes.pack_file import load_packs
from bot.policy.schemes.terms import terms
from bot.services.context.member_context import ContextFactory, MemberContext
from bot.services.dispatch.questions import answers, explain, read_explained
from bot.services.members import settings
from bot.services.members.home import home_view
from bot.services.record.card_view import card_view
from bot.services.schemes.standings import standings_of
from bot.ui.members.home import home
from bot.ui.questions.answers import told
from bot.ui.record.card import card
from bot.ui.schemes.standing import standing_line
from bot.ui.schemes.status import status
from tests.services.harness import ServiceHarness
from tests.unit.ui.reading import texts

IMI: Final = "imi-register"
MADE_UP: Final = re.compile(
    r"asks for no (points|hours|number)|on pace|early days|are reached|minimum met|by my count"
    r"|(of|recommended) 0\b|\b0 to (go|the)|None to the minimum",
    re.IGNORECASE,
)
"""What nobody can say of a scheme whose minimum, recommendation or rate is not known."""


def knowing_less(keys: tuple[str, ...], *, null: bool) -> Pack:
    """The IMI register without some of its rules, or with some that have no value."""
    pack = load_packs()[IMI]
    rules = {key: some for key, some in pack.rules.items() if null or key not in keys}
    for key in keys if null else ():
        rules[key] = tuple(replace(r, value=None, confidence="unknown") for r in rules[key])
    return replace(pack, rules=rules)


def lived_in(harness: ServiceHarness, pack: Pack) -> ServiceHarness:
    """Ana has logged something under it, and is well ahead of whatever it may ask."""
    packs = {**load_packs(), IMI: pack}
    harness.contexts = ContextFactory(
        harness.database, harness.contexts.clocks, packs, harness.admins
    )
    with harness.open() as ctx:
        settings.enrol(ctx, IMI)
        settings.set_cycle_start(ctx, IMI, date(2025, 6, 1))
        if terms(pack, ctx.today).has_target:
            settings.set_opening(ctx, IMI, cycle=9900, year=4000)
        harness.logged(ctx, on=ctx.today)
        harness.logged(ctx, on=ctx.today, evaluate="")
    return harness


def all_that_is_read(ctx: MemberContext) -> Iterator[str]:
    """By one member, of where they stand."""
    standings = standings_of(ctx)
    yield from map(standing_line, standings)
    yield from texts(status(standings).blocks)
    for topic in answers():
        queued = json.loads(json.dumps(explain(ctx, Asked(topic)).queued()))
        yield from texts(told(read_explained(queued)).blocks)
    yield from texts(home(home_view(ctx))["blocks"])
    for entry in ctx.work.entries.list(ctx.member.id, ["logged"]):
        yield from texts(card(card_view(ctx, entry)).blocks)


@pytest.mark.parametrize("null", [False, True], ids=["no rule", "no value"])
@pytest.mark.parametrize(
    "keys",
    [
        ("cycle.minimum", "year.recommended"),
        ("credit.base_per_hour",),
        ("entry.tests",),
        ("entry.own_sentence",),
        ("cycle.length",),
        ("unit",),
    ],
    ids=" ".join,
)
def test_no_number_and_no_praise_is_made_of_what_is_not_known(
    harness: ServiceHarness, keys: tuple[str, ...], null: bool
) -> None:
    lived_in(harness, knowing_less(keys, null=null))
    with harness.open() as ctx:
        for words in all_that_is_read(ctx):
            assert not MADE_UP.search(words), words


LINES: Final[Mapping[tuple[str, ...], str]] = {
    ("credit.base_per_hour",): "Not known: the rules I hold do not say what an hour is worth.",
    ("entry.tests",): "Not known: the rules I hold do not say which tests an entry has to meet.",
    ("cycle.length",): "Not known: the rules I hold do not say how long a cycle is.",
    ("unit",): "Not known: the rules I hold do not say what is counted.",
}


@pytest.mark.parametrize("keys", LINES, ids=" ".join)
def test_a_standing_names_what_is_not_known(harness: ServiceHarness, keys: tuple[str, ...]) -> None:
    lived_in(harness, knowing_less(keys, null=True))
    with harness.open() as ctx:
        [scheme] = standings_of(ctx)
        assert standing_line(scheme) == LINES[keys]
