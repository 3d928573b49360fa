"""An export that has to be begun again brings no file twice, whatever made it begin again."""

from asyncio import wrap_future

from sandbox.faults import Matching
from storage.queues.jobs import Jobs
from tests.world import Member, World

SHARE = "files.completeUploadExternal"


def _is(kind: str) -> Matching:
    return lambda given: f".{kind}" in str(given["files"])


def brought(member: Member) -> list[str]:
    """The files that a member was brought, by kind."""
    files = member.world.sandbox.workspace.files
    shared = [files[file] for one in member.heard for file in one.file_ids]
    return [file.name.rpartition(".")[2] for file in shared]


async def test_where_slack_asks_to_wait_half_way(world: World, technician: Member) -> None:
    """It was no attempt, and so was not counted as one: the first file came twice once."""
    world.expect_refusal("ratelimited")
    world.sandbox.faults.rate_limited(SHARE, matching=_is("csv"))
    await technician.command("export")
    assert brought(technician) == ["json", "csv"]


async def test_where_an_operator_has_it_tried_again(world: World, technician: Member) -> None:
    world.expect_refusal("storage_limit_reached")
    world.expect_error("a job was set aside")
    world.sandbox.faults.error(SHARE, "storage_limit_reached", matching=_is("csv"))
    await technician.command("export")
    assert brought(technician) == ["json"]
    database, now = world.contexts.database, world.contexts.clocks.real()
    await wrap_future(database.write(lambda: Jobs(database).reopen_aside(now)))
    await world.quiet()
    assert brought(technician) == ["json", "csv"]
