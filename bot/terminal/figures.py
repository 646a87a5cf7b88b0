"""The figures of an evaluation, as a person wants to read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.wording.figures import headline, tables

if TYPE_CHECKING:
    from rich.console import RenderableType

    from embeddings.evaluation.figures import Figures


def figures_view(figures: Figures) -> RenderableType:
    """Return a table of all figures in groups, with what each means."""
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(style="heading", justify="right", no_wrap=True)
    table.add_column(style="faint", no_wrap=True)
    table.add_column(style="faint", overflow="fold")
    for title, rows in tables(figures):
        table.add_row()
        table.add_row(Text(title, style="label"))
        for row in rows:
            table.add_row(f"  {row.name}", row.value, row.range, row.meaning)
    return Padding(Group(Text(headline(figures)), table), (1, 1))
