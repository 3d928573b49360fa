"""The coach of somebody who keeps their reflections out of the conversation: what it says stands in
windows alone, also where they change their mind about that.
"""

from tests.coach_server import Fields, coach_server
from tests.harness import ANSWER, SENTENCE, Harness, Member, buttons, reads
from tests.scenario.coaching.test_coach import PLAIN, QUESTION, TIDY, WORDS, coached
from tests.scenario.record.test_privacy import keep_out

ASKED = f"_Coach:_ {QUESTION}"
MISSING = "Somebody who was not there would not know what touching the pack means."
UNTITLED = "went to Bosch for 2h yesterday with the lads, air con bloke was funny"
WINDOWS = frozenset({"views.open", "views.push", "views.update"})


def _question(_fields: Fields) -> str:
    return QUESTION


def _tidy(_fields: Fields) -> str:
    return TIDY


def _missing(_fields: Fields) -> str:
    return MISSING


def _title(_fields: Fields) -> str:
    return "air con"


async def let_in(member: Member) -> None:
    """The other choice of the same setting: answers may be typed in the conversation."""
    await member.command("settings")
    await member.press(member.whispers()[-1], "privacy")
    await member.submit({"privacy": "conversation"})


def in_the_open(harness: Harness) -> str:
    """Every message as it stands, and every call but those that show a window: notifications and
    texts for screen readers among them.
    """
    workspace = harness.sandbox.workspace
    return "\n".join(
        [
            *(str(one.arguments) for one in harness.sandbox.calls if one.method not in WINDOWS),
            *(
                repr(message)
                for user in workspace.people
                for channel in workspace.channels_of(user.id)
                for message in workspace.messages_for(user.id, channel.id)
            ),
        ]
    )


def stands_now(harness: Harness, member: Member) -> str:
    """All that their conversation and Home show now."""
    home = repr(harness.sandbox.workspace.homes.get(member.person.user_id))
    return "\n".join([*map(repr, (*member.heard, *member.whispers())), home])


async def _answer_in_window(member: Member, words: str) -> None:
    await member.click("Answer privately")
    await member.submit({"words": words})


async def test_a_question_is_asked_in_the_form_marked_as_the_coachs(database_url: str) -> None:
    async with (
        coach_server(question=_question) as server,
        coached(database_url, server) as (harness, ana),
    ):
        await keep_out(ana)
        await ana.write(SENTENCE)
        assert PLAIN in reads(ana.card)
        await ana.click("Answer privately")
        assert ASKED in reads(ana.modal)
        assert "What was sent? · Turn the coach off" in reads(ana.modal)
        await ana.submit({"words": ANSWER})
        assert await harness.query("SELECT evaluate FROM entry") == [(ANSWER,)]
        assert "worth 2 credits" in reads(ana.card)
        assert QUESTION not in in_the_open(harness)


async def test_what_was_typed_stays_while_one_looks_at_what_was_sent(sqlite_url: str) -> None:
    async with (
        coach_server(question=_question) as server,
        coached(sqlite_url, server) as (harness, ana),
    ):
        await keep_out(ana)
        await ana.write(SENTENCE)
        await ana.click("Answer privately")
        form = ana.modal
        await ana.person.choose(form, "words", WORDS)
        await ana.click("What was sent?", form)
        assert "To tiny at 127.0.0.1" in reads(ana.modal)
        await ana.person.close()
        assert ana.modal.id == form.id
        await ana.submit()
        assert await harness.query("SELECT evaluate FROM entry") == [(WORDS,)]


async def test_turned_off_in_the_form_it_is_said_and_the_answer_is_kept(sqlite_url: str) -> None:
    async with (
        coach_server(question=_question) as server,
        coached(sqlite_url, server) as (harness, ana),
    ):
        await keep_out(ana)
        await ana.write(SENTENCE)
        await ana.click("Answer privately")
        form = ana.modal
        await ana.person.choose(form, "words", WORDS)
        await ana.click("Turn the coach off", form)
        assert "The coach is off." in reads(ana.modal)
        await ana.person.close()
        await ana.submit()
        assert await harness.query("SELECT evaluate FROM entry") == [(WORDS,)]
        await ana.click("Guide me")
        await ana.click("Answer privately")
        assert "Coach:" not in reads(ana.modal)


async def test_a_question_that_was_asked_in_the_open_leaves_it_with_the_setting(
    database_url: str,
) -> None:
    async with (
        coach_server(question=_question) as server,
        coached(database_url, server) as (harness, ana),
    ):
        await ana.write(SENTENCE)
        assert ASKED in reads(ana.card)
        await keep_out(ana)
        assert PLAIN in reads(ana.card)
        assert QUESTION not in stands_now(harness, ana)
        await ana.click("Answer privately")
        assert ASKED in reads(ana.modal)


async def test_one_that_was_asked_in_a_window_never_appears_in_the_open(database_url: str) -> None:
    """The question is of the words that were typed privately: "touching the pack"."""

    def of_private_words(fields: Fields) -> str:
        return QUESTION if "account" not in fields else "What was harder than touching the pack?"

    async with (
        coach_server(question=of_private_words) as server,
        coached(database_url, server) as (harness, ana),
    ):
        await keep_out(ana)
        await ana.write(SENTENCE)
        await _answer_in_window(ana, WORDS)
        await ana.click("Guide me")
        await let_in(ana)
        assert await harness.query("SELECT DISTINCT state FROM coach_suggestion ORDER BY 1") == [
            ("offered",)
        ]
        await ana.click("Details", ana.card)
        assert "touching" not in in_the_open(harness)
        assert QUESTION not in in_the_open(harness)
        await ana.click("Answer privately")
        assert "_Coach:_ What was harder than touching the pack?" in reads(ana.modal)


async def test_a_title_to_choose_leaves_the_conversation_with_the_setting(sqlite_url: str) -> None:
    async with (
        coach_server(title=_title) as server,
        coached(sqlite_url, server) as (_, ana),
    ):
        await ana.write(UNTITLED)
        assert "air con" in buttons(ana.card)
        await keep_out(ana)
        assert "air con" not in buttons(ana.card)


async def test_no_title_is_asked_for_that_could_not_be_offered(sqlite_url: str) -> None:
    async with (
        coach_server(title=_title) as server,
        coached(sqlite_url, server) as (_, ana),
    ):
        await keep_out(ana)
        await ana.write(UNTITLED)
        assert "What was it, in a few words?" in reads(ana.card)
        assert server.requests == []


async def test_tidying_and_what_is_missing_work_in_the_window(database_url: str) -> None:
    async with (
        coach_server(question=_question, wording=_tidy, missing=_missing) as server,
        coached(database_url, server) as (harness, ana),
    ):
        await keep_out(ana)
        await ana.write(SENTENCE)
        await _answer_in_window(ana, WORDS)
        await ana.click("What would others miss?", ana.note)
        assert "I have asked the coach." in reads(ana.modal)
        await ana.click("Look", ana.modal)
        assert MISSING in reads(ana.modal)
        await ana.person.close()
        await ana.click("Tidy my words", ana.note)
        await ana.click("Look", ana.modal)
        assert "*before*" in reads(ana.modal)
        await ana.click("Leave", ana.modal)
        assert "Left as it was." in reads(ana.modal)
        assert await harness.query("SELECT evaluate FROM entry") == [(WORDS,)]
        await ana.person.close()
        await ana.click("Tidy my words", ana.note)
        await ana.click("Look", ana.modal)
        await ana.click("Take", ana.modal)
        assert "Taken:" in reads(ana.modal)
        assert await harness.query("SELECT evaluate FROM entry") == [(TIDY,)]
        await ana.write("undo")
        assert await harness.query("SELECT evaluate FROM entry") == [(WORDS,)]
        for words in (MISSING, "touching", QUESTION):
            assert words not in in_the_open(harness)


async def test_a_wording_that_was_asked_for_in_the_open_moves_into_a_window(
    database_url: str,
) -> None:
    async with (
        coach_server(question=_question, wording=_tidy) as server,
        coached(database_url, server) as (harness, ana),
    ):
        await ana.write(SENTENCE)
        await ana.write(WORDS)
        await ana.click("Tidy my words")
        shown = ana.heard[-1]
        assert "*before*" in reads(shown)
        await keep_out(ana)
        assert reads(ana.heard[-1]) == "The coach has answered.\n[Look]"
        await ana.click("Look")
        assert "*before*" in reads(ana.modal)
        await ana.click("Take", ana.modal)
        assert "Taken:" in reads(ana.modal)
        assert "Taken:" in reads(ana.heard[-1])
        assert await harness.query("SELECT evaluate FROM entry") == [(TIDY,)]
        assert "~befor~" not in stands_now(harness, ana)


async def test_an_older_messages_button_answers_in_a_window(sqlite_url: str) -> None:
    """The client still shows what stood there before the setting was changed."""
    async with (
        coach_server(question=_question, wording=_tidy) as server,
        coached(sqlite_url, server) as (_, ana),
    ):
        await ana.write(SENTENCE)
        await ana.write(WORDS)
        await ana.click("Tidy my words")
        older = ana.heard[-1]
        await keep_out(ana)
        await ana.click("Leave", older)
        assert "Left as it was." in reads(ana.modal)
