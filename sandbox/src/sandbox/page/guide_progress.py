"""Progress in the guide: which steps were begun and done, and from whom one switched.

`guide` defines the steps. Done steps are kept in snapshots, the rest is not.
"""

from __future__ import annotations

from urllib.parse import quote

from markupsafe import Markup

from sandbox.model import NotPossible
from sandbox.page.guide import GuideStep, Persona, key_of, shown
from sandbox.page.rendering import keyed
from sandbox.page.screen import Screen
from sandbox.page.site import Site


class GuideProgress:
    """The guide of one workspace."""

    def __init__(self, site: Site) -> None:
        self._workspace = site.workspace
        self._guide = site.guide
        self._to_say: dict[str, str] = {}
        """The step that somebody does by sending what stands in their composer."""
        self._came_from: dict[str, str] = {}

    def region(self, screen: Screen) -> Markup:
        """The guide of whoever looks, keyed; empty where there is none for them."""
        persona = self._guide.of(screen.me.id) if self._guide else None
        if persona is None:
            return Markup()
        steps = list(shown(persona, self._workspace.steps_done, screen.now))
        return keyed(
            "guide",
            f"guide-of-{screen.me.id}",
            me=screen.me,
            persona=persona,
            steps=steps,
            done=sum(one.done for one in steps),
            begun=any(one.done for one in steps) or self._has_spoken(screen),
            came_from=self._workspace.users.get(self._came_from.get(screen.me.id, "")),
        )

    def who(self, user_id: str) -> str:
        """Who somebody is, in a few words; empty where the guide does not say."""
        persona = self._guide.of(user_id) if self._guide else None
        return persona.who if persona else ""

    def take(self, user_id: str, number: int) -> str:
        """Begin a persona's step: the address on the page where it goes on.

        Raises NotPossible if there is no such step, or it is none that leads somewhere.
        """
        persona, step = self.step(user_id, number)
        if step.action == "fill":
            return self._to_write(persona, step, user_id, step.value)
        if step.action == "become":
            other, _, words = step.value.partition(" ")
            self._came_from[other] = user_id
            if words:
                return self._to_write(persona, step, other, words)
            address = f"/as/{other}"
        elif step.action == "home":
            address = f"/as/{user_id}/home"
        elif step.action == "room":
            address = f"/as/{user_id}/c/{self._room(user_id, step.value)}"
        else:
            raise NotPossible("This step leads nowhere.")
        self._workspace.step_done(key_of(persona, step))
        return address

    def step(self, user_id: str, number: int) -> tuple[Persona, GuideStep]:
        """A persona's step, counted from 1. Raises NotPossible if there is none."""
        persona = self._guide.of(user_id) if self._guide else None
        if persona is None or not 1 <= number <= len(persona.steps):
            raise NotPossible("There is no such step.")
        return persona, persona.steps[number - 1]

    def did(self, user_id: str, number: int) -> None:
        """A step that leads nowhere was done: the calendar was moved, or something called."""
        self._workspace.step_done(key_of(*self.step(user_id, number)))

    def spoke(self, user_id: str) -> None:
        """Somebody sent what stood in their composer."""
        key = self._to_say.pop(user_id, None)
        if key is not None:
            self._workspace.step_done(key)
        self._workspace.feed.changed("guide")

    def _has_spoken(self, screen: Screen) -> bool:
        said = self._workspace.messages_for(screen.me.id, screen.dm.id)
        return any(one.user_id == screen.me.id for one in said)

    def _to_write(self, persona: Persona, step: GuideStep, speaker: str, words: str) -> str:
        self._to_say[speaker] = key_of(persona, step)
        return f"/as/{speaker}?say={quote(words)}"

    def _room(self, user_id: str, name: str) -> str:
        for one in self._workspace.channels_of(user_id):
            if one.name == name:
                return one.id
        raise NotPossible(f"You are not in #{name}.")
