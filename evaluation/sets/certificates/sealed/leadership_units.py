"""An American provider: CEUs and contact hours, month first in words, US letter paper."""

from evaluation.certificates.drawing import Sheets


def draw() -> Sheets:
    page = Sheets("letter", landscape=True)
    page.frame((8, 8, 263.4, 199.9), colour="#123c69", thick="3")
    page.text(139.7, 40, "Cinder Ridge Leadership Institute", "times 26 b c #123c69")
    page.text(139.7, 52, "CERTIFICATE OF COMPLETION", "helvetica 13 c")
    page.text(139.7, 78, "Cordelia M. Vance, Ph.D.", "times 28 i c")
    page.text(139.7, 94, "has successfully completed the online program", "helvetica 12 c")
    page.text(139.7, 108, "Leading Multigenerational Teams", "times 20 b c")
    page.text(139.7, 126, "1.2 CEUs (12 contact hours)", "helvetica 12 c")
    page.text(139.7, 138, "Completion date: June 19, 2026", "helvetica 12 c")
    page.scribble(60, 172)
    page.text(60, 182, "Program Director", "helvetica 9")
    page.text(220, 182, "Provider no. 55120", "helvetica 9 r")
    return page
