"""What the page shows to whom; what it changes has its own module."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bolt_app import PRIYA, TOM, home, modal, section, text_input
from page_visit import GRANTED, MANIFEST, MAYA, App, Visit, at, visiting
from sandbox import Sandbox, Upload
from sandbox.page import Guide, GuideStep, Persona
from sandbox.page.event_stream import REGIONS, regions_touched
from test_refusals_blocks import ACCEPTED as MESSAGES
from test_refusals_data import ACCEPTED as DATA
from test_refusals_views import ACCEPTED as VIEWS

DM = f"/as/{PRIYA.id}"


@pytest.fixture
async def visit() -> AsyncIterator[Visit]:
    async with visiting() as one:
        yield one


async def test_the_front_door_leads_to_the_first_person(visit: Visit) -> None:
    assert "You are</span> <strong>Priya Nair</strong>" in await visit.see("/")


TRYING = Guide(
    (
        Persona(
            PRIYA.id,
            "a technician, behind",
            (
                GuideStep("Log something", "fills the message box", "fill", "2h course & more"),
                GuideStep("See it as the manager", "", "become", f"{MAYA.id} /cpd team"),
                GuideStep("Look at Home", "", "home"),
                GuideStep("Look around", "", "room", "workshop"),
                GuideStep("Jump", "moves the calendar", "move", "2028-05-17T10:00:00+01:00"),
                GuideStep("Jump back", "", "move", "2020-05-17T10:00:00+01:00"),
                GuideStep("Wait", "", "next"),
                GuideStep("Stop the server", "", "do", "stop"),
                GuideStep("Ask nobody", "", "do", "nobody"),
            ),
        ),
        Persona(MAYA.id, "her manager", (GuideStep("Ask", "", "fill", "how is Priya?"),)),
    )
)


async def done(visit: Visit, person: str = PRIYA.id) -> list[str]:
    """The labels of the steps that somebody reads as done."""
    shown = await visit.see(f"/as/{person}/region/guide")
    steps = re.findall(r'<li class="done">.*?</li>', shown, re.DOTALL)
    return [re.search(r"button.*?>([^<]+)</", one)[1] for one in steps]  # type: ignore[index]


async def test_the_front_door_leads_to_the_guides_first_person() -> None:
    async with visiting(Guide((Persona(MAYA.id, "who manages"),))) as visit:
        page = await visit.see("/")

    assert "<strong>Maya O’Brien</strong>" in page
    assert "You are Maya O’Brien, who manages." in page


async def test_everybody_has_a_guide_of_their_own_or_none() -> None:
    async with visiting(TRYING) as visit:
        assert "See it as the manager" in await visit.see(DM)
        as_maya = await visit.see(f"/as/{MAYA.id}")
        as_tom = await visit.see(f"/as/{TOM.id}")

    assert "You are Maya O’Brien, her manager." in as_maya
    assert "See it as the manager" not in as_maya
    assert "<details" not in as_tom


async def test_the_switcher_says_who_each_person_is() -> None:
    async with visiting(TRYING) as visit:
        people = await visit.see(f"{DM}/region/people")

    assert "Priya Nair <small>a technician, behind</small>" in people
    assert "Maya O’Brien <small>her manager</small>" in people
    assert "Tom Reed</span>" in people


async def test_a_step_to_say_something_is_done_once_it_was_said() -> None:
    async with visiting(TRYING) as visit:
        page = await visit.see(f"{DM}/step/1")
        assert 'data-fill="2h course & more"' in page
        assert await done(visit) == []
        assert '<details class="guide" open' in page

        channel = visit.sandbox.workspace.dm_of(PRIYA.id).id
        await visit.do(f"{DM}/c/{channel}/say", text="2h course")

        assert await done(visit) == ["Log something"]
        assert "1 of 9 tried" in await visit.see(DM)
        assert '<details class="guide"  data' in await visit.see(DM)


async def test_a_step_as_somebody_else_leads_to_them_and_back() -> None:
    async with visiting(TRYING) as visit:
        as_maya = await visit.see(f"{DM}/step/2")
        assert 'data-fill="/cpd team"' in as_maya
        assert f'<a href="{DM}">Be Priya Nair again</a>' in as_maya

        channel = visit.sandbox.workspace.dm_of(MAYA.id).id
        await visit.do(f"/as/{MAYA.id}/c/{channel}/say", text="/cpd team")

        assert await done(visit) == ["See it as the manager"]
        assert await done(visit, MAYA.id) == []


async def test_a_step_that_leads_somewhere_is_done_there() -> None:
    async with visiting(TRYING) as visit:
        assert 'aria-label="Home of cpdbot"' in await visit.see(f"{DM}/step/3")
        assert "Message #workshop" in await visit.see(f"{DM}/step/4")
        assert await done(visit) == ["Look at Home", "Look around"]


async def test_a_step_that_moves_the_calendar_is_done_then_and_offered_while_it_can_be() -> None:
    async with visiting(TRYING) as visit:
        page = await visit.see(DM)
        assert '{"moment": "2028-05-17T10:00:00+01:00", "step": 5}' in page
        assert page.count("that day has passed") == 1

        moment = TRYING.personas[0].steps[4].value
        await visit.do(f"{DM}/calendar", step="5", moment=moment)

        assert visit.sandbox.calendar.now().isoformat() == "2028-05-17T09:00:00+00:00"
        assert await done(visit) == ["Jump"]


async def test_a_step_that_does_something_shows_what_came_of_it() -> None:
    async with visiting(TRYING) as visit:
        calls: list[str] = []

        async def stop() -> str:
            calls.append("stop")
            return "It is stopped."

        visit.sandbox.deeds["stop"] = stop
        assert f'hx-post="{DM}/step/8"' in await visit.see(DM)
        notice, _ = await visit.do(f"{DM}/step/8")

        assert ("It is stopped." in notice, calls) == (True, ["stop"])
        assert await done(visit) == ["Stop the server"]
        for number in (1, 9):
            notice, _ = await visit.do(f"{DM}/step/{number}")
            assert "nothing to be done" in notice
        assert await done(visit) == ["Stop the server"]


async def test_whoever_writes_by_themselves_has_begun_too() -> None:
    async with visiting(TRYING) as visit:
        await visit.sandbox.person(PRIYA.id).say("hello")
        assert '<details class="guide"  data' in await visit.see(DM)


@pytest.mark.parametrize("number", [0, 5, 8])
async def test_there_is_nothing_to_follow_where_no_step_leads(number: int) -> None:
    async with (
        visiting(TRYING) as visit,
        visit.browser.get(f"{DM}/step/{number}") as response,
    ):
        assert response.status == 404


async def test_what_was_tried_is_known_after_a_restart(tmp_path: Path) -> None:
    for before in ([], ["Look at Home"]):
        async with (
            Sandbox(MANIFEST, [PRIYA, MAYA], tmp_path, guide=TRYING) as sandbox,
            ClientSession(sandbox.workspace.base_url) as browser,
        ):
            visit = Visit(sandbox, App(), browser)
            assert await done(visit) == before
            await visit.see(f"{DM}/step/3")


async def test_nobody_else_is_on_the_page_than_the_workspaces_people(visit: Visit) -> None:
    for path in ("/as/U0NOBODY", f"/as/{visit.sandbox.workspace.bot.id}"):
        async with visit.browser.get(path) as response:
            assert response.status == 404


async def test_a_conversation_is_closed_to_those_who_are_not_in_it(visit: Visit) -> None:
    theirs = visit.sandbox.workspace.dm_of(MAYA.id)

    async with visit.browser.get(f"{DM}/c/{theirs.id}") as response:
        assert response.status == 404


async def test_html_in_a_message_is_shown_and_not_obeyed(visit: Visit) -> None:
    await visit.sandbox.person(PRIYA.id).say("<img src=x onerror=alert(1)> R&D")

    async with visit.browser.get(DM) as response:
        page = await response.text()

    assert "&lt;img src=x onerror=alert(1)&gt; R&amp;D" in page
    assert "default-src 'self'" in response.headers["Content-Security-Policy"]


async def test_an_ephemeral_message_is_seen_by_one_person_and_marked(visit: Visit) -> None:
    channel = next(c for c in visit.sandbox.workspace.channels.values() if c.name == "workshop")
    visit.sandbox.postings.post_ephemeral(channel.id, to=PRIYA.id, text="Just between us")

    hers = await visit.see(f"{DM}/c/{channel.id}")
    theirs = await visit.see(f"/as/{MAYA.id}/c/{channel.id}")

    assert "Just between us" in hers
    assert "Only visible to you" in hers
    assert "Just between us" not in theirs


async def test_a_thread_stands_beside_the_conversation_and_not_in_it(visit: Visit) -> None:
    root = visit.say(text="Shall we?")
    await visit.sandbox.person(PRIYA.id).say("In the thread", thread_ts=root.ts)

    stream = await visit.see(f"{DM}/region/stream/{root.channel_id}")
    page = await visit.see(f"{DM}/c/{root.channel_id}?thread={root.ts}")
    thread = await visit.see(f"{DM}/region/thread/{root.channel_id}/{root.ts}")

    assert "In the thread" not in stream
    assert "1 reply" in stream
    assert "Reply in thread" in page
    assert "Shall we?" in thread
    assert "In the thread" in thread


async def test_an_edited_message_says_so(visit: Visit) -> None:
    person = visit.sandbox.person(PRIYA.id)
    await person.edit(await person.say("2h corse"), "2h course")

    page = await visit.see(DM)

    assert "2h course" in page
    assert "(edited)" in page


async def test_the_edit_form_holds_what_was_typed(visit: Visit) -> None:
    said = await visit.sandbox.person(PRIYA.id).say("@maya see https://x.test/a?b=1&c <now>")

    form = await visit.see(f"{at(said)}/edit")

    assert ">@maya see https://x.test/a?b=1&c <now></textarea>" in form


@pytest.mark.parametrize("blocks", (MESSAGES | DATA).values(), ids=MESSAGES | DATA)
async def test_the_page_shows_every_message_that_slack_takes(
    visit: Visit, blocks: list[dict[str, object]]
) -> None:
    message = visit.say(*blocks)

    page = await visit.see(f"{DM}/region/stream/{message.channel_id}")

    assert page.count('data-block="') == len(blocks)


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
async def test_the_page_shows_every_view_that_slack_takes(view: dict[str, object]) -> None:
    async with visiting(manifest=GRANTED) as visit:
        if view["type"] == "modal":
            shown = visit.open(view)
        else:
            shown = visit.sandbox.surfaces.publish(PRIYA.id, None, view)

        page = await visit.see(f"{DM}/region/{view['type']}")

    assert f'data-view="{shown.id}"' in page


async def test_home_is_opened_when_somebody_looks_at_it(visit: Visit) -> None:
    visit.sandbox.surfaces.publish(PRIYA.id, None, home(section("*Where you stand*")))

    page = await visit.see(f"{DM}/home")
    await visit.sandbox.until(lambda: visit.app.heard)

    assert "<strong>Where you stand</strong>" in page
    event = visit.app.last("events_api")["event"]
    assert (event["type"], event["tab"], event["user"]) == ("app_home_opened", "home", PRIYA.id)


async def test_an_app_without_home_has_no_tab_for_it() -> None:
    features = {**MANIFEST["features"], "app_home": {"messages_tab_enabled": False}}
    async with visiting(manifest={**MANIFEST, "features": features}) as visit:
        page = await visit.see(DM)
        async with visit.browser.get(f"{DM}/home") as response:
            assert response.status == 404

    assert ">Home</a>" not in page
    assert "Sending messages to this app has been turned off." in page


async def test_only_the_modal_on_top_is_shown(visit: Visit) -> None:
    visit.open(modal(text_input("first")))
    visit.push(modal(text_input("second")))

    shown = await visit.see(f"{DM}/region/modal")

    assert "Second" in shown
    assert "First" not in shown
    assert "Back to the window before" in shown


async def test_what_others_wrote_since_is_counted_until_it_was_seen(visit: Visit) -> None:
    visit.say(text="A nudge")
    count = '<span class="count">1<span class="sr"> unread</span></span>'

    assert count in await visit.see(f"/as/{TOM.id}/region/people")
    message = visit.sandbox.person(PRIYA.id).messages()[0]
    assert count in await visit.see(f"{DM}/region/sidebar")
    await visit.see(f"{DM}/region/stream/{message.channel_id}")
    assert count not in await visit.see(f"{DM}/region/sidebar")


async def test_a_message_that_did_not_change_keeps_its_version(visit: Visit) -> None:
    first = visit.say(text="One")
    where = f"{DM}/region/stream/{first.channel_id}"
    before = (await visit.see(where)).split("<article")[0]

    visit.say(text="Two")

    assert (await visit.see(where)).startswith(before)


async def test_long_conversations_begin_with_their_last_messages(visit: Visit) -> None:
    messages = [visit.say(text=f"Number {n}.") for n in range(203)]
    where = f"{DM}/region/stream/{messages[0].channel_id}"

    assert "Show 3 earlier" in await visit.see(where)
    assert "Number 2." not in await visit.see(where)
    assert "Number 2." in await visit.see(f"{where}?all")


@pytest.mark.parametrize(
    ("name", "mimetype", "how"),
    [
        ("chart.png", "image/png", "inline"),
        ("Zertifikat für mich.pdf", "application/pdf", "attachment"),
        ("page.html", "text/html", "attachment"),
        ("drawing.svg", "image/svg+xml", "attachment"),
    ],
)
async def test_a_file_is_shown_only_where_that_is_safe(
    visit: Visit, name: str, mimetype: str, how: str
) -> None:
    said = await visit.sandbox.person(PRIYA.id).say("", files=[Upload(name, b"bytes", mimetype)])

    async with visit.browser.get(f"{DM}/files/{said.file_ids[0]}") as response:
        assert await response.read() == b"bytes"
        assert response.content_disposition is not None
        assert response.content_disposition.type == how
        assert response.content_disposition.filename == name
        assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("change", "touched"),
    [
        ("channel:C1", {"stream", "thread", "people", "sidebar"}),
        ("channel:C2", {"people", "sidebar"}),
        ("home:U1", {"home"}),
        ("home:U2", set()),
        ("modal:U1", {"modal"}),
        ("modal:U2", set()),
        ("calendar", {"clock", "guide", "stream", "thread"}),
        ("guide", {"guide"}),
        ("calls", set()),
    ],
)
def test_a_page_hears_of_what_its_person_can_see(change: str, touched: set[str]) -> None:
    assert set(regions_touched(change, user_id="U1", channel_id="C1")) == touched
    assert touched <= set(REGIONS)


async def test_the_event_stream_begins_with_everything_and_goes_on_with_what_changed(
    visit: Visit,
) -> None:
    channel = visit.sandbox.workspace.dm_of(PRIYA.id)
    async with visit.browser.get(f"{DM}/changes?channel={channel.id}") as response:
        assert response.content_type == "text/event-stream"
        for region in ("", *REGIONS):
            event = (await response.content.readuntil(b"\n\n")).decode()
            assert region in event
        visit.say()
        heard = [await response.content.readuntil(b"\n\n") for _ in range(4)]

    assert [one.split(b"\n")[0].removeprefix(b"event: ") for one in heard] == [
        b"stream",
        b"thread",
        b"people",
        b"sidebar",
    ]


async def test_an_open_event_stream_is_ended_not_cut_off_by_the_shutdown() -> None:
    async with visiting() as visit, ClientSession(visit.sandbox.workspace.base_url) as session:
        response = await session.get(f"{DM}/changes")
        await response.content.readuntil(b"\n\n")
        await visit.sandbox.stop()
        await response.content.read()  # a stream that was cut off raises here
        assert response.content.at_eof()
