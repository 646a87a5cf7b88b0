"""`pincite run`: the Discord bot."""

from __future__ import annotations

import typer

from bot.cli.options import Config, Data, Debug, Source, settings_for

EXAMPLES = """[bold]Examples[/]
  DISCORD_TOKEN=… pincite run
  pincite --config /etc/pincite.toml run"""


def run(
    context: typer.Context,
    *,
    config: Config = None,
    source: Source = None,
    data: Data = None,
    debug: Debug = False,
) -> None:
    """Run the Discord bot until it is stopped.

    The token is read from DISCORD_TOKEN, or from the file that the configuration names.
    """
    settings = settings_for(context, config, source, data, debug=debug)
    # Only here: discord.py takes longer to import than a question to answer.
    from bot.running.service import serve

    raise typer.Exit(serve(settings))
