"""What the room says in one sentence."""

from collections.abc import Callable, Mapping
from typing import Any, Final

SENTENCES: Final[Mapping[str, str]] = {"greeted_at": "Good morning, at {hour}."}

VALUES: Final[Mapping[str, Callable[[Any], str]]] = {"hour": lambda hour: f"{hour} o’clock"}
