"""Who issued a certificate: not who accredited it, hosts its software, or employs who signed."""

import re
from collections.abc import Iterator
from typing import Final, get_args

from bot.conversation.certificates import names
from bot.conversation.certificates import provider_wordings as words_of
from bot.conversation.certificates.days import days_in
from bot.conversation.certificates.doubts import Doubt, doubts_of
from bot.conversation.certificates.hosts import hosts_in, is_at_own_host
from bot.conversation.certificates.introduced import Sign, introduced, is_person
from bot.conversation.certificates.lengths import lengths_in
from bot.conversation.certificates.sheet import Sheet
from bot.conversation.certificates.weighing import Candidate, Choice, Weighed, chosen, found
from bot.conversation.identifiers.ordinary_words import ORDINARY
from bot.conversation.text import folded

WEIGHTS: Final[dict[Sign, float]] = {
    "role": -4, "small print": -1, "measure": -3, "piece": -3, "motto": -1, "venue": -3,
    "answers": -2, "runs on": -1, "goes on": -1.5, "person inside": -1,
    "run together": 0,
    "labelled": 4, "awarding": 1.5, "certifies": 4, "by": 3.5, "sender": 2.5,
    "letterhead": 1.25, "heads": 0.25, "brand": 0.25, "surely": 1.5, "word": 0.75,
    "footer": 0.75, "copyright": 2.25, "registered": 2, "domain": 1.5, "repeated": 1,
    "signed for": 2.5, "only": 0.5, "over heading": 0.5, "large": 0.5, "title elsewhere": 0.5,
    "aside": -6, "accrediting": -3, "beneath": -1.5, "one word": -1.5, "addressed": 1,
    "rivalled": -1, "unclear": -4, "made": -3, "plain words": -0.25, "part": -2, "described": -2,
}  # fmt: skip
"""Labels and sentences are enough by themselves; a name at the top is with one thing more."""

_TOP_ROWS: Final = 4


def provider_of(sheet: Sheet, taken: frozenset[int], *, title_elsewhere: bool) -> Weighed | None:
    """`taken` are the cells of title, person and tables; `title_elsewhere` says that what was
    learnt is known, so that what heads the page is something else.
    """
    candidates = providers(sheet, taken, title_elsewhere=title_elsewhere)
    choice = chosen(candidates, WEIGHTS, same_provider)
    if choice is None:
        return None
    return Weighed(found(sheet, choice.best), _is_agreed(sheet, choice))


_INTRODUCED: Final[frozenset[Sign]] = frozenset(
    {"labelled", "certifies", "by", "sender", "signed for"}
)
_WAYS: Final[tuple[frozenset[Sign], ...]] = (
    _INTRODUCED,
    frozenset({"letterhead", "brand"}),
    frozenset({"footer"}),
    frozenset({"addressed"}),
    frozenset({"copyright", "registered"}),
    frozenset({"domain"}),
)
"""By what a provider is known: signs of one row hang together, those of two do not."""
_DOUBTS: Final[frozenset[Sign]] = frozenset(get_args(Doubt))
_AGAINST: Final[frozenset[Sign]] = frozenset(
    (
        *("role", "measure", "piece", "venue", "answers", "run together", "runs on", "unclear"),
        *("part", "described", "aside", "accrediting", "rivalled"),
    )
)
_NO_NAME: Final = re.compile(r",(?! (?:Inc|Ltd|LLC|LLP)\b)|[^\w\s&.,'’()®+/-]|\. [a-z]|^\W")
"""What stands beside a name, and is none of it."""


_CAPITALS: Final = re.compile(r"[^\W\d_a-zß-ÿ]{10}")


def _is_agreed(sheet: Sheet, choice: Choice[Sign]) -> bool:
    """Whether two ways lead to it, and to all of it: words that introduce it, the head of the page,
    its foot, a postal address behind it, small print, an address of its own. A label, or the head
    of a page that names no other organisation, is enough where nothing at all speaks against it.
    """
    best, signs = choice.best, choice.signs
    if best.signs & _AGAINST or _NO_NAME.search(best.text):
        return False
    if any(len(words_of.core(one.text)) > len(words_of.core(best.text)) for one in choice.members):
        return False
    elsewhere = (one for one in choice.members if one.cell != best.cell)
    if not all(_is_told_alike(one.text, best.text) for one in elsewhere):
        return False
    cell = sheet.cells[best.cell]
    if cell.recognised and _CAPITALS.search(best.text) and not signs & {"repeated", "domain"}:
        return False  # two words may have been read as one
    if sum(bool(signs & way) for way in _WAYS) > 1:
        return True
    if cell.recognised or signs & _DOUBTS:
        return False
    if "labelled" in signs:
        return bool(signs & {"surely", "word"})
    return {"letterhead", "surely", "only"} <= signs and cell.text.strip() == best.text


def providers(
    sheet: Sheet, taken: frozenset[int], *, title_elsewhere: bool
) -> list[Candidate[Sign]]:
    """Everything that may be who issued it, in full where the page has that as well."""
    every = (*introduced(sheet), *_standing(sheet, taken, title_elsewhere=title_elsewhere))
    candidates = [one for one in every if not words_of.names_nobody(one.text)]
    if len({words_of.core(one.text) for one in candidates}) == 1:
        candidates = [_with(one, "only") for one in candidates]
    else:
        candidates = [_rivalled(one, candidates) for one in candidates]
    hosts = hosts_in(sheet.text)
    candidates = [_confirmed(sheet, one, hosts) for one in candidates]
    return [_doubted(sheet, _in_full(one, candidates), candidates, taken) for one in candidates]


def _doubted(
    sheet: Sheet, one: Candidate[Sign], every: list[Candidate[Sign]], taken: frozenset[int]
) -> Candidate[Sign]:
    more: set[Sign] = {*doubts_of(sheet, one.cell, one.text)}
    if _is_unclear(sheet, one, every, taken):
        more.add("unclear")
    if all(word in words_of.SMALL or word in ORDINARY for word in folded(one.text).split()):
        more.add("plain words")
    if words_of.PART.match(folded(one.text)):
        more.add("part")
    if _is_described(one.text):
        more.add("described")
    return _with(one, *more)


def _is_described(name: str) -> bool:
    """Whether it says what somebody is, and holds no name: "Mobile air conditioning school"; or
    what is known of them stands behind it.
    """
    words = name.split()[1:]
    small = [one for one in words if one[:1].islower() and one.lower() not in words_of.SMALL]
    return bool(small) or re.search(r"\(.*\d|\bno\b", name) is not None


def _is_unclear(
    sheet: Sheet, best: Candidate[Sign], every: list[Candidate[Sign]], taken: frozenset[int]
) -> bool:
    """Whether nobody can say where the name begins or ends: two that are joined, a line that may
    go on, or another form of it elsewhere on the page.
    """
    if _are_two(best.text) or best.text.split()[-1].lower() in words_of.SMALL | {"-", "–"}:
        return True
    if best.signs & {"labelled", "awarding", "certifies"}:
        return False
    if any(
        one.cell != best.cell
        and same_provider(one.text, best.text)
        and not _is_told_alike(one.text, best.text)
        for one in every
    ):
        return True
    if not best.signs & {"letterhead", "brand"}:
        return False
    confirmed = best.signs & {"repeated", "domain", "copyright", "registered"}
    return not confirmed and _runs_on(sheet, best, taken)


def _are_two(name: str) -> bool:
    """Whether it joins the names of two: "North Training and South Motors"."""
    if words_of.JOINT.search(name):
        return True
    parts = re.split(r" (?:and|&) ", name)
    return len(parts) == 2 and all(" " in part and names.is_organisation(part) for part in parts)


def _is_told_alike(one: str, other: str) -> bool:
    """Whether they differ in nothing but letters' case, and what kind of company it is."""
    this, that = sorted((words_of.core(one), words_of.core(other)), key=len)
    return this == that or len(this.split()) == 1


def _runs_on(sheet: Sheet, best: Candidate[Sign], taken: frozenset[int]) -> bool:
    """Whether the line above or below may be of the name as well: in like letters, and close."""
    this = sheet.cells[best.cell]
    if names.is_company(best.text) or not this.text.startswith(best.text):
        return False
    for near in (sheet.layout.above[best.cell], sheet.layout.below[best.cell]):
        if near is None or near in taken or near in sheet.paired:
            continue
        that = sheet.cells[near]
        gap = max(that.top - this.bottom, this.top - that.bottom)
        alike = 0.85 < (that.height / this.height if this.height else 1) < 1.18
        text = that.text
        is_else = (
            names.is_heading(text)
            or names.begins_as_document(text)
            or words_of.ADDRESS.search(text) is not None
            or words_of.NOT_ONE.search(folded(text)) is not None
            or (sheet.names[near] is not None and not names.is_organisation(text))
            or next(days_in(text, "day first"), None) is not None
        )
        if alike and gap < 0.9 * this.height and not is_else and len(text.split()) < 6:
            return not sheet.is_plain or names.is_organisation(text) or text[:1].islower()
    return False


def _in_full(best: Candidate[Sign], candidates: list[Candidate[Sign]]) -> Candidate[Sign]:
    """A brand's whole name, where the page has that as well: "North" is "North Events CIC"."""
    if names.is_organisation(best.text):
        return best
    longer = [
        one
        for one in candidates
        if same_provider(one.text, best.text)
        and len(words_of.core(one.text)) > len(words_of.core(best.text))
        and names.is_surely_organisation(one.text)
    ]
    return longer[0] if longer else best


def _with(candidate: Candidate[Sign], *signs: Sign) -> Candidate[Sign]:
    return Candidate(candidate.text, candidate.cell, candidate.signs | frozenset(signs))


def _rivalled(candidate: Candidate[Sign], every: list[Candidate[Sign]]) -> Candidate[Sign]:
    """Whether another organisation stands on the page as well: which of them issued it?"""
    rivals = (
        one
        for one in every
        if "surely" in one.signs
        and not one.signs & {"aside", "accrediting", "beneath"}
        and not same_provider(one.text, candidate.text)
    )
    return _with(candidate, "rivalled") if next(rivals, None) is not None else candidate


def same_provider(one: str, other: str) -> bool:
    this, that = words_of.core(one), words_of.core(other)
    if this == that:
        return True
    shorter, longer = sorted((this, that), key=len)
    return len(shorter) > 5 and re.search(rf"(?<!\w){re.escape(shorter)}(?!\w)", longer) is not None


def _standing(
    sheet: Sheet, taken: frozenset[int], *, title_elsewhere: bool
) -> Iterator[Candidate[Sign]]:
    """Names that stand by themselves at the head or foot of the page, or below a signature."""
    for at, cell in enumerate(sheet.cells):
        row = sheet.layout.row_of[at]
        if row > 1 and not names.may_be_organisation(sheet.lows[at]):
            continue
        text = _stands_alone(sheet, at, taken) if cell.place.page == 1 else None
        if text is None or is_person(text):
            continue
        top = row < _TOP_ROWS
        organised = names.is_organisation(text)
        if not organised and not (top and row < 2 and len(text.split()) <= 5):
            continue
        yield _joined(
            sheet,
            at,
            Candidate(text, at, _of_place(sheet, at, text, title_elsewhere=title_elsewhere)),
            taken,
        )


def _of_place(sheet: Sheet, at: int, text: str, *, title_elsewhere: bool) -> frozenset[Sign]:
    """What its place, its size and its words say of a name that stands by itself."""
    cell, row = sheet.cells[at], sheet.layout.row_of[at]
    top, organised = row < _TOP_ROWS, names.is_organisation(text)
    sure = names.is_surely_organisation(text)
    below = sheet.layout.below[at]
    under = sheet.cells[below].text if below is not None else ""
    large = cell.height > 1.25 * sheet.usual_height and not sheet.is_plain
    located = words_of.ADDRESS.search(cell.text.replace(text, "", 1)) or words_of.ADDRESS.search(
        under[:80]
    )
    holds: dict[Sign, bool] = {
        "letterhead": top and organised,
        "brand": top and not organised,
        "footer": not top and row >= 0.8 * len(sheet.layout.rows),
        "heads": row == 0,
        "surely": sure,
        "word": organised and not sure,
        "large": top and large,
        "over heading": top and names.is_heading(under),
        "title elsewhere": top and title_elsewhere,
        "aside": _is_aside(sheet, at),
        "beneath": top and _is_beneath(sheet, at),
        "addressed": located is not None,
        "accrediting": words_of.ACCREDITING.search(folded(text)) is not None,
    }
    return frozenset(sign for sign, is_so in holds.items() if is_so)


def _joined(
    sheet: Sheet, at: int, candidate: Candidate[Sign], taken: frozenset[int]
) -> Candidate[Sign]:
    """With the word above or below that a logo writes on a line of its own."""
    above = sheet.layout.above[at]
    if above is None or "letterhead" not in candidate.signs:
        return candidate
    brand = _stands_alone(sheet, above, taken)
    this, that = sheet.cells[at], sheet.cells[above]
    near = this.top - that.bottom < 1.2 * this.height
    if brand is None or not near or len(brand.split()) > 3 or that.height < 1.2 * this.height:
        return candidate
    if names.is_organisation(brand):
        return candidate
    if any(word[:1].islower() and word not in words_of.SMALL for word in candidate.text.split()):
        return Candidate(brand, above, candidate.signs)  # what it is, below what it is called
    if len(candidate.text.split()) > 3:
        return candidate
    return Candidate(f"{brand} {candidate.text}", above, candidate.signs)


def _is_aside(sheet: Sheet, at: int) -> bool:
    """Whether words before it, or right above or below, say that it is there for another reason."""
    above = sheet.layout.above[at]
    left = sheet.layout.left(at)
    near = (sheet.lows[one] for one in (above, left) if one is not None)
    return any(words_of.ASIDE_ENDS.search(text) or words_of.AT.fullmatch(text) for text in near)


def _is_beneath(sheet: Sheet, at: int) -> bool:
    """Whether it is a part of the organisation that stands above it in larger letters."""
    above = sheet.layout.above[at]
    if above is None or not names.is_surely_organisation(sheet.cells[above].text):
        return False
    return sheet.cells[above].height > 1.2 * sheet.cells[at].height


def _confirmed(sheet: Sheet, candidate: Candidate[Sign], hosts: list[str]) -> Candidate[Sign]:
    core = words_of.core(candidate.text)
    signs: list[Sign] = []
    if is_at_own_host(core, hosts):
        signs.append("domain")
    if sheet.text.count(core) > 1:
        signs.append("repeated")
    return _with(candidate, *signs)


def _stands_alone(sheet: Sheet, at: int, taken: frozenset[int]) -> str | None:
    """The words of a cell that may be a name by itself: no sentence, no heading, no address."""
    if at in taken or at in sheet.paired or len(sheet.cells[at].text) > 160:
        return None
    text = words_of.cleaned(words_of.without_address(sheet.cells[at].text))
    if "," in text and words_of.ADDRESS.search(text):
        text = words_of.cleaned(words_of.ADDRESS.split(text)[0].rpartition(",")[0])
    if "|" in text or "*" in sheet.cells[at].text or not 2 < len(text) <= 80:
        return None
    low = folded(text)
    located = words_of.ADDRESS.search(text) is not None and not (
        names.is_surely_organisation(text) and re.search(r"[\d,@.]", text) is None
    )
    if (
        names.is_heading(text)
        or names.begins_as_document(text)
        or words_of.NOT_ONE.search(low)
        or located
        or "(" in text
    ):
        return None
    if text[:1].islower() and " " in text:
        return None
    if next(days_in(text, "day first"), None) or next(lengths_in(text), None):
        return None
    return text
