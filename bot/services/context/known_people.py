"""What the members are called whom this process has met: for pointing out names in what a member
writes. Neither Slack nor the database is asked for it.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Final

from bot.conversation.identifiers import NOBODY, People
from storage.row_types import MemberRecord

_WORKSPACES_MOST: Final = 100
_USUAL: Final = "GB"


@dataclass(slots=True)
class _Met:
    """Of one workspace: the names, and how they are looked for."""

    names: set[str] = field(default_factory=set)
    people: People = field(default_factory=lambda: People(()))


class KnownPeople:
    """The members met since the process began, of the workspaces that it has met last."""

    def __init__(self) -> None:
        self._met: OrderedDict[str, _Met] = OrderedDict()

    def meet(self, workspace_id: str, name: str) -> None:
        """Know somebody of a workspace from here on."""
        met = self._met.get(workspace_id)
        if met is None:
            met = self._met[workspace_id] = _Met()
            if len(self._met) > _WORKSPACES_MOST:
                self._met.popitem(last=False)
        if name not in met.names:
            met.names.add(name)
            met.people.add(name)

    def of(self, workspace_id: str) -> People:
        """Those of a workspace."""
        met = self._met.get(workspace_id)
        return NOBODY if met is None else met.people

    def names_of(self, workspace_id: str) -> frozenset[str]:
        """What they are called: by these `People` finds the same."""
        met = self._met.get(workspace_id)
        return frozenset() if met is None else frozenset(met.names)


def region_of(member: MemberRecord) -> str:
    """The country by whose rules a member's phone numbers are read: two letters, without the part
    of it that public holidays may be told by ("GB-SCT").
    """
    return (member.country or _USUAL).partition("-")[0]
