"""Methods: one for each thing that a scheme may go by, and a pack says which."""

from dataclasses import replace
from datetime import date
from typing import get_args

from bot.policy.schemes.gaps import gaps
from bot.policy.schemes.method import Method, method_of, methods
from bot.policy.schemes.pack import Pack
from bot.policy.schemes.pack_file import load_packs
from bot.policy.schemes.rules import SHAPES
from bot.policy.schemes.terms import terms
from bot.policy.vocabulary import NUDGE_KINDS, SchemeKind
from tests.tables import for_each

TODAY = date(2026, 11, 28)
PACKS = load_packs()


def test_there_is_a_method_for_each_kind() -> None:
    assert set(methods()) == set(get_args(SchemeKind))


@for_each(
    ("pack", "kind"),
    [
        ("imi-register", "credits"),
        ("generic-30-90", "credits"),
        ("imi-techsafe", "framework"),
        ("cmi", "rhythm"),
        ("dvsa-mot", "hours"),
        ("organisation", None),
    ],
)
def test_a_pack_says_what_its_scheme_goes_by(pack: str, kind: SchemeKind | None) -> None:
    found = method_of(PACKS[pack], TODAY)
    assert (None if found is None else found.kind) == kind
    assert terms(PACKS[pack], TODAY).kind == kind


@for_each("method", list(methods().values()))
def test_a_method_names_rules_and_nudges_that_there_are(method: Method) -> None:
    assert {*method.needs, *method.worth_rests_on} <= SHAPES.keys()
    assert set(method.worth_rests_on) <= set(method.needs)
    assert method.minimum in ("", *SHAPES)
    assert method.nudges <= set(NUDGE_KINDS)


def without(pack: Pack, key: str) -> Pack:
    return replace(pack, rules={name: some for name, some in pack.rules.items() if name != key})


@for_each("pack", ["imi-register", "cmi", "dvsa-mot"])
def test_each_rule_that_a_method_needs_is_missed_where_it_is_not_there(pack: str) -> None:
    method = method_of(PACKS[pack], TODAY)
    assert method is not None
    for key in method.needs:
        assert [gap.key for gap in gaps(without(PACKS[pack], key), TODAY)] == [key]
    for key in method.worth_rests_on:
        assert terms(without(PACKS[pack], key), TODAY).unknown == (key,)
