"""HTTP answers in the shape Discord gives them.

The content type is exactly ``application/json``: discord.py parses nothing else, not even with a charset.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.playground.rest.buckets import TOO_MANY

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.playground.errors import Refusal
    from bot.playground.faults import Fault


def reply(value: Any, outward: Callable[[str], str], *, status: int = 200) -> web.Response:
    """Return a JSON answer; None becomes "204 No Content"."""
    if value is None:
        return web.Response(status=204)
    text = outward(json.dumps(value))
    return web.Response(body=text.encode(), status=status, content_type="application/json")


def error_json(refusal: Refusal) -> dict[str, Any]:
    """Return the body of an error answer."""
    return {"message": refusal.message, "code": refusal.code}


def failure(fault: Fault) -> tuple[int, dict[str, Any], dict[str, str]]:
    """Return status, body and headers of a failure on demand.

    A rate limit carries the `Via` header: without it the client takes the answer for a ban at the edge and
    does not try again.
    """
    assert isinstance(fault.status, int)
    if fault.status != TOO_MANY:
        return fault.status, {"message": f"{fault.status}: on demand", "code": 0}, {}
    body = {"message": "You are being rate limited.", "retry_after": fault.retry_after, "global": False}
    headers = {
        "Via": "1.1 local",
        "Retry-After": str(fault.retry_after),
        "X-RateLimit-Limit": "5",
        "X-RateLimit-Remaining": "0",
        "X-RateLimit-Reset-After": str(fault.retry_after),
        "X-RateLimit-Scope": "user",
    }
    return fault.status, body, headers
