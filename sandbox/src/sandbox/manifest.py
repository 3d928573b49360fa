"""What the app's manifest allows it to do, read from a parsed app.yaml. Nothing is checked here.

Field names: Slack's app manifest, https://docs.slack.dev/reference/app-manifest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command: its name with "/", and what the composer shows while typing."""

    name: str
    description: str = ""
    usage_hint: str = ""
    should_escape: bool = False


@dataclass(frozen=True, slots=True)
class Shortcut:
    """An entry in the lightning menu (global) or in a message's menu (message)."""

    callback_id: str
    name: str
    kind: Literal["global", "message"]
    description: str = ""


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a step takes or gives. `type` is Slack's, such as `string` or `slack#/types/user_id`."""

    name: str
    type: str
    title: str = ""
    description: str = ""
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Function:
    """A custom step for workflows, as the manifest's `functions` define it."""

    callback_id: str
    title: str
    description: str = ""
    inputs: tuple[Parameter, ...] = ()
    outputs: tuple[Parameter, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """The app as Slack knows it. `bot_events` and `scopes` None: everything is granted."""

    name: str = "bot"
    commands: Mapping[str, Command] | None = None
    shortcuts: tuple[Shortcut, ...] | None = None
    bot_events: frozenset[str] | None = None
    scopes: frozenset[str] | None = None
    home_tab: bool = True
    messages_tab: bool = True
    interactivity: bool = True
    functions: tuple[Function, ...] = ()
    is_org_ready: bool = False

    def command(self, name: str) -> Command | None:
        """The command of that name. Without a manifest, any name is a command."""
        return Command(name) if self.commands is None else self.commands.get(name)

    def has_shortcut(self, callback_id: str, kind: str) -> bool:
        """Whether there is such a shortcut. Without a manifest, there is any."""
        return self.shortcuts is None or any(
            (s.callback_id, s.kind) == (callback_id, kind) for s in self.shortcuts
        )

    def function(self, callback_id: str) -> Function | None:
        """The custom step of that id."""
        return next((one for one in self.functions if one.callback_id == callback_id), None)

    def subscribes_to(self, event: str) -> bool:
        """Whether the app is sent this bot event, by its name in the manifest."""
        return self.bot_events is None or event in self.bot_events

    def grants(self, scope: str) -> bool:
        """Whether the app asks for this scope."""
        return self.scopes is None or scope in self.scopes


def read_manifest(source: Mapping[str, Any] | None) -> Manifest:
    """A manifest from a parsed app.yaml. None: an app that may do everything."""
    if source is None:
        return Manifest()
    features = source.get("features", {})
    settings = source.get("settings", {})
    home = features.get("app_home", {})
    return Manifest(
        name=features.get("bot_user", {}).get("display_name", "bot"),
        commands={
            c["command"]: Command(
                c["command"],
                c.get("description", ""),
                c.get("usage_hint", ""),
                c.get("should_escape", False),
            )
            for c in features.get("slash_commands", ())
        },
        shortcuts=tuple(
            Shortcut(s["callback_id"], s["name"], s["type"], s.get("description", ""))
            for s in features.get("shortcuts", ())
        ),
        bot_events=frozenset(settings.get("event_subscriptions", {}).get("bot_events", ())),
        scopes=frozenset(source.get("oauth_config", {}).get("scopes", {}).get("bot", ())),
        home_tab=home.get("home_tab_enabled", False),
        messages_tab=home.get("messages_tab_enabled", False)
        and not home.get("messages_tab_read_only_enabled", True),
        interactivity=settings.get("interactivity", {}).get("is_enabled", False),
        functions=tuple(
            Function(
                callback_id,
                one["title"],
                one.get("description", ""),
                _parameters(one.get("input_parameters", {})),
                _parameters(one.get("output_parameters", {})),
            )
            for callback_id, one in source.get("functions", {}).items()
        ),
        is_org_ready=settings.get("org_deploy_enabled", False),
    )


def _parameters(source: Mapping[str, Any]) -> tuple[Parameter, ...]:
    return tuple(
        Parameter(
            name,
            one["type"],
            one.get("title", ""),
            one.get("description", ""),
            one.get("is_required", False),
        )
        for name, one in source.items()
    )
