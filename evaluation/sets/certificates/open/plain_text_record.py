"""A record of learning from an old system: monospaced text, columns made of blanks."""

from evaluation.certificates.drawing import Sheets

PRINTED = """\
** TRAINLOG 4.1 **            COURSE HISTORY            RUN 27-NOV-26  08:02

EMPLOYEE : 004417   HARGREAVES-BELL, DOMINIC           SITE : CARROWBY VANS
--------------------------------------------------------------------------
CODE     COURSE                              DONE        HRS   RESULT
--------------------------------------------------------------------------
TL-330   TAIL LIFT INSPECTION (LOLER)        16-SEP-26   05.50   PASS
--------------------------------------------------------------------------
                                   COURSES :   1    HRS : 05.50
*** END OF REPORT ***
"""


def draw() -> Sheets:
    page = Sheets(landscape=True)
    for row, words in enumerate(PRINTED.splitlines()):
        page.text(12, 20 + row * 5, words, "courier 10")
    return page
