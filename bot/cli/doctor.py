"""`pincite doctor`: look at everything, say what is wrong and what to do, whatever else is broken."""

from __future__ import annotations

import os
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import typer

from bot.cli import checks as look
from bot.cli.checks import Check, State, guarded
from bot.cli.options import AsJson, Config, Data, Debug, Invocation, Source
from bot.config import Overrides, Settings, load
from bot.terminal.opening import write_json
from bot.terminal.streams import complain
from bot.words.inert import inert_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rich.console import RenderableType

    from bot.words import Phrases

SIGNS = {State.OK: "✓", State.WARN: "!", State.FAIL: "✗"}


def checks_view(checks: Sequence[Check], phrases: Phrases) -> RenderableType:
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
        state = f"{SIGNS[check.state]} {phrases(f'state-{check.state.value}')}"
        table.add_row(Text(state, style=check.state.value), phrases(name_of(check)), found)
    return Padding(table, (1, 1))


def name_of(check: Check) -> str:
    """Return the name of the phrase that a check is called by."""
    return f"check-{check.name.replace(' ', '-').lower()}"


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
    from bot.words import DEFAULT, Phrases, terminal_phrases

    # What programs read is the same in every language.
    phrases = Phrases.of(DEFAULT) if as_json else terminal_phrases()
    checks = examine(invocation.overrides, phrases)
    failed = [check for check in checks if check.state is State.FAIL]
    if as_json:
        write_json({"ok": not failed, "checks": [asdict(check) for check in checks]})
    else:
        from bot.terminal.console import show

        show(checks_view(checks, phrases))
    if failed:
        from bot.words.lists import listed

        names = [phrases(name_of(check)) for check in failed]
        complain(phrases("doctor-failed", names=listed(names, phrases)))
        raise typer.Exit(1)


def examine(overrides: Overrides, phrases: Phrases) -> list[Check]:
    """Return every check's result, in the order they matter."""
    settings, configuration = _settings(overrides, phrases)
    archive = settings.archive

    def check(name: str, looked: Callable[..., Check], *at: Any) -> Check:
        return guarded(name, phrases, lambda: looked(*at, phrases))

    return [
        check("Python", look.python),
        configuration or check("configuration", look.configuration, settings),
        check("disk", look.disk, archive.data),
        check("data folder", look.data_folder, archive.data),
        check("documents", look.source, archive),
        check("model", look.model, archive),
        check("index", look.index, archive),
        check("engine", look.engine, archive),
        check("reranker", look.reranker, archive),
        check("Discord", look.library),
        check("token", look.token, settings.discord),
    ]


def _settings(overrides: Overrides, phrases: Phrases) -> tuple[Settings, Check | None]:
    """Return the settings in force and, where the file is wrong, defaults and the check that says so."""
    from bot.errors import ConfigError
    from bot.words.errors import explain

    try:
        return load(overrides), None
    except ConfigError as error:
        settings = Settings().with_folders(overrides.over_environment(os.environ))
        found = explain(error, phrases=phrases)
        return settings, Check("configuration", State.FAIL, found, phrases("doctor-defaults"))
