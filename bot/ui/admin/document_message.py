"""What those read whom a loaded pack or framework affects: what is asked for from when on."""

from collections.abc import Iterable
from typing import Final

from bot.policy.schemes.categories import scheme_title
from bot.services.admin import document_news
from bot.services.admin import message_kinds as kinds
from bot.services.admin.document_news import DocumentNews, changes_a_value
from bot.services.admin.policy_documents import FrameworkNews, PackNews
from bot.services.context.member_context import MemberContext
from bot.ui.admin.document_words import first_day, rule_change, subject_change
from bot.ui.kit.blocks import Block, Content, context, section
from bot.ui.kit.escape import brief, escape
from bot.ui.kit.formatting import bold
from bot.ui.kit.message_renderers import GONE, MessageRenderer, Rendered
from storage.queues.outbox import OutboxItem

CHANGES: Final = 12
"""How many changes are said; of the others, how many there are."""

_BEFORE: Final = "What was done before that day is judged as before."
_WHERE: Final = "`/cpd status` shows where you stand."


def document_told(news: DocumentNews, scheme: str) -> Content:
    """One message about all that was loaded together; `scheme` is what its pack is called."""
    blocks: list[Block] = []
    for place, one in enumerate(news.frameworks):
        title = scheme_title(scheme, one.framework.category)
        blocks.append(section(_words(title, one), f"document:{place}"))
    if news.pack is not None:
        blocks.append(section(_words(news.pack.version.pack.title, news.pack), "document:pack"))
    firsts = [one.framework.valid_from for one in news.frameworks]
    if news.pack is not None:
        firsts.append(news.pack.version.valid_from)
    foot = f"{_BEFORE} {_WHERE}" if all(firsts) else _WHERE
    return Content(
        "The rules of your CPD scheme change.", [*blocks, context(foot, "document:foot")]
    )


def _words(title: str, news: FrameworkNews | PackNews) -> str:
    if isinstance(news, FrameworkNews):
        own = news.framework
        version, since, corrects = own.version, own.valid_from, own.corrects
        changes = [subject_change(one) for one in news.changes]
    else:
        version, since = news.version.version, news.version.valid_from
        corrects = news.version.corrects
        changes = [rule_change(one) for one in news.changes if changes_a_value(one)]
    head = f"The rules of {bold(brief(title, 150))} change: version {escape(version)} holds "
    head += f"{first_day(since)}."
    if corrects is not None:
        head += f" Version {escape(corrects)} was loaded wrongly, and this one takes its place."
    return "\n".join([head, *_listed(changes)])


def _listed(changes: list[str]) -> Iterable[str]:
    for one in changes[:CHANGES]:
        yield f"• {brief(one, 200)}"
    if len(changes) > CHANGES:
        yield f"and {len(changes) - CHANGES} more"


def _document(ctx: MemberContext, item: OutboxItem) -> Rendered:
    pack = ctx.rules.get(str(item.values.get("pack")))
    news = document_news.news_for(ctx, item.values)
    return document_told(news, pack.title) if pack is not None and news else GONE


MESSAGES: Final = (MessageRenderer(kinds.DOCUMENT, _document),)
