"""What schemes and their bodies are called, for people, and in forms."""

from datetime import date

from bot.policy.schemes.categories import pack_and_category, scheme_title
from bot.services.context.member_context import MemberContext


def title_of(ctx: MemberContext, scheme: str) -> str:
    """A scheme's name: "IMI TechSafe: ADAS"; by its key where its rules are gone."""
    name, category = pack_and_category(scheme)
    pack = ctx.rules.get(name)
    return scheme_title(pack.title if pack is not None else name, category)


def body_of(ctx: MemberContext, scheme: str) -> str:
    """What a scheme's body is called, for the middle of a sentence: "IMI"."""
    pack = ctx.rules.get(pack_and_category(scheme)[0])
    if pack is None:
        return scheme
    return pack.title.removesuffix(" register") if pack.account is None else pack.account.body


def days_word(scheme: str, first: date, last: date) -> str:
    """Days under a scheme as one word, as a form carries them."""
    return f"{scheme}|{first.isoformat()}|{last.isoformat()}"
