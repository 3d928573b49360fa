"""The body of a call, by the rung that an endpoint understands, and the one repair of an answer."""

import json
from collections.abc import Sequence
from typing import Any, Final, Literal, get_args

from bot.coach.refusals import Reason
from bot.coach.requests import Exchange

Rung = Literal["json_schema", "json_object", "text"]

RUNGS: Final[tuple[Rung, ...]] = get_args(Rung)
"""From the strictest; after a refusal (400) comes the next."""

MOST_TOKENS: Final = 600
_KEPT: Final = 2000

Message = dict[str, str]


def next_rung(rung: Rung) -> Rung | None:
    """The rung below, None after the last."""
    below = RUNGS[RUNGS.index(rung) + 1 :]
    return below[0] if below else None


def body(
    exchange: Exchange, model: str, rung: Rung, *, bare: bool, more: Sequence[Message] = ()
) -> dict[str, Any]:
    """The JSON body of the call. `more` are messages behind the usual two: those of `repair`.

    `bare` leaves out temperature and the limit of tokens, which some models refuse.
    """
    system = exchange.system
    if rung != "json_schema":
        shape = json.dumps(exchange.schema, ensure_ascii=False)
        system += f"\n\nAnswer with one JSON object and nothing else. Its JSON schema: {shape}"
    made: dict[str, Any] = {
        "model": model,
        "messages": [
            {"role": "system", "content": system},
            {"role": "user", "content": exchange.user},
            *more,
        ],
    }
    if rung == "json_schema":
        made["response_format"] = {
            "type": "json_schema",
            "json_schema": {"name": exchange.kind, "strict": True, "schema": dict(exchange.schema)},
        }
    elif rung == "json_object":
        made["response_format"] = {"type": "json_object"}
    if not bare:
        made |= {"temperature": 0, "max_tokens": MOST_TOKENS}
    return made


def repair(exchange: Exchange, content: str, reason: Reason) -> tuple[Message, Message]:
    """What is added to the messages once, after an answer of a wrong shape: it, cut, and why."""
    shape = json.dumps(exchange.schema, ensure_ascii=False)
    return (
        {"role": "assistant", "content": content[:_KEPT]},
        {
            "role": "user",
            "content": f"That answer was not taken ({reason}). Answer again, with one JSON object"
            f" of this schema and nothing else: {shape}",
        },
    )
