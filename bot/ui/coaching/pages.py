"""How pages about the coach look."""

from typing import Final

from bot.services.coaching import actions as coaching
from bot.ui.coaching.settings import coach_administration, coach_settings
from bot.ui.coaching.suggestion import suggestion_modal, what_was_sent
from bot.ui.kit.blocks import Content
from bot.ui.kit.page_looks import FormLook, MessageLook


def _settings(page: coaching.CoachSettings, _bot_user_id: str) -> Content:
    return coach_settings(page.view, already=page.already)


PAGES: Final = (
    MessageLook(coaching.CoachSettings, _settings, "Coach"),
    MessageLook(
        coaching.CoachAdministration, lambda page, _: coach_administration(page.view), "Coach"
    ),
)

FORMS: Final = (
    FormLook(coaching.WhatWasSent, lambda form: what_was_sent(form.suggestion, form.host)),
    FormLook(coaching.SuggestionForm, lambda form: suggestion_modal(form.suggestion)),
)
