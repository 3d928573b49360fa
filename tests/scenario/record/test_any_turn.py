"""Whatever is said in whatever order: what holds of every turn of every conversation."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from bot.cli.chat.asked import read_line
from bot.cli.chat.lines import Conversation
from bot.cli.chat.world import World
from bot.figures import duration
from bot.policy.vocabulary import STAGES
from bot.ui.kit.escape import escape
from bot.ui.kit.formatting import days
from storage.engine.database import Database
from tests.properties import examples

NOW: Final = "2026-11-18T09:30:00+00:00"
PRIVATE: Final = "marmalade quokka"
"""Words that nobody would write otherwise: typed in a form, they are to be seen nowhere."""

SAID: Final = (
    "2h high voltage isolation course at Bosch yesterday",
    "1h EV webinar on Monday, learnt to log the insulation test, helps on every EV job I do",
    "90 min toolbox talk on Tuesday, 1h welding podcast on Wednesday and 3h Hella day last Friday",
    "first aid course next Thursday",
    "proving dead before touching the pack, I do EV battery swaps now",
    "I will check the bracket first, on Friday",
    "proving dead",
    "dunno",
    "learnt absolutely nothing",
    "sorry, it was 3 hours",
    "no, Tuesday",
    "change the date to last Friday",
    "call it Battery safety",
    "at Snap-on, not Bosch",
    "sorry 3 hours, and I now know the contactor welds shut",
    "that was 3 credits",
    "delete that last one",
    "save it",
    "undo",
    "later",
    "skip",
    "scrap that",
    "bring it back",
    "yes",
    "no",
    "thanks",
    "4",
    "when does my cycle end?",
    "what is the difference between plan and reflect?",
    "how many credits have I got",
    "remind me tomorrow",
    "I'm a service advisor now",
    "this is useless",
    "stop messaging me",
    "been off sick",
    "my mate did a 3 h Bosch course",
    "same as last week",
    "as above but 2 hours",
    "https://example.com/certificate.pdf",
    "This is to certify that A Taylor has completed Hybrid Awareness, 6 hours, on 3 November 2026",
    "ich habe gelernt, die Spannung vorher zu prüfen",
    "the new torque wrench is great",
    "👍",
)
LABELS: Final = (
    "Save",
    "Skip",
    "Later",
    "Ask me another",
    "Guide me",
    "Discard",
    "Undo",
    "Yes",
    "No",
    "My answer",
    "New entry",
    "Forget it",
    "Withdraw",
    "Restore",
    "2 h",
)
STEPS: Final[st.SearchStrategy[Any]] = st.one_of(
    st.sampled_from(SAID),
    st.sampled_from(SAID),
    st.text(min_size=1, max_size=60),
    st.sampled_from(LABELS).map(lambda label: {"tap": label}),
    st.sampled_from(SAID).map(lambda text: {"thread": 1, "text": text}),
    st.just({"submit": {"answer": f"{PRIVATE}, I use it on every car"}, "of": "Answer privately"}),
    st.just({"submit": {"evaluate": f"{PRIVATE} helps in my job"}, "of": "Edit"}),
    st.just({"submit": {"plan": f"I will bring {PRIVATE} on Friday"}, "of": "Edit"}),
    st.just({"submit": {"minutes": 200, "provider": "Hella"}, "of": "Edit"}),
    st.just({"wait": "P1D"}),
    st.just({"wait": "P3D"}),
)

Turn = Mapping[str, Any]
Entry = Mapping[str, Any]


class Spoken:
    """A conversation whose turns are looked at one by one."""

    def __init__(self, database: Database) -> None:
        world = World(database)
        line = read_line({"now": NOW, "say": ["thanks"], "job": "technician"}, world.contexts.packs)
        self.conversation = Conversation(world, line)
        self._world = world

    def take(self, step: Any) -> Turn:
        given = {"now": NOW, "say": [step]}
        [said] = read_line(given, self._world.contexts.packs).say
        turn: Turn = self.conversation._turn(said)
        return turn

    @property
    def entries(self) -> list[Entry]:
        return list(self.conversation._entries.values())

    def revisions(self) -> dict[int, int]:
        """How many there are of each entry, in the order of their making."""
        with self._world.database.snapshot() as session:
            rows = session.connection().exec_driver_sql(
                "SELECT entry_id, count(*) FROM entry_revision GROUP BY entry_id"
            )
            counted = {int(entry): int(number) for entry, number in rows}
        ids = list(self.conversation._entries)
        return {number: counted.get(one, 0) for number, one in enumerate(ids, 1)}


def _told(field: str, entry: Entry) -> str:
    """How a post tells a fact's new value."""
    match field:
        case "minutes":
            return duration(entry["minutes"])
        case "start" | "end":
            first, last = (date.fromisoformat(entry[name]) for name in ("start", "end"))
            return days(first, last).rpartition(" ")[0]
        case _:
            return escape(entry[field]).partition(" ")[0][:10]


def _changed_facts_are_told(turn: Turn, entries: list[Entry]) -> None:
    shown = " ".join(post["text"] for post in turn["posts"])
    for number, field, was, after in turn["changed"]:
        if field in ("minutes", "start", "end", "title", "provider") and after is not None:
            assert _told(field, entries[number - 1]) in shown, (field, after, shown)
        if field in STAGES and was is None:
            assert turn["posts"], field


def _one_undo_restores_all(spoken: Spoken, before: list[Entry]) -> None:
    """What was there is as it was, what was new is discarded; a revision for each saved one."""
    changed = list(spoken.entries)
    counted = spoken.revisions()
    spoken.take("undo")
    after = spoken.entries
    for number, was in enumerate(before, 1):
        assert after[number - 1] == was
        now_saved = changed[number - 1]["status"] == "logged" or was["status"] == "logged"
        expected = int(now_saved and changed[number - 1] != was)
        assert spoken.revisions()[number] - counted[number] == expected
    for entry in after[len(before) :]:
        assert entry["status"] == "discarded"


@hypothesis_settings(
    max_examples=examples(25),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(STEPS, min_size=2, max_size=8))
def test_what_changes_is_told_and_no_private_word_is_seen_again(
    database: Database, steps: list[Any]
) -> None:
    spoken = Spoken(database)
    for step in steps:
        turn = spoken.take(step)
        if "error" in turn:
            assert "went wrong" not in turn["error"]
            continue
        assert spoken.conversation.is_well
        _changed_facts_are_told(turn, spoken.entries)
        for post in turn["posts"]:
            assert PRIVATE not in post["text"]


@hypothesis_settings(
    max_examples=examples(25),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(STEPS, min_size=1, max_size=6), last=st.sampled_from(SAID))
def test_one_undo_takes_a_whole_turn_back(database: Database, steps: list[Any], last: str) -> None:
    spoken = Spoken(database)
    for step in steps:
        spoken.take(step)
    before = spoken.entries
    turn = spoken.take(last)
    if last == "undo" or not turn.get("changed"):
        return
    _one_undo_restores_all(spoken, before)
