"""An answer in a pipe: how sure it is, then the quotes on the lines they have, so that a search finds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.words import terminal_phrases
from bot.words.inert import inert, inert_line
from bot.words.notes import asides, by_document, near_notes, quote_notes, verdict

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from embeddings.quoting.quote import Answer, Quote

INDENT = "    "


def plain_answer(answer: Answer, heading: str | None = None, history: Sequence[Mapping[str, str]] = ()) -> str:
    """Return an answer as text without colours, wrapping or marks; ends with a line break.

    `history` is what was said before the question. Where several questions are answered, each answer stands under
    its question and ends with a blank line.
    """
    phrases = terminal_phrases()
    head = [verdict(answer, phrases), *asides(answer, history, phrases)]
    parts = ["\n".join(map(inert_line, head))]
    for at, again in by_document(answer.quotes):
        quote = answer.quotes[at]
        parts.append(_noted(quote, [note for _, note in quote_notes(quote, phrases, cited=again)]))
    parts += [_noted(quote, near_notes(quote, phrases)) for quote in answer.nearest]
    if heading is None:
        return "\n\n".join(parts) + "\n"
    return "\n\n".join([f"# {inert_line(heading)}", *parts]) + "\n\n"


def _noted(quote: Quote, notes: Sequence[str]) -> str:
    """Return a quote and, indented under it, what is said of it."""
    return "\n".join([inert(quote.text), *(INDENT + inert_line(note) for note in notes)])
