"""Enrolments are named by pack and category."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy.schemes.categories import as_known, pack_and_category, scheme_key, scheme_title
from bot.policy.schemes.pack_file import load_packs


@given(pack=st.from_regex(r"[a-z0-9-]+", fullmatch=True), category=st.text(max_size=50))
def test_a_key_says_pack_and_category(pack: str, category: str) -> None:
    assert pack_and_category(scheme_key(pack, category)) == (pack, category)


def test_without_a_category_nothing_is_said_of_it() -> None:
    assert scheme_key("imi-register", "") == "imi-register"
    assert scheme_title("IMI register", "") == "IMI register"
    assert scheme_title("IMI TechSafe", "ADAS") == "IMI TechSafe: ADAS"


@pytest.mark.parametrize(
    ("typed", "written"),
    [(" adas ", "ADAS"), ("Hydrogen  fuel cells", "Hydrogen fuel cells"), ("  ", "")],
)
def test_a_category_is_written_as_it_is_known(typed: str, written: str) -> None:
    assert as_known(typed, ["electrified vehicles", "ADAS"]) == written


def test_packs_say_which_categories_there_are() -> None:
    found = {name: pack.categories(date(2026, 11, 21)) for name, pack in load_packs().items()}
    assert found.pop("dvsa-mot") == ("group A", "group B")
    assert found.pop("imi-techsafe") == ("electrified vehicles", "ADAS")
    assert set(found.values()) == {None}
