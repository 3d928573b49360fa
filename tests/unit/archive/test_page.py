"""The page of an archive, as somebody reads it who has nothing else."""

import json
import re
from html import unescape
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.archive.page import page
from tests.archives import a_record

FINDINGS = [
    {
        "rule": "entry.tests:current",
        "verdict": "met",
        "sentence": "Its last day lies in the cycle.",
        "short": "✓",
        "source": "IMI CPD Policy",
        "assumed": False,
    },
    {
        "rule": "entry.own_sentence",
        "verdict": "missing",
        "sentence": "Say in a sentence what you learnt.",
        "short": "missing",
        "source": "not published",
        "assumed": True,
    },
]
ASSESSMENT = {
    "assumed": True,
    "credits": 150,
    "enrolment_id": 1,
    "entry_id": 1,
    "entry_version": 1,
    "findings": FINDINGS,
    "last_day": "2026-11-20",
    "minutes": 90,
    "pack_version": "imi-register@2026.3",
    "part": 0,
    "state": "waiting",
    "subject": "Radar",
    "weight": 9000,
}


def record(**first: Any) -> dict[str, Any]:
    """A record whose first entry has this, too."""
    made = a_record()
    made["entries"][0].update(first)
    return made


def words(made: dict[str, Any]) -> str:
    """What the page says, without its markup; a cell or a line ends in a bar."""
    text = b"".join(page(made)).decode()
    text = re.sub(r"</(td|th|dt|dd|li|p|h\d|summary)>", "|", text.partition("<body>")[2])
    return unescape(re.sub(r"<[^>]+>", "", text))


def test_the_contents_lead_to_every_entry() -> None:
    made = record()
    text = b"".join(page(made)).decode()
    for entry in made["entries"]:
        assert text.count(f'href="#entry-{entry["id"]}"') == 1
        assert text.count(f'id="entry-{entry["id"]}"') == 1
    assert "<title>CPD record of Ana</title>" in text


def test_what_an_entry_is_worth_stands_there_in_words() -> None:
    said = words(record(assessments=[ASSESSMENT]))
    first = "imi-register@2026.3, Radar: waiting, 1.5 credits; 1 h 30 min up to 2026-11-20"
    assert f"{first}, by a rule that is assumed.|" in said
    assert "Test|Found|Why|Rule|" in said
    assert "Current|met|Its last day lies in the cycle.|IMI CPD Policy|" in said
    missing = "Own sentence|not met yet|Say in a sentence what you learnt.|not published (assumed)|"
    assert missing in said
    assert json.dumps(FINDINGS[0]["rule"]) not in said, "no raw value is left of what is in words"
    assert '"weight": 9000' in said, "what has no words stands below, as it is"


def test_a_sign_off_is_among_the_facts_with_its_day_and_line() -> None:
    sign_off = {
        "state": "confirmed",
        "reviewer": "Helen Ward",
        "asked_at": "2026-11-19T10:00:00.000000Z",
        "answered_at": "2026-11-21T10:00:00.000000Z",
        "changed_since": True,
        "words": "Saw it done",
    }
    said = words(record(sign_offs=[sign_off]))
    line = "Confirmed, Helen Ward, 2026-11-21 (the entry was changed since): Saw it done|"
    assert f"Signed off|{line}" in said


def test_what_a_body_does_not_count_and_what_stands_in_its_account_are_facts() -> None:
    said = words(
        record(
            disallowed=[
                {"pack": "imi-register", "on": "2026-11-20", "reason": "relevant"},
                {"pack": "imi-register", "on": "2026-11-21", "allowed": True},
            ],
            entered=[{"body": "IMI", "on": "2026-11-20", "changed_since": False}],
            private_stages=["evaluate"],
        )
    )
    assert "imi-register: not counted since 2026-11-20, not relevant" in said
    assert "imi-register: counts again since 2026-11-21|" in said
    assert "In the body's own account|IMI, by the member's word of 2026-11-20|" in said
    assert "Private|What it changed|" in said


def test_times_and_states_are_for_people() -> None:
    said = words(record())
    assert "As of|2026-11-21 10:00:00 UTC|" in said
    assert "State|saved|" in said
    assert "State|logged" not in said


def test_shares_and_audits_are_on_it_too() -> None:
    made = record()
    made["shares"] = [{"viewer": "Helen Ward", "last_day": "2026-12-20"}]
    made["body_audits"] = [{"scheme": "imi-register", "first": "2023-11-01"}]
    said = words(made)
    assert "Shared with (1)|" in said
    assert "Helen Ward|2026-12-20|" in said
    assert "Audits by a body (1)|" in said


def test_settings_and_changes_are_called_in_words() -> None:
    record = a_record()
    record["settings"] = {"tz": "Europe/London", "weekly_review": True, "added_later": 3}
    record["segment_revisions"] = [{"segment": 1, "revision": record["revisions"][0]}]
    made = b"".join(page(record)).decode()
    for words in ("Time zone", "Weekly review", "Added later", "What was done", "Log"):
        assert f'<bdi dir="auto">{words}</bdi>' in made
    assert "Title: Course 1\nFrom: 2026-11-20" in made
    assert "State: saved" in made
    before, _, changes = made.partition("Every change, in its chain")
    assert before
    for raw in ("entry_id", "private_stages", "&quot;salt&quot;", "salt:", "weekly_review"):
        assert raw not in changes


@given(content=st.one_of(st.none(), st.text(), st.integers(), st.just("[1]"), st.just('{"a": {}}')))
def test_whatever_stands_as_the_content_of_a_change_there_is_a_page(content: object) -> None:
    record = a_record()
    record["revisions"] = [{**record["revisions"][0], "content": content}]
    assert b"".join(page(record)).endswith(b"</html>\n")
