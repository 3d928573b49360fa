"""The hosts of addresses on a certificate's page, and whether one is a name's own."""

import re

from bot.conversation.certificates import provider_wordings as words_of


def hosts_in(text: str) -> list[str]:
    """The names of the hosts that addresses in it are at, without dots and dashes."""
    told = (match[1] for match in words_of.HOST.finditer(text))
    return " ".join(one.replace("-", "").replace(".", " ") for one in told).split()


def is_at_own_host(core: str, hosts: list[str]) -> bool:
    """Whether a host is a name's own: all its letters, its first ones, its words' initials, or its
    first word. `core` is the name as it is compared.
    """
    letters = "".join(one for one in core if one.isalnum())
    words = [one for one in re.findall(r"\w+", core) if one not in words_of.SMALL]
    initials = "".join(one[0] for one in words)
    return any(_is_of_host(host, letters, initials, words) for host in hosts)


def _is_of_host(host: str, letters: str, initials: str, words: list[str]) -> bool:
    if len(letters) > 3 and (
        host.startswith(letters) or (letters.startswith(host) and len(host) > 5)
    ):
        return True
    return (len(words) > 2 and host == initials) or (len(host) > 4 and host in words[:1])
