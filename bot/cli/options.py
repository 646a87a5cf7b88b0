"""What every command accepts, before its name and after it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import typer

from bot.config import CONFIG_VARIABLE, DATA_VARIABLE, SOURCE_VARIABLE, Overrides, Settings, load

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
