"""Which draft "save" means where several are open: the one dealt with last, and it is named."""

from datetime import timedelta

from tests.harness import ANSWER, SENTENCE, Harness, Member

QUITE_A_WHILE = timedelta(minutes=11)
OTHER = "1h EV webinar on Thursday"


async def saved(harness: Harness) -> list[str]:
    rows = await harness.query(
        "SELECT title FROM entry WHERE status = 'logged' AND source_ts IS NOT NULL ORDER BY id"
    )
    return [row[0] for row in rows]


async def test_save_is_of_the_draft_whose_question_was_answered_last(
    harness: Harness, technician: Member
) -> None:
    await technician.write(OTHER)
    await technician.write(SENTENCE)
    await technician.write(ANSWER)
    await technician.write("save")
    assert await saved(harness) == ["High voltage isolation course"]
    assert "*High voltage isolation course*" in technician.last


async def test_an_answer_in_a_thread_is_an_answer_too(harness: Harness, technician: Member) -> None:
    await technician.write(SENTENCE)
    older = technician.card
    await technician.write(OTHER)
    await technician.write(ANSWER, thread=older)
    await technician.write("save it")
    assert await saved(harness) == ["High voltage isolation course"]


async def test_of_two_from_one_message_the_answered_one_is_saved(
    harness: Harness, technician: Member
) -> None:
    await technician.write(f"{SENTENCE} and a 1h EV webinar on Thursday")
    await technician.write(ANSWER)
    await technician.write("save")
    assert await saved(harness) == ["High voltage isolation course"]
    await technician.write("to log the insulation test on every EV job I do")
    await technician.write("save")
    assert len(await saved(harness)) == 2
    assert "*" not in technician.last.split(":")[0]


async def test_a_skipped_question_is_dealt_with(harness: Harness, technician: Member) -> None:
    await technician.write(OTHER)
    await technician.write(SENTENCE)
    await technician.write("skip")
    await technician.write("save")
    assert await saved(harness) == ["High voltage isolation course"]


async def test_a_corrected_draft_that_is_ready_is_saved(
    harness: Harness, technician: Member
) -> None:
    await technician.write(OTHER)
    await technician.write(SENTENCE)
    await technician.write(ANSWER)
    await technician.write("actually 3 hours")
    await technician.write("save")
    assert await saved(harness) == ["High voltage isolation course"]


async def test_whoever_answered_long_ago_means_what_is_asked(
    harness: Harness, technician: Member
) -> None:
    await technician.write(OTHER)
    await technician.write(SENTENCE)
    await technician.write(ANSWER)
    harness.pass_by(QUITE_A_WHILE)
    await technician.write("save")
    assert len(await saved(harness)) == 1
    assert "High voltage isolation course" not in await saved(harness)


async def test_in_a_thread_it_is_that_of_the_thread(harness: Harness, technician: Member) -> None:
    await technician.write(OTHER)
    older = technician.card
    await technician.write(SENTENCE)
    await technician.write(ANSWER)
    await technician.write("save", thread=older)
    assert "High voltage isolation course" not in await saved(harness)
    assert len(await saved(harness)) == 1


async def test_named_in_words_it_is_the_one_that_is_named(
    harness: Harness, technician: Member
) -> None:
    await technician.write(OTHER)
    await technician.write(SENTENCE)
    await technician.write(ANSWER)
    await technician.write("save the webinar")
    assert "High voltage isolation course" not in await saved(harness)
    assert len(await saved(harness)) == 1


async def test_what_the_question_still_asks_is_not_ready(
    harness: Harness, technician: Member
) -> None:
    """The older one was corrected, and is still asked about: the newest question decides."""
    await technician.write(SENTENCE)
    older = technician.card
    await technician.write(OTHER)
    await technician.write("3 hours", thread=older)
    await technician.write("save")
    assert len(await saved(harness)) == 1
    assert "High voltage isolation course" not in await saved(harness)
