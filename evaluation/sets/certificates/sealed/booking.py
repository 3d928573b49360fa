"""An e-mail that confirms a booking: a course with a day, hours and a name, in the future."""

from evaluation.certificates.drawing import Sheets

BOOKED = (
    ("Course", "Paediatric First Aid (1 day)"),
    ("Delegate", "Leanne Rudd-Okoro"),
    ("When", "13 January 2027, 09:00-16:00"),
    ("Where", "Course Harbour, Dock 4, Penmouth"),
    ("Paid", "£95.00"),
)


def draw() -> Sheets:
    page = Sheets()
    page.fill((0, 0, 210, 30), "#00798c")
    page.text(15, 19, "You’re booked!", "sans 20 b #ffffff")
    page.text(15, 45, "Hi Leanne,", "sans 11")
    below = page.block(
        (15, 52, 175),
        "We look forward to seeing you. Please arrive fifteen minutes early and bring "
        "photo identification. Your certificate will be e-mailed to you after the course.",
        "sans 11",
    )
    page.table((15, below + 6), (40, 130), BOOKED, "sans 10", row=9)
    page.text(
        15, below + 62, "Cannot come? Tell us before 6 January and we will refund you.", "sans 9"
    )
    page.text(15, 280, "Course Harbour · booking reference CH-20118", "sans 8")
    return page
