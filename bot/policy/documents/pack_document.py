"""A pack as somebody loads it: read with all that is wrong with it, held against what there is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import yaml

from bot.policy.documents.kept import digest_of, pack_text
from bot.policy.frameworks.checks import CORRECTED_BEFORE, same_day, version_faults
from bot.policy.frameworks.faults import FILE, Caution, Faults, Place
from bot.policy.frameworks.framework import folded
from bot.policy.frameworks.values import Unreadable, read_text, shown
from bot.policy.frameworks.yaml_form import can_be_built
from bot.policy.schemes.categories import CATEGORY_MOST
from bot.policy.schemes.cycles import FIRST_DAY, add_years
from bot.policy.schemes.gaps import gaps
from bot.policy.schemes.pack import Pack
from bot.policy.schemes.pack_file import PackError, read_pack
from bot.policy.schemes.pack_versions import PackVersion, in_force_on, standing_packs
from bot.policy.schemes.terms import terms

YEARS_AHEAD: Final = 10
"""A document announced for later than that is a slip of the pen."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEPTH: Final = 4
"""The pack, its rules, a rule, and a value that is a list; an account's fields lie as deep."""

_MOST_RULES: Final = 500
_TITLE_MOST: Final = 60
_TEXT_MOST: Final = 500


@dataclass(frozen=True, slots=True)
class ReadPack:
    """A version of a pack that may be loaded, what to look at before, and the text to keep.

    `repeated`: just that is loaded already.
    """

    version: PackVersion
    text: str
    cautions: tuple[Caution, ...] = ()
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class PacksThere:
    """What a loaded pack is held against: the packs that are shipped, the versions loaded before in
    their order, and every pack as it is now, by name.
    """

    shipped: Mapping[str, Pack]
    loaded: Sequence[PackVersion]
    now: Mapping[str, Pack]

    def versions(self, name: str) -> tuple[PackVersion, ...]:
        """The versions of one pack, in the order in which they were loaded."""
        return tuple(one for one in self.loaded if one.pack.name == name)


@dataclass(frozen=True, slots=True)
class BesidePack:
    """What is said beside a pack. `valid_from` None: today, or the first day of the version that it
    corrects; as far back as anybody logs for a new scheme. `name`: for which pack it is, if said.
    """

    valid_from: date | None = None
    corrects: str = ""
    name: str = ""


def read_pack_document(
    content: str, beside: BesidePack, there: PacksThere, today: date, faults: Faults
) -> ReadPack | None:
    """The version that a text is; None where it cannot be read at all, which `faults` then say.

    `faults` may be added to also where there is one.
    """
    pack = _read(content, faults)
    if pack is None:
        return None
    versions = there.versions(pack.name)
    corrected = _corrected(beside.corrects, versions)
    first = _first_day(beside, corrected, today, known=pack.name in there.now)
    corrects = beside.corrects.strip() or None
    text = pack_text(content, first, corrects)
    own = PackVersion(pack, first, digest_of(content), corrects)
    if any(_same(own, beside, one) for one in versions):
        return ReadPack(own, text, repeated=True)
    _refuse_itself(own, beside, there, today, faults)
    _refuse_beside_others(own, there, faults)
    others = [one for one in versions if one is not corrected]
    holds = in_force_on(there.shipped.get(pack.name), others, own.first_day)
    before = corrected.pack if corrected is not None else holds[0] if holds is not None else None
    later = [one for one in standing_packs(others) if one.first_day > own.first_day]
    return ReadPack(own, text, tuple(_cautions(own, before, later, today)))


def _same(own: PackVersion, beside: BesidePack, other: PackVersion) -> bool:
    """Whether just that is loaded; what is not said beside it differs from nothing."""
    return (
        own.digest == other.digest
        and beside.valid_from in (None, other.valid_from)
        and own.corrects in (None, other.corrects)
    )


def _read(content: str, faults: Faults) -> Pack | None:
    try:
        if not can_be_built(yaml.parse(content, Loader=_LOADER), faults, _DEPTH):
            return None
    except yaml.YAMLError:
        pass  # `read_pack` says where
    try:
        return read_pack(content, Path("pack"))
    except PackError as error:
        for one in error.all:
            place = Place("line", one.line) if one.line else FILE
            faults.add(place, one.reason)
    return None


def _first_day(
    beside: BesidePack, corrected: PackVersion | None, today: date, *, known: bool
) -> date | None:
    if beside.valid_from is not None:
        return beside.valid_from
    if corrected is not None:
        return corrected.valid_from
    return today if known else None


def _corrected(named: str, versions: Iterable[PackVersion]) -> PackVersion | None:
    return next((one for one in versions if folded(one.version) == folded(named)), None)


def _refuse_itself(
    own: PackVersion, beside: BesidePack, there: PacksThere, today: date, faults: Faults
) -> None:
    pack = own.pack
    if beside.name and beside.name != pack.name:
        faults.add(
            FILE, f"its name is {pack.name}, not {beside.name}; choose the one that is meant"
        )
    if own.valid_from is not None and not (
        FIRST_DAY <= own.valid_from <= add_years(today, YEARS_AHEAD)
    ):
        faults.add(FILE, f"{own.valid_from} is too far away for it to begin; write another day")
    for name, other in there.now.items():
        if name != pack.name and folded(other.title) == folded(pack.title):
            faults.add(FILE, f"{name} is called {pack.title} already; give it another title")
    if sum(len(some) for some in pack.rules.values()) > _MOST_RULES:
        faults.add(FILE, f"it has more than {_MOST_RULES} rules; keep those that hold")
        return
    _refuse_texts(pack, faults)
    for rule in pack.rules.get("requires", ()):
        named = rule.value if isinstance(rule.value, tuple) else ()
        for one in named:
            if one not in there.now or one == pack.name:
                faults.add(FILE, f"requires names {shown(one)}, which is no other scheme here")
    missing = [gap.key for gap in gaps(pack, own.valid_from or today) if not gap.stated]
    if missing:
        faults.add(
            FILE,
            f"a scheme of this kind needs {', '.join(missing)}; add each, or say with "
            "confidence: unknown that its value is not known",
        )


def _refuse_texts(pack: Pack, faults: Faults) -> None:
    """Names that no message could show."""
    named = [("name", pack.name, _TITLE_MOST), ("title", pack.title, _TITLE_MOST)]
    named += [("version", pack.version.partition("@")[2], _TITLE_MOST)]
    named += [("body", pack.body, _TEXT_MOST)]
    named += [("called", one, _TITLE_MOST) for one in pack.called]
    for rules in pack.rules.values():
        for rule in rules:
            named.append((f"the source of {rule.key}", rule.source, _TEXT_MOST))
            most = CATEGORY_MOST if rule.key == "categories" else _TEXT_MOST
            words = rule.value if isinstance(rule.value, tuple) else (rule.value,)
            named += [(rule.key, one, most) for one in words if isinstance(one, str)]
    for name, text, most in named:
        try:
            read_text(text, most)
        except Unreadable as error:
            faults.add(FILE, f"{name} {error}")


def _refuse_beside_others(own: PackVersion, there: PacksThere, faults: Faults) -> None:
    versions = there.versions(own.pack.name)
    shipped = there.shipped.get(own.pack.name)
    comes_with = None if shipped is None else shipped.version.partition("@")[2]
    standing = standing_packs(versions)
    if comes_with is not None and folded(own.version) == folded(comes_with):
        faults.add(
            FILE, f"version {shown(own.version)} is the one that is built in; give it another"
        )
    for fault, other in version_faults(own, versions, standing):
        match fault:
            case "loaded already":
                said = (
                    f"version {shown(own.version)} of {own.pack.name} is loaded already; give this "
                    "one another version, and say which one it corrects"
                )
            case "corrects nothing":
                there_is = ", ".join(shown(one.version) for one in standing) or "none"
                said = f"it corrects {shown(other)}, which is not loaded; loaded: {there_is}"
            case "corrected before":
                said = f"it corrects {shown(other)}, {CORRECTED_BEFORE}"
            case "same day":
                said = (
                    f"{same_day(other, own.valid_from)}; give another day, or say that it corrects "
                    f"{other} if that one is wrong"
                )
        faults.add(FILE, said)


def _cautions(
    own: PackVersion, before: Pack | None, later: Sequence[PackVersion], today: date
) -> Iterable[Caution]:
    first = own.valid_from
    if before is None:
        title = own.pack.title
        yield Caution("new_scheme", FILE, f"{title} is a scheme that is not here yet: it is added")
    elif first is not None and first < today:
        sentence = f"it begins in the past: what was done from {first} on is judged anew"
        yield Caution("begins_in_the_past", FILE, sentence)
    if before is not None:
        day = first or today
        was, now = terms(before, day).kind, terms(own.pack, day).kind
        if was != now:
            sentence = f"it goes by {now or 'nothing'}, where it went by {was or 'nothing'}"
            yield Caution("kind_changes", FILE, sentence)
    if later:
        sentence = f"version {shown(later[0].version)} goes on holding from {later[0].first_day}"
        yield Caution("later_version_stands", FILE, sentence)
