"""What becomes of a message when we ourselves fail at it: nobody else waits, none is doubled."""

from collections.abc import Sequence

from sqlalchemy import text
from sqlmodel import Session

from bot.delivery.content import Failed, Letter, Outgoing
from bot.delivery.message_delivery import ATTEMPTS, LOOKS
from storage.queues.outbox import OutboxItem
from tests.integration.delivery.harness import DeliveryHarness
from tests.running import BEN, EchoRenderer


class Clumsy(EchoRenderer):
    """Trips: `mistakes` while rendering, `afterwards` when told that it was sent."""

    def __init__(self, mistakes: int = 0, afterwards: int = 0) -> None:
        super().__init__()
        self.mistakes = mistakes
        self.afterwards = afterwards

    def outgoing(self, item: OutboxItem) -> Outgoing:
        if self.mistakes and item.values.get("text") == "tricky":
            self.mistakes -= 1
            return Failed(ZeroDivisionError())
        return super().outgoing(item)

    def sent(self, session: Session, item: OutboxItem) -> None:
        if self.afterwards:
            self.afterwards -= 1
            raise ZeroDivisionError
        super().sent(session, item)


async def test_our_own_mistake_is_tried_again_some_times(harness: DeliveryHarness) -> None:
    async with harness.sending(Clumsy(mistakes=1)):
        row = await harness.write("tricky")
        await harness.until_state(row, "unknown")
        harness.later(seconds=31)
        await harness.until_looked(row, 1)
        harness.later(seconds=31)
        await harness.until_state(row, "sent")
    assert harness.said() == ["tricky"]


async def test_a_mistake_that_stays_is_set_aside_and_stops_nobody_else(
    harness: DeliveryHarness,
) -> None:
    async with harness.sending(Clumsy(mistakes=100)):
        row = await harness.write("tricky")
        await harness.until_tried_again(row, 0)
        for _ in range(ATTEMPTS - 2):
            attempts = (await harness.row(row)).attempts
            harness.later(minutes=15)
            await harness.until_tried_again(row, attempts)
        harness.later(minutes=15)
        await harness.until_state(row, "aside")
        after = await harness.write("plain")
        await harness.until_state(after, "sent")
    assert harness.said() == ["plain"]


async def test_a_mistake_after_it_was_posted_does_not_post_it_again(
    harness: DeliveryHarness,
) -> None:
    clumsy = Clumsy(afterwards=1)
    async with harness.sending(clumsy):
        row = await harness.write("Saved.")
        await harness.until_state(row, "unknown")
        harness.later(seconds=31)
        await harness.until_state(row, "sent")
    assert harness.said() == ["Saved."]
    assert len(clumsy.told) == 1
    assert len(harness.sandbox.calls_of("chat.postMessage")) == 1


async def test_what_can_never_be_noted_is_set_aside_and_its_lane_goes_on(
    harness: DeliveryHarness,
) -> None:
    clumsy = Clumsy(afterwards=ATTEMPTS)
    async with harness.sending(clumsy):
        row = await harness.write("Saved.")
        behind = await harness.write("And now?")
        for attempt in range(ATTEMPTS - 1):
            await harness.until_tried_again(row, attempt)
            harness.later(minutes=15)
        await harness.until_state(row, "aside")
        await harness.until_state(behind, "sent")
    assert harness.said() == ["Saved.", "And now?"]
    assert clumsy.lost == ["test:Saved."]


class Refused(EchoRenderer):
    """Asks the database for what it never has, to render what is tricky; `answers` from then on."""

    def __init__(self) -> None:
        super().__init__()
        self.answers = False

    def render(self, session: Session, items: Sequence[OutboxItem]) -> list[Letter]:
        if not self.answers and any(item.values.get("text") == "tricky" for item in items):
            session.connection().execute(text("SELECT missing FROM nowhere"))
        return super().render(session, items)


async def test_what_the_database_will_not_have_rendered_holds_up_nobody_else(
    harness: DeliveryHarness,
) -> None:
    row = await harness.write("tricky")
    other = await harness.write("for Ben", to=BEN.id)
    async with harness.sending(Refused()):
        await harness.until_state(other, "sent")
        await harness.until_state(row, "unknown")
    assert harness.said() == []


async def test_what_was_sent_is_noted_though_what_stands_behind_it_cannot_be_rendered(
    harness: DeliveryHarness,
) -> None:
    refused = Refused()
    held = harness.sandbox.faults.hold("chat.postMessage")
    async with harness.sending(refused):
        row = await harness.write("Saved.")
        await held.reached()
        behind = await harness.write("tricky")
        held.release()
        await harness.until_state(row, "sent")
        await harness.until_state(behind, "unknown")
        refused.answers = True
        for looks in range(1, LOOKS):
            harness.later(seconds=31)
            await harness.until_looked(behind, looks)
        harness.later(seconds=31)
        await harness.until_state(behind, "sent")
    assert harness.said() == ["Saved.", "tricky"]
    assert len(harness.sandbox.calls_of("chat.postMessage")) == 2
