"""HTTP responses of faults: an answer in place of the real one, or a closed connection."""

from __future__ import annotations

from aiohttp import web

from sandbox.faults import FaultyAnswer


def faulty_response(fault: FaultyAnswer) -> web.Response:
    """The answer that a fault puts in place of the real one."""
    headers = {} if fault.retry_after is None else {"Retry-After": str(fault.retry_after)}
    if fault.location is not None:
        headers["Location"] = fault.location
        return web.Response(status=fault.status, headers=headers)
    if fault.page is not None:
        return web.Response(text=fault.page, status=fault.status, content_type="text/html")
    if fault.error is None:
        return web.Response(status=fault.status, text="Internal Server Error", headers=headers)
    shape = {"ok": False, "error": fault.error}
    return web.json_response(shape, status=fault.status, headers=headers)


def drop_connection(request: web.Request) -> web.StreamResponse:
    """Close the caller's connection under it; the response returned goes nowhere."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
