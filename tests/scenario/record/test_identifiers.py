"""An account that names somebody is kept, and that is pointed out once; Save is never barred."""

import hmac
import json
from hashlib import sha256

from sqlalchemy import text

from sandbox import User
from tests.harness import ANA, SENTENCE, Harness, Member, buttons, reads
from tests.scenario.record.test_privacy import keep_out

NAMING = "learnt to prove dead first, Mrs Patel's pack AB12 CDE was live, helps on every swap I do"
POINTED_OUT = (
    "Noted. It names Mrs Patel and a number plate. Write about the learning, not the person."
)


async def evaluation(harness: Harness) -> str:
    [(words,)] = await harness.query("SELECT evaluate FROM entry WHERE source_text IS NOT NULL")
    return str(words)


async def test_an_account_that_names_somebody_is_kept_and_pointed_out(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE)
    await technician.write(NAMING)
    assert await evaluation(harness) == NAMING
    assert reads(technician.note).startswith(POINTED_OUT)
    assert buttons(technician.note) == ["Save", "Keep", "Change"]
    assert "Patel" not in technician.note.text


async def test_kept_it_is_pointed_out_no_more(harness: Harness, technician: Member) -> None:
    await technician.write(SENTENCE)
    await technician.write(NAMING)
    await technician.click("Keep")
    assert reads(technician.note).startswith("Noted.\n")
    assert buttons(technician.note) == ["Save", "Ask me another"]
    await technician.click("Ask me another")
    await technician.write("I needed it because Mrs Patel asked for it")
    assert "Mrs Patel" not in reads(technician.note)
    assert "Save" in buttons(technician.note)


def _run(harness: Harness, statement: str) -> None:
    with harness.contexts.database.transaction() as session:
        session.connection().execute(text(statement))
        session.commit()


async def _marks(harness: Harness) -> set[str]:
    """What is kept of what was pointed out."""
    rows = await harness.query("SELECT held FROM conversation")
    held = [one for (column,) in rows for one in json.loads(str(column))]
    return {mark for one in held if one["kind"] == "identifiers" for mark in one["told"]}


async def test_no_guess_can_be_held_against_what_is_kept_of_a_name(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE)
    await technician.write(NAMING)
    marks = await _marks(harness)
    guesses = ("customer mrs patel", "person mrs patel", "plate ab12 cde", "mrs patel", "ab12 cde")
    hashes = {sha256(guess.encode()).hexdigest() for guess in guesses}
    assert len(marks) == 2
    assert not [one for one in hashes for mark in marks if one.startswith(mark)]


async def test_a_workspace_that_has_no_key_yet_gets_one_for_the_marks(
    harness: Harness, technician: Member
) -> None:
    _run(harness, "UPDATE workspace SET account_key = ''")
    await technician.write(SENTENCE)
    await technician.write(NAMING)
    assert reads(technician.note).startswith(POINTED_OUT)
    with_none = hmac.digest(b"", b"named: person mrs patel", "sha256").hex()
    assert not [mark for mark in await _marks(harness) if with_none.startswith(mark)]


async def test_marks_without_a_key_are_let_go_and_the_name_is_pointed_out_once_more(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE)
    await technician.write(NAMING)
    await technician.click("Keep")
    unkeyed = sha256(b"person mrs patel").hexdigest()[:12]
    held = [{"kind": "identifiers", "told": [unkeyed], "open": []}]
    _run(harness, f"UPDATE conversation SET held = '{json.dumps(held)}'")
    await technician.click("Ask me another")
    await technician.write("I needed it because Mrs Patel asked for it")
    assert "Mrs Patel" in reads(technician.note)
    assert unkeyed not in await _marks(harness)


async def test_somebody_else_is_pointed_out_by_name_alone(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE)
    await technician.write(NAMING)
    await technician.click("Keep")
    await technician.click("Ask me another")
    await technician.write("I was unsure, so Dave Hill showed me how to lock it off")
    assert "It names Dave Hill." in reads(technician.note)
    assert "Patel" not in reads(technician.note)


async def test_change_opens_the_form_with_the_words(harness: Harness, technician: Member) -> None:
    await technician.write(SENTENCE)
    await technician.write(NAMING)
    await technician.click("Change")
    assert NAMING in repr(technician.modal)
    await technician.submit({"evaluate": "learnt to prove dead first, helps on every swap I do"})
    assert "It names" not in reads(technician.note)
    assert "Keep" not in buttons(technician.note)


async def test_save_is_never_barred_and_settles_it(harness: Harness, technician: Member) -> None:
    await technician.write(SENTENCE)
    await technician.write(NAMING)
    await technician.click("Save")
    assert reads(technician.note).startswith("Saved, 2 credits")
    assert await evaluation(harness) == NAMING


async def test_a_saved_entry_that_is_edited_is_looked_at_anew(
    harness: Harness, technician: Member
) -> None:
    await technician.write(SENTENCE)
    await technician.write("proving dead before touching the pack, I use it on every swap")
    await technician.click("Save")
    await technician.click("Edit", technician.note)
    await technician.submit({"evaluate": "Siobhan showed me to prove dead, I use it on each swap"})
    assert "Your words seem to name somebody." in reads(technician.note)
    assert "Siobhan" not in reads(technician.note)
    await technician.click("Keep")
    assert reads(technician.note).startswith("Saved, 2 credits")


async def test_private_words_are_not_repeated(harness: Harness, technician: Member) -> None:
    await keep_out(technician)
    await technician.write(SENTENCE)
    await technician.click("Answer privately")
    await technician.submit({"words": NAMING})
    assert "Your words seem to name somebody." in reads(technician.note)
    assert not [one for one in technician.heard if "Patel" in repr(one) or "AB12" in repr(one)]


async def test_a_colleague_is_pointed_out_however_they_are_written(
    harness: Harness, technician: Member
) -> None:
    await harness.enrolled(User("U0ZBY00000", "Zbyszek Will", "Zbyszek Will"))
    await technician.write(SENTENCE)
    await technician.write("zbyszek showed me to prove dead first, I will do that on every swap")
    assert "It names zbyszek." in reads(technician.note)


async def test_a_phone_number_is_read_by_the_rules_of_the_members_country(
    harness: Harness, technician: Member
) -> None:
    with harness.open(ANA) as ctx:
        ctx.change_member(country="DE-BY")
    await technician.write(SENTENCE)
    await technician.write("learnt to ring 030 901820 before I prove dead, helps on every swap")
    assert "phone number" in reads(technician.note)
