"""Another job, told in a message: it is asked since when, and set once that is said."""

from datetime import date, timedelta
from typing import Final

from bot.conversation.employment import job_said, since_then
from bot.services.context.member_context import MemberContext
from bot.services.dispatch.action import Action, action
from bot.services.members import onboarding
from bot.services.record.incoming.heard import Heard
from bot.services.record.incoming.held_words import Choices, HeldChoice, ask_by_choice
from bot.services.record.incoming.requests import RequestMeaning
from bot.services.schemes.assessment import in_force
from storage.record.held_messages import Held
from storage.row_types import JobRoleRecord


@action()
class AskAboutJob(Action):
    """Ask since when, of a job that a message tells of; `said` is what tells of it."""

    heard: Heard
    said: str

    def do(self, ctx: MemberContext) -> None:
        ask_about_job(ctx, self.heard, self.said)


def ask_about_job(ctx: MemberContext, heard: Heard, said: str) -> None:
    """Another job: it is asked since when, from the first of the month unless a day was named."""
    told = job_said(said, ctx.now, ctx.zone)
    thread_ts = heard.message.thread_ts
    if not told.title:
        ctx.reply("offer", {"sentence": "set_your_job"}, thread_ts=thread_ts)
        return
    now = _job_on(ctx, ctx.today)
    if told.since is None and now and now.title.casefold() == told.title.casefold():
        ctx.reply("say", {"sentence": "job_already", "job": now.title}, thread_ts=thread_ts)
        return
    since = told.since or since_then(ctx.today)
    choices: dict[str, str] = {"Set job": "set_job", "Another day": "job_form"}
    shown = {
        "sentence": "ask_job" if since <= ctx.today else "ask_job_from",
        "title": told.title,
        "since": since.isoformat(),
        "today": ctx.today.isoformat(),
    }
    values = {"job": told.title, "since": since.isoformat()}
    ask_by_choice(ctx, heard, said, Choices(choices, shown, values, None))


def _job_on(ctx: MemberContext, day: date) -> JobRoleRecord | None:
    roles = ctx.work.members.job_roles(ctx.member.id)
    return next((role for role in roles if in_force(role, day)), None)


def _set_job(ctx: MemberContext, held: Held) -> None:
    """The job before ends the day that this one begins."""
    title, since = str(held.values["job"]), date.fromisoformat(held.values["since"])
    before = _job_on(ctx, since - timedelta(days=1))
    asked = ctx.member.onboarding
    onboarding.answer(ctx, onboarding.JobIs(title, since))
    said = {"sentence": "job_set", "job": title, "day": since.isoformat()}
    if before is not None:
        said |= {"sentence": "job_set_after", "before": before.title}
    ctx.reply("say", said)
    if asked == "job":  # of the first questions: the next stands below
        onboarding.ask_below(ctx)


CHOICES: Final = (
    HeldChoice("set_job", _set_job, by_word={"yes": "set_job", "no": "forget"}),
    HeldChoice("job_form", opens_a_form=True),
)

REQUESTS: Final = (RequestMeaning("role", lambda asked: AskAboutJob(asked.heard, asked.said)),)
