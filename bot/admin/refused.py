"""What is not in the archive, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import ButtonStyle

from bot.admin.controls import control
from bot.admin.shape import button, count_pages, line, lines, page_of, pages, panel, refusal_lines, row

if TYPE_CHECKING:
    from bot.admin.desk import Visit

EACH = 10  # files on a page


@control("refused")
async def show(visit: Visit) -> None:
    """Show a page of the files that were refused."""
    phrases = visit.phrases
    refused = await visit.look(visit.library.refused)
    of = count_pages(len(refused), EACH)
    page = min(page_of(visit.about)[0], of - 1)
    await visit.show(
        panel(
            f"### {phrases('documents-refused-title')}",
            phrases("documents-refused-count", count=len(refused)),
            line() if refused else None,
            lines(refusal_lines(refused[page * EACH : (page + 1) * EACH], phrases)),
            row(*pages(phrases, "refused", page, of)),
            row(
                button(phrases("documents-title"), "documents", 0),
                button(phrases("upload"), "upload", style=ButtonStyle.primary) if visit.changes_archive else None,
            ),
        )
    )


@control("refused-new", apart=True)
async def anew(visit: Visit) -> None:
    """Show them in a message of its own, for the admin alone."""
    await show(visit)
