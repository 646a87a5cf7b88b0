"""Request bodies: JSON, or a multipart form with JSON and files beside it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from aiohttp import BodyPartReader

from bot.playground.errors import Refusal
from bot.playground.world.world import Upload

if TYPE_CHECKING:
    from collections.abc import Callable

    from aiohttp import web

NOT_JSON = Refusal(400, 50109, "The request body contains invalid JSON.")
_FILE_FIELD = re.compile(r"files\[(\d+)\]|file")


@dataclass(frozen=True, slots=True)
class Body:
    """What a request carries: parsed JSON (None without any) and files in the order of their fields."""

    json: Any = None
    files: tuple[Upload, ...] = ()


async def read(request: web.Request, inward: Callable[[str], str]) -> Body:
    """Return a request's body; `inward` rewrites addresses in its text.

    Raises:
        Refusal: it announces JSON and is none.

    """
    if request.content_type.startswith("multipart/"):
        return await _multipart(request, inward)
    text = inward(await request.text())
    return Body(_parsed(text)) if text else Body()


async def _multipart(request: web.Request, inward: Callable[[str], str]) -> Body:
    payload: Any = None
    plain: dict[str, str] = {}
    files: list[tuple[int, BytesIO, str]] = []
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        name = part.name or ""
        field = _FILE_FIELD.fullmatch(name)
        if field is not None and part.filename is not None:
            files.append((int(field[1] or 0), BytesIO(await part.read(decode=False)), part.filename))
        elif name == "payload_json":
            payload = _parsed(inward(await part.text()))
        else:
            plain[name] = await part.text()
    described = _descriptions(payload)
    uploads = tuple(Upload(data, name, described.get(number)) for number, data, name in files)
    return Body(payload if payload is not None else plain or None, uploads)


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        raise NOT_JSON from None


def _descriptions(payload: Any) -> dict[int, str]:
    """Return the alt texts by number of the file field they belong to."""
    if not isinstance(payload, dict):
        return {}
    data = payload.get("data") if isinstance(payload.get("data"), dict) else payload
    attachments = (data or {}).get("attachments") or []
    return {
        int(one["id"]): one["description"]
        for one in attachments
        if isinstance(one, dict) and one.get("description") and str(one.get("id", "")).isdigit()
    }
