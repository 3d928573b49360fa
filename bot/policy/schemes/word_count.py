"""What counts as words of somebody's own. Which fields are read, and why, is `entry_tests`'s."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

# Han, kana, Thai, Lao, Burmese, Khmer: written without spaces, so that a character is a word.
_UNSPACED: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_UNSPACED_CHARACTER: Final = re.compile(f"[{_UNSPACED}]")
_ONE_BY_ONE: Final = re.compile(f"([{_UNSPACED}])")
_BETWEEN: Final = re.compile(r"[\s,;:!?/\\()\[\]{}\"“”«»…—–|+=<>*&、。，！？]+|\.(?!\d)|(?<!\d)\.")
_EDGES: Final = "'’‘-_.#~`@"


def has_words(text: str) -> bool:
    """Whether anything was said: an emoji, a dash or invisible characters alone are no line."""
    return any(map(str.isalnum, text))


def word_count(text: str) -> int:
    """Words as a reader counts them: runs between spaces that hold a letter or a digit."""
    return sum(1 for word in text.split() if has_words(word))


def words_of(text: str) -> list[str]:
    """The words of a text in its order, folded, each with a letter or a digit in it.

    In scripts without spaces each letter is a word.
    """
    if not text:
        return []
    if text.isascii():  # most are: they have one form, and no such script
        plain = text.lower()
    else:
        plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
        if _UNSPACED_CHARACTER.search(plain):
            plain = _ONE_BY_ONE.sub(r" \1 ", plain)
    words = (word.strip(_EDGES) for word in _BETWEEN.split(plain))
    return [word for word in words if has_words(word)]


def is_unspaced(word: str) -> bool:
    """Whether it is a character of a script without spaces."""
    return _UNSPACED_CHARACTER.match(word) is not None


@lru_cache(maxsize=4)
def own_words(evaluate: str | None, reflect: str | None, title: str | None) -> int:
    """The words that make an account sufficient: both stages together, each different word once.

    Words of the title and single letters are left out; small words like "the" and single digits
    count. Scripts without spaces count by characters. Several tests ask it of the same entry.
    """
    said = {*words_of(evaluate or ""), *words_of(reflect or "")} - {*words_of(title or "")}
    return sum(1 for word in said if len(word) > 1 or not word.isalpha() or is_unspaced(word))
