"""The server: which requests of the protocol it takes, and what it says where one cannot be met."""

from __future__ import annotations

import logging
from importlib.metadata import version
from importlib.resources import files as resources_of
from typing import TYPE_CHECKING, Any, TypeVar

from mcp import MCPError
from mcp.server import Server
from mcp_types import (
    INTERNAL_ERROR,
    INVALID_PARAMS,
    CallToolResult,
    CompleteResult,
    Completion,
    ListResourceTemplatesResult,
    ListToolsResult,
    TextContent,
    ToolAnnotations,
)
from mcp_types import Tool as Offered

from bot.errors import Busy
from bot.mcp import resources
from bot.mcp.arguments import schema_of
from bot.mcp.errors import CallError, NotReady, UnknownTool
from bot.mcp.tools import TOOLS
from bot.words.errors import explain
from embeddings.errors import NoSuchPlace, PinciteError, UnknownDocument

if TYPE_CHECKING:
    from collections.abc import Callable

    from mcp.server.context import ServerRequestContext
    from mcp_types import (
        CallToolRequestParams,
        CompleteRequestParams,
        ListResourcesResult,
        PaginatedRequestParams,
        ReadResourceRequestParams,
        ReadResourceResult,
    )

    from bot.mcp.desk import Desk
    from embeddings.archive import Archive

T = TypeVar("T")

NAME, TITLE = "pincite", "Pincite"
COMPLETIONS = 50  # paths that complete what was typed

_log = logging.getLogger(__name__)


def server_for(desk: Desk) -> Server[Any]:
    """Return the server that answers from a desk's archive."""
    handlers = _Handlers(desk)
    return Server(
        NAME,
        version=version(NAME),
        title=TITLE,
        description="Quotes an archive of documents word for word, and verifies quotations.",
        instructions=resources_of(__package__).joinpath("instructions.md").read_text("utf-8"),
        on_list_tools=_list_tools,
        on_call_tool=handlers.call,
        on_list_resources=handlers.list,
        on_list_resource_templates=_list_templates,
        on_read_resource=handlers.read,
        on_completion=handlers.complete,
    )


async def _list_tools(
    _context: ServerRequestContext[Any], _wanted: PaginatedRequestParams | None
) -> ListToolsResult:
    return ListToolsResult(
        tools=[
            Offered(
                name=tool.name,
                title=tool.title,
                description=tool.description,
                input_schema=schema_of(tool.takes),
                output_schema=tool.gives,
                annotations=ToolAnnotations(
                    title=tool.title,
                    read_only_hint=True,
                    destructive_hint=False,
                    idempotent_hint=True,
                    open_world_hint=False,
                ),
            )
            for tool in TOOLS.values()
        ]
    )


async def _list_templates(
    _context: ServerRequestContext[Any], _wanted: PaginatedRequestParams | None
) -> ListResourceTemplatesResult:
    return ListResourceTemplatesResult(resource_templates=[resources.TEMPLATE])


class _Handlers:
    """Requests that need the archive."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def call(self, _context: ServerRequestContext[Any], wanted: CallToolRequestParams) -> CallToolResult:
        """Call a tool. What the client can put right is the call's result, so that a model reads it."""
        tool = TOOLS.get(wanted.name)
        if tool is None:
            raise MCPError(INVALID_PARAMS, explain(UnknownTool(wanted.name, tuple(TOOLS))))
        try:
            result = await self._desk.run(tool.prepared(wanted.arguments or {}))
        except Exception as error:  # noqa: BLE001 - whatever it is, the server goes on
            return CallToolResult(content=[TextContent(text=_explained(error))], is_error=True)
        return CallToolResult(content=[TextContent(text=result.text)], structured_content=result.structured)

    async def list(
        self, _context: ServerRequestContext[Any], wanted: PaginatedRequestParams | None
    ) -> ListResourcesResult:
        """List the documents, a page of them."""
        cursor = wanted.cursor if wanted else None
        return await self._done(lambda archive: resources.listed(archive, cursor))

    async def read(
        self, _context: ServerRequestContext[Any], wanted: ReadResourceRequestParams
    ) -> ReadResourceResult:
        """Give a document's text."""
        return await self._done(lambda archive: resources.read(archive, str(wanted.uri)))

    async def complete(self, _context: ServerRequestContext[Any], wanted: CompleteRequestParams) -> CompleteResult:
        """Complete the path in a document's address."""
        if wanted.argument.name != "path":
            return CompleteResult(completion=Completion(values=[], total=0, has_more=False))
        typed = wanted.argument.value[: resources.LONGEST_TITLE]
        values, total = await self._done(lambda archive: resources.suggested(archive, typed, COMPLETIONS))
        return CompleteResult(completion=Completion(values=values, total=total, has_more=total > len(values)))

    async def _done(self, work: Callable[[Archive], T]) -> T:
        try:
            return await self._desk.run(work)
        except Exception as error:
            wrong = isinstance(error, (CallError, UnknownDocument, NoSuchPlace)) and not isinstance(
                error, NotReady
            )
            raise MCPError(INVALID_PARAMS if wrong else INTERNAL_ERROR, _explained(error)) from error


def _explained(error: Exception) -> str:
    """Return what to say of an error; what nobody foresaw is logged."""
    if not isinstance(error, (PinciteError, Busy)):
        _log.error("%s", explain(error), exc_info=error)
    return explain(error)
