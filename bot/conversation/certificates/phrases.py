"""What the sentences of a certificate say: who has learnt, and what."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.conversation.certificates import names, wordings
from bot.conversation.certificates.days import days_in
from bot.conversation.certificates.labels import Pair
from bot.conversation.certificates.sheet import Flow, Sheet
from bot.conversation.text import folded


@dataclass(frozen=True, slots=True)
class Words:
    """Words, and the cell in which they begin. `cut`: they may go on, nobody can say how far."""

    text: str
    cell: int
    cut: bool = False


def people_said(sheet: Sheet) -> Iterator[tuple[bool, Words]]:
    """Whom sentences say that they are about, and whether that is sure: "certify that NAME"; less
    sure is a name before "has completed".
    """
    may_name = {at for at, low in enumerate(sheet.lows) if wordings.MAY_NAME.search(low)}
    for pattern in (wordings.THAT, wordings.TO):
        for at, cell in enumerate(sheet.cells):
            if at in may_name and pattern.search(sheet.lows[at] + " "):
                flow = sheet.flow(at, 4)
                for match in pattern.finditer(folded(flow.text)):
                    if match.start() < len(cell.text):
                        for words in _name_from(sheet, flow, match.end()):
                            yield True, words
    for at, cell in enumerate(sheet.cells):
        done = wordings.DID.match(cell.text)
        if done is not None and not cell.text[:1].isdigit():
            for words in _name_above(sheet, at):
                yield False, words
        elif (found := wordings.DID_INSIDE.search(sheet.lows[at], 4, 80)) is not None:
            name = names.person(cell.text[: found.start()])
            if name is not None:
                yield False, Words(name, at)


def _name_from(sheet: Sheet, flow: Flow, place: int) -> Iterator[Words]:
    rest = flow.text[place : place + 100]
    begun = len(rest) - len(rest.lstrip())
    line, _, more = rest.lstrip().partition("\n")
    at = flow.cell_at(place + begun)
    goes_on = sheet.layout.continues(at) is not None and sheet.cells[at].right > wordings.WIDE
    if not flow.begins_cell(place + begun) and more and (goes_on or sheet.is_plain):
        line = f"{line} {more}"
    words = line.split()[:9]
    for count in range(len(words), 1, -1):
        said = " ".join(words[:count])
        name = names.person(said)
        if name is not None:
            yield Words(name, flow.cell_at(place + begun))
            return


def _name_above(sheet: Sheet, at: int) -> Iterator[Words]:
    above: int | None = at
    for _ in range(3):
        above = sheet.layout.above[above] if above is not None else None
        if above is None:
            return
        if sheet.kinds[above] is not None:
            continue
        text = sheet.cells[above].text
        name = sheet.names[above]
        told = name is not None and (names.is_given(name) or names.is_titled(text))
        if name is not None and (told or not names.could_be_subject(name)):
            yield Words(name, above)
            return


def titles_said(sheet: Sheet) -> Iterator[tuple[bool, Words]]:
    """What sentences say was learnt, in reading order, and whether it is sure: behind "has
    completed the course", or on a line of its own.
    """
    for at, cell in enumerate(sheet.cells):
        if sheet.kinds[at] is not None:
            continue
        flow: Flow | None = None
        for match in (
            wordings.WHAT_OF_CELL.finditer(sheet.lows[at])
            if wordings.MAY_SAY.search(sheet.lows[at])
            else ()
        ):
            flow = flow or sheet.flow(at, 6)
            whole = wordings.WHAT.match(flow.text, match.start())
            if whole is not None and (words := _title_from(sheet, flow, whole)) is not None:
                own = flow.begins_cell(whole.end())
                yield bool(whole["noun"]) or own or "\n" not in flow.text, words
        if (named := wordings.AFTER_NAME.match(cell.text)) is not None:
            above = sheet.layout.above[at]
            if above is not None and sheet.names[above] is not None:
                stop = wordings.STOP_SHOWN.search(cell.text)
                said = cell.text[named.end() : stop.start() if stop else None]
                if (title := _as_title(said, at)) is not None:
                    yield True, title
        if wordings.BY.fullmatch(cell.text) and (title := _title_over(sheet, at)) is not None:
            yield True, title
        if flow is None and _ends_in_noun(cell.text, sheet.lows[at]):
            below = sheet.layout.below[at]
            title = shown_title(sheet, below, strict=True) if below is not None else None
            if title is not None:
                yield True, title


def _ends_in_noun(text: str, low: str) -> bool:
    """Whether it ends in "the following course" or the like, so that its name is to follow."""
    if wordings.NOUN_ENDS.search(low, max(0, len(low) - wordings.NOUN_MOST)) is None:
        return False
    return wordings.ENDS_IN_NOUN.search(text) is not None


def titles_named(sheet: Sheet) -> Iterator[Words]:
    """The one line that bears the name of what a sentence calls "the congress" alone."""
    for match in wordings.THE_EVENT.finditer(sheet.text):
        word = re.compile(rf"\b{match[1]}\b", re.IGNORECASE)
        found = [
            at
            for at, cell in enumerate(sheet.cells)
            if word.search(cell.text)
            and " " in cell.text
            and not wordings.SENTENCE.search(cell.text)
        ]
        found.sort(key=lambda at: (-sheet.cells[at].height, at))
        if found and (title := shown_title(sheet, found[0])) is not None:
            yield title


def titles_quoted(sheet: Sheet) -> Iterator[tuple[bool, Words]]:
    """What stands in quotation marks, and whether "course", "session" or the like is before it."""
    for at, cell in enumerate(sheet.cells):
        if wordings.QUOTE.search(cell.text) is None:
            continue
        text = sheet.flow(at, 2).text
        for match in wordings.QUOTED.finditer(text):
            title = (match["plain"] or match[2]).replace("\n", " ").strip(" ,.")
            if match.start() < len(cell.text) and " " in title and is_title(title):
                before = text[: match.start()].replace("\n", " ")
                yield wordings.BEFORE_QUOTED.search(before) is not None, Words(title, at)


def _title_from(sheet: Sheet, flow: Flow, match: re.Match[str]) -> Words | None:
    if (match["this"] or "").lower() in ("this", "these") and match["noun"]:
        return None
    place = match.end()
    if place >= len(flow.text):
        return None
    if flow.begins_cell(place):
        return shown_title(sheet, flow.cell_at(place))
    said = flow.text[place:]
    if (called := wordings.CALLED.match(said)) is not None:
        said, place = said[called.end() :], place + called.end()
    if (quoted := wordings.QUOTED.match(said)) is not None:
        said = quoted["plain"] or quoted[2]
        return _as_title(said.replace("\n", " "), flow.cell_at(place))
    said = wordings.LENGTH_FIRST.sub("", said)
    place = len(flow.text) - len(said)
    if flow.begins_cell(place):
        return shown_title(sheet, flow.cell_at(place))
    if (skipped := wordings.SKIP.match(said)) is not None and not match["noun"]:
        said, place = said[skipped.end() :], place + skipped.end()
        if flow.begins_cell(place):
            return shown_title(sheet, flow.cell_at(place))
    elif said[:1].islower() or said[:1] == "(":
        return None
    said = said[:250]
    stop = wordings.STOP.search(said)
    cut = stop is None and "\n" in said
    if cut:
        said = said.partition("\n")[0]
    title = " ".join(said[: stop.start() if stop else None].split())
    found = _as_title(title, flow.cell_at(place))
    return found if found is None else replace(found, cut=cut)


def _title_over(sheet: Sheet, cell: int) -> Words | None:
    """What stands above "was attended by", from its first line on."""
    at = sheet.layout.above[cell]
    while at is not None and (over := sheet.layout.above[at]) is not None:
        if sheet.layout.continues(over) != at or names.is_organisation(sheet.cells[over].text):
            break
        at = over
    return shown_title(sheet, at) if at is not None else None


def _as_title(text: str, cell: int) -> Words | None:
    text = text.strip(" ,.;:*|")
    if (inner := wordings.OF_A_COURSE.fullmatch(text)) is not None:
        text = inner[1]
    return Words(text, cell) if is_title(text) else None


def shown_title(sheet: Sheet, cell: int, *, strict: bool = False) -> Words | None:
    """A title that stands by itself, with the lines below that carry it on."""
    if sheet.kinds[cell] is not None:
        return None
    text, at = sheet.cells[cell].text, cell
    stop = wordings.STOP_SHOWN.search(text)
    if stop is None:
        for _ in range(2):
            below = _carried_on(sheet, at, text)
            if below is None:
                break
            text, at = f"{text} {sheet.cells[below].text}", below
        stop = wordings.STOP_SHOWN.search(text)
    if stop is not None:
        text = text[: stop.start()]
    if (quoted := wordings.QUOTED.match(text)) is not None:
        text = quoted["plain"] or quoted[2]
    title = _as_title(wordings.BEGINNING.sub("", wordings.LENGTH_FIRST.sub("", text)), cell)
    if title is None or (strict and title.text[:1].islower()):
        return None
    is_whole = stop is not None or quoted is not None
    return title if is_whole else replace(title, cut=_may_go_on(sheet, at, text))


def labelled_title(sheet: Sheet, pair: Pair) -> Words | None:
    """A title behind its label, with the lines below that carry it on."""
    text, at = pair.value, pair.cell
    if sheet.cells[at].text.endswith(text) and wordings.STOP_SHOWN.search(text) is None:
        for _ in range(2):
            below = _carried_on(sheet, at, text)
            if below is None:
                break
            text, at = f"{text} {sheet.cells[below].text}", below
    if not is_title(text):
        return None
    return Words(text, pair.cell, cut=_may_go_on(sheet, at, text))


def goes_on(text: str) -> bool:
    """Whether words are to follow."""
    return wordings.GOES_ON.search(text) is not None


def _carried_on(sheet: Sheet, at: int, text: str) -> int | None:
    below = sheet.layout.below[at]
    if below is None or below in sheet.paired:
        return None
    this, that = sheet.cells[at], sheet.cells[below]
    near = that.top - this.bottom < 0.9 * max(this.height, 1e-4)
    alike = 0.85 < (that.height / this.height if this.height else 1) < 1.18
    if not near or any(True for _ in days_in(that.text, "day first")):
        return None
    if wordings.GOES_ON.search(text) or that.text.startswith(("(", "&")):
        return below
    if wordings.DID.match(that.text) or sheet.names[below] is not None:
        return None
    if alike and re.match(r"(?:for|of|in|and|with|to|on|de|der|und|für)\s", that.text):
        return below
    if alike and that.text[:1].islower() and len(that.text) < 50 and not sheet.is_plain:
        return below
    large = this.height > 1.3 * sheet.usual_height and not sheet.is_plain
    telling = names.is_organisation(that.text) or names.is_heading(that.text)
    return below if alike and large and not telling and that.text[:1].isupper() else None


def _may_go_on(sheet: Sheet, at: int, text: str) -> bool:
    """Whether the line right below could be more of it: in like letters, and nothing by itself."""
    below = sheet.layout.below[at]
    if below is None or below in sheet.paired:
        return False
    this, that = sheet.cells[at], sheet.cells[below]
    said = that.text
    if that.top - this.bottom > 0.9 * max(this.height, 1e-4) or not said[:1].isalpha():
        return False
    alike = 0.85 < (that.height / this.height if this.height else 1) < 1.18
    if (
        not alike
        or wordings.DID.match(said)
        or wordings.WHAT.match(said)
        or wordings.SENTENCE.search(said)
    ):
        return False
    if any(True for _ in days_in(said, "day first")) or names.is_heading(said):
        return False
    if sheet.names[below] is not None or names.is_organisation(said):
        return False
    if said[:1].islower():
        return re.match(r"(?:on|at|by|from|held|with|dated|this|which|who|during)\b", said) is None
    large = this.height > 1.2 * sheet.usual_height and not sheet.is_plain
    return large and this.right > wordings.WIDE and len(text) > 12


def is_title(text: str) -> bool:
    """Whether words could be what was learnt."""
    letters = sum(map(str.isalpha, text)) if len(text) <= 140 else 0
    if not 3 <= len(text) <= 140 or letters < 4 or letters < len(text) / 2:
        return False
    if wordings.NO_TITLE_AT_ALL.search(text):
        return False
    if "_" in text or re.match(r"\d+(?:[.,/]\d|[.)] )", text):
        return False
    if not (text[0].isalnum() or text[0] in "(“\"‘'«„¿¡"):
        return False
    words = re.findall(r"\w+", folded(text))
    if (
        all(one in wordings.GENERIC or one.isdigit() for one in words)
        or names.is_heading(text)
        or "@" in text
        or "://" in text
    ):
        return False
    day = next(days_in(text, "day first"), None)
    return day is None or day.close - day.begin < 0.5 * len(text)
