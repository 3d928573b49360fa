"""What app.yaml says: commands, shortcuts, events and scopes. Nothing else lists them."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal

_BESIDE_THE_CODE = Path(__file__).parent / "app.yaml"  # where the wheel puts it
_IN_THE_CHECKOUT = Path(__file__).parent.parent / "app.yaml"


@dataclass(frozen=True, slots=True)
class Manifest:
    """The Slack app. `shortcuts` are callback ids with their kind; `optional` are those of
    the scopes that an installation may lack; `source` is the whole file.
    """

    commands: tuple[str, ...]
    shortcuts: Mapping[str, Literal["global", "message"]]
    events: tuple[str, ...]
    scopes: frozenset[str]
    optional: frozenset[str]
    source: Mapping[str, Any]


STEP_ID: Final = "draft_cpd_entry"
"""The callback id of the step for workflows."""

_STEP_EVENT: Final = "function_executed"


def _parameter(name: str, title: str, description: str, *, kind: str = "string") -> dict[str, Any]:
    return {"name": name, "type": kind, "title": title, "description": description}


def _step() -> dict[str, Any]:
    """The step, as Slack's manifests define one:
    https://docs.slack.dev/workflows/workflow-steps. It hands nothing on: a workflow is not told
    whether somebody keeps a record.
    """
    needed = {"is_required": True}
    inputs = (
        _parameter("person", "Person", "Whose draft it is", kind="slack#/types/user_id") | needed,
        _parameter("title", "Title", "What was done, such as a course’s name") | needed,
        _parameter("date", "Date", "The day, as 2026-11-18", kind="slack#/types/date"),
        _parameter("minutes", "Minutes", "How long it took; or give hours", kind="number"),
        _parameter("hours", "Hours", "How long it took, such as 1.5", kind="number"),
        _parameter("provider", "Provider", "Who held it"),
        _parameter("link", "Link", "Where it can be seen, https://…"),
    )
    return {
        "title": "Draft a CPD entry",
        "description": (
            "A private draft for somebody who keeps their CPD record here. It counts once they "
            "have said in their own words why."
        ),
        "input_parameters": {one["name"]: one for one in inputs},
        "output_parameters": {},
    }


def with_workflow(source: Mapping[str, Any]) -> dict[str, Any]:
    """The second manifest: the first one and a step for workflows. Slack shows it in Workflow
    Builder on a paid plan, where the app is installed for the whole organisation.

    It names no version, as Slack's own template does not: version 2 writes parameters in another
    way. https://github.com/slack-samples/bolt-python-custom-step-template
    """
    made = deepcopy({name: one for name, one in source.items() if name != "_metadata"})
    settings = made["settings"]
    events = {*settings["event_subscriptions"]["bot_events"], _STEP_EVENT}
    settings["event_subscriptions"]["bot_events"] = sorted(events)
    settings |= {"org_deploy_enabled": True, "function_runtime": "remote"}
    made["functions"] = {STEP_ID: _step()}
    return made


@cache
def load_manifest() -> Manifest:
    """Reads app.yaml once."""
    import yaml  # noqa: PLC0415 - most processes never ask

    path = _BESIDE_THE_CODE if _BESIDE_THE_CODE.exists() else _IN_THE_CHECKOUT
    source: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    features, settings = source["features"], source["settings"]
    return Manifest(
        commands=tuple(each["command"] for each in features["slash_commands"]),
        shortcuts=MappingProxyType(
            {each["callback_id"]: each["type"] for each in features["shortcuts"]}
        ),
        events=tuple(settings["event_subscriptions"]["bot_events"]),
        scopes=frozenset(source["oauth_config"]["scopes"]["bot"]),
        optional=frozenset(source["oauth_config"]["scopes"]["bot_optional"]),
        source=MappingProxyType(source),
    )
