"""What an administrator tells of a member's registration."""

from typing import Final

from bot.services.admin import actions as admin
from bot.ui.kit.blocks import View, section
from bot.ui.kit.escape import escape
from bot.ui.kit.form_values import Carried, Values, whole, word
from bot.ui.kit.formatting import bold, person, scheme_body
from bot.ui.kit.ids import Callback, kept
from bot.ui.kit.page_looks import FormLook
from bot.ui.schemes.registration import read_registration, registration_modal


def member_registration_form(form: admin.MemberRegistrationForm) -> View:
    """One registration of a member's, filled in with what administrators have told."""
    view = form.view
    body = escape(scheme_body(view.title))
    words = (
        f"{bold(person(view.name))}, {escape(view.title)}\n{body} decides it. They are told what "
        "you keep here, and can tell me otherwise: the later word holds, both are kept."
    )
    return registration_modal(
        Callback.MEMBER_REGISTRATION,
        view.words,
        view.told,
        about=[section(words, "registration:about")],
        carries=kept(slack_id=view.slack_id, enrolment=view.enrolment_id),
        today=form.today,
    )


def read_member_registration(given: Carried, values: Values) -> admin.SetMemberRegistration:
    """What was chosen of it."""
    return admin.SetMemberRegistration(
        word(given, "slack_id"), whole(given, "enrolment"), *read_registration(values)
    )


FORMS: Final = (
    FormLook(
        admin.MemberRegistrationForm,
        member_registration_form,
        Callback.MEMBER_REGISTRATION,
        read_member_registration,
    ),
)
