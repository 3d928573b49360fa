"""What administrators see: assumed rules, who may administer, members and their schemes."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from bot.figures import day, listed
from bot.policy.schemes.cycles import FIRST_DAY
from bot.policy.schemes.rules import SHAPES, Rule, as_text, day_of_year
from bot.services.admin import actions as admin
from bot.services.admin import document_actions as documents
from bot.services.admin.loaded_documents import LoadedDocument
from bot.services.admin.members import MemberRow, MemberScheme, MembersPage
from bot.services.admin.roles import Administrator
from bot.services.admin.rules import DecidedRule, OpenRule, RulesView
from bot.ui.kit.blocks import Block, Content, Element, actions, button, context, section
from bot.ui.kit.escape import brief, escape
from bot.ui.kit.formatting import bold, person

RULES_MOST = 10
DECIDED_MOST = 4
LOADED_MOST = 5
_REGISTRATIONS_MOST = 20

_NAMES: Mapping[str, str] = {
    "scheme.name": "What the scheme is called",
    "unit": "What is counted",
    "requires": "Which other scheme it needs",
    "cycle.length": "How long a cycle is",
    "cycle.minimum": "The minimum for a cycle",
    "cycle.carry_over": "What is carried over",
    "cycle.start": "When a cycle begins",
    "year.recommended": "What is recommended for a year",
    "year.start": "When a CPD year begins",
    "year.minimum": "The minimum for a year",
    "entry.fields": "What a record has to hold",
    "entry.tests": "Which tests an entry has to meet",
    "entry.logged_by": "Who may log",
    "entry.own_sentence": "How long one’s own sentence is at least",
    "entry.evidence": "How much evidence to ask for",
    "credit.base_per_hour": "What an hour is worth",
    "credit.assessed_factor": "What assessment adds",
    "credit.impact_extra": "What impact adds",
    "limit.reading": "How much reading counts",
    "mix.assessed": "How much has to be assessed",
    "joiner.pro_rata": "What a late joiner owes",
    "large_qualification": "How a long qualification is counted",
    "large_qualification.days": "From how many days on a qualification is long",
    "large_qualification.hours": "From how many hours on a qualification is long",
    "activity.types": "Which types of activity there are",
    "stages": "What the stages are called",
    "qualities": "What CPD should be as a whole",
    "categories": "Which categories there are",
    "categories.called": "What else categories are called",
    "framework.subjects": "Which subjects it asks for",
    "audit": "How records are audited",
    "audit.sample": "How often Chartered records are sampled",
    "audit.rate": "How many records are sampled",
    "failure": "What follows a cycle that ends short",
    "appeal": "How to appeal",
    "appeal.deadline": "How long there is to appeal",
}
_VALUES: Mapping[tuple[str, str], str] = {
    ("year.start", "cycle start"): "with the cycle",
    ("joiner.pro_rata", "days left"): "less, by the days that were left on joining",
    ("large_qualification", "dated parts"): "the parts done in the cycle, with their own dates",
    ("cycle.start", "per member"): "each member’s own",
}
"""Values that a pack has words for, as an administrator reads them."""

_ONE: Mapping[str, str] = {
    "years": "year",
    "credits": "credit",
    "credits per hour": "credit per hour",
    "words": "word",
    "pieces": "piece",
    "days": "day",
    "hours": "hour",
}
"""Units of numbers, where it is one; those of lists are not said."""
_BY = {"operator": "by the operator", "slack": "as Slack administrator", "role": "by role"}

OVERVIEW = (
    "`/cpd admin rules` rules that are assumed: confirm or change them\n"
    "`/cpd admin load` load a scheme’s rules, or the subjects of a category\n"
    "`/cpd admin members` members and their schemes\n"
    "`/cpd admin roles` who may administer\n"
    "`/cpd admin sources` systems that send drafts, and whose they are\n"
    "`/cpd admin emoji` which emoji makes a draft of a message\n"
    "`/cpd admin roots` by which records can be checked: publish them\n"
    "`/cpd admin give @person` and `/cpd admin take @person` the administrator’s role\n"
    "`/cpd admin lead @person` and `/cpd admin unlead @person` who runs audit rounds\n"
    "`/cpd-team assign @member to @manager` who manages whom"
)

COACH = "`/cpd admin coach` whether members may have a coach"


def overview(*, coach: bool = False) -> Content:
    """`/cpd admin`; `coach`: the operator has set one up."""
    words = f"{OVERVIEW}\n{COACH}" if coach else OVERVIEW
    return Content("What administrators can do.", [section(words, "admin:overview")])


def rules(view: RulesView, skip: int = 0) -> Content:
    """Ten rules that nobody has confirmed, with Confirm and Change; below, those decided."""
    blocks: list[Block] = []
    for place, rule in enumerate(view.open[skip : skip + RULES_MOST]):
        blocks += _open(rule, place)
    if not blocks:
        blocks.append(section("Every rule that can be decided is decided.", "rules:none"))
    shown = skip + RULES_MOST
    if len(view.open) > shown:
        more = button(f"{len(view.open) - shown} more", admin.ShowRules(shown))
        blocks += actions("rules:more", [more])
    blocks += [_decided(rule, place) for place, rule in enumerate(view.decided[:DECIDED_MOST])]
    loaded = [_loaded(one) for one in view.loaded[:LOADED_MOST]]
    if loaded:
        blocks.append(section("\n".join(loaded), "rules:loaded"))
    blocks += actions("rules:load", [button("Load rules", documents.AskToLoad())])
    foot = "Figures that rest on an assumed rule are marked “(assumed)” until it is confirmed."
    return Content("Rules to confirm.", [*blocks, context(foot, "rules:foot")])


def role_given(sentence: Content, slack_id: str) -> Content:
    """After `/cpd admin give`: the sentence on who is an administrator now, and the way back."""
    back = button("Take it back", admin.TakeRoleBack(slack_id))
    return Content(sentence.text, [*sentence.blocks, *actions("role:given", [back])])


def rule_decided(key: str, value: str, view: RulesView | None = None) -> Content:
    """After Confirm or Change: what was decided, above the list as it is now."""
    unit = SHAPES[key].unit if key in SHAPES else ""
    words = f"Decided: “{escape(rule_name(key))}” is {_with_unit(key, value, unit)}. "
    words += "I work out every total anew."
    if key == "joiner.pro_rata":
        words += " Members can say in their settings when they joined."
    below = [] if view is None else rules(view).blocks
    return Content(words, [section(words, "rules:decided-now"), *below])


def rule_name(key: str) -> str:
    """A rule's name for people; its key where it has none."""
    return _NAMES.get(key, key)


def value_words(key: str, value: str) -> str:
    """A rule's value for people: "1" for "1.0", and what words of a pack mean."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        on = day_of_year(value) if key == "year.start" else None
        return f"{on[1]} {date(2001, *on):%B}" if on else _VALUES.get((key, value), value)
    return f"{number.normalize():,f}" if number.is_finite() else value


def rule_line(rule: Rule) -> str:
    """A rule as plain text, with its force, how sure it is, its days and where it stands."""
    value = "not known"
    if rule.value is not None:
        value = _counted(rule.key, as_text(rule.value), rule.unit)
    since = "" if rule.valid_from is None else f", from {day(rule.valid_from)}"
    until = "" if rule.valid_to is None else f" up to {day(rule.valid_to)}"
    offered = "" if rule.offered is None else f"; offered: {as_text(rule.offered)}"
    said = f"{rule_name(rule.key)} ({rule.key}): {value}{offered}; {rule.force}"
    return f"{said}, {rule.confidence}{since}{until}. {rule.source}, {day(rule.checked_on)}"


def administrators(found: Sequence[Administrator], leads: Sequence[str] = ()) -> Content:
    """Who may administer, and by whose word; and the CPD leads."""
    lines = [
        f"{bold(person(one.name))}: {listed([_BY[by] for by in one.by])}" for one in found[:40]
    ]
    if len(found) > 40:
        lines.append(f"and {len(found) - 40} more")
    blocks = [section("\n".join(lines) or "Nobody.", "admin:who")]
    if leads:
        names = listed([bold(person(one)) for one in leads[:40]])
        blocks.append(section(f"CPD leads, who run audit rounds: {names}", "admin:leads"))
    return Content("Who may administer.", blocks)


def members(page: MembersPage) -> Content:
    """Ten members with their schemes; no entry and no total."""
    if not page.rows:
        return Content("No members yet.", [section("No members yet.", "members:none")])
    blocks: list[Block] = []
    for row in page.rows:
        blocks.append(section(_member(row), f"members:{row.slack_id}"))
        blocks += actions(f"members:{row.slack_id}-registration", _registrations(row))
    if page.next_after is not None:
        more = button("More", admin.ShowMembers(page.next_after))
        blocks += actions("members:turn", [more])
    return Content("Members.", blocks)


def _open(rule: OpenRule, place: int) -> list[Block]:
    confirm = None
    if rule.to_confirm is not None:
        confirm = button("Confirm", admin.ConfirmRule(rule.pack, rule.key))
    value = "not known"
    if rule.value is not None:
        value = f"{_with_unit(rule.key, rule.value, rule.unit)} (assumed)"
    elif rule.offered is not None:
        value = f"not known; offered: {_with_unit(rule.key, rule.offered, rule.unit)}"
    lines = [
        f"{bold(escape(rule_name(rule.key)))} · {escape(rule.scheme)}",
        value,
        f"{brief(rule.source, 150)}; looked up on {day(rule.checked_on)}",
    ]
    return [
        section("\n".join(lines), f"rules:{place}"),
        *actions(
            f"rules:{place}-actions",
            [confirm, button("Change", admin.AskForRule(rule.pack, rule.key))],
        ),
    ]


def _decided(rule: DecidedRule, place: int) -> Block:
    by = f" by {person(rule.decided_by)}" if rule.decided_by else ""
    value = _with_unit(rule.key, rule.value, rule.unit)
    words = (
        f"{bold(escape(rule_name(rule.key)))} · {escape(rule.scheme)}\n"
        f"{value}, {rule.kind} on {day(rule.decided_on)}{by}, {_since(rule.valid_from)}"
    )
    change = button("Change", admin.AskForRule(rule.pack, rule.key))
    return section(words, f"rules:decided-{place}", change)


def _loaded(one: LoadedDocument) -> str:
    by = f" by {person(one.loaded_by)}" if one.loaded_by else " by whoever runs me"
    since = "for all days" if one.valid_from is None else f"from {day(one.valid_from)}"
    corrected = f"; corrected by version {brief(one.corrected_by, 40)}" if one.corrected_by else ""
    words = f"{bold(brief(one.title, 100))}: version {brief(one.version, 40)}, {since}, loaded on"
    return f"{words} {day(one.loaded_on)}{by}{corrected}"


def _since(first: date) -> str:
    return "for all activities" if first <= FIRST_DAY else f"for activities from {day(first)}"


def _with_unit(key: str, value: str, unit: str) -> str:
    """ "1 piece", "3 years"; lists and words without their unit."""
    return brief(_counted(key, value, unit), 100)


def _counted(key: str, value: str, unit: str) -> str:
    words = value_words(key, value)
    counted = unit in _ONE and words[:1].isdecimal()
    return f"{words} {_ONE[unit] if words == '1' else unit}" if counted else words


def _member(row: MemberRow) -> str:
    schemes = [f"{escape(one.title)}{_cycle(one)}{_told(one)}" for one in row.schemes]
    gone = " · deactivated" if row.deactivated else ""
    manager = "no manager"
    if row.manager_slack_id:
        manager = f"manager <@{row.manager_slack_id}>, {row.link_state or 'not known'}"
    return f"{bold(person(row.name))}{gone}\n{listed(schemes) or 'no scheme yet'}; {manager}"


def _registrations(row: MemberRow) -> list[Element | None]:
    """A button for each register, and each recognition, of the member's."""
    return [
        button(
            _registration(one),
            admin.AskForMemberRegistration(row.slack_id, one.enrolment_id),
            number=number,
            spoken=f"{_registration(one)} of {row.name}",
        )
        for number, one in enumerate(row.schemes[:_REGISTRATIONS_MOST])
        if one.registration_words
    ]


def _registration(scheme: MemberScheme) -> str:
    if "recognition removed" not in scheme.registration_words:
        return "Registration"
    _, _, category = scheme.title.partition(": ")
    return f"Recognition: {category}" if category else "Recognition"


def _told(scheme: MemberScheme) -> str:
    """What administrators have told of the registration; nothing where they have not."""
    if scheme.told is None or scheme.told.state.state is None:
        return ""
    event = scheme.told.state.decided_by
    since = f" since {day(event.on)}" if event is not None else ""
    return f", {scheme.told.state.state}{since}"


def _cycle(scheme: MemberScheme) -> str:
    """When its cycle began; nothing of a scheme that has none."""
    if not scheme.has_cycle:
        return ""
    start = scheme.cycle_start
    return f" (cycle from {day(start)})" if start else " (cycle start not known)"
