"""A member's own settings that are no scheme's: job, manager, working time, nudges, privacy."""

from datetime import date
from typing import Final

from bot.policy.nudges.usual_hour import AN_HOUR
from bot.policy.vocabulary import CADENCES, Cadence
from bot.services.context.working_time import MINUTES_IN_A_DAY
from bot.services.members import actions as members
from bot.services.members.settings import JOB_TITLE_LIMIT, NO_HOUR, hours_offered
from bot.ui.kit.blocks import (
    Option,
    View,
    asked,
    checkboxes,
    context,
    datepicker,
    menu,
    modal,
    option,
    radio,
    text_field,
    timepicker,
    user_menu,
)
from bot.ui.kit.form_values import (
    Carried,
    Values,
    choice_in,
    choices_in,
    day_in,
    minutes_in,
    text_in,
    user_in,
    word,
)
from bot.ui.kit.formatting import DAY_NAMES, clock
from bot.ui.kit.ids import Callback, Field, kept
from bot.ui.kit.manager_sees import WHAT_THEY_SEE
from bot.ui.kit.page_looks import FormLook
from storage.row_types import JobRoleRecord, MemberRecord

CADENCE_WORDS: dict[Cadence, str] = {
    "light": "Light: at most one a week, the same thing every four weeks",
    "standard": "Standard: at most one a week, the same thing every two",
    "cycle_end": "Only when a cycle is about to end",
}
EARLY_AFTERNOON = "Early afternoon"
_OFF, _ON = "off", "on"
_REVIEW_OFF, _REVIEW_ON = "Off", "On: what you saved, what waits, what is planned"
_IN_CONVERSATION, _PRIVATELY = "conversation", "private"


def job_modal(
    job: JobRoleRecord | None,
    today: date,
    *,
    told: tuple[str, date] | None = None,
    key: str | None = None,
) -> View:
    """The job: relevance is judged against the one held on the activity's day. `told` is one that
    a message told of, which is held under its `key`.
    """
    title, since = told or (job.title if job else "", today)
    return modal(
        Callback.JOB,
        "Your job",
        [
            asked(
                Field.JOB,
                "What is your job?",
                text_field(
                    Field.JOB,
                    title,
                    prompt="Vehicle technician",
                    most=JOB_TITLE_LIMIT,
                    focus=True,
                ),
                hint="CPD has to be relevant to the job you have at the time.",
            ),
            asked(
                Field.JOB_FROM,
                "Since when?",
                datepicker(Field.JOB_FROM, since),
                hint="Roughly is fine. What you did before that day is held against the job then.",
            ),
        ],
        carries=kept(key=key) if key else "",
        submit="Keep it",
    )


def manager_modal(slack_id: str | None) -> View:
    """Who the member's manager is; left empty, nobody."""
    return modal(
        Callback.MANAGER,
        "Your manager",
        [
            asked(
                Field.MANAGER,
                "Who is your manager?",
                user_menu(Field.MANAGER, "Choose somebody", slack_id),
                hint="They are asked first. Leave it empty for nobody.",
                optional=True,
            ),
            context(WHAT_THEY_SEE, "who-sees"),
        ],
        submit="Keep it",
    )


def working_time_modal(member: MemberRecord, country: str | None) -> View:
    """Hours, days, public holidays and time zone. `country` is its name."""
    weekdays = [option(name, str(number)) for number, name in enumerate(DAY_NAMES)]
    return modal(
        Callback.WORKING_TIME,
        "Working time",
        [
            asked(
                Field.WORK_DAYS,
                "Days",
                checkboxes(Field.WORK_DAYS, weekdays, member.work_days),
            ),
            asked(Field.WORK_START, "From", timepicker(Field.WORK_START, member.work_start)),
            asked(
                Field.WORK_END,
                "To",
                timepicker(Field.WORK_END, min(member.work_end, members.LAST_MINUTE)),
                hint="I only nudge you in these hours.",
            ),
            asked(
                Field.COUNTRY,
                "Public holidays of",
                text_field(Field.COUNTRY, country, prompt="England", most=100),
                optional=True,
            ),
            asked(
                Field.TIME_ZONE,
                "Time zone",
                text_field(Field.TIME_ZONE, member.tz, prompt=member.slack_tz, most=100),
                hint="Leave it empty to follow Slack. A city will do, such as Berlin.",
                optional=True,
            ),
        ],
        submit="Keep it",
    )


def nudges_modal(member: MemberRecord) -> View:
    """How often the bot speaks of its own accord, and when in the day."""
    return modal(
        Callback.NUDGES,
        "Nudges",
        [
            asked(
                Field.CADENCE,
                "How often may I nudge you?",
                radio(
                    Field.CADENCE,
                    [option(CADENCE_WORDS[name], name) for name in CADENCES],
                    member.cadence,
                ),
            ),
            asked(
                Field.USUAL_HOUR,
                "At what time of the day?",
                menu(
                    Field.USUAL_HOUR,
                    "Choose a time",
                    [option(EARLY_AFTERNOON, NO_HOUR), *map(_an_hour, hours_offered(member))],
                    NO_HOUR if member.usual_hour is None else str(member.usual_hour),
                ),
                hint="Mondays to Thursdays. What you plan comes on its day.",
            ),
            asked(
                Field.WEEKLY_REVIEW,
                "A weekly review",
                radio(
                    Field.WEEKLY_REVIEW,
                    [option(_REVIEW_OFF, _OFF), option(_REVIEW_ON, _ON)],
                    _ON if member.weekly_review else _OFF,
                ),
            ),
            context("To stop all nudges for a while: `/cpd pause 2 weeks`.", "pause"),
        ],
        submit="Keep it",
    )


def hour_words(minute: int) -> str:
    """ "Between 9:00 and 10:00": an hour that begins at a minute of the day."""
    ends = (minute + AN_HOUR) % MINUTES_IN_A_DAY
    return f"Between {clock(minute)} and {clock(ends)}"


def _an_hour(minute: int) -> Option:
    return option(hour_words(minute), str(minute))


def privacy_modal(member: MemberRecord) -> View:
    """Where the member's own words are typed."""
    return modal(
        Callback.PRIVACY,
        "Privacy",
        [
            asked(
                Field.PRIVACY,
                "Where do you want to type your answers?",
                radio(
                    Field.PRIVACY,
                    [
                        option("In the conversation", _IN_CONVERSATION),
                        option("Privately: keep them out of the conversation", _PRIVATELY),
                    ],
                    _PRIVATELY if member.private_reflections else _IN_CONVERSATION,
                ),
            ),
            context(
                "Whoever owns this Slack workspace may be able to export messages. What you type "
                "privately goes into your record and stands in no message. Your manager sees "
                "neither.",
                "why",
            ),
        ],
        submit="Keep it",
    )


def read_job(given: Carried, values: Values) -> members.SetJob:
    """The job that was typed."""
    return members.SetJob(
        text_in(values, Field.JOB),
        day_in(values, Field.JOB_FROM),
        word(given, "key") if "key" in given else None,
    )


def read_manager(_given: Carried, values: Values) -> members.SetManager:
    """The manager's Slack id; None for nobody."""
    return members.SetManager(user_in(values, Field.MANAGER))


def read_working_time(_given: Carried, values: Values) -> members.SetWorkingTime:
    """What was chosen. Whether country and zone exist is for the service to say."""
    return members.SetWorkingTime(
        work_start=minutes_in(values, Field.WORK_START),
        work_end=minutes_in(values, Field.WORK_END),
        work_days=frozenset(
            int(number)
            for number in choices_in(values, Field.WORK_DAYS)
            if number in set("0123456")
        ),
        country=text_in(values, Field.COUNTRY) or None,
        time_zone=text_in(values, Field.TIME_ZONE) or None,
    )


def read_nudges(_given: Carried, values: Values) -> members.SetCadence:
    """What was chosen. A form that a release before 0.4 opened asks neither for the hour nor
    whether to review the week.
    """
    review = choice_in(values, Field.WEEKLY_REVIEW)
    return members.SetCadence(
        choice_in(values, Field.CADENCE),
        choice_in(values, Field.USUAL_HOUR),
        None if review is None else review == _ON,
    )


def read_privacy(_given: Carried, values: Values) -> members.SetPrivacy:
    """Whether reflections are kept out of the conversation."""
    return members.SetPrivacy(choice_in(values, Field.PRIVACY) == _PRIVATELY)


FORMS: Final = (
    FormLook(
        members.JobForm,
        lambda form: job_modal(form.job, form.today, told=form.told, key=form.key),
        Callback.JOB,
        read_job,
    ),
    FormLook(
        members.ManagerForm,
        lambda form: manager_modal(form.manager.slack_id if form.manager else None),
        Callback.MANAGER,
        read_manager,
    ),
    FormLook(
        members.WorkingTimeForm,
        lambda form: working_time_modal(form.member, form.country),
        Callback.WORKING_TIME,
        read_working_time,
    ),
    FormLook(
        members.NudgesForm, lambda form: nudges_modal(form.member), Callback.NUDGES, read_nudges
    ),
    FormLook(
        members.PrivacyForm,
        lambda form: privacy_modal(form.member),
        Callback.PRIVACY,
        read_privacy,
    ),
)
