"""What a release put on people's screens, put there again: buttons, menus and modals."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from sandbox import Message, Outcome, Person, Sandbox, View
from sandbox.forms import Value, options_of, placed
from tests.upgrade.pilot import ANA, IDA, MAX, Release, Sample

DAY = "2026-11-20"
"""What is picked in a calendar."""

_WHOSE = {"team:turn": MAX, "members:turn": IDA}
"""By block: who sees what nobody in the pilot had on their screen. Ana sees the rest."""


class Screens:
    """The screens of the people in one sandbox."""

    def __init__(self, sandbox: Sandbox, release: Release) -> None:
        self._sandbox = sandbox
        self._release = release

    async def click(self, sample: Sample, value: Value = None) -> Outcome:
        """Clicks it, or picks that option of it, where it stood."""
        person = self.whose(sample)
        [place] = placed(_row(sample))
        return await person.click(
            self._shown(person, sample), place.action_id, place.block_id, value
        )

    def whose(self, sample: Sample) -> Person:
        """Somebody on whose screen it stood, or would have."""
        user = _WHOSE.get(str(sample.block_id), ANA)
        return self._sandbox.person(sample.user or user.id)

    def _open_page(self, sample: Sample) -> View:
        """The page over Home on which it stood, with nothing else on it."""
        return self._open(
            self.whose(sample).user_id,
            {
                "type": "modal",
                "callback_id": sample.callback_id,
                "private_metadata": sample.private_metadata,
                "title": {"type": "plain_text", "text": sample.where},
                "blocks": _row(sample),
            },
        )

    async def submit(
        self, callback_id: str, values: Mapping[str, Value], *, by: str, which: int = 0
    ) -> Outcome:
        """Fills and submits a modal that the release had opened; of several, which one."""
        fields = modals(self._release, callback_id)[which]
        definition = {
            "type": "modal",
            "callback_id": callback_id,
            "private_metadata": fields[0].private_metadata,
            "title": {"type": "plain_text", "text": fields[0].where},
            "submit": {"type": "plain_text", "text": "Save"},
            "blocks": [
                {
                    "type": "input",
                    "block_id": field.block_id,
                    "label": {"type": "plain_text", "text": str(field.block_id)},
                    "element": field.element,
                    "optional": True,
                }
                for field in fields
            ],
        }
        self._open(by, definition)
        return await self._sandbox.person(by).submit(values)

    def _open(self, user_id: str, definition: Mapping[str, Any]) -> View:
        trigger_id = self._sandbox.workspace.issue_trigger(user_id)
        return self._sandbox.surfaces.open(trigger_id, dict(definition))

    def _shown(self, person: Person, sample: Sample) -> Message | View:
        blocks = _row(sample)
        sandbox, bot = self._sandbox, self._sandbox.workspace
        if sample.surface == "home":
            return sandbox.surfaces.publish(
                person.user_id, None, {"type": "home", "blocks": blocks}
            )
        if sample.surface == "page":
            return self._open_page(sample)
        if sample.surface == "ephemeral":
            dm = person.dm.id
            return sandbox.postings.post_ephemeral(
                dm, to=person.user_id, text=sample.where, blocks=blocks
            )
        return sandbox.postings.post(
            person.dm.id, user_id=bot.bot.id, bot_id=bot.bot_id, text=sample.where, blocks=blocks
        )


def one(release: Release, surface: str, action_id: str, block_id: str = "") -> Sample:
    """The sample with that action, in that block where there are several."""
    [found] = [
        each
        for each in release.samples(surface)
        if each.element and each.element["action_id"] == action_id
        if block_id in (each.block_id or "")
    ]
    return found


def choices(sample: Sample) -> Sequence[Value]:
    """Everything that can be chosen in it: None for a button."""
    assert sample.element is not None
    if sample.element["type"] == "datepicker":
        return [DAY]
    if sample.element["type"] == "feedback_buttons":
        return [sample.element[one]["value"] for one in ("positive_button", "negative_button")]
    return [option["value"] for option in options_of(dict(sample.element))] or [None]


def modals(release: Release, callback_id: str) -> list[list[Sample]]:
    """The fields of each modal of that name: one that is alike in two was taken down once."""
    fields = [each for each in release.samples("modal") if each.callback_id == callback_id]
    by_modal = [list(some) for _, some in groupby(fields, key=lambda each: each.private_metadata)]
    for other in by_modal[1:]:
        own = {each.block_id for each in other}
        other += [each for each in by_modal[0] if each.block_id not in own]
    return by_modal


def _row(sample: Sample) -> list[dict[str, Any]]:
    return [{"type": "actions", "block_id": sample.block_id, "elements": [sample.element]}]
