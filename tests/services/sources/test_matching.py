"""Who may say whose it is what sources sent, and how little they see."""

from dataclasses import asdict
from typing import Any

import pytest

from bot.services.context.refused import Refused
from bot.services.dispatch import Mistaken
from bot.services.sources import actions as sources
from bot.services.sources.home_parts import WAITING
from bot.services.sources.keys import revoke_source
from storage.unit_of_work import unit_of_work
from tests.services.harness import TEAM, named
from tests.services.sources.harness import SourceHarness, statement, statements

ADMIN = "UADMIN"


def do(moodle: SourceHarness, action: Any, who: str = ADMIN, *people: str) -> Any:
    with moodle.harness.open(who) as ctx:
        ctx.people = {one: named(one) for one in people}
        return action.do(ctx)


def person_of(moodle: SourceHarness, external_id: str) -> int:
    found = moodle.harness.query(
        f"SELECT id FROM source_person WHERE external_id = '{external_id}'"
    )
    return int(found[0][0])


def test_an_administrator_matches_and_what_waited_is_drafted(moodle: SourceHarness) -> None:
    moodle.join("UBEN")
    moodle.send(*statements(["Course one", "Course two"], "u-ben"))
    form = do(moodle, sources.AskToMatch(moodle.key.id))
    [unknown] = form.unknown
    assert (unknown.person.external_id, unknown.statements, form.more) == ("u-ben", 2, False)
    match = sources.Match(moodle.key.id, unknown.person.id, "UBEN")
    assert do(moodle, match, ADMIN, "UBEN") == sources.Matched("UBEN")
    moodle.work()
    assert moodle.drafts("UBEN") == ["Course one", "Course two"]
    assert moodle.send(statement("Course three", "u-ben")).status == 201


def test_whoever_keeps_no_record_is_matched_and_not_written_to(moodle: SourceHarness) -> None:
    moodle.send(statement(person="u-ben"))
    match = sources.Match(moodle.key.id, person_of(moodle, "u-ben"), "UBEN")
    do(moodle, match, ADMIN, "UBEN")
    assert moodle.work() == 0
    assert moodle.states() == ["waiting"]


@pytest.mark.parametrize(
    "action",
    [
        sources.ShowSources(),
        sources.AskToMatch(1),
        sources.Match(1, 1, "UANA"),
        sources.Match(1, 1, None, nobody=True),
    ],
)
def test_nobody_else_may_see_or_match(moodle: SourceHarness, action: Any) -> None:
    moodle.send(statement(person="u-else"))
    with pytest.raises(Refused) as refused:
        do(moodle, action, "UANA", "UANA")
    assert refused.value.sentence == "administrators_only"
    with moodle.harness.open("UANA") as ctx:
        assert WAITING.read(ctx) == ()


def test_an_administrator_sees_ids_and_counts_and_no_word_of_what_was_done(
    moodle: SourceHarness,
) -> None:
    moodle.send(statement("Secret course", "u-else", provider="Secret place"))
    moodle.send(statement("Secret course"))
    moodle.work()
    form = do(moodle, sources.AskToMatch(moodle.key.id))
    page = do(moodle, sources.ShowSources())
    with moodle.harness.open(ADMIN) as ctx:
        home = WAITING.read(ctx)
    seen = f"{asdict(form)} {asdict(page)} {[asdict(one) for one in home]}"
    assert "ecret" not in seen
    assert "u-else" in seen
    assert [(one.source.name, one.waiting, one.matched) for one in home] == [("Moodle", 1, 1)]


def test_a_secret_is_in_nothing_that_is_shown(moodle: SourceHarness) -> None:
    page = do(moodle, sources.ShowSources())
    assert moodle.key.secret not in f"{asdict(page)} {moodle.key!r}"


def test_nobody_here_drops_what_waited_for_them(moodle: SourceHarness) -> None:
    moodle.send(statement(person="u-else"), statement(person="u-other"))
    person = person_of(moodle, "u-else")
    form = do(moodle, sources.Match(moodle.key.id, person, None, nobody=True))
    assert moodle.states() == ["dropped", "waiting"]
    assert [one.person.external_id for one in form.unknown] == ["u-other"]
    assert form.matched == ""


def test_a_form_that_is_submitted_twice_or_for_another_source_changes_nothing(
    moodle: SourceHarness,
) -> None:
    other = moodle.add("Docebo")
    moodle.send(statement(person="u-else"))
    key, person = moodle.key.id, person_of(moodle, "u-else")
    for match in (
        sources.Match(other.id, person, "UANA"),
        sources.Match(key, None, "UANA"),
        sources.Match(key, person, None),
        sources.Match(key, person, "UANA", nobody=True),
    ):
        with pytest.raises(Mistaken):
            do(moodle, match, ADMIN, "UANA")
    with pytest.raises(Refused) as refused:
        do(moodle, sources.Match(99, person, "UANA"), ADMIN, "UANA")
    assert refused.value.sentence == "no_such_source"
    assert moodle.states() == ["waiting"]
    do(moodle, sources.Match(key, person, "UANA"), ADMIN, "UANA")
    with pytest.raises(Mistaken) as mistaken:
        do(moodle, sources.Match(key, person, "UBEN"), ADMIN, "UBEN")
    assert mistaken.value.fields[sources.PERSON].sentence == "matched_already"


def test_no_bot_and_nobody_who_has_left_is_matched(moodle: SourceHarness) -> None:
    moodle.send(statement(person="u-else"))
    match = sources.Match(moodle.key.id, person_of(moodle, "u-else"), "UBOT")
    for somebody in (named("UBOT", kind="bot"), named("UBOT", deactivated=True)):
        with moodle.harness.open(ADMIN) as ctx:
            ctx.people = {"UBOT": somebody}
            with pytest.raises(Mistaken):
                match.do(ctx)
    assert moodle.states() == ["waiting"]


def test_a_revoked_source_has_nobody_to_be_matched(moodle: SourceHarness) -> None:
    moodle.send(statement(person="u-else"))
    with unit_of_work(moodle.harness.database, TEAM) as work:
        revoke_source(work, "Moodle", moodle.harness.now)
        work.commit()
    with pytest.raises(Refused) as refused:
        do(moodle, sources.AskToMatch(moodle.key.id))
    assert refused.value.sentence == "no_such_source"
    with moodle.harness.open(ADMIN) as ctx:
        assert WAITING.read(ctx) == ()


def test_another_workspace_sees_none_of_it(moodle: SourceHarness) -> None:
    moodle.send(statement(person="u-else"))
    with unit_of_work(moodle.harness.database, "T2") as work:
        assert work.sources.all() == ()
        assert work.sources.get(moodle.key.id) is None
        assert work.sources.unknown(moodle.key.id, 10) == ()
        assert work.sources.person(person_of(moodle, "u-else")) is None
        assert work.statements.get(1) is None
        assert work.statements.waiting_of(moodle.key.id) == 0
