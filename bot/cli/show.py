"""`pincite show`: one document as the index holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.opening import open_archive
from bot.cli.options import AsJson, Config, Data, Debug, Source, settings_for
from bot.cli.output import write_exactly, write_json
from bot.errors import UsageProblem, WrongUsage

if TYPE_CHECKING:
    from embeddings.archive import DocumentView

EXAMPLES = """[bold]Examples[/]
  pincite show letters/1938.txt
  pincite show letters/1938.txt --json
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
    config: Config = None,
    source: Source = None,
    data: Data = None,
    debug: Debug = False,
) -> None:
    """Show a document's bibliographic record, what it was read from, and the document's outline."""
    settings = settings_for(context, config, source, data, debug=debug).archive
    if as_json and text:
        raise WrongUsage(UsageProblem.TWO_FORMS)
    archive = open_archive(settings)
    try:
        view = archive.show(document)
    finally:
        archive.close()
    if text:
        write_exactly(view.text)
    elif as_json:
        write_json(document_json(view))
    else:
        from bot.terminal.console import show as print_view
        from bot.terminal.document import document_view

        print_view(document_view(view))


def document_json(view: DocumentView) -> dict[str, Any]:
    """Return a document in the contract's JSON form."""
    from embeddings.index.catalogue import claim_json, conflict_json, outline_json

    return {
        "document": view.path,
        "sha256": view.sha256,
        "characters": len(view.text),
        "record": dict(view.record.csl),
        "claims": [claim_json(claim) for claim in view.record.claims],
        "conflicts": [conflict_json(conflict) for conflict in view.record.conflicts],
        "outline": outline_json(view.outline),
    }
