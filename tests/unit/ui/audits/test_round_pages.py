"""Pages and forms of rounds: what comes first, what is still offered, and how days are written."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.policy.audits import review
from bot.policy.audits.round_facts import Attempt, Commitment, Round
from bot.policy.audits.selection import AskedQuestion, Finding
from bot.policy.audits.vocabulary import ROUND_STATES, SELECTION_STATES
from bot.services.audits import audit_actions as auditing
from bot.services.audits import handling_actions as handling
from bot.services.audits.reading_views import AfterEntry
from bot.ui.audits import audit_pages, lead_forms, own_pages, round_pages
from bot.ui.kit.blocks import Content, View
from bot.ui.kit.form_values import carried
from bot.ui.kit.pages import over, submitted
from tests.unit.ui.audits import builders as audits

ISO = re.compile(r"\b\d{4}-\d\d-\d\d\b")
LAST = ("Give this attempt up", "Cancel it")


def elements(shown: Content | View) -> list[Mapping[str, Any]]:
    """Its buttons, in the order of the page."""
    blocks = shown["blocks"] if isinstance(shown, dict) else shown.blocks
    return [each for block in blocks for each in block.get("elements", ()) if "text" in each]


def words(shown: Content | View) -> str:
    blocks = shown["blocks"] if isinstance(shown, dict) else shown.blocks
    return json.dumps(list(blocks), ensure_ascii=False)


def steps(page: Content) -> list[str]:
    """The words of the round's steps."""
    [block] = [one for one in page.blocks if one["block_id"] == "audit:steps"]
    return [one["text"]["text"] for one in block["elements"]]


def labels(shown: Content | View) -> list[str]:
    return [one["text"]["text"] for one in elements(shown) if one["type"] == "button"]


NEXT = {
    "drafted": "Freeze it",
    "frozen": "Commit to a seed",
    "ids_made": "Reveal my seed",
    "drawn": "Tell those drawn",
    "open": "Close it",
}


@pytest.mark.parametrize("state", ROUND_STATES)
def test_the_next_step_comes_first_and_what_ends_a_round_last(state: str) -> None:
    view = audits.round_view(
        state,
        may_commit=state == "frozen",
        may_reveal=state == "ids_made",
        may_close=state == "open",
    )
    page = round_pages.round_page(view)
    shown = steps(page)
    primary = [one["text"]["text"] for one in elements(page) if one.get("style") == "primary"]
    assert primary == ([NEXT[state]] if state in NEXT else [])
    assert shown[: len(primary)] == primary
    ends = [one for one in shown if one in LAST]
    assert shown[len(shown) - len(ends) :] == ends
    assert ("Cancel it" in ends) == (state not in ("closed", "cancelled"))


def test_a_draft_that_was_counted_on_another_day_is_counted_next() -> None:
    view = audits.round_view(
        "drafted", may_commit=False, may_reveal=False, counted_on=audits.ROUND.period.first
    )
    page = round_pages.round_page(view)
    [first] = [one for one in elements(page) if one.get("style") == "primary"]
    assert first["text"]["text"] == steps(page)[0] == "Count again"


def test_what_is_not_over_yet_is_not_closed_first() -> None:
    page = round_pages.round_page(
        audits.round_view("open", may_commit=False, may_reveal=False, may_close=False)
    )
    assert not [one for one in elements(page) if one.get("style") == "primary"]
    assert steps(page)[0] == "Those drawn"


def with_seeds(state: str) -> Round:
    attempt = Attempt(
        Commitment(2, audits.HASH, audits.AT, "s" * 20), Commitment(3, audits.HASH, audits.AT, "t")
    )
    return replace(audits.ROUND, state=state, attempts=(attempt,))  # type: ignore[arg-type]


@pytest.mark.parametrize("state", ROUND_STATES)
def test_nobody_is_said_to_be_drawn_before_the_draw(state: str) -> None:
    over_it = state in ("drawn", "open", "closed", "cancelled")
    view = replace(audits.round_view(state), round=with_seeds(state))
    said = words(round_pages.round_page(view))
    assert ("6 drawn" in said) == over_it
    assert ("6 to be drawn" in said) == (not over_it)


@pytest.mark.parametrize(
    "shown",
    [
        audit_pages.reading_page(audits.reading()),
        audit_pages.entry_form(auditing.EntryForm(audits.entry_read())),
        audit_pages.decide_form(auditing.DecideForm(audits.reading())),
        *(own_pages.own_page(audits.own(state)) for state in SELECTION_STATES),
    ],
)
def test_days_are_written_as_everywhere(shown: Content | View) -> None:
    assert ISO.findall(words(shown)) == []


def test_a_day_that_is_not_known_is_left_out() -> None:
    [line, *_] = audits.reading().lines
    page = audit_pages.reading_page(audits.reading(lines=(replace(line, day=""),)))
    assert "Entry 1* ·  ·" not in words(page)


@given(st.lists(st.sampled_from(["met", "not_met", "ask", "open"]), min_size=9, max_size=9))
def test_the_rest_is_met_is_offered_where_it_does_something(found: list[str]) -> None:
    places = [(entry, test) for entry in (12, 13) for test in audits.TESTS] + [(0, "continuous")]
    findings = tuple(
        Finding(entry, test, verdict, 3, "other" if verdict == "not_met" else None)  # type: ignore[arg-type]
        for (entry, test), verdict in zip(places, found, strict=True)
        if verdict != "open"
    )
    one = audits.selection("in_review", findings=findings, questions=())
    page = audit_pages.reading_page(audits.reading(selection=one))
    does = review.rest_is_met(one, 3, audits.AT) is not one
    assert ("The rest is met" in labels(page)) == does == ("open" in found)


@given(st.sets(st.sampled_from([12, 13, 14])))
def test_before_the_rest_is_met_it_says_of_how_many_entries_nothing_was_kept(
    found: set[int],
) -> None:
    findings = tuple(Finding(one, "current", "met", 3) for one in sorted(found))
    entries = frozenset({12, 13, 14})
    one = audits.selection("in_review", findings=findings, questions=(), entries=entries)
    page = audit_pages.reading_page(audits.reading(selection=one))
    [rest] = [
        element
        for block in page.blocks
        for element in (block["elements"] if block["type"] == "actions" else ())
        if element["text"]["text"] == "The rest is met"
    ]
    left = 3 - len(found)
    if left:
        noun = "1 entry" if left == 1 else f"{left} entries"
        assert f"Nothing was kept yet of {noun}." in rest["confirm"]["text"]["text"]
    else:
        assert "confirm" not in rest


def test_agreeing_is_offered_to_another_than_whoever_found_it() -> None:
    places = [(entry, test) for entry in (12, 13) for test in audits.TESTS] + [(0, "continuous")]
    findings = tuple(Finding(*one, "met", 3) for one in places[1:])  # type: ignore[arg-type]
    not_met = Finding(12, "current", "not_met", 3, "other")
    one = audits.selection(
        "in_review", findings=(not_met, *findings), questions=(), auditors=frozenset({3, 5})
    )
    for me, offered in ((3, False), (5, True)):
        page = audit_pages.reading_page(audits.reading(selection=one, me=me))
        assert ("I agree" in labels(page)) == offered


def test_an_entry_whose_question_waits_is_not_to_be_read() -> None:
    asked = Finding(13, "current", "ask", 3)
    met = tuple(Finding(13, test, "met", 3) for test in audits.TESTS[1:])
    question = AskedQuestion(1, 13, "current", 3, None)
    waits = audits.selection("questions", findings=(asked, *met), questions=(question,))
    assert waits.to_read == {0, 12}
    answered = replace(waits, questions=(replace(question, settled=True),))
    assert answered.to_read == {0, 12, 13}


AFTER = AfterEntry(7, 1, 13, 27, 40, next_entry=99)


def test_what_was_kept_is_said_and_the_next_entry_takes_its_place() -> None:
    """Slack's clients push a form onto the view in which it was opened, and keep three at most:
    one that is of the same kind is updated instead.
    """
    closing = audit_pages.entry_kept(auditing.EntryKept(AFTER))
    assert "Kept: entry 13. 27 of 40 entries still to be read." in words(closing)
    assert labels(closing) == ["Next entry", "All entries"]
    page = auditing.EntryKept(AFTER)
    stands = over(page, "B", auditing.Find(7, 12, {}, "", "", ""))
    form = audit_pages.entry_form(auditing.EntryForm(audits.entry_read()))
    kinds = [json.loads(one["private_metadata"])["kind"] for one in (stands, form)]
    assert kinds == ["EntryKept", "EntryKept"]


def test_the_last_entry_leads_to_the_decision() -> None:
    after = replace(AFTER, next_entry=None, may_decide=True)
    assert labels(audit_pages.entry_kept(auditing.EntryKept(after)))[0] == "Decide"
    whole = replace(AFTER, next_entry=0)
    assert labels(audit_pages.entry_kept(auditing.EntryKept(whole)))[0] == "The record as a whole"


def test_only_auditors_who_may_are_offered() -> None:
    form = lead_forms.reader_form(
        handling.ReaderForm(7, of_appeal=False, offered=(("U1", "Ben"), ("U2", "Eva")))
    )
    [field] = form["blocks"]
    assert [one["value"] for one in field["element"]["options"]] == ["U1", "U2"]
    state = {"audit_person": {"audit_person": {"selected_option": {"value": "U2"}}}}
    read = submitted(lead_forms.READER, form["private_metadata"], state)
    assert read == handling.NameReader(7, ("U2",), of_appeal=False)
    assert carried(form["private_metadata"])["selection"] == 7


@pytest.mark.parametrize("state", SELECTION_STATES)
def test_a_member_is_offered_what_may_still_be_done(state: str) -> None:
    audit = audits.own(state)
    assert ("Hand it in" in labels(own_pages.told(audit))) == (state == "told")
    assert ("Hand it in" in labels(own_pages.reminder(audit))) == (state == "told")
    assert ("Answer" in labels(own_pages.question(audit, 1))) == (state == "questions")
    assert ("Appeal" in labels(own_pages.decision(audit))) == (state == "decided")


def test_nothing_is_offered_once_the_round_is_over() -> None:
    for state in SELECTION_STATES:
        one = audits.selection(state)
        shut = replace(one, parties=replace(one.parties, open=False))
        audit = audits.own(state, selection=shut)
        shown = (own_pages.told(audit), own_pages.question(audit, 1), own_pages.decision(audit))
        left = {label for page in (*shown, own_pages.own_page(audit)) for label in labels(page)}
        assert left <= {"Where it stands", "One file for the body"}
