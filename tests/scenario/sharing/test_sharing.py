"""A share from either side of the screen: made, read in a window, signed off, taken back."""

import pytest

from sandbox import Message
from tests.harness import ANA, BEN, GIL, MAX, Harness, Member, buttons, reads

TITLE = "Brake overhaul"
WORDS = "I now check the pads before I bleed the system"
LINE = "Saw it done on two vehicles"


@pytest.fixture
async def shared(harness: Harness, technician: Member) -> Member:
    """Max, with whom Ana shares an entry for a week by the form in its Details."""
    await harness.logged(ANA, TITLE, line=WORDS)
    await technician.command("list")
    await technician.click("Details", technician.whispers()[-1])
    await technician.click("Share", technician.modal)
    assert await technician.submit({"share_whom": MAX.id, "share_how_long": "week"}) == {}
    return harness.member(MAX)


def told(member: Member) -> Message:
    return next(one for one in reversed(member.heard) if "shares" in reads(one))


async def test_it_is_told_without_a_word_of_it_and_read_in_a_window(
    harness: Harness, technician: Member, shared: Member
) -> None:
    assert "Max can read" in technician.last
    message = told(shared)
    assert message.text == "Somebody shares something with you."
    assert "Ana shares an entry of their CPD record with you until 28 Nov." in reads(message)
    await shared.click("Open it", message)
    assert WORDS in reads(shared.modal)
    assert all(WORDS not in reads(one) and TITLE not in reads(one) for one in shared.heard)
    home = reads(await technician.open_home())
    assert "Max looked at *" in home
    assert WORDS not in harness.log


async def test_taken_back_from_home_the_next_click_finds_nothing(
    technician: Member, shared: Member
) -> None:
    await technician.click("Stop sharing", await technician.open_home())
    assert "Max can no longer read" in technician.last or "Max can no longer read" in "".join(
        reads(one) for one in technician.heard
    )
    [message] = [one for one in shared.heard if "no longer shared with you" in reads(one)]
    assert buttons(message) == []


async def test_a_sign_off_is_asked_for_read_and_kept(technician: Member, shared: Member) -> None:
    await technician.click("Ask for a sign-off")
    asked = shared.heard[-1]
    assert asked.text == "Somebody asks you to sign off an entry."
    await shared.click("Open it", asked)
    await shared.click("Sign it off", shared.modal)
    assert "Your name, today’s date and this line" in reads(shared.modal)
    await shared.submit({"sign_off_words": LINE})
    assert "Max has signed off *Brake overhaul*." in technician.last
    await technician.click("Details", technician.heard[-1])
    assert f"signed it off on 21 Nov, 10:00: “{LINE}”" in reads(technician.modal)


async def test_what_a_member_shares_with_their_manager_stands_on_the_team_page(
    technician: Member, shared: Member
) -> None:
    await technician.command("settings")
    await technician.press(technician.whispers()[-1], "manager")
    await technician.submit({"manager": MAX.id})
    await shared.click("Accept")
    page = await shared.command(name="/cpd-team")
    assert "Shared with you" in page
    assert WORDS not in page
    await shared.click("Open", shared.whispers()[-1])
    assert WORDS in reads(shared.modal)


async def test_by_word_with_a_mention_and_stopped_by_word(
    harness: Harness, technician: Member
) -> None:
    await harness.logged(ANA, TITLE, line=WORDS)
    await technician.write(f"share my record with <@{BEN.id}> for a month")
    assert "Ben can read your record, until 21 Dec." in technician.last
    ben = harness.member(BEN)
    await ben.click("Open it", told(ben))
    assert TITLE in reads(ben.modal)
    await technician.write("stop sharing with Ben")
    assert "Stopped: Ben can read nothing of yours" in technician.last
    await ben.click("Open", ben.modal)
    assert "That is not shared with you any more." in reads(ben.modal)
    await technician.write("undo")
    assert "Shared with Ben again" in technician.last


async def test_with_whom_is_asked_where_nobody_is_named(
    harness: Harness, technician: Member
) -> None:
    await technician.write("share my record with the lads")
    assert technician.last.startswith("With whom?")


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("share my data analysis course with {}", "Which entry?"),
        ("share my cpd entry with {}", "Which entry?"),
        ("share my record with {}'s manager", "With whom?"),
        ("share my record with {} for an hour", "Until when?"),
    ],
)
async def test_no_more_is_shared_than_was_said_with_nobody_else_and_no_longer(
    harness: Harness, technician: Member, said: str, answer: str
) -> None:
    await harness.logged(ANA, TITLE, line=WORDS)
    await technician.write(said.format(f"<@{BEN.id}>"))
    assert technician.last.startswith(answer)
    assert harness.member(BEN).heard == []


@pytest.mark.parametrize("asked", [False, True])
@pytest.mark.parametrize(
    "said",
    [
        "share my brake overhaul record with {}",
        "share my record of the brake overhaul with {}",
        "share my log of the brake overhaul with {}",
        "share my log of the break overhall with {} for a week pls",
        "share my brake overhaul with {}",
        "shre my entry on the brake overhaul with Ben",
        "my manager wants me to share my brake overhaul record with {}",
        "send {} my brake overhaul record",
        "let Ben see my record of the brake overhaul",
    ],
)
async def test_an_entry_that_words_name_is_offered_and_shared_by_a_tap(
    harness: Harness, technician: Member, said: str, *, asked: bool
) -> None:
    await harness.logged(ANA, TITLE, line=WORDS)
    await harness.logged(BEN, TITLE, line=WORDS)
    if asked:
        await technician.write("1h EV webinar yesterday")
    before = await harness.query("SELECT count(*), max(version) FROM entry")
    await technician.write(said.format(f"<@{BEN.id}>"))
    offered = technician.heard[-1]
    assert "Share *Brake overhaul* with Ben until 28 Nov?" in reads(offered)
    assert harness.member(BEN).heard == []
    assert await harness.query("SELECT count(*), max(version) FROM entry") == before
    await technician.click("Share it", offered)
    ben = harness.member(BEN)
    await ben.click("Open it", told(ben))
    assert WORDS in reads(ben.modal)


async def test_of_several_entries_that_words_name_it_is_asked_which(
    harness: Harness, technician: Member
) -> None:
    await harness.logged(ANA, TITLE, line=WORDS)
    await harness.logged(ANA, "Brake bleeding", line=WORDS)
    await technician.write(f"share my brake record with <@{BEN.id}>")
    assert "Which one, to share with Ben until 28 Nov?" in reads(technician.heard[-1])
    await technician.click("Brake bleeding")
    assert "Ben can read *Brake bleeding*" in technician.last
    await technician.write(f"share my record of the gearbox with <@{BEN.id}>")
    assert technician.last.startswith("Which entry?")


@pytest.mark.parametrize(
    "said",
    [
        "my manager wants me to share my record with {}",
        "Ben asked me to share my record with him",
        "send my record to {}",
        "email my log to Ben",
        "give Ben my record",
        "export my record for Ben",
        "Ben wants my record",
    ],
)
async def test_what_somebody_else_is_to_have_is_offered_and_never_exported(
    harness: Harness, technician: Member, said: str
) -> None:
    await harness.logged(ANA, TITLE, line=WORDS)
    await harness.logged(BEN, TITLE, line=WORDS)
    await technician.write(said.format(f"<@{BEN.id}>"))
    assert "Share your record with Ben until 28 Nov?" in reads(technician.heard[-1])
    await technician.click("Share it")
    assert "Ben can read your record" in technician.last
    assert harness.sandbox.workspace.file_contents == {}


@pytest.mark.parametrize("said", ["share my log with {}", "share my record w/ {}"])
async def test_the_record_is_shared_at_once(
    harness: Harness, technician: Member, said: str
) -> None:
    await harness.logged(ANA, TITLE, line=WORDS)
    await technician.write(said.format(f"<@{BEN.id}>"))
    assert "Ben can read your record" in technician.last


@pytest.mark.parametrize(
    "said",
    [
        "never share my record with {}",
        "never share anything with {}",
        "you must never share my log with my manager",
        "i dont want to share my record with {}",
    ],
)
async def test_what_is_never_to_be_shared_is_not_and_what_is_is_said(
    harness: Harness, technician: Member, said: str
) -> None:
    await harness.logged(ANA, TITLE, line=WORDS)
    await technician.write(said.format(f"<@{BEN.id}>"))
    assert "You share nothing just now." in technician.last
    assert harness.member(BEN).heard == []
    await technician.write(f"share my record with <@{MAX.id}>")
    await technician.write(said.format(f"<@{BEN.id}>"))
    assert "Nothing new is shared. You share with Max just now" in technician.last
    assert harness.member(BEN).heard == []


async def test_several_people_are_named_one_at_a_time(harness: Harness, technician: Member) -> None:
    await harness.logged(ANA, TITLE, line=WORDS)
    await technician.write(f"share my record with <@{BEN.id}> and <@{MAX.id}>")
    assert "one person at a time" in technician.last
    assert harness.member(BEN).heard == []


@pytest.mark.parametrize(
    "said",
    [
        "shared a lift with Ben to the course, 2h brake course yesterday",
        "2h brake course yesterday, I shared what I learnt with the team",
    ],
)
async def test_what_was_shared_otherwise_is_an_activity(
    harness: Harness, technician: Member, said: str
) -> None:
    [(before,)] = await harness.query("SELECT count(*) FROM entry")
    await technician.write(said)
    assert await harness.query("SELECT count(*) FROM entry") == [(before + 1,)]


async def test_with_a_guest_it_asks_first(harness: Harness, technician: Member) -> None:
    await technician.write(f"share my record with <@{GIL.id}>")
    assert "Gil is a guest here" in technician.last
    assert harness.member(GIL).heard == []
    await technician.click("Share with them")
    assert "Gil can read your record" in technician.last
    assert len(harness.member(GIL).heard) == 1


async def test_entered_at_imi_from_the_copy_and_counted_on_home(
    harness: Harness, technician: Member
) -> None:
    await harness.logged(ANA, TITLE, line=WORDS)
    home = await technician.open_home()
    assert "3 not at IMI yet" in " ".join(buttons(home))
    await technician.click("3 not at IMI yet", home)
    await technician.click("Copy for IMI", technician.modal)
    await technician.click("Entered at IMI", technician.modal)
    assert "Entered at IMI on 21 Nov, you said." in reads(technician.modal)
    await technician.write("they're all on IMI now")
    assert "Noted as entered at IMI: 2." in technician.last
    assert "not at IMI yet" not in " ".join(buttons(await technician.open_home()))


async def test_a_narrative_is_opened_in_a_window(harness: Harness, technician: Member) -> None:
    await harness.enrolled(ANA, "cmi", cycle_start=None)
    await harness.logged(ANA, TITLE, line=WORDS)
    await technician.command("narrative")
    assert f"“{WORDS}”" in reads(technician.modal)


@pytest.mark.parametrize("asked", [False, True])
@pytest.mark.parametrize(
    "words",
    [
        "ask Max to sign off the EV course",
        "get max to sign off my last entry",
        "can Max sign off the EV course?",
        "get <@U0MAX00000> to sign off the EV course",
        "have the EV course signed off by Max",
    ],
)
async def test_a_sign_off_is_asked_for_by_word(
    harness: Harness, technician: Member, words: str, *, asked: bool
) -> None:
    with harness.open(MAX):
        pass
    await harness.logged(ANA, "EV course", days_ago=1)
    if asked:
        await technician.write("3h brake course at Bosch on Monday")
    await technician.write(words)  # it is not shared with him yet
    assert "Max can sign off what they can read" in reads(technician.heard[-2])
    assert "Share *EV course* with Max until" in technician.last
    await technician.click("Share it")
    await technician.write(words)
    assert "I have asked Max to sign it off" in technician.last
    assert harness.member(MAX).heard[-1].text == "Somebody asks you to sign off an entry."
    words_kept = await harness.query("SELECT evaluate FROM entry ORDER BY id DESC LIMIT 1")
    assert not asked or words_kept == [(None,)]


@pytest.mark.parametrize("asked", [False, True])
@pytest.mark.parametrize(
    "words", ["entered at imi", "done on imi", "i entered it at imi", "logged at my imi account"]
)
async def test_in_few_words_the_one_that_was_just_saved_is_entered(
    harness: Harness, technician: Member, words: str, *, asked: bool
) -> None:
    await technician.write("1h EV webinar yesterday, learnt to log the test, helps on every EV job")
    await technician.write("save it")
    if asked:
        await technician.write("3h brake course at Bosch on Monday")
    await technician.write(words)
    assert technician.last.startswith("Noted: *EV webinar* stands in your IMI account.")


@pytest.mark.parametrize(
    "words", ["entered at cmi", "done on my CMI account", "they're on cmi now", "put it on CMI"]
)
async def test_a_body_in_which_they_have_no_account_is_said_and_nothing_is_marked(
    harness: Harness, technician: Member, words: str
) -> None:
    await harness.logged(ANA, "Brake overhaul", days_ago=2)
    await technician.write(words)
    assert "I marked nothing" in technician.last
    assert "CMI" in technician.last
    assert await harness.query("SELECT count(*) FROM entered_at_body") == [(0,)]


@pytest.mark.parametrize("words", ["entered at imi", "i've put those on imi", "they're on IMI"])
async def test_where_it_is_not_known_which_the_list_is_offered(
    harness: Harness, technician: Member, words: str
) -> None:
    await technician.write(words)
    assert technician.last.startswith("Which? 2 are not entered at IMI yet, by your word.")
    assert await harness.query("SELECT count(*) FROM entered_at_body") == [(0,)]
    await technician.click("Show them")
    assert "Not entered at IMI yet" in technician.last
