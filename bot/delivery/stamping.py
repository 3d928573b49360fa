"""Asks a time-stamp authority over HTTP, as RFC 3161 (section 3.4) has it.

Imported only where there is one. Nothing but a hash is sent.
"""

from typing import Final

import httpx

from bot.timestamps.receipts import QUERY, RECEIPT_MOST

SECONDS: Final = 20.0


class Unreachable(Exception):  # noqa: N818 - a clause for the operator
    """There is no answer; the text says why."""


async def asked(url: str, query: bytes) -> bytes:
    """The answer to a request, not looked at yet. Raises Unreachable."""
    headers = {"Content-Type": QUERY}
    content = bytearray()
    try:
        async with (
            httpx.AsyncClient(timeout=SECONDS, trust_env=False) as client,
            client.stream("POST", url, content=query, headers=headers) as answer,
        ):
            if answer.status_code != httpx.codes.OK:
                raise Unreachable(f"it answers with HTTP {answer.status_code}")
            async for chunk in answer.aiter_bytes():
                content += chunk
                if len(content) > RECEIPT_MOST:
                    raise Unreachable("its answer is far too large")
    except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
        raise Unreachable(f"it cannot be reached ({type(error).__name__})") from error
    return bytes(content)
