"""Sentences about old logs and calendars, by the names that services give."""

from collections.abc import Mapping
from typing import Final

SENTENCES: Final[Mapping[str, str]] = {
    "did_you_do_these": "Only what you did yourself can stand in your record. Tick this to go on.",
    "import_over": "That is settled already. Drop the file here again to begin anew.",
    "still_reading": "I am still reading your file. One moment, please.",
    "nothing_to_take": "There is nothing in this file that I could take.",
    "which_column": "I need to know which column this is.",
    "column_has_a_meaning": "This column is something else above. Choose another, or none.",
    "archive_has_no_columns": "An archive has no columns: its entries say what they are.",
    "no_such_start": "That is settled already: `/cpd settings` shows when your cycles began.",
    "import_not_read": (
        "I could not read your file, and nothing of it is in your record. "
        "Your administrator can see why."
    ),
    "import_not_taken": (
        "I could not finish taking your file in, and nothing of it counts. "
        "Try again or leave it above; your administrator can see why."
    ),
    "which_word": "Which word is it?",
    "no_such_events": "No past event of this calendar has “{word}” in its title. Another word?",
    "import_take_typed": "Tap *Take them* below your file's figures: I ask you two things first.",
    "import_left": (
        "Left: nothing of your file is in your record. Drop it here again, and I read it as you "
        "had set it."
    ),
    "import_columns_typed": "Tap *Columns* below your file's figures, and tell me there.",
    "import_year_typed": (
        "I take no year that the file does not say. Write it behind those days and drop the file "
        "here again: rows that I have already are left out."
    ),
    "import_undo_typed": "Tap *Undo* below your file's figures: it takes all of it back.",
    "import_not_taken_yet": "Nothing of your file is in your record yet. *Leave it*, below its "
    "figures, drops it. I took nothing back.",
    "import_being_taken": "Your file is just being taken in. *Undo*, below its figures, takes it "
    "back once that is done.",
    "import_undone_typed": "Your file is out of your record. Drop it here again to have it back.",
    "calendar_done": "That was the last of them.",
}
