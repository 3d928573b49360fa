"""A list of everybody at a talk in the workshop, typed."""

from evaluation.certificates.drawing import Sheets

TALK = (
    ("Subject", "Safe use of two-post lifts"),
    ("Given by", "Norman Pettifer, H&S adviser"),
    ("Date / time", "Mon 16/02/2026, 08:00 to 08:25"),
    ("Site", "Ashdown Road Motors, Bay 3"),
)
PEOPLE = (
    ("", "Name", "Job", "Signature"),
    ("1", "Leo Castellane", "Technician", ""),
    ("2", "Shabnam Yousafi", "Technician", ""),
    ("3", "Peter Drewe", "MOT tester", ""),
    ("4", "Ines Carvalhal", "Service adviser", ""),
    ("5", "Josh Penhallow", "Apprentice", ""),
)


def draw() -> Sheets:
    page = Sheets()
    page.text(20, 24, "TOOLBOX TALK - RECORD OF ATTENDANCE", "helvetica 16 b")
    page.table((20, 32), (40, 130), TALK, "helvetica 11", row=8)
    page.table((20, 84), (10, 80, 40, 40), PEOPLE, "helvetica 11", head="#eeeeee", row=9)
    for row in range(5):
        page.scribble(155, 99 + row * 9, "#222266")
    return page
