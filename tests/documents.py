"""Documents for tests and benchmarks: records as ugly as people's are."""

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Final

from fpdf import FPDF
from fpdf.enums import AccessPermission, EncryptionMethod
from PIL import Image

from bot.documents.model import (
    Chain,
    Document,
    Entered,
    Entry,
    Evidence,
    Figure,
    Opening,
    Period,
    Person,
    Registration,
    Scheme,
    SignOff,
    Test,
    Told,
    Worth,
)
from bot.policy.vocabulary import Stage

MOMENT: Final = datetime(2026, 11, 21, 9, 5, tzinfo=UTC)
TODAY: Final = date(2026, 11, 21)
FIRST: Final = date(2025, 6, 1)
HEAD: Final = "5f" * 32

ARABIC: Final = "تعلمت كيف أعزل بطارية الجهد العالي قبل بدء العمل، وسأطبق ذلك كل يوم (ISO 6469)."
HEBREW: Final = "למדתי לבדוק את הבידוד לפני שאני נוגע בסוללה, 400 וולט."
CHINESE: Final = "学习了如何在高压系统上安全工作，并在车间里使用。"
JAPANESE: Final = "高電圧バッテリーの絶縁を確認する手順を学びました。"
KOREAN: Final = "고전압 배터리의 절연을 확인하는 방법을 배웠습니다."
GREEK: Final = "Έμαθα να ελέγχω τη μόνωση πριν αγγίξω την μπαταρία."
RUSSIAN: Final = "Я научился проверять изоляцию перед работой с батареей."
EMOJI: Final = "Proved dead before touching it 🔋⚡👍🏽 👩🏽‍🔧 – never again without 🧤"
THAI: Final = "เรียนรู้เรื่องแรงดันไฟฟ้าสูง"
LONG: Final = " ".join(
    f"Sentence {number} of a long reflection says what was hard and what I know now."
    for number in range(1, 41)
)
"""Six hundred words."""
HOSTILE: Final = (
    '#pagebreak() $x$ *bold* _it_ `raw` @ref <label> \\ // /* [x] {y} = h "q" </script>'
)
TITLE: Final = "High voltage isolation and proving dead on electrified vehicles, level 3 refresh"
"""Eighty characters."""

_WORDS: Final[Sequence[str]] = (
    "I learnt to prove dead before touching the pack, and I do battery swaps every week now.",
    LONG,
    ARABIC,
    HEBREW,
    f"{CHINESE}\n{JAPANESE}\n{KOREAN}",
    f"{GREEK} {RUSSIAN}",
    EMOJI,
    HOSTILE,
    "A word with no end: " + "x" * 180,
)
_TITLES: Final = (
    "High voltage isolation course",
    TITLE,
    "דיווח בטיחות",
    "混合动力 workshop",
    "Toolbox talk ⚡",
    "ADAS radar calibration <b>",
)
_TYPES: Final = ("short course", "e-learning", "reading", "event", "podcast", "")
_STAGES: Final[tuple[Stage, ...]] = ("reflect", "plan", "act", "evaluate")


@dataclass(frozen=True, slots=True)
class EvidenceBytes:
    """A file for a document: what it is called, what it is, its bytes."""

    name: str
    media_type: str
    content: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def pdf_file(text: str, *, pages: int = 1, password: str = "", wide: bool = False) -> bytes:
    """A PDF in which each page says the text and its number."""
    made = FPDF(orientation="landscape" if wide else "portrait")
    made.set_creation_date(MOMENT)
    if password:
        made.set_encryption(
            owner_password="owner",
            user_password=password,
            encryption_method=EncryptionMethod.RC4,
            permissions=AccessPermission.all(),
        )
    for page in range(1, pages + 1):
        made.add_page()
        made.set_font("helvetica", size=24)
        made.cell(text=f"{text} page {page}")
    return bytes(made.output())


def picture_file(kind: str = "JPEG", size: tuple[int, int] = (640, 480), shade: int = 90) -> bytes:
    """A picture of one colour."""
    out = io.BytesIO()
    mode, colour = ("RGBA", (shade, 120, 160, 128)) if kind == "PNG" else ("RGB", (shade, 120, 160))
    Image.new(mode, size, colour).save(out, kind)
    return out.getvalue()


def evidence_files(count: int) -> list[EvidenceBytes]:
    """Files of every sort, the broken and the locked among them."""
    kinds = [
        lambda n: EvidenceBytes(
            f"certificate-{n}.pdf", "application/pdf", pdf_file(f"Certificate {n}")
        ),
        lambda n: EvidenceBytes(
            f"photo {n}.jpg", "image/jpeg", picture_file(size=(1200 + n, 900), shade=n % 250)
        ),
        lambda n: EvidenceBytes(
            f"slides-{n}.pdf", "application/pdf", pdf_file(f"Slides {n}", pages=2, wide=True)
        ),
        lambda n: EvidenceBytes(
            f"screen-{n}.png", "image/png", picture_file("PNG", (300 + n, 900))
        ),
        lambda n: EvidenceBytes(f"notes-{n}.txt", "text/plain", f"Notes {n}\n".encode()),
        lambda n: EvidenceBytes(
            f"broken-{n}.pdf", "application/pdf", b"%PDF-1.7\nnothing " + bytes([n % 256])
        ),
        lambda n: EvidenceBytes(
            f"locked-{n}.pdf", "application/pdf", pdf_file(f"Locked {n}", password="secret")
        ),
        lambda n: EvidenceBytes(f"شهادة-{n}.pdf", "application/pdf", pdf_file(f"Arabic name {n}")),
    ]
    return [kinds[number % len(kinds)](number) for number in range(count)]


def entry(number: int, evidence: Sequence[Evidence] = (), *, whole: bool = True) -> Entry:
    """An entry whose words, title and stages change with its number."""
    day = FIRST + timedelta(days=number % 530)
    state = ("counted", "counted", "waiting", "outside")[number % 4]
    tests = tuple(
        Test(
            name,
            "missing" if state == "waiting" and name == "relevant" else "met",
            "One sentence on where you use it in your job is missing."
            if state == "waiting" and name == "relevant"
            else "Its last day lies in the cycle.",
            "IMI CPD Policy, what counts as CPD",
            assumed=name == "sufficient",
        )
        for name in ("current", "authentic", "relevant", "sufficient")
    )
    told = tuple(
        Told(
            stage,
            _WORDS[(number + place) % len(_WORDS)],
            helped=number % 17 == 3,
            private=number % 10 == 4 and stage == "reflect",
        )
        for place, stage in enumerate(_STAGES)
        if (number + place) % 5
    )
    return Entry(
        number=number,
        id=1000 + number,
        title=_TITLES[number % len(_TITLES)],
        first_day=day,
        last_day=day + timedelta(days=number % 3),
        minutes=None if number % 29 == 5 else 60 + number % 90,
        type=_TYPES[number % len(_TYPES)],
        formality=("formal", "informal", None)[number % 3],
        provider="Bosch Training Centre" if number % 2 else "",
        job="EV technician" if number % 7 else "",
        subjects=(("Radar", 45), ("Cameras", None)) if number % 11 == 2 else (),
        told=told,
        worth=(
            Worth(
                "IMI register",
                state,  # type: ignore[arg-type]
                60,
                6000,
                100,
                tests,
                "imi-register@2026.3",
                whole=whole,
            ),
        ),
        evidence=tuple(evidence),
        saved_on=day + timedelta(days=1),
        provenance={"title": "read", "length": "typed"},
        disallowed=(("IMI register", day, "relevant"),) if number % 41 == 7 else (),
        sign_offs=(
            SignOff("Helen Ward", TODAY, f"Seen on two vehicles. {HOSTILE}", number % 2 == 0),
        )
        if number % 7 in (2, 3)
        else (),
        entered=(Entered("IMI", TODAY, number % 4 == 2),) if number % 3 == 2 else (),
        left_out=("plan",) if number % 5 == 4 else (),
    )


def _asked(name: str, amount: int, of: int) -> Figure:
    source, version = "IMI CPD Policy, Professional Registration", "imi-register@2026.3"
    return Figure(name, amount, "credits", of, asked=True, source=source, version=version)


def document(entries: int = 12, files: Sequence[EvidenceBytes] = ()) -> Document:
    """A record of so many entries, the files one after another on the first of them; every third
    bears a link too.
    """
    kept = [
        Evidence("file", one.name, "", one.sha256, len(one.content), one.media_type, None, number)
        for number, one in enumerate(files, start=1)
    ]
    link = Evidence("link", "", "https://example.org/certificates/12345?x=<y>&z=1")
    found = []
    for number in range(1, entries + 1):
        mine = kept[number - 1 :: max(entries, 1)]
        found.append(entry(number, [*mine, *([link] if number % 3 == 0 else [])]))
    return Document(
        person=Person(
            "Priya Sharma",
            "Ampere Motors",
            (("EV technician", date(2024, 3, 1), None),),
            "T0AMPERE",
            "U0PRIYA",
        ),
        period=Period("cycle", FIRST, date(2028, 5, 31)),
        schemes=(
            Scheme(
                key="imi-register",
                title="IMI register",
                version="imi-register@2026.3",
                stages=(
                    ("Planning", "plan"),
                    ("Action", "act"),
                    ("Results", "evaluate"),
                    ("Reflection", "reflect"),
                ),
                enrolled_on=date(2025, 6, 2),
                cycle_first=FIRST,
                cycle_last=date(2028, 5, 31),
                totals=(
                    Figure("entries", entries, "entries"),
                    Figure("counted", 3300, "credits"),
                    Figure("waiting", 200, "credits"),
                ),
                standing=(
                    _asked("year", 800, 3000),
                    _asked("cycle", 3300, 9000),
                    Figure("days_left", 557, "days"),
                ),
                opening=Opening(date(2025, 9, 1), 900, None),
                by_account=True,
                years=(
                    replace(
                        _asked("cpd_year", 2500, 3000),
                        number=1,
                        first=FIRST,
                        last=date(2026, 5, 31),
                    ),
                    replace(
                        _asked("cpd_year", 800, 3000),
                        number=2,
                        first=date(2026, 6, 1),
                        last=date(2027, 5, 31),
                    ),
                ),
                registration=Registration(
                    "registered",
                    "registered",
                    FIRST,
                    told_by="member",
                    told_on=date(2025, 6, 2),
                    by_grade=True,
                ),
            ),
        ),
        entries=tuple(found),
        moment=MOMENT,
        zone="Europe/London",
        today=TODAY,
        chain=Chain(entries, HEAD),
        undated=1,
    )
