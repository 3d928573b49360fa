"""How what was read of a certificate is held against its label."""

from dataclasses import replace
from datetime import date

from bot.conversation.certificates.certificate import Certificate, Found, Module, Place
from evaluation.certificates.labels import Label
from evaluation.certificates.reading import certificates_failures, certificates_report
from evaluation.certificates.scoring import Mark, figures, score
from evaluation.document import EMPTY, with_certificates

HERE = Place(1, 0)
LABEL = Label(
    certificate=True,
    note="",
    fields={"title": "Brake  fluid", "date": date(2026, 3, 11), "credits": 1.5, "minutes": 60},
    acceptable={"title": ("Fluids",), "minutes": (None, 45)},
    modules=({"title": "Boiling points", "minutes": 60},),
)
RIGHT = Certificate(
    title=Found("brake fluid", HERE),
    day=Found(date(2026, 3, 11), HERE),
    credits=Found(150, HERE),
    modules=(Module("boiling points", 60),),
)


def _wrong(read: Certificate | None, label: Label = LABEL) -> list[tuple[str, str]]:
    return [(m.field, m.verdict) for m in score("a", label, read).marks if m.verdict != "right"]


def test_case_and_blanks_are_of_no_account_and_what_is_acceptable_is_right() -> None:
    assert _wrong(RIGHT) == []
    assert _wrong(replace(RIGHT, title=Found("Fluids", HERE), minutes=Found(45, HERE))) == []


def test_what_the_label_does_not_say_is_wrong_and_what_is_not_found_is_missed() -> None:
    assert _wrong(replace(RIGHT, number=Found("X", HERE), day=None)) == [
        ("number", "wrong"),
        ("date", "missed"),
    ]
    assert _wrong(replace(RIGHT, minutes=Found(90, HERE), modules=())) == [
        ("minutes", "wrong"),
        ("modules", "missed"),
    ]


def test_whatever_is_read_of_no_certificate_is_wrong() -> None:
    other = Label(certificate=False, note="", fields={})
    assert _wrong(None, other) == []
    assert len(_wrong(RIGHT, other)) == 4


def test_precision_is_over_what_was_filled_and_recall_over_what_is_labelled() -> None:
    scored = [score("a", LABEL, RIGHT), score("b", LABEL, replace(RIGHT, title=None))]
    scored.append(score("c", LABEL, replace(RIGHT, title=Found("Tyres", HERE))))
    title = next(one for one in figures(scored) if one.field == "title")
    assert (title.right, title.wrong, title.not_found) == (1, 1, 2)
    assert title.precision == 0.5
    assert title.recall == 1 / 3


def test_of_the_sealed_half_no_word_is_told() -> None:
    scored = [score("a", LABEL, replace(RIGHT, title=Found("Secret words", HERE)))]
    assert "Secret words" in certificates_failures("open", scored)
    told = certificates_report("sealed", scored) + certificates_failures("sealed", scored)
    for secret in ("Secret", "Brake", "Boiling", "2026-03-11"):
        assert secret not in told
    assert "1 of 3 fields that were filled, 33.3 %" in told


def test_the_figures_of_both_halves_stand_apart_in_the_document() -> None:
    page = with_certificates(EMPTY, "open", "of the open ones")
    page = with_certificates(page, "sealed", "of the sealed ones")
    page = with_certificates(page, "open", "of the open ones, anew")
    assert page.index("of the open ones, anew") < page.index("of the sealed ones")
    assert page.count("of the open ones") == 1


def test_a_mark_of_nothing_is_not_made() -> None:
    empty = Label(certificate=True, note="", fields={})
    assert score("a", empty, Certificate()).marks == ()
    assert Mark("title", "missed", labelled=True) != Mark("title", "wrong", labelled=True)


def test_how_an_apostrophe_is_typed_is_of_no_account() -> None:
    label = replace(LABEL, fields={"title": 'l\'habilitation "B2"'}, modules=())
    read = Certificate(title=Found("l\u2019habilitation \u201cB2\u201d", HERE))
    assert _wrong(read, label) == []


def test_a_supposed_title_is_counted_by_itself_and_as_not_found() -> None:
    supposed = replace(RIGHT, title=None, supposed_title=Found("Brake fluid", HERE))
    scored = [
        score("a", LABEL, supposed),
        score("b", LABEL, replace(supposed, supposed_title=Found("Secret words", HERE))),
        score("c", LABEL, RIGHT),
    ]
    title = next(one for one in figures(scored) if one.field == "title")
    assert (title.right, title.wrong, title.not_found) == (1, 0, 2)
    told = certificates_report("sealed", scored)
    assert "only supposed, and asked about: 2, of them 1 right." in told
    assert "Secret" not in told
