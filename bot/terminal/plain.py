"""An answer in a pipe: each quote verbatim on the lines it has, so that a search for its words finds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.words import say, terminal_phrases
from bot.words.inert import inert, inert_line
from bot.words.notes import likelihood, quote_notes

if TYPE_CHECKING:
    from embeddings.quoting.quote import Answer, Quote

INDENT = "    "


def plain_answer(answer: Answer, heading: str | None = None) -> str:
    """Return an answer as text without colours, wrapping or marks; ends with a line break.

    Where several questions are answered, each answer stands under its question and ends with a blank line.
    """
    if answer.answered:
        parts = [*map(plain_quote, answer.quotes), likelihood(answer.confidence, terminal_phrases()) + "."]
    else:
        near = say("nearest" if answer.nearest else "nothing-near")
        parts = [say("no-answer"), near, *map(plain_quote, answer.nearest)]
    if answer.searched_for:
        parts.insert(0, say("searched-for", text=answer.searched_for))
    if heading is None:
        return "\n\n".join(parts) + "\n"
    return "\n\n".join([f"# {inert_line(heading)}", *parts]) + "\n\n"


def plain_quote(quote: Quote) -> str:
    """Return a quote and, indented under it, what is said of it."""
    notes = [INDENT + inert_line(note) for _, note in quote_notes(quote, terminal_phrases())]
    return "\n".join([inert(quote.text), *notes])
