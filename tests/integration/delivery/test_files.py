"""Files in conversations: shared under a name of their own, and deleted."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest

from bot.delivery.files import DELETE, PLACE, SHARE, Files, unique_name
from bot.delivery.pacing import Pacing
from bot.delivery.slack import NotNow, Refused, SlackTrouble, Unclear
from sandbox.faults import Faults
from sandbox.server import Sandbox
from storage.queues.jobs import Job
from tests.integration.delivery.harness import WORKSPACE, MovedClock, clients_for
from tests.running import ANA

Fail = Callable[[Faults], object]

JOB = Job(
    id=1,
    workspace_id="T1",
    member_id=1,
    lane="member:1",
    kind="export",
    values={},
    attempts=1,
    fence=1,
    created_at=datetime(2026, 11, 21, 10, tzinfo=UTC),
)


class Shelf:
    """Files brought to Ana."""

    def __init__(self, sandbox: Sandbox, http: aiohttp.ClientSession) -> None:
        self.sandbox = sandbox
        self.ana = sandbox.person(ANA.id)
        self._files = Files(clients_for(sandbox, http, lambda: Pacing(MovedClock())), 5)

    async def share(self, name: str = "record.json", content: bytes = b"{}") -> str:
        channel = self.sandbox.workspace.dm_of(ANA.id).id
        return await self._files.share(
            WORKSPACE, channel, name=name, content=content, comment="Here it is."
        )

    async def delete(self, file_id: str) -> None:
        await self._files.delete(WORKSPACE, file_id)


@pytest.fixture
def shelf(sandbox: Sandbox, http: aiohttp.ClientSession) -> Shelf:
    return Shelf(sandbox, http)


def test_a_file_keeps_its_name_and_another_job_gives_it_another() -> None:
    again = replace(JOB, attempts=3, fence=7)
    anew = replace(JOB, created_at=JOB.created_at + timedelta(microseconds=1))
    names = [unique_name("record.json", job) for job in (JOB, again, anew, replace(JOB, id=2))]
    assert names[0] == names[1]
    assert len(set(names)) == 3
    assert all(name.startswith("record-") and name.endswith(".json") for name in names)
    assert unique_name("record.csv", JOB) != unique_name("record.json", JOB)


async def test_a_file_is_shared_with_a_sentence_and_its_content(shelf: Shelf) -> None:
    file_id = await shelf.share("record-1f.json", b'{"entries": []}')
    [message] = shelf.ana.messages()
    assert (message.text, message.file_ids) == ("Here it is.", (file_id,))
    workspace = shelf.sandbox.workspace
    assert workspace.files[file_id].name == "record-1f.json"
    assert workspace.file_contents[file_id] == b'{"entries": []}'


@pytest.mark.parametrize(
    "fail",
    [
        lambda faults: faults.drop(PLACE, after=True),
        lambda faults: faults.server_error(PLACE),
        lambda faults: faults.rate_limited(PLACE),
    ],
    ids=["dropped", "500", "limited"],
)
async def test_until_it_is_shared_nobody_sees_anything_of_a_file(shelf: Shelf, fail: Fail) -> None:
    fail(shelf.sandbox.faults)
    with pytest.raises(NotNow):
        await shelf.share()
    assert shelf.ana.messages() == []
    await shelf.share()
    assert len(shelf.ana.messages()) == 1


@pytest.mark.parametrize(
    ("fail", "kind"),
    [
        (lambda faults: faults.drop(SHARE, after=True), Unclear),
        (lambda faults: faults.server_error(SHARE), Unclear),
        (lambda faults: faults.error(SHARE, "channel_not_found"), Refused),
    ],
    ids=["dropped", "500", "refused"],
)
async def test_whether_it_was_shared_is_told_as_it_is_known(
    shelf: Shelf, fail: Fail, kind: type[SlackTrouble]
) -> None:
    fail(shelf.sandbox.faults)
    with pytest.raises(kind):
        await shelf.share()


async def test_a_deleted_file_is_gone_and_may_be_deleted_again(shelf: Shelf) -> None:
    file_id = await shelf.share()
    await shelf.delete(file_id)
    assert shelf.ana.messages()[0].file_ids == ()
    await shelf.delete(file_id)
    await shelf.delete("F0NEVER000")


async def test_a_file_that_slack_does_not_let_us_delete_is_told(shelf: Shelf) -> None:
    file_id = await shelf.share()
    shelf.sandbox.faults.error(DELETE, "cant_delete_file")
    with pytest.raises(Refused):
        await shelf.delete(file_id)
