"""`pincite doctor`: look at everything, say what is wrong and what to do, whatever else is broken."""

from __future__ import annotations

import os
from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from bot.cli.options import AsJson, Config, Data, Debug, Invocation, Source
from bot.cli.output import write_json
from bot.config import Overrides, Settings, load
from bot.terminal.streams import complain

if TYPE_CHECKING:
    from bot.cli.checks.check import Check

EXAMPLES = """[bold]Examples[/]
  pincite doctor
  pincite doctor --json | jq '.checks[] | select(.state != "ok")'"""


def doctor(
    context: typer.Context,
    *,
    as_json: AsJson = False,
    config: Config = None,
    source: Source = None,
    data: Data = None,
    debug: Debug = False,
) -> None:
    """Check the machine, the configuration, the documents, the index, the model and the token.

    Ends with 1 when something will not work as it is.
    """
    invocation = context.ensure_object(Invocation)
    invocation.say(config, source, data, debug=debug)
    checks = examine(invocation.overrides)
    failed = [check.name for check in checks if check.state == "fail"]
    if as_json:
        write_json({"ok": not failed, "checks": [asdict(check) for check in checks]})
    else:
        from bot.terminal.checks import checks_view
        from bot.terminal.console import show

        show(checks_view(checks))
    if failed:
        from bot.wording.lists import both

        complain(f"What will not work as it is: {both(failed)}.")
        raise typer.Exit(1)


def examine(overrides: Overrides) -> list[Check]:
    """Return every check's result, in the order they matter."""
    from bot.cli.checks import files, gateway, index, machine
    from bot.cli.checks.check import guarded

    settings, configuration = _settings(overrides)
    archive = settings.archive
    return [
        guarded("Python", machine.python),
        configuration or guarded("configuration", lambda: files.configuration(settings)),
        guarded("disk", lambda: machine.disk(archive.data)),
        guarded("data folder", lambda: machine.data_folder(archive.data)),
        guarded("documents", lambda: files.source(archive)),
        guarded("model", lambda: index.model(archive)),
        guarded("index", lambda: index.index(archive)),
        guarded("engine", lambda: index.engine(archive)),
        guarded("reranker", lambda: index.reranker(archive)),
        guarded("Discord", gateway.library),
        guarded("token", lambda: gateway.token(settings.discord)),
    ]


def _settings(overrides: Overrides) -> tuple[Settings, Check | None]:
    """Return the settings in force and, where the file is wrong, defaults and the check that says so."""
    from bot.cli.checks.check import Check, State
    from bot.errors import ConfigError
    from bot.wording.errors import explain

    try:
        return load(overrides), None
    except ConfigError as error:
        settings = Settings().with_folders(overrides.over_environment(os.environ))
        advice = "Mend it; what follows is checked with defaults."
        return settings, Check("configuration", State.FAIL, explain(error), advice)
