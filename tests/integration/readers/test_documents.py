"""Documents: what is written in them, and those that cannot be read."""

import asyncio
import subprocess
import sys
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
import segno
from fpdf import FPDF
from PIL import Image

from bot.readers.child import office, pdf, pictures
from bot.readers.child.documents import Document
from bot.readers.child.file import File
from bot.readers.limits import Limits
from bot.readers.reading import Readers, child_command
from bot.readers.results import Kind
from tests.integration.readers.harness import (
    NOW,
    ROOT,
    Desk,
    archive,
    docx,
    picture,
    saved,
    without_ocr,
)
from tests.integration.readers.harness import pdf as made_pdf


def _document(desk: Desk, content: bytes, kind: Kind, limits: Limits | None = None) -> Document:
    """Read here rather than in a child, for a look at its lines."""
    file = File(
        desk.put(content), "x", kind, "", desk.folder, datetime.now(UTC), limits or Limits()
    )
    module: Any = {"pdf": pdf, "png": pictures, "jpeg": pictures}.get(kind, office)
    read: Document = module.document(file)
    return read


def _texts(document: Document) -> list[list[str]]:
    return [[line.text for line in page.lines] for page in document.pages]


def test_lines_of_a_pdf_come_in_the_order_of_the_page_with_their_places(desk: Desk) -> None:
    made = FPDF(unit="mm", format="A4")
    made.set_font("helvetica", size=12)
    made.add_page()
    made.text(20, 200, "Valid until 3 March 2029")
    made.text(120, 100, "Ada Example")
    made.text(20, 100, "Awarded to")
    document = _document(desk, bytes(made.output()), "pdf")
    assert _texts(document) == [["Awarded to", "Ada Example", "Valid until 3 March 2029"]]
    left, top, right, bottom = document.pages[0].lines[1].box or (0, 0, 0, 0)
    assert (round(left * 210), round(bottom * 297)) == pytest.approx((120, 100), abs=2)
    assert left < right
    assert top < bottom


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_places_on_a_turned_page_are_where_they_are_when_it_is_read(
    desk: Desk, degrees: int
) -> None:
    import pypdfium2  # noqa: PLC0415 - the child's

    upright = pypdfium2.PdfDocument(made_pdf("Here it says something, and not a little"))
    upright[0].set_rotation(degrees)
    path = desk.home / "turned.pdf"
    upright.save(path)
    box = _document(desk, path.read_bytes(), "pdf").pages[0].lines[0].box
    assert box is not None
    assert ((box[0] + box[2]) / 2 < 0.5, (box[1] + box[3]) / 2 < 0.5) == (True, True)


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_that_is_drawn_on_its_side_reads_in_lines(desk: Desk, degrees: int) -> None:
    """Each letter was a line of its own."""
    made = FPDF(format="a4")
    made.set_font("helvetica", size=12)
    made.add_page()
    with made.rotation(degrees, x=105, y=148):
        made.text(60, 140, "Awarded to")
        made.text(60, 150, "Ada Example of Brightmoor")
    assert _texts(_document(desk, bytes(made.output()), "pdf")) == [
        ["Awarded to", "Ada Example of Brightmoor"]
    ]


def test_a_code_is_read_off_a_pdf_and_off_a_picture(desk: Desk, tmp_path: Path) -> None:
    segno.make("https://example.org/verify/EX-1").save(str(tmp_path / "code.png"), scale=6)
    made = FPDF()
    made.add_page()
    made.image(str(tmp_path / "code.png"), x=150, y=230, w=25)
    made.set_font("helvetica", size=12)
    made.text(20, 40, "A page with words of its own, which are enough")
    codes = _document(desk, bytes(made.output()), "pdf").codes
    assert [(code.text, code.page) for code in codes] == [("https://example.org/verify/EX-1", 1)]
    turned = Image.open(tmp_path / "code.png").convert("RGB").rotate(7, fillcolor="white")
    (code,) = _document(desk, saved(turned, "JPEG"), "jpeg").codes
    assert code.text == "https://example.org/verify/EX-1"


def test_words_on_a_picture_are_recognised(desk: Desk) -> None:
    document = _document(desk, picture("Certificate 1234"), "png")
    assert document.pages[0].recognised
    assert "1234" in " ".join(_texts(document)[0])


def test_a_photo_is_turned_as_its_camera_says(desk: Desk) -> None:
    upright = Image.open(desk.put(picture("Certificate 1234")))
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by 90 degrees
    content = saved(upright.convert("RGB").rotate(90, expand=True), "JPEG", exif=exif)
    (line,) = _document(desk, content, "jpeg").pages[0].lines
    assert "1234" in line.text
    assert line.box is not None
    assert line.box[2] - line.box[0] > 0.2


def test_what_was_filled_into_a_form_is_read(desk: Desk) -> None:
    from pypdf import PdfReader, PdfWriter  # noqa: PLC0415 - the child's
    from pypdf.generic import (  # noqa: PLC0415
        ArrayObject,
        DictionaryObject,
        FloatObject,
        NameObject,
        TextStringObject,
    )

    writer = PdfWriter(clone_from=PdfReader(desk.put(made_pdf("Awarded to:"))))
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    field = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Widget"),
            NameObject("/FT"): NameObject("/Tx"),
            NameObject("/T"): TextStringObject("name"),
            NameObject("/V"): TextStringObject(""),
            NameObject("/DA"): TextStringObject("/Helv 12 Tf 0 g"),
            NameObject("/F"): FloatObject(4),
            NameObject("/Rect"): ArrayObject(map(FloatObject, (200, 700, 400, 730))),
        }
    )
    reference = writer._add_object(field)
    writer.pages[0][NameObject("/Annots")] = ArrayObject([reference])
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject(
        {
            NameObject("/Fields"): ArrayObject([reference]),
            NameObject("/DR"): DictionaryObject(
                {NameObject("/Font"): DictionaryObject({NameObject("/Helv"): font})}
            ),
        }
    )
    writer.update_page_form_field_values(writer.pages[0], {"name": "Ada Example"})
    path = desk.home / "filled.pdf"
    writer.write(path)
    (texts,) = _texts(_document(desk, path.read_bytes(), "pdf"))
    assert sorted(texts) == ["Ada Example", "Awarded to:"]


def test_nothing_on_a_picture_is_said(desk: Desk) -> None:
    assert desk.read(saved(Image.new("L", (60, 60), 255), "PNG"), "a").unread == "empty"


def test_a_pdf_that_is_a_picture_is_recognised_where_it_has_no_text(desk: Desk) -> None:
    made = FPDF()
    made.add_page()
    made.image(Image.open(desk.put(picture("Certificate 1234"))), x=10, y=10, w=180)
    made.set_font("helvetica", size=12)
    made.add_page()
    made.text(20, 40, "A page with words of its own, which are enough")
    first, second = _document(desk, bytes(made.output()), "pdf").pages
    assert first.recognised
    assert "1234" in " ".join(line.text for line in first.lines)
    assert not second.recognised


def test_without_the_extra_a_picture_is_kept_unread(desk: Desk) -> None:
    read = desk.read(picture("Certificate 1234"), "a.png", readers=without_ocr())
    assert (read.kind, read.unread) == ("png", "no_ocr")
    made = FPDF()
    made.add_page()
    made.image(Image.open(desk.put(picture("Certificate 1234"))), x=10, y=10, w=180)
    assert desk.read(bytes(made.output()), "a.pdf", readers=without_ocr()).unread == "no_ocr"


def test_without_the_extra_text_is_read_all_the_same(desk: Desk) -> None:
    content = made_pdf("A course of six hours in London")
    assert desk.read(content, "a.pdf", readers=without_ocr()).unread is None


def test_recognising_needs_no_network(desk: Desk) -> None:
    apart = ["unshare", "--user", "--map-root-user", "--net"]
    if sys.platform != "linux" or subprocess.run([*apart, "true"], check=False).returncode:
        pytest.skip("no network can be taken away here")
    readers = Readers(command=[*apart, *child_command()])
    path = desk.put(picture("Certificate 1234"))
    read = asyncio.run(readers.read(path, name="x.png", folder=desk.folder, now=NOW))
    assert (read.unread, read.recognised) == (None, True)


def test_a_child_has_no_network_and_starts_no_program(tmp_path: Path) -> None:
    script = (
        f"import sys; sys.path.insert(0, {ROOT!r})\n"
        "import socket, subprocess\n"
        "from bot.processes.confinement import confine\n"
        "from bot.readers.limits import Limits\n"
        "confine(Limits())\n"
        "def refused(reach):\n"
        "    try: reach()\n"
        "    except PermissionError: return True\n"
        "print(refused(lambda: socket.create_connection(('127.0.0.1', 9))),"
        " refused(lambda: socket.getaddrinfo('example.org', 443)),"
        " refused(lambda: subprocess.run(['true'])))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.split() == [b"True", b"True", b"True"]


def test_a_pdf_with_a_password(desk: Desk) -> None:
    read = desk.read(made_pdf("x", password="secret"), "a.pdf")
    assert (read.kind, read.unread) == ("pdf", "encrypted")


def test_a_pdf_that_only_its_owner_may_change_is_read(desk: Desk) -> None:
    made = FPDF()
    made.set_encryption(owner_password="owner")
    made.set_font("helvetica", size=12)
    made.add_page()
    made.text(20, 40, "A course of six hours in London")
    assert _texts(_document(desk, bytes(made.output()), "pdf")) == [
        ["A course of six hours in London"]
    ]


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(range(256)) * 50, made_pdf("x" * 60)[:300]],
    ids=["its first line", "noise", "cut off"],
)
def test_a_broken_pdf(desk: Desk, content: bytes) -> None:
    assert desk.read(content, "a.pdf").unread == "broken"


def test_an_empty_pdf(desk: Desk) -> None:
    read = desk.read(made_pdf("", ""), "a.pdf")
    assert (read.pages, read.unread) == (2, "empty")


def test_a_pdf_of_two_thousand_pages_is_counted_and_not_read(desk: Desk) -> None:
    read = desk.read(made_pdf(*["x"] * 2_000), "a.pdf")
    assert (read.pages, read.unread) == (2_000, "too_many_pages")


def test_no_more_pages_are_read_than_may_be(desk: Desk) -> None:
    content = made_pdf(*[f"Page {number} has some words, and not few" for number in range(8)])
    document = _document(desk, content, "pdf", Limits(pages=3))
    assert (len(document.pages), document.count, document.cut) == (3, 8, True)


def test_a_page_of_monstrous_size_is_drawn_small(desk: Desk) -> None:
    made = FPDF(unit="pt", format=(14_400, 14_400))
    made.add_page()
    made.rect(0, 0, 7_000, 7_000, style="F")
    read = desk.read(bytes(made.output()), "a.pdf", readers=without_ocr())
    assert read.unread == "no_ocr"


def test_a_png_of_two_hundred_megapixels_is_refused_by_its_header(desk: Desk) -> None:
    content = saved(Image.new("1", (20_000, 10_000)), "PNG")
    assert desk.read(content, "a.png").unread == "too_large"


def test_a_jpeg_of_two_hundred_megapixels_is_decoded_smaller(desk: Desk) -> None:
    content = saved(Image.new("L", (20_000, 10_000), 255), "JPEG")
    assert desk.read(content, "a.jpg", readers=without_ocr()).unread == "no_ocr"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_that_is_cut_off(desk: Desk, kind: str) -> None:
    content = picture("Certificate 1234", kind=kind)
    assert desk.read(content[: len(content) // 2], "a").unread == "broken"


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "1", "I;16", "CMYK"])
def test_pictures_in_every_mode_are_looked_at(desk: Desk, mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    white = {"RGBA": (0, 0, 0, 0), "LA": (0, 0), "CMYK": (0, 0, 0, 0)}.get(mode, 1)
    content = saved(Image.new(mode, (60, 60), white), kind)
    assert desk.read(content, "a", readers=without_ocr()).unread == "no_ocr"


def test_the_text_of_a_word_document(desk: Desk) -> None:
    body = (
        "<w:p><w:r><w:t>Awarded </w:t></w:r><w:r><w:t>to Ada</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Hours</w:t><w:tab/><w:t>6</w:t></w:r></w:p></w:tc>"
        "</w:tr></w:tbl><w:p><w:r><w:t>Fire&amp;more</w:t><w:br/><w:t>x</w:t></w:r></w:p>"
        "<w:p><x:Choice xmlns:x='y'><w:t>once</w:t></x:Choice>"
        "<x:Fallback xmlns:x='y'><w:t>twice</w:t></x:Fallback></w:p>"
    )
    document = _document(desk, docx(body), "docx")
    assert _texts(document) == [["Awarded to Ada", "Hours 6", "Fire&more", "x", "once"]]


def test_the_text_of_slides_in_their_order(desk: Desk) -> None:
    def slide(text: str) -> str:
        return f'<p:sld xmlns:p="p" xmlns:a="a"><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:sld>'

    names = {"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<p/>"}
    content = archive(
        {
            **names,
            **{f"ppt/slides/slide{number}.xml": slide(f"No {number}") for number in (10, 9, 1)},
        }
    )
    document = _document(desk, content, "pptx")
    assert _texts(document) == [["No 1"], ["No 9"], ["No 10"]]


@pytest.mark.parametrize(
    "document",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><w:p>&b;</w:p>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:p>&a;</w:p>',
        "<w:p><w:t>unclosed",
        "",
    ],
)
def test_word_documents_that_no_office_program_wrote(desk: Desk, document: str) -> None:
    content = archive({"[Content_Types].xml": "<Types/>", "word/document.xml": document})
    assert desk.read(content, "a.docx").unread == "broken"


def test_a_word_document_that_is_cut_off(desk: Desk) -> None:
    content = docx("<w:p/>")
    assert desk.read(content[: len(content) // 2], "a.docx").unread == "broken"


def test_an_email_is_read_and_its_attachments_named(desk: Desk) -> None:
    message = EmailMessage()
    message["From"], message["Date"] = "a@example.com", "Mon, 2 Mar 2026 10:00:00 +0000"
    message["Subject"] = "Your booking"
    message.set_content("plain words")
    message.add_attachment(
        b"%PDF-", maintype="application", subtype="pdf", filename="your cert.pdf"
    )
    read = desk.read(bytes(message), "a.eml")
    assert (read.kind, read.unread, read.attachments) == ("eml", None, ("your cert.pdf",))


def test_an_email_in_html_and_one_that_is_nested_beyond_sense(desk: Desk) -> None:
    message = EmailMessage()
    message["From"], message["Date"] = "a@example.com", "Mon, 2 Mar 2026 10:00:00 +0000"
    message["Subject"] = "Your booking"
    message.set_content("<p>words</p><script>x</script>", subtype="html")
    assert desk.read(bytes(message), "a.eml").unread is None
    deep = b"From: a\nDate: b\nSubject: c\n" + b"".join(
        b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (number, number)
        for number in range(5_000)
    )
    assert desk.read(deep, "a.eml").kind == "eml"


def test_yaml_is_handed_back_as_it_is(desk: Desk) -> None:
    content = "title: Körper\nitems:\n  - {a: 1}\n"
    read = desk.read(content.encode(), "pack.yaml")
    assert (read.kind, read.text, read.cut) == ("yaml", content, False)


def test_a_long_text_is_cut(desk: Desk) -> None:
    read = desk.read(b"words and more\n" * 100, "a.txt", Limits(text=50))
    assert (len(read.text), read.cut) == (50, True)


@pytest.mark.parametrize("name", ["../../etc/passwd", "a\0b.pdf", "ä" * 300, "-c", ""])
def test_a_name_is_never_a_path(desk: Desk, name: str) -> None:
    assert desk.read(made_pdf("A course of six hours in London"), name).kind == "pdf"


def test_of_a_certificate_facts_come_back_and_no_other_words(desk: Desk) -> None:
    made = FPDF()
    made.add_page()
    made.set_font("helvetica", size=14)
    lines = (
        "Certificate of completion",
        "This is to certify that Ada Example",
        "has completed High voltage safety",
        "Date of completion: 3 March 2026",
        "CPD hours: 6",
        "Her diary says something quite else",
    )
    for row, text in enumerate(lines):
        made.text(30, 40 + row * 14, text)
    read = desk.read(bytes(made.output()), "a.pdf")
    assert read.certificate is not None
    assert read.certificate.minutes is not None
    assert (read.certificate.minutes.value, read.certificate.minutes.place.line) == (360, 4)
    assert "diary" not in str(read)
