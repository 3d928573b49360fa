"""Who may see and do what: a table worked out by hand, and what holds whoever asks about whom."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy.access import (
    GRANTS,
    WORKPLACE,
    Permission,
    Principal,
    Role,
    Subject,
    may,
    turns_on_given_roles,
)

SECURITY = Path(__file__).parents[3] / "docs" / "security.md"

numbers = st.integers(1, 4)
"""So few that people often meet themselves and those whom they manage."""
principals = st.builds(
    Principal,
    member_id=numbers,
    slack_admin=st.booleans(),
    configured=st.booleans(),
    given_roles=st.frozensets(
        st.sampled_from(["administrator", "cpd_lead", "auditor", "manager", "owner"])
    ),
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
groups = st.frozensets(numbers, max_size=3)
audited = st.builds(
    Subject,
    member_id=numbers,
    manager_id=st.none() | numbers,
    link_active=st.booleans(),
    round_lead=numbers,
    round_under_way=st.booleans(),
    auditors=groups,
    managers=groups,
    appeal_auditor=st.none() | numbers,
    took_part=groups,
)
rounds = st.builds(
    Subject,
    round_lead=numbers,
    round_under_way=st.booleans(),
    auditors=groups,
    witnesses=groups,
)
subjects = members | audited | rounds | st.just(WORKPLACE)

ANA, MAX, BEN, IDA, EVA = 1, 2, 3, 4, 5
MANAGED = Subject(ANA, MAX, link_active=True)
ASKED = Subject(ANA, MAX, link_active=False)
ALONE = Subject(ANA)

OWN = {
    *("see_record", "change_record", "share_record", "choose_manager", "see_standing"),
    *("answer_audit", "see_snapshot"),
}
SHOWN_TO_BEN = Subject(ANA, viewer_id=BEN, share_open=True)
ASKED_OF_BEN = Subject(ANA, viewer_id=BEN, share_open=True, asked=True)
LEADING = {"see_round", "run_round", "hand_over_round", "commit_seed", "handle_selection"}
AUDITING = {"see_snapshot", "decide_selection"}
ROUND = Subject(
    round_lead=MAX, round_under_way=True, auditors=frozenset({BEN}), witnesses=frozenset({ANA})
)
DRAWN = Subject(
    ANA,
    round_lead=IDA,
    round_under_way=True,
    auditors=frozenset({ANA, BEN, MAX}),
    managers=frozenset({MAX}),
)
APPEALED = replace(DRAWN, auditors=frozenset(), appeal_auditor=BEN, took_part=frozenset({IDA, EVA}))
LEAD = frozenset({"cpd_lead"})
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
    "hand_over_round",
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
        pytest.param(Principal(IDA, given_roles=LEAD), WORKPLACE, LEADING, id="Ida, a lead"),
        pytest.param(Principal(IDA, given_roles=LEAD), DRAWN, LEADING, id="Ida, of who was drawn"),
        pytest.param(Principal(ANA, given_roles=LEAD), DRAWN, OWN, id="Ana, a lead, of herself"),
        pytest.param(
            Principal(MAX, given_roles=LEAD), DRAWN, set(), id="Max, a lead, of his report"
        ),
        pytest.param(
            Principal(MAX, slack_admin=True),
            ROUND,
            ADMINISTERING | LEADING,
            id="Max, to whom as an administrator the round was handed over",
        ),
        pytest.param(Principal(MAX), ROUND, set(), id="Max, who is no lead any more"),
        pytest.param(
            Principal(BEN), ROUND, {"see_round", "commit_seed"}, id="Ben, an auditor of the round"
        ),
        pytest.param(Principal(ANA), ROUND, {"commit_seed"}, id="Ana, a witness of the draw"),
        pytest.param(Principal(BEN), DRAWN, AUDITING, id="Ben, an auditor of Ana's"),
        pytest.param(
            Principal(BEN), replace(DRAWN, round_under_way=False), set(), id="Ben, once it is over"
        ),
        pytest.param(Principal(MAX), DRAWN, set(), id="Max, named to audit his report"),
        pytest.param(Principal(ANA), DRAWN, OWN, id="Ana, named to audit herself"),
        pytest.param(
            Principal(BEN), APPEALED, {"see_snapshot", "decide_appeal"}, id="Ben, of the appeal"
        ),
        pytest.param(
            Principal(BEN),
            replace(APPEALED, took_part=frozenset({BEN})),
            set(),
            id="Ben, named for the appeal against what he decided",
        ),
        pytest.param(
            Principal(EVA, slack_admin=True),
            DRAWN,
            ADMINISTERING | {"erase_at_once"},
            id="Eva, an administrator without a part in it",
        ),
        pytest.param(
            Principal(EVA, slack_admin=True),
            APPEALED,
            ADMINISTERING,
            id="Eva, an administrator who took part",
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
    assert may(actor, Permission.ANSWER_AUDIT, subject) == own
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
    named = {subject.member_id, subject.manager_id, subject.viewer_id, subject.appeal_auditor}
    if number not in named | subject.auditors | subject.witnesses:
        assert not may(Principal(number), action, subject)


JUDGING = frozenset(
    {Permission.DECIDE_SELECTION, Permission.DECIDE_APPEAL, Permission.HANDLE_SELECTION}
)


@given(principals, audited, st.sampled_from(sorted(JUDGING)))
def test_nobody_judges_their_own_record_or_that_of_somebody_whom_they_manage(
    actor: Principal, subject: Subject, action: Permission
) -> None:
    managers = {subject.manager_id, *subject.managers}
    if actor.member_id == subject.member_id or actor.member_id in managers:
        assert not may(actor, action, subject)


@given(principals, audited)
def test_a_snapshot_is_seen_by_its_member_and_by_whoever_was_named_for_it_until_the_round_is_over(
    actor: Principal, subject: Subject
) -> None:
    named = {subject.appeal_auditor} - subject.took_part | subject.auditors
    managers = {subject.manager_id, *subject.managers}
    audits = subject.round_under_way and actor.member_id in named - managers
    own = actor.member_id == subject.member_id
    assert may(actor, Permission.SEE_SNAPSHOT, subject) == (own or audits)


@given(principals, audited)
def test_whoever_took_part_in_a_decision_decides_no_appeal_against_it(
    actor: Principal, subject: Subject
) -> None:
    if actor.member_id in subject.took_part:
        assert not may(actor, Permission.DECIDE_APPEAL, subject)
        assert not may(actor, Permission.ERASE_AT_ONCE, subject)


@given(principals, rounds)
def test_towards_a_round_nobody_sees_what_anybody_handed_in(
    actor: Principal, subject: Subject
) -> None:
    assert not may(actor, Permission.SEE_SNAPSHOT, subject)


@given(principals, subjects, st.sampled_from(Permission))
def test_given_roles_are_read_wherever_the_answer_turns_on_them(
    actor: Principal, subject: Subject, action: Permission
) -> None:
    administers = actor.slack_admin or actor.configured
    if not turns_on_given_roles(action, administers=administers):
        without = replace(actor, given_roles=frozenset())
        assert may(actor, action, subject) == may(without, action, subject)


@given(principals, st.sampled_from(Permission))
def test_the_workplace_is_nobodys_own_and_has_no_manager(
    actor: Principal, action: Permission
) -> None:
    administers = actor.slack_admin or actor.configured or "administrator" in actor.given_roles
    leads = "cpd_lead" in actor.given_roles and action in LEADING
    assert may(actor, action, WORKPLACE) == ((administers and action in ADMINISTERING) or leads)
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
