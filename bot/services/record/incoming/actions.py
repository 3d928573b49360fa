"""Actions by messages in the member's conversation with the bot: written, and edited.

What a message is, is found out by `bot.conversation`; what a typed word, a request or a question
means is an action like that of the button which says the same.
"""

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final

from bot.conversation import asking
from bot.conversation.languages import is_english
from bot.conversation.parts import (
    Account,
    Activity,
    Asked,
    Chosen,
    Context,
    Correction,
    Part,
    Questioned,
    Steered,
)
from bot.conversation.phrases.requests import Request
from bot.conversation.phrases.steering import Steer
from bot.conversation.understanding import understand
from bot.policy.access import Permission
from bot.services.context import naming
from bot.services.context.member_context import MemberContext
from bot.services.context.refused import Refused
from bot.services.data_rights import actions as data_rights
from bot.services.dispatch.action import Action, ReadFirst, action
from bot.services.dispatch.labels import typed_labels
from bot.services.dispatch.pages import Heard, Help, Message, Page, say
from bot.services.members import actions as members
from bot.services.members import onboarding, onboarding_typed
from bot.services.members.home import manager_view
from bot.services.nudges import pausing, typed_answers
from bot.services.record import actions as record
from bot.services.record import answering, capture, entries, evidence, follow_ups, undo
from bot.services.record.changes import OPEN, find
from bot.services.record.entries import Source
from bot.services.record.incoming import edited, effects, interpretation
from bot.services.record.incoming.interpretation import Message as Written
from bot.services.teams import actions as teams
from bot.services.teams.status import NO_TEAM
from storage.records import EntryRecord

_OF_ENTRY: Final[Mapping[Steer, Callable[[int, str | None], Action]]] = {
    "save": lambda entry, thread_ts: record.Save(entry, by_word=True, thread_ts=thread_ts),
    "skip": lambda entry, thread_ts: record.Skip(entry, by_word=True, thread_ts=thread_ts),
    "later": lambda entry, thread_ts: record.PutOff(entry, by_word=True, thread_ts=thread_ts),
    "back": lambda entry, thread_ts: record.GoBack(entry, by_word=True, thread_ts=thread_ts),
}
_JUST_NOW: Final = timedelta(days=1)
_OF_JOB: Final[Mapping[str, effects.Choice]] = {"yes": "set_job", "no": "forget"}
_OF_MESSAGES: Final = re.compile(
    r"messag|nudg|remind|ping|bother|contact|pester|text|chas|hassl|bug|annoy|spam|notif|mail|alone|"
    r"\boff\b|unsubscri|opt out|\bout\b|talking|writing|\bdm|ever|shut up|them|these"
)
_MANAGER_MENTIONED: Final = re.compile(
    r"[^<>]{0,60}\b(?:manager|boss|supervisor|gaffer|team lead(?:er)?)\b[^<>]{0,30}"
    r"<@([A-Z0-9]{1,20})(?:\|[^<>]{0,80})?>[^<>]{0,30}",
    re.IGNORECASE,
)
"""The shape of "my manager is @Helen": what it is, is read from the whole of it later."""

_AGREES: Final = re.compile(
    r"(?:(?:yes|yep|yeah|yup|yea|aye|y|ok|okay|sure|done|please|do|do it|go on|go ahead|of course|"
    r"all done|im done|i'm done|thats it|that's it|it's done|its done|go for it|correct|right|"
    r"please do|then|mate|thanks|ta)(?: |\Z))+"
)
"""What says yes to "Shall I save it?"; a thumb never saves."""
_BY_COMMAND: Final[Mapping[Request, str]] = {
    "erase": "erase_by_command",
    "settings": "settings_by_command",
    "list": "list_by_command",
}


@action()
class Write(Action):
    """A message to the bot."""

    message: Written

    @property
    def people(self) -> tuple[str, ...]:
        """Whom it names as the member's manager: who that is, Slack says."""
        named = _MANAGER_MENTIONED.fullmatch(self.message.text)
        return (named[1],) if named else ()

    def do(self, ctx: MemberContext) -> Heard:
        heard = interpretation.listen(ctx, self.message)
        if onboarding_typed.take(ctx, heard) or typed_answers.take(ctx, heard):
            return Heard(("answer",), asked=False)
        thread_ts = self.message.thread_ts
        offered = _agreed_to_save(ctx, heard)
        if offered is not None:
            record.Save(offered, by_word=True, thread_ts=thread_ts).do(ctx)
            return Heard(("steering",), asked=False)
        parts = heard.understanding.parts
        if self.message.has_files:
            ctx.reply("say", {"sentence": "file_for_later"}, thread_ts=thread_ts)
        if not parts and not self.message.has_files:
            ctx.reply("say", {"sentence": "nothing_to_read"}, thread_ts=thread_ts)
        noted = effects.Noted()
        _begin_what_was_planned(ctx, heard)
        for part in parts:
            try:
                page = _do(ctx, heard, part, noted)
            except Refused as refused:  # what came before it in the message stands
                page = say(refused.sentence, **refused.values)
            if isinstance(page, Message) and page.kind:
                ctx.reply(page.kind, page.queued(), thread_ts=thread_ts)
        noted.tell(ctx, thread_ts)
        if not is_english(self.message.text):
            _say_once_what_is_spoken(ctx)
        asked = any(part.kind == "unclear" for part in parts)
        kinds = [part.kind for part in parts]
        once = [kind for kind, before in zip(kinds, [None, *kinds], strict=False) if kind != before]
        return Heard(tuple(once), asked)


@action()
class Mention(Action):
    """The bot is named in a channel: an activity becomes a draft, a question is answered, both in
    the member's own conversation. Nothing else that is said among others is taken for anything.
    """

    text: str

    def do(self, ctx: MemberContext) -> Page | None:
        context = Context(ctx.now, ctx.zone, ctx.working_day)
        contents = [part.content for part in understand(self.text, context).parts]
        if any(isinstance(one, Activity) for one in contents):
            source = Source(ctx.origin.key, self.text)
            capture.capture(ctx, self.text, source, own=True)
            return None
        asked = next((one for one in contents if isinstance(one, Questioned)), None)
        return say("mentioned") if asked is None else _answer(ctx, asked.asked)


@action()
class Edit(Action):
    """Another text for a message that was written before."""

    message: Written

    def do(self, ctx: MemberContext) -> None:
        edited.edited(ctx, self.message)


def _say_once_what_is_spoken(ctx: MemberContext) -> None:
    """Once for a member, ever: what they write counts in their language."""
    member_id = ctx.member.id
    values = {"sentence": "i_answer_in_english"}
    ctx.work.messages.say(member_id, "say", f"english:{member_id}", ctx.real, values)


def _do(
    ctx: MemberContext, heard: interpretation.Heard, part: Part, noted: effects.Noted
) -> Page | None:
    match part.content:
        case Steered("did_it"):
            return _done(ctx, heard, part)
        case Steered("not_done"):
            return _moved_or_off(ctx, heard)
        case Steered("skip") if _forgets_what_is_held(ctx, heard):
            return None
        case Steered(word):
            return _steer(ctx, heard, word, noted, part.entry)
        case Chosen(label):
            return _choose(ctx, heard, label, noted)
        case Questioned(asked):
            return _question(ctx, heard, part, asked)
        case Asked("remind", words):
            return _remind(ctx, heard, part, words)
        case Asked("role"):
            effects.ask_about_job(ctx, heard, heard.understanding.words(part.span))
            return None
        case Asked("evidence"):
            return _attach(ctx, heard, noted, part.entry)
        case Asked(what, words):
            return _request(ctx, heard, what, words)
        case _:
            effects.act(ctx, heard, part, noted)
            return None


def _begin_what_was_planned(ctx: MemberContext, heard: interpretation.Heard) -> None:
    """What was planned was done where its time or what came of it is told: of the plan that is
    named, else of the one whose day has come.
    """
    for part in heard.understanding.parts:
        told = part.content
        if isinstance(told, Account) or (isinstance(told, Correction) and told.what == "minutes"):
            plan = heard.due if part.entry is None else find(ctx, part.entry)
            plan = None if plan is None else find(ctx, plan.id)
            day = plan.start_date if plan is not None and plan.status == "planned" else None
            if plan is not None and day is not None and day <= ctx.today:
                entries.did_it(ctx, plan)


def _agreed_to_save(ctx: MemberContext, heard: interpretation.Heard) -> int | None:
    """The draft of "Shall I save it?", where that was asked last and the answer is yes."""
    said = " ".join(re.sub(r"[^\w' ]", " ", heard.message.text.lower()).split())
    if not _AGREES.fullmatch(said) or heard.held is not None:
        return None
    return ctx.work.messages.offered_last(ctx.member.id, "shall_i_save")


def _done(ctx: MemberContext, heard: interpretation.Heard, part: Part) -> Page | None:
    """A plan has happened: the one that is named, or the only one whose day has come."""
    plan = find(ctx, part.entry) if part.entry is not None else heard.due
    if plan is None:
        return say("which_was_done")
    plan = find(ctx, plan.id)
    if plan.status == "planned":
        entries.did_it(ctx, plan)
    return None


def _done_or_not(ctx: MemberContext, heard: interpretation.Heard, label: str) -> Page | None:
    """ "Did it happen?" answered by yes or no."""
    if label == "no":
        return _moved_or_off(ctx, heard)
    plan = heard.due
    if plan is not None and plan.status == "planned":
        entries.did_it(ctx, plan)
    return None


# --- Steering ---------------------------------------------------------------------------------


def _steer(
    ctx: MemberContext,
    heard: interpretation.Heard,
    word: Steer,
    noted: effects.Noted,
    named: int | None = None,
) -> Page | None:
    thread_ts = heard.message.thread_ts
    if word == "undo":
        return record.Undo().do(ctx)
    if word == "bring_back":
        gone = next((one for one in _recent(ctx) if one.status == "discarded"), None)
        if gone is None:
            raise Refused("not_discarded")
        entries.bring_back(ctx, gone)
        noted.about(gone)
        return None
    if word == "save_all":
        _save_all(ctx, thread_ts)
        return None
    if word in ("discard", "discard_all"):
        return _drop(ctx, heard, word, named)
    entry = heard.about if heard.about else _newest_open(ctx)
    if named is not None:
        entry = find(ctx, named)
    if entry is None and word in ("another", "guide"):
        entry = next((one for one in _recent(ctx) if one.status == "logged"), None)
    if entry is None:
        raise Refused("no_open_draft")
    after_a_plan = word in ("later", "skip") and heard.context.question == "changed"
    if after_a_plan and follow_ups.steer(ctx, entry, later=word == "later"):
        return None
    if word == "enough":
        return _enough(ctx, heard, entry, noted)
    if word in ("another", "guide"):
        (answering.guide if word == "guide" else answering.ask_another)(ctx, entry)
        noted.about(entry)
        return None
    return _OF_ENTRY[word](entry.id, thread_ts).do(ctx)


def _forgets_what_is_held(ctx: MemberContext, heard: interpretation.Heard) -> bool:
    """Whether "forget it" is said where a button says so, in other words than the button's."""
    held = heard.held
    if held is None or "forget" not in heard.message.text.lower():
        return False
    choice = effects.choices_of(held.values).get("Forget it")
    if choice is not None:
        effects.settle(ctx, held.key, choice)
    return choice is not None


def _drop(
    ctx: MemberContext, heard: interpretation.Heard, word: Steer, named: int | None
) -> Page | None:
    """The entry that is named, that of the thread, or the newest open one. What is saved is not
    dropped by a word: it can be taken out of every total.
    """
    if named is not None:
        entry: EntryRecord | None = find(ctx, named)
    elif heard.context.thread:
        entry = heard.about
    else:
        entry = _newest_open(ctx) or next(iter(_recent(ctx)), None)
    if entry is None or entry.status != "logged" or word == "discard_all":
        if named is not None:
            return record.Discard(named, by_word=True).do(ctx)
        return _discard(ctx, heard, entry, every=word == "discard_all")
    _offer(ctx, heard, entry, "withdraw_it", title=entry.title or "")
    return None


def _asked_to_drop(
    ctx: MemberContext, heard: interpretation.Heard, entry: EntryRecord, asked: asking.Asked
) -> Page | None:
    """Whether an entry can go was asked: it goes once that is said."""
    if entry.status not in (*OPEN, "logged"):
        return _answer(ctx, asked)
    if entry.status == "logged":
        _offer(ctx, heard, entry, "withdraw_it", title=entry.title or "")
    else:
        _offer(ctx, heard, entry, "discard_it", title=entry.title or "")
    return None


def _moved_or_off(ctx: MemberContext, heard: interpretation.Heard) -> Page | None:
    plan = heard.due
    if plan is None:
        return say("which_was_done")
    _offer(ctx, heard, plan, "moved_or_off")
    return None


def _save_all(ctx: MemberContext, thread_ts: str | None) -> None:
    """Every open draft; one that cannot be saved yet says why."""
    drafts = [one for one in _recent(ctx) if one.status == "draft"]
    if not drafts:
        raise Refused("no_open_draft")
    for one in reversed(drafts):
        record.Save(one.id, by_word=True, thread_ts=thread_ts).do(ctx)


def _discard(
    ctx: MemberContext, heard: interpretation.Heard, entry: EntryRecord | None, *, every: bool
) -> Page | None:
    """The newest, or every one that its message made; of several it is asked which."""
    if entry is None:
        raise Refused("no_open_draft")
    if every:
        effects.discard_all(ctx, entry)
        return None
    siblings = entries.siblings_of(ctx, entry)
    if len(siblings) > 1 and not heard.context.thread:
        effects.ask_which_to_discard(ctx, heard, entry, len(siblings))
        return None
    return record.Discard(entry.id, by_word=True).do(ctx)


def _choose(
    ctx: MemberContext, heard: interpretation.Heard, label: str, noted: effects.Noted
) -> Page | None:
    held = heard.held
    if held is None and heard.due is not None and label in ("yes", "no"):
        return _done_or_not(ctx, heard, label)
    if held is not None:
        labels = held.values.get("labels", ())
        choice = effects.choices_of(held.values).get(
            label.capitalize() if "Yes" in labels else label
        )
        if choice is None and label in ("Yes", "No", "yes", "no") and "Yes" in labels:
            effects.settle_change(ctx, held.key, yes=label.lower() == "yes")
            return None
        if choice is None and "Set job" in labels:
            choice = _OF_JOB.get(label.lower())
        if choice == "job_form":
            return say("use_the_button", button=label)
        if choice is not None:
            effects.settle(ctx, held.key, choice)
            return None
    button = typed_labels().get(label)
    if button is not None and button.steers is not None:
        return _steer(ctx, heard, button.steers, noted)
    saved = heard.about or interpretation.saved_last(_recent(ctx))
    if button is not None and button.of_saved is not None and saved is not None:
        return button.of_saved(saved.id).do(ctx)
    if button is not None and button.of_saved is None:
        return say("use_the_button", button=label)
    draft = heard.about if heard.about and heard.about.status == "draft" else _newest_open(ctx)
    if label == "Enough" and draft is not None:
        return _enough(ctx, heard, draft, noted)
    return _shall_i_save(ctx, heard, draft) if label == "yes" else say("all_right")


def _enough(
    ctx: MemberContext, heard: interpretation.Heard, entry: EntryRecord, noted: effects.Noted
) -> Page | None:
    """No more questions about an entry; all that is left of a draft is to save it. Where another
    is asked about next, that is said, and not asked.
    """
    answering.stop_guiding(ctx, entry)
    if entry.id in ctx.left_unasked:
        noted.about(entry)
        return None
    return _shall_i_save(ctx, heard, entry)


def _shall_i_save(
    ctx: MemberContext, heard: interpretation.Heard, entry: EntryRecord | None
) -> Page | None:
    if entry is None or entry.status != "draft":
        return say("all_right")
    _offer(ctx, heard, entry, "shall_i_save")
    return None


def _offer(
    ctx: MemberContext,
    heard: interpretation.Heard,
    entry: EntryRecord,
    sentence: str,
    **values: str,
) -> None:
    """A sentence with what can be done about an entry."""
    ctx.reply(
        "offer",
        {"sentence": sentence, "entry": entry.id, **values},
        entry_id=entry.id,
        thread_ts=heard.message.thread_ts,
    )


def _newest_open(ctx: MemberContext) -> EntryRecord | None:
    return next((one for one in _recent(ctx) if one.status in OPEN), None)


def _recent(ctx: MemberContext) -> tuple[EntryRecord, ...]:
    return ctx.work.entries.recent(ctx.member.id, interpretation.RECENT)


# --- Requests and questions -------------------------------------------------------------------


def _request(
    ctx: MemberContext, heard: interpretation.Heard, what: Request, words: str
) -> Page | None:
    thread_ts = heard.message.thread_ts
    match what:
        case "stop" if _means_the_question(heard):
            entry = heard.about.id if heard.about else 0
            record.Skip(entry, by_word=True, thread_ts=thread_ts).do(ctx)
            ctx.reply("offer", {"sentence": "stop_nudges_too"}, thread_ts=thread_ts)
        case "stop":
            pausing.stop(ctx)
            ctx.reply("offer", {"sentence": "stopped"}, thread_ts=thread_ts)
        case "quiet_until" | "pause":
            return members.Pause(words).do(ctx)
        case "anger":
            last = undo.last_turn(ctx)
            values = {"sentence": "sorry_what_went_wrong", **({"turn": last} if last else {})}
            ctx.reply("offer", values, thread_ts=thread_ts)
        case "resume":
            return members.Resume(by_word=True).do(ctx)
        case "export":
            return data_rights.Export(by_word=True).do(ctx)
        case "manager":
            return _name_manager(ctx, words)
        case "remind_them":
            name = teams.Remind(naming.in_team(ctx, words)).do(ctx).name
            return say("will_be_reminded", name=name)
        case "review_on" | "review_off":
            return members.SetWeeklyReview(on=what == "review_on").do(ctx)
        case _:
            return say(_BY_COMMAND.get(what, "no_such_command"))
    return None


def _name_manager(ctx: MemberContext, whom: str) -> Page:
    """As the setting does; whom it names is asked first, unless they see the member already."""
    onboarding.answer(ctx, onboarding.ManagerIs(naming.here(ctx, whom)))
    manager = manager_view(ctx)
    if manager is None:
        return say("all_right")
    return say(
        "manager_asked" if manager.link.state == "asked" else "manager_is", name=manager.name
    )


def _means_the_question(heard: interpretation.Heard) -> bool:
    """Whether a bare "stop" is said to what is asked, and not of messages."""
    asked = heard.context.question
    if heard.about is None or asked in (None, "changed", "more") or heard.context.due:
        return False
    return _OF_MESSAGES.search(heard.message.text.lower()) is None


def _remind(ctx: MemberContext, heard: interpretation.Heard, part: Part, words: str) -> Page | None:
    """Of the entry that is named, that of the thread or of the question, else of the last one that
    the member was at: open, or saved just now.
    """
    entry = find(ctx, part.entry) if part.entry is not None else heard.about
    named = entry is None
    entry = entry or _at_last(ctx)
    if entry is None:
        return say("nothing_to_remind_of")
    said = heard.understanding.words(part.span)
    follow_ups.remind(ctx, entry, said, words, heard.message.thread_ts, named=named)
    return None


def _at_last(ctx: MemberContext) -> EntryRecord | None:
    """The newest open entry, unless another was saved after it was begun or changed, lately."""
    is_open = _newest_open(ctx)
    since = max(ctx.now - _JUST_NOW, is_open.changed_at if is_open else ctx.now - _JUST_NOW)
    saved = [
        (one.logged_at, one)
        for one in _recent(ctx)
        if one.status == "logged" and one.logged_at is not None and one.logged_at >= since
    ]
    return max(saved, key=lambda one: (one[0], one[1].id))[1] if saved else is_open


def _question(
    ctx: MemberContext, heard: interpretation.Heard, part: Part, asked: asking.Asked
) -> Page | None:
    """What is asked of an entry is offered; help says so where it stands in for an answer."""
    if asked.topic == "remove" and part.entry is not None:
        return _asked_to_drop(ctx, heard, find(ctx, part.entry), asked)
    if asked.topic == "help":
        words = heard.understanding.words(part.span)
        lost = part.kind == "question" and not _is_understood(ctx, words)
        return Help(None, ctx.may(Permission.SEE_ADMINISTRATION), lost=lost)
    return _answer(ctx, asked)


def _is_understood(ctx: MemberContext, words: str) -> bool:
    """Whether help was asked for; it is shown, too, where nothing came near what was asked."""
    marked = f"{words.rstrip(' ?.!')}?"
    return asking.asked(marked, now=ctx.now, tz=ctx.zone) is not None


def _answer(ctx: MemberContext, asked: asking.Asked) -> Page:
    """What has a page of its own is shown on it; everything else is told in two lines."""
    if asked.topic == "help":
        return Help(None, ctx.may(Permission.SEE_ADMINISTRATION))
    if asked.topic == "team" and ctx.looked is None:
        raise ReadFirst(record.AskBot(asked), NO_TEAM)
    if asked.topic == "standing":
        return record.ShowStanding().do(ctx)
    return record.AskBot(asked).do(ctx)


def _attach(
    ctx: MemberContext, heard: interpretation.Heard, noted: effects.Noted, named: int | None
) -> Page | None:
    """A link is evidence for the entry that is named, for what it stands under, or what is open."""
    number = named or (heard.about.id if heard.about else None)
    if number is None:
        effects.ask_about_links(ctx, heard)
        return None
    entry = find(ctx, number)
    evidence.attach(ctx, entry, heard.understanding.links)
    noted.about(entry)
    return None
