"""Changing a rule that nobody has confirmed: its value, and from which day on."""

from datetime import date
from typing import Final

from bot.services.admin import actions as admin
from bot.services.admin.rules import DecidedRule, OpenRule
from bot.ui.admin.lists import rule_name, value_words
from bot.ui.kit.blocks import (
    Element,
    View,
    asked,
    datepicker,
    modal,
    option,
    radio,
    section,
    text_field,
)
from bot.ui.kit.escape import brief, escape
from bot.ui.kit.form_values import Carried, Values, choice_in, day_in, text_in, word
from bot.ui.kit.ids import Callback, Field, kept
from bot.ui.kit.page_looks import FormLook


def rule_modal(rule: OpenRule | DecidedRule, today: date) -> View:
    """One rule, filled in with what holds now."""
    allowed = rule.allowed
    value = rule.to_confirm if isinstance(rule, OpenRule) else rule.value
    since = None if isinstance(rule, OpenRule) else rule.valid_from
    source = rule.source if isinstance(rule, OpenRule) else ""
    field: Element = text_field(Field.VALUE, value, most=300, focus=True)
    if allowed and len(allowed) <= 10:
        words = [option(value_words(rule.key, word), word) for word in allowed]
        field = radio(Field.VALUE, words, value)
    return modal(
        Callback.RULE,
        "Change a rule",
        [
            section(
                f"*{escape(rule_name(rule.key))}*\n{escape(rule.scheme)}"
                + (f"\n{brief(source, 300)}" if source else ""),
                "rule",
            ),
            asked(Field.VALUE, f"Value ({rule.unit})" if rule.unit else "Value", field),
            asked(
                Field.VALID_FROM,
                "For activities from",
                datepicker(Field.VALID_FROM, since or today),
                hint="Activities before that day stay under the rule that held then.",
            ),
        ],
        carries=kept(pack=rule.pack, key=rule.key),
        submit="Change it",
    )


def read_rule(given: Carried, values: Values) -> admin.ChangeRule:
    """What was typed. Whether the rule can have that value is for the service to say."""
    return admin.ChangeRule(
        pack=word(given, "pack"),
        key=word(given, "key"),
        value=choice_in(values, Field.VALUE) or text_in(values, Field.VALUE),
        valid_from=day_in(values, Field.VALID_FROM),
    )


FORMS: Final = (
    FormLook(
        admin.RuleForm, lambda form: rule_modal(form.rule, form.today), Callback.RULE, read_rule
    ),
)
