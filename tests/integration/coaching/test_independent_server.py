"""The client against llmock, a server of others that judges its clients."""

import json

from llmock.pytest_plugin import LLMock

from tests.integration.coaching.harness import ANSWER, SHORT, Asker

GOOD = json.dumps({"missing": ANSWER})


async def _outcome(server: LLMock, seconds: float = 20, pause: float = 0) -> str:
    asker = Asker(server.base_url(), pause)
    try:
        return await asker.outcome(seconds)
    finally:
        await asker.client.close()


async def test_an_answer_of_the_schema_is_taken(llmock: LLMock) -> None:
    outcome = await _outcome(llmock)
    assert outcome not in {"shape", "refused", "server"}
    assert len(llmock.requests) == 1
    llmock.assert_resilient(strict=True)


async def test_a_scripted_answer_is_taken(llmock: LLMock) -> None:
    llmock.reply(GOOD)
    assert await _outcome(llmock) == ANSWER


async def test_a_wait_that_the_server_names_is_kept(llmock: LLMock) -> None:
    llmock.rate_limit(retry_after=1).reply(GOOD)
    assert await _outcome(llmock) == ANSWER
    llmock.assert_resilient(strict=True)


async def test_a_wait_that_is_too_long_is_given_up(llmock: LLMock) -> None:
    llmock.rate_limit(retry_after=60, times=None)
    assert await _outcome(llmock) == "rate"
    assert len(llmock.requests) == 1
    llmock.assert_resilient()


async def test_an_outage_is_a_trouble_and_no_storm(llmock: LLMock) -> None:
    llmock.outage()
    assert await _outcome(llmock) == "server"
    assert len(llmock.requests) == 2
    llmock.assert_resilient()


async def test_a_slow_answer_is_given_up(llmock: LLMock) -> None:
    llmock.delay(1)
    assert await _outcome(llmock, SHORT) == "timeout"


async def test_prose_is_repaired(llmock: LLMock) -> None:
    llmock.reply("Who was there?").reply(GOOD)
    assert await _outcome(llmock) == ANSWER
    llmock.assert_resilient(strict=True)


async def test_a_wrong_key_is_not_tried_again(llmock: LLMock) -> None:
    llmock.fail(401, times=None)
    assert await _outcome(llmock) == "refused"
    llmock.assert_resilient(strict=True)
