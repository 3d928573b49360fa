"""A unit of work: one transaction, opened for one workspace, with the repositories inside it."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlmodel import Session

from storage.archive.roots import Roots
from storage.audits.body_audits import BodyAudits
from storage.audits.rounds import AuditRounds
from storage.audits.selections import AuditSelections
from storage.badges.issued import IssuedBadges
from storage.coaching.suggestions import CoachSuggestions
from storage.coaching.usage import CoachCalls
from storage.data_rights.member_data import MemberData
from storage.engine.database import Database
from storage.importing.imports import Imports
from storage.importing.segments import Segments
from storage.importing.staging import Staging
from storage.member_snapshot import MemberFiles
from storage.members.members import Members
from storage.nudges.nudges import Nudges
from storage.nudges.write_ups import WriteUps
from storage.queues.inbox import InboxItem, finish
from storage.queues.job_requests import JobRecords
from storage.queues.message_requests import Messages
from storage.record.comparisons import Comparisons
from storage.record.entered import EnteredEntries
from storage.record.entries import Entries
from storage.record.follow_ups import FollowUps
from storage.record.held_messages import HeldMessages
from storage.record.overviews import Overviews
from storage.record.revisions import Revisions
from storage.record.stored_files import StoredFiles
from storage.record.undo import UndoSteps
from storage.repository import Unit
from storage.schemes.assessments import Assessments
from storage.schemes.enrolments import Enrolments
from storage.schemes.entry_traits import Traits
from storage.schemes.policy_documents import PolicyDocuments
from storage.schemes.registrations import Registrations
from storage.sharing.shares import Shares
from storage.sharing.sign_offs import SignOffs
from storage.sources.sources import Sources
from storage.sources.statements import SourceStatements
from storage.teams.teams import Teams
from storage.workspaces import Workspaces


class UnitOfWork:
    """Everything that one change may read and write; nothing is kept unless `commit` is called.

    Changes are held in memory until something is asked that could depend on them, or the commit.
    """

    def __init__(self, session: Session, workspace_id: str) -> None:
        self.session = session
        self.workspace_id = workspace_id
        self._unit = unit = Unit(session, workspace_id)
        self.files = MemberFiles(unit)
        self.undo = UndoSteps(unit)
        self.workspace = Workspaces(unit)
        self.members = Members(unit, self.files)
        self.enrolments = Enrolments(unit, self.files)
        self.policy_documents = PolicyDocuments(unit)
        self.registrations = Registrations(unit, self.files)
        self.entries = Entries(unit, self.undo)
        self.stored_files = StoredFiles(unit)
        self.entered = EnteredEntries(unit)
        self.shares = Shares(unit, self.files)
        self.sign_offs = SignOffs(unit)
        self.comparisons = Comparisons(unit)
        self.revisions = Revisions(unit)
        self.assessments = Assessments(unit)
        self.traits = Traits(unit)
        self.overviews = Overviews(unit)
        self.teams = Teams(unit)
        self.sources = Sources(unit)
        self.statements = SourceStatements(unit)
        self.nudges = Nudges(unit)
        self.messages = Messages(unit)
        self.jobs = JobRecords(unit)
        self.held = HeldMessages(unit)
        self.follow_ups = FollowUps(unit)
        self.write_ups = WriteUps(unit, self.files)
        self.coach = CoachSuggestions(unit)
        self.coach_calls = CoachCalls(unit)
        self.member_data = MemberData(unit)
        self.roots = Roots(unit)
        self.imports = Imports(unit)
        self.staging = Staging(unit)
        self.segments = Segments(unit)
        self.audit_rounds = AuditRounds(unit)
        self.selections = AuditSelections(unit)
        self.body_audits = BodyAudits(unit, self.files)
        self.issued_badges = IssuedBadges(unit)

    def finish(self, item: InboxItem) -> None:
        """Mark an event as worked off in this transaction. Raises LeaseLost if it is not ours."""
        finish(self.session, item)

    def write(self) -> None:
        """Write what was changed, without keeping it yet."""
        self._unit.finish()

    def commit(self) -> None:
        """Write what was changed, and keep everything."""
        self._unit.finish()
        self.session.commit()


@contextmanager
def unit_of_work(database: Database, workspace_id: str) -> Iterator[UnitOfWork]:
    """A transaction that writes for one workspace, rolled back unless committed."""
    with database.transaction() as session:
        yield UnitOfWork(session, workspace_id)


@contextmanager
def look(database: Database, workspace_id: str) -> Iterator[UnitOfWork]:
    """The same for reading alone: no write lock is taken, and commit has nothing to keep."""
    with database.snapshot() as session:
        yield UnitOfWork(session, workspace_id)
