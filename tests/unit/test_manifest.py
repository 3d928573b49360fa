"""app.yaml is a manifest that Slack accepts, and the code's lists come from it."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from bot.manifest import STEP_ID, load_manifest, with_workflow

ROOT = Path(__file__).parents[2]
SCHEMA = ROOT / "tests" / "fixtures" / "manifest.schema.2.0.0.json"


@pytest.fixture
def slack_accepts() -> Draft7Validator:
    """Slack's published schema."""
    return Draft7Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


@pytest.fixture
def written() -> dict[str, Any]:
    """app.yaml as it stands."""
    parsed: dict[str, Any] = yaml.safe_load((ROOT / "app.yaml").read_text(encoding="utf-8"))
    return parsed


def test_slack_accepts_the_manifest(
    slack_accepts: Draft7Validator, written: dict[str, Any]
) -> None:
    assert [error.message for error in slack_accepts.iter_errors(written)] == []


def test_the_schema_would_refuse_a_name_that_is_too_long(
    slack_accepts: Draft7Validator, written: dict[str, Any]
) -> None:
    written["display_information"]["name"] = "n" * 36
    assert not slack_accepts.is_valid(written)


def test_the_code_knows_the_commands_shortcuts_events_and_scopes_of_the_file(
    written: dict[str, Any],
) -> None:
    manifest = load_manifest()
    assert manifest.commands == ("/cpd", "/cpd-team")
    assert dict(manifest.shortcuts) == {"log_cpd": "global", "log_message": "message"}
    assert manifest.events == tuple(written["settings"]["event_subscriptions"]["bot_events"])
    assert manifest.scopes == frozenset(written["oauth_config"]["scopes"]["bot"])
    assert manifest.optional == {
        "app_mentions:read",
        "channels:history",
        "groups:history",
        "reactions:read",
        "users:read.email",
    }
    assert manifest.optional < manifest.scopes


def test_slack_accepts_the_second_manifest_which_adds_the_step_and_nothing_else(
    slack_accepts: Draft7Validator, written: dict[str, Any]
) -> None:
    second = with_workflow(load_manifest().source)
    # Slack's published schema is that of version 2, which writes a step's parameters otherwise.
    rest = {name: one for name, one in second.items() if name != "functions"}
    assert [error.message for error in slack_accepts.iter_errors(rest)] == []
    assert load_manifest().source == written  # the first is as it was
    assert {name for name in second if second[name] != written.get(name)} == {
        "functions",
        "settings",
    }
    events = second["settings"]["event_subscriptions"]["bot_events"]
    before = written["settings"]["event_subscriptions"]["bot_events"]
    assert set(events) - set(before) == {"function_executed"}
    assert second["settings"]["org_deploy_enabled"] is True
    assert second["settings"]["function_runtime"] == "remote"
    step = second["functions"][STEP_ID]
    assert {name for name, one in step["input_parameters"].items() if one.get("is_required")} == {
        "person",
        "title",
    }
    assert step["output_parameters"] == {}
    for name, one in step["input_parameters"].items():
        assert one["name"] == name
        assert one.keys() <= {"name", "type", "title", "description", "hint", "is_required"}
    assert len(step["title"]) <= 24


def test_people_can_write_to_the_bot_and_mention_each_other_in_its_commands(
    written: dict[str, Any],
) -> None:
    home = written["features"]["app_home"]
    assert home["messages_tab_enabled"]
    assert not home["messages_tab_read_only_enabled"]
    assert all(command["should_escape"] for command in written["features"]["slash_commands"])
