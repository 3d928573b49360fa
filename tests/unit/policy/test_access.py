"""Who may see and do what: a table worked out by hand, and what holds whoever asks about whom."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy.access import GRANTS, WORKPLACE, Permission, Principal, Role, Subject, may

SECURITY = Path(__file__).parents[3] / "docs" / "security.md"

numbers = st.integers(1, 4)
"""So few that people often meet themselves and those whom they manage."""
principals = st.builds(
    Principal,
    member_id=numbers,
    slack_admin=st.booleans(),
    configured=st.booleans(),
    given_roles=st.frozensets(st.sampled_from(["administrator", "member", "manager", "owner"])),
)
members = st.builds(
    Subject,
    member_id=numbers,
    manager_id=st.none() | numbers,
    link_active=st.booleans(),
    viewer_id=st.none() | numbers,
    share_open=st.booleans(),
    asked=st.booleans(),
)
subjects = members | st.just(WORKPLACE)

ANA, MAX, BEN, IDA = 1, 2, 3, 4
MANAGED = Subject(ANA, MAX, link_active=True)
ASKED = Subject(ANA, MAX, link_active=False)
ALONE = Subject(ANA)

OWN = {"see_record", "change_record", "share_record", "choose_manager", "see_standing"}
SHOWN_TO_BEN = Subject(ANA, viewer_id=BEN, share_open=True)
ASKED_OF_BEN = Subject(ANA, viewer_id=BEN, share_open=True, asked=True)
ADMINISTERING = {
    "see_administration",
    "see_rules",
    "decide_rules",
    "load_rules",
    "see_members",
    "assign_managers",
    "see_roles",
    "give_roles",
    "allow_coach",
    "tell_registration",
    "match_sources",
    "choose_emoji",
    "see_roots",
}


@pytest.mark.parametrize(
    ("actor", "subject", "permitted"),
    [
        pytest.param(Principal(ANA), MANAGED, OWN, id="Ana, whose record it is"),
        pytest.param(Principal(ANA), ALONE, OWN, id="Ana, whom nobody manages"),
        pytest.param(
            Principal(MAX),
            MANAGED,
            {"see_standing", "remind", "answer_request", "release"},
            id="Max, who manages Ana",
        ),
        pytest.param(
            Principal(MAX), ASKED, {"answer_request", "release"}, id="Max, who was only asked"
        ),
        pytest.param(Principal(MAX), ALONE, set(), id="Max, whom nobody named"),
        pytest.param(Principal(BEN), MANAGED, set(), id="Ben, a colleague of Ana's"),
        pytest.param(Principal(BEN), WORKPLACE, set(), id="Ben, about the workplace"),
        pytest.param(Principal(BEN), SHOWN_TO_BEN, {"see_shared"}, id="Ben, shown it by Ana"),
        pytest.param(
            Principal(BEN), ASKED_OF_BEN, {"see_shared", "sign_off"}, id="Ben, asked to sign it off"
        ),
        pytest.param(
            Principal(BEN),
            Subject(ANA, viewer_id=BEN, share_open=False, asked=True),
            set(),
            id="Ben, whose share is over",
        ),
        pytest.param(Principal(MAX), SHOWN_TO_BEN, set(), id="Max, what Ana shows Ben"),
        pytest.param(
            Principal(IDA, slack_admin=True),
            ASKED_OF_BEN,
            ADMINISTERING,
            id="Ida, what Ana shows Ben",
        ),
        pytest.param(
            Principal(ANA),
            Subject(ANA, viewer_id=ANA, share_open=True, asked=True),
            OWN,
            id="Ana signs nothing off for herself",
        ),
        pytest.param(
            Principal(IDA, slack_admin=True), WORKPLACE, ADMINISTERING, id="Ida, Slack's admin"
        ),
        pytest.param(
            Principal(IDA, configured=True), WORKPLACE, ADMINISTERING, id="Ida, the operator's"
        ),
        pytest.param(
            Principal(IDA, given_roles=frozenset({"administrator"})),
            WORKPLACE,
            ADMINISTERING,
            id="Ida, by a role",
        ),
        pytest.param(
            Principal(IDA, given_roles=frozenset({"owner"})), WORKPLACE, set(), id="another role"
        ),
        pytest.param(
            Principal(IDA, slack_admin=True), MANAGED, ADMINISTERING, id="Ida, about Ana's record"
        ),
        pytest.param(
            Principal(MAX, configured=True),
            MANAGED,
            ADMINISTERING | {"see_standing", "remind", "answer_request", "release"},
            id="Max, who administers as well",
        ),
    ],
)
def test_everybody_may_do_what_their_roles_permit_and_no_more(
    actor: Principal, subject: Subject, permitted: set[str]
) -> None:
    assert {action.value for action in Permission if may(actor, action, subject)} == permitted


@given(principals, subjects)
def test_nobody_but_the_member_sees_or_changes_what_they_wrote(
    actor: Principal, subject: Subject
) -> None:
    own = actor.member_id == subject.member_id
    assert may(actor, Permission.SEE_RECORD, subject) == own
    assert may(actor, Permission.CHANGE_RECORD, subject) == own


@given(principals, members)
def test_a_standing_is_seen_by_the_member_and_by_their_manager_while_the_link_is_active(
    actor: Principal, subject: Subject
) -> None:
    manages = subject.link_active and subject.manager_id == actor.member_id
    own = actor.member_id == subject.member_id
    assert may(actor, Permission.SEE_STANDING, subject) == (own or manages)
    assert may(actor, Permission.REMIND, subject) == manages


@given(principals, members)
def test_what_is_shared_is_seen_by_its_viewer_while_the_share_holds_and_signed_off_if_asked(
    actor: Principal, subject: Subject
) -> None:
    shown = (
        subject.share_open
        and subject.viewer_id == actor.member_id
        and actor.member_id != subject.member_id
    )
    assert may(actor, Permission.SEE_SHARED, subject) == shown
    assert may(actor, Permission.SIGN_OFF, subject) == (shown and subject.asked)


@given(principals, subjects, st.text())
def test_an_action_that_no_row_permits_is_denied(
    actor: Principal, subject: Subject, name: str
) -> None:
    if name not in set(Permission):
        assert not may(actor, name, subject)  # type: ignore[arg-type]


@given(numbers, subjects, st.sampled_from(Permission))
def test_whoever_has_no_role_towards_it_may_do_nothing(
    number: int, subject: Subject, action: Permission
) -> None:
    if number not in (subject.member_id, subject.manager_id, subject.viewer_id):
        assert not may(Principal(number), action, subject)


@given(principals, st.sampled_from(Permission))
def test_the_workplace_is_nobodys_own_and_has_no_manager(
    actor: Principal, action: Permission
) -> None:
    administers = actor.slack_admin or actor.configured or "administrator" in actor.given_roles
    assert may(actor, action, WORKPLACE) == (administers and action in ADMINISTERING)
    assert may(actor, action, Subject(None, actor.member_id, link_active=True)) == may(
        actor, action, WORKPLACE
    )


def test_each_role_has_a_row_and_each_permission_somebody_who_has_it() -> None:
    assert set(GRANTS) == set(Role)
    assert {one for grant in GRANTS.values() for one in grant.permits} == set(Permission)


def test_the_table_in_the_document_is_the_one_that_decides() -> None:
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in SECURITY.read_text(encoding="utf-8").splitlines()
        if line.startswith(("| | `", "| `"))
    ]
    head = next(row for row in rows if not row[0])
    roles = [_first_name(cell) for cell in head[1:]]
    table = rows[rows.index(head) + 1 :]
    documented = {
        (role, _first_name(row[0]))
        for row in table
        for role, cell in zip(roles, row[1:], strict=True)
        if cell == "yes"
    }
    assert roles == list(Role)
    assert [_first_name(row[0]) for row in table] == list(Permission)
    assert {cell for row in table for cell in row[1:]} == {"yes", "–"}
    assert documented == {
        (role, action) for role, grant in GRANTS.items() for action in grant.permits
    }


def _first_name(cell: str) -> str:
    found = re.match(r"`(\w+)`", cell)
    assert found is not None, cell
    return found[1]
