"""A congress of two days: sessions ticked, CPD hours as a decimal."""

from evaluation.certificates.drawing import Sheets

SESSIONS = (
    ("Day", "Session", "Hours"),
    ("Wed 7", "Keynote: the workshop in 2030", "1"),
    ("Wed 7", "Recruiting and keeping technicians", "1.5"),
    ("Wed 7", "Cash flow clinic", "1"),
    ("Thu 8", "ADAS: what insurers ask", "1.5"),
    ("Thu 8", "Panel: right to repair", "1.5"),
)


def draw() -> Sheets:
    page = Sheets()
    page.fill((0, 0, 12, 297), "#d7263d")
    page.text(25, 30, "North Counties", "condensed 13")
    page.text(25, 41, "Workshop Management Congress", "condensed 24 b #d7263d")
    page.text(25, 50, "Carrowby Exhibition Centre, 7–8 October 2026", "condensed 12")
    page.text(25, 75, "This confirms that", "condensed 11")
    page.text(25, 85, "Fergus MacAllan-Reid", "condensed 20 b")
    page.text(25, 93, "of Reid’s Garage (Thornhope)", "condensed 11")
    page.text(25, 102, "was a delegate at the Congress and attended:", "condensed 11")
    below = page.table((25, 108), (25, 110, 25), SESSIONS, "condensed 10", head="#f8d6da")
    page.text(25, below + 14, "Total: 6.5 CPD hours", "condensed 16 b")
    page.text(25, below + 30, "North Counties Trade Events CIC", "condensed 10")
    return page
