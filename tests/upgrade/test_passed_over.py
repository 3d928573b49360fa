"""What the newest code no longer knows is passed over and told to the operator; nobody is held up.

An administrator's decision on a rule that a later release ships as published once took the whole
workspace down.
"""

import json
from typing import Any

from sqlalchemy import text

from storage.engine.database import Database
from tests.harness import SENTENCE, Harness
from tests.upgrade.looking import stand_as
from tests.upgrade.pilot import ANA, EVE, Release, evening_of, of_the_first

GONE = {
    ("imi-register", "cycle.minimum"): "published since",
    ("imi-register", "limit.webinars"): "no such rule any more",
    ("imi-retired", "cycle.length"): "no such pack any more",
}
"""By pack and key, why a decision does not apply."""

_DECIDE = """
INSERT INTO rule_decision
    (workspace_id, pack, "key", kind, value, valid_from, decided_on, decided_by)
VALUES ('T0SANDBOX', :pack, :key, 'changed', '"120"', '2026-11-05', '2026-11-04', 8)
"""
_DIALOGUE = """
UPDATE conversation SET state = '{"status": "draft", "asked": ["evaluate"], "answered": [],
 "skipped": ["evaluate"], "later": [], "pending": null, "pending_since": null, "mood": "good"}'
WHERE entry_id = 34
"""


@of_the_first
async def test_decisions_settings_and_dialogue_fields_that_are_no_longer_known(
    release: Release, old_url: str
) -> None:
    standings = release.standings()
    _release_knew_more(old_url)
    async with evening_of(release, old_url) as harness:
        await harness.quiet()
        for person, status in standings.items():
            stand_as(harness, person, status)
        eve = harness.member(EVE)
        await eve.write(SENTENCE)
        assert "High voltage isolation course" in eve.last
        ana = harness.member(ANA)
        await ana.click("Save", ana.message("Scan tool refresher"))
        assert await harness.query("SELECT status FROM entry WHERE id = 34") == [("logged",)]
        told = [
            (line["pack"], line["key"])
            for line in _told(harness, "a decision on a rule no longer applies")
        ]
        assert sorted(set(told)) == sorted(GONE)
        [settings, *_] = _told(harness, "settings that are not known here are passed over")
        assert settings["settings"] == [_setting(harness.contexts.database)]


def _release_knew_more(url: str) -> None:
    database = Database(url)
    try:
        with database.transaction() as session:
            connection = session.connection()
            for pack, key in GONE:
                connection.execute(text(_DECIDE), {"pack": pack, "key": key})
            kept = json.dumps({"rhythm_days": 60, _setting(database): 2})
            connection.execute(text("UPDATE workspace SET settings = :kept"), {"kept": kept})
            connection.execute(text(_DIALOGUE))
            session.commit()
    finally:
        database.close()


def _setting(database: Database) -> str:
    """One process tells of one but once."""
    return f"tea_breaks_{database.dialect}"


def _told(harness: Harness, event: str) -> list[dict[str, Any]]:
    lines = [json.loads(line) for line in harness.log.splitlines()]
    return [line for line in lines if line["event"] == event]
