"""Tells a message that is not in English, so that its author is told once what I answer in.

An account counts in any language; nothing here decides what a message is.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from bot.conversation.text import READ_LIMIT, clean, folded

SMALL_WORDS: Final[Mapping[str, frozenset[str]]] = {
    "Dutch": frozenset(
        {"ik", "een", "het", "niet", "voor", "met", "dat", "van", "heb", "geleerd", "naar", "ook"}
    ),
    "French": frozenset(
        {"je", "j", "le", "la", "les", "une", "des", "est", "pas", "avec", "pour", "dans", "que"}
        | {
            "appris",
            "sur",
            "du",
            "et",
            "ai",
            "mon",
            "ma",
            "mes",
            "de",
            "un",
            "m",
            "l",
            "au",
            "hier",
        }
    ),
    "German": frozenset(
        {"ich", "habe", "der", "das", "ein", "eine", "nicht", "und", "für", "mit", "dass", "wie"}
        | {"gelernt", "den", "zu", "auf", "wir", "ist"}
    ),
    "Italian": frozenset(
        {"ho", "il", "che", "di", "per", "con", "una", "non", "gli", "del", "imparato", "sono"}
    ),
    "Polish": frozenset(
        {"się", "sie", "nie", "na", "jest", "że", "ze", "jak", "dla", "przed", "kurs", "przy"}
        | {"nauczyłem", "nauczylem", "przez", "żeby"}
    ),
    "Portuguese": frozenset(
        {"eu", "não", "uma", "para", "com", "que", "aprendi", "os", "da", "em", "como", "foi"}
        | {"se", "de", "na", "no"}
    ),
    "Romanian": frozenset(
        {"am", "că", "să", "și", "nu", "pentru", "este", "învățat", "cu", "la", "din", "sa"}
    ),
    "Spanish": frozenset(
        {"el", "la", "que", "de", "para", "con", "una", "los", "aprendí", "aprendi", "antes", "he"}
    ),
    "Welsh": frozenset(
        {"fi", "yn", "y", "yr", "ar", "dysgais", "bod", "gyda", "cyn", "wedi", "sut", "mae", "eu"}
    ),
}
"""By language: small words that are frequent in it."""

EXAMPLES: Final[Mapping[str, str]] = {
    "Dutch": "ik heb geleerd om eerst de spanning te meten met een goede meter",
    "French": "j'ai appris à vérifier la tension avant de toucher la batterie",
    "German": "ich habe gelernt, die Spannung zweimal zu prüfen, bevor wir anfangen",
    "Italian": "ho imparato che si deve misurare la tensione con il tester",
    "Polish": "nauczyłem się jak sprawdzić napięcie przed pracą przy baterii",
    "Portuguese": "aprendi que não se deve tocar na bateria antes de medir com o aparelho",
    "Romanian": "am învățat că trebuie să verific tensiunea și să nu ating bateria",
    "Spanish": "aprendí que hay que medir la tensión antes de tocar la batería",
    "Welsh": "dysgais sut mae profi bod y batri yn farw cyn dechrau",
    "another script": "я научился проверять напряжение перед работой",
}
"""By language: a message in it."""

_ENGLISH: Final = frozenset(
    {"the", "a", "an", "i", "we", "it", "is", "was", "to", "and", "of", "my", "on", "in", "for"}
    | {"that", "this", "with", "not", "at", "you", "they", "when", "how", "what", "are", "be"}
)
_WORD: Final = re.compile(r"[^\W\d_]+")
_FEWEST: Final = 4
_SHARE: Final = 0.3
"""Of the words of a message: so many small ones of another language, and more than of English."""


def is_english(text: str) -> bool:
    """Whether a message can be English; short ones always can. Never fails."""
    words = _WORD.findall(folded(clean(text[: 4 * READ_LIMIT]).text))
    letters = "".join(words)
    if letters and sum(map(_is_latin, letters)) * 2 < len(letters):
        return False
    if len(words) < _FEWEST:
        return True
    english = sum(word in _ENGLISH for word in words)
    most = max(sum(word in small for word in words) for small in SMALL_WORDS.values())
    return most <= english or most < _SHARE * len(words)


def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("LATIN")
