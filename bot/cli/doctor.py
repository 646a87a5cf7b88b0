"""`pincite doctor`: look at everything, say what is wrong and what to do, whatever else is broken."""

from __future__ import annotations

import os
from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from bot.cli import checks as look
from bot.cli.checks import Check, State, guarded
from bot.cli.options import AsJson, Config, Data, Debug, Invocation, Source
from bot.config import Overrides, Settings, load
from bot.terminal.opening import write_json
from bot.terminal.streams import complain
from bot.words.inert import inert_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

SIGNS = {State.OK: "✓ ok", State.WARN: "! warn", State.FAIL: "✗ fail"}


def checks_view(checks: Sequence[Check]) -> RenderableType:
    """Return a table of all checks: one line a check, and under it what to do."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

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
    settings, configuration = _settings(overrides)
    archive = settings.archive
    return [
        guarded("Python", look.python),
        configuration or guarded("configuration", lambda: look.configuration(settings)),
        guarded("disk", lambda: look.disk(archive.data)),
        guarded("data folder", lambda: look.data_folder(archive.data)),
        guarded("documents", lambda: look.source(archive)),
        guarded("model", lambda: look.model(archive)),
        guarded("index", lambda: look.index(archive)),
        guarded("engine", lambda: look.engine(archive)),
        guarded("reranker", lambda: look.reranker(archive)),
        guarded("Discord", look.library),
        guarded("token", lambda: look.token(settings.discord)),
    ]


def _settings(overrides: Overrides) -> tuple[Settings, Check | None]:
    """Return the settings in force and, where the file is wrong, defaults and the check that says so."""
    from bot.errors import ConfigError
    from bot.words.errors import explain

    try:
        return load(overrides), None
    except ConfigError as error:
        settings = Settings().with_folders(overrides.over_environment(os.environ))
        advice = "Fix it. The checks below use the defaults."
        return settings, Check("configuration", State.FAIL, explain(error), advice)
