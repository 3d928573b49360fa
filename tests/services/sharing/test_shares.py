"""Sharing an entry or the record with one person: until when, what they read, and how it ends."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from bot.policy.sharing import LONGEST
from bot.services.context.people import know
from bot.services.context.profiles import Named
from bot.services.context.refused import Refused
from bot.services.data_rights.erasure import CONFIRMATION, erase
from bot.services.dispatch.pages import Mistaken
from bot.services.members.access_log import latest
from bot.services.record import entries
from bot.services.record.entry_changes import find
from bot.services.record.shared_with import open_shares
from bot.services.record.undo_steps import take_last_back
from bot.services.sharing import actions, by_word, shares, viewing
from bot.services.sharing.shares import Wanted
from tests.properties import examples
from tests.services.harness import TODAY, ServiceHarness, named

HELEN = named("UHELEN", "Helen Ward")
SAM = named("USAM", "Sam Roe")
GIL = named("UGIL", "Gil Guest", kind="guest")
WEEK = TODAY + timedelta(days=7)
PRIVATE = "I was afraid of the pack"


def logged(harness: ServiceHarness, title: str = "Isolation course") -> int:
    """Ana's entry, with one stage that she typed privately; its number."""
    with harness.open() as ctx:
        entry = harness.logged(ctx, title=title, reflect=PRIVATE, private_stages=["reflect"])
    return entry.id


def shared(
    harness: ServiceHarness,
    entry: int | None,
    whom: Named = HELEN,
    *,
    until: date = WEEK,
    private: bool = False,
) -> int:
    with harness.open() as ctx:
        return shares.share(ctx, whom, Wanted(entry, until, private)).id


def read(harness: ServiceHarness, share: int, entry: int, who: str = "UHELEN") -> str:
    """The words that somebody reads of an entry, or why they read none."""
    with harness.open(who) as ctx:
        try:
            shown = viewing.look_at_entry(ctx, share, entry)
        except Refused as refused:
            return refused.sentence
    return " / ".join(words for _, words in shown.stages)


def log_of(harness: ServiceHarness) -> list[tuple[str, str]]:
    with harness.open() as ctx:
        return [(one.viewer_name, one.what) for one in latest(ctx)]


def test_an_entry_is_read_by_whom_it_is_shared_with_and_by_nobody_else(
    harness: ServiceHarness,
) -> None:
    mine, other = logged(harness), logged(harness, "Another one")
    share = shared(harness, mine)
    assert read(harness, share, mine) == "I prove dead before I touch the pack"
    assert read(harness, share, other) == "no_longer_shared"
    assert read(harness, share, mine, "USAM") == "no_longer_shared"
    assert read(harness, share, mine, "UADMIN") == "no_longer_shared"
    assert log_of(harness) == [("Uhelen", "shared entry Isolation course")]


def test_what_was_typed_privately_is_read_only_where_its_member_ticked_that(
    harness: ServiceHarness,
) -> None:
    mine = logged(harness)
    share = shared(harness, mine)
    with harness.open("UHELEN") as ctx:
        shown = viewing.look_at_entry(ctx, share, mine)
    assert shown.some_private
    assert PRIVATE not in str(shown)
    share = shared(harness, mine, private=True)
    assert PRIVATE in read(harness, share, mine)


def test_words_typed_into_an_entrys_form_are_private_too(harness: ServiceHarness) -> None:
    with harness.open() as ctx:
        entry = harness.logged(ctx, provenance={"evaluate": "edited"})
    share = shared(harness, entry.id)
    assert read(harness, share, entry.id) == ""


def test_the_record_shows_saved_entries_alone_page_by_page_each_look_in_the_log(
    harness: ServiceHarness,
) -> None:
    for number in range(12):
        logged(harness, f"Course {number}")
    with harness.open() as ctx:
        draft = ctx.work.entries.add(
            ctx.member.id, "draft", ctx.now, source_key=None, title="Draft"
        )
    assert draft is not None
    share = shared(harness, None)
    with harness.open("UHELEN") as ctx:
        first = viewing.look_at_record(ctx, share, 0)
        last = viewing.look_at_record(ctx, share, 99)
    assert (first.count, first.pages, len(first.rows), len(last.rows)) == (12, 2, 10, 2)
    assert "Unsaved" not in str((first, last))
    assert read(harness, share, draft.id) == "no_longer_shared"
    assert log_of(harness) == [("Uhelen", "shared record")] * 2


def test_a_share_of_one_entry_opens_no_record(harness: ServiceHarness) -> None:
    share = shared(harness, logged(harness))
    with harness.open("UHELEN") as ctx, pytest.raises(Refused, match="no_longer_shared"):
        viewing.look_at_record(ctx, share, 0)


def test_it_ends_with_its_last_day_where_its_member_lives(harness: ServiceHarness) -> None:
    mine = logged(harness)
    share = shared(harness, mine, until=TODAY)
    assert read(harness, share, mine) != "no_longer_shared"
    harness.now = harness.now.replace(hour=23, minute=59)
    assert read(harness, share, mine) != "no_longer_shared"
    harness.now += timedelta(minutes=2)
    assert read(harness, share, mine) == "no_longer_shared"
    with harness.open() as ctx:
        assert open_shares(ctx) == ()


def test_taken_back_it_is_over_at_once_and_an_open_page_gives_way(harness: ServiceHarness) -> None:
    mine = logged(harness)
    share = shared(harness, mine)
    with harness.open() as ctx:
        actions.StopSharing(share).do(ctx)
    with harness.open("UHELEN") as ctx:
        page = actions.OpenShared(share, entry=mine, where="shared_record").do(ctx)
    assert page == actions.NoLongerShared("shared_record")


def test_nobody_takes_back_what_another_shares(harness: ServiceHarness) -> None:
    mine = logged(harness)
    share = shared(harness, mine)
    with harness.open("UHELEN") as ctx:
        actions.StopSharing(share).do(ctx)
    assert read(harness, share, mine) != "no_longer_shared"


def test_a_withdrawn_entry_is_not_read_and_a_restored_one_is_again(harness: ServiceHarness) -> None:
    mine = logged(harness)
    share = shared(harness, mine)
    with harness.open() as ctx:
        entries.withdraw(ctx, find(ctx, mine))
    assert read(harness, share, mine) == "no_longer_shared"
    with harness.open() as ctx:
        entries.restore(ctx, find(ctx, mine))
    assert read(harness, share, mine) != "no_longer_shared"


def test_shared_again_the_new_share_says_until_when(harness: ServiceHarness) -> None:
    mine = logged(harness)
    shared(harness, mine, until=TODAY + timedelta(days=90), private=True)
    share = shared(harness, mine)
    assert PRIVATE not in read(harness, share, mine)
    with harness.open() as ctx:
        assert [(one.share_id, one.last_day) for one in open_shares(ctx)] == [(share, WEEK)]


def test_whoever_is_switched_off_loses_it_for_good(harness: ServiceHarness) -> None:
    mine = logged(harness)
    share = shared(harness, mine)
    for deactivated in (True, False):
        with harness.open("UHELEN") as ctx:
            know(ctx, named("UHELEN", "Helen Ward", deactivated=deactivated).profile)
            shares.lose_what_was_shared(ctx)
    assert read(harness, share, mine) == "no_longer_shared"


@pytest.mark.parametrize(
    ("whom", "until", "why"),
    [
        (named("UANA"), WEEK, "share_with_oneself"),
        (named("UBOT", kind="bot"), WEEK, "share_with_a_bot"),
        (named("UHELEN", deactivated=True), WEEK, "share_with_who_left"),
        (HELEN, TODAY - timedelta(days=1), "share_day_over"),
        (HELEN, TODAY + LONGEST + timedelta(days=1), "share_day_too_far"),
    ],
)
def test_some_shares_are_refused(
    harness: ServiceHarness, whom: Named, until: date, why: str
) -> None:
    mine = logged(harness)
    with harness.open() as ctx, pytest.raises(Refused, match=why):
        shares.share(ctx, whom, Wanted(mine, until))


def test_a_draft_is_not_shared_nor_somebody_elses_entry(harness: ServiceHarness) -> None:
    mine = logged(harness)
    with harness.open("USAM") as ctx, pytest.raises(Refused, match="not_your_entry"):
        shares.share(ctx, HELEN, Wanted(mine, WEEK))
    with harness.open() as ctx:
        draft = ctx.work.entries.add(ctx.member.id, "draft", ctx.now, source_key=None, title="One")
        assert draft is not None
        with pytest.raises(Refused, match="only_saved_ones"):
            shares.share(ctx, HELEN, Wanted(draft.id, WEEK))


def test_with_a_guest_only_once_the_member_has_said_so_again(harness: ServiceHarness) -> None:
    mine = logged(harness)
    with harness.open() as ctx:
        ctx.people = {"UGIL": GIL}
        actions.ShareWith(mine, "UGIL", "week", None).do(ctx)
        assert open_shares(ctx) == ()
    kind, values = harness.said()[-1]
    assert (kind, values["slack_id"], values["last_day"]) == ("share_guest", "UGIL", str(WEEK))
    with harness.open() as ctx:
        ctx.people = {"UGIL": GIL}
        actions.ShareWithGuest("UGIL", str(WEEK), mine).do(ctx)
        assert [one.viewer for one in open_shares(ctx)] == ["Gil Guest"]


def test_the_form_says_what_is_missing_by_its_field(harness: ServiceHarness) -> None:
    mine = logged(harness)
    with harness.open() as ctx:
        ctx.people = {"UHELEN": HELEN}
        for form, field in (
            (actions.ShareWith(mine, None, "week", None), "share_whom"),
            (actions.ShareWith(mine, "UHELEN", "", None), "share_how_long"),
            (actions.ShareWith(mine, "UHELEN", "until", None), "share_until"),
            (actions.ShareWith(mine, "UHELEN", "until", date(2020, 1, 1)), "share_until"),
        ):
            with pytest.raises(Mistaken) as mistaken:
                form.do(ctx)
            assert set(mistaken.value.fields) == {field}


def test_undo_ends_what_was_begun_and_brings_back_what_was_ended(harness: ServiceHarness) -> None:
    mine = logged(harness)
    share = shared(harness, mine)
    with harness.open() as ctx:
        take_last_back(ctx)
    assert read(harness, share, mine) == "no_longer_shared"
    share = shared(harness, mine)
    harness.now += timedelta(minutes=1)
    with harness.open() as ctx:
        shares.stop(ctx, [share])
    with harness.open() as ctx:
        take_last_back(ctx)
    assert read(harness, share, mine) != "no_longer_shared"


def test_an_undo_of_a_share_that_took_anothers_place_brings_the_other_back(
    harness: ServiceHarness,
) -> None:
    mine = logged(harness)
    before = shared(harness, mine)
    harness.now += timedelta(minutes=1)
    after = shared(harness, mine, private=True)
    with harness.open() as ctx:
        take_last_back(ctx)
        assert [one.share_id for one in open_shares(ctx)] == [before]
    assert read(harness, after, mine) == "no_longer_shared"


def test_stop_sharing_by_word_names_one_person_or_everybody(harness: ServiceHarness) -> None:
    mine = logged(harness)
    shared(harness, mine), shared(harness, None, SAM)
    with harness.open() as ctx:
        said = by_word.StopByWord("helen").do(ctx)
        assert said.values == {"names": ["Helen Ward"]}
        assert [one.viewer for one in open_shares(ctx)] == ["Sam Roe"]
        with pytest.raises(Refused, match="nothing_shared_with"):
            by_word.StopByWord("Helen").do(ctx)
        by_word.StopByWord("").do(ctx)
        assert open_shares(ctx) == ()
        with pytest.raises(Refused, match="nothing_shared"):
            by_word.StopByWord("").do(ctx)


def test_erasing_ends_every_share(harness: ServiceHarness) -> None:
    mine = logged(harness)
    share = shared(harness, None)
    with harness.open() as ctx:
        erase(ctx, CONFIRMATION)
    assert read(harness, share, mine) == "no_longer_shared"
    with harness.open() as ctx:
        assert ctx.work.shares.all_of(ctx.member.id) == ()


def test_what_is_told_to_the_other_holds_no_word_of_it(harness: ServiceHarness) -> None:
    share = shared(harness, logged(harness))
    assert harness.said("UHELEN") == [("share_told", {"share_id": share})]


moves = st.lists(
    st.tuples(
        st.sampled_from(["share", "record", "stop", "day", "withdraw", "leave"]),
        st.integers(0, 1),
        st.sampled_from(["UHELEN", "USAM"]),
        st.integers(0, 9),
        st.booleans(),
    ),
    max_size=8,
)
PEOPLE = {"UHELEN": HELEN, "USAM": SAM}


@dataclass
class Made:
    number: int
    entry: int | None
    who: str
    until: date
    private: bool
    over: bool = False


@dataclass
class Model:
    """What was shared with whom, worked out by hand."""

    harness: ServiceHarness
    mine: list[int]
    made: list[Made] = field(default_factory=list)
    withdrawn: set[int] = field(default_factory=set)

    @property
    def today(self) -> date:
        return self.harness.now.date()

    def move(self, move: str, which: int, who: str, days: int, *, private: bool) -> None:
        match move:
            case "share" | "record":
                self._share(self.mine[which] if move == "share" else None, who, days, private)
            case "stop" if self.made:
                one = self.made[days % len(self.made)]
                with self.harness.open() as ctx:
                    shares.stop(ctx, [one.number])
                one.over = True
            case "day":
                self.harness.now += timedelta(days=1 + days)
            case "withdraw":
                self._withdraw(self.mine[which])
            case "leave":
                self._leave(who)

    def holds(self, reader: str, entry: int) -> list[Made]:
        if entry in self.withdrawn:
            return []
        return [
            one
            for one in self.made
            if not one.over
            and one.who == reader
            and one.until >= self.today
            and one.entry in (None, entry)
        ]

    def _share(self, entry: int | None, who: str, days: int, private: bool) -> None:
        if entry in self.withdrawn:
            return
        until = self.today + timedelta(days=days)
        number = shared(self.harness, entry, PEOPLE[who], until=until, private=private)
        for one in self.made:
            one.over |= (one.entry, one.who) == (entry, who)
        self.made.append(Made(number, entry, who, until, private))

    def _withdraw(self, entry: int) -> None:
        with self.harness.open() as ctx:
            if entry in self.withdrawn:
                entries.restore(ctx, find(ctx, entry))
            else:
                entries.withdraw(ctx, find(ctx, entry))
        self.withdrawn ^= {entry}

    def _leave(self, who: str) -> None:
        """Switched off, and on again."""
        for deactivated in (True, False):
            with self.harness.open(who) as ctx:
                know(ctx, named(who, deactivated=deactivated).profile)
                shares.lose_what_was_shared(ctx)
        for one in self.made:
            one.over |= one.who == who


@hypothesis_settings(
    max_examples=examples(25),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(moves=moves)
def test_whatever_is_shared_and_taken_back_nobody_reads_more_than_holds_just_then(
    harness: ServiceHarness, moves: list[tuple[str, int, str, int, bool]]
) -> None:
    """A model of who may read what, beside the real thing, once all was done."""
    with harness.open() as ctx:
        shares.stop_everything(ctx)
    model = Model(harness, [logged(harness, f"Course {number}") for number in (0, 1)])
    for move, which, who, days, private in moves:
        model.move(move, which, who, days, private=private)
    for made in model.made:
        for entry in model.mine:
            for reader in ("UHELEN", "USAM", "UADMIN"):
                holds = model.holds(reader, entry)
                words = read(harness, made.number, entry, reader)
                if made not in holds:
                    assert words == "no_longer_shared"
                else:
                    assert (PRIVATE in words) == any(one.private for one in holds)
