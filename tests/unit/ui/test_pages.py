"""Every page that an action may answer with has its looks, and Slack takes them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, get_args

import pytest

from bot.conversation.problems import Problem
from bot.conversation.tables.rows import RowRead, Why
from bot.policy.audits.settings import RoundSettings
from bot.policy.audits.vocabulary import ROUND_STATES, SELECTION_STATES
from bot.policy.scheme_facts import Leave
from bot.policy.schemes.registration import RECOGNITION, registration_on
from bot.policy.schemes.standing import EarlierCycle
from bot.policy.vocabulary import STAGES
from bot.services.admin import actions as admin
from bot.services.admin import document_actions as documents
from bot.services.admin.loaded_documents import LoadedDocument
from bot.services.admin.members import MemberRow, MemberScheme, MembersPage
from bot.services.admin.registrations import RegistrationView
from bot.services.admin.roles import Administrator
from bot.services.admin.rules import DecidedRule, OpenRule, RulesView
from bot.services.audits import audit_actions as auditing
from bot.services.audits import body_audit_actions as body_auditing
from bot.services.audits import drafting_actions as drafting
from bot.services.audits import handling_actions as handling
from bot.services.audits import lead_actions as leading
from bot.services.audits import naming_actions as naming
from bot.services.audits import seed_actions as seeding
from bot.services.audits.reading_views import AfterEntry
from bot.services.audits.views import Rounds
from bot.services.coaching import actions as coaching
from bot.services.coaching.availability import CoachView
from bot.services.context.coach_endpoint import CoachEndpoint
from bot.services.context.refused import Refused
from bot.services.data_rights import actions as data_rights
from bot.services.data_rights import audit_pack
from bot.services.data_rights import badge_actions as badging
from bot.services.data_rights.badges import BadgeView
from bot.services.data_rights.document_request import Offered
from bot.services.data_rights.erasure import ErasureView
from bot.services.data_rights.roots import Roots
from bot.services.dispatch import Form, Message, Mistaken
from bot.services.dispatch.pages import Heard, Say, Told
from bot.services.dispatch.questions import Explained, Line, Offer
from bot.services.evidence.actions import Unplaced, UnplacedFiles
from bot.services.importing import actions as importing
from bot.services.importing import calendar_actions
from bot.services.importing.previews import ColumnShown, RowShown
from bot.services.importing.undoing import Undone
from bot.services.members import actions as members
from bot.services.members.help import Help
from bot.services.members.settings import SchemeChoice
from bot.services.nudges import actions as planning
from bot.services.places import actions as places
from bot.services.record import actions as record
from bot.services.record.details_view import Change, EntryDetails
from bot.services.record.disallowing import WhoDisallows
from bot.services.record.entered import Entered, NotEntered
from bot.services.record.shared_with import ShareLine
from bot.services.record.undo import Reverted
from bot.services.schemes.history import CycleHistory
from bot.services.schemes.narrative import Ahead, PeriodNarrative, Quote
from bot.services.schemes.pages import Qualities, Standing, WhatIfShown
from bot.services.schemes.registration_facts import Registered
from bot.services.schemes.what_if import Supposition, WhatIf
from bot.services.sharing import actions as sharing
from bot.services.sharing.viewing import SharedEntry, SharedRecord, SharedRow, SharedToMe
from bot.services.sources import actions as sources
from bot.services.teams import actions as teams
from bot.services.teams.team_view import Asker, TeamPage, TeamRow, TeamStanding
from bot.ui.kit import pages
from bot.ui.kit.ids import Callback
from bot.ui.kit.info_modal import aside
from bot.ui.kit.page_looks import looks
from bot.ui.kit.pages import readers
from sandbox.refusals import check_message, check_view
from storage.archive.roots import RootRecord
from storage.row_types import EvidenceRecord
from storage.sources.sources import PersonRecord, SourceRecord, UnknownPerson
from storage.vocabulary import COACH_STATES
from tests.unit.ui.admin.builders import (
    TYPED,
    examined_framework,
    examined_pack,
    loaded_before,
)
from tests.unit.ui.audits import body_audit_builders as body_audits
from tests.unit.ui.audits import builders as audits
from tests.unit.ui.badge_builders import BADGES
from tests.unit.ui.builders import (
    JOB,
    NOW,
    TODAY,
    card_view,
    enrolment,
    entry,
    manager,
    member,
    put,
    qualities_view,
    registration_event,
    scheme_settings,
    scheme_standing,
    settings_view,
    suggestion,
)

ROWS = tuple(
    RowShown(number, RowRead("doubtful", why, title="<Isolation> " * 20, start=TODAY, end=TODAY))
    for number, why in enumerate(get_args(Why), start=1)
    if why
)

OPEN = OpenRule(
    "imi-register",
    "IMI register",
    "year.start",
    "cycle start",
    None,
    "",
    "the handbook",
    TODAY,
    "assumed",
    ("cycle start", "calendar year"),
)
LOADED = LoadedDocument("IMI TechSafe: ADAS", "1", TODAY, TODAY, "Priya Nair", "2")
DECIDED = DecidedRule("cmi", "CMI", "stages", "4", "", "confirmed", TODAY, TODAY, None)
ROW = TeamRow(4, "U4", "Priya Nair", (TeamStanding(scheme_standing(), 3),), can_remind=True)
SCHEME = MemberScheme("cmi", "CMI", TODAY, None, has_cycle=False)
MEMBER = MemberRow("U1", "Priya Nair", False, (SCHEME,), "U2", "asked")  # noqa: FBT003 - a record

CYCLE = {"title": "IMI", "start": "2025-06-01", "year": 2, "year_start": "2026-06-01"}

ENDPOINT = CoachEndpoint("127.0.0.1:8080", "tiny", "our own workshop")

SOURCE = SourceRecord(1, "Moodle", "cpd_1", NOW, None)
PERSON = PersonRecord(4, 1, "u-1042", None, None)

EARLIER = EarlierCycle(date(2022, 6, 1), date(2025, 5, 31), 9200, 9000, answer="registered")

WHAT_IF = WhatIf(
    Supposition(without=12),
    (scheme_standing(cycle=3100, year=600),),
    "<Isolation> course",
)

QUOTE = Quote(12, "Isolation <course>", TODAY, "I now prove dead first")
NARRATIVE = PeriodNarrative(
    title="CMI",
    first=date(2025, 11, 22),
    today=TODAY,
    until=date(2027, 11, 21),
    entries=3,
    without_words=1,
    needs=(),
    did=(),
    learned=(QUOTE,),
    applied=(),
    changed=(),
    ahead=(),
    qualities=(),
    mirror=qualities_view(),
)
SHARED = SharedEntry(
    share_id=1,
    entry_id=12,
    owner="Ana Ortiz",
    until=TODAY,
    title="Isolation course",
    start=TODAY,
    end=TODAY,
    minutes=120,
    type="short course",
    provider="Bosch",
    subjects=("Radar",),
    stages=(("evaluate", "Proving dead"),),
    some_private=True,
    links=("https://example.org",),
    files=("certificate.pdf",),
)
SHARED_ROW = SharedRow(12, "Isolation course", TODAY, TODAY, 120, asked=True)
SHARE = ShareLine(1, 5, "Helen Ward", 12, "Isolation course", private_too=True, last_day=TODAY)
TO_ME = SharedToMe(2, 4, "Priya Nair", None, TODAY, asked=True)

MESSAGES: tuple[Message, ...] = (
    sharing.Sharing((), (), TODAY),
    sharing.Sharing((SHARE,), (TO_ME,), TODAY),
    sharing.Sharing(
        tuple(replace(SHARE, share_id=one, title="<" * 200) for one in range(40)),
        tuple(replace(TO_ME, share_id=one, owner="<" * 200) for one in range(40)),
        TODAY,
    ),
    record.NotEnteredPage(NotEntered("IMI", (), 0, 0), TODAY),
    record.NotEnteredPage(
        NotEntered(
            "IMI",
            tuple(replace(entry(), id=one, title="<" * 200) for one in range(1, 11)),
            1,
            31,
            frozenset({2}),
        ),
        TODAY,
    ),
    Say("released", {"member": "U1"}),
    Qualities(qualities_view()),
    WhatIfShown(WHAT_IF),
    WhatIfShown(WhatIf(Supposition(minutes=360, about="adas"), ())),
    Standing((scheme_standing(),)),
    Standing(()),
    Help(None, administrator=True),
    Help((scheme_standing(),), administrator=False),
    Help(None, administrator=True, more=True),
    Help(None, administrator=True, more=True, coach=True),
    Told(Explained((Line("cycle_start", CYCLE, "IMI CPD Policy"),), (Offer("set_date", "cmi"),))),
    Told(Explained((Line("theirs"),))),
    record.DraftMade(),
    UnplacedFiles(()),
    UnplacedFiles(
        (
            Unplaced(
                "file:1",
                ("<scan> & cert.pdf", "x" * 200, "b.heic", "c.heic"),
                TODAY,
                ("Evidence for <Isolation>", "New entry", "Forget it"),
                ("file_for_0", "file_new", "file_forget"),
            ),
        ),
        3,
    ),
    importing.ImportRows(12, "doubtful", ROWS, 1, 23),
    importing.ImportRows(12, "taken", (), 0, 0),
    importing.ImportRows(12, "skipped", ROWS, 1, 23, archive=True),
    importing.ImportUndone(Undone(12, ((7, "<Isolation> & braking"),), 30)),
    importing.ImportUndone(Undone(0, (), 0)),
    record.TakenBack((Reverted(entry(), besides=("begun",)),)),
    record.TakenBack(()),
    record.EntryList((card_view(entry(id=13, status="logged")),), 2026, 1, 99),
    record.EntryList((), None, 0, 0),
    record.EntryList((card_view(entry(id=13, status="logged")),), None, 0, 12, "waiting"),
    record.EntryList((), None, 0, 0, "waiting"),
    record.EntryList((card_view(entry(id=13, status="logged")),), None, 1, 12, "evaluation"),
    record.EntryList((), None, 0, 0, "evaluation"),
    members.Settings(settings_view()),
    members.CycleNews(scheme_standing()),
    members.EarlierCycles(CycleHistory("IMI register", (EARLIER,), account=True)),
    members.EarlierCycles(CycleHistory("CMI", ())),
    planning.Snoozed(TODAY),
    teams.TeamShown(TeamPage((ROW,), 1, 3, 25, (Asker(3, "U4", "Priya Nair"),))),
    teams.Reminded("Priya Nair"),
    admin.AdminHelp(),
    admin.AdminHelp(coach=True),
    admin.Rules(RulesView((OPEN,), (DECIDED,), TODAY)),
    admin.Rules(RulesView((), (), TODAY, (LOADED, replace(LOADED, loaded_by=None)))),
    admin.Members(MembersPage((MEMBER,), 0, 10)),
    Roots((RootRecord("2026-10", "ab" * 32, 9, datetime(2026, 11, 1, tzinfo=UTC), ()),)),
    admin.Administrators((Administrator("U1", "Priya Nair", ("slack", "role")),)),
    admin.RoleGiven("U1"),
    admin.RoleTakenBack("U1", taken=True),
    admin.RuleDecided("year.start", "calendar year"),
    documents.DocumentLoaded("loaded", examined_framework()),
    documents.DocumentLoaded("loaded", examined_pack()),
    documents.DocumentLoaded("loaded_before", loaded_before()),
    places.EmojiChosen("cpd"),
    places.EmojiChosen("x" * 100, now=True),
    sources.SourceList(()),
    sources.SourceList(
        tuple(sources.SourceRow(replace(SOURCE, id=one), one, 2) for one in range(1, 25))
    ),
    sources.SourceList((sources.SourceRow(replace(SOURCE, revoked_at=NOW), 3, 2),)),
    sources.NobodyWaits("<Moodle>"),
    sources.Matched("U1"),
    sources.Matched(""),
    data_rights.ExportAsked(),
    data_rights.DocumentAsked(),
    badging.BadgesShown(BadgeView("<Ampere>", ())),
    badging.BadgesShown(BADGES),
    coaching.CoachSettings(CoachView(ENDPOINT, True, "on", False)),  # noqa: FBT003
    coaching.CoachSettings(CoachView(ENDPOINT, True, "never", True)),  # noqa: FBT003
    coaching.CoachSettings(CoachView(ENDPOINT, True, "off", False), already=True),  # noqa: FBT003
    coaching.CoachSettings(CoachView(None, False, "never", False)),  # noqa: FBT003
    coaching.CoachAdministration(CoachView(ENDPOINT, False, "never", False)),  # noqa: FBT003
    coaching.CoachAdministration(CoachView(None, False, "never", False)),  # noqa: FBT003
)

MESSAGES += (
    leading.RoundsShown(audits.ROUNDS),
    leading.RoundsShown(Rounds(())),
    *(leading.RoundShown(audits.round_view(state)) for state in ROUND_STATES),
    leading.RoundShown(audits.round_view("drafted", counting=True)),
    leading.PeopleShown(audits.PEOPLE),
    leading.DrawnShown(audits.DRAWN),
    leading.LogShown(audits.LOG),
    naming.WhichRound(((4, 1), (9, 2)), ("U1", "U2"), "auditor"),
    leading.ReportShown(1, audits.REPORT),
    leading.ReportShown(1, audits.FEW),
    seeding.SeedMade(1, "s" * 64),
    seeding.LineShown(1, "U1", "", audits.HASH, "a" * 33),
    *(
        auditing.ReadingShown(audits.reading(selection=audits.selection(state)))
        for state in SELECTION_STATES
    ),
    auditing.ReadingShown(
        audits.reading(of_appeal=True, selection=audits.selection("appealed"), appeal=audits.APPEAL)
    ),
    auditing.EntryKept(AfterEntry(7, 1, 13, 27, 40, next_entry=12)),
    auditing.EntryKept(AfterEntry(7, 1, 40, 0, 40, next_entry=0)),
    auditing.EntryKept(AfterEntry(7, 1, 0, 0, 40, may_decide=True)),
    *(auditing.OwnShown(audits.own(state)) for state in SELECTION_STATES),
)

MESSAGES += (
    *(body_auditing.BodyAuditShown(one) for one in body_audits.VIEWS),
    body_auditing.BodyAuditShown(body_audits.view("all", page=1)),
    body_auditing.BodyAuditAnew(body_audits.view("missing")),
)

REMOVED = Registered(registration_on((registration_event("removed"),), "imi-register", None, TODAY))
REGISTRATION = RegistrationView("U1", "Priya Nair", 9, "IMI TechSafe: ADAS", RECOGNITION, REMOVED)

ERASURE = ErasureView(
    entries=1,
    evidence=2,
    revisions=3,
    jobs=1,
    schemes=1,
    messages=4,
    access_lines=5,
    manager_name="Alex Reed",
    files=2,
    export_under_way=False,
    kept_files=3,
)

LINK = EvidenceRecord(12, "link", "https://a.example/x", NOW)
FILE = EvidenceRecord(
    entry_id=12,
    kind="file",
    url=f"sha256:{'a' * 64}",
    added_at=NOW,
    name=f"certificate <{'x' * 250}>.pdf",
    sha256="a" * 64,
    size=1_400_000,
    media_type="application/pdf",
    runs_out=date(2027, 5, 3),
)
FILES = tuple(replace(FILE, url=f"sha256:{number:064}") for number in range(25))
REVISION = Change(3, "edited", NOW, ("minutes",))

FORMS: tuple[Form, ...] = (
    importing.ColumnsForm(
        12,
        (
            ColumnShown("Date", ("14/03/2025", "<!channel>")),
            ColumnShown("<Course>", ("&" * 100, "*bold*", "x" * 100)),
            ColumnShown("x" * 200),
        ),
        {"title": 1, "date": 0},
    ),
    importing.ColumnsForm(
        12, tuple(ColumnShown(f"Column {at}") for at in range(150)), {"title": 120}
    ),
    importing.ColumnsForm(12, (), {}),
    importing.ColumnsForm(
        12,
        tuple(
            ColumnShown(f"{at} {'é' * 90}", ("é" * 100, "&" * 100, "ü" * 99)) for at in range(100)
        ),
        {"title": 1},
    ),
    importing.TakeForm(12, 10_000),
    importing.TakeForm(12, 1, archive=True),
    calendar_actions.WordForm(12),
    record.EditForm(entry()),
    record.EditForm(entry(), kept_whole=360_000),
    record.EditForm(
        entry(subjects=({"name": "Radar", "minutes": 30}, {"name": "Cameras", "minutes": None})),
        subjects=("Radar", "Cameras", "x" * 200),
    ),
    record.EditForm(entry(subjects=({"name": "Radar", "minutes": 30},)), types_subjects=True),
    record.EditForm(
        entry(subjects=({"name": "group A", "minutes": 30}, {"name": "group B", "minutes": None})),
        groups=("group A", "group B"),
    ),
    record.EditForm(entry(), 200, (LINK,)),
    record.EditForm(entry(), 200, (LINK, FILE)),
    record.EditForm(entry(), None, FILES),
    record.SubjectMinutesForm(
        entry(),
        tuple({"name": f"{number} {'x' * 200}", "minutes": number or None} for number in range(12)),
    ),
    record.EvidenceForm(12),
    record.DetailsForm(EntryDetails(card_view(), (LINK,), (REVISION,), "Europe/London")),
    record.DetailsForm(EntryDetails(card_view(), FILES, (REVISION,), "Europe/London")),
    record.CopyForm(card_view()),
    record.CopyForm(
        card_view(
            entry(status="logged"),
            entered=(
                Entered("IMI"),
                Entered("CMI", TODAY),
                Entered("The <Institute>", TODAY, changed_since=True),
            ),
        )
    ),
    record.NarrativeForm(NARRATIVE),
    record.NarrativeForm(
        replace(
            NARRATIVE,
            learned=tuple(replace(QUOTE, words="*word* " * 400) for _ in range(200)),
            ahead=(Ahead("intention", "", None, "<I will>"), Ahead("planned", "A", TODAY)),
        )
    ),
    record.NarrativeForm(replace(NARRATIVE, entries=0, learned=())),
    record.WithoutForm(WHAT_IF),
    record.AnswerForm(12, put("evaluate")),
    record.AnswerForm(12, put("evaluate"), "", suggestion(kind="question", words="Why so?")),
    record.DisallowedForm(12, WhoDisallows("imi-register", "IMI", TODAY, TODAY, "IMI register")),
    record.NewDateForm(entry(status="planned"), TODAY),
    record.LogForm(),
    record.LogForm(plan=True),
    record.LogForm("The charging fault last week"),
    planning.WriteUpForm(5, None, TODAY),
    planning.WriteUpForm(None, 3, TODAY),
    planning.WriteUpForm(5, None, TODAY, passed=TODAY),
    members.SchemeForm((SchemeChoice("cmi", "CMI", "Chartered Management Institute"),)),
    members.CycleForm(scheme_settings()),
    members.JoinedForm(scheme_settings()),
    members.OpeningForm(scheme_settings()),
    members.CycleShowedForm(scheme_standing()),
    members.CycleShowedForm(
        scheme_standing(
            of=enrolment(
                cycle_start=date(2023, 6, 1),
                enrolled_on=date(2023, 6, 1),
                outcomes={"2023-06-01": {"showed": "8500", "showed_on": "2026-06-09"}},
            )
        )
    ),
    members.RegistrationForm(scheme_settings(), TODAY),
    members.LeaveForm(None, TODAY),
    members.LeaveForm(Leave("parental", TODAY), TODAY),
    members.RegistrationForm(scheme_settings(registered=REMOVED), TODAY),
    members.JobForm(JOB, TODAY),
    members.JobForm(None, TODAY),
    members.JobForm(JOB, TODAY, ("Service advisor", TODAY), "held:7"),
    members.ManagerForm(manager()),
    members.ManagerForm(None),
    members.WorkingTimeForm(member(), "England"),
    members.NudgesForm(member()),
    members.PrivacyForm(member()),
    admin.MemberRegistrationForm(REGISTRATION, TODAY),
    admin.RuleForm(OPEN, TODAY),
    admin.RuleForm(DECIDED, TODAY),
    documents.LoadForm(documents.Typed()),
    documents.LoadForm(TYPED, (("imi-techsafe", "IMI TechSafe"),), ("Line 1: wrong",) * 500),
    documents.LoadForm(TYPED, examined=examined_framework()),
    documents.LoadForm(TYPED, examined=examined_pack(), changed=True),
    places.EmojiForm("cpd"),
    places.EmojiForm("x" * 100),
    sources.MatchForm(SOURCE, (UnknownPerson(PERSON, 3, NOW),)),
    sources.MatchForm(
        replace(SOURCE, name="*" * 80),
        tuple(
            UnknownPerson(replace(PERSON, id=one, external_id="<" * 200), 1000, NOW)
            for one in range(1, 101)
        ),
        more=True,
        matched="U1",
    ),
    data_rights.DocumentForm(Offered((), cycles=False, today=TODAY)),
    data_rights.DocumentForm(Offered((), cycles=False, today=TODAY, private=7)),
    data_rights.DocumentForm(
        Offered((("imi-register", "IMI register"), ("cmi", "CMI")), cycles=True, today=TODAY)
    ),
    badging.BadgeForm(BADGES, "Ana <Ortiz>" * 20),
    sharing.ShareForm(12, "<Isolation> course", TODAY),
    sharing.ShareForm(None, None, TODAY),
    sharing.SignOffForm(3, 2, "Ana <Ortiz>"),
    sharing.SharedEntryForm(SHARED),
    sharing.SharedEntryForm(
        replace(
            SHARED,
            title=None,
            stages=tuple((one, "*word* " * 1500) for one in STAGES),
            links=("https://example.org/" + "x" * 900,) * 30,
            files=("<" * 255,) * 30,
            asked=3,
        )
    ),
    sharing.SharedRecordForm(SharedRecord(1, "Ana Ortiz", TODAY, (SHARED_ROW,) * 1, 1, 3, 21)),
    sharing.SharedRecordForm(SharedRecord(1, "<" * 90, TODAY, (), 0, 1, 0)),
    *(sharing.NoLongerShared(where) for where in get_args(sharing.Where)),
    data_rights.EraseForm(ERASURE),
    data_rights.EraseForm(replace(ERASURE, file_under_way=True)),
    members.HelpForm(),
    coaching.WhatWasSent(suggestion(), "127.0.0.1:8080"),
    coaching.WhatWasSent(suggestion(sent="word " * 3000), ""),
    *(coaching.SuggestionForm(suggestion(state=state)) for state in COACH_STATES),
    coaching.SuggestionForm(suggestion(kind="missing", words="which vehicle it was")),
)

FORMS += (
    drafting.DraftForm((("cmi", "CMI"),), TODAY),
    drafting.RedraftForm(1, 1, "5 %", ((3, "<Ana> & " + "x" * 90), (4, ""))),
    drafting.RedraftForm(1, 1, "12", ()),
    drafting.RedraftForm(1, 1, "5 %", (), 44, 3),
    drafting.RedraftForm(1, 1, "12", (), 4, None),
    leading.PeopleForm(1, 1),
    seeding.CommitForm(1, 1),
    seeding.RevealForm(1, 1),
    leading.ReasonForm(1, 1, cancels=True),
    leading.ReasonForm(1, 1, cancels=False),
    leading.PassOnForm(1, 1),
    handling.ReaderForm(7, of_appeal=True),
    handling.ReaderForm(7, of_appeal=False, offered=(("U1", "<Ana> & " + "x" * 90),)),
    handling.DayForm(7, appeals=True, today=TODAY),
    handling.DaysForm(RoundSettings(appeal_days=None)),
    auditing.EntryForm(audits.entry_read()),
    auditing.EntryForm(audits.entry_read(may_find=False)),
    auditing.EntryForm(audits.entry_read(entry=0, said={}, tests=("continuous",))),
    auditing.DecideForm(audits.reading()),
    auditing.DecideAppealForm(audits.reading(of_appeal=True, appeal=audits.APPEAL)),
    auditing.HandInForm(audits.own("told"), 12),
    auditing.AnswerForm(audits.own("questions"), 1),
    auditing.AppealForm(audits.own()),
    audit_pack.PackForm(audit=1, body="IMI", answers=2, whole=5),
    body_auditing.BodyAuditForm(body_audits.OFFERED, TODAY),
    body_auditing.BodyAuditForm(body_audits.OFFERED, TODAY, body_audits.audit(), "cmi", TODAY),
    body_auditing.OutcomeForm(body_audits.audit("sent"), "<IMI>", TODAY),
)


def kinds_of(page: type[Any]) -> set[type[Any]]:
    """Every kind of page of the product, however deep."""
    found = {kind for kind in page.__subclasses__() if kind.__module__.startswith("bot.")}
    return found.union(*(kinds_of(kind) for kind in found)) if found else found


def named(page: object) -> str:
    return type(page).__name__


def test_there_is_one_of_each_kind_here() -> None:
    assert {type(one) for one in MESSAGES} == kinds_of(Message) - {Heard}  # that is never shown
    assert {type(one) for one in FORMS} == kinds_of(Form)


def test_each_kind_has_its_looks_and_nothing_else_has_any() -> None:
    assert set(looks().messages) == kinds_of(Message) - {Heard}
    assert set(looks().forms) == kinds_of(Form)


@pytest.mark.parametrize("page", MESSAGES, ids=named)
def test_a_message_says_something_beside_a_click_and_over_home(page: Message) -> None:
    content = pages.message(page, "U0BOT")
    assert content.text.strip()
    assert check_message({"text": content.text, "blocks": list(content.blocks)}) is None
    assert check_view(aside(content), surface="modal") is None


@pytest.mark.parametrize("page", FORMS, ids=named)
def test_a_form_is_one_that_slack_takes_and_somebody_reads(page: Form) -> None:
    view = pages.form(page)
    assert check_view(view, surface="modal") is None
    if "submit" in view:
        assert view["callback_id"] == looks().forms[type(page)].callback
        assert view["callback_id"] in readers()
    else:
        assert view["callback_id"] == Callback.ASIDE


def test_a_form_with_nothing_to_ask_only_says_so() -> None:
    view = pages.form(members.SchemeForm(()))
    assert view["callback_id"] == Callback.ASIDE
    assert "submit" not in view


def test_what_is_mistaken_stands_by_its_field_in_words() -> None:
    mistaken = Mistaken(
        {
            "title": Refused("say_what_it_was"),
            "from_date": Problem("future_done", "start", "2026-12-24"),
        }
    )
    words = pages.mistakes(mistaken)
    assert words["title"] == "Say in a few words what it was."
    assert "24 Dec 2026" in words["from_date"]
