"""What auditors read and decide. An entry's words stand in a form alone, and nowhere for good."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from bot.figures import day, duration, listed, several
from bot.policy.audits.review import may_agree
from bot.policy.audits.selection import WHOLE_RECORD, Selection
from bot.policy.audits.vocabulary import AUDIT_TESTS, FINDING_KINDS
from bot.services.audits import audit_actions as auditing
from bot.services.audits.reading_views import ENTRIES, EntryLine, EntryRead, Reading
from bot.ui.audits import words
from bot.ui.audits.open_tests import not_yet
from bot.ui.kit.blocks import (
    Block,
    Content,
    Element,
    View,
    actions,
    asked,
    asking_back,
    button,
    checkboxes,
    context,
    menu,
    modal,
    option,
    plain_section,
    radio,
    section,
    text_field,
)
from bot.ui.kit.escape import escape
from bot.ui.kit.form_values import Carried, Values, choice_in, choices_in, text_in, whole
from bot.ui.kit.formatting import bold, person
from bot.ui.kit.ids import Callback, kept
from bot.ui.kit.page_looks import FormLook

ENTRY: Final = "audit_entry"
DECIDE: Final = "audit_decide"
DECIDE_APPEAL: Final = "audit_decide_appeal"
"""callback_ids."""

_READ_ON: Final = auditing.EntryKept.__name__
"""The kind of view that says what was kept: the forms that it opens take its place."""

_CHUNK: Final = 2900
_CHUNKS_MOST: Final = 8
_FILES_MOST: Final = 5
_VERDICTS: Final = (("met", "Met"), ("not_met", "Not met"), ("ask", "Ask the member"))
_STAGES: Final = (
    ("reflect", "Reflect"),
    ("plan", "Plan"),
    ("act", "Act"),
    ("evaluate", "Evaluate"),
)
_SAYS: Final = {"reason": "Not met", "question": "Question", "answer": "Answer"}


def reading_page(reading: Reading) -> Content:
    """One member's audit: entries by their days, and how far each is."""
    state = words.SELECTION_STATES[reading.selection.state]
    head = [
        f"{bold(person(reading.name))} · round {reading.number} · {escape(reading.title)}",
        f"{day(reading.first)} to {day(reading.last)}; {state}.",
    ]
    if reading.brought_in:
        head.append("Credits were brought in from an account: nobody has checked them.")
    if reading.tests.workplace:
        head.append("The scheme names no tests: these are your workplace’s own setting.")
    if reading.gone:
        head.append("What was handed in is gone.")
    blocks: list[Block] = [section("\n".join(head), "audit:reading"), *_appeal(reading)]
    for place, one in enumerate(reading.lines):
        number = reading.skip + place + 1
        open_it = button(
            "Open",
            auditing.ReadEntry(reading.selection_id, one.entry),
            spoken=f"Open entry {number}",
        )
        blocks.append(section(_entry_line(number, one), f"audit:entry-{place}", open_it))
    blocks += [section(one, "audit:reading-open") for one in not_yet(reading)]
    blocks += actions("audit:reading-do", _about(reading))
    foot = "Each entry that you open is written into the member’s log."
    return Content("An audit.", [*blocks, context(foot, "audit:reading-foot")])


def _appeal(reading: Reading) -> list[Block]:
    """What the member appeals against, and their words, for whoever decides it."""
    made = reading.appeal
    if made is None:
        return []
    about = listed([_appealed(one, place) for one, place in made.about])
    head = f"{bold('Appeal')} of {day(made.made_on)}, against: {about}."
    return [section(head, "audit:appeal"), *_long(made.words, "audit:appeal")]


def _appealed(entry: int, place: int) -> str:
    """What an appeal is about, as the page counts it."""
    if entry == WHOLE_RECORD:
        return "the record as a whole"
    return f"entry {place}" if place else f"entry {entry}"


def _entry_line(number: int, one: EntryLine) -> str:
    parts = [f"{bold(f'Entry {number}')}"]
    parts += [_day(one.day)] if one.day else []
    parts += [duration(one.minutes)] if one.minutes else []
    parts += [one.state] if one.state else []
    found = f"{one.found} of {one.of} tests" if one.of else ""
    if one.not_met:
        found = f"{found}, not met"
    if one.asked:
        found = f"{found}, asked"
    return f"{' · '.join(parts)}\n{found}".strip()


def _about(reading: Reading) -> list[Element | None]:
    selection, number = reading.selection, reading.selection_id
    at_work = selection.state in ("submitted", "in_review", "questions")
    mine = reading.me in selection.auditors
    agrees = may_agree(selection, reading.me) and reading.me not in selection.seconds
    ready = not selection.open_tests and selection.state == "in_review"
    more = reading.skip + ENTRIES < reading.total
    return [
        button("Decide", auditing.AskToDecide(number), style="primary") if ready and mine else None,
        button("Decide the appeal", auditing.AskToDecide(number), style="primary")
        if reading.of_appeal and selection.state == "appealed"
        else None,
        button("More entries", auditing.ShowReading(number, reading.skip + ENTRIES))
        if more
        else None,
        button("The record as a whole", auditing.ReadEntry(number, WHOLE_RECORD))
        if selection.record_tests
        else None,
        button("The rest is met", auditing.RestIsMet(number), confirm=_sure_of_the_rest(selection))
        if at_work and mine and selection.rest
        else None,
        button("I agree", auditing.Second(number)) if ready and mine and agrees else None,
        button("Go on without answers", auditing.GoOn(number))
        if selection.state == "questions" and mine
        else None,
    ]


def _sure_of_the_rest(selection: Selection) -> dict[str, Any] | None:
    """What asks for a second press where whole entries would be met unread: opening alone is kept
    nowhere by entry, so that it counts those of which nothing was kept.
    """
    count = len(selection.untouched)
    if not count:
        return None
    untouched = several(count, "entry", "entries")
    said = f"Nothing was kept yet of {untouched}. Is all of it met?"
    return asking_back("The rest is met?", said, "All are met", "Not yet")


def entry_kept(page: auditing.EntryKept) -> Content:
    """What was found is kept; one click opens the next entry in this view's place."""
    after = page.after
    kept_one = f"entry {after.place}" if after.place else "the record as a whole"
    left = f"{after.left:,} of {several(after.of, 'entry', 'entries')} still to be read."
    following: list[Element | None] = [
        button("Decide", auditing.AskToDecide(after.selection_id), style="primary")
        if after.may_decide
        else None
    ]
    if after.next_entry is not None:
        whole_next = after.next_entry == WHOLE_RECORD
        label = "The record as a whole" if whole_next else "Next entry"
        read_on = auditing.ReadEntry(after.selection_id, after.next_entry)
        following.append(button(label, read_on, style="primary"))
    skip = (max(after.place, 1) - 1) // ENTRIES * ENTRIES
    following.append(button("All entries", auditing.ShowReading(after.selection_id, skip)))
    return Content(
        "Kept.",
        [
            section(f"Kept: {kept_one}. {left}", "audit:kept"),
            *actions("audit:kept-do", following),
        ],
    )


def entry_form(form: auditing.EntryForm) -> View:
    """An entry's words, as they were handed in, and a verdict for each test."""
    one = form.entry
    blocks = _entry(one)
    title = "The record" if one.entry == WHOLE_RECORD else f"Round {one.number}: entry"
    if not one.may_find:
        return modal(Callback.ASIDE, title, blocks, close="Close")
    known = {each.test: each.verdict for each in one.findings}
    options = [option(label, value) for value, label in _VERDICTS]
    blocks += [
        asked(
            f"audit_test_{place}",
            test.capitalize(),
            radio(f"audit_test_{place}", options, known.get(test)),
            optional=True,
        )
        for place, test in enumerate(one.tests)
    ]
    kinds = [option(words.FINDINGS[kind], kind) for kind in FINDING_KINDS]
    blocks += [
        asked(
            "audit_kind",
            "Where one is not met: what it is",
            menu("audit_kind", "Choose one", kinds),
            optional=True,
        ),
        asked(
            "audit_reason",
            "Where one is not met: why",
            text_field("audit_reason", lines=True),
            hint="The member reads it.",
            optional=True,
        ),
        asked(
            "audit_question",
            "Where you ask: your question",
            text_field("audit_question", lines=True),
            hint="It goes to the member.",
            optional=True,
        ),
    ]
    return modal(
        ENTRY,
        title,
        blocks,
        carries=kept(
            selection=one.selection_id, entry=one.entry, tests=list(one.tests), kind=_READ_ON
        ),
        submit="Keep it",
    )


def _entry(one: EntryRead) -> list[Block]:
    said = one.said
    blocks: list[Block] = []
    if said:
        facts = [f"{bold(escape(str(said.get('title') or 'No title')))}", _facts(said)]
        blocks.append(section("\n".join(filter(None, facts)), "audit:facts"))
        for stage, label in _STAGES:
            if said.get(stage):
                blocks.append(section(bold(label), f"audit:{stage}"))
                blocks += _long(str(said[stage]), f"audit:{stage}")
        blocks += _evidence(one)
        changed = f"Saved {_day(one.logged_at[:10])}. " if one.logged_at else ""
        blocks.append(
            context(
                f"{changed}As it was handed in; what was changed later is not in it.", "audit:as"
            )
        )
    for place, each in enumerate(one.words):
        who = person(one.names.get(each.by_id, ""))
        test = f", {each.test}" if each.test else ""
        head = f"{_SAYS[each.kind]}{test} · {who}, {day(each.at.date())}"
        blocks.append(section(head, f"audit:said-{place}"))
        blocks += _long(each.words, f"audit:said-{place}")
    return blocks


def _facts(said: Mapping[str, Any]) -> str:
    days = list(dict.fromkeys(filter(None, (said.get("start_date"), said.get("end_date")))))
    parts = [" to ".join(_day(one) for one in days)] if days else []
    parts += [duration(said["minutes"])] if said.get("minutes") else []
    parts += [
        escape(str(said[name])) for name in ("type", "formality", "provider") if said.get(name)
    ]
    return " · ".join(parts)


def _day(iso: str) -> str:
    """A day as a snapshot keeps it, for people."""
    return day(date.fromisoformat(iso))


def _long(text: str, block: str) -> list[Block]:
    pieces = [text[start : start + _CHUNK] for start in range(0, len(text), _CHUNK)]
    return [
        plain_section(piece, f"{block}-{place}")
        for place, piece in enumerate(pieces[:_CHUNKS_MOST])
    ]


def _evidence(one: EntryRead) -> list[Block]:
    kept_ones = [each for each in one.said.get("evidence", ()) if isinstance(each, dict)]
    links = [words.said_of(each) for each in kept_ones if each.get("kind") != "file"]
    blocks: list[Block] = []
    if links:
        blocks.append(section(f"Evidence: {listed(links[:10])}", "audit:links"))
    for place, file in enumerate(one.files[:_FILES_MOST]):
        bring = button(
            "Bring it to me",
            auditing.BringEvidence(one.selection_id, one.entry, file.sha256),
            spoken=f"Bring file {place + 1}",
        )
        name = escape(file.name or "file")
        blocks.append(section(f"File: {name}", f"audit:file-{place}", bring))
    if not kept_ones:
        blocks.append(section("No evidence.", "audit:no-evidence"))
    return blocks


def read_entry(given: Carried, values: Values) -> auditing.Find:
    """A verdict for each test that was touched, why, and what is asked."""
    tests = given.get("tests")
    carried = tests if isinstance(tests, list) else []
    verdicts = {}
    for place, test in enumerate(carried):
        chosen = choice_in(values, f"audit_test_{place}")
        known = next((one for one in AUDIT_TESTS if one == test), None)
        if chosen is not None and known is not None:
            verdicts[known] = chosen
    return auditing.Find(
        whole(given, "selection"),
        whole(given, "entry"),
        verdicts,
        text_in(values, "audit_reason"),
        choice_in(values, "audit_kind") or "",
        text_in(values, "audit_question"),
    )


def decide_form(form: auditing.DecideForm) -> View:
    """The decision on the whole."""
    reading = form.reading
    selection = reading.selection
    not_met = len(selection.not_met)
    lines = [f"{bold(person(reading.name))}: {not_met} of {len(selection.entries)} not met."]
    if reading.second_recommended and not_met:
        lines.append(
            "For “not met”, two auditors are recommended: another one reads it and presses "
            "“I agree”. It is not forced."
        )
    outcomes = [option("The record is met", "met"), option("The record is not met", "not_met")]
    return modal(
        DECIDE,
        f"Round {reading.number}: decide",
        [
            section("\n".join(lines), "audit:decide"),
            asked("audit_outcome", "The whole", radio("audit_outcome", outcomes)),
            asked(
                "audit_words",
                "Your reasons",
                text_field("audit_words", lines=True),
                hint="The member reads them. Needed where the whole is not met.",
                optional=True,
            ),
        ],
        carries=kept(selection=reading.selection_id, kind=_READ_ON),
        submit="Decide",
    )


def decide_appeal_form(form: auditing.DecideAppealForm) -> View:
    """What of an appeal is upheld, and why."""
    reading = form.reading
    about = () if reading.appeal is None else reading.appeal.about
    options = [option(_appealed(one, place).capitalize(), str(one)) for one, place in about[:10]]
    return modal(
        DECIDE_APPEAL,
        f"Round {reading.number}: appeal",
        [
            *_appeal(reading),
            section("What you tick is upheld, and is met from today. The rest stays.", "audit:up"),
            asked("audit_upheld", "Upheld", checkboxes("audit_upheld", options), optional=True),
            asked("audit_words", "Your reasons", text_field("audit_words", lines=True)),
        ],
        carries=kept(selection=reading.selection_id),
        submit="Decide",
    )


def read_decide(given: Carried, values: Values) -> auditing.Decide:
    """The outcome and its reasons."""
    outcome = choice_in(values, "audit_outcome") or ""
    return auditing.Decide(whole(given, "selection"), outcome, text_in(values, "audit_words"))


def read_decide_appeal(given: Carried, values: Values) -> auditing.DecideAppeal:
    """What is upheld, and why."""
    upheld = frozenset(int(one) for one in choices_in(values, "audit_upheld") if one.isdecimal())
    return auditing.DecideAppeal(whole(given, "selection"), upheld, text_in(values, "audit_words"))


FORMS: Final = (
    FormLook(auditing.EntryForm, entry_form, ENTRY, read_entry),
    FormLook(auditing.DecideForm, decide_form, DECIDE, read_decide),
    FormLook(auditing.DecideAppealForm, decide_appeal_form, DECIDE_APPEAL, read_decide_appeal),
)
