"""The demo's canned coach: whatever it answers passes the checks that a model's answers pass."""

import json
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.cli.demo.canned_coach import MODEL, STOPPED, CannedCoach, topic, wording
from bot.cli.demo.guide import BADLY_SPELT
from bot.coach.answers import checked, read
from bot.coach.ladder import body
from bot.coach.requests import CoachRequest, exchange
from bot.conversation.dialogue_questions import ASKS, QUESTION_IDS, Facts, QuestionId, question

TITLES = (
    "High voltage isolation course",
    "Toolbox talk on axle stands",
    "EV webinar",
    "Coaching skills workshop",
    "Tyre pressure sensors at Continental",
)
PEOPLE = ("Tom Okafor",)


@pytest.fixture
async def coach() -> AsyncIterator[CannedCoach]:
    one = CannedCoach()
    await one.start()
    yield one
    await one.stop()


async def answer(coach: CannedCoach, request: CoachRequest) -> str:
    """What it answers, read and checked as the bot does; raises NoAnswer."""
    made = exchange(request, people=PEOPLE, region="GB")
    sent = body(made, MODEL, "json_schema", bare=False)
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{coach.url}/chat/completions", json=sent) as response,
    ):
        completion = await response.json()
    [choice] = completion["choices"]
    assert (completion["model"], choice["finish_reason"]) == ("canned-demo", "stop")
    return checked(request, made, read(made, choice["message"]["content"]))


@pytest.mark.parametrize("planned", [False, True])
@pytest.mark.parametrize("asked", [one for one in QUESTION_IDS if one in ASKS])
async def test_every_question_is_asked_in_the_titles_noun(
    coach: CannedCoach, asked: QuestionId, planned: bool
) -> None:
    words = question(asked, Facts(planned=planned)).words
    for title in TITLES:
        request = CoachRequest("question", question=words, asks=ASKS[asked], title=title)
        assert topic(title) in await answer(coach, request)


@pytest.mark.parametrize(
    ("title", "about"),
    [
        ("High voltage isolation course at Bosch", "high voltage isolation"),
        ("Toolbox talk on axle stands", "axle stands"),
        ("EV webinar", "EV"),
        ("Webinar", "webinar"),
        ("", ""),
    ],
)
def test_what_a_title_is_about(title: str, about: str) -> None:
    assert topic(title) == about


async def test_a_wording_tidies_spelling_and_capitals(coach: CannedCoach) -> None:
    assert await answer(coach, CoachRequest("wording", text=BADLY_SPELT)) == (
        "I learnt to check the slide pins before fitting pads, it helps on every brake job."
    )
    with_a_name = CoachRequest("wording", text="asked Tom Okafor to chek the pin, i dont trust it")
    assert await answer(coach, with_a_name) == (
        "Asked Tom Okafor to check the pin, I don't trust it."
    )
    assert wording({"text": "Nothing to tidy."}) == "Nothing to tidy."


async def test_what_is_missing_is_said_of_the_title(coach: CannedCoach) -> None:
    request = CoachRequest("missing", title="Brake overhaul course", text="how to fit the pads")
    said = await answer(coach, request)
    assert said == "It does not say what exactly you did with brake overhaul."


async def test_stopped_it_refuses_and_started_again_it_answers_where_it_was(
    coach: CannedCoach,
) -> None:
    request, url = CoachRequest("wording", text=BADLY_SPELT), coach.url
    assert await coach.stop() == await coach.stop() == STOPPED
    with pytest.raises(aiohttp.ClientConnectorError):
        await answer(coach, request)
    await coach.start()
    await coach.start()
    assert coach.url == url
    assert (await answer(coach, request)).startswith("I learnt to check")


@pytest.mark.parametrize("sent", ["no JSON", json.dumps({"messages": []}), "[]"])
async def test_what_is_no_request_of_the_bots_is_refused(coach: CannedCoach, sent: str) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{coach.url}/chat/completions", data=sent) as response,
    ):
        assert response.status == 400
