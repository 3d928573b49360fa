"""Discovery: what the modules of a package declare is found there, and nothing central lists it.

A registry reads a package once, when the product is built. Importing a module registers nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType
from typing import TypeVar

T = TypeVar("T")


class DeclaredTwice(ValueError):  # noqa: N818 - a sentence for whoever wrote the second one
    """Two declarations have one name."""


def modules_of(*packages: str) -> Iterator[ModuleType]:
    """Every module of these packages, imported, in the order of their names.

    Raises whatever importing one of them raises: a room that cannot be read is never passed over.
    """
    for package in packages:
        root = import_module(package)
        yield root
        for found in walk_packages(getattr(root, "__path__", ()), f"{package}."):
            yield import_module(found.name)


def declared(name: str, kind: type[T], *packages: str) -> list[T]:
    """What the packages' modules list under a name, each in a tuple of its own.

    Raises TypeError where a module lists something else there.
    """
    found: list[T] = []
    for module in modules_of(*packages):
        for one in vars(module).get(name, ()):
            if not isinstance(one, kind):
                raise TypeError(f"{module.__name__}.{name} holds {one!r}, no {kind.__name__}.")
            found.append(one)
    return found


def tables(name: str, kind: type[T], *packages: str) -> dict[str, T]:
    """What the packages' modules have under a name, each in a mapping of its own, as one.

    Raises DeclaredTwice, and TypeError where a module has something else there.
    """
    found: list[tuple[str, T]] = []
    for module in modules_of(*packages):
        for key, one in vars(module).get(name, {}).items():
            if not isinstance(one, kind):
                raise TypeError(f"{module.__name__}.{name} holds {one!r}, no {kind.__name__}.")
            found.append((key, one))
    return dict(by_name(found, lambda pair: pair[0]).values())


def by_name(found: Iterable[T], name_of: Callable[[T], str]) -> dict[str, T]:
    """The same by their names. Raises DeclaredTwice."""
    named: dict[str, T] = {}
    for one in found:
        name = name_of(one)
        if name in named:
            raise DeclaredTwice(f"Two declarations are called {name!r}: {named[name]} and {one}.")
        named[name] = one
    return named
