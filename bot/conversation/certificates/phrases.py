"""What the sentences of a certificate say: who has learnt, and what."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from bot.conversation.certificates import names
from bot.conversation.certificates.days import days_in
from bot.conversation.certificates.labels import Pair
from bot.conversation.certificates.sheet import Flow, Sheet
from bot.conversation.text import folded

_THAT: Final = re.compile(
    r"\b(?:certif(?:y|ies|ied)|confirms?|confirmed|attests?|state|certifica|certifions|certifie"
    r"|this is a statement|attesta|atteste|zaświadcza(?: się)?|bescheinig(?:en|t)|bestätig(?:en"
    r"|t)|verklaren wij"
    r"|verklaart),?\s*"
    r"(?:that|que|che|że|dass|dat)\s*:?,?\s+",
    re.IGNORECASE,
)
_TO: Final = re.compile(
    r"\b(?:awarded|presented|granted|issued|given|conferred|made)\s+(?:up)?(?:to|on)\s*:?\s+"
    r"|\b(?:was|were|been)\s+(?:successfully\s+)?(?:attended|completed|passed)\s+by\s*:?\s+"
    r"|\b(?:successfully )?completed by:?\s+|\bcertificate (?:of \w+ )?for\s+"
    r"|\b(?:attendance|participation|completion|achievement) (?:of|by)\s+"
    r"|\bcongratulations,?\s+(?:to )?",
    re.IGNORECASE,
)
DID: Final = re.compile(
    r"(?:who )?(?:has|have|hat|ha|had|having)?\s*(?:successfully|satisfactorily|fully|erfolgreich"
    r"|mit erfolg|now|actively)?\s*"
    r"(?:completed|attended|passed|participated|taken part|took part|undertaken|achieved|earned"
    r"|attained|gained|obtained|received|fulfilled|met|demonstrated|finished|been awarded"
    r"|was awarded"
    r"|is awarded|was present|were present|was a delegate|was a participant|teilgenommen"
    r"|an (?:dem|der|den)\b|am(?= \d)|suivi|completado|participado|partecipato|frequentato|superado"
    r"|ukończył\(?a?\)?|brał\(?a?\)? udział|asistido|read|listened|been certified|is certified"
    r"|qualified|been assessed|been trained|studied|a suivi|a participé)\b",
    re.IGNORECASE,
)
_DID_INSIDE: Final = re.compile(r"(?<=\s)(?=[^\W\d])" + DID.pattern, re.IGNORECASE)
_VERB: Final = (
    r"(?:(?:successful(?:ly)? )?complet(?:ed|ion of|ing)|attended|attendance at|attending"
    r"|undertaken|passed|finished|participat(?:ed in|ion in|ing in)|(?:taken|took) part in"
    r"|achieved|earned|obtained|gained|been awarded|was awarded|is awarded|received|studied"
    r"|(?:met|fulfilled|satisfied) (?:(?:all|of|the|course|programme) ){0,4}requirements (?:of|for)"
    r"|demonstrated (?:competence|proficiency|knowledge) in|in recognition of|trained in"
    r"|(?:certified|qualified|competent|accredited|approved|assessed)(?: as| in| to| for)"
    r"|accomplishment in|in the (?:discipline|subject|field) of|joined|read"
    r"|teilgenommen an|an dem|an der|suivi|completado|participado en|partecipato al?|frequentato"
    r"|asistido al?|participé à|ukończył\(?a?\)?|udział w)"
)
_NOUN: Final = (
    r"(?:courses?|training(?: course| programme| session| day| event)?|modules?|webinars?"
    r"|workshops?|seminars?"
    r"|programmes?|programs?|sessions?|units?|events?|qualifications?|articles?|topics?|lectures?"
    r"|assessment(?: for| in)|examination in|learning|conference|activity|class|lessons?|talk"
    r"|induction"
    r"|action de formation|formation|schulung|lehrgang|curso|corso|szkolenie|kurs|stage|séminaire"
    r"|masterclass|briefing"
    r"|certification|exam|test|cpd)"
)
_ADJECTIVE: Final = (
    r"(?:online|e-?learning|evening|live|virtual|short|full|half|(?:one|two|three|four|five|\d)"
    r"|days?|half-day|(?:one|two|three|four|five|\d+)[- ]?(?:day|hour|week|minute)|following|cpd"
    r"|accredited|certified|practical|theory|distance|refresher|interactive|annual|technical"
    r"|in-house|safety|classroom|digital|our|professional|development|weekly|recent)"
)
WHAT: Final = re.compile(
    rf"\b{_VERB}(?=[\s:]|$)[ ]*(?P<what>(?:(?P<this>the|this|a|an|our|your|these|his|her|la|le|el"
    r"|il|lo|al|del|au|l'|l’)(?:[ ]+|$|(?=\n)))?"
    rf"(?:{_ADJECTIVE}[ -]+){{0,4}}(?P<noun>{_NOUN}\b[ ]*)?"
    r"(?:(?:in|on|of|entitled|titled|called|named|sur|sobre|su|pt\.|about|zum thema|de"
    r"|en)\b(?!-)[ ]*)?)"
    r":?\s*",
    re.IGNORECASE,
)
_MAY_SAY: Final = re.compile(
    r"complet|attend|taken|passed|finish|particip|part in|achiev|earned|obtain|gained|award|receiv"
    r"|stud|requirement|demonstrat|recognition|trained|certified|qualified|competent|accredited"
    r"|approved|assessed|accompl|discipline|subject|field of|joined|read|teilg|an de|suivi|asist"
    r"|partecip|frequent|ukończ|udział",
    re.IGNORECASE,
)
"""What `WHAT` holds at least."""
_ENDS_IN_NOUN: Final = re.compile(
    rf"(?:\b(?:the|a|an|our|this|following|in|dem|der|la|el|il)"
    rf"|['’]s)\s+(?:[\w-]+\s+){{0,4}}{_NOUN}"
    r"(?: (?:in|on|of|entitled))?\s*:?$",
    re.IGNORECASE,
)
_THE_EVENT: Final = re.compile(
    r"\b(?:the|this) (symposium|congress|conference|convention|summit|masterclass|exhibition)\b"
)
_SENTENCE: Final = re.compile(
    r"\b(?:has|have|was|were|is|are|the|this|attended|delegate|at)\b|[.:]$", re.IGNORECASE
)
_BY: Final = re.compile(
    r"(?:was|is|has been) (?:successfully )?(?:attended|completed|passed) by:?", re.IGNORECASE
)
_AFTER_NAME: Final = re.compile(r"^(?:for|in)\s+(?=[A-Z0-9])")
_STOP: Final = re.compile(
    r"\s+(?:on|from|between|dated|during|starting|am|vom|del|dal|du|le|el|il|in data)\s+(?:the\s+)?"
    r"(?:(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?\b|\d|(?:january|february|march|april|may"
    r"|june|july|august|september|october|november|december)\b)"
    r"|\s+at\s+(?:the|this|our|(?!(?:work|height|sea|home|heights|depth)\b)(?-i:[A-Z]))"
    r"|\s+(?:held|which|lasting|comprising|totalling|mit erfolg|erfolgreich|teilgenommen"
    r"|organi[sz]ed"
    r"|delivered|run by|provided|conducted|hosted|presented by|worth|consisting|via|having)\b"
    r"|\s+with\s+(?=(?-i:[A-Z])[\w’'-]+ (?-i:[A-Z]))|\s+(?:in|from)\s+(?:our|this|their)\b"
    r"|\s+by\s+(?-i:[A-Z])"
    r"|\s+and\s+(?:has|have|was|is|passed|achieved|that|answered|may|scored)\b"
    r"|\s+(?:with (?:distinction|merit|honours|credit|a )|as part of|in accordance|under the"
    r"|to the (?:standard|satisfaction)|in (?:line|compliance) with|through|who|where|when|since"
    r"|meeting|covering|including|run)\b"
    r"|[.;](?=\s|$)(?<!\bno\.)(?<!\bst\.)|,\s+(?:having|held|on|which|with|at|an?|provided"
    r"|delivered"
    r"|run|organi[sz]ed|method|answered|and (?:has|was|is)|in|lasting|as|comprising|for|scoring)\b"
    r"|\s*[-–—,(·|]?\s*\b\d+(?:[.,]\d+)?\s*(?:cpd )?(?:hours?|hrs?|minutes?|mins?|days?|credits?"
    r"|points?|h)\b|\s+[-–—(·|]\s*\d{1,2}[ /.]",
    re.IGNORECASE,
)
_STOP_SHOWN: Final = re.compile(
    r"\s+(?:on|from|dated|held(?: on)?)\s+(?:the\s+)?(?:(?:mon|tues|wednes|thurs|fri|satur"
    r"|sun)day\b"
    r"|\d)|,?\s+held\b|\s*[-–—,(·|]\s*\d+(?:[.,]\d+)?\s*(?:cpd )?(?:hours?|hrs?|minutes?|mins?"
    r"|days?|credits?|points?|h)\b|\s+[-–—(·|]\s*\d{1,2}[ /.]|\.$",
    re.IGNORECASE,
)
_BEGINNING: Final = re.compile(
    rf"^(?:the|an?|our)\s+(?:{_ADJECTIVE}[ -]+){{0,3}}{_NOUN}\s+(?:in|on|of|entitled)?\s*(?=\S)",
    re.IGNORECASE,
)
_OF_A_COURSE: Final = re.compile(rf"(?:the|our) (\S.*?) {_NOUN}", re.IGNORECASE)
_LENGTH_FIRST: Final = re.compile(
    r"^(?:[\d.,]+|one|two|three|four|five|six|seven|eight)\s*(?:cpd |contact |learning |guided "
    r"|ce )*"
    r"(?:hours?|hrs?|days?|minutes?|credits?|points?|ceus?|units?)\s+(?:of|in|on)\s+",
    re.IGNORECASE,
)
_QUOTED: Final = re.compile(
    r"(?<!\w)'(?P<plain>[A-Z][^'\n]{3,100}?)'(?!\w)"
    r"|[“\"„«‘]\s?([^“”\"„«»‘]{4,120}?)\s?[”\"“»’](?![\w])"
)
_QUOTE: Final = re.compile(r"['“\"„«‘]")
_BEFORE_QUOTED: Final = re.compile(
    rf"\b(?:{_VERB}|{_NOUN})\b[\s,:]*(?:(?:on|in|of|entitled|titled|called)\s+)?$", re.IGNORECASE
)
_CALLED: Final = re.compile(
    r"[^.\n]{0,80}?\b(?:titled|entitled|called|named|on the (?:theme|subject"
    r"|topic)(?: of)?)[:,]?\s+"
    r"(?=[\"“„«‘'A-Z0-9])"
)
_WIDE: Final = 0.6
"""The right end of a line that is full, as a share of the page."""
_SKIP: Final = re.compile(r"(?:[a-z][\w-]*\s+){1,4}(?:on|in|of|entitled|called)\s+(?=[A-Z0-9“\"])")
_GOES_ON: Final = re.compile(
    r"(?:\b(?:and|of|the|in|for|to|with|a|an|on|by|or|de|des|der|und|et|y|e|en|del|la|el|los|las"
    r"|con|para|por|du|les|le|au|aux|sur|dans|pour|für|von|im|zum|zur|mit|am|di|da|per|il|w|z|na|do"
    r"|oraz|from|at|as|into|under|their|your)|[&,:/+–-])$",
    re.IGNORECASE,
)
_NO_TITLE_AT_ALL: Final = re.compile(
    r"^(?:an?|the|this|these|our|your|their|his|her) |\b(?:entitled|titled|called|named)\W*$"
)
_GENERIC_WORDS: Final = (
    "the this a an our above following all named training course courses programme event session"
    " sessions webinar module modules unit units workshop seminar congress conference requirements"
    " certificate certification attendance completion of in for and attended day date test"
    " assessment pass learning cpd online activity standard required below as follows to at on with"
    " hour hours days points credits score award awarded held from grade result mark code title"
    " name status type"
)
_GENERIC: Final = frozenset(_GENERIC_WORDS.split())


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
    for pattern in (_THAT, _TO):
        for at, cell in enumerate(sheet.cells):
            if pattern.search(cell.text + " "):
                flow = sheet.flow(at, 4)
                for match in pattern.finditer(flow.text):
                    if match.start() < len(cell.text):
                        for words in _name_from(sheet, flow, match.end()):
                            yield True, words
    for at, cell in enumerate(sheet.cells):
        done = DID.match(cell.text)
        if done is not None and not cell.text[:1].isdigit():
            for words in _name_above(sheet, at):
                yield False, words
        elif (found := _DID_INSIDE.search(cell.text, 4, 80)) is not None:
            name = names.person(cell.text[: found.start()])
            if name is not None:
                yield False, Words(name, at)


def _name_from(sheet: Sheet, flow: Flow, place: int) -> Iterator[Words]:
    rest = flow.text[place : place + 100]
    begun = len(rest) - len(rest.lstrip())
    line, _, more = rest.lstrip().partition("\n")
    at = flow.cell_at(place + begun)
    goes_on = sheet.layout.continues(at) is not None and sheet.cells[at].right > _WIDE
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
        name = names.person(text)
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
        for match in WHAT.finditer(cell.text) if _MAY_SAY.search(cell.text) else ():
            flow = flow or sheet.flow(at, 6)
            whole = WHAT.match(flow.text, match.start())
            if whole is not None and (words := _title_from(sheet, flow, whole)) is not None:
                own = flow.begins_cell(whole.end())
                yield bool(whole["noun"]) or own or "\n" not in flow.text, words
        if (named := _AFTER_NAME.match(cell.text)) is not None:
            above = sheet.layout.above[at]
            if above is not None and names.person(sheet.cells[above].text) is not None:
                stop = _STOP_SHOWN.search(cell.text)
                said = cell.text[named.end() : stop.start() if stop else None]
                if (title := _as_title(said, at)) is not None:
                    yield True, title
        if _BY.fullmatch(cell.text) and (title := _title_over(sheet, at)) is not None:
            yield True, title
        if flow is None and _ENDS_IN_NOUN.search(cell.text):
            below = sheet.layout.below[at]
            title = shown_title(sheet, below, strict=True) if below is not None else None
            if title is not None:
                yield True, title


def titles_named(sheet: Sheet) -> Iterator[Words]:
    """The one line that bears the name of what a sentence calls "the congress" alone."""
    for match in _THE_EVENT.finditer(sheet.text):
        word = re.compile(rf"\b{match[1]}\b", re.IGNORECASE)
        found = [
            at
            for at, cell in enumerate(sheet.cells)
            if word.search(cell.text) and " " in cell.text and not _SENTENCE.search(cell.text)
        ]
        found.sort(key=lambda at: (-sheet.cells[at].height, at))
        if found and (title := shown_title(sheet, found[0])) is not None:
            yield title


def titles_quoted(sheet: Sheet) -> Iterator[tuple[bool, Words]]:
    """What stands in quotation marks, and whether "course", "session" or the like is before it."""
    for at, cell in enumerate(sheet.cells):
        if _QUOTE.search(cell.text) is None:
            continue
        text = sheet.flow(at, 2).text
        for match in _QUOTED.finditer(text):
            title = (match["plain"] or match[2]).replace("\n", " ").strip(" ,.")
            if match.start() < len(cell.text) and " " in title and is_title(title):
                before = text[: match.start()].replace("\n", " ")
                yield _BEFORE_QUOTED.search(before) is not None, Words(title, at)


def _title_from(sheet: Sheet, flow: Flow, match: re.Match[str]) -> Words | None:
    if (match["this"] or "").lower() in ("this", "these") and match["noun"]:
        return None
    place = match.end()
    if place >= len(flow.text):
        return None
    if flow.begins_cell(place):
        return shown_title(sheet, flow.cell_at(place))
    said = flow.text[place:]
    if (called := _CALLED.match(said)) is not None:
        said, place = said[called.end() :], place + called.end()
    if (quoted := _QUOTED.match(said)) is not None:
        said = quoted["plain"] or quoted[2]
        return _as_title(said.replace("\n", " "), flow.cell_at(place))
    said = _LENGTH_FIRST.sub("", said)
    place = len(flow.text) - len(said)
    if flow.begins_cell(place):
        return shown_title(sheet, flow.cell_at(place))
    if (skipped := _SKIP.match(said)) is not None and not match["noun"]:
        said, place = said[skipped.end() :], place + skipped.end()
        if flow.begins_cell(place):
            return shown_title(sheet, flow.cell_at(place))
    elif said[:1].islower() or said[:1] == "(":
        return None
    said = said[:250]
    stop = _STOP.search(said)
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
    if (inner := _OF_A_COURSE.fullmatch(text)) is not None:
        text = inner[1]
    return Words(text, cell) if is_title(text) else None


def shown_title(sheet: Sheet, cell: int, *, strict: bool = False) -> Words | None:
    """A title that stands by itself, with the lines below that carry it on."""
    if sheet.kinds[cell] is not None:
        return None
    text, at = sheet.cells[cell].text, cell
    stop = _STOP_SHOWN.search(text)
    if stop is None:
        for _ in range(2):
            below = _carried_on(sheet, at, text)
            if below is None:
                break
            text, at = f"{text} {sheet.cells[below].text}", below
        stop = _STOP_SHOWN.search(text)
    if stop is not None:
        text = text[: stop.start()]
    if (quoted := _QUOTED.match(text)) is not None:
        text = quoted["plain"] or quoted[2]
    title = _as_title(_BEGINNING.sub("", _LENGTH_FIRST.sub("", text)), cell)
    if title is None or (strict and title.text[:1].islower()):
        return None
    is_whole = stop is not None or quoted is not None
    return title if is_whole else replace(title, cut=_may_go_on(sheet, at, text))


def labelled_title(sheet: Sheet, pair: Pair) -> Words | None:
    """A title behind its label, with the lines below that carry it on."""
    text, at = pair.value, pair.cell
    if sheet.cells[at].text.endswith(text) and _STOP_SHOWN.search(text) is None:
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
    return _GOES_ON.search(text) is not None


def _carried_on(sheet: Sheet, at: int, text: str) -> int | None:
    below = sheet.layout.below[at]
    if below is None or below in sheet.paired:
        return None
    this, that = sheet.cells[at], sheet.cells[below]
    near = that.top - this.bottom < 0.9 * max(this.height, 1e-4)
    alike = 0.85 < (that.height / this.height if this.height else 1) < 1.18
    if not near or any(True for _ in days_in(that.text, "day first")):
        return None
    if _GOES_ON.search(text) or that.text.startswith(("(", "&")):
        return below
    if DID.match(that.text) or names.person(that.text) is not None:
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
    if not alike or DID.match(said) or WHAT.match(said) or _SENTENCE.search(said):
        return False
    if any(True for _ in days_in(said, "day first")) or names.is_heading(said):
        return False
    if names.person(said) is not None or names.is_organisation(said):
        return False
    if said[:1].islower():
        return re.match(r"(?:on|at|by|from|held|with|dated|this|which|who|during)\b", said) is None
    large = this.height > 1.2 * sheet.usual_height and not sheet.is_plain
    return large and this.right > _WIDE and len(text) > 12


def is_title(text: str) -> bool:
    """Whether words could be what was learnt."""
    letters = sum(map(str.isalpha, text)) if len(text) <= 140 else 0
    if not 3 <= len(text) <= 140 or letters < 4 or letters < len(text) / 2:
        return False
    if _NO_TITLE_AT_ALL.search(text):
        return False
    if "_" in text or re.match(r"\d+[.,/]\d", text):
        return False
    if not (text[0].isalnum() or text[0] in "(“\"‘'«„¿¡"):
        return False
    words = re.findall(r"\w+", folded(text))
    if (
        all(one in _GENERIC or one.isdigit() for one in words)
        or names.is_heading(text)
        or "@" in text
        or "://" in text
    ):
        return False
    day = next(days_in(text, "day first"), None)
    return day is None or day.close - day.begin < 0.5 * len(text)
