"""What a member sets, and the first questions to a new one: buttons, modals, pauses."""

from collections.abc import Callable, Mapping

from bot.handlers.surfaces import Clicked, Modal, Shown, Submission, Submitted
from bot.services import erasure, onboarding, pausing, settings, team_links
from bot.services.desk import Desk
from bot.services.refused import Refused
from bot.services.settings import SchemeSettings, SettingsView
from bot.ui.blocks import View
from bot.ui.ids import Act, Callback, Click
from bot.ui.modals import (
    Mistakes,
    cycle_modal,
    erase_modal,
    job_modal,
    manager_modal,
    nudges_modal,
    opening_modal,
    privacy_modal,
    read_cycle,
    read_erase,
    read_job,
    read_manager,
    read_nudges,
    read_opening,
    read_privacy,
    read_scheme,
    read_working_time,
    scheme_modal,
    working_time_modal,
)
from bot.ui.nudges import snoozed
from bot.ui.settings import settings as settings_page

_MODALS: Mapping[Act, Callable[[SettingsView], View]] = {
    Act.SCHEME: lambda view: scheme_modal(view.offered),
    Act.JOB: lambda view: job_modal(view.job, view.today),
    Act.MANAGER: lambda view: manager_modal(view.manager.slack_id if view.manager else None),
    Act.WORKING_TIME: lambda view: working_time_modal(view.member, view.country),
    Act.NUDGES: lambda view: nudges_modal(view.member),
    Act.PRIVACY: lambda view: privacy_modal(view.member),
}

_OF_SCHEME: Mapping[Act, Callable[[SchemeSettings], View]] = {
    Act.SET_CYCLE: cycle_modal,
    Act.SET_OPENING: opening_modal,
}


async def _page(desk: Desk, _click: Click) -> Shown:
    return settings_page(await settings.settings_view(desk))


async def _open(desk: Desk, click: Click) -> Shown:
    return Modal(_MODALS[click.act](await settings.settings_view(desk)))


async def _open_of_scheme(desk: Desk, click: Click) -> Shown:
    for scheme in await settings.schemes_of(desk):
        if scheme.enrolment.pack == click.meta.pack:
            return Modal(_OF_SCHEME[click.act](scheme))
    raise Refused("not_enrolled")


async def _leave_scheme(desk: Desk, click: Click) -> Shown:
    await settings.leave(desk, click.meta.pack or "")
    return None


async def _decline_opening(desk: Desk, click: Click) -> Shown:
    await onboarding.answer(desk, onboarding.NothingBroughtIn(click.meta.pack or ""))
    return None


async def _cycle_unknown(desk: Desk, click: Click) -> Shown:
    await onboarding.answer(desk, onboarding.CycleBegan(click.meta.pack or "", None))
    return None


async def _skip(desk: Desk, click: Click) -> Shown:
    await onboarding.skip(desk, click.meta.key)
    return None


async def _snooze(desk: Desk, click: Click) -> Shown:
    span: pausing.Snooze = "month" if click.meta.answer == "month" else "week"
    return snoozed(await pausing.snooze(desk, click.meta.nudge or 0, span))


async def _resume(desk: Desk, _click: Click) -> Shown:
    await pausing.resume(desk)
    return None


async def _ask_to_erase(desk: Desk, _click: Click) -> Shown:
    return Modal(erase_modal(await erasure.erasure_view(desk)))


async def _scheme_chosen(desk: Desk, form: Submission) -> Shown:
    packs = read_scheme(form.values)
    if isinstance(packs, Mistakes):
        return packs
    await onboarding.answer(desk, onboarding.SchemesAre(packs))
    return None


async def _cycle_set(desk: Desk, form: Submission) -> Shown:
    start = read_cycle(form.values)
    if isinstance(start, Mistakes):
        return start
    await onboarding.answer(desk, onboarding.CycleBegan(form.meta.pack or "", start))
    return None


async def _opening_set(desk: Desk, form: Submission) -> Shown:
    shown = read_opening(form.values)
    if isinstance(shown, Mistakes):
        return shown
    given = onboarding.AccountShows(form.meta.pack or "", shown.cycle, shown.year)
    await onboarding.answer(desk, given)
    return None


async def _job_set(desk: Desk, form: Submission) -> Shown:
    job = read_job(form.values)
    if isinstance(job, Mistakes):
        return job
    await onboarding.answer(desk, onboarding.JobIs(job.title, job.since))
    return None


async def _manager_named(desk: Desk, form: Submission) -> Shown:
    slack_id = read_manager(form.values)
    if slack_id is None:
        await team_links.leave_manager(desk)
    else:
        await team_links.name_manager(desk, form.people[slack_id])
    return None


async def _working_time_set(desk: Desk, form: Submission) -> Shown:
    chosen = read_working_time(form.values)
    if isinstance(chosen, Mistakes):
        return chosen
    await settings.set_working_hours(desk, chosen.start, chosen.end, chosen.days)
    await settings.set_country(desk, chosen.country)
    await settings.set_time_zone(desk, chosen.zone)
    return None


async def _nudges_set(desk: Desk, form: Submission) -> Shown:
    cadence = read_nudges(form.values)
    if isinstance(cadence, Mistakes):
        return cadence
    await settings.set_cadence(desk, cadence)
    return None


async def _privacy_set(desk: Desk, form: Submission) -> Shown:
    await settings.set_private_reflections(desk, private=read_privacy(form.values))
    return None


async def _erased(desk: Desk, form: Submission) -> Shown:
    typed = read_erase(form.values)
    if isinstance(typed, Mistakes):
        return typed
    await erasure.erase(desk, typed)
    return None


CLICKS: Mapping[Act, Clicked] = {
    **dict.fromkeys(_MODALS, _open),
    **dict.fromkeys(_OF_SCHEME, _open_of_scheme),
    Act.SETTINGS: _page,
    Act.LEAVE_SCHEME: _leave_scheme,
    Act.CYCLE_UNKNOWN: _cycle_unknown,
    Act.DECLINE_OPENING: _decline_opening,
    Act.ONBOARD_SKIP: _skip,
    Act.SNOOZE: _snooze,
    Act.RESUME: _resume,
    Act.ERASE: _ask_to_erase,
}

FORMS: Mapping[Callback, Submitted] = {
    Callback.SCHEME: _scheme_chosen,
    Callback.CYCLE: _cycle_set,
    Callback.OPENING: _opening_set,
    Callback.JOB: _job_set,
    Callback.MANAGER: _manager_named,
    Callback.WORKING_TIME: _working_time_set,
    Callback.NUDGES: _nudges_set,
    Callback.PRIVACY: _privacy_set,
    Callback.ERASE: _erased,
}
