"""The REST interface's listening end: authenticate, disturb on demand, check, serve, record."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.playground.errors import NotServed, Refusal
from bot.playground.limits import broken
from bot.playground.recorder import Request
from bot.playground.rest.bodies import Body, read
from bot.playground.rest.buckets import TOO_MANY, Buckets
from bot.playground.rest.replies import error_json, failure, reply
from bot.playground.world.world import INVALID_FORM, Call

if TYPE_CHECKING:
    from collections.abc import Callable

    from aiohttp import web

    from bot.playground.faults import Fault, Faults
    from bot.playground.recorder import Recorder
    from bot.playground.schema import Specification
    from bot.playground.world.world import World

PREFIX = "/api/v10"
UNAUTHORIZED = Refusal(401, 0, "401: Unauthorized")
_PUBLIC = ("/gateway",)
_TOKEN_IN_PATH = ("/interactions/", "/webhooks/")


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
            call.status, call.response = refusal.status, error_json(refusal)
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
