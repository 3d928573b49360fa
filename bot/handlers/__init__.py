"""Slack in: every listener, by what it is about. `register` is all that the app needs."""

from slack_bolt.async_app import AsyncApp

from bot.handlers import (
    admin,
    command,
    cpd,
    entries,
    errors,
    home,
    lifecycle,
    messages,
    settings,
    shortcuts,
    team,
)
from bot.handlers.reception import Reception
from bot.handlers.surfaces import on_clicks, on_submit
from bot.services.desk import Office

CLICKS = {
    **entries.CLICKS,
    **shortcuts.CLICKS,
    **cpd.CLICKS,
    **settings.CLICKS,
    **team.CLICKS,
    **admin.CLICKS,
}

FORMS = {**entries.FORMS, **shortcuts.FORMS, **settings.FORMS, **admin.FORMS}


def register(app: AsyncApp, office: Office) -> None:
    """Give an app every listener: the one that Slack talks to, and the worker's."""
    reception = Reception(office)
    errors.register(app, reception)
    messages.register(app, reception)
    home.register(app, reception)
    lifecycle.register(app, reception)
    shortcuts.register(app, reception)
    command.register(app, reception, "/cpd", cpd.SUBCOMMANDS)
    command.register(app, reception, "/cpd-team", team.SUBCOMMANDS)
    on_clicks(app, reception, CLICKS)
    for callback, do in FORMS.items():
        on_submit(app, reception, callback, do)
