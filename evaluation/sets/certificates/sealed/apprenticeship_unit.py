"""A unit certificate: level, credits, guided hours, the learner's number and date of birth."""

from evaluation.certificates.drawing import Sheets

UNITS = (
    ("Unit ref.", "Title", "Level", "Credit", "GLH"),
    ("K/990/4127", "Removing and Replacing Braking Units", "2", "5", "38"),
)


def draw() -> Sheets:
    page = Sheets()
    page.frame((8, 8, 194, 281), thick="0.4")
    page.text(105, 30, "Fellbeck Awarding", "narrow 26 b c #4a2a7b")
    page.text(105, 40, "Certificate of Unit Credit", "narrow 16 c")
    page.text(105, 62, "ALFIE JAMES HOLLINGTON", "narrow 22 b c")
    page.text(105, 70, "Date of birth 21/08/2007      ULN 9900112233", "narrow 11 c")
    page.text(105, 84, "has been awarded credit for the following unit", "narrow 12 c")
    page.table((20, 92), (26, 86, 18, 18, 22), UNITS, "narrow 11", head="#e5ddf2", row=9)
    page.text(20, 130, "towards the Level 2 Diploma in Light Vehicle Maintenance", "narrow 12")
    page.text(20, 150, "Centre: Tarnby Technical Training (14562)", "narrow 11")
    page.text(20, 158, "Unit achieved: 15/05/2026", "narrow 11")
    page.text(20, 166, "Certificate printed: 01/06/2026", "narrow 11")
    page.text(20, 174, "Certificate number: 26-UC-0048123", "narrow 11")
    page.scribble(140, 250)
    return page
