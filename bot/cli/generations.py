"""`pincite generations`: what the index was, and can be again."""

from __future__ import annotations

from dataclasses import asdict

import typer  # noqa: TC002 - Typer reads the annotations

from bot.cli.options import AsJson, Config, Data, Debug, Source, settings_for
from bot.terminal.opening import write_json

EXAMPLES = """[bold]Examples[/]
  pincite generations
  pincite generations --json | jq '.[] | select(.damage)'"""


def generations(
    context: typer.Context,
    *,
    as_json: AsJson = False,
    config: Config = None,
    source: Source = None,
    data: Data = None,
    debug: Debug = False,
) -> None:
    """List the generations of the index that are kept, each with its checksums verified."""
    settings = settings_for(context, config, source, data, debug=debug).archive
    from embeddings.archive import Archive

    found = Archive(settings).generations()
    if as_json:
        write_json([asdict(one) for one in found])
        return
    from bot.terminal.console import show
    from bot.terminal.report import generations_view

    show(generations_view(found))
