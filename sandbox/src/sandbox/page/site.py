"""What the page's routes and view models are given: the context, the guide, and the mover."""

from __future__ import annotations

from dataclasses import dataclass, field

from sandbox.context import Context
from sandbox.moving import Mover
from sandbox.page.guide import Deed, Guide
from sandbox.people import Person
from sandbox.state import Workspace


@dataclass(slots=True)
class Site:
    """One workspace's page. `guide` is what it suggests first; `mover` can be replaced, and
    `deeds` are what steps of the guide do by their names.
    """

    context: Context
    guide: Guide | None
    mover: Mover
    deeds: dict[str, Deed] = field(default_factory=dict)

    @property
    def workspace(self) -> Workspace:
        """The workspace that is shown."""
        return self.context.workspace

    def person(self, user_id: str) -> Person:
        """Somebody to act as. KeyError if there is no such user."""
        return Person(self.context, self.workspace.users[user_id].id)
