from __future__ import annotations

from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from tests.discord import LocalDiscord
from tests.discord.tests.small_bot import SmallBot, running

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

OPENAPI = Path(__file__).parents[3].parent / "shared" / "discord" / "openapi.json"


@pytest.fixture
async def local() -> AsyncIterator[LocalDiscord]:
    async with LocalDiscord() as discord:
        yield discord


@pytest.fixture
async def bot(local: LocalDiscord) -> AsyncIterator[SmallBot]:
    client = SmallBot()
    async with running(local, client):
        yield client


@pytest.fixture
def openapi() -> Path:
    if not OPENAPI.exists():
        pytest.skip("Discord's specification is not beside the project")
    return OPENAPI


class Raw:
    """REST calls by hand, with the bot's token, for what the client would never send."""

    def __init__(self, local: LocalDiscord, session: aiohttp.ClientSession) -> None:
        self._local = local
        self._session = session

    async def __call__(self, method: str, path: str, body: Any = None, **options: Any) -> tuple[int, Any]:
        headers = {"Authorization": f"Bot {self._local.token}"} | options.pop("headers", {})
        url = self._local.rest_url + path
        async with self._session.request(method, url, json=body, headers=headers, **options) as answer:
            return answer.status, await answer.json() if answer.content_type == "application/json" else None


@pytest.fixture
async def raw(local: LocalDiscord) -> AsyncIterator[Raw]:
    async with aiohttp.ClientSession() as session:
        yield Raw(local, session)


@asynccontextmanager
async def _socket(local: LocalDiscord, query: str = "") -> AsyncIterator[aiohttp.ClientWebSocketResponse]:
    async with aiohttp.ClientSession() as session, session.ws_connect(local.gateway_url + "/" + query) as socket:
        yield socket


@pytest.fixture
def socket() -> Any:
    return _socket
