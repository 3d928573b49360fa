"""A certificate set like a newspaper: two narrow columns, words broken at line ends, ligatures."""

from evaluation.certificates.drawing import Sheets

LEFT = (
    "This certi\ufb01es that Benedict Fair-",
    "weather-Hughes read the arti-",
    "cle E\ufb00ective Brake Fluid Ser-",
    "vicing in our autumn number,",
    "answered the re\ufb02ective ques-",
    "tions at its end, and sent them",
    "to the editors, who found them",
    "su\ufb03cient.",
    "",
)
RIGHT = (
    "His answers were marked on",
    "the 2nd of November 2026.",
    "We reckon forty-\ufb01ve minutes",
    "for reading and a quarter of",
    "an hour for the questions: one",
    "hour altogether.",
    "",
    "A. Sef\ufb01eld, for Driveway Pub-",
    "lications, Penmouth",
)


def draw() -> Sheets:
    page = Sheets()
    page.text(105, 30, "THE DRIVEWAY QUARTERLY", "roman 24 b c")
    page.line((20, 34), (190, 34))
    page.text(105, 42, "Readers’ structured learning: certi\ufb01cate of completion", "roman 13 c")
    for row, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
        page.text(20, 60 + row * 7, left, "serif 10")
        page.text(112, 60 + row * 7, right, "serif 10")
    page.line((105, 54), (105, 124))
    return page
