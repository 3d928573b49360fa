"""What is said of sources: few words, everything of theirs escaped, no title where it could be seen
over somebody's shoulder.
"""

from bot.services.sources.actions import MEMBER, Match, MatchForm, SourceRow
from bot.ui.sources.message_renderers import drafts_came
from bot.ui.sources.pages import NOBODY, match_modal, waiting_line
from sandbox.refusals import check_message
from storage.sources.sources import SourceRecord, UnknownPerson
from tests.unit.ui.builders import NOW
from tests.unit.ui.form_builders import submitted
from tests.unit.ui.reading import texts
from tests.unit.ui.test_pages import PERSON, SOURCE


def row(name: str, waiting: int) -> SourceRow:
    return SourceRow(SourceRecord(1, name, "cpd_1", NOW, None), waiting, 0)


def test_how_much_waits_is_said_in_one_line() -> None:
    assert waiting_line(row("Moodle", 3)) == "3 statements from *Moodle* wait for somebody"
    assert waiting_line(row("Moodle", 1)) == "1 statement from *Moodle* waits for somebody"


def test_a_name_that_would_be_markup_is_not() -> None:
    assert "<!here>" not in waiting_line(row("<!here>", 1))
    assert "<!here>" not in texts(drafts_came(1, ["<!here>"]).blocks)[0]


def test_drafts_are_told_of_in_one_line_whose_fallback_names_nothing() -> None:
    one, many = drafts_came(1, ["Moodle"]), drafts_came(40, ["Docebo", "Moodle", "X", "Y"])
    assert texts(one.blocks)[0].startswith("1 draft from Moodle stands on your Home.")
    assert texts(many.blocks)[0].startswith("40 drafts from Docebo, Moodle and X stand on your")
    assert one.text == "Drafts wait on your Home."
    for content in (one, many):
        assert len(texts(content.blocks)[0].split()) <= 30
        message = {"text": content.text, "blocks": list(content.blocks)}
        assert check_message(message) is None


def test_the_form_gives_who_was_chosen() -> None:
    view = match_modal(MatchForm(SOURCE, (UnknownPerson(PERSON, 2, NOW),)))
    assert submitted(view, **{MEMBER: "U7"}) == Match(1, 4, "U7")
    assert submitted(view, **{NOBODY: ["nobody"]}) == Match(1, 4, None, nobody=True)
