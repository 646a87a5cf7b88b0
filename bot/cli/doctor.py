"""`pincite doctor`: look at everything, say what is wrong and what to do, whatever else is broken."""

from __future__ import annotations

import os
from dataclasses import asdict
from typing import TYPE_CHECKING

import typer
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.cli.checks import State
from bot.cli.options import AsJson, Config, Data, Debug, Invocation, Source
from bot.config import Overrides, Settings, load
from bot.terminal.console import complain
from bot.terminal.opening import write_json
from bot.words.inert import inert_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from bot.cli.checks import Check

# The doctor's findings: one line a check, and under it what to do.

SIGNS = {State.OK: "✓ ok", State.WARN: "! warn", State.FAIL: "✗ fail"}


def checks_view(checks: Sequence[Check]) -> RenderableType:
    """Return a table of all checks."""
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(style="heading", no_wrap=True)
    table.add_column(overflow="fold")
    for check in checks:
        found = Text(inert_line(check.found))
        if check.advice:
            found = Text.assemble(found, "\n", (f"→ {inert_line(check.advice)}", check.state.value))
        table.add_row(Text(SIGNS[check.state], style=check.state.value), check.name, found)
    return Padding(table, (1, 1))


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

    Exits with 1 if something will not work as it is.
    """
    invocation = context.ensure_object(Invocation)
    invocation.say(config, source, data, debug=debug)
    checks = examine(invocation.overrides)
    failed = [check.name for check in checks if check.state == "fail"]
    if as_json:
        write_json({"ok": not failed, "checks": [asdict(check) for check in checks]})
    else:
        from bot.terminal.console import show

        show(checks_view(checks))
    if failed:
        from bot.words.lists import both

        complain(f"These checks failed: {both(failed)}.")
        raise typer.Exit(1)


def examine(overrides: Overrides) -> list[Check]:
    """Return every check's result, in the order they matter."""
    from bot.cli import checks as files
    from bot.cli import checks as gateway
    from bot.cli import checks as index
    from bot.cli import checks as machine
    from bot.cli.checks import guarded

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
    from bot.cli.checks import Check, State
    from bot.errors import ConfigError
    from bot.words.errors import explain

    try:
        return load(overrides), None
    except ConfigError as error:
        settings = Settings().with_folders(overrides.over_environment(os.environ))
        advice = "Fix it. The checks below use the defaults."
        return settings, Check("configuration", State.FAIL, explain(error), advice)
