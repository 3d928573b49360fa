"""Re-reads an edited message for its open draft; what a person set by hand stays as it is."""

from dataclasses import replace
from typing import Literal

from bot.conversation.reading import Reading

FieldName = Literal["minutes", "start", "end", "title", "provider", "type", "formality"]


def revise(previous: Reading, hand_set: frozenset[FieldName], new: Reading) -> Reading:
    """The `new` reading with the fields of `previous` that were set by hand.

    Both ends of a date stay together, and formality follows a type set by hand. Problems of kept
    fields are settled. Links found before stay: taking one out of the message takes no evidence
    away. The intent is the new one; a control word or small talk leaves the earlier intent.
    """
    kept = set(hand_set)
    if kept & {"start", "end"}:
        kept |= {"start", "end"}
    if "type" in kept:
        kept.add("formality")
    return replace(
        new,
        intent=new.intent if new.is_activity else previous.intent,
        minutes=previous.minutes if "minutes" in kept else new.minutes,
        start=previous.start if "start" in kept else new.start,
        end=previous.end if "end" in kept else new.end,
        title=previous.title if "title" in kept else new.title,
        provider=previous.provider if "provider" in kept else new.provider,
        type=previous.type if "type" in kept else new.type,
        formality=previous.formality if "formality" in kept else new.formality,
        links=tuple(dict.fromkeys((*previous.links, *new.links))),
        problems=tuple(problem for problem in new.problems if problem.field not in kept),
    )
