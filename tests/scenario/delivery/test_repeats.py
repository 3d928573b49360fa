"""An export that has to be begun again brings no file twice, whatever made it begin again."""

from asyncio import wrap_future

from sandbox.faults import Matching
from storage.queues.jobs import Jobs
from tests.harness import Harness, Member

SHARE = "files.completeUploadExternal"


def _is(kind: str) -> Matching:
    return lambda given: f".{kind}" in str(given["files"])


def brought(member: Member) -> list[str]:
    """The files that a member was brought, by kind."""
    files = member.harness.sandbox.workspace.files
    shared = [files[file] for one in member.heard for file in one.file_ids]
    return [file.name.rpartition(".")[2] for file in shared]


async def test_where_slack_asks_to_wait_half_way(harness: Harness, technician: Member) -> None:
    """It was no attempt, and so was not counted as one: a file came twice once."""
    harness.expect_refusal("ratelimited")
    harness.sandbox.faults.rate_limited(SHARE, matching=_is("zip"))
    await technician.command("export")
    assert brought(technician) == ["zip"]


async def test_where_an_operator_has_it_tried_again(harness: Harness, technician: Member) -> None:
    harness.expect_refusal("storage_limit_reached")
    harness.expect_error("a job was set aside")
    harness.sandbox.faults.error(SHARE, "storage_limit_reached", matching=_is("zip"))
    await technician.command("export")
    assert brought(technician) == []
    database, now = harness.contexts.database, harness.contexts.clocks.real()
    await wrap_future(database.write(lambda: Jobs(database).reopen_aside(now)))
    await harness.quiet()
    assert brought(technician) == ["zip"]
