"""Documents that are loaded, as the tests of what administrators see build them."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType

from bot.policy.documents.reading import Beside
from bot.policy.frameworks.faults import FILE, Caution
from bot.policy.frameworks.framework import Framework, Subject
from bot.policy.schemes.pack_file import load_packs
from bot.policy.schemes.pack_versions import PackVersion
from bot.services.admin.document_actions import Typed
from bot.services.admin.policy_documents import (
    Affected,
    Examined,
    framework_news,
    pack_news,
)

NEXT_YEAR = date(2027, 1, 1)
TYPED = Typed(
    ("pack: imi-techsafe\n" + "x" * 2900, "  second part"),
    Beside("imi-techsafe", "ADAS", "1", "a document", NEXT_YEAR, "0"),
)


def framework(
    version: str, *subjects: Subject, since: date | None = None, corrects: str | None = None
) -> Framework:
    """A version of ADAS."""
    checked = date(2026, 11, 20)
    return Framework(
        "imi-techsafe", "ADAS", version, "a document", checked, since, subjects, corrects
    )


RADAR = Subject("Radar", 360, "hours")
BEFORE = framework("1", RADAR, Subject("Cameras", 125, "credits"))
AFTER = framework(
    "2",
    replace(RADAR, minimum=480),
    Subject("Software", None, "hours", date(2027, 3, 1)),
    since=NEXT_YEAR,
)


def examined_framework(name: str = "Priya Nair", own: Framework = AFTER) -> Examined:
    """ADAS with another minimum from next year on."""
    return Examined(
        pack="imi-techsafe",
        title="IMI TechSafe",
        frameworks=(framework_news(own, (BEFORE,)),),
        pack_news=None,
        cautions=(Caution("new_category", FILE, "look at it"),),
        affected=(Affected("ADAS", (name,) * 30, 12), Affected("adas", (name,), 1)),
        repeated=(("Hybrid", "7"),),
        digest="a81c52af2f05bb43",
    )


def version(value: int = 100) -> PackVersion:
    """The register with another minimum from next year on."""
    pack = load_packs()["imi-register"]
    own = replace(pack.rules["cycle.minimum"][0], value=value)
    rules = MappingProxyType({**pack.rules, "cycle.minimum": (own,)})
    changed = replace(pack, version="imi-register@9", rules=rules)
    return PackVersion(changed, NEXT_YEAR, "a digest", corrects="8")


def examined_pack() -> Examined:
    """The register with another minimum, and nobody in it."""
    news = pack_news(version(), load_packs()["imi-register"], (), ())
    return Examined("imi-register", "IMI register", (), news, (), (), (), "a digest")


def loaded_before() -> Examined:
    """A document that is there already."""
    return Examined("imi-techsafe", "IMI TechSafe", (), None, (), (), (("ADAS", "1"),), "")
