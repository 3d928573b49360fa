"""A technician under the register, TechSafe's two categories and the MOT: time by subject."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.services.members import settings
from tests.harness import ANA, IDA, Harness, buttons, harness_at, reads

EXAMPLE = Path(__file__).parents[3] / "docs" / "frameworks" / "example-adas.yaml"
SCHEMES = (
    "imi-techsafe/electrified vehicles",
    "imi-techsafe/ADAS",
    "dvsa-mot/group B",
)
NOW = datetime(2026, 11, 30, 10, 0, tzinfo=UTC)
BEGAN = date(2025, 6, 1)
ACCOUNT = "I learnt to check the bracket before the radar, which helps on every ADAS job I do"
RADAR, CAMERAS = "Example subject B, radar", "Example subject A, calibrating cameras"
CODES = "Example subject C, fault codes"
SUBJECTS = (
    "SELECT subject, assessment.minutes, assessment.state FROM assessment JOIN enrolment "
    "ON enrolment.id = enrolment_id WHERE category = 'ADAS' ORDER BY entry_id, part"
)
COUNTED = "SELECT pack, category, assessment.minutes FROM assessment JOIN enrolment ON " + (
    "enrolment.id = enrolment_id WHERE state = 'counted' ORDER BY pack, category, part"
)


@pytest.fixture(params=["sqlite_url", "postgres_url"])
async def garage(request: pytest.FixtureRequest) -> AsyncIterator[Harness]:
    """A workplace; Ana is in four schemes, of which two go by subjects."""
    url = request.getfixturevalue(request.param)
    async with harness_at(url, now=NOW) as harness:
        await harness.enrolled(ANA)
        with harness.open(ANA) as ctx:
            for scheme in SCHEMES:
                settings.enrol(ctx, scheme)
                if scheme.startswith("imi-techsafe"):
                    settings.set_cycle_start(ctx, scheme, BEGAN)
        yield harness


async def load(harness: Harness) -> None:
    """The administrator loads the example, and what was saved is assessed anew."""
    ida = harness.member(IDA)
    await ida.command("admin load")
    assert await ida.submit({"part_1": EXAMPLE.read_text()}) == {}
    assert await ida.submit() == {}
    assert "Loaded." in reads(ida.modal)
    await harness.move_to(NOW + timedelta(hours=1))


async def test_not_loaded_becomes_a_shortfall_with_a_date(garage: Harness) -> None:
    ana = garage.member(ANA)
    status = await ana.command("status")
    assert "the subjects that it asks for are not loaded here" in status
    await load(garage)
    await ana.write("1h ADAS radar and camera calibration today")
    assert f"{RADAR} and {CAMERAS}" in reads(ana.card)
    await ana.write(ACCOUNT)
    await ana.write("save")
    await garage.quiet()
    assert await garage.query(SUBJECTS) == [(RADAR, 30, "counted"), (CAMERAS, 30, "counted")]
    status = await ana.command("status")
    short = f"1 of 4 subjects met; short of {CODES} by 1.25 credits and of 1 more; 1 not known"
    assert f"{short}, to 31 May 2028." in status
    assert "the subjects that it asks for are not loaded here" in status  # of the other category


async def test_what_was_saved_before_counts_once_the_framework_is_loaded(garage: Harness) -> None:
    ana = garage.member(ANA)
    await ana.write("1h ADAS radar calibration today")
    await ana.write(ACCOUNT)
    await ana.write("save")
    await load(garage)
    assert await garage.query(SUBJECTS) == [("", 60, "counted")]
    await ana.click("Edit", ana.card)
    [field] = [block for block in ana.modal.blocks if block["block_id"] == "subjects"]
    offered = {one["text"]["text"]: one["value"] for one in field["element"]["options"]}
    assert await ana.submit({"subjects": [offered[RADAR]]}) == {}
    assert await garage.query(SUBJECTS) == [(RADAR, 60, "counted")]


async def test_subjects_are_typed_where_none_are_loaded_and_count_once_they_are(
    garage: Harness,
) -> None:
    ana = garage.member(ANA)
    await ana.write("2h windscreen and bumper course today")
    await ana.write(ACCOUNT)
    await ana.click("Edit", ana.card)
    typed = f"{RADAR}, 15 min\n{CAMERAS}"
    assert await ana.submit({"subjects_typed": f"{typed}, 9 h"}) == {
        "subjects_typed": "Together that is more than the whole took."
    }
    assert await ana.submit({"subjects_typed": typed}) == {}
    await ana.write("save")
    await ana.click("Details", ana.card)
    assert "I cannot say yet: the subjects that IMI TechSafe: ADAS asks for" in reads(ana.modal)
    assert await garage.query(SUBJECTS) == [(RADAR, 15, "outside"), (CAMERAS, 105, "outside")]
    await load(garage)
    assert await garage.query(SUBJECTS) == [(RADAR, 15, "counted"), (CAMERAS, 105, "counted")]
    status = await ana.command("status")
    short = f"0 of 4 subjects met; short of {RADAR} by 5 min and of 2 more; 1 not known"
    assert f"{short}, to 31 May 2028." in status


async def test_one_entry_counts_in_each_scheme_by_its_own_rules(garage: Harness) -> None:
    ana = garage.member(ANA)
    await load(garage)
    await ana.write("2h radar and cameras course today")
    await ana.write(ACCOUNT)
    await ana.write("save")
    await garage.quiet()
    found = {tuple(row) for row in await garage.query(COUNTED)}
    assert ("imi-register", "", 120) in found
    assert ("imi-techsafe", "ADAS", 60) in found
    assert ("dvsa-mot", "group B", 120) in found
    assert not any(category == "electrified vehicles" for _, category, _ in found)


async def test_subjects_and_vehicle_groups_share_nothing_with_each_other(garage: Harness) -> None:
    ana = garage.member(ANA)
    await load(garage)
    with garage.open(ANA) as ctx:
        settings.enrol(ctx, "dvsa-mot/group A")
    await ana.write("1h radar and cameras course, group A, today")
    await ana.write(ACCOUNT)
    await ana.write("save")
    await garage.quiet()
    assert await garage.query(SUBJECTS) == [(RADAR, 30, "counted"), (CAMERAS, 30, "counted")]
    of_groups = SUBJECTS.replace("category = 'ADAS'", "category = 'group B'")
    assert await garage.query(of_groups) == [("group A", 60, "counted")]
    await ana.click("Edit", ana.card)
    fields = [block["block_id"] for block in ana.modal.blocks]
    assert {"subjects", "groups"} <= {*fields}


async def test_the_card_asks_once_which_subject_and_takes_a_button(garage: Harness) -> None:
    ana = garage.member(ANA)
    await load(garage)
    await ana.write("1h windscreen course today")
    assert "Which subject?" not in reads(ana.card)
    await ana.write(ACCOUNT)
    assert "Which subject?" in reads(ana.card)
    assert "Save" in buttons(ana.card)
    await ana.click(RADAR, ana.card)
    assert "Which subject?" not in reads(ana.card)
    assert RADAR in reads(ana.card)
    await ana.write("undo")
    assert "Which subject?" in reads(ana.card)


async def test_the_name_is_typed_while_it_is_asked(garage: Harness) -> None:
    ana = garage.member(ANA)
    await load(garage)
    await ana.write("1h windscreen course today")
    await ana.write(ACCOUNT)
    await ana.write("radar and cameras")
    assert "Which subject?" not in reads(ana.card)
    await ana.write("save")
    await garage.quiet()
    assert await garage.query(SUBJECTS) == [(RADAR, 30, "counted"), (CAMERAS, 30, "counted")]


async def test_left_open_it_counts_to_none_and_says_so_once(garage: Harness) -> None:
    ana = garage.member(ANA)
    await load(garage)
    await ana.write("1h windscreen course today")
    await ana.write(ACCOUNT)
    await ana.click("Skip", ana.card)
    assert "Which subject?" not in reads(ana.card)
    await ana.write("save")
    await garage.quiet()
    assert reads(ana.note).count("no subject yet") == 1
    assert await garage.query(SUBJECTS) == [("", 60, "counted")]


async def test_minutes_of_each_are_said_in_edit(garage: Harness) -> None:
    ana = garage.member(ANA)
    await load(garage)
    await ana.write("1h radar and cameras course today")
    await ana.click("Edit", ana.card)
    names = [block for block in ana.modal.blocks if str(block).count("How long: ")]
    assert len(names) == 2
    first, second = (block["block_id"] for block in names)
    assert await ana.submit({first: "50 min", second: "20 min"}) == {
        second: "Together that is more than the whole took."
    }
    assert await ana.submit({first: "40 min", second: ""}) == {}
    await ana.write(ACCOUNT)
    await ana.write("save")
    await garage.quiet()
    assert await garage.query(SUBJECTS) == [(RADAR, 40, "counted"), (CAMERAS, 20, "counted")]


async def test_minutes_of_subjects_chosen_in_the_form_are_asked_for_in_the_next(
    garage: Harness,
) -> None:
    ana = garage.member(ANA)
    await load(garage)
    await ana.write("1h windscreen course today")
    await ana.click("Edit", ana.card)
    [field] = [block for block in ana.modal.blocks if block["block_id"] == "subjects"]
    offered = {one["text"]["text"]: one["value"] for one in field["element"]["options"]}
    chosen = [offered[RADAR], offered[CAMERAS]]
    assert await ana.submit({"subjects": chosen, "evaluate": ACCOUNT}) == {}
    assert "Your changes are saved. It took 1 h in all." in reads(ana.modal)
    assert ACCOUNT not in reads(ana.modal)
    first, second = (f"subject_{mark}" for mark in chosen)
    assert await ana.submit({first: "50 min", second: "20 min"}) == {
        second: "Together that is more than the whole took."
    }
    assert await ana.submit({first: "50 min", second: ""}) == {}
    await ana.write("save")
    await garage.quiet()
    assert await garage.query(SUBJECTS) == [(RADAR, 50, "counted"), (CAMERAS, 10, "counted")]


async def test_one_subject_chosen_in_the_form_asks_nothing_more(garage: Harness) -> None:
    ana = garage.member(ANA)
    await load(garage)
    await ana.write("1h windscreen course today")
    await ana.click("Edit", ana.card)
    [field] = [block for block in ana.modal.blocks if block["block_id"] == "subjects"]
    offered = {one["text"]["text"]: one["value"] for one in field["element"]["options"]}
    opened = len(garage.sandbox.workspace.views)
    assert await ana.submit({"subjects": [offered[RADAR]]}) == {}
    assert len(garage.sandbox.workspace.views) == opened - 1
    assert RADAR in reads(ana.card)


async def test_details_say_by_which_version_and_from_when(garage: Harness) -> None:
    ana = garage.member(ANA)
    await load(garage)
    await ana.write("1h radar and cameras course today")
    await ana.click("Details", ana.card)
    shown = reads(ana.modal)
    assert f"30 min of {RADAR}." in shown
    assert "version example-1, in force from 1 Jan 2026" in shown


async def test_the_same_as_before_is_of_the_same_subjects(garage: Harness) -> None:
    ana = garage.member(ANA)
    await load(garage)
    await ana.write("1h radar and cameras course today")
    await ana.write(ACCOUNT)
    await ana.write("save")
    await ana.write("same as last time, yesterday")
    found = await garage.query("SELECT count(*) FROM entry WHERE CAST(subjects AS TEXT) <> '[]'")
    assert found == [(2,)]


async def test_a_sentence_that_was_edited_is_read_again(garage: Harness) -> None:
    ana = garage.member(ANA)
    await load(garage)
    sentence = await ana.write("1h radar course today")
    await ana.edit(sentence, "1h cameras course today")
    await ana.click("Yes")
    assert CAMERAS in reads(ana.card)
    assert RADAR not in reads(ana.card)


async def drafts(garage: Harness) -> int:
    [(count,)] = await garage.query("SELECT count(*) FROM entry WHERE status = 'draft'")
    return int(count)


async def test_a_sentence_that_shares_out_its_time_is_one_activity(garage: Harness) -> None:
    ana = garage.member(ANA)
    await load(garage)
    await ana.write("3 hours at Bosch today: 90 minutes on cameras, the rest radar")
    assert await drafts(garage) == 1
    assert "3 h" in reads(ana.card)
    await ana.write(ACCOUNT)
    await ana.write("save")
    await garage.quiet()
    assert await garage.query(SUBJECTS) == [(CAMERAS, 90, "counted"), (RADAR, 90, "counted")]


async def test_where_no_framework_is_loaded_the_same_words_are_read_as_ever(
    garage: Harness,
) -> None:
    ana = garage.member(ANA)
    await ana.write("1h cameras and 1h radar today")
    assert await drafts(garage) == 2


async def test_its_subjects_are_corrected_by_word_and_taken_back(garage: Harness) -> None:
    ana = garage.member(ANA)
    await load(garage)
    await ana.write("2h ADAS course today, 1h cameras and 1h radar")
    await ana.write("it was all cameras")
    assert f"{CAMERAS}, 2 h now." in reads(ana.heard[-1])
    await ana.write("an hour of it was radar")
    await ana.write("not cameras, software")
    await ana.write("undo")
    await ana.write(ACCOUNT)
    await ana.write("save")
    await garage.quiet()
    assert await garage.query(SUBJECTS) == [(CAMERAS, 60, "counted"), (RADAR, 60, "counted")]


async def test_more_than_the_whole_took_is_refused(garage: Harness) -> None:
    ana = garage.member(ANA)
    await load(garage)
    await ana.write("2h ADAS course today")
    await ana.write("3 hours of it was radar")
    assert reads(ana.heard[-1]) == "Together that is more than the whole took."


async def test_the_subjects_of_a_saved_entry_are_changed_once_that_is_said(
    garage: Harness,
) -> None:
    ana = garage.member(ANA)
    await load(garage)
    await ana.write("2h radar course today")
    await ana.write(ACCOUNT)
    await ana.write("save")
    await ana.write("half of it was cameras")
    assert "It is saved with" in reads(ana.heard[-1])
    assert await garage.query(SUBJECTS) == [(RADAR, 120, "counted")]
    await ana.write("yes")
    await garage.quiet()
    assert await garage.query(SUBJECTS) == [(RADAR, 60, "counted"), (CAMERAS, 60, "counted")]


async def test_asked_which_subject_the_answer_may_say_how_long_each_took(garage: Harness) -> None:
    ana = garage.member(ANA)
    await load(garage)
    await ana.write("2h windscreen course today")
    await ana.write(ACCOUNT)
    await ana.write("90 min radar, the rest cameras")
    await ana.write("save")
    await garage.quiet()
    assert await garage.query(SUBJECTS) == [(RADAR, 90, "counted"), (CAMERAS, 30, "counted")]


async def test_an_edited_sentence_has_its_shares_read_again(garage: Harness) -> None:
    ana = garage.member(ANA)
    await load(garage)
    message = await ana.write("2h ADAS course today, 1h cameras and 1h radar")
    await ana.edit(message, "2h ADAS course today, 30 min cameras, the rest radar")
    await ana.click("Yes")
    await ana.write(ACCOUNT)
    await ana.write("save")
    await garage.quiet()
    assert await garage.query(SUBJECTS) == [(CAMERAS, 30, "counted"), (RADAR, 90, "counted")]


async def test_cards_that_stand_are_drawn_anew_once_a_framework_is_loaded(
    garage: Harness,
) -> None:
    ana = garage.member(ANA)
    await ana.write("1h windscreen course today")
    await ana.write(ACCOUNT)
    await ana.write("save")
    await ana.write("2h bumper course today")
    await ana.write(ACCOUNT)
    stood = "\n".join(reads(one) for one in ana.heard)
    assert "Which subject?" not in stood
    assert "no subject yet" not in stood
    count = len(ana.heard)
    await load(garage)
    stand = "\n".join(reads(one) for one in ana.heard[:count])
    assert "Which subject?" in reads(ana.card)
    assert "no subject yet" in stand
