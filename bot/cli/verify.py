"""`pincite verify`: does a quotation stand in the archive, word for word?"""

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

EXAMPLES = """[bold]Examples[/]
  pincite verify "Only thirty-two years old at the time of his death"
  pincite verify "All property is theft" --author Proudhon
  pincite verify "Only thirty-two years old when he died" --json"""


def verify(
    context: typer.Context,
    quotation: Annotated[
        str, typer.Argument(metavar="QUOTE", help="The quotation, in quotes.", show_default=False)
    ],
    *,
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
    """Say whether a quotation stands in the archive: exactly, in other words (and in which), or not at all.

    The same typography is forgiven as by `pincite find`, and named. The index is built first where there is none.
    """
    settings = settings_for(context, config, source, data, debug=debug)
    if not quotation.strip():
        raise WrongUsage(UsageProblem.BLANK_PHRASE)
    filters = filters_of(author, work, years, page_author)
    from bot.terminal.opening import open_or_build

    with closing(open_or_build(settings.archive)) as archive:
        verified = archive.verify_quotation(quotation, filters=filters)
    if as_json:
        from embeddings.quoting.answering.contract import verification_json

        write_json(verification_json(verified))
    elif is_styled():
        from bot.terminal.console import show
        from bot.terminal.occurrences import verification_view

        show(verification_view(verified))
    else:
        from bot.terminal.occurrences import plain_verification

        sys.stdout.write(plain_verification(verified))
