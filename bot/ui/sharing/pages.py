"""How what is shared looks: chosen, listed, and read by the other in a window, where no word of it
stays behind in a conversation.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from bot.figures import day, duration, several
from bot.policy.sharing import LONGEST, SharePeriod
from bot.policy.vocabulary import Stage
from bot.services.record.shared_with import ShareLine
from bot.services.sharing import actions as sharing
from bot.services.sharing.sign_offs import WORDS_MOST
from bot.services.sharing.viewing import SharedEntry, SharedRecord, SharedRow, SharedToMe
from bot.ui.kit.blocks import (
    Block,
    Content,
    Element,
    View,
    actions,
    asked,
    button,
    checkboxes,
    context,
    datepicker,
    divider,
    modal,
    option,
    plain_section,
    radio,
    section,
    text_field,
    user_menu,
)
from bot.ui.kit.escape import brief, escape, shown
from bot.ui.kit.form_values import (
    Carried,
    Values,
    choice_in,
    choices_in,
    day_in,
    text_in,
    user_in,
    whole,
)
from bot.ui.kit.formatting import bold, cut_title, days, near_day, person, title_of
from bot.ui.kit.ids import Callback, Field, kept, kept_kind
from bot.ui.kit.page_looks import FormLook, MessageLook
from bot.ui.kit.sentences import sentence

_HOW_LONG: Final[Mapping[SharePeriod, str]] = {
    "day": "For a day",
    "week": "For a week",
    "month": "For a month",
}
_STAGES: Final[Mapping[Stage, str]] = {
    "reflect": "Reflection",
    "plan": "Planning",
    "act": "Action",
    "evaluate": "Evaluation",
}
_PRIVATE: Final = "private"
_TEXT_MOST: Final = 2900
_LISTED_MOST: Final = 15
_LINKS_MOST: Final = 10
_LINK_MOST: Final = 300


def share_form(form: sharing.ShareForm) -> View:
    """With whom, until when, and whether what was typed privately is among it."""
    whole_record = form.entry_id is None
    what = "every saved entry" if whole_record else bold(cut_title(form.title))
    periods = [option(words, period) for period, words in _HOW_LONG.items()]
    periods.append(option("Until a day that I choose", sharing.UNTIL_DAY))
    told = f"They read {what}, words too, as it stands then. Each look is in your log."
    return modal(
        Callback.SHARE,
        "Share my record" if whole_record else "Share an entry",
        [
            section(told, "share:what"),
            asked(
                Field.SHARE_WHOM,
                "With whom?",
                user_menu(Field.SHARE_WHOM, "Choose somebody"),
            ),
            asked(
                Field.SHARE_HOW_LONG,
                "For how long?",
                radio(Field.SHARE_HOW_LONG, periods, "week"),
                hint="You can take it back at any time, in Home.",
            ),
            asked(
                Field.SHARE_UNTIL,
                "Until which day?",
                datepicker(Field.SHARE_UNTIL),
                hint=f"At the latest {day(form.today + LONGEST)}.",
                optional=True,
            ),
            asked(
                Field.SHARE_PRIVATE,
                "What you answered privately",
                checkboxes(Field.SHARE_PRIVATE, [option("Show that too", _PRIVATE)]),
                optional=True,
            ),
        ],
        carries=kept() if whole_record else kept(entry=form.entry_id),
        submit="Share",
    )


def read_share(given: Carried, values: Values) -> sharing.ShareWith:
    """What was chosen."""
    return sharing.ShareWith(
        whole(given, "entry") if "entry" in given else None,
        user_in(values, Field.SHARE_WHOM),
        choice_in(values, Field.SHARE_HOW_LONG) or "",
        day_in(values, Field.SHARE_UNTIL),
        private_too=_PRIVATE in choices_in(values, Field.SHARE_PRIVATE),
    )


def sign_off_form(form: sharing.SignOffForm) -> View:
    """A line of the reviewer's own; what becomes of it is said before it is sent."""
    told = (
        f"Your name, today’s date and this line become part of {person(form.owner)}’s record, and "
        "stay there. They change no credit."
    )
    return modal(
        Callback.SIGN_OFF,
        "Sign off",
        [
            section(told, "sign-off:what"),
            asked(
                Field.SIGN_OFF_WORDS,
                "In a line of your own",
                text_field(
                    Field.SIGN_OFF_WORDS,
                    prompt="I saw them do it on two vehicles",
                    most=WORDS_MOST,
                    focus=True,
                ),
            ),
        ],
        carries=kept(number=form.number, version=form.version),
        submit="Sign it off",
    )


def read_sign_off(given: Carried, values: Values) -> sharing.SignOff:
    """The line that was typed."""
    return sharing.SignOff(
        whole(given, "number"), whole(given, "version"), text_in(values, Field.SIGN_OFF_WORDS)
    )


def sharing_page(page: sharing.Sharing) -> Content:
    """What the member shares and what others share with them, each with what can be done."""
    blocks: list[Block] = []
    if page.mine:
        blocks.append(section(bold("You share"), "sharing:mine"))
        blocks += [share_row(one, page.today, "sharing") for one in page.mine[:_LISTED_MOST]]
        if len(page.mine) > _LISTED_MOST:
            blocks.append(context(f"and {len(page.mine) - _LISTED_MOST:,} more", "sharing:more"))
    if page.theirs:
        blocks.append(section(bold("Shared with you"), "sharing:theirs"))
        blocks += [shared_row(one, page.today, "sharing") for one in page.theirs[:_LISTED_MOST]]
    if not blocks:
        blocks.append(section("You share nothing, and nothing is shared with you.", "sharing:none"))
    blocks += actions("sharing:do", [button("Share my record", sharing.AskToShare())])
    return Content("What you share.", blocks)


def share_row(one: ShareLine, today: date, surface: str) -> Block:
    """ "*HV course* with Helen Ward until 5 Dec, private words too", with its end at hand."""
    what = "Your record" if one.entry_id is None else bold(cut_title(one.title))
    more = ", private words too" if one.private_too else ""
    words = f"{what} with {person(one.viewer)} until {near_day(one.last_day, today)}{more}"
    stop = button(
        "Stop sharing", sharing.StopSharing(one.share_id), spoken=f"Stop sharing with {one.viewer}"
    )
    return section(words, f"{surface}:share-{one.share_id}", stop)


def shared_row(one: SharedToMe, today: date, surface: str) -> Block:
    """ "Ana Ortiz: an entry, until 5 Dec. You are asked to sign it off"; no word of hers."""
    what = "the record" if one.entry_id is None else "an entry"
    asks = ". You are asked to sign off" if one.asked else ""
    words = f"{person(one.owner)}: {what}, until {near_day(one.until, today)}{asks}"
    opened = button(
        "Open", sharing.OpenShared(one.share_id), spoken=f"Open what {one.owner} shares"
    )
    return section(words, f"{surface}:shared-{one.share_id}", opened)


def shared_entry(form: sharing.SharedEntryForm) -> View:
    """An entry as somebody else reads it."""
    one = form.shown
    blocks: list[Block] = [section(_head(one), "shared:head")]
    for stage, words in one.stages:
        blocks.append(section(bold(_STAGES[stage]), f"shared:{stage}"))
        blocks += [
            plain_section(words[at : at + _TEXT_MOST], f"shared:{stage}:{at}")
            for at in range(0, len(words), _TEXT_MOST)
        ]
    if evidence := _evidence(one):
        blocks.append(section(f"{bold('Evidence')}\n{evidence}", "shared:evidence"))
    if one.asked:
        blocks += actions("shared:sign-off", _answers(one))
    private = " Some of it is kept private." if one.some_private else ""
    until = f"{person(one.owner)} shares this with you until {day(one.until)}."
    blocks.append(context(f"{until}{private} Each look stands in their log.", "shared:until"))
    return _window(blocks, "shared_entry")


def shared_record(form: sharing.SharedRecordForm) -> View:
    """A page of a record that somebody shares."""
    page = form.shown
    head = f"{bold(person(page.owner))}\n{several(page.count, 'saved entry', 'saved entries')}"
    blocks: list[Block] = [section(head, "shared:owner"), divider("shared:line")]
    blocks += [_row(page, one) for one in page.rows]
    blocks += actions("shared:turn", _turn(page))
    where = f"Page {page.page + 1} of {page.pages}. " if page.pages > 1 else ""
    until = f"Shared with you until {day(page.until)}. Each look stands in their log."
    blocks.append(context(f"{where}{until}", "shared:until"))
    return _window(blocks, "shared_record")


def no_longer_shared(form: sharing.NoLongerShared) -> View:
    """In the place of the page that stood open, so that nothing of it does any more."""
    return _window([section(sentence("no_longer_shared"), "shared:over")], form.where)


def _window(blocks: list[Block], where: sharing.Where) -> View:
    return modal(
        Callback.ASIDE,
        "Shared with you",
        blocks,
        carries=kept_kind(where),
        close="Close",
    )


def _head(one: SharedEntry) -> str:
    facts = [days(one.start, one.end)] if one.start else []
    if one.minutes is not None:
        facts.append(duration(one.minutes))
    facts += [escape(words) for words in (one.provider or "", one.type or "") if words]
    if one.subjects:
        facts.append(escape(", ".join(one.subjects)))
    return "\n".join(filter(None, [bold(title_of(one.title)), " · ".join(facts)]))


def _evidence(one: SharedEntry) -> str:
    lines = [brief(url, _LINK_MOST) for url in one.links if shown(url)]
    lines += [f"{brief(name, _LINK_MOST)} (a file, not shown here)" for name in one.files]
    if len(lines) > _LINKS_MOST:
        lines = [*lines[:_LINKS_MOST], f"and {len(lines) - _LINKS_MOST} more"]
    return "\n".join(lines)


def _answers(one: SharedEntry) -> Iterator[Element]:
    yield button("Sign it off", sharing.AskToSignOff(one.asked, one.version), style="primary")
    yield button("Decline", sharing.DeclineSignOff(one.asked))


def _row(page: SharedRecord, one: SharedRow) -> Block:
    facts = [days(one.start, one.end)] if one.start else []
    if one.minutes is not None:
        facts.append(duration(one.minutes))
    if one.asked:
        facts.append("you are asked to sign it off")
    opened = button(
        "Open",
        sharing.OpenShared(page.share_id, entry=one.entry_id, where="shared_record"),
        spoken="Open this entry",
    )
    words = f"{bold(cut_title(one.title))}\n{' · '.join(facts)}"
    return section(words, f"shared:entry-{one.entry_id}", opened)


def _turn(page: SharedRecord) -> list[Element | None]:
    before = after = None
    if page.page > 0:
        earlier = sharing.OpenShared(page.share_id, page.page - 1, where="shared_record")
        before = button("Previous", earlier, number=0)
    if page.page + 1 < page.pages:
        later = sharing.OpenShared(page.share_id, page.page + 1, where="shared_record")
        after = button("Next", later, number=1)
    return [before, after]


PAGES: Final = (MessageLook(sharing.Sharing, lambda page, _: sharing_page(page), "Sharing"),)

FORMS: Final = (
    FormLook(sharing.ShareForm, share_form, Callback.SHARE, read_share),
    FormLook(sharing.SignOffForm, sign_off_form, Callback.SIGN_OFF, read_sign_off),
    FormLook(sharing.SharedEntryForm, shared_entry),
    FormLook(sharing.SharedRecordForm, shared_record),
    FormLook(sharing.NoLongerShared, no_longer_shared),
)
