"""What a member's own account holds: its clauses, their elements, its grade, a plan's day.

`clauses` cuts, `cues` and `blanks` are the tables to extend, `finding` finds elements and says
which stage they fill, `grading` tells an account from an empty answer, `plans` reads a plan's day.
"""

from typing import Final

READER: Final = "2026.2"
"""The version of this reading, stored with what it found; change it with any table in here."""
