"""What app.yaml says: commands, shortcuts, events and scopes. Nothing else lists them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

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
