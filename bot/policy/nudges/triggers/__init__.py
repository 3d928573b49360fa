"""The triggers, a module for each or for a few that belong together, found by themselves.

A module here says what it holds in `TRIGGERS`; nothing else lists it. What a trigger is stands in
`bot.policy.nudges.trigger`.
"""

import pkgutil
from collections import Counter
from collections.abc import Iterable
from importlib import import_module
from typing import Final

from bot.policy.nudges.trigger import Trigger


def in_order(triggers: Iterable[Trigger]) -> tuple[Trigger, ...]:
    """These triggers, the most urgent first. Raises ValueError where two have one kind or order."""
    found = sorted(triggers, key=lambda one: one.order)
    for name in ("kind", "order"):
        for value, times in Counter(getattr(one, name) for one in found).items():
            if times > 1:
                raise ValueError(f"{times} triggers have the {name} {value}")
    return tuple(found)


def triggers_in(package: str, path: Iterable[str]) -> tuple[Trigger, ...]:
    """The triggers of all modules in a package with that `__path__`, the most urgent first."""
    modules = (import_module(f"{package}.{one.name}") for one in pkgutil.iter_modules(path))
    return in_order(trigger for module in modules for trigger in module.TRIGGERS)


TRIGGERS: Final = triggers_in(__name__, __path__)
"""Every trigger of the modules here, the most urgent first."""
