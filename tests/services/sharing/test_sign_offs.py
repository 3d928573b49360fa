"""A reviewer's sign-off: asked for by the member, answered by whom it is shared with, and kept."""

import json
from datetime import timedelta

import pytest

from bot.services.context.refused import Refused
from bot.services.data_rights import export
from bot.services.dispatch.pages import Mistaken
from bot.services.record.details_view import details_of
from bot.services.record.entries import edit
from bot.services.record.entry_changes import find
from bot.services.record.sign_offs import SignedOff
from bot.services.record.undo_steps import take_last_back
from bot.services.schemes.assessment import worth_of
from bot.services.sharing import actions, shares, sign_offs
from bot.services.sharing.shares import Wanted
from tests.services.harness import TODAY, ServiceHarness, named

HELEN = named("UHELEN", "Helen Ward")
LINE = "Saw it done on two vehicles"


def asked(harness: ServiceHarness) -> tuple[int, int, int]:
    """Ana's entry, shared with Helen, who is asked to sign it off: entry, share and request."""
    with harness.open() as ctx:
        entry = harness.logged(ctx)
        share = shares.share(ctx, HELEN, Wanted(entry.id, TODAY + timedelta(days=7)))
        assert sign_offs.ask(ctx, entry.id, share.viewer_id) == "Helen Ward"
        [one] = ctx.work.sign_offs.asked_of(share.viewer_id, ctx.member.id)
    return entry.id, share.id, one.id


def answered(harness: ServiceHarness, number: int, entry: int, who: str = "UHELEN") -> str:
    version = harness.entry(entry).version
    with harness.open(who) as ctx:
        return sign_offs.answer(ctx, number, version, LINE, confirmed=True)


def said(harness: ServiceHarness, entry: int) -> tuple[SignedOff, ...]:
    with harness.open() as ctx:
        return details_of(ctx, find(ctx, entry)).sign_offs


def renamed(harness: ServiceHarness, entry: int, title: str) -> None:
    with harness.open() as ctx:
        edit(ctx, find(ctx, entry), {"title": title})


def test_a_line_of_the_reviewers_own_is_kept_with_its_day(harness: ServiceHarness) -> None:
    entry, share, number = asked(harness)
    assert harness.said("UHELEN")[-1] == (
        "sign_off_ask",
        {"sign_off_id": number, "share_id": share},
    )
    answered(harness, number, entry)
    [one] = said(harness, entry)
    assert (one.state, one.words, one.changed_since) == ("confirmed", LINE, False)
    assert harness.said()[-1] == ("sign_off_told", {"sign_off_id": number})


def test_edited_afterwards_it_was_signed_off_before_it_was_changed(harness: ServiceHarness) -> None:
    entry, _, number = asked(harness)
    answered(harness, number, entry)
    renamed(harness, entry, "Another course altogether")
    assert said(harness, entry)[0].changed_since
    renamed(harness, entry, "Isolation course")
    assert not said(harness, entry)[0].changed_since, "it says again what was signed off"


def test_nobody_signs_off_what_they_have_not_read(harness: ServiceHarness) -> None:
    entry, _, number = asked(harness)
    version = harness.entry(entry).version
    renamed(harness, entry, "Another course altogether")
    with harness.open("UHELEN") as ctx, pytest.raises(Refused, match="changed_since_opened"):
        actions.SignOff(number, version, LINE).do(ctx)
    assert said(harness, entry)[0].state == "asked"


@pytest.mark.parametrize("who", ["UANA", "USAM", "UADMIN"])
def test_nobody_else_answers_for_the_reviewer(harness: ServiceHarness, who: str) -> None:
    entry, _, number = asked(harness)
    with pytest.raises(Refused, match="no_longer_shared"):
        answered(harness, number, entry, who)


def test_nor_the_reviewer_once_it_is_not_shared_any_more(harness: ServiceHarness) -> None:
    entry, share, number = asked(harness)
    with harness.open() as ctx:
        shares.stop(ctx, [share])
    with pytest.raises(Refused, match="no_longer_shared"):
        answered(harness, number, entry)
    assert said(harness, entry) == (), "the request went with the share"


def test_nor_once_the_share_is_over(harness: ServiceHarness) -> None:
    entry, _, number = asked(harness)
    harness.now += timedelta(days=8)
    with pytest.raises(Refused, match="no_longer_shared"):
        answered(harness, number, entry)


def test_it_outlives_the_share(harness: ServiceHarness) -> None:
    entry, share, number = asked(harness)
    answered(harness, number, entry)
    with harness.open() as ctx:
        shares.stop(ctx, [share])
    assert said(harness, entry)[0].words == LINE


def test_it_is_answered_once(harness: ServiceHarness) -> None:
    entry, _, number = asked(harness)
    with harness.open("UHELEN") as ctx:
        sign_offs.answer(ctx, number, 0, "", confirmed=False)
    with pytest.raises(Refused, match="sign_off_answered"):
        answered(harness, number, entry)
    assert said(harness, entry)[0].state == "declined"


def test_a_sign_off_needs_a_line_and_no_long_one(harness: ServiceHarness) -> None:
    entry, _, number = asked(harness)
    version = harness.entry(entry).version
    for words in ("  ", "word " * 200):
        with harness.open("UHELEN") as ctx, pytest.raises(Mistaken) as mistaken:
            actions.SignOff(number, version, words).do(ctx)
        assert set(mistaken.value.fields) == {"sign_off_words"}


def test_only_whom_it_is_shared_with_is_asked_and_once(harness: ServiceHarness) -> None:
    entry, _, _ = asked(harness)
    with harness.open("USAM") as ctx:
        sam = ctx.member.id
    with harness.open() as ctx:
        helen = said_id(harness)
        sign_offs.ask(ctx, entry, helen)
        assert len(ctx.work.sign_offs.asked_of(helen, ctx.member.id)) == 1
        with pytest.raises(Refused, match="not_shared_with_them"):
            sign_offs.ask(ctx, entry, sam)


def said_id(harness: ServiceHarness) -> int:
    [(number,)] = harness.query("SELECT id FROM member WHERE slack_id = 'UHELEN'")
    return int(number)


def test_it_changes_no_credit_and_no_test(harness: ServiceHarness) -> None:
    entry, _, number = asked(harness)
    with harness.open() as ctx:
        before = worth_of(ctx, [find(ctx, entry)])
    answered(harness, number, entry)
    with harness.open() as ctx:
        assert worth_of(ctx, [find(ctx, entry)]) == before


def test_it_is_exported_and_its_reviewers_name_with_it(harness: ServiceHarness) -> None:
    entry, _, number = asked(harness)
    answered(harness, number, entry)
    with harness.open() as ctx:
        document = json.loads(b"".join(export.export_json(ctx.work, ctx.member, ctx.now)))
        table = b"".join(export.export_csv(ctx.work, ctx.member)).decode()
    [one] = document["entries"]
    [kept] = one["sign_offs"]
    assert (kept["state"], kept["words"], kept["changed_since"]) == ("confirmed", LINE, False)
    assert document["shares"][0]["entry_id"] == entry
    assert f"on 2026-11-21: {LINE}" in table


def test_an_undo_of_the_share_takes_an_open_request_back(harness: ServiceHarness) -> None:
    entry, _, _ = asked(harness)
    with harness.open() as ctx:
        take_last_back(ctx)
    assert said(harness, entry) == ()
