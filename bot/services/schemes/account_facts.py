"""What an entry's own words hold: read when they change, kept with the entry, told to the rules.

What releases before 0.3 saved was read by nobody: it counts as it did until its member changes it.
"""

from collections.abc import Mapping
from typing import Any, Final

from bot.conversation.elements.account import FORM_ASKS, ReadAccount, read_account
from bot.conversation.elements.cues import ElementId
from bot.conversation.elements.first_account import TELLS, Asked, first_account
from bot.conversation.elements.grading import grade
from bot.policy.scheme_facts import AccountFacts
from bot.policy.vocabulary import STAGES, Stage
from storage.row_types import EntryRecord

FORM: Final = "edited"
"""How a column came about that was typed into an entry's form, in its provenance."""

TOLD: Final = "told"
"""The same of a column that another system filled in."""

CERTIFICATE: Final = "certificate"
"""The same of a column that was filled in from a certificate, evidence of the entry."""

CHOSEN: Final = "certificate_chosen"
"""The same where its member was asked whether the certificate is right, and said so: it is theirs
from then on.
"""

SUPPOSED: Final = "certificate_supposed"
"""The same where only one sign of the certificate speaks for it: its member is asked, and it is
none of the certificate's facts until they have said so.
"""

TOLD_BY: Final = "told_by"
"""In an entry's provenance: which system has told of it, where one has. Nothing of such an entry is
the member's own account, and it counts once they have given one.
"""

TAKEN_OFF: Final = "taken_off"
"""In the provenance of a draft that went as it had come, by itself: nothing is left to be said."""

IMPORT: Final = "import"
"""In the provenance of an entry that a row of a file made: the import's number."""
TOLD_IN: Final = "told_in"
"""In an entry's provenance: the channel where it was told, by Slack's id, if it was in one."""

_COUNTS_AS_IT_DID: Final = ("logged", "withdrawn")


def account_of(entry: EntryRecord) -> ReadAccount:
    """What the words of an entry hold; those that an earlier release kept answer what it asked."""
    if entry.account is not None:
        return ReadAccount.from_dict(entry.account)
    stages = _stages(entry)
    return read_account(stages, asked_by_form(entry, stages))


def facts_of(entry: EntryRecord) -> AccountFacts | None:
    """What the rules are told; None where an entry counts as an earlier release read it."""
    if entry.account is None and entry.status in _COUNTS_AS_IT_DID:
        return None
    account = account_of(entry)
    return AccountFacts(account.reader, _how_it_helps(account))


def account_in(columns: Mapping[str, Any], asked: Asked | None = None) -> Mapping[str, Any]:
    """What is to be kept with a new entry that nothing was asked about yet, but for what stands
    where it was written down: `asked`, of words that tell something.
    """
    stages: dict[Stage, str | None] = {stage: columns.get(stage) for stage in STAGES}
    return first_account(stages, columns.get("title") or "", asked)


def is_private(entry: EntryRecord, stage: Stage) -> bool:
    """Whether words of a stage were typed in a modal, and so are shown in none of our messages;
    releases before 0.3 did not mark those of the entry's form.
    """
    return stage in entry.private_stages or entry.provenance.get(stage) == FORM


def typed_in_a_form(entry: EntryRecord) -> bool:
    """Whether the words that an entry began with were typed in a modal: no message quotes them."""
    return entry.provenance.get("source_text") == FORM


def came_from_a_file(entry: EntryRecord) -> bool:
    """Whether a row of a file made an entry: what stands with it besides is no sentence of its
    member's, and may be words that they have not claimed.
    """
    return IMPORT in entry.provenance


def is_taken_off(entry: EntryRecord) -> bool:
    """Whether a draft went as it had come, so that its messages go, too."""
    return entry.status == "discarded" and TAKEN_OFF in entry.provenance


def told_by(entry: EntryRecord) -> str:
    """The name of the system that has told of an entry; empty where its member did."""
    return entry.provenance.get(TOLD_BY, "")


def told_in(entry: EntryRecord) -> str:
    """The channel in which an entry was told, by Slack's id; empty where it was in none."""
    return entry.provenance.get(TOLD_IN, "")


def private_with(entry: EntryRecord, columns: Mapping[str, Any]) -> list[Stage]:
    """The private stages of an entry, once a form has set its columns so."""
    typed = {stage for stage in STAGES if stage in columns}
    kept = {stage for stage in STAGES if is_private(entry, stage)} - typed
    return sorted(kept | {stage for stage in typed if columns[stage]})


def asked_by_form(entry: EntryRecord, columns: Mapping[Any, Any]) -> Asked:
    """What an entry's form asks for beside the fields that were filled in, by stage; nothing where
    what was typed tells nothing.
    """
    return {
        stage: FORM_ASKS[stage]
        for stage in STAGES
        if columns.get(stage) and grade(columns[stage], entry.title or "") in TELLS
    }


def changed_account(
    entry: EntryRecord, columns: Mapping[str, Any], asked: Asked
) -> Mapping[str, Any] | None:
    """What is to be kept with an entry whose stages change as `columns` say; `asked` is what those
    words answer. A saved entry to which words are only added goes on counting as it did.
    """
    after: dict[Stage, str | None] = {
        stage: columns.get(stage, words) for stage, words in _stages(entry).items()
    }
    if entry.account is None and entry.status in _COUNTS_AS_IT_DID and _only_added(entry, after):
        return None
    before = account_of(entry).asked
    wanted: dict[Stage, tuple[ElementId, ...]] = {}
    for stage in STAGES:
        stands = before.get(stage, ()) if _goes_on(entry, after, stage) else ()
        wanted[stage] = tuple(dict.fromkeys((*stands, *asked.get(stage, ()))))
    account = read_account(after, wanted)
    return account.joined_to(account_of(entry), _unchanged(entry, after)).to_dict()


def _unchanged(entry: EntryRecord, after: Mapping[Stage, str | None]) -> tuple[Stage, ...]:
    """The stages in which every word stays where it is."""
    return tuple(stage for stage in STAGES if _goes_on(entry, after, stage))


def _how_it_helps(account: ReadAccount) -> Any:
    if any("helps" in found for found in account.spans.values()):
        return "said"
    return "asked" if "helps" in account.elements else None


def _stages(entry: EntryRecord) -> dict[Stage, str | None]:
    return {
        "reflect": entry.reflect,
        "plan": entry.plan,
        "act": entry.act,
        "evaluate": entry.evaluate,
    }


def _goes_on(entry: EntryRecord, after: Mapping[Stage, str | None], stage: Stage) -> bool:
    """Whether a stage keeps what it holds, and at most more is said in it."""
    return (after[stage] or "").startswith(_stages(entry)[stage] or "")


def _only_added(entry: EntryRecord, after: Mapping[Stage, str | None]) -> bool:
    return all(_goes_on(entry, after, stage) for stage in STAGES)
