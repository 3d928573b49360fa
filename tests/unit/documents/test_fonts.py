"""The fonts that ship with the bot: what they have, and that their licences stand beside them."""

import json
from collections.abc import Sequence

import pytest
from fontTools.ttLib import TTFont

from bot.documents.child.scripts import COVERAGE, FONTS, MISSING, replaces, shown
from tests import documents

SCRIPTS = {
    "Latin": "Zażółć gęślą jaźń, naïve façade, Ðíñ, ẞ – “quoted” … € £ § ✓",
    "Greek": documents.GREEK,
    "Cyrillic": documents.RUSSIAN,
    "Arabic": documents.ARABIC,
    "Hebrew": documents.HEBREW,
    "Chinese": documents.CHINESE,
    "Japanese": documents.JAPANESE,
    "Korean": documents.KOREAN,
    "emoji": documents.EMOJI,
}


def runs_of(codes: set[int]) -> Sequence[int]:
    """First and last of each run of codes, as `coverage.json` holds them."""
    found: list[int] = []
    for code in sorted(codes):
        if found and found[-1] == code - 1:
            found[-1] = code
        else:
            found += [code, code]
    return found


def test_what_the_fonts_are_said_to_have_is_what_they_have() -> None:
    """Of the regular ones: a bold character that is missing there is missing nowhere else."""
    fonts = [TTFont(path) for path in FONTS.glob("*.ttf") if "Bold" not in path.name]
    codes = {code for font in fonts for code in font.getBestCmap() if code >= 32}
    assert json.loads(COVERAGE.read_text("ascii")) == runs_of(codes)


def test_a_bold_font_has_what_its_regular_one_has() -> None:
    for bold in FONTS.glob("*-Bold.ttf"):
        regular = bold.with_name(bold.name.replace("Bold", "Regular"))
        assert TTFont(bold).getBestCmap().keys() == TTFont(regular).getBestCmap().keys()


def test_each_font_has_its_licence_beside_it() -> None:
    families = {path.stem.partition("-")[0] for path in FONTS.glob("*.ttf")}
    assert families == {path.name.partition(".")[0] for path in FONTS.glob("*.txt")}
    for path in FONTS.glob("*.txt"):
        text = path.read_text("utf-8")
        assert "SIL Open Font License" in text or "Apache License" in text


def test_together_they_are_small_enough_to_ship() -> None:
    assert sum(path.stat().st_size for path in FONTS.glob("*.ttf")) < 12_000_000


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_that_is_promised_has_every_character(script: str) -> None:
    assert not replaces(SCRIPTS[script])
    assert MISSING not in shown(SCRIPTS[script])


def test_what_no_font_has_becomes_a_mark_that_is_seen() -> None:
    assert replaces(documents.THAI)
    assert shown("aก b") == f"a{MISSING} b"


def test_control_characters_are_left_out() -> None:
    assert shown("a\x00b\x1b[1m\u0007c") == "ab[1mc"
