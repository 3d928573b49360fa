"""The same words as in an own earlier entry, or in a colleague's, are asked about on Saved; of the
colleague's entry nothing is told, and nobody hears of it.
"""

from collections.abc import AsyncIterator

import pytest

from tests.harness import ANA, ANSWER, BEN, Harness, Member, buttons, harness_at, reads

DIESEL = "2h diesel course at Bosch on Monday"
BRAKES = "3h brake course at Hella on Tuesday"
TYRES = "1h tyre course at Conti on Wednesday"
OTHER_WORDS = "check the torque twice before the wheel goes on, I do it on every van"

OWN = (
    "Your words are the same as in *Diesel course* of 16 Nov. Same activity twice, or did you copy?"
)
COLLEAGUE = (
    "A colleague’s entry has the same words."
    " If you wrote it together that is fine: say in one sentence what it was for you."
)


@pytest.fixture
async def workplace(database_url: str) -> AsyncIterator[Harness]:
    """Two people under the same scheme, once on either database."""
    async with harness_at(database_url) as harness:
        await _both(harness)
        yield harness


@pytest.fixture
async def two(harness: Harness) -> Harness:
    """The same on SQLite."""
    await _both(harness)
    return harness


async def _both(harness: Harness) -> None:
    for user in (ANA, BEN):
        await harness.enrolled(user)


async def told(member: Member, sentence: str, words: str = ANSWER) -> None:
    """A draft with an account."""
    await member.write(sentence)
    await member.write(words)


async def saved(member: Member, sentence: str, words: str = ANSWER) -> None:
    await told(member, sentence, words)
    await member.click("Save")


async def test_the_words_of_an_own_earlier_entry_are_asked_about(workplace: Harness) -> None:
    ana = workplace.member(ANA)
    await saved(ana, DIESEL)
    assert "same" not in reads(ana.note)
    await saved(ana, BRAKES)
    assert OWN in reads(ana.note)
    assert {"It is right", "Edit"} <= set(buttons(ana.note))
    assert await workplace.query("SELECT count(*) FROM entry WHERE status = 'logged'") == [(2,)]


async def test_the_words_of_a_colleagues_entry_are_asked_about_and_nobody_else_hears(
    workplace: Harness,
) -> None:
    ana, ben = workplace.member(ANA), workplace.member(BEN)
    await saved(ana, DIESEL)
    heard = [reads(one) for one in ana.heard]
    await saved(ben, BRAKES)
    assert COLLEAGUE in reads(ben.note)
    assert {"It is right", "Edit"} <= set(buttons(ben.note))
    of_hers = ("diesel", "16 nov", ANA.name.casefold(), ANA.id.casefold())
    read = "\n".join(reads(one) for one in ben.heard).casefold()
    assert not [word for word in of_hers if word in read]
    assert [reads(one) for one in ana.heard] == heard
    assert await workplace.query("SELECT count(*) FROM access_log") == [(0,)]


@pytest.mark.parametrize("mode", ["http", "socket"])
async def test_it_is_right_settles_it_whatever_the_transport(sqlite_url: str, mode: str) -> None:
    async with harness_at(sqlite_url, mode=mode) as harness:
        await _both(harness)
        ana, ben = harness.member(ANA), harness.member(BEN)
        await saved(ana, DIESEL)
        await saved(ben, BRAKES)
        await ben.click("It is right")
        assert "same words" not in reads(ben.note)
        await ben.click("Details", ben.card)
        assert f"{COLLEAGUE} You said that it is right." in reads(ben.modal)


async def test_it_is_asked_once_of_the_same_words_and_again_of_others(two: Harness) -> None:
    ana = two.member(ANA)
    await saved(ana, DIESEL)
    await saved(ana, TYRES, OTHER_WORDS)
    await saved(ana, BRAKES)
    await ana.click("It is right")
    await ana.click("Edit", ana.note)
    await ana.submit({"evaluate": OTHER_WORDS})
    assert "Your words are the same as in *Tyre course* of 18 Nov." in reads(ana.note)
    await ana.click("Edit", ana.note)
    await ana.submit({"evaluate": f"{ANSWER}!"})
    assert "the same as" not in reads(ana.note), "the same words were called right"


TALK = "toolbox talk, 20 min, {}"
DAYS = ("on 26 October", "on 2 November", "on 9 November", "on 16 November")
SAME = "Your words are the same as"


async def test_an_answer_stands_for_the_same_words_under_the_same_title(
    workplace: Harness,
) -> None:
    """A talk of each week, with the reflection of each week."""
    ana = workplace.member(ANA)
    for day in DAYS[:2]:
        await saved(ana, TALK.format(day))
    assert SAME in reads(ana.note)
    await ana.click("It is right")
    for day in DAYS[2:]:
        await saved(ana, TALK.format(day))
        assert SAME not in reads(ana.note)
        await ana.click("Details", ana.card)
        assert SAME not in reads(ana.modal)
    await saved(ana, BRAKES)
    assert SAME in reads(ana.note), "another activity with those words was not called right"
    await ana.click("It is right")
    await saved(ana, TALK.format("on 18 November"))
    assert SAME not in reads(ana.note), "what lies between changes nothing"


async def test_an_answer_stands_for_these_words_alone(two: Harness) -> None:
    ana = two.member(ANA)
    for day in DAYS[:2]:
        await saved(ana, TALK.format(day))
    await ana.click("It is right")
    await saved(ana, TALK.format(DAYS[2]), OTHER_WORDS)
    assert SAME not in reads(ana.note)
    await saved(ana, TALK.format(DAYS[3]), OTHER_WORDS)
    assert SAME in reads(ana.note)


async def test_until_it_is_answered_it_is_asked_each_time(two: Harness) -> None:
    ana = two.member(ANA)
    await saved(ana, TALK.format(DAYS[0]))
    for day in DAYS[1:3]:
        await saved(ana, TALK.format(day))
        assert SAME in reads(ana.note)
    earlier = ana.card
    await ana.click("It is right")
    await saved(ana, TALK.format(DAYS[3]))
    assert SAME not in reads(ana.note)
    await ana.click("Details", earlier)
    assert "Same activity twice, or did you copy? You said that it is right." in reads(ana.modal)


async def test_an_answer_about_a_colleague_or_of_one_is_no_answer_about_ones_own(
    two: Harness,
) -> None:
    ana, ben = two.member(ANA), two.member(BEN)
    for day in DAYS[:2]:
        await saved(ana, TALK.format(day))
    await ana.click("It is right")
    await saved(ben, TALK.format(DAYS[0]))
    assert COLLEAGUE in reads(ben.note), "what she called right silences nothing of his"
    await ben.click("It is right")
    await saved(ben, TALK.format(DAYS[1]))
    assert SAME in reads(ben.note)


async def test_words_of_ones_own_hide_that_a_colleague_has_them_too(two: Harness) -> None:
    ana, ben = two.member(ANA), two.member(BEN)
    await saved(ben, TYRES)
    await saved(ana, DIESEL)
    await ana.click("It is right")
    await saved(ana, BRAKES)
    assert OWN in reads(ana.note)
    assert "colleague" not in reads(ana.note)


async def test_case_and_punctuation_make_no_other_words(two: Harness) -> None:
    ana, ben = two.member(ANA), two.member(BEN)
    await saved(ana, DIESEL)
    await saved(ben, BRAKES, ANSWER.upper().replace(",", ";"))
    assert COLLEAGUE in reads(ben.note)


async def test_short_accounts_are_not_compared(two: Harness) -> None:
    ana, ben = two.member(ANA), two.member(BEN)
    words = "proving dead helps on my EV jobs"
    await saved(ana, DIESEL, words)
    await saved(ben, BRAKES, words)
    assert "same words" not in reads(ben.note)


async def test_drafts_do_not_count_nor_does_what_was_withdrawn(two: Harness) -> None:
    ana, ben = two.member(ANA), two.member(BEN)
    await told(ana, DIESEL)
    await saved(ben, BRAKES)
    assert "same words" not in reads(ben.note)
    await saved(ben, TYRES, OTHER_WORDS)
    await ben.click("Withdraw")
    await saved(ana, "2h clutch course at LuK on Thursday", OTHER_WORDS)
    assert "words" not in reads(ana.note)


async def test_an_own_draft_does_not_count(two: Harness) -> None:
    ana = two.member(ANA)
    await told(ana, DIESEL)
    await saved(ana, BRAKES)
    assert "the same as" not in reads(ana.note)


async def test_a_question_goes_with_the_entry_that_it_is_about(two: Harness) -> None:
    ana = two.member(ANA)
    await saved(ana, DIESEL)
    first = ana.note
    await saved(ana, BRAKES)
    assert OWN in reads(ana.note)
    await ana.click("Withdraw", first)
    await ana.click("Details", ana.card)
    assert "Your words" not in reads(ana.modal)


async def test_an_erased_record_does_not_count_and_no_hash_of_it_stays(workplace: Harness) -> None:
    ana, ben = workplace.member(ANA), workplace.member(BEN)
    await saved(ana, DIESEL)
    await ana.command("erase")
    await ana.submit({"confirmation": "erase my record"})
    assert await workplace.query("SELECT count(*) FROM entry WHERE account_hash <> ''") == [(0,)]
    await saved(ben, BRAKES)
    assert "same words" not in reads(ben.note)


async def test_what_an_earlier_release_saved_is_found_once_it_is_hashed(
    workplace: Harness,
) -> None:
    for place in range(3):
        await workplace.logged(ANA, f"Course {place}", line=f"{ANSWER} and {'so ' * place}on")
    hashes = "SELECT count(*), count(account_hash) FROM entry"
    assert await workplace.query(hashes) == [(3, 0)]
    await workplace.runtime.tick_now()
    await workplace.quiet()
    assert await workplace.query(hashes) == [(3, 3)]
    ben = workplace.member(BEN)
    await saved(ben, BRAKES, f"{ANSWER} and so on")
    assert COLLEAGUE in reads(ben.note)


async def test_what_is_answered_after_saving_is_compared_as_well(two: Harness) -> None:
    ana, ben = two.member(ANA), two.member(BEN)
    await saved(ana, DIESEL)
    await ben.write(BRAKES)
    await ben.click("Save")
    await ben.write(ANSWER)
    assert COLLEAGUE in reads(ben.note)
