"""`pincite find`: every place where a phrase stands."""

from __future__ import annotations

import sys
from contextlib import closing
from typing import Annotated

import typer

from bot.cli.options import (
    AsJson,
    Author,
    Config,
    Data,
    Debug,
    PageAuthor,
    Source,
    Work,
    YearSpan,
    filters_of,
    settings_for,
)
from bot.errors import UsageProblem, WrongUsage
from bot.terminal.opening import write_json
from bot.terminal.streams import is_styled

MOST = 50

EXAMPLES = """[bold]Examples[/]
  pincite find "the conquest of bread"
  pincite find "workers' control" --author Trotsky --most 200
  pincite find "permanent revolution" --json"""


def find(
    context: typer.Context,
    phrase: Annotated[str, typer.Argument(metavar="PHRASE", help="The phrase, in quotes.", show_default=False)],
    *,
    most: Annotated[
        int, typer.Option("--most", metavar="N", min=1, help=f"Show N places, not {MOST}.", show_default=False)
    ] = MOST,
    author: Author = None,
    work: Work = None,
    years: YearSpan = None,
    page_author: PageAuthor = None,
    as_json: AsJson = False,
    config: Config = None,
    source: Source = None,
    data: Data = None,
    debug: Debug = False,
) -> None:
    """Find every place where a phrase stands, word for word, each in its context with its citation.

    Capitals, accents, kinds of quotation marks and dashes, ligatures, and words parted at a line's end make no
    difference. The index is built first where there is none.
    """
    settings = settings_for(context, config, source, data, debug=debug)
    if not phrase.strip():
        raise WrongUsage(UsageProblem.BLANK_PHRASE)
    filters = filters_of(author, work, years, page_author)
    from bot.terminal.opening import open_or_build

    with closing(open_or_build(settings.archive)) as archive:
        found = archive.find(phrase, most=most, filters=filters)
    if as_json:
        from embeddings.quoting.answering.contract import occurrences_json

        write_json(occurrences_json(found))
    elif is_styled():
        from bot.terminal.console import show
        from bot.terminal.occurrences import occurrences_view

        show(occurrences_view(found))
    else:
        from bot.terminal.occurrences import plain_occurrences

        sys.stdout.write(plain_occurrences(found))
