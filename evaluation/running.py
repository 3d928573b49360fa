"""Runs the lines of sets through the real services, in one world that is thrown away."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.cli.chat.asked import read_line
from bot.cli.chat.lines import Conversation
from bot.cli.chat.world import World, world_at
from evaluation.accounts import AccountScore, NotThereYet, Reader, bot_reader, score_account
from evaluation.labels import Account, Dialogue
from evaluation.scoring import Score, crash, score
from evaluation.sets import Item


@dataclass(frozen=True, slots=True)
class Run:
    """What came of the lines, in their order.

    `accounts` is None where answers are labelled and elements cannot be found yet. `seconds` are
    those of the conversations, `account_seconds` of the answers.
    """

    items: Sequence[Item]
    scores: Sequence[Score]
    accounts: Sequence[AccountScore] | None
    seconds: float
    account_seconds: float


def run(items: Sequence[Item]) -> Run:
    """Every line, one after the other."""
    dialogues = [one.labelled for one in items if isinstance(one.labelled, Dialogue)]
    accounts = [one.labelled for one in items if isinstance(one.labelled, Account)]
    begun = time.perf_counter()
    scores: list[Score] = []
    if dialogues:
        with world_at(None) as world:
            begun = time.perf_counter()
            scores = [converse(world, one) for one in dialogues]
    ended = time.perf_counter()
    scored = _read(accounts)
    return Run(items, scores, scored, ended - begun, time.perf_counter() - ended)


def converse(world: World, dialogue: Dialogue) -> Score:
    """One conversation's score. What goes wrong on the bot's side is told in it."""
    try:
        conversation = Conversation(world, read_line(dialogue.given, world.contexts.packs))
        scored = score(dialogue, conversation.answer())
    except (ValueError, OverflowError) as error:
        return crash(dialogue, f"cannot be run: {error}")
    except Exception as error:  # noqa: BLE001 - one line's trouble is told as such
        return crash(dialogue, f"crashed: {type(error).__name__}: {error}")
    if not conversation.is_well:
        scored.crashed = True
        if scored.exact:
            scored.complaints.append("something went wrong on the bot's side")
    return scored


def _read(accounts: Iterable[Account]) -> list[AccountScore] | None:
    accounts = list(accounts)
    try:
        reader: Reader | None = bot_reader() if accounts else None
    except NotThereYet:
        return None
    return [score_account(one, reader) for one in accounts] if reader else []
