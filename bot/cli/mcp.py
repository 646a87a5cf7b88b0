"""`pincite mcp`: the archive as tools for language-model clients."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.options import Config, Data, Debug, Source, settings_for
from bot.errors import UsageProblem, WrongUsage

HOST, PORT = "127.0.0.1", 8765

EXAMPLES = """[bold]Examples[/]
  pincite mcp
  pincite --source ~/library --data ~/library-index mcp
  pincite mcp --http --port 9000"""


def mcp(
    context: typer.Context,
    *,
    http: Annotated[
        bool, typer.Option("--http", help="Serve at an address instead of standard input and output.")
    ] = False,
    host: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS", help=f"With --http: this machine's own address, not {HOST}.", show_default=False
        ),
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=0,
            max=65535,
            help=f"With --http: the port, not {PORT}; 0 takes a free one.",
            show_default=False,
        ),
    ] = None,
    config: Config = None,
    source: Source = None,
    data: Data = None,
    debug: Debug = False,
) -> None:
    """Offer the archive to language-model clients as tools of the Model Context Protocol.

    A client starts this command and speaks with it over standard input and output. The index is built first where
    there is none.
    """
    settings = settings_for(context, config, source, data, debug=debug).archive
    if not http and (host is not None or port is not None):
        raise WrongUsage(UsageProblem.NO_HTTP)
    # Only here: the protocol's package takes longer to import than a question to answer.
    from bot.mcp.transports import serve_http, serve_stdio

    if http:
        serve_http(settings, HOST if host is None else host, PORT if port is None else port)
    else:
        serve_stdio(settings)
