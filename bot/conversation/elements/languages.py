"""The commonest cues in other languages; `cues.cued` asks this table where no English cue tells.

An account in any language counts as written; this only says which element its words are.
To add a language, put its words into the rows that they belong to, with an example each.
"""

import re
from typing import Final, Literal

FOREIGN_CUES: Final[
    tuple[tuple[Literal["why", "hard", "learnt", "helps", "next"], str, tuple[str, ...]], ...]
] = (
    (
        "learnt",
        r"(?:ich|wir|hab\w*)\b[^.!?]{0,80}\b(?:gelernt|verstanden)\b|\bgelernt,? (?:dass|wie|was)\b"
        r"|\bjetzt weiß (?:ich|man)\b|\bwusste (?:ich )?nicht\b",
        ("ich habe gelernt, dass man zweimal misst", "jetzt weiß ich, wo der Stecker sitzt"),
    ),
    (
        "learnt",
        r"\bj'ai (?:appris|compris|découvert)\b|\bappris (?:que|à|comment)\b|\bje ne savais pas\b"
        r"|\bmaintenant je sais\b|\bho (?:imparato|capito|scoperto)\b|\bora so\b",
        ("j'ai appris à couper le 12 V d'abord", "ho imparato a misurare due volte"),
    ),
    (
        "learnt",
        r"\b(?:aprend[ií]|aprendimos|he aprendido|descubrí|ahora sé|agora sei|no sabía|não"
        r" sabia)\b",
        ("aprendí a comprobar la ausencia de tensión", "aprendi que o fusível vai primeiro"),
    ),
    (
        "learnt",
        r"\b(?:nauczył[ae]m|nauczyl[ae]m|dowiedział[ae]m|dowiedzial[ae]m)\b|\bteraz wiem\b"
        r"|\bnie wiedział[ae]m\b|\bnaučil[a]? jsem\b|\bnaučil[a]? som\b",
        ("nauczyłem się sprawdzać napięcie dwa razy", "Teraz wiem, gdzie jest wtyczka"),
    ),
    (
        "learnt",
        r"\b(?:dd?ysgais|dw i wedi dysgu|dwi wedi dysgu|dw i'n gwybod nawr|nawr dwi'n gwybod)\b"
        r"|\bd'fhoghlaim (?:mé|me)\b|\bam (?:[îi]nv[ăa][țt]at|aflat)\b|\bik heb (?:[^.!?]{0,80} )?"
        r"geleerd\b|\bgeleerd (?:dat|hoe)\b|\b(?:išmokau|sužinojau|öğrendim|megtanultam|научих)\b",
        ("fe ddysgais i brofi ddwywaith", "am invatat sa masor de doua ori", "öğrendim"),
    ),
    (
        "learnt",
        r"(?:навчи(?:вся|лася)|дізна(?:вся|лася)|научил(?:ся|ась)|узнал[а]?\b|सीखा|जाना कि|ਸਿੱਖਿਆ"
        r"|سیکھا"
        r"|تعلمت|学到|学会|學到|學會|学んだ|学びました|わかりました|배웠)|\bseekha\b|\bsikha hai\b",
        ("я навчився перевіряти двічі", "我学会了先断电", "maine seekha ki pehle 12v nikalo"),
    ),
    (
        "helps",
        r"\b(?:hilft (?:mir|uns)|brauche ich (?:bei|für)|m'aide|nous aide|utile pour|me sirve|me"
        r" ayuda|mi serve|pomaga (?:mi|nam)|przyda się|mae'n helpu|mă ajută|helpt (?:mij|me"
        r"|ons))\b",
        ("das hilft mir bei jedem Hybrid", "przyda się przy każdej hybrydzie"),
    ),
    (
        "next",
        r"\b(?:ich werde|nächstes mal|ab jetzt|in zukunft|la prochaine fois|désormais|je vais"
        r"|la próxima vez|a partir de ahora|voy a|la prossima volta|następnym razem|od teraz"
        r"|y tro nesaf|data viitoare|volgende keer)\b",
        ("nächstes Mal messe ich zuerst", "la próxima vez mido dos veces"),
    ),
    (
        "why",
        r"\b(?:weil (?:ich|wir|mein|unser)|parce que (?:j|je|nous|mon|notre)|porque (?:me|nos|mi"
        r"|tengo|tenemos)|perché (?:mi|ci|il mio)|bo (?:mam|mamy|szef)|ponieważ|achos)\b",
        ("weil wir jetzt E-Autos haben", "parce que mon chef me l'a demandé"),
    ),
    (
        "hard",
        r"\b(?:war schwer(?:er)?|war schwierig|am schwersten|le plus dur|c'était difficile"
        r"|lo más difícil|fue difícil|il più difficile|najtrudniejsz\w+|trudne było)\b",
        ("das Messen war schwierig", "le plus dur était la mesure"),
    ),
)
"""Each row: the element, its words anywhere in a clause of folded text, clauses that hold it."""

_FOREIGN: Final = tuple((element, re.compile(words)) for element, words, _ in FOREIGN_CUES)


def foreign_cue(clause: str) -> Literal["why", "hard", "learnt", "helps", "next"] | None:
    """The element that a clause of folded text tells in another language, or None."""
    return next((element for element, words in _FOREIGN if words.search(clause)), None)
