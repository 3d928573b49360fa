"""A brochure of courses with hours and prices, and a sample certificate's words."""

from evaluation.certificates.drawing import Sheets

OFFERED = (
    ("Course", "CPD hours", "Price"),
    ("Hybrid Systems in a Day", "6", "£210 + VAT"),
    ("Customer Handover", "2", "£60 + VAT"),
    ("Manual Handling Refresher", "1.5", "£45 + VAT"),
)


def draw() -> Sheets:
    page = Sheets()
    page.fill((0, 0, 210, 70), "#ff6b6b")
    page.text(15, 40, "Grow with us", "arial 34 b #ffffff")
    page.text(15, 54, "Courses for workshops, spring 2027", "arial 14 #ffffff")
    page.table((15, 82), (100, 35, 45), OFFERED, "arial 11", lines=False, head="#ffe3e3", row=10)
    below = page.block(
        (15, 145, 180),
        "Every delegate receives a certificate of completion with CPD hours. Accepted by "
        "employers everywhere. Book early: places are limited to eight a course.",
        "arial 12",
    )
    page.text(15, below + 12, "hello@sparklane-courses.example   01632 960 777", "arial 11 b")
    return page
