"""`pincite show`: one document as the index holds it."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.options import AsJson, Config, Data, Debug, Source, settings_for
from bot.errors import UsageProblem, WrongUsage
from bot.terminal.opening import open_archive, write_exactly, write_json
from embeddings.quoting.citing.styles import FORMATS

EXAMPLES = """[bold]Examples[/]
  pincite show letters/1938.txt
  pincite show letters/1938.txt --json
  pincite show letters/1938.txt --cite mla
  pincite show letters/1938.txt --text | cut -c 1-80"""


def show(
    context: typer.Context,
    document: Annotated[
        str,
        typer.Argument(metavar="DOC", help="The document's path in the folder of documents.", show_default=False),
    ],
    *,
    as_json: AsJson = False,
    text: Annotated[
        bool, typer.Option("--text", help="Print exactly the text that offsets count in, and nothing else.")
    ] = False,
    cite: Annotated[
        str | None, typer.Option(metavar="STYLE", help=f"Print its citation: {', '.join(FORMATS)}.")
    ] = None,
    config: Config = None,
    source: Source = None,
    data: Data = None,
    debug: Debug = False,
) -> None:
    """Show a document's bibliographic record, what it was read from, and the document's outline."""
    settings = settings_for(context, config, source, data, debug=debug).archive
    if as_json + text + (cite is not None) > 1:
        raise WrongUsage(UsageProblem.TWO_FORMS)
    if cite is not None and cite not in FORMATS:
        raise WrongUsage(UsageProblem.NO_STYLE)
    archive = open_archive(settings)
    try:
        view, reading = archive.show(document), archive.reading(document)
    finally:
        archive.close()
    if text:
        write_exactly(view.text)
    elif cite is not None:
        from embeddings.quoting.citing.styles.composing import render

        write_exactly(render(view.record.csl, style=cite) + "\n")
    elif as_json:
        from embeddings.quoting.answering.contract import document_json, reading_json

        write_json(document_json(view) | {"reading": reading_json(reading)})
    else:
        from bot.terminal.console import show as print_view
        from bot.terminal.document import document_view

        print_view(document_view(view, reading))
