"""How messages about what is shared are rendered, as the share or the request is at that moment.

To whom something is shared with, no word of it is said: it would stay in their conversation.
"""

from datetime import date
from typing import Final

from bot.policy.sharing import is_open
from bot.services.context.member_context import MemberContext
from bot.services.context.naming import name_of
from bot.services.record import actions as record
from bot.services.record.shared_with import facts_of, owners_today
from bot.services.sharing import actions as sharing
from bot.services.sharing import message_kinds as kinds
from bot.services.sharing.shares import entry_of
from bot.services.sharing.sign_offs import SignOffView, sign_off_view
from bot.ui.kit.blocks import Content, actions, button, section
from bot.ui.kit.formatting import bold, cut_title, near_day, person
from bot.ui.kit.message_renderers import GONE, MessageRenderer, Rendered, gone
from bot.ui.kit.said import plainly
from storage.queues.outbox import OutboxItem

_OVER: Final = "This is no longer shared with you."


def _told(ctx: MemberContext, item: OutboxItem) -> Rendered:
    share_id = item.values["share_id"]
    found = ctx.work.shares.get(share_id)
    owner = ctx.work.members.get(found.member_id) if found is not None else None
    if found is None or owner is None:
        return GONE if item.ts is None else plainly(_OVER, "share:over")
    if not is_open(facts_of(found), owners_today(ctx, owner)):
        return plainly(_OVER, "share:over")
    what = "their CPD record" if found.entry_id is None else "an entry of their CPD record"
    until = near_day(found.last_day, ctx.today)
    words = f"{person(name_of(owner))} shares {what} with you until {until}."
    return Content(
        "Somebody shares something with you.",
        [
            section(f"{words} Each look stands in their log.", f"share:{share_id}"),
            *actions(
                f"share:{share_id}:do",
                [button("Open it", sharing.OpenShared(share_id), style="primary")],
            ),
        ],
    )


def _made(ctx: MemberContext, item: OutboxItem) -> Rendered:
    share_id = item.values["share_id"]
    found = ctx.work.shares.get(share_id)
    viewer = ctx.work.members.get(found.viewer_id) if found is not None else None
    if found is None or viewer is None:
        return gone(item)
    entry = entry_of(ctx, found)
    what = (
        "your record" if found.entry_id is None else bold(cut_title(entry.title if entry else None))
    )
    who = person(name_of(viewer))
    if not is_open(facts_of(found), ctx.today):
        return plainly(f"{who} can no longer read {what}.", f"share:{share_id}")
    ask = None
    if found.entry_id is not None:
        ask = button("Ask for a sign-off", sharing.AskForSignOff(found.entry_id, found.viewer_id))
    private = ", with what you answered privately" if found.private_too else ""
    until = near_day(found.last_day, ctx.today)
    return Content(
        "Shared.",
        [
            section(f"{who} can read {what}{private}, until {until}.", f"share:{share_id}"),
            *actions(
                f"share:{share_id}:do", [button("Stop sharing", sharing.StopSharing(share_id)), ask]
            ),
        ],
    )


def _offer(ctx: MemberContext, item: OutboxItem) -> Rendered:
    """Whether it is to be shared; of several that the words name, which."""
    values = item.values
    whom, last_day = str(values["slack_id"]), str(values["last_day"])
    who = f"{person(str(values['name']))} until {near_day(date.fromisoformat(last_day), ctx.today)}"
    known = [ctx.work.entries.get(int(one), ctx.member.id) for one in values["entries"]]
    entries = [one for one in known if one is not None and one.status == "logged"]
    if values["entries"] and not entries:
        return gone(item)
    what = bold(cut_title(entries[0].title)) if entries else "your record"
    words = f"Share {what} with {who}?"
    if len(entries) > 1:
        words = f"Which one, to share with {who}?"
    buttons = [
        button(
            "Share it" if len(entries) < 2 else cut_title(one.title if one else None),
            sharing.ShareWithGuest(whom, last_day, one.id if one else None),
            number=number,
        )
        for number, one in enumerate(entries or (None,))
    ]
    return Content(
        "Shall I share it?",
        [section(words, "share:offer"), *actions("share:offer-do", buttons)],
    )


def _guest(ctx: MemberContext, item: OutboxItem) -> Rendered:
    values = item.values
    last_day = date.fromisoformat(values["last_day"])
    again = sharing.ShareWithGuest(
        values["slack_id"], values["last_day"], values["entry_id"], values["private_too"]
    )
    words = (
        f"{person(values['name'])} is a guest here, maybe from another company. Share it with them "
        f"all the same, until {near_day(last_day, ctx.today)}?"
    )
    share = button("Share with them", again)
    return Content(
        "Share it with a guest?",
        [section(words, "share:guest"), *actions("share:guest:do", [share])],
    )


def _ask(ctx: MemberContext, item: OutboxItem) -> Rendered:
    view = sign_off_view(ctx.work, item.values["sign_off_id"])
    if view is None:
        return GONE if item.ts is None else plainly(_OVER, "sign-off:over")
    match view.sign_off.state:
        case "confirmed":
            return plainly(f"You signed it off for {person(view.owner)}.", "sign-off:done")
        case "declined":
            return plainly("You declined to sign it off.", "sign-off:done")
        case "dropped":
            return plainly(_OVER, "sign-off:over")
        case "asked":
            return _asked(view, item.values["share_id"])


def _asked(view: SignOffView, share_id: int) -> Content:
    words = (
        f"{person(view.owner)} asks you to sign off an entry that they share with you. Read it "
        "first; you can decline."
    )
    opened = sharing.OpenShared(share_id, entry=view.sign_off.entry_id)
    return Content(
        "Somebody asks you to sign off an entry.",
        [
            section(words, f"sign-off:{view.sign_off.id}"),
            *actions(
                f"sign-off:{view.sign_off.id}:do",
                [button("Open it", opened, style="primary")],
            ),
        ],
    )


def _answered(ctx: MemberContext, item: OutboxItem) -> Rendered:
    view = sign_off_view(ctx.work, item.values["sign_off_id"])
    if view is None or view.entry is None:
        return gone(item)
    done = "has signed off" if view.sign_off.state == "confirmed" else "has declined to sign off"
    words = f"{person(view.reviewer)} {done} {bold(cut_title(view.entry.title))}."
    details = button("Details", record.ShowDetails(view.entry.id))
    return Content(
        "Your entry: an answer about its sign-off.",
        [
            section(words, f"sign-off:{view.sign_off.id}"),
            *actions(f"sign-off:{view.sign_off.id}:do", [details]),
        ],
    )


MESSAGES: Final = (
    MessageRenderer(kinds.TOLD, _told),
    MessageRenderer(kinds.MADE, _made),
    MessageRenderer(kinds.GUEST, _guest),
    MessageRenderer(kinds.OFFER, _offer),
    MessageRenderer(kinds.ASK, _ask),
    MessageRenderer(kinds.ANSWERED, _answered),
)
