"""Which enrolment of a member's a key names, and in which category of a scheme they enrol."""

from collections.abc import Iterable, Sequence
from datetime import date

from bot.conversation.text import clean
from bot.policy.schemes.categories import CATEGORY_MOST, as_known, pack_and_category
from bot.policy.schemes.pack import Pack
from bot.services.context.refused import Refused
from storage.row_types import EnrolmentRecord


def enrolled_in(enrolments: Iterable[EnrolmentRecord], scheme: str) -> EnrolmentRecord | None:
    """The enrolment that a key names. A button that was made before its category was known names
    the pack alone: that is the one enrolment of the pack, and nothing where there are several.
    """
    pack, category = pack_and_category(scheme)
    of_pack = [one for one in enrolments if one.pack == pack]
    found = [one for one in of_pack if one.category == category]
    if not found and not category and len(of_pack) == 1:
        return of_pack[0]
    return found[0] if found else None


def category_of(pack: Pack, typed: str, enrolments: Sequence[EnrolmentRecord], on: date) -> str:
    """A category as somebody chose or typed it, in the way that the pack or one of their enrolments
    writes it. Raises Refused: no_such_scheme where the pack has none, category_too_long (`limit`).
    """
    known = pack.categories(on)
    if known is None and typed.strip():
        raise Refused("no_such_scheme")
    theirs = (one.category for one in enrolments if one.category)
    category = as_known(clean(typed).text, (*(known or ()), *theirs))
    if len(category) > CATEGORY_MOST:
        raise Refused("category_too_long", limit=CATEGORY_MOST)
    return category
