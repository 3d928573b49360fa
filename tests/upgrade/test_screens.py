"""Whatever earlier releases put on a screen still does what it says."""

from collections.abc import AsyncIterator, Mapping

import pytest

from bot.ui.kit.sentences import sentence
from sandbox import User
from sandbox.forms import Value
from tests.harness import Harness, reads
from tests.upgrade.pilot import (
    ANA,
    BEN,
    CAT,
    DAN,
    EIGHTH,
    EVE,
    FIFTH,
    FIRST,
    FOURTH,
    GIL,
    IDA,
    LEE,
    MAX,
    NINTH,
    SECOND,
    SEVENTH,
    SIXTH,
    THIRD,
    Release,
    Sample,
    evening_of,
    of_the_fifth,
    of_the_first,
    of_the_fourth,
    of_the_second,
    of_the_seventh,
    of_the_sixth,
)
from tests.upgrade.screens import Screens, choices, one

CLICKABLE = {
    "0.1.0": 62,
    "0.2.0": 49,
    "0.3.0": 59,
    "0.4.0": 80,
    "0.5.0": 54,
    "0.6.0": 94,
    "0.7.0": 103,
    "0.8.0": 28,
    "0.9.0": 63,
}
"""How many elements of each release were taken down."""

NOT_UNDERSTOOD = {sentence("old_button"), sentence("outdated"), sentence("form_outdated")}


@pytest.fixture
async def screens(release: Release, old_sqlite_url: str) -> AsyncIterator["Looking"]:
    """The newest code at work, on SQLite: what a click means does not depend on the database."""
    async with evening_of(release, old_sqlite_url) as harness:
        await harness.quiet()
        yield Looking(harness, release)


class Looking:
    """The screens, and what a click or a form has led to in the database."""

    def __init__(self, harness: Harness, release: Release) -> None:
        self.harness = harness
        self.release = release
        self._screens = Screens(harness.sandbox, release)

    async def click_on(
        self, surface: str, action_id: str, block_id: str = "", value: Value = None
    ) -> None:
        """What the release put there under these names."""
        await self.click(one(self.release, surface, action_id, block_id), value)

    async def click(self, sample: Sample, value: Value = None) -> None:
        outcome = await self._screens.click(sample, value)
        assert outcome.error is None
        await self.harness.quiet()

    async def submit(
        self, callback_id: str, by: str, values: Mapping[str, Value], which: int = 0
    ) -> Mapping[str, str]:
        """What it objects to, by field."""
        outcome = await self._screens.submit(callback_id, values, by=by, which=which)
        assert outcome.error is None
        await self.harness.quiet()
        return outcome.errors

    async def found(self, statement: str) -> object:
        [(value,)] = await self.harness.query(statement)
        return value


async def test_everything_that_can_be_clicked_is_understood(screens: Looking) -> None:
    """Some of it, one after the other, makes no sense: the person is told why, in words."""
    release = screens.release
    clickable = [
        each for kind in ("message", "ephemeral", "home", "page") for each in release.samples(kind)
    ]
    assert len(clickable) == CLICKABLE[release.version]
    for sample in clickable:
        for choice in choices(sample):
            await screens.click(sample, choice)
    sandbox = screens.harness.sandbox
    told = {reads(one) for user in release.people for one in sandbox.person(user.id).messages()}
    assert told & NOT_UNDERSTOOD == set()


ON_ENTRIES = {
    FIRST: (
        ("save", "card:31", 31, "draft", "logged"),
        ("discard", "nudge:15", 27, "draft", "discarded"),
        ("undo", "card:21", 21, "discarded", "draft"),
        ("withdraw", "card:20", 20, "logged", "withdrawn"),
        ("restore", "note:19", 19, "withdrawn", "logged"),
        ("did_it", "card:12", 12, "planned", "draft"),
    ),
    SECOND: (
        ("save", "card:28", 28, "draft", "logged"),
        ("discard", "nudge:7", 20, "draft", "discarded"),
        ("undo", "card:17", 17, "discarded", "draft"),
        ("withdraw", "card:27", 27, "logged", "withdrawn"),
        ("restore", "note:16", 16, "withdrawn", "logged"),
        ("did_it", "card:14", 14, "planned", "draft"),
    ),
    THIRD: (("did_it", "card:9", 9, "planned", "draft"),),
    FOURTH: (
        ("discard", "nudge:9", 10, "draft", "discarded"),
        ("did_it", "card:11", 11, "planned", "draft"),
    ),
    FIFTH: (
        ("undo", "card:7", 7, "discarded", "draft"),
        ("did_it", "card:6", 6, "planned", "draft"),
    ),
    SIXTH: (
        ("discard", "nudge:9", 7, "draft", "discarded"),
        ("undo", "card:14", 14, "discarded", "draft"),
        ("did_it", "card:16", 16, "planned", "draft"),
    ),
    SEVENTH: (
        ("discard", "nudge:11", 7, "draft", "discarded"),
        ("undo", "card:14", 14, "discarded", "draft"),
        ("did_it", "card:16", 16, "planned", "draft"),
        ("restore", "card:25", 25, "withdrawn", "logged"),
    ),
    EIGHTH: (),
    NINTH: (),
}
"""Button, block, entry, its status before and after."""

IN_HOME = {
    FIRST: 34,
    SECOND: 23,
    THIRD: 11,
    FOURTH: 14,
    FIFTH: 8,
    SIXTH: 20,
    SEVENTH: 20,
    EIGHTH: 4,
    NINTH: 11,
}
"""An entry that Ana's Home lets her discard."""


async def test_old_buttons_on_entries_do_what_they_say(screens: Looking) -> None:
    status = "SELECT status FROM entry WHERE id = {}"
    for button, block, entry, before, after in ON_ENTRIES[screens.release]:
        assert await screens.found(status.format(entry)) == before
        await screens.click_on("message", button, block)
        assert await screens.found(status.format(entry)) == after
    entry = IN_HOME[screens.release]
    block = f"home:{entry}:actions" if screens.release not in (FIRST, SECOND) else ""
    await screens.click_on("home", "more", block, value=f'{{"do":"discard","entry":{entry}}}')
    assert await screens.found(status.format(entry)) == "discarded"


@of_the_first
async def test_old_questions_can_still_be_answered(screens: Looking) -> None:
    await screens.click_on("message", "choose:0")
    assert await screens.found("SELECT minutes FROM entry WHERE id = 28") == 30
    await screens.click_on("message", "in_opening")
    assert await screens.found("SELECT state FROM assessment WHERE entry_id = 3") == "counted"
    await screens.click_on("message", "new_entry")  # of Cat's held words
    title = "SELECT title FROM entry WHERE member_id = 3 ORDER BY id DESC LIMIT 1"
    assert await screens.found(title) == "Podcast on delegation"
    await screens.click_on("message", "update")
    assert await screens.found("SELECT minutes FROM entry WHERE id = 29") == 120
    await screens.click_on("message", "answer")
    modal = screens.harness.member(ANA).modal
    assert "What did you learn" in reads(modal)


@of_the_first
async def test_old_buttons_about_people_do_what_they_say(screens: Looking) -> None:
    link = "SELECT state FROM team_link WHERE id = {}"
    await screens.click_on("ephemeral", "accept")
    assert await screens.found(link.format(4)) == "active"
    await screens.click_on("message", "thats_wrong")
    assert await screens.found(link.format(2)) == "suspended"
    await screens.click_on("message", "snooze", value='{"do":"snooze","answer":"month","nudge":13}')
    snoozed = "SELECT snoozed_until FROM member WHERE id = 1"
    assert str(await screens.found(snoozed)) == "2026-12-25"
    await screens.click_on("ephemeral", "confirm_rule")
    decided = "SELECT kind FROM rule_decision ORDER BY id DESC LIMIT 1"
    assert await screens.found(decided) == "confirmed"
    await screens.click_on("ephemeral", "export")
    assert len([each for each in screens.harness.member(ANA).heard if each.file_ids]) == 1


@of_the_second
async def test_old_questions_of_the_second_release_can_still_be_answered(screens: Looking) -> None:
    await screens.click_on("message", "choose:0")
    assert await screens.found("SELECT minutes FROM entry WHERE id = 22") == 30
    await screens.click_on("message", "pick_date", "card:21", "2026-11-22")
    assert str(await screens.found("SELECT end_date FROM entry WHERE id = 21")) == "2026-11-22"
    waits = "SELECT state || '/' || reader FROM assessment WHERE entry_id = 2"
    await screens.click_on("message", "not_in_opening")
    assert await screens.found(waits) == "counted/"
    await screens.click_on("message", "in_opening")
    assert await screens.found("SELECT weight FROM assessment WHERE entry_id = 2") == 0
    ana = screens.harness.member(ANA)
    await screens.click_on("message", "add_it")  # to the entry of one word
    assert "A little more" in reads(ana.modal)
    assert await ana.submit({"words": "the tester shows zero before I touch the pack"}) == {}
    words = await screens.found("SELECT evaluate FROM entry WHERE id = 12")
    assert words == "zeroing\nthe tester shows zero before I touch the pack"


@of_the_second
async def test_old_buttons_of_the_second_release_about_people_do_what_they_say(
    screens: Looking,
) -> None:
    await screens.click_on("ephemeral", "accept")
    assert await screens.found("SELECT state FROM team_link WHERE id = 3") == "active"
    value = '{"do":"snooze","nudge":6,"answer":"month"}'
    await screens.click_on("message", "snooze", value=value)
    snoozed = f"SELECT snoozed_until FROM member WHERE slack_id = '{ANA.id}'"
    assert str(await screens.found(snoozed)) == "2026-12-25"
    await screens.click_on("ephemeral", "export")
    assert len([each for each in screens.harness.member(ANA).heard if each.file_ids]) == 1


@of_the_first
@pytest.mark.parametrize(
    ("callback_id", "who", "values", "changed"),
    [
        (
            "new_date",
            ANA,
            {"from_date": "2026-12-20"},
            ("SELECT start_date FROM entry WHERE id = 12", "2026-12-20"),
        ),
        (
            "scheme",
            MAX,
            {"scheme": ["cmi", "generic-30-90"]},
            ("SELECT count(*) FROM enrolment WHERE member_id = 6 AND ended_on IS NULL", "3"),
        ),
        (
            "job",
            MAX,
            {"job": "service manager"},
            (
                "SELECT title FROM job_role WHERE member_id = 6 ORDER BY id DESC LIMIT 1",
                "service manager",
            ),
        ),
        (
            "manager",
            GIL,
            {"manager": MAX.id},
            ("SELECT state FROM team_link WHERE member_id = 11 ORDER BY id DESC LIMIT 1", "asked"),
        ),
        (
            "working_time",
            MAX,
            {"work_end": "18:00"},
            ("SELECT work_end FROM member WHERE id = 6", "1080"),
        ),
        ("nudges", MAX, {"cadence": "light"}, ("SELECT cadence FROM member WHERE id = 6", "light")),
        (
            "privacy",
            BEN,
            {"privacy": "conversation"},
            ("SELECT private_reflections FROM member WHERE id = 2", "0"),
        ),
        (
            "answer_privately",
            BEN,
            {"words": "I prove it dead before each swap"},
            ("SELECT evaluate FROM entry WHERE id = 32", "I prove it dead before each swap"),
        ),
        (
            "cycle",
            MAX,
            {"cycle_start": "2025-01-01"},
            (
                "SELECT cycle_start FROM enrolment WHERE member_id = 6 AND pack = 'imi-register'",
                "2025-01-01",
            ),
        ),
        (
            "edit_entry",
            GIL,
            {"title": "Tyre law"},
            ("SELECT title FROM entry WHERE id = 29", "Tyre law"),
        ),
        (
            "log_entry",
            ANA,
            {"sentence": "2h isolation course at Bosch yesterday"},
            ("SELECT title FROM entry ORDER BY id DESC LIMIT 1", "Isolation course"),
        ),
        (
            "opening",
            MAX,
            {"opening_cycle": "62", "opening_year": "28"},
            (
                "SELECT opening_cycle FROM enrolment WHERE member_id = 6 AND pack = 'imi-register'",
                "6200",
            ),
        ),
    ],
)
async def test_old_modals_are_taken(
    screens: Looking,
    callback_id: str,
    who: User,
    values: Mapping[str, Value],
    changed: tuple[str, str],
) -> None:
    statement, after = changed
    assert str(await screens.found(statement)) != after
    assert await screens.submit(callback_id, who.id, values) == {}
    assert str(await screens.found(statement)) == after


OF_MAX = "JOIN member m ON m.id = member_id WHERE m.slack_id = 'U0MAX00000'"


@of_the_second
@pytest.mark.parametrize(
    ("callback_id", "who", "values", "changed"),
    [
        (
            "edit_entry",
            ANA,
            {"title": "Hybrid packs", "evaluate": "I see now why the pack is cooled first"},
            ("SELECT title FROM entry WHERE id = 23", "Hybrid packs"),
        ),
        (
            "answer_privately",
            BEN,
            {"words": "I prove it dead before each swap"},
            ("SELECT evaluate FROM entry WHERE id = 24", "I prove it dead before each swap"),
        ),
        (
            "cycle",
            MAX,
            {"cycle_start": "2025-01-01"},
            (
                f"SELECT cycle_start FROM enrolment {OF_MAX} AND pack = 'imi-register'",
                "2025-01-01",
            ),
        ),
        (
            "opening",
            MAX,
            {"opening_cycle": "62", "opening_year": "28"},
            (f"SELECT opening_cycle FROM enrolment {OF_MAX} AND pack = 'imi-register'", "6200"),
        ),
        (
            "scheme",
            MAX,
            {"scheme": ["cmi", "generic-30-90"]},
            (f"SELECT count(*) FROM enrolment {OF_MAX} AND ended_on IS NULL", "3"),
        ),
        (
            "job",
            MAX,
            {"job": "service manager"},
            (
                f"SELECT title FROM job_role {OF_MAX} ORDER BY job_role.id DESC LIMIT 1",
                "service manager",
            ),
        ),
        (
            "nudges",
            MAX,
            {"cadence": "light"},
            ("SELECT cadence FROM member WHERE slack_id = 'U0MAX00000'", "light"),
        ),
        (
            "privacy",
            BEN,
            {"privacy": "conversation"},
            ("SELECT private_reflections FROM member WHERE slack_id = 'U0BEN00000'", "0"),
        ),
    ],
)
async def test_old_modals_of_the_second_release_are_taken(
    screens: Looking,
    callback_id: str,
    who: User,
    values: Mapping[str, Value],
    changed: tuple[str, str],
) -> None:
    statement, after = changed
    assert str(await screens.found(statement)) != after
    assert await screens.submit(callback_id, who.id, values) == {}
    assert str(await screens.found(statement)) == after


@of_the_first
async def test_an_old_modal_about_a_rule_is_taken_and_one_about_erasing_asks_for_the_words(
    screens: Looking,
) -> None:
    decided = "SELECT value FROM rule_decision ORDER BY id DESC LIMIT 1"
    assert await screens.submit("rule", IDA.id, {"value": "1.5"}) == {}
    assert await screens.found(decided) == '"1.5"'
    assert await screens.submit("rule", IDA.id, {"value": "cycle start"}, which=1) == {}
    assert await screens.found(decided) == '"cycle start"'
    screens.harness.expect_refusal("file_not_found")  # this Slack never held her exported files
    objections = await screens.submit("erase", EVE.id, {"confirmation": "erase"})
    assert list(objections) == ["confirmation"]
    assert await screens.submit("erase", EVE.id, {"confirmation": "erase my record"}) == {}
    assert await screens.found("SELECT count(*) FROM entry WHERE member_id = 5") == 0


@of_the_fourth
async def test_old_buttons_of_the_fourth_release_do_what_they_say(screens: Looking) -> None:
    answered = "SELECT outcomes FROM enrolment WHERE id = 8"
    await screens.click_on("message", "tell_cycle_news:0", "nudge:17")
    assert '"answer": "nothing"' in str(await screens.found(answered))
    await screens.click_on("message", "not_in_opening", "card:8")
    assert await screens.found("SELECT state FROM assessment WHERE entry_id = 8") == "counted"
    await screens.click_on("message", "nothing_changed_in")
    follow_up = "SELECT state FROM follow_up WHERE entry_id = 7"
    assert await screens.found(follow_up) == "answered"
    await screens.click_on("message", "drop_follow_up:0")
    assert await screens.found("SELECT state FROM follow_up WHERE id = 1") == "dropped"
    value = '{"do":"drop_write_up","nudge":11}'
    await screens.click_on("message", "more", "nudge:11", value)
    assert await screens.found("SELECT state FROM write_up WHERE id = 2") == "dropped"
    value = '{"do":"weekly_review","on":false}'
    await screens.click_on("message", "more", "review:actions", value)
    assert await screens.found("SELECT weekly_review FROM member WHERE id = 3") == 0
    await screens.click_on("message", "log_parts")
    part = "SELECT status || '/' || title FROM entry ORDER BY id DESC LIMIT 1"
    assert await screens.found(part) == "draft/HNC in vehicle engineering, part"
    await screens.click_on("message", "write_up")
    assert screens.harness.member(MAX).modal.definition["callback_id"] == "log_entry"
    await screens.click_on("message", "plan_write_up:0")  # its time has passed: another is asked
    assert screens.harness.member(DAN).modal.definition["callback_id"] == "write_up"
    await screens.click_on("message", "save", "card:14")
    assert await screens.found("SELECT status FROM entry WHERE id = 14") == "logged"


@of_the_fourth
@pytest.mark.parametrize(
    ("callback_id", "who", "values", "statement", "after"),
    [
        (
            "write_up",
            ANA,
            {"from_date": "2026-11-27", "at_time": "11:00"},
            "SELECT count(*) FROM write_up WHERE state = 'agreed' AND at LIKE '2026-11-27 11%'",
            "1",
        ),
        (
            "nudges",
            ANA,
            {"cadence": "light", "usual_hour": "540", "weekly_review": "on"},
            "SELECT usual_hour || '/' || weekly_review FROM member WHERE id = 1",
            "540/1",
        ),
        (
            "edit_entry",
            ANA,
            {"title": "Isolation course"},
            "SELECT title FROM entry WHERE id = 8",
            "Isolation course",
        ),
        (
            "new_date",
            ANA,
            {"from_date": "2026-12-20"},
            "SELECT start_date FROM entry WHERE id = 11",
            "2026-12-20",
        ),
        (
            "answer_privately",
            ANA,
            {"words": "I check the bearing by hand before each road test"},
            "SELECT evaluate FROM entry WHERE id = 14",
            "I check the bearing by hand before each road test",
        ),
        (
            "add_evidence",
            ANA,
            {"link": "https://example.org/certificate"},
            "SELECT url FROM evidence WHERE entry_id = 8",
            "https://example.org/certificate",
        ),
        (
            "log_entry",
            ANA,
            {"sentence": "2h glass bonding course at Bosch yesterday"},
            "SELECT title FROM entry ORDER BY id DESC LIMIT 1",
            "Glass bonding course",
        ),
        (
            "joined",
            ANA,
            {"joined_on": "2025-09-01"},
            "SELECT joined_on FROM enrolment WHERE member_id = 1",
            "2025-09-01",
        ),
        (
            "opening",
            ANA,
            {"opening_cycle": "30", "opening_year": "6"},
            "SELECT opening_cycle FROM enrolment WHERE member_id = 1",
            "3000",
        ),
        (
            "cycle",
            ANA,
            {"cycle_start": "2025-07-01"},
            "SELECT cycle_start FROM enrolment WHERE member_id = 1",
            "2025-07-01",
        ),
        (
            "scheme",
            ANA,
            {"scheme": ["cmi"]},
            "SELECT count(*) FROM enrolment WHERE member_id = 1 AND ended_on IS NULL",
            "2",
        ),
        (
            "job",
            ANA,
            {"job": "service manager"},
            "SELECT title FROM job_role WHERE member_id = 1 ORDER BY id DESC LIMIT 1",
            "service manager",
        ),
        (
            "working_time",
            ANA,
            {"work_end": "18:00"},
            "SELECT work_end FROM member WHERE id = 1",
            "1080",
        ),
        (
            "privacy",
            ANA,
            {"privacy": "private"},
            "SELECT private_reflections FROM member WHERE id = 1",
            "1",
        ),
        (
            "rule",
            IDA,
            {"value": "4"},
            "SELECT kind FROM rule_decision ORDER BY id DESC LIMIT 1",
            "changed",
        ),
    ],
)
async def test_old_modals_of_the_fourth_release_are_taken(
    screens: Looking,
    callback_id: str,
    who: User,
    values: Mapping[str, Value],
    *,
    statement: str,
    after: str,
) -> None:
    assert await screens.submit(callback_id, who.id, values) == {}
    assert str(await screens.found(statement)) == after


@of_the_fifth
async def test_old_buttons_of_the_fifth_release_do_what_they_say(screens: Looking) -> None:
    value = '{"key":"held:EvGOUMKT2HNL","choice":"answer"}'
    [answer] = [
        each
        for each in screens.release.samples("message")
        if each.element and each.element.get("value") == value
    ]
    await screens.click(answer)
    assert await screens.found("SELECT evaluate FROM entry WHERE id = 10") == (
        "I learnt the torque order again from the 1 h refresher on Thursday"
    )
    assert await screens.found("SELECT count(*) FROM held_message WHERE member_id = 6") == 0
    await screens.click_on("message", "drop_follow_up:0")
    assert await screens.found("SELECT state FROM follow_up WHERE id = 1") == "dropped"
    await screens.click_on("message", "not_in_opening", "card:4")
    assert await screens.found("SELECT state FROM assessment WHERE entry_id = 4") == "counted"
    await screens.click_on("message", "nothing_changed_in")
    assert await screens.found("SELECT state FROM follow_up WHERE entry_id = 3") == "answered"
    value = '{"do":"weekly_review","on":false}'
    await screens.click_on("message", "more", "review:actions", value)
    assert await screens.found("SELECT weekly_review FROM member WHERE id = 3") == 0
    await screens.click_on("message", "save", "card:8")
    assert await screens.found("SELECT status FROM entry WHERE id = 8") == "logged"
    await screens.click_on("message", "plan_write_up:0")  # its time has passed: another is asked
    assert screens.harness.member(ANA).modal.definition["callback_id"] == "write_up"


@of_the_fifth
@pytest.mark.parametrize(
    ("callback_id", "who", "values", "changed"),
    [
        (
            "write_up",
            MAX,
            {"from_date": "2026-11-27", "at_time": "11:00"},
            ("SELECT count(*) FROM write_up WHERE at LIKE '2026-11-27 11%'", "1"),
        ),
        (
            "nudges",
            ANA,
            {"cadence": "standard", "usual_hour": "540", "weekly_review": "on"},
            ("SELECT cadence || '/' || usual_hour FROM member WHERE id = 1", "standard/540"),
        ),
        (
            "edit_entry",
            ANA,
            {"title": "Isolation course"},
            ("SELECT title FROM entry WHERE id = 4", "Isolation course"),
        ),
        (
            "new_date",
            ANA,
            {"from_date": "2026-12-20"},
            ("SELECT start_date FROM entry WHERE id = 6", "2026-12-20"),
        ),
        (
            "answer_privately",
            ANA,
            {"words": "I check the bearing by hand before each road test"},
            (
                "SELECT evaluate FROM entry WHERE id = 8",
                "I check the bearing by hand before each road test",
            ),
        ),
        (
            "add_evidence",
            ANA,
            {"link": "https://example.org/certificate"},
            (
                "SELECT max(url) FROM evidence WHERE entry_id = 4",
                "https://example.org/certificate",
            ),
        ),
        (
            "log_entry",
            ANA,
            {"sentence": "2h glass bonding course at Bosch yesterday"},
            ("SELECT title FROM entry ORDER BY id DESC LIMIT 1", "Glass bonding course"),
        ),
        (
            "opening",
            ANA,
            {"opening_cycle": "30", "opening_year": "6"},
            ("SELECT opening_cycle FROM enrolment WHERE member_id = 1", "3000"),
        ),
        (
            "privacy",
            ANA,
            {"privacy": "private"},
            ("SELECT private_reflections FROM member WHERE id = 1", "1"),
        ),
    ],
)
async def test_old_modals_of_the_fifth_release_are_taken(
    screens: Looking,
    callback_id: str,
    who: User,
    values: Mapping[str, Value],
    changed: tuple[str, str],
) -> None:
    statement, after = changed
    assert str(await screens.found(statement)) != after
    assert await screens.submit(callback_id, who.id, values) == {}
    assert str(await screens.found(statement)) == after


@of_the_sixth
async def test_old_buttons_of_the_sixth_release_do_what_they_say(screens: Looking) -> None:
    [answer] = [
        each
        for each in screens.release.samples("message")
        if each.element and '"choice":"answer"' in each.element.get("value", "")
    ]
    await screens.click(answer)
    assert await screens.found("SELECT evaluate FROM entry WHERE id = 19") == (
        "I learnt the torque order again from the 1 h refresher on Thursday"
    )
    await screens.click_on("message", "not_in_opening", "card:4")
    counted = "SELECT state FROM assessment WHERE entry_id = 4 AND enrolment_id = 1"
    assert await screens.found(counted) == "counted"
    await screens.click_on("message", "drop_follow_up:0")
    assert await screens.found("SELECT state FROM follow_up WHERE id = 1") == "dropped"
    await screens.click_on("message", "nothing_changed_in")
    assert await screens.found("SELECT state FROM follow_up WHERE entry_id = 3") == "answered"
    value = '{"do":"weekly_review","on":false}'
    await screens.click_on("message", "more", "review:actions", value)
    assert await screens.found("SELECT weekly_review FROM member WHERE id = 3") == 0
    await screens.click_on("message", "save", "card:17")
    assert await screens.found("SELECT status FROM entry WHERE id = 17") == "logged"
    await screens.click_on("message", "plan_write_up:0")  # its time has passed: another is asked
    assert screens.harness.member(DAN).modal.definition["callback_id"] == "write_up"


@of_the_sixth
async def test_what_the_sixth_release_was_the_first_to_offer_can_still_be_clicked(
    screens: Looking,
) -> None:
    subjects = "SELECT subjects FROM entry WHERE id = 20"
    await screens.click_on("message", "choose_subject:1")
    assert await screens.found(subjects) == '[{"name": "Radar", "minutes": null}]'
    split = "SELECT split_by_day FROM entry WHERE id = 12"
    for button, after in (("split_by_day", 1), ("keep_whole", 0)):
        await screens.click_on("page", button)
        assert await screens.found(split) == after
    state = "SELECT state FROM assessment WHERE entry_id = 2"
    assert await screens.found(state) == "outside"
    await screens.click_on("page", "allowed_again")
    assert await screens.found(state) == "counted"
    await screens.click_on("page", "without_it")
    assert "Without" in reads(screens.harness.member(DAN).modal)
    await screens.click_on("ephemeral", "tell_grade:0")
    assert await screens.found("SELECT grade FROM enrolment WHERE id = 3") == "chartered"
    await screens.click_on("ephemeral", "coach_off")
    assert await screens.found("SELECT coach FROM member WHERE id = 5") == "off"


@of_the_sixth
@pytest.mark.parametrize(
    ("surface", "button", "block", "who", "form"),
    [
        ("ephemeral", "set_registration", "", ANA, "registration"),
        ("ephemeral", "add_leave", "settings:leave-0", LEE, "leave"),
        ("ephemeral", "registration_of:2", "", IDA, "member_registration"),
        ("ephemeral", "load_rules", "", IDA, "load_rules"),
        ("page", "disallowed", "", DAN, "disallowed"),
    ],
)
async def test_old_buttons_of_the_sixth_release_open_their_forms(
    screens: Looking, surface: str, button: str, block: str, *, who: User, form: str
) -> None:
    await screens.click_on(surface, button, block)
    assert screens.harness.member(who).modal.definition["callback_id"] == form


@of_the_sixth
@pytest.mark.parametrize(
    ("callback_id", "who", "values", "changed"),
    [
        (
            "edit_entry",
            ANA,
            {"subject_ff2e963f": "30 min"},
            (
                "SELECT sum(minutes) FROM assessment WHERE enrolment_id = 9 AND subject = 'Radar'",
                "30",
            ),
        ),
        (
            "disallowed",
            DAN,
            {"disallowed_on": "2026-11-20", "disallowed_for": "relevant"},
            ("SELECT json_extract(disallowed, '$[#-1].on') FROM entry WHERE id = 2", "2026-11-20"),
        ),
        (
            "leave",
            ANA,
            {"leave_kind": "parental", "leave_start": "2026-09-01", "leave_end": "2026-10-15"},
            (
                "SELECT leaves FROM member WHERE id = 1",
                '[{"kind": "parental", "start": "2026-09-01", "by": "member",'
                ' "end": "2026-10-15"}]',
            ),
        ),
        (
            "registration",
            ANA,
            {"registration": "removed", "since": "2026-11-02"},
            ("SELECT count(*) FROM registration_event WHERE member_id = 1", "1"),
        ),
        (
            "member_registration",
            IDA,
            {"registration": "removed", "since": "2026-11-22"},
            ("SELECT max(dated) FROM registration_event WHERE told_by = 6", "2026-11-22"),
        ),
        (
            "scheme",
            LEE,
            {"category:imi-techsafe": "Hydrogen"},
            ("SELECT category FROM enrolment ORDER BY id DESC LIMIT 1", "Hydrogen"),
        ),
        (
            "cycle",
            LEE,
            {"cycle_start": "2025-08-01"},
            ("SELECT cycle_start FROM enrolment WHERE id = 7", "2025-08-01"),
        ),
        (
            "opening",
            ANA,
            {"opening_cycle": "30", "opening_year": "6"},
            ("SELECT opening_cycle FROM enrolment WHERE id = 1", "3000"),
        ),
        (
            "nudges",
            CAT,
            {"cadence": "standard", "usual_hour": "540", "weekly_review": "on"},
            ("SELECT cadence || '/' || usual_hour FROM member WHERE id = 3", "standard/540"),
        ),
        (
            "new_date",
            ANA,
            {"from_date": "2026-12-20"},
            ("SELECT start_date FROM entry WHERE id = 16", "2026-12-20"),
        ),
        (
            "answer_privately",
            ANA,
            {"words": "I check the bearing by hand before each road test"},
            (
                "SELECT evaluate FROM entry WHERE id = 17",
                "I check the bearing by hand before each road test",
            ),
        ),
        (
            "add_evidence",
            ANA,
            {"link": "https://example.org/certificate"},
            ("SELECT max(url) FROM evidence WHERE entry_id = 4", "https://example.org/certificate"),
        ),
        (
            "log_entry",
            ANA,
            {"sentence": "2h glass bonding course at Bosch yesterday"},
            ("SELECT title FROM entry ORDER BY id DESC LIMIT 1", "Glass bonding course"),
        ),
        (
            "write_up",
            MAX,
            {"from_date": "2026-11-27", "at_time": "11:00"},
            ("SELECT count(*) FROM write_up WHERE at LIKE '2026-11-27 11%'", "1"),
        ),
        (
            "privacy",
            ANA,
            {"privacy": "private"},
            ("SELECT private_reflections FROM member WHERE id = 1", "1"),
        ),
    ],
)
async def test_old_modals_of_the_sixth_release_are_taken(
    screens: Looking,
    callback_id: str,
    who: User,
    values: Mapping[str, Value],
    changed: tuple[str, str],
) -> None:
    statement, after = changed
    assert str(await screens.found(statement)) != after
    assert await screens.submit(callback_id, who.id, values) == {}
    assert str(await screens.found(statement)) == after


@of_the_seventh
async def test_a_link_goes_where_an_old_button_of_the_seventh_release_says(
    screens: Looking,
) -> None:
    [evidence] = [
        each
        for each in screens.release.samples("message")
        if each.element and '"choice":"evidence"' in each.element.get("value", "")
    ]
    await screens.click(evidence)
    assert await screens.found("SELECT url FROM evidence WHERE entry_id = 3") == (
        "https://certs.example.org/cat-leading?week=47"
    )
    assert await screens.found("SELECT count(*) FROM held_message WHERE member_id = 3") == 0


@of_the_seventh
async def test_what_the_seventh_release_was_the_first_to_offer_can_still_be_clicked(
    screens: Looking,
) -> None:
    grouped = "SELECT subject FROM assessment WHERE entry_id = 8 AND enrolment_id = 14"
    for button, group in (("choose_group:0", "group A"), ("choose_group:1", "group B")):
        await screens.click_on("message", button)
        assert await screens.found(grouped) == group
    await screens.click_on("ephemeral", "earlier_cycles")
    assert "earlier cycles" in screens.harness.member(BEN).last_whisper


@of_the_seventh
async def test_a_link_is_taken_out_in_an_old_form_of_the_seventh_release(screens: Looking) -> None:
    kept = "SELECT count(*) FROM evidence WHERE entry_id = 4"
    assert await screens.found(kept) == 1
    assert await screens.submit("edit_entry", ANA.id, {"links": []}, which=1) == {}
    assert await screens.found(kept) == 0


@of_the_seventh
@pytest.mark.parametrize(
    ("callback_id", "who", "values", "changed"),
    [
        (
            "add_evidence",
            ANA,
            {"link": "https://example.org/certificate"},
            ("SELECT count(*) FROM evidence WHERE entry_id = 4", "2"),
        ),
        (
            "member_registration",
            IDA,
            {"registration": "removed", "since": "2026-11-22"},
            ("SELECT max(dated) FROM registration_event WHERE told_by = 6", "2026-11-22"),
        ),
        (
            "cycle",
            LEE,
            {"cycle_start": "2025-08-01"},
            ("SELECT cycle_start FROM enrolment WHERE id = 7", "2025-08-01"),
        ),
        (
            "log_entry",
            ANA,
            {"sentence": "2h glass bonding course at Bosch yesterday"},
            ("SELECT title FROM entry ORDER BY id DESC LIMIT 1", "Glass bonding course"),
        ),
    ],
)
async def test_old_modals_of_the_seventh_release_are_taken(
    screens: Looking,
    callback_id: str,
    who: User,
    values: Mapping[str, Value],
    changed: tuple[str, str],
) -> None:
    statement, after = changed
    assert str(await screens.found(statement)) != after
    assert await screens.submit(callback_id, who.id, values) == {}
    assert str(await screens.found(statement)) == after
