"""Changing a rule that nobody has confirmed: its value, and from which day on."""

from dataclasses import dataclass
from datetime import date

from bot.services.admin import DecidedRule, OpenRule
from bot.ui.blocks import (
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
from bot.ui.escape import brief, escape
from bot.ui.ids import Callback, Field, Meta
from bot.ui.modals.values import Mistakes, Values, choice_in, day_in, text_in


@dataclass(frozen=True, slots=True)
class RuleForm:
    """A rule's new value as typed, and the first day on which it holds."""

    value: str
    valid_from: date


def rule_modal(rule: OpenRule | DecidedRule, today: date) -> View:
    """One rule, filled in with what holds now."""
    allowed = rule.allowed if isinstance(rule, OpenRule) else ()
    value = rule.to_confirm if isinstance(rule, OpenRule) else rule.value
    since = None if isinstance(rule, OpenRule) else rule.valid_from
    source = rule.source if isinstance(rule, OpenRule) else ""
    field: Element = text_field(Field.VALUE, value, most=300, focus=True)
    if allowed and len(allowed) <= 10:
        field = radio(Field.VALUE, [option(word, word) for word in allowed], value)
    return modal(
        Callback.RULE,
        "Change a rule",
        [
            section(
                f"*{escape(rule.scheme)}*\n{escape(rule.key)}"
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
        meta=Meta(pack=rule.pack, key=rule.key),
        submit="Change it",
    )


def read_rule(values: Values) -> RuleForm | Mistakes:
    """What was typed. Whether the rule can have that value is for the service to say."""
    value = choice_in(values, Field.VALUE) or text_in(values, Field.VALUE)
    since = day_in(values, Field.VALID_FROM)
    if not value:
        return Mistakes.of(Field.VALUE, "Give it a value.")
    if since is None:
        return Mistakes.of(Field.VALID_FROM, "Choose the first day on which it holds.")
    return RuleForm(value, since)
