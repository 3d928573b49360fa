"""Every click on Home and on the pages that it opens, with a payload as Slack documents it.

Such a click carries the view that it was made in, and neither `response_url` nor `channel` nor
`message`: whatever it brings has to be shown on Home or in a modal. The payloads are written here,
not by the sandbox: https://docs.slack.dev/reference/interaction-payloads/block_actions-payload.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest

from sandbox import View
from sandbox.forms import options_of, placed
from sandbox.model import Payload
from tests.harness import ANA, BEN, SENTENCE, Harness, Member, harness_at, reads


@dataclass(frozen=True, slots=True)
class Clickable:
    """One thing on a view that can be clicked or chosen; `type` is its element's."""

    words: str
    sent: Mapping[str, Any]
    name: str
    block_id: str
    type: str

    @property
    def kind(self) -> tuple[str, str]:
        """What it is known by, whichever entry or scheme it is about."""
        return self.name, self.words


def clickable(view: View) -> Iterator[Clickable]:
    """Everything on the view, from its top."""
    for place in placed(view.blocks):
        at = place.action_id, place.block_id, place.type
        match place.type:
            case "button":
                words = place.element["text"]
                sent = {"value": place.element["value"], "text": words}
                yield Clickable(words["text"], sent, *at)
            case "overflow":
                for option in options_of(place.element):
                    yield Clickable(option["text"]["text"], {"selected_option": option}, *at)
            case "datepicker":
                yield Clickable("a day", {"selected_date": "2026-06-01"}, *at)
            case "users_select":
                yield Clickable("somebody", {"selected_user": BEN.id}, *at)
            case other:
                raise AssertionError(other)


def as_documented(harness: Harness, view: View, chosen: Clickable) -> Payload:
    """What Slack sends for a click in a view."""
    workspace = harness.sandbox.workspace
    team = workspace.team
    return {
        "type": "block_actions",
        "user": {"id": ANA.id, "username": "ana", "name": "ana", "team_id": team.id},
        "api_app_id": workspace.app_id,
        "token": "verification-token",
        "container": {"type": "view", "view_id": view.id},
        "trigger_id": workspace.issue_trigger(ANA.id),
        "team": {"id": team.id, "domain": team.domain},
        "enterprise": None,
        "is_enterprise_install": False,
        "view": {
            "id": view.id,
            "team_id": team.id,
            "type": view.type,
            "blocks": list(view.blocks),
            "private_metadata": view.definition.get("private_metadata", ""),
            "callback_id": view.definition["callback_id"],
            "state": {"values": {}},
            "hash": view.hash,
            "title": view.definition.get("title", {"type": "plain_text", "text": "View Title"}),
            "clear_on_close": False,
            "notify_on_close": False,
            "close": view.definition.get("close"),
            "submit": view.definition.get("submit"),
            "previous_view_id": view.previous_view_id,
            "root_view_id": view.root_view_id,
            "app_id": workspace.app_id,
            "external_id": "",
            "app_installed_team_id": team.id,
            "bot_id": workspace.bot_id,
        },
        "actions": [
            {
                "type": chosen.type,
                "action_id": chosen.name,
                "block_id": chosen.block_id,
                "action_ts": "1795255201.000100",
                **chosen.sent,
            }
        ],
    }


async def click(ana: Member, view: View, chosen: Clickable) -> None:
    """Her click, and all that comes of it."""
    harness = ana.harness
    answer = await harness.sandbox.delivery.transport.send(
        "interactive", as_documented(harness, view, chosen), None
    )
    assert answer.ok, answer
    await harness.quiet()


async def close_all(ana: Member) -> None:
    while ana.person.modal is not None:
        await ana.person.close()


async def settled_in(harness: Harness) -> Member:
    """Ana with something of everything on her Home, and more entries than it shows."""
    await harness.enrolled(ANA)
    await harness.enrolled(ANA, "cmi", cycle_start=None)
    for number in range(7):
        await harness.logged(ANA, f"Course {number}", days_ago=20 + number)
    for number in range(4):
        await harness.logged(ANA, f"Talk {number}", days_ago=40 + number, line=None)
    with harness.open(BEN) as ctx:
        report = ctx.work.members.by_slack(ANA.id)
        assert report is not None
        ctx.work.teams.link(report.id, ctx.member.id, "active", source="member", now=ctx.now)
    ana = harness.member(ANA)
    await ana.write("1h EV webinar today")
    await ana.click("Save")
    await ana.write("30 min toolbox talk on lifting this morning")
    await ana.write(SENTENCE)
    await ana.command("plan First aid refresher next Tuesday")
    await ana.command("plan Hybrid update on 3 December")
    await ana.command("pause 2 weeks")
    return ana


OPENS = {
    "Help": "Help",
    "Settings": "Settings",
    "All": "Your record",
    "Log something": "Log CPD",
}
"""By how the words on a button of Home begin: what stands above the modal that it opens."""


@pytest.mark.parametrize("mode", ["http", "socket"])
async def test_every_click_on_home_is_answered_on_home_or_in_a_modal(
    mode: str, database_url: str
) -> None:
    async with harness_at(database_url, mode=mode) as harness:
        ana = await settled_in(harness)
        await ana.open_home()
        seen = await click_through_home(ana)
    words = {each for _, each in seen} | {each.split()[0] for _, each in seen}
    assert words >= {"Save", "Edit", "Answer privately", "Discard", "Add it", "Did it", "Drop it"}
    assert words >= {"New date", "Withdraw", "Restore", "Resume", *OPENS}


async def click_through_home(ana: Member) -> set[tuple[str, str]]:
    """Each kind of click there is on Home, until there is none left that was not made."""
    seen: set[tuple[str, str]] = set()
    while left := [one for one in clickable(ana.home) if one.kind not in seen]:
        chosen, before = left[0], ana.home
        seen.add(chosen.kind)
        await click(ana, before, chosen)
        modal = ana.person.modal
        assert modal is not None or reads(ana.home) != reads(before), chosen
        if modal is not None:
            assert modal.previous_view_id is None
            assert modal.blocks
        for words, title in OPENS.items():
            if chosen.words.startswith(words):
                assert modal is not None
                assert modal.definition["title"]["text"] == title
                assert len(modal.blocks) > 1
        await close_all(ana)
    return seen


PAGES = ("Help", "Settings", "All that wait", "All entries")


@pytest.mark.parametrize("page", PAGES)
async def test_every_click_on_a_page_over_home_is_answered_in_a_modal(
    page: str, database_url: str
) -> None:
    async with harness_at(database_url) as harness:
        ana = await settled_in(harness)
        await ana.open_home()
        seen: set[tuple[str, str]] = set()
        while True:
            [opens] = [
                one for one in clickable(ana.home) if not set(page.split()) - set(one.words.split())
            ]
            await click(ana, ana.home, opens)
            left = [one for one in clickable(ana.modal) if one.kind not in seen]
            if not left:
                break
            chosen, before = left[0], ana.modal
            seen.add(chosen.kind)
            await click(ana, before, chosen)
            assert (ana.modal.id, ana.modal.hash) != (before.id, before.hash), chosen
            await close_all(ana)
    assert len(seen) > 2


@pytest.mark.parametrize(
    ("pack", "opening"), [("imi-register", None), ("imi-register", (25, 6)), ("cmi", None)]
)
async def test_what_is_not_known_yet_can_be_told_from_home(
    database_url: str, pack: str, opening: tuple[int, int] | None
) -> None:
    async with harness_at(database_url) as harness:
        start = date(2025, 6, 1) if opening else None
        await harness.enrolled(ANA, pack, cycle_start=start, opening=opening, job=None)
        for days_ago in (10, 20):
            await harness.logged(ANA, days_ago=days_ago, line=None)
        ana = harness.member(ANA)
        await ana.open_home()
        seen = await click_through_home(ana)
    assert ("in_opening", "Yes") in seen or opening is None


async def test_what_followed_from_a_cycle_that_ended_short_is_told_on_home(
    database_url: str,
) -> None:
    async with harness_at(database_url, now=datetime(2026, 5, 20, 10, tzinfo=UTC)) as harness:
        await harness.enrolled(ANA, cycle_start=date(2023, 6, 1))
        await harness.logged(ANA)
        ana = harness.member(ANA)
        await harness.move_to(datetime(2026, 6, 3, 10, tzinfo=UTC))
        home = reads(await ana.open_home())
        assert "Your cycle ended on 31 May 2026; I count 2 of 90" in home
        assert "last cycle" in home
        await ana.click("Still registered", ana.home)
        first = ana.modal
        for words in ("That was wrong", "Extended", "That was wrong", "Nothing yet"):
            await ana.click(words, ana.modal)
            assert (ana.modal.id, ana.modal.previous_view_id) == (first.id, None)
        assert "I will ask again in a month." in reads(ana.modal)
        assert "Any news?" not in reads(ana.home)


async def test_somebody_new_can_click_everything_on_their_home(database_url: str) -> None:
    async with harness_at(database_url) as harness:
        ana = harness.member(ANA)
        await ana.open_home()
        assert await click_through_home(ana)
