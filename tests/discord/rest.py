"""The REST interface, HTTP in front of the world: authenticate, disturb on demand, check, serve, record."""

from __future__ import annotations

import asyncio
import json
import re
import time
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from aiohttp import BodyPartReader, web

from tests.discord.errors import NotServed, Refusal
from tests.discord.faults import TOO_MANY, Buckets, failure
from tests.discord.limits import broken
from tests.discord.recorder import Request
from tests.discord.world.things import Call, Upload
from tests.discord.world.world import INVALID_FORM

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.discord.faults import Fault, Faults
    from tests.discord.recorder import Recorder
    from tests.discord.schema import Specification
    from tests.discord.world.world import World

PREFIX = "/api/v10"
UNAUTHORIZED = Refusal(401, 0, "401: Unauthorized")
_PUBLIC = ("/gateway",)
_TOKEN_IN_PATH = ("/interactions/", "/webhooks/")
NOT_JSON = Refusal(400, 50109, "The request body contains invalid JSON.")
_FILE_FIELD = re.compile(r"files\[(\d+)\]|file")


@dataclass(frozen=True, slots=True)
class Body:
    """What a request carries: parsed JSON (None without any) and files in the order of their fields."""

    json: Any = None
    files: tuple[Upload, ...] = ()


@dataclass(slots=True)
class _Exchange:
    """One call on its way: filled in step by step, recorded at the end."""

    method: str
    path: str
    at: float
    query: dict[str, str]
    body: Body
    status: int = 0
    response: Any = None
    unknown: bool = False
    silent: bool = False  # the client did not ask to be told the outcome

    @property
    def route(self) -> str:
        return f"{self.method} {self.path}"

    def recorded(self) -> Request:
        """Return the record of the call."""
        names = tuple(upload.filename for upload in self.body.files)
        query = tuple(sorted(self.query.items()))
        return Request(self.method, self.path, self.body.json, self.status, self.response, self.at, query, names)


class Rest:
    """Answers REST calls; any number at once, each one whole before the next touches the world."""

    def __init__(
        self,
        world: World,
        recorder: Recorder,
        faults: Faults,
        *,
        token: str,
        inward: Callable[[str], str],
        outward: Callable[[str], str],
    ) -> None:
        self.gateway_url = ""  # set once the port is known
        self.shards = 1  # what Discord recommends
        self.buckets = Buckets()
        self.specification: Specification | None = None
        self._world = world
        self._recorder = recorder
        self._faults = faults
        self._token = token
        self._inward = inward
        self._outward = outward

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """Serve one call."""
        with self._recorder.serving():
            return await self._answer(request)

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        path = request.path.removeprefix(PREFIX)
        call = _Exchange(request.method, path, time.monotonic(), dict(request.query), Body())
        headers: dict[str, str] = {}
        fault = self._faults.take(call.route)
        lost = fault is not None and fault.status in {"drop", "lose"}
        try:
            call.body = await read(request, self._inward)
            if fault is not None and fault.delay:
                await asyncio.sleep(fault.delay)
            verdict = self.buckets.take(call.route)
            headers = dict(verdict.headers)
            if verdict.body is not None:
                call.status, call.response = TOO_MANY, verdict.body
            elif fault is not None and isinstance(fault.status, int):
                call.status, call.response, headers = failure(fault)
            elif not _dropped(fault):
                self._serve(call, request)
        except Refusal as refusal:
            call.status, call.response = refusal.status, {"message": refusal.message, "code": refusal.code}
        if lost:
            call.status = 0
            # Without a transport there is nobody left to hang up on.
            if request.transport is not None:
                request.transport.close()
        self._recorder.add(call.recorded(), unknown=call.unknown)
        answer = reply(None if call.silent else call.response, self._outward, status=call.status or 500)
        answer.headers.update(headers)
        return answer

    def _serve(self, call: _Exchange, request: web.Request) -> None:
        if not self._authenticated(call.path, request):
            raise UNAUTHORIZED
        before = len(self._recorder.violations)
        self._check(call)
        try:
            self._refuse_broken(call)
            call.response = self._own(call) or self._world.serve(
                Call(
                    call.method,
                    call.path,
                    call.body.json,
                    call.query,
                    call.body.files,
                    request.headers.get("X-Audit-Log-Reason"),
                )
            )
        except NotServed:
            call.unknown = True
            raise
        except Refusal as refusal:
            if refusal.code == INVALID_FORM and len(self._recorder.violations) == before:
                # The model knows a rule that our own lists lack: as much a violation as the others.
                self._recorder.violate(call.route, refusal.message)
            raise
        told = call.query.get("with_response") in {"1", "true"}
        call.silent = call.path.endswith("/callback") and not told
        call.status = 204 if call.silent or call.response is None else 200
        self._check_response(call)

    def _authenticated(self, path: str, request: web.Request) -> bool:
        public = path in _PUBLIC or path.startswith(_TOKEN_IN_PATH)
        return public or request.headers.get("Authorization") == f"Bot {self._token}"

    def _own(self, call: _Exchange) -> Any:
        """Answer what concerns the transport rather than the world."""
        if call.route == "GET /gateway":
            return {"url": self.gateway_url}
        if call.route == "GET /gateway/bot":
            limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
            return {"url": self.gateway_url, "shards": self.shards, "session_start_limit": limit}
        return None

    def _refuse_broken(self, call: _Exchange) -> None:
        problems = list(broken(call.method, call.path, call.body.json, len(call.body.files)))
        for problem in problems:
            self._recorder.violate(call.route, problem)
        if problems:
            raise Refusal(400, INVALID_FORM, f"Invalid Form Body: {'; '.join(problems)}")

    def _check(self, call: _Exchange) -> None:
        if self.specification is not None and call.body.json is not None:
            for problem in self.specification.request(call.method, call.path, call.body.json):
                self._recorder.violate(call.route, f"by the specification, {problem}")

    def _check_response(self, call: _Exchange) -> None:
        if self.specification is not None and call.response is not None:
            for problem in self.specification.response(call.method, call.path, call.status, call.response):
                self._recorder.infidelities.append(f"{call.route}: {problem}")


def _dropped(fault: Fault | None) -> bool:
    return fault is not None and fault.status == "drop"


def reply(value: Any, outward: Callable[[str], str], *, status: int = 200) -> web.Response:
    """Return a JSON answer; None becomes "204 No Content".

    The content type is exactly `application/json`: discord.py parses nothing else, not even with a charset.
    """
    if value is None:
        return web.Response(status=204)
    text = outward(json.dumps(value))
    return web.Response(body=text.encode(), status=status, content_type="application/json")


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
