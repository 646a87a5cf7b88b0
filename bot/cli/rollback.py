"""`pincite rollback`: go back to an earlier generation of the index."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from bot.cli.options import AsJson, Config, Data, Debug, Source, settings_for
from bot.terminal.opening import write_json

EXAMPLES = """[bold]Examples[/]
  pincite rollback
  pincite rollback 000007-20260301T120000Z"""


def rollback(
    context: typer.Context,
    generation: Annotated[
        str | None,
        typer.Argument(
            metavar="[GENERATION]", help="A generation that is kept; by default the one before the current one."
        ),
    ] = None,
    *,
    as_json: AsJson = False,
    config: Config = None,
    source: Source = None,
    data: Data = None,
    debug: Debug = False,
) -> None:
    """Serve an earlier generation of the index again, until the next reindex.

    A running bot switches to it by itself.
    """
    settings = settings_for(context, config, source, data, debug=debug).archive
    from embeddings.archive import Archive

    now = Archive(settings).roll_back(generation)
    if as_json:
        write_json(asdict(now))
        return
    from bot.terminal.console import show
    from bot.terminal.report import generations_view

    show(generations_view([now]))
