"""What every command accepts, before its name and after it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.config import CONFIG_VARIABLE, DATA_VARIABLE, SOURCE_VARIABLE, Overrides, Settings, load
from bot.errors import UsageProblem, WrongUsage
from embeddings.settings import Length

if TYPE_CHECKING:
    from embeddings.retrieval.filters import Filters

COMMON = "Everywhere"

Config = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="FILE",
        help=f"Configuration file (or {CONFIG_VARIABLE}; default config/pincite.toml where it exists).",
        rich_help_panel=COMMON,
        show_default=False,
    ),
]
Source = Annotated[
    Path | None,
    typer.Option(
        "--source",
        metavar="DIR",
        help=f"Folder of documents (or {SOURCE_VARIABLE}; default seeds).",
        rich_help_panel=COMMON,
        show_default=False,
    ),
]
Data = Annotated[
    Path | None,
    typer.Option(
        "--data",
        metavar="DIR",
        help=f"Folder of the index (or {DATA_VARIABLE}; default .pincite).",
        rich_help_panel=COMMON,
        show_default=False,
    ),
]
Debug = Annotated[
    bool,
    typer.Option("--debug", help="When something goes wrong, show the traceback.", rich_help_panel=COMMON),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, and nothing else, on standard output.")]


QuoteLength = Annotated[
    Length | None,
    typer.Option(
        "--length",
        help="Quote only the sentences that answer, or the paragraph around them.",
        show_default=False,
    ),
]


@dataclass(slots=True)
class Invocation:
    """One run of the command line: what was said on it so far."""

    overrides: Overrides = field(default_factory=Overrides)
    debug: bool = False

    def say(self, config: Path | None, source: Path | None, data: Path | None, *, debug: bool) -> None:
        """Add what was said; what is said later, after the command's name, wins."""
        self.overrides = Overrides(config, source, data).over(self.overrides)
        self.debug = self.debug or debug


def settings_for(
    context: typer.Context, config: Path | None, source: Path | None, data: Path | None, *, debug: bool
) -> Settings:
    """Return the settings in force for a command; raises ConfigError."""
    invocation: Invocation = context.ensure_object(Invocation)
    invocation.say(config, source, data, debug=debug)
    return load(invocation.overrides)


# The options that say where to look: by author, work and years.

WHERE = "Where to look"

Author = Annotated[
    str | None,
    typer.Option(
        "--author",
        metavar="NAME",
        help="Quote only this author's words, wherever they stand.",
        rich_help_panel=WHERE,
        show_default=False,
    ),
]
PageAuthor = Annotated[
    str | None,
    typer.Option(
        "--page-author",
        metavar="NAME",
        help="Quote only documents by this author, notes and quotations in them too.",
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


def filters_of(
    author: str | None, work: str | None, years: str | None, page_author: str | None = None
) -> Filters | None:
    """Return where quotes may come from, None for anywhere; raises WrongUsage for years that are none."""
    if author is None and work is None and years is None and page_author is None:
        return None
    from embeddings.retrieval.filters import Filters
    from embeddings.text.years import Years

    span = Years.parse(years) if years is not None else None
    if years is not None and span is None:
        raise WrongUsage(UsageProblem.NO_YEARS)
    return Filters(author, work, span, page_author)
