"""What a queued message says and what follows from it, by what its room declares of its kind.

No kind is known here by name. What is true now is read by services; words and blocks are
`bot.ui`'s.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby

from sqlmodel import Session

from bot.delivery.content import Failed, Home, Letter, Nothing, Outgoing, Post, Removal, Unknown
from bot.services.context.member_context import ContextFactory, MemberContext
from bot.services.context.message_kinds import Follows, MessageKind, tell_it_is_missed
from bot.ui.kit.blocks import Content
from bot.ui.kit.message_renderers import (
    GONE,
    PACKAGE,
    HomeTab,
    MessageRenderer,
    NotDue,
    Rendered,
    TakenAway,
    WordsGone,
    message_renderers,
)
from storage.engine.errors import StatementRefused, StorageUnavailable, translated
from storage.queues.outbox import OutboxItem
from storage.unit_of_work import UnitOfWork


class Rendering:
    """The renderer that delivery is given. `renderers` are ours, unless others are handed in; those
    of every kind that this process knows.
    """

    def __init__(
        self, contexts: ContextFactory, renderers: Mapping[str, MessageRenderer] | None = None
    ) -> None:
        self._office = contexts
        self._renderers = (
            message_renderers(contexts.kinds, PACKAGE) if renderers is None else renderers
        )

    def render(self, session: Session, items: Sequence[OutboxItem]) -> list[Letter]:
        """What to send now, in their order; each member is read once."""
        letters = []
        for (workspace_id, member_id), some in groupby(
            items, key=lambda item: (item.workspace_id, item.member_id)
        ):
            ctx = self._office.read_in(UnitOfWork(session, workspace_id), member_id)
            letters += [self._letter(ctx, item) for item in some]
        return letters

    def _letter(self, ctx: MemberContext | None, item: OutboxItem) -> Letter:
        """A message whose subject is gone, or no longer due, is taken back."""
        if ctx is None:
            return Letter(item, Nothing(GONE.reason), "", None)
        renderer = self._renderers.get(item.kind)
        try:
            with translated():
                outgoing = Unknown() if renderer is None else self._outgoing(renderer, ctx, item)
        except (StorageUnavailable, StatementRefused):
            raise  # the transaction is of no more use to the others either
        except Exception as error:  # noqa: BLE001 - that one's trouble, and not the others'
            outgoing = Failed(error)
        return Letter(item, outgoing, ctx.member.slack_id, ctx.member.im_channel)

    def _outgoing(
        self, renderer: MessageRenderer, ctx: MemberContext, item: OutboxItem
    ) -> Outgoing:
        kind = renderer.kind
        if item.ts is None and kind.still_due is not None:
            reason = kind.still_due(self._office, ctx, item)
            if reason is not None:
                return Nothing(reason)
        return _as_sent(kind, renderer.render(ctx, item), ctx, item)

    def sent(self, session: Session, item: OutboxItem) -> None:
        """What follows from having been said, in the transaction that marks it as sent."""
        kind = self._office.kinds.get(item.kind)
        if item.ts is None and kind is not None:
            self._then(kind.on_sent, session, item)

    def taken_back(self, session: Session, item: OutboxItem) -> None:
        """What follows from a message's not having gone, in the transaction that cancels it."""
        kind = self._office.kinds.get(item.kind)
        if kind is not None:
            self._then(kind.on_cancelled, session, item)

    def given_up(self, session: Session, item: OutboxItem) -> None:
        """What follows from setting it aside, of whatever kind it is."""
        kind = self._office.kinds.get(item.kind)
        self._then(tell_it_is_missed if kind is None else kind.on_given_up, session, item)

    def _then(self, follows: Follows | None, session: Session, item: OutboxItem) -> None:
        if follows is not None:
            follows(self._office, UnitOfWork(session, item.workspace_id), item)


def _as_sent(
    kind: MessageKind, rendered: Rendered, ctx: MemberContext, item: OutboxItem
) -> Outgoing:
    match rendered:
        case HomeTab(view, must_come):
            return Home(view, must_come=must_come)
        case NotDue(reason):
            return Nothing(reason)
        case TakenAway(reason):
            return Removal(reason)
        case WordsGone(content):
            return Post(content.text, content.blocks, must_come=True)
        case Content() as content:
            return Post(
                content.text,
                content.blocks,
                keep=kind.kept(ctx, item),
                plain=content.plain,
                new_blocks=content.new_blocks,
            )
