"""What stands beside what: labels such as "Date of completion", and the values that are theirs."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from bot.conversation.certificates import names
from bot.conversation.certificates.days import days_in
from bot.conversation.certificates.layout import Cell, Layout
from bot.conversation.certificates.lengths import bare_hours, lengths_in
from bot.conversation.text import folded

Kind = Literal[
    "person", "title", "kind", "provider", "number", "url",
    "completed", "held", "start", "end", "issued", "expiry", "day", "other day",
    "length", "credits", "points", "total", "times",
    "other person", "other", "signature",
]  # fmt: skip
"""What a label is of. "kind" is a weaker title, "held" the days of a course, "day" a bare "Date";
"other" are facts of no interest, whose values are kept from being anything else.
"""

_LEARNER: Final = (
    r"learner|delegate|candidate|student|trainee|participant|attendee|operator|employee|holder"
    r"|card ?holder|certificate holder|recipient|apprentice|tester|user|member|technician"
    r"|awardee|worker|colleague|adviser|advisor|person trained|trained person"
    r"|driver|engineer|inspector|trainee name|teilnehmer(?:in)?|teilnehmende[r]?"
    r"|participante|allievo|uczestnik|stagiaire|person"
)
_OF: Final = r"(?: of| of the|:)?"
_TABLE: Final[tuple[tuple[Kind, str], ...]] = (
    ("other person", r"(?:trainer|instructor|assessor|tutor|lecturer|presenter|speaker|teacher"
     r"|examiner|facilitator|course leader|led by|lead educator|educator|given by|presented by"
     r"|taught by|conducted by|assessed by|verified by|internal verifier"
     r"|referent(?:in)?"
     r"|dozent(?:in)?|formateur|formatore|line manager|manager|supervisor|witness(?:ed by)?"
     r"|inspected by|authori[sz]ed by|approved by|signed by|signed)(?:'s)?(?: name)?"),
    ("person", rf"(?:full |printed? )?name(?: of)?(?: the)?(?: (?:{_LEARNER}))?|print name"
     r"|name \(print(?:ed)?\)|who|name on (?:the )?(?:register|certificate|card)"
     rf"|(?:{_LEARNER})(?:'s)?(?: (?:full )?name)?"
     r"|(?:successfully )?(?:awarded|presented|issued|granted|given) to|this (?:certificate"
     r"|award) is"
     r" (?:hereby )?(?:awarded|presented|given|issued) to|(?:successfully )?completed by"
     r"|attended by"
      r"|earned by|certificate for|nom(?: et prénom)?|nombre|nome|imię i nazwisko|name, vorname"),
    ("title", r"(?:course|training|module|event|webinar|programme|program|qualification|award"
     r"|session|workshop|seminar|activity|topic|subject|unit|class|conference|lesson)"
     r"(?: (?:course|session|programme|activity))?(?: ?(?:title|name|attended|completed|taken))?"
     r"|(?:training|course) (?:given|received|undertaken)|title(?: of (?:the )?(?:course|training"
     r"|programme|qualification|event|activity|award))?"
     r"|name of (?:the )?(?:course|training|event|qualification|programme)|programme of study"
     r"|(?:qualification|course) (?:awarded|achieved)|re|subject of training|kurs|seminar|thema"
     r"|lehrgang|formation|intitulé|curso|corso|szkolenie|in recognition of|for completing"),
    ("kind", r"category|discipline|scope|description"),
    ("provider", r"(?:training |course |cpd |learning )?(?:provider|organi[sz]er|issuer)(?: name)?"
     r"|issued by|provided by|awarding (?:body|organi[sz]ation)|organi[sz]ed by|hosted by"
     r"|awarded by"
     r"|issuing (?:body|organi[sz]ation|authority)|training (?:company|organi[sz]ation|centre)"
     r"|certification body|veranstalter|anbieter|organisme(?: de formation)?|entidad|ente"
     r"|ausrichter|ente formatore|organizator|organisateur|vendor|training body"
     r"|delivered by|issuing company|trained by"),
    ("number", r"(?:certificate|certification|credential|card|cert|slip|diploma|award"
     r"|personal certificate|badge|zertifikats?|certificat|certificado|attestato|certyfikat"
     r"|e-certificate|training certificate|accreditation)[ -]?\.?(?: ?(?:no|nr|number|numbers|num"
     r"|id|code|ref"
     r"|reference|serial|serial number|nummer|numéro|número|#|№|n°|nº|n\.)(?: no| number)?\.?)"
     r"|(?:serial|unique|verification) ?(?:no\.?|number|reference|id|code)|certificate|zertifikat"
     r"|certificate reference(?: number)?|no\.?|nr\.?|number|nr\.? ?/ ?no\.?|ref(?:erence)?\.?"
     r"|ref(?:erence)? (?:no|number)\.?|validation code|id|n°|nº"),
    ("other", r"(?:student|learner|delegate|candidate|employee|staff|member|membership|customer"
     r"|registration|learner registration|policy|vat|order|po|invoice|booking|account|gdc|gmc|nmc"
     r"|unique learner|uln|centre|center|doc|document|form|course|module|event|job|user|payroll"
     r"|company|phone|tel|licen[cs]e|test|batch|version|rev|reg|personal|trainer|tester|site|vts"
     r"|unit|session)"
     r"[ .-]{0,2}(?:no|nr|number|num|id|code|ref|reference|registration number|#)\.?|our ref"
     r"|your ref"
     r"|e-?mail|address|phone|tel|telephone|company|employer|organi[sz]ation|site|venue|location"
     r"|place|where|result|results?|score|your score|grade|mark|status|job|job title|role|position"
     r"|department|level|registration|centre|center|aims?|objectives?|learning outcomes?|outcomes?"
     r"|period of study|reason|notes?|comments?|price|cost|qty|amount|code|sign(?:ature)?|website"
     r"|skills?|tags|topics|categories|status|gender|nationality|country|employer name|modules?"
     r"|sessions?|rating|verify(?: at)?"
     r"|overall grade|pass mark|ort|lieu|lugar|luogo|day|mode|method|language|run"),
    ("other day", r"date of birth|d\.?o\.?b\.?|born|geboren(?: am)?|birth ?date|geburtsdatum"
     r"|né\(?e?\)?"
     r" le|valid from|member since|date of registration|registered|(?:date|result|report) printed"
     r"|printed(?: on)?|uploaded(?: on)?|downloaded"
     r"|next (?:session|course|event)|start of validity|print date|data urodzenia"
     r"|fecha de nacimiento"),
    ("expiry", r"(?:(?:certificate |card |award )?(?:is )?valid(?:ity)?(?: (?:until|to|till|thru"
     r"|through|up to))|expir(?:y|es|ation|ing)(?: (?:date|on))?|date of expiry|expiry date"
     r"|(?:certificate |card )?expir(?:es|y)(?: on)?|renew(?:al)?(?: (?:due|date|by|on))*"
     r"|(?:recommended )?refresher(?: (?:due|date|by|training due|training by|recommended))*"
     r"|next due|due(?: date)?|re-?(?:certification|assessment|test|training)(?: (?:due|date|by))*"
     r"|gültig bis|valable jusqu'au|válido hasta|valido fino al|ważn[eyą] do|geldig tot|valid)"
     r"(?: date)?|certificate valid until"),
    ("issued", r"(?:date|day) (?:of )?(?:issue|issuance|issued)|issued?(?: (?:date|on))?|issue date"
     r"|date issued|result issued(?: on)?|signed(?: on)?|date of (?:certificate|signature)"
     r"|certificate (?:issue )?date|dated|ausgestellt(?: am)?|délivré le|fait à|data wydania"
     r"|certificate issued(?: on)?|awarded on certificate"),
    ("start", r"(?:course )?start(?:ed|s)?(?: date| on)?|date started|from|begin(?:n|s)?|commenced"
     r"|date commenced|course start(?: date)?|beginn|von|vom|du|del|dal|od"),
    ("end", r"(?:course )?(?:end|finish)(?:ed|s)?(?: date| on)?|to|until|date ended|course end"
     r"(?: date)?|ende|bis|au|al|do"),
    ("completed", r"(?:date |day )?(?:of )?(?:completion|completed|achievement|achieved|passing"
     r"|passed|assessment|assessed|examination|exam|test|the test|training|attendance|attended"
     r"|award|participation|conferral|achieving)(?: date| on)?|date (?:of )?(?:award|awarded)"
     r"|(?:completion|completed|assessment|exam|test|training|pass|award|achievement|accreditation)"
     r"(?: date| on)"
     r"|(?:training|course|module|learning) completed(?: on)?|finished(?: on)?|done|when completed"
     r"|successfully completed(?: on)?|award conferred(?: on)?|conferred(?: on)?|date taken"
     r"|(?:basic )?skills test passed|test passed(?: on)?|date passed|passed on|assessed on"
     r"|(?:exam|test|assessment) (?:sat|taken|passed)(?: on)?|sat(?: on)?|earned(?: on)?|taken on"
     r"|examination(?: date)?"),
    ("held", r"(?:course|training|event|session|webinar|seminar|workshop)(?: (?:date"
     r"|dates))(?:\(s\))?"
     r"|dates?\(s\)|dates|date\(s\)|held(?: on)?|date(?:s)? (?:of )?(?:the )?(?:course|training"
     r"|event"
     r"|session|webinar|seminar|workshop|attendance|talk)|when|date ?(?:/|and|&) ?time|training"
     r"|date (?:given|delivered)|zeitraum|termin|delivered on|attended on|took place(?: on)?"
     r"|date attended|dates attended"),
    ("day", r"date|on|datum|data|fecha|le|the"),
    ("total", r"total(?: hours| time| cpd| cpd hours| hrs| duration| learning hours)?|gesamt|sum"
     r"|overall|in total|total(?: number of)? hours|hours in total"),
    ("length", r"(?:(?:course|training|total|event|session|estimated|actual|programme|webinar"
     r"|nominal|expected|planned) ?)?"
     r"(?:duration|length|time|dauer|durée|duración|durata|czas trwania|umfang|volume horaire|hours"
     r"|hrs|std|stunden|heures|horas|ore)(?: \((?:hours|hrs|h)\))?(?: ?/ ?(?:duration|hrs|hours))?"
     r"|(?:cpd|learning|guided learning|contact|taught|verifiable cpd|structured|study"
     r"|training|notional|clock|total learning|structured cpd|glh|accredited|taught)[ -]?"
     r"(?:hours?|time|hrs)?(?: \(?(?:hours|hrs|h|awarded|earned|value|claimed|gained)\)?)?"
     r"|time (?:spent|taken)|how long|lasting|cpd (?:value|awarded|earned)|glh|std\.? ?/ ?hrs"
     r"|no\. of hours"
     r"|number of (?:cpd )?hours|cpd hours awarded|hours (?:awarded|earned|completed|claimed)"),
    ("credits", r"(?:(?:cpd|ce|cme|ects|academic|total) )?(?:credits?|ects|ceus?)(?: (?:value"
     r"|awarded"
     r"|earned|points|gained))?|credit value|number of credits"),
    ("points", r"(?:(?:cpd|ce|cme|total) )?points?(?: (?:value|awarded|earned|gained))?"),
    ("url", r"(?:certificate |verification |verify )?(?:url|link)|verify(?: at| online| this"
     r" certificate)?(?: at)?|validate at|check at|verification"),
)  # fmt: skip
_KINDS: Final = tuple(kind for kind, _ in _TABLE)
_LABELS: Final = re.compile("|".join(f"(?P<k{at}>{words})" for at, (_, words) in enumerate(_TABLE)))
"""All labels in one: the group that matches says the kind, the first of several."""
_BORDER: Final = re.compile(r" ?[:=] ?| ?[-–—.]{2,} ?| [–—-] |: ?$")
_COLON: Final = re.compile(r"(?<=\w) ?:(?= )")
_TRIM: Final = ' .:*-–—_|•;,#"'
_NUMBERED: Final = re.compile(r"^\d{1,2}[.)]\s+(?=[a-z])")
"""Before the labels of a form: "4. Course"."""
_LABEL_MOST: Final = 45

_BEHIND_NAME: Final = re.compile(
    r"(?: +[|·•].*| +(?:(?:staff|student|employee|member(?:ship)?|clock|payroll|personnel|candidate"
    r"|learner|licen[cs]e|registration|reg\.|national|insurance|nat\.|ins\.|user) ?){1,3}"
    r"(?:no\b|nr\b|number\b|id\b|ref\b|ending\b).*)$",
    re.IGNORECASE,
)
"""What else of somebody stands on the line of their name."""
_BARE: Final = re.compile(
    r"(?P<label>(?:certificate|cert|credential|reference|slip|card|serial|personal"
    r" certificate)[ .]{0,2}(?:no|nr|number|id|ref)\.?|(?:nr\.?|no\.?|n°|nº|ref\.?)(?: ?/ ?no\.?)?"
    r"|certificate|reference number|person trained|trainee|learner|delegate|participant"
    r"|candidate|student|instructor|trainer|assessor|tutor|awarded to|presented to"
    r"|issued to|given by|issued by|organi[sz]ed by|hosted by|provided by|led by|completed by"
    r"|certificate of attendance for"
    r"|certificate of completion for|certificate for|verify at|validate at|confirm at) (?=\S)",
    re.IGNORECASE,
)
_BARE_OF: Final[Mapping[str, Kind]] = {
    "person trained": "person",
    "trainee": "person", "learner": "person", "delegate": "person", "participant": "person",
    "candidate": "person", "student": "person", "awarded to": "person", "presented to": "person",
    "issued to": "person", "completed by": "person", "certificate of attendance for": "person",
    "certificate of completion for": "person", "certificate for": "person",
    "instructor": "other person", "trainer": "other person", "assessor": "other person",
    "tutor": "other person", "given by": "other person", "led by": "other person",
    "issued by": "provider", "hosted by": "provider", "provided by": "provider",
    "organised by": "provider", "organized by": "provider",
    "verify at": "url", "validate at": "url", "confirm at": "url",
}  # fmt: skip


Way = Literal["right", "below", "above"]


@dataclass(frozen=True, slots=True)
class Pair:
    """A label's kind, its words folded, the words that are its value, and the cells of both."""

    kind: Kind
    label: str
    value: str
    label_cell: int
    cell: int


def kind_of(text: str) -> Kind | None:
    """What the words are a label of; None where they are none. "Durée / Duration" are one."""
    low = folded(text).strip(_TRIM)
    if not low or len(low) > _LABEL_MOST:
        return None
    low = _NUMBERED.sub("", low) if low[0].isdigit() else low
    low = re.sub(r"\s*\([^()]{0,20}\)$", "", low) if not low.startswith("name (") else low
    whole = _of_one(low)
    if whole is not None:
        return whole
    if "/" not in low and "|" not in low:
        return None
    first, stroke, rest = low.partition("/")
    if stroke and re.fullmatch(r"[^\W\d_]+(?: [^\W\d_]+)?", rest) and not rest.isascii():
        return _of_one(first)  # and in another language
    parts = [_of_one(part) for part in re.split(r" ?[/|] ", low)]
    return parts[0] if len(parts) > 1 and all(parts) else None


def _of_one(low: str) -> Kind | None:
    match = _LABELS.fullmatch(low.strip(_TRIM))
    return None if match is None or match.lastgroup is None else _KINDS[int(match.lastgroup[1:])]


def pairs_of(layout: Layout, alone: list[Kind | None]) -> list[Pair]:
    """Every label and its value, in reading order. `alone`: of each cell, what it is a label of."""
    ways = _ways(layout, alone)
    found: list[Pair] = []
    for at, cell in enumerate(layout.cells):
        kind = alone[at]
        if kind is not None:
            value = _value_cell(layout, alone, at, ways)
            if value is not None and _is_smaller(cell, layout.cells[value]):
                text = layout.cells[value].text
                found.append(_pair(kind, folded(cell.text).strip(_TRIM), text, (at, value)))
            continue
        found += _within(cell.text, at)
    return found


def _is_smaller(label: Cell, value: Cell) -> bool:
    """Whether a label may be one by its size: it is hardly larger than its value."""
    return label.height < (1.7 if label.recognised else 1.4) * value.height or not value.height


def _pair(kind: Kind, label: str, value: str, cells: tuple[int, int]) -> Pair:
    """ "Training: 20/07/2026" is a day, and no title."""
    if kind == "title" and (day := next(days_in(value, "day first"), None)) and day.begin < 3:
        kind = "held"
    return Pair(kind, label, value, *cells)


def _within(text: str, at: int) -> Iterator[Pair]:
    """Labels and values in one cell: "Date: 3 May 2026   Duration: 2 h", "Trainee Ada Example"."""
    border = _BORDER.search(text)
    if border is not None and (kind := kind_of(text[: border.start()])) is not None:
        value, rest = _up_to_label(text[border.end() :])
        if kind == "person":
            value = _BEHIND_NAME.sub("", value)
        if value:
            yield _pair(kind, folded(text[: border.start()]).strip(_TRIM), value, (at, at))
        if rest:
            yield from _within(rest, at)
        return
    bare = _BARE.match(text)
    if bare is not None:
        label = folded(bare["label"]).strip(_TRIM)
        kind = _BARE_OF.get(label, "number")
        value = text[bare.end() :].strip(" :.")
        if _fits(kind, value):
            yield Pair(kind, label, value, at, at)


def _up_to_label(text: str) -> tuple[str, str]:
    """A value, and what is behind it from the next label with a colon on."""
    for colon in _COLON.finditer(text):
        words = text[: colon.start()].split(" ")
        for count in (4, 3, 2, 1):
            label = " ".join(words[-count:])
            if len(words) > count and label[:1].isupper() and kind_of(label) is not None:
                value = " ".join(words[:-count]).rstrip(" |·•")
                return value.strip(), text[colon.start() - len(label) :]
    return text.strip(), ""


def _fits(kind: Kind, value: str) -> bool:
    if kind in ("person", "other person"):
        return names.person(value) is not None
    if kind == "number":
        return any(one.isdigit() for one in value)
    return kind in ("url", "provider")


def _value_cell(
    layout: Layout, alone: list[Kind | None], at: int, ways: Sequence[Way]
) -> int | None:
    """To the right, below or above, whichever the page seems to go by; below heads of columns."""
    for way in ("below",) if _is_head(layout, alone, at) else ways:
        value = _towards(layout, at, way)
        if _is_value(layout, alone, value, alone[at]):
            return value
        if (
            value is not None
            and alone[value] is None
            and alone[at] not in _TYPED
            and way == "right"
        ):
            return None
    return None


def _towards(layout: Layout, at: int, way: Way) -> int | None:
    if way == "right":
        return layout.right(at)
    near = layout.below[at] if way == "below" else layout.above[at]
    return None if near is None or _distant(layout, at, near) else near


def _is_head(layout: Layout, alone: list[Kind | None], at: int) -> bool:
    """Whether it stands in a row of labels, whose values are below them."""
    row = layout.rows[layout.row_of[at]]
    labels = sum(alone[one] is not None for one in row)
    return len(row) > 1 and (labels == len(row) or (labels > 2 and labels > 0.6 * len(row)))


def _distant(layout: Layout, one: int, other: int) -> bool:
    this, that = layout.cells[one], layout.cells[other]
    gap = max(that.top - this.bottom, this.top - that.bottom)
    return gap > 4 * max(this.height, that.height, 0.01)


def _plausible(kind: Kind | None, value: str) -> bool:
    """Whether words may be a value of that kind; a fact that only words hold may be any."""
    if kind in _DATED:
        return any(True for _ in days_in(value, "day first")) or kind in ("held", "day")
    if kind in ("person", "other person"):
        return names.person(value) is not None
    if kind in ("length", "total"):
        return bare_hours(value) is not None or any(True for _ in lengths_in(value))
    if kind in ("credits", "points", "number"):
        return any(one.isdigit() for one in value)
    return True


_DATED: Final = frozenset({"completed", "held", "start", "end", "issued", "expiry", "day"})
_TYPED: Final = _DATED | {"person", "length"}


def _ways(layout: Layout, alone: list[Kind | None]) -> tuple[Way, ...]:
    """Where values stand, the usual way first: as many as could be for labels that tell. Values
    stand above their labels only where nearly all do.
    """
    count: dict[Way, int] = {"right": 0, "below": 0, "above": 0}
    for at, kind in enumerate(alone):
        if kind in _TYPED and not _is_head(layout, alone, at):
            for way in count:
                count[way] += _is_value(layout, alone, _towards(layout, at, way), kind)
    if count["above"] > max(count["right"], count["below"]):
        return ("above", "right")
    return ("below", "right") if count["below"] > count["right"] else ("right", "below")


def _is_value(layout: Layout, alone: list[Kind | None], at: int | None, kind: Kind | None) -> bool:
    if at is None or alone[at] is not None or layout.cells[at].text.endswith(":"):
        return False
    return _plausible(kind, layout.cells[at].text)
