"""Who listens to what: each thing that app.yaml or a button announces, and nothing else."""

from collections.abc import Callable
from typing import Any, cast

from slack_bolt.async_app import AsyncApp

from bot import handlers
from bot.clock import Clocks
from bot.manifest import load_manifest
from bot.policy.pack_file import load_packs
from bot.services.desk import Office
from bot.ui.ids import Act, Callback
from storage.database import Database


class Ledger:
    """Takes listeners as a Bolt app does, and writes down what each was registered for."""

    def __init__(self) -> None:
        self.names: dict[str, set[Any]] = {}

    def __getattr__(self, kind: str) -> Callable[[Any], Callable[[Any], None]]:
        def register(name: Any) -> Callable[[Any], None]:
            self.names.setdefault(kind, set()).add(name)
            return lambda _listener: None

        return register


def registered(tmp_url: str) -> dict[str, set[Any]]:
    ledger = Ledger()
    office = Office(Database(tmp_url), Clocks(), load_packs())
    handlers.register(cast(AsyncApp, ledger), office)
    return ledger.names


def test_each_command_shortcut_and_event_of_the_manifest_has_a_listener_and_the_other_way_round(
    sqlite_url: str,
) -> None:
    manifest, names = load_manifest(), registered(sqlite_url)
    assert names["command"] == set(manifest.commands)
    assert names["shortcut"] == set(manifest.shortcuts)
    # Slack sends "message.im" as an event of the type "message".
    assert names["event"] == {event.partition(".")[0] for event in manifest.events}


def test_each_meaning_of_a_click_has_a_listener_and_the_other_way_round(sqlite_url: str) -> None:
    assert registered(sqlite_url)["action"] == {act.pattern for act in Act}


def test_each_form_is_read_by_somebody_and_the_other_way_round(sqlite_url: str) -> None:
    # Home is no form, and what is only said aside has nothing to submit.
    forms = {each.value for each in Callback} - {Callback.HOME, Callback.ASIDE}
    assert registered(sqlite_url)["view"] == forms
