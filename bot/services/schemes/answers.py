"""Answers from the packs: what counts for how much, tests, stages, audits; with the source.

A rule that no pack of the member's has, or that has no value, is "not known".
"""

from collections.abc import Callable, Sequence
from typing import Any, Final

from bot.conversation.asking import Asked
from bot.conversation.asking.words import word_set
from bot.policy.schemes.credits import credits_hundredths, weight
from bot.policy.schemes.entry_tests import LARGE
from bot.policy.schemes.pack import Pack
from bot.policy.schemes.rules import TESTS, Rule, as_text
from bot.policy.schemes.sampling import sampling
from bot.policy.schemes.standing import FrameworkStanding
from bot.policy.schemes.terms import terms
from bot.policy.vocabulary import GRADES, STAGES
from bot.services.context.member_context import MemberContext
from bot.services.dispatch.questions import Answer, Explained, Line, Offer, explained
from bot.services.schemes.assessment import worth_of
from bot.services.schemes.member_schemes import LINES, Scheme, not_known_line, of_schemes
from storage.row_types import EntryRecord

_READING: Final = word_set(
    "reading read magazine magazines manual manuals bulletin bulletins book books article articles"
)


def counts(ctx: MemberContext, _asked: Asked, schemes: Sequence[Scheme]) -> Explained:
    """What may be logged at all."""
    lines = []
    if (tested := _with_rule(ctx, schemes, "entry.tests")) is not None:
        lines.append(Line("counts", {"title": tested.title}, _source(ctx, tested, "entry.tests")))
    free = next((one for one in schemes if one.terms.by_rhythm), None)
    if free is not None:
        theirs = tested is not None and any(one.pack is tested for one in schemes)
        lines.insert(0, _counts_freely(free, ctx, alone=not theirs))
    by_hours = next((one for one in schemes if one.terms.fields), None)
    if by_hours is not None:
        values = {"title": by_hours.title, "fields": list(by_hours.terms.fields)}
        lines.append(Line("counts_record", values, by_hours.source("entry.fields")))
    if not schemes:
        lines = [Line("counts_anywhere", {}, lines[0].source if lines else "")]
    enrolled = [line for line in lines if _is_theirs(line, schemes)]
    return Explained(tuple((enrolled or lines)[:LINES]), () if schemes else (Offer("scheme"),))


def worth(ctx: MemberContext, asked: Asked, schemes: Sequence[Scheme]) -> Explained:
    """What something brings, and on which rule: the entry at hand, a length, an hour."""
    if not schemes:
        return explained("worth_no_scheme", Offer("scheme"))
    counting = [one for one in schemes if one.terms.rate is not None]
    if not counting:
        first = schemes[0]
        if first.terms.by_hours:
            return explained("worth_time", source=first.source("unit"), title=first.title)
        if isinstance(first.standing, FrameworkStanding):
            return explained("by_subjects", source=first.standing.source, title=first.title)
        if first.terms.framework:
            source = first.source("framework.subjects")
            return explained("framework", source=source, title=first.title)
        if not first.terms.by_rhythm:
            return explained("not_known", title=first.title)
        return explained("worth_nothing_counted", source=first.source("unit"), title=first.title)
    if asked.words == "this" and asked.minutes is None:
        entry = ctx.work.entries.newest_open(ctx.member.id)
        if entry is not None:
            return _worth_of_entry(ctx, entry, counting[0])
    lines = [_worth_line(one, asked.minutes) for one in counting[:LINES]]
    if len(lines) == 1 and _READING & set(asked.words.split()):
        scheme = counting[0]
        if scheme.pack.rule("limit.reading", ctx.today) is not None:
            source = scheme.source("limit.reading")
            lines.append(Line("reading_limit", {"title": scheme.title}, source))
    elif len(lines) == 1 and not asked.words and asked.minutes is None:
        lines += _not_published(counting[0], ctx)
    return Explained(tuple(lines))


def _counts_freely(scheme: Scheme, ctx: MemberContext, *, alone: bool) -> Line:
    """Any learning; where nothing else is said, with the qualities that the pack asks of it."""
    rule = scheme.pack.rule("qualities", ctx.today) if alone else None
    if rule is None or not isinstance(rule.value, tuple):
        return Line("counts_freely", {"title": scheme.title}, scheme.source("unit"))
    values = {"title": scheme.title, "words": list(rule.value)}
    return Line("counts_qualities", values, rule.source)


_ADDING: Final = ("credit.assessed_factor", "credit.impact_extra", "limit.reading", "mix.assessed")


def _not_published(scheme: Scheme, ctx: MemberContext) -> list[Line]:
    """What else bears on credits, by the pack, without a value that anybody has published."""
    rules = {key: scheme.pack.rule(key, ctx.today) for key in _ADDING}
    found = [key for key, rule in rules.items() if rule is not None and rule.value is None]
    return [Line("not_published", {"keys": found})] if found else []


def test(ctx: MemberContext, asked: Asked, schemes: Sequence[Scheme]) -> Explained:
    """What the tests ask for: one or two by name, else all."""
    pack = _with_rule(ctx, schemes, "entry.tests")
    if pack is None:
        return explained("not_known", title="")
    named = [name for name in asked.words.split() if name in TESTS][:LINES]
    source = _source(ctx, pack, "entry.tests")
    own = terms(pack, ctx.today).own_sentence
    if not named:
        lines = [Line("test_all", {"title": pack.title}, source)]
    else:
        lines = [Line(f"test_{name}", {"title": pack.title, "own": own}, source) for name in named]
    if schemes and not any(one.terms.tests for one in schemes) and len(lines) == 1:
        if schemes[0].terms.by_rhythm:
            lines.insert(0, Line("no_tests", {"title": schemes[0].title, "whose": pack.title}))
        else:
            lines = [Line("not_said", {"title": schemes[0].title, "key": "entry.tests"})]
    return Explained(tuple(lines))


def stage(ctx: MemberContext, asked: Asked, schemes: Sequence[Scheme]) -> Explained:
    """What belongs into the stages: one or two by name, else all."""
    pack = _with_rule(ctx, schemes, "stages", rhythm_first=True)
    source = "" if pack is None else _source(ctx, pack, "stages")
    named = [name for name in asked.words.split() if name in STAGES][:LINES]
    if not named:
        rule = None if pack is None else pack.rule("stages", ctx.today)
        if pack is None or rule is None or not isinstance(rule.value, tuple):
            return explained("stage_all", source=source)
        return explained("stage_called", source=source, title=pack.title, words=list(rule.value))
    return Explained(tuple(Line(f"stage_{name}", {}, source) for name in named))


def rhythm(ctx: MemberContext, _asked: Asked, schemes: Sequence[Scheme]) -> Explained:
    """How often something is to be logged."""
    free = next((one for one in schemes if one.terms.by_rhythm), None)
    if free is not None:
        return explained("rhythm", source=free.source("unit"), title=free.title)
    scheme = next((one for one in schemes if one.terms.has_target), None)
    by_hours = next((one for one in schemes if one.terms.by_hours), None)
    if scheme is None and by_hours is not None and by_hours.terms.minimum is not None:
        source, asked = by_hours.source("year.minimum"), by_hours.terms.minimum
        return explained("rhythm_hours", source=source, title=by_hours.pack.title, asked=asked)
    if scheme is None and schemes:
        return Explained((not_known_line(schemes[0]),))
    if scheme is None:
        shown = _shown_to_anybody(ctx)
        pack = next((one for one in shown if terms(one, ctx.today).by_rhythm), None)
        if pack is None:
            return explained("not_known", title="")
        return explained("rhythm", source=_source(ctx, pack, "unit"), title=pack.title)
    if None in (scheme.terms.minimum, scheme.terms.length, scheme.terms.recommended):
        return explained("not_known", title=scheme.title)
    return explained(
        "rhythm_target",
        source=scheme.source("year.recommended"),
        title=scheme.title,
        minimum=scheme.terms.minimum,
        years=scheme.terms.length,
        recommended=scheme.terms.recommended,
    )


def framework(ctx: MemberContext, _asked: Asked) -> Explained:
    """What TechSafe asks for: its subjects, as far as their framework is loaded."""
    pack = next((one for one in ctx.rules.values() if terms(one, ctx.today).framework), None)
    if pack is None:
        return explained("not_known", title="")
    loaded = [one for one in pack.frameworks if one.first_day <= ctx.today]
    line = Line("framework", {"title": pack.title}, _source(ctx, pack, "framework.subjects"))
    if loaded:
        line = Line("by_subjects", {"title": pack.title}, loaded[-1].source)
    categories = pack.rule("categories", ctx.today)
    if categories is None or not isinstance(categories.value, tuple):
        return Explained((line,))
    values = {"title": pack.title, "words": list(categories.value)}
    name = "categories" if categories.assumed else "categories_decided"
    return Explained((line, Line(name, values)))


def rules(ctx: MemberContext, asked: Asked, schemes: Sequence[Scheme]) -> Explained:
    """What a body asks for in all, and of each entry: of the scheme that is named, else of the
    member's most urgent one, else of one whose rules are said to anybody.
    """
    wanted = asked.words.split()
    theirs = [one.pack for one in schemes]
    every = {pack.name: pack for pack in (*theirs, *ctx.rules.values())}
    named = max(every.values(), key=lambda pack: _named_by(wanted, pack), default=None)
    if named is None or not _named_by(wanted, named):
        named = next(iter([*theirs, *_shown_to_anybody(ctx)]), None)
    if named is None:
        return explained("not_known", title="")
    lines = [_asked_in_all(ctx, named), *_asked_of_an_entry(ctx, named)]
    return Explained(tuple(lines[:LINES]))


def _named_by(words: Sequence[str], pack: Pack) -> int:
    """How much words name a scheme: what members call it weighs more than its title, since IMI is
    in the titles of two.
    """
    called = frozenset(" ".join(pack.called).lower().split())
    title = frozenset(pack.title.lower().split())
    return sum(2 * (word in called) + (word in title) for word in words)


def _asked_in_all(ctx: MemberContext, pack: Pack) -> Line:
    in_force = terms(pack, ctx.today)
    values: dict[str, Any] = {"title": pack.title, "minimum": in_force.minimum}
    if in_force.by_rhythm:
        return Line("rules_rhythm", values, _source(ctx, pack, "unit"))
    if in_force.framework:
        loaded = [one for one in pack.frameworks if one.first_day <= ctx.today]
        if loaded:
            return Line("by_subjects", values, loaded[-1].source)
        return Line("framework", values, _source(ctx, pack, "framework.subjects"))
    key = "year.minimum" if in_force.by_hours else "cycle.minimum"
    if in_force.minimum is None or in_force.length is None:
        return Line("not_said", {"title": pack.title, "key": key})
    source = _source(ctx, pack, key)
    if in_force.by_hours:
        return Line("rules_hours", {"title": pack.title, "asked": in_force.minimum}, source)
    values |= {"years": in_force.length, "recommended": in_force.recommended}
    name = "rules_credits" if in_force.recommended is not None else "rules_credits_alone"
    return Line(name, values, source)


def _asked_of_an_entry(ctx: MemberContext, pack: Pack) -> list[Line]:
    """What an entry has to be, or its record to say, by the rule that has a value; else nothing."""
    in_force = terms(pack, ctx.today)
    qualities = pack.rule("qualities", ctx.today)
    if in_force.tests:
        values: dict[str, Any] = {"title": pack.title, "words": list(in_force.tests)}
        return [Line("rules_tests", values, _source(ctx, pack, "entry.tests"))]
    if in_force.fields:
        values = {"title": pack.title, "fields": list(in_force.fields)}
        return [Line("counts_record", values, _source(ctx, pack, "entry.fields"))]
    if qualities is not None and isinstance(qualities.value, tuple):
        values = {"title": pack.title, "words": list(qualities.value)}
        return [Line("rules_qualities", values, qualities.source)]
    return []


def by_rule(key: str, name: str) -> Callable[[MemberContext, Asked, Sequence[Scheme]], Explained]:
    """An answer that says one rule's value, for each scheme of the member's that has it."""

    def answer(ctx: MemberContext, _asked: Asked, schemes: Sequence[Scheme]) -> Explained:
        packs = [one.pack for one in schemes] or _shown_to_anybody(ctx)
        lines = []
        for pack in packs:
            rule = pack.rule(key, ctx.today)
            if rule is not None and rule.value is not None:
                values: dict[str, Any] = {"title": pack.title, "value": as_text(rule.value)}
                in_force = terms(pack, ctx.today)
                minimum = in_force.minimum if in_force.has_target else None
                deadline = pack.rule("appeal.deadline", ctx.today)
                values |= {"minimum": minimum, "deadline": deadline and deadline.value}
                lines.append(Line(name, values, rule.source))
        if lines:
            return Explained(tuple(lines[:LINES]))
        return _without_rule(schemes, name)

    return answer


def audit(ctx: MemberContext, asked: Asked, schemes: Sequence[Scheme]) -> Explained:
    """Whose records are asked for; where that depends on the member's grade, by what they said."""
    found = by_rule("audit", "audit")(ctx, asked, schemes)
    theirs = {one.pack.title: one for one in schemes}
    lines = [_of_grade(line, theirs.get(line.values.get("title", "")), ctx) for line in found.lines]
    return Explained(tuple(lines), found.offers)


def _of_grade(line: Line, scheme: Scheme | None, ctx: MemberContext) -> Line:
    """The line itself where it depends on no grade, or on one that the member has not told."""
    if scheme is None:
        return line
    grade = next((one for one in GRADES if one == scheme.one.enrolment.grade), None)
    known = sampling(scheme.pack, grade, ctx.today)
    if known is None or grade is None:
        return line
    name = "audit_sampled" if known.state == "sampled" else "audit_not_published"
    return Line(name, {"title": line.values["title"]}, known.source)


def failure(ctx: MemberContext, asked: Asked, schemes: Sequence[Scheme]) -> Explained:
    """What a scheme's policy is for a cycle that ends short."""
    found = by_rule("failure", "failure")(ctx, asked, schemes)
    lines = [
        Line("failure_minimum", line.values, line.source)
        if line.name == "failure" and line.values.get("minimum")
        else line
        for line in found.lines
    ]
    if len(lines) == 1 and lines[0].name.startswith("failure"):
        lines.append(Line("decides", {"title": lines[0].values["title"]}))
    return Explained(tuple(lines), found.offers)


def _without_rule(schemes: Sequence[Scheme], name: str) -> Explained:
    """Of a scheme that counts nothing it is known that there is nothing to miss or to carry."""
    if not schemes:
        return explained("not_known", title="")
    first = schemes[0]
    if first.terms.by_rhythm and name in ("failure", "carry_over"):
        return explained("no_target", source=first.source("unit"), title=first.title)
    return explained("not_known", title=first.title)


def _worth_line(scheme: Scheme, minutes: int | None) -> Line:
    rate = scheme.terms.rate or 0
    source = scheme.source("credit.base_per_hour")
    length = 60 if minutes is None else minutes
    values = {
        "title": scheme.title,
        "minutes": length,
        "credits": credits_hundredths(weight(length, rate)),
    }
    return Line("worth_hour" if minutes is None else "worth_length", values, source)


def _worth_of_entry(ctx: MemberContext, entry: EntryRecord, scheme: Scheme) -> Explained:
    """What the entry at hand would bring, without a word of what it says."""
    number = scheme.one.enrolment.id
    assessment = next(
        one.assessment for one in worth_of(ctx, [entry])[entry.id] if one.enrolment_id == number
    )
    source = scheme.source("credit.base_per_hour")
    if not assessment.minutes:
        rate = scheme.terms.rate or 0
        return explained("worth_no_length", source=source, title=scheme.title, credits=rate)
    if large := [one for one in assessment.findings if one.rule == LARGE]:
        source = large[0].source
        if assessment.credits is None or assessment.state == "outside":
            return explained("worth_large", source=source, minutes=assessment.minutes)
    return explained(
        "worth_this",
        source=source,
        title=scheme.title,
        minutes=assessment.minutes,
        credits=assessment.credits or 0,
    )


def _with_rule(
    ctx: MemberContext, schemes: Sequence[Scheme], key: str, *, rhythm_first: bool = False
) -> Pack | None:
    """The most urgent of the member's packs that has a rule with a value; else one that has."""
    shown = _shown_to_anybody(ctx, rhythm_first=rhythm_first)
    for pack in (*(one.pack for one in schemes), *shown, *ctx.rules.values()):
        rule: Rule | None = pack.rule(key, ctx.today)
        if rule is not None and rule.value is not None:
            return pack
    return None


def _shown_to_anybody(ctx: MemberContext, *, rhythm_first: bool = False) -> list[Pack]:
    """Whose rules are said to somebody who is in no scheme yet: of those that count credits first,
    or of those that go by rhythm.
    """
    shown = [pack for pack in ctx.rules.values() if pack.shown_to_anybody]
    return sorted(shown, key=lambda pack: terms(pack, ctx.today).by_rhythm != rhythm_first)


def _source(ctx: MemberContext, pack: Pack, key: str) -> str:
    rule = pack.rule(key, ctx.today)
    return "" if rule is None else rule.source


def _is_theirs(line: Line, schemes: Sequence[Scheme]) -> bool:
    return any(one.title == line.values.get("title") for one in schemes)


ANSWERS: Final = (
    Answer("rules", of_schemes(rules)),
    Answer("counts", of_schemes(counts)),
    Answer("worth", of_schemes(worth)),
    Answer("test", of_schemes(test)),
    Answer("stage", of_schemes(stage)),
    Answer("rhythm", of_schemes(rhythm)),
    Answer("framework", framework),
    Answer("audit", of_schemes(audit)),
    Answer("appeal", of_schemes(by_rule("appeal", "appeal"))),
    Answer("failure", of_schemes(failure)),
    Answer("carry_over", of_schemes(by_rule("cycle.carry_over", "carry_over"))),
)
