"""A conference's certificate with points and no hours."""

from evaluation.certificates.drawing import Sheets


def draw() -> Sheets:
    page = Sheets(landscape=True)
    page.polygon([(0, 0), (297, 0), (297, 38), (0, 62)], "#20315c")
    page.text(20, 28, "FLEETFATHOM 2026", "sans 26 b #ffffff")
    page.text(20, 40, "The annual conference for transport managers", "sans 11 #cdd6f0")
    page.text(148, 86, "Certificate of Attendance", "sans 22 c")
    page.text(148, 106, "Ms Ngozi Abernathy-Cole", "sans 20 b c #20315c")
    page.text(148, 120, "attended the conference on Thursday 18th June 2026", "sans 12 c")
    page.text(148, 128, "at the Riverside Halls, Penmouth", "sans 12 c")
    page.frame((118, 138, 60, 18), colour="#20315c", thick="0.8")
    page.text(148, 150, "CPD: 3 points", "sans 14 b c")
    page.text(148, 176, "Organised by the Guild of Yard and Fleet Planners", "sans 10 c")
    page.scribble(130, 190)
    return page
