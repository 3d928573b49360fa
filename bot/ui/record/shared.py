"""Who may read an entry, and what reviewers said of it, in its details."""

from collections.abc import Iterator
from typing import Final

from bot.services.record.details_view import EntryDetails
from bot.services.record.sign_offs import SignedOff
from bot.services.sharing import actions as sharing
from bot.ui.kit.blocks import Block, actions, button, section
from bot.ui.kit.escape import brief
from bot.ui.kit.formatting import bold, moment, near_day, person

_SIGN_OFFS_MOST: Final = 5
_LINE_MOST: Final = 200


def sharing_of(of: EntryDetails) -> Iterator[Block]:
    """What reviewers said of it, who may read it, and how somebody else may."""
    entry = of.card.entry
    if of.sign_offs:
        lines = [_sign_off(one, of) for one in of.sign_offs[-_SIGN_OFFS_MOST:]]
        yield section("\n".join([bold("Sign-off"), *lines]), "details:sign-offs")
    waiting = {one.reviewer_id for one in of.sign_offs if one.state == "asked"}
    for one in {one.viewer_id: one for one in of.shares}.values():
        ask = button(
            "Ask for a sign-off",
            sharing.AskForSignOff(entry.id, one.viewer_id),
            spoken=f"Ask {one.viewer} for a sign-off",
        )
        words = f"{person(one.viewer)} may read it until {near_day(one.last_day, of.card.today)}."
        asked = one.viewer_id in waiting
        yield section(words, f"details:share-{one.share_id}", None if asked else ask)
    if entry.status == "logged":
        yield from actions("details:share", [button("Share", sharing.AskToShare(entry.id))])


def _sign_off(one: SignedOff, of: EntryDetails) -> str:
    """ "Helen Ward signed it off on 21 Nov, 10:00: “Seen on two vehicles”"."""
    who, today = person(one.reviewer), of.card.today
    if one.answered_at is None:
        return f"{who} was asked on {moment(one.asked_at, of.zone, today)}, no answer yet"
    when = moment(one.answered_at, of.zone, today)
    if one.state == "declined":
        return f"{who} declined on {when}"
    changed = ", before it was changed" if one.changed_since else ""
    return f"{who} signed it off on {when}{changed}: “{brief(one.words, _LINE_MOST)}”"
