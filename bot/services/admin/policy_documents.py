"""Loading packs and frameworks: checked, shown as a difference with whom it affects, then kept.

An administrator does it in a form, the operator by command line; both come here. Who is told of it,
and when, is `document_news`'s. Nothing that a member wrote is shown here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final, Literal

from bot.policy.documents.kept import digest_of, framework_text
from bot.policy.documents.pack_document import PacksThere, ReadPack
from bot.policy.documents.reading import Beside, There, read_document
from bot.policy.frameworks.difference import (
    Change,
    RuleChange,
    difference,
    pack_difference,
)
from bot.policy.frameworks.faults import FILE, Caution
from bot.policy.frameworks.framework import (
    Framework,
    folded,
    framework_on,
    standing_versions,
)
from bot.policy.frameworks.reading import ReadFrameworks
from bot.policy.schemes.cycles import FIRST_DAY
from bot.policy.schemes.pack import Pack, RuleDecision
from bot.policy.schemes.pack_versions import PackVersion, in_force_on
from bot.services.context.rules_in_force import Rules, RulesInForce
from storage.schemes.policy_documents import Enrolled, NewDocument
from storage.unit_of_work import UnitOfWork
from storage.vocabulary import DocumentKind

_NOTHING_BESIDE: Final = Beside()

Outcome = Literal["loaded", "loaded_before", "changed_meanwhile"]


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody loads: a text, and what is said beside it."""

    text: bytes | str
    beside: Beside = _NOTHING_BESIDE


@dataclass(frozen=True, slots=True)
class FrameworkNews:
    """One category's framework beside the one that holds on its first day (`before`, None where
    none does). `until`: the first day of a later version, which goes on holding.
    """

    framework: Framework
    before: Framework | None
    changes: tuple[Change, ...]
    until: date | None = None


@dataclass(frozen=True, slots=True)
class PackNews:
    """A pack's version beside the one that holds on its first day (`before`, None for a new
    scheme), each with administrators' decisions in it.
    """

    version: PackVersion
    before: Pack | None
    changes: tuple[RuleChange, ...]
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Affected:
    """Who is in a scheme, or in one of its categories, by name, and how many of their saved entries
    are of days from the document's first on, and so assessed anew.
    """

    category: str
    names: tuple[str, ...]
    entries: int


@dataclass(frozen=True, slots=True)
class KeptText:
    """A document as it is kept, and its first day; None: as far back as anybody logs."""

    kind: DocumentKind
    text: str
    valid_from: date | None


@dataclass(frozen=True, slots=True)
class Examined:
    """What loading a document would do, where nothing is wrong with it.

    `repeated` names what of it is loaded already, as (category, version); with nothing else there
    is nothing to load. `digest` is of all that an administrator confirms: it differs once the
    document, or what it is held against, does. `kept` is what would be kept.
    """

    pack: str
    title: str
    frameworks: tuple[FrameworkNews, ...]
    pack_news: PackNews | None
    cautions: tuple[Caution, ...]
    affected: tuple[Affected, ...]
    repeated: tuple[tuple[str, str], ...]
    digest: str
    kept: tuple["KeptText", ...] = ()

    @property
    def nothing_to_load(self) -> bool:
        """All of it is loaded already."""
        return not self.frameworks and self.pack_news is None


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of a document; `examined` as it was when it was loaded, or was not."""

    outcome: Outcome
    examined: Examined


def examine(
    work: UnitOfWork, rules: Rules, shipped: Mapping[str, Pack], given: Given, today: date
) -> Examined:
    """What loading would do; nothing is changed. `rules` are the workspace's at this moment.

    Raises FrameworkRefused with all that is wrong.
    """
    there = There(PacksThere(shipped, rules.versions, rules.packs), rules.frameworks)
    found = read_document(given.text, given.beside, there, today)
    if isinstance(found, ReadPack):
        return _examined_pack(work, rules, shipped, found)
    return _examined_frameworks(work, rules, found)


def load(work: UnitOfWork, in_force: RulesInForce, given: Given, by: "By", digest: str) -> Loaded:
    """Keep a document whose difference was shown as `digest`, unless it is kept already or anything
    has changed since. Whoever loads at the same time waits, and then reads what was loaded.

    Raises FrameworkRefused with all that is wrong with it by now.
    """
    work.policy_documents.one_at_a_time()
    examined = examine(work, in_force.read(work), in_force.shipped, given, by.today)
    if examined.nothing_to_load:
        return Loaded("loaded_before", examined)
    if examined.digest != digest:
        return Loaded("changed_meanwhile", examined)
    together = digest_of("".join(one.text for one in examined.kept))
    for one in examined.kept:
        work.policy_documents.add(
            NewDocument(
                pack=examined.pack,
                load=together,
                kind=one.kind,
                value=one.text,
                valid_from=one.valid_from or FIRST_DAY,
                on=by.today,
                by=by.member_id,
            )
        )
    return Loaded("loaded", examined)


def show_open_entries(work: UnitOfWork, pack: str, now: datetime) -> None:
    """Have the cards of what is open under a scheme drawn anew, those begun last: its subjects can
    be chosen by now, or are others. What is saved is drawn anew when it is assessed anew.
    """
    for number in work.policy_documents.open_entries_under(pack, OPEN_SHOWN_ANEW):
        work.messages.show_entry(number, now)


OPEN_SHOWN_ANEW: Final = 200
"""Open entries of a workspace whose cards are drawn anew once a document is loaded."""


@dataclass(frozen=True, slots=True)
class By:
    """Who loads, and their today; `member_id` None: the operator."""

    today: date
    member_id: int | None = None


def framework_news(own: Framework, before: Sequence[Framework]) -> FrameworkNews:
    """A framework beside what was loaded before it."""
    versions = standing_versions((one for one in before if one.pack == own.pack), own.category)
    corrected = [
        one for one in versions if own.corrects and folded(one.version) == folded(own.corrects)
    ]
    beside = corrected[0] if corrected else framework_on(versions, own.category, own.first_day)
    later = [
        one.first_day for one in versions if one not in corrected and one.first_day > own.first_day
    ]
    return FrameworkNews(own, beside, difference(beside, own), min(later, default=None))


def pack_news(
    own: PackVersion,
    shipped: Pack | None,
    before: Sequence[PackVersion],
    decisions: Iterable[RuleDecision],
) -> PackNews:
    """A pack's version beside what held on its first day, or what it corrects."""
    versions = [one for one in before if one.pack.name == own.pack.name]
    corrected = [
        one for one in versions if own.corrects and folded(one.version) == folded(own.corrects)
    ]
    others = [one for one in versions if one not in corrected]
    holds = in_force_on(shipped, others, own.first_day)
    beside = corrected[0].pack if corrected else holds and holds[0]
    begun = [replace(one, valid_from=max(one.valid_from, own.first_day)) for one in decisions]
    now = own.pack.decided(begun)[0]
    was = None if beside is None else beside.decided(begun)[0]
    without_rules = replace(now, rules={})
    changes = pack_difference(without_rules if was is None else was, now)
    return PackNews(own, was, changes, None if holds is None else holds[1])


def _examined_frameworks(work: UnitOfWork, rules: Rules, found: ReadFrameworks) -> Examined:
    every = (*found.frameworks, *found.repeated)
    pack = rules.packs[every[0].pack]
    news = tuple(framework_news(one, rules.frameworks) for one in found.frameworks)
    kept = tuple(
        KeptText("framework", framework_text(one), one.valid_from) for one in found.frameworks
    )
    enrolled = work.policy_documents.enrolled_in(pack.name)
    affected: list[Affected] = []
    for one in found.frameworks:
        entries = work.policy_documents.entries_from(pack.name, one.valid_from or FIRST_DAY)
        affected += _affected(
            (each for each in enrolled if folded(each.category) == folded(one.category)), entries
        )
    return Examined(
        pack=pack.name,
        title=pack.title,
        frameworks=news,
        pack_news=None,
        cautions=found.cautions,
        affected=tuple(affected),
        repeated=tuple((one.category, one.version) for one in found.repeated),
        digest=_digest(kept, [None if one.before is None else one.before.version for one in news]),
        kept=kept,
    )


def _examined_pack(
    work: UnitOfWork, rules: Rules, shipped: Mapping[str, Pack], found: ReadPack
) -> Examined:
    own = found.version
    name = own.pack.name
    if found.repeated:
        return Examined(
            pack=name,
            title=own.pack.title,
            frameworks=(),
            pack_news=None,
            cautions=(),
            affected=(),
            repeated=(("", own.version),),
            digest="",
        )
    decisions = [one for one in rules.decisions if one.pack == name]
    news = pack_news(own, shipped.get(name), rules.versions, decisions)
    kept = (KeptText("pack", found.text, own.valid_from),)
    enrolled = work.policy_documents.enrolled_in(name)
    entries = work.policy_documents.entries_from(name, own.valid_from or FIRST_DAY)
    return Examined(
        pack=name,
        title=own.pack.title,
        frameworks=(),
        pack_news=news,
        cautions=(*found.cautions, *_categories_gone(own, enrolled)),
        affected=tuple(_affected(enrolled, entries)),
        repeated=(),
        digest=_digest(kept, [None if news.before is None else news.before.version]),
        kept=kept,
    )


def _affected(enrolled: Iterable[Enrolled], entries: Mapping[str, int]) -> Iterable[Affected]:
    """Those who are enrolled, by category, in the order in which it is met first."""
    names: dict[str, list[str]] = {}
    for one in enrolled:
        names.setdefault(one.category, []).append(one.name)
    return [
        Affected(category, tuple(some), entries.get(category, 0))
        for category, some in names.items()
    ]


def _categories_gone(own: PackVersion, enrolled: Iterable[Enrolled]) -> Iterable[Caution]:
    """Categories that members are in and that a version does not name any more."""
    named = own.pack.categories(own.valid_from or FIRST_DAY) or ()
    known = {folded(one) for one in named}
    people: dict[str, int] = {}
    for one in enrolled:
        if one.category and folded(one.category) not in known:
            people[one.category] = people.get(one.category, 0) + 1
    for category, count in people.items():
        who = "1 member is" if count == 1 else f"{count} members are"
        yield Caution(
            "categories_gone",
            FILE,
            f"{who} in {category}, which it does not name; they stay in it until they leave",
        )


def _digest(kept: Iterable[KeptText], before: Iterable[str | None]) -> str:
    parts = [one.text for one in kept] + [str(one) for one in before]
    return digest_of("\n".join(parts))
