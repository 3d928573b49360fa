"""Packs as text for the tests of what is loaded."""

import re
from datetime import date

from bot.policy.documents.pack_document import PacksThere, ReadPack
from bot.policy.documents.reading import Beside, There, read_document
from bot.policy.frameworks.faults import FrameworkRefused
from bot.policy.frameworks.framework import Framework
from bot.policy.schemes.pack_file import SHIPPED, load_packs
from bot.policy.schemes.pack_versions import PackVersion, combined

TODAY = date(2026, 11, 21)
REGISTER = "imi-register"
NOTHING_BESIDE = Beside()


def pack_yaml(version: str = "9", name: str = REGISTER, **words: str) -> str:
    """A shipped pack with another version; each of `words` by what it takes the place of."""
    text = (SHIPPED / f"{name}.yaml").read_text()
    text = re.sub(r"^version: .*$", f'version: "{version}"', text, count=1, flags=re.MULTILINE)
    for new, old in words.items():
        assert old in text
        text = text.replace(old, new, 1)
    return text


def swapped(text: str, old: str, new: str) -> str:
    """A text with its first `old` replaced."""
    assert old in text
    return text.replace(old, new, 1)


def there(versions: tuple[PackVersion, ...] = (), frameworks: tuple[Framework, ...] = ()) -> There:
    """What a document is held against: the shipped packs, and what is loaded."""
    shipped = load_packs()
    names = dict.fromkeys([*shipped, *(one.pack.name for one in versions)])
    now = {}
    for name in names:
        mine = [one for one in versions if one.pack.name == name]
        pack, _ = combined(shipped.get(name), mine)
        assert pack is not None
        now[name] = pack
    return There(PacksThere(shipped, versions, now), frameworks)


def read_pack(
    text: bytes | str, beside: Beside = NOTHING_BESIDE, versions: tuple[PackVersion, ...] = ()
) -> ReadPack:
    """A text as a pack that may be loaded."""
    found = read_document(text, beside, there(versions), TODAY)
    assert isinstance(found, ReadPack)
    return found


def version_of(text: str, beside: Beside = NOTHING_BESIDE, *before: PackVersion) -> PackVersion:
    """The version that a text is."""
    return read_pack(text, beside, before).version


def faults(
    text: bytes | str,
    beside: Beside = NOTHING_BESIDE,
    versions: tuple[PackVersion, ...] = (),
    frameworks: tuple[Framework, ...] = (),
) -> list[str]:
    """All that is wrong with a text."""
    try:
        read_document(text, beside, there(versions, frameworks), TODAY)
    except FrameworkRefused as refused:
        return [str(one) for one in refused.faults]
    return []
