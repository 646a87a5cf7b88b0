"""The options that say where to look: by author, work and years."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import UsageProblem, WrongUsage

if TYPE_CHECKING:
    from embeddings.retrieval.filters import Filters

WHERE = "Where to look"

Author = Annotated[
    str | None,
    typer.Option(
        "--author",
        metavar="NAME",
        help="Quote only what this author wrote.",
        rich_help_panel=WHERE,
        show_default=False,
    ),
]
Work = Annotated[
    str | None,
    typer.Option(
        "--work",
        metavar="TITLE",
        help="Quote only this work, or what appeared in it.",
        rich_help_panel=WHERE,
        show_default=False,
    ),
]
YearSpan = Annotated[
    str | None,
    typer.Option(
        "--years",
        metavar="YEARS",
        help="Quote only what is dated so: 1913, 1900-1914, 1900-, 1890s.",
        rich_help_panel=WHERE,
        show_default=False,
    ),
]


def filters_of(author: str | None, work: str | None, years: str | None) -> Filters | None:
    """Return where quotes may come from, None for anywhere; raises WrongUsage for years that are none."""
    if author is None and work is None and years is None:
        return None
    from embeddings.retrieval.filters import Filters
    from embeddings.retrieval.years import Years

    span = Years.parse(years) if years is not None else None
    if years is not None and span is None:
        raise WrongUsage(UsageProblem.NO_YEARS)
    return Filters(author, work, span)
