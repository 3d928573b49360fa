"""What stands behind a card: verdicts with reason and source, evidence, history, and plain text."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.services.record.card_view import CardView
from bot.services.record.details_view import HISTORY_MOST, Change, EntryDetails, changes_in
from bot.ui.record.details import copied, details
from storage.row_types import EvidenceRecord, RevisionNote
from tests.unit.ui.builders import NOW, OWN_LINE, card_view, enrolment, entry, packs
from tests.unit.ui.reading import texts, words_on_buttons

LINK = EvidenceRecord(12, "link", "https://bosch.example/certificate", NOW)
SAVED = Change(3, "saved", datetime(2026, 11, 20, 14, 5, tzinfo=UTC))
EDITED = Change(4, "edited", NOW, ("minutes",))


def read(
    card: CardView,
    evidence: tuple[EvidenceRecord, ...] = (),
    history: tuple[Change, ...] = (),
) -> str:
    shown = details(EntryDetails(card, evidence, history, "Europe/London"))
    assert "submit" not in shown
    return "\n".join(texts(shown["blocks"]))


def test_a_draft_has_each_verdict_with_its_reason_source_and_version() -> None:
    said = read(card_view())
    assert "Draft · Fri 20 Nov 2026 · 2 h · Bosch · short course, formal" in said
    assert "*IMI register*: 2 credits once you have answered (1 an hour, assumed)" in said
    assert "✓ Current: " in said
    assert "– Authentic: Saving says that you did this yourself." in said
    assert "– Relevant: Add one line of your own: how it helps in your job." in said
    assert "Compliance Policy a and c" in said
    assert f"Rules: {packs()['imi-register'].version}." in said
    assert "Reflect – · Plan – · Act ✓ · Evaluate –" in said
    assert "A manager never sees: what you write, titles, or evidence itself." in said
    assert "IMI goes by your IMI account." in said


def test_each_scheme_has_its_own_verdicts() -> None:
    schemes = [enrolment(), enrolment("cmi", id=8, cycle_start=None), enrolment("imi-techsafe")]
    said = read(card_view(enrolments=schemes))
    assert "*CMI*: kept once saved" in said
    assert "No evaluation yet" in said
    assert "*IMI TechSafe*: " in said
    assert "I cannot say yet" in said


def test_ready_for_audit_is_said_of_saved_entries_with_evidence_alone() -> None:
    told = entry(status="logged", evaluate=OWN_LINE)
    assert "The tests are answered." in read(card_view(told, asked=False))
    assert "ready for audit" not in read(card_view(told, asked=False))
    draft = entry(evaluate=OWN_LINE)
    assert "ready for audit" not in read(card_view(draft, asked=False))
    kept = card_view(told, asked=False, links=(LINK.url,))
    assert "The tests are answered; ready for audit." in read(kept, (LINK,))


def test_evidence_provenance_and_history_stand_there_and_no_word_of_the_account() -> None:
    told = entry(
        status="logged",
        evaluate=OWN_LINE,
        private_stages=("evaluate",),
        provenance={"title": "read", "minutes": "edited", "evaluate": "typed", "times": "4"},
    )
    said = read(card_view(told, asked=False), (LINK,), (EDITED, SAVED))
    assert "https://bosch.example/certificate, added on 21 Nov" in said
    assert (
        "Title read in your message; duration as you changed it; evaluate as you answered." in said
    )
    assert "21 Nov, 10:00: changed duration (revision 4)\n20 Nov, 14:05: saved (revision 3)" in said
    assert "Evaluate ✓ private" in said
    assert "battery" not in said


def test_what_is_open_of_a_scheme_comes_first_and_what_is_met_with_its_source_in_small() -> None:
    view = details(EntryDetails(card_view(), (LINK,), (SAVED,), "Europe/London"))
    blocks = {one["block_id"]: "\n".join(texts([one])) for one in view["blocks"]}
    assert list(blocks) == [
        "details:head",
        "details:scheme:0",
        "details:source:0",
        "details:evidence",
        "details:stages",
        "details:history",
        "details:small",
    ]
    assert blocks["details:scheme:0"].splitlines()[1:3] == [
        "– Authentic: Saving says that you did this yourself.",
        "– Relevant: Add one line of your own: how it helps in your job.",
    ]
    assert "✓" not in blocks["details:scheme:0"]
    assert "✓ Current: " in blocks["details:source:0"]
    assert blocks["details:source:0"].count("Source: ") == 1


def test_changes_of_one_day_are_one_line_with_what_they_changed() -> None:
    first = Change(4, "edited", NOW - timedelta(minutes=9), ("title",))
    later = Change(6, "edited", NOW, ("end_date", "evidence", "title"))
    said = read(card_view(entry(status="logged")), history=(later, first, SAVED))
    assert (
        "21 Nov, 9:51 to 10:00: changed title, date and evidence (revisions 4 to 6)\n"
        "20 Nov, 14:05: saved (revision 3)"
    ) in said.replace("09:51", "9:51")


def test_a_change_is_what_differs_from_the_revision_before_and_never_its_words() -> None:
    notes = [
        RevisionNote(9, "edited", NOW, json.dumps({"title": "b", "minutes": 60})),
        RevisionNote(7, "saved", NOW, json.dumps({"title": "a", "minutes": 60})),
        RevisionNote(5, "erased", NOW, None),
    ]
    assert [one.fields for one in changes_in(notes)] == [("title",), (), ()]


def test_the_oldest_change_that_is_shown_is_held_against_one_that_is_not() -> None:
    notes = [
        RevisionNote(number, "edited", NOW, json.dumps({"minutes": number}))
        for number in range(HISTORY_MOST + 1, 0, -1)
    ]
    assert [one.fields for one in changes_in(notes)] == [("minutes",)] * HISTORY_MOST


def plain(card: CardView) -> list[tuple[str, str]]:
    """The fields with what stands in each, and that nothing in it is marked up."""
    shown = copied(card)["blocks"][1:]
    names, words = shown[::2], shown[1::2]
    assert all(one["text"]["type"] == "plain_text" for one in words)
    return [
        (name["text"]["text"].strip("*"), one["text"]["text"])
        for name, one in zip(names, words, strict=True)
    ]


def test_an_entry_is_copied_field_by_field_with_imis_own_stages() -> None:
    told = entry(
        status="logged", reflect="*why* <not>", plan="check the bracket first", evaluate=OWN_LINE
    )
    assert plain(card_view(told, asked=False, links=(LINK.url,))) == [
        ("Title", "High voltage isolation course"),
        ("Date", "Fri 20 Nov 2026"),
        ("Duration", "2 h"),
        ("Type", "short course"),
        ("Provider", "Bosch"),
        ("Planning", "check the bracket first"),
        ("Results", OWN_LINE),
        ("Reflection", "*why* <not>"),
        ("Evidence", LINK.url),
    ]


def test_for_cmi_the_stages_bear_cmis_names() -> None:
    told = entry(status="logged", reflect="x", evaluate="y", act="z")
    cmi = card_view(told, enrolments=[enrolment("cmi", cycle_start=None)], asked=False)
    assert copied(cmi)["title"]["text"] == "Copy for CMI"
    assert [name for name, _ in plain(cmi)][-3:] == ["Reflection", "Action", "Evaluation"]


def test_words_longer_than_a_block_go_on_in_the_next() -> None:
    told = entry(status="logged", evaluate="word " * 1000, provider=None, type=None)
    blocks = copied(card_view(told, asked=False))["blocks"]
    kept = [one["text"]["text"] for one in blocks if one["block_id"].startswith("copy:results:")]
    assert "".join(kept) == "word " * 1000
    assert all(len(one) <= 3000 for one in kept)


def test_days_of_a_course_are_copied_whole() -> None:
    told = entry(status="logged", start_date=date(2026, 11, 3), end_date=date(2026, 11, 5))
    assert ("Date", "3–5 Nov 2026") in plain(card_view(told, asked=False))


def test_an_entry_without_revisions_has_no_changes() -> None:
    """A draft's Details once failed."""
    assert changes_in(()) == ()


NOT_ACCEPTED = "IMI did not accept it"

OVER_A_YEAR = entry(
    status="logged", evaluate=OWN_LINE, start_date=date(2026, 5, 31), end_date=date(2026, 6, 3)
)


def test_what_is_split_says_what_lies_where_and_can_be_kept_whole() -> None:
    shown = card_view(OVER_A_YEAR, asked=False)
    assert "Split by day: 30 min in the CPD year to 31 May 2026, 1 h 30 min in the next." in read(
        shown
    )
    view = details(EntryDetails(shown, (), (), "Europe/London"))
    assert words_on_buttons(view["blocks"]) == [
        NOT_ACCEPTED,
        "Keep whole",
        "Without this one",
        "Share",
    ]


def test_what_is_split_at_the_border_of_a_cycle_says_that_it_is_one() -> None:
    starts = enrolment(cycle_start=date(2023, 6, 1))
    over_both = replace(OVER_A_YEAR, start_date=date(2026, 5, 31), minutes=80)
    said = read(card_view(over_both, enrolments=[starts], asked=False))
    assert "Split by day: 20 min in the cycle to 31 May 2026, 1 h in the next." in said


def test_what_stands_whole_over_a_border_says_so_and_can_be_split() -> None:
    shown = card_view(replace(OVER_A_YEAR, split_by_day=False), asked=False)
    assert "Counted whole on its last day, though it began before 1 Jun 2026." in read(shown)
    view = details(EntryDetails(shown, (), (), "Europe/London"))
    assert words_on_buttons(view["blocks"]) == [
        NOT_ACCEPTED,
        "Split by day",
        "Without this one",
        "Share",
    ]
    put_away = card_view(replace(OVER_A_YEAR, status="withdrawn"), asked=False)
    view = details(EntryDetails(put_away, (), (), "Europe/London"))
    assert words_on_buttons(view["blocks"]) == []


def test_what_an_earlier_release_did_not_know_of_an_entry_was_not_changed_since() -> None:
    before = {"title": "EV course", "minutes": 60}
    after = {"title": "EV course", "minutes": 90, "split_by_day": False}
    notes = [
        RevisionNote(2, "edited", NOW, json.dumps(after)),
        RevisionNote(1, "saved", NOW, json.dumps(before)),
    ]
    assert changes_in(notes)[0].fields == ("minutes",)


CERTIFICATE = EvidenceRecord(
    entry_id=12,
    kind="file",
    url=f"sha256:{'a' * 64}",
    added_at=NOW,
    name="Zertifikat <!channel> *ADAS*.pdf",
    sha256="a" * 64,
    size=1_400_000,
    media_type="application/pdf",
    runs_out=date(2027, 5, 3),
    facts={"person": {"value": "Somebody Else"}},
)


def test_files_stand_by_name_size_and_day_each_with_its_button() -> None:
    other = replace(CERTIFICATE, url=f"sha256:{'b' * 64}", name="photo.png", runs_out=None)
    ran_out = replace(other, url=f"sha256:{'c' * 64}", runs_out=date(2026, 1, 31), size=None)
    saved = card_view(entry(status="logged", evaluate=OWN_LINE), asked=False)
    shown = details(EntryDetails(saved, (LINK, CERTIFICATE, other, ran_out), (), "Europe/London"))
    said = "\n".join(texts(shown["blocks"]))
    assert "*Evidence*\nhttps://bosch.example/certificate, added on 21 Nov" in said
    assert ".pdf, 1.3 MB, added on 21 Nov, runs out on 3 May 2027" in said
    assert "photo.png, 1.3 MB, added on 21 Nov\n" in said
    assert "photo.png, added on 21 Nov, ran out on 31 Jan" in said
    assert words_on_buttons(shown["blocks"]).count("Send me the file") == 3
    assert "<!channel>" not in said
    assert "*ADAS*" not in said
    assert "Somebody Else" not in said


def test_of_very_many_files_ten_are_shown_and_the_others_counted() -> None:
    files = tuple(replace(CERTIFICATE, url=f"sha256:{number:064}") for number in range(13))
    shown = details(EntryDetails(card_view(), files, (), "Europe/London"))
    assert words_on_buttons(shown["blocks"]).count("Send me the file") == 10
    assert "3 more files in your export." in "\n".join(texts(shown["blocks"]))


def test_a_file_of_which_an_older_release_kept_the_hash_alone_is_called_file() -> None:
    bare = EvidenceRecord(12, "file", CERTIFICATE.url, NOW)
    assert "file, added on 21 Nov" in read(card_view(), (bare,))


def test_a_copy_names_files_beside_links() -> None:
    of = entry(status="logged", evaluate=OWN_LINE)
    kept = card_view(of, asked=False, links=(LINK.url,), files=("certificate.pdf",))
    assert f"{LINK.url}\ncertificate.pdf" in [text for _, text in plain(kept)]
