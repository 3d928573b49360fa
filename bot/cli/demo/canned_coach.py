"""The demo's coach: canned answers behind an API of chat completions on loopback. It is no model.

Its answers are made by the rules below from the fields of a request, so that the demo shows what a
coach looks like without one. docs/coach.md says how a real model is used.
"""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from aiohttp import web

from bot.coach.checks.asking import asked_in
from bot.conversation.elements.cues import ElementId

MODEL: Final = "canned-demo"
RUN_BY: Final = "this demo itself; it is canned and no model"

STOPPED: Final = "The canned coach is stopped. The conversation goes on without it."
STARTED_AGAIN: Final = "The canned coach answers again; it is asked within half a minute."

_HOST: Final = "127.0.0.1"

Fields = Mapping[str, Any]
"""What a request holds of the member, as the prompt hands it over."""


class CannedCoach:
    """The server. Stopped and started again, it keeps its address."""

    def __init__(self) -> None:
        self._runner: web.AppRunner | None = None
        self._port = 0

    @property
    def url(self) -> str:
        """The base of its API, once it has been started."""
        return f"http://{_HOST}:{self._port}/v1"

    async def start(self) -> str:
        """Answer from here on: a sentence that says so. OSError if the port was taken meanwhile."""
        if self._runner is None:
            app = web.Application()
            app.router.add_post("/v1/chat/completions", _complete)
            self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
            await self._runner.setup()
            await web.TCPSite(self._runner, _HOST, self._port).start()
            self._port = self._runner.addresses[0][1]
        return STARTED_AGAIN

    async def stop(self) -> str:
        """Refuse all connections from here on: a sentence that says so."""
        runner, self._runner = self._runner, None
        if runner is not None:
            await runner.cleanup()
        return STOPPED


async def _complete(request: web.Request) -> web.Response:
    """One completion; 400 for what is no request of the bot's."""
    try:
        body = await request.json()
        kind = body["response_format"]["json_schema"]["name"]
        fields = json.loads(body["messages"][1]["content"])
        answer = _ANSWERS[kind](fields)
    except (ValueError, LookupError, TypeError) as error:
        raise web.HTTPBadRequest(text="Only the bot's own requests are answered.") from error
    message = {"role": "assistant", "content": json.dumps({kind: answer})}
    choice = {"index": 0, "finish_reason": "stop", "message": message}
    return web.json_response({"object": "chat.completion", "model": MODEL, "choices": [choice]})


# The question that is open, in the title's own nouns

_ABOUT: Final[Mapping[ElementId, str]] = {
    "why": "why did you choose {} now",
    "hard": "what was harder about {} than you thought",
    "learnt": "what did you learn about {}",
    "helps": "where will you use {} in your job",
    "next": "what will you do differently with {}",
    "changed": "what has changed since {}",
}
"""A question for each element; the second of a sentence asks about "it"."""


def question(fields: Fields) -> str:
    """ "What did you learn about axle stands, and where will you use it in your job?"."""
    asks = asked_in(str(fields["question"]))
    about = topic(str(fields.get("title") or fields.get("said", "")))
    if not asks:
        return f"What was your part in {about}?"
    if "why" in asks:
        asks = ("why",)  # "What in your job made you choose this?" does not ask where it is used
    clauses = [_ABOUT[one].format("it" if at else about) for at, one in enumerate(asks)]
    return _with_a_capital(f"{', and '.join(clauses)}?")


_OCCASION: Final = (
    r"(?:(?:toolbox |safety )?talk|course|webinar|workshop|training|seminar|lecture|class|session"
    r"|conference|module|bulletin|article|video|podcast)"
)
_BEFORE: Final = re.compile(rf"^(?:an? |the )?(?:\w+ )?{_OCCASION} (?:on|about|in|for) ", re.I)
_BEHIND: Final = re.compile(rf"(?<=\w) {_OCCASION}s?(?: .*)?$", re.I)


def topic(title: str) -> str:
    """What a title is about: "Toolbox talk on axle stands" is about axle stands."""
    words = _BEHIND.sub("", _BEFORE.sub("", " ".join(title.split())))
    first = words.partition(" ")[0]
    return words if first[1:] != first[1:].lower() else words[:1].lower() + words[1:]


def _with_a_capital(text: str) -> str:
    return text[:1].upper() + text[1:]


# What others would miss, and a title


def missing(fields: Fields) -> str:
    """That it is not said what was done, whatever was written."""
    about = topic(str(fields.get("title") or fields["text"]))
    return f"It does not say what exactly you did with {about}."


def title(fields: Fields) -> str:
    """The first clause, as it stands."""
    return re.split(r"[,.;:!?\n]", str(fields["text"]))[0].strip()


def sense(_fields: Fields) -> str:
    """It never knows what a message is."""
    return "neither"


# A tidier wording

_SPELT: Final[Mapping[str, str]] = {
    "leart": "learnt",
    "lernt": "learnt",
    "chek": "check",
    "cheked": "checked",
    "befor": "before",
    "becuase": "because",
    "teh": "the",
    "wich": "which",
    "realy": "really",
    "recieve": "receive",
    "seperate": "separate",
    "isolaton": "isolation",
    "torqe": "torque",
    "tyer": "tyre",
    "batery": "battery",
    "voltge": "voltage",
    "customr": "customer",
    "dont": "don't",
    "didnt": "didn't",
    "cant": "can't",
    "doesnt": "doesn't",
    "i": "I",
    "im": "I'm",
    "ive": "I've",
}
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SENTENCE: Final = re.compile(r"(?:\A|(?<=[.!?]) )\w")


def wording(fields: Fields) -> str:
    """The text with known misspellings, spaces, capitals and the last full stop put right."""
    text = " ".join(str(fields["text"]).split())
    text = _WORD.sub(lambda found: _SPELT.get(found[0].lower(), found[0]), text)
    text = _SENTENCE.sub(lambda found: found[0].upper(), text)
    return text if text.endswith((".", "!", "?")) else f"{text}."


_ANSWERS: Final[Mapping[str, Callable[[Fields], str]]] = {
    "question": question,
    "title": title,
    "sense": sense,
    "missing": missing,
    "wording": wording,
}
