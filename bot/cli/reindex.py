"""`pincite reindex`: bring the index up to date with the folder of documents."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from bot.cli.options import AsJson, Config, Data, Debug, Source, settings_for
from bot.cli.output import write_json
from bot.terminal.progress import reported

EXAMPLES = """[bold]Examples[/]
  pincite reindex
  pincite --source ~/library --data ~/library-index reindex --full
  pincite reindex --json | jq .refused"""


def reindex(
    context: typer.Context,
    *,
    full: Annotated[
        bool, typer.Option("--full", help="Embed every passage anew, also those that did not change.")
    ] = False,
    as_json: AsJson = False,
    config: Config = None,
    source: Source = None,
    data: Data = None,
    debug: Debug = False,
) -> None:
    """Index new and changed documents, forget deleted ones, and say what was refused and why.

    The index in use stays whole and in use until the new one is complete and checked.
    """
    settings = settings_for(context, config, source, data, debug=debug).archive
    from embeddings.archive import Archive

    with reported(f"Indexing {settings.source}") as progress:
        report = Archive.build(settings, full=full, progress=progress)
    if as_json:
        write_json(asdict(report))
        return
    from bot.terminal.console import show
    from bot.terminal.report import report_view

    show(report_view(report))
