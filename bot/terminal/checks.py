"""The doctor's findings: one line a check, and under it what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.cli.checks.check import State
from bot.wording.inert import inert_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from bot.cli.checks.check import Check

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
