"""One quote as a reader meets it: the words, then whose they are, where they stand, what speaks against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import markdown
from bot.wording.inert import inert_line
from bot.wording.notes import also_says, attribution, elsewhere
from bot.wording.replies import passage_too_long, section
from embeddings.errors import NotVerbatim

if TYPE_CHECKING:
    from collections.abc import Container

    from embeddings.quoting.quote import Quote


def words(quote: Quote, *, lit: bool) -> str:
    """Return a quote as a block quote, its answering words in bold if `lit`.

    Raises:
        NotVerbatim: what Discord would show is not the quote, character by character.

    """
    strong = [(start - quote.start, end - quote.start) for start, end in quote.highlights] if lit else []
    if strong == [(0, len(quote.text))]:
        strong = []  # all bold says nothing and is hard to read
    shown = markdown.block_quote(quote.text, strong)
    if markdown.unquote(shown) != quote.text:
        raise NotVerbatim(quote.document, quote.start, quote.end)
    return shown


def notes(quote: Quote, told: Container[str] = ()) -> tuple[list[str], list[str]]:
    """Return the lines under a quote, and those on contradictions, of which a message needs each only once.

    `told` are the lines that stand above already.
    """
    citation = quote.citation
    whose = attribution(quote)
    lines = [markdown.italic(inert_line(whose))] if whose else []
    lines.append(markdown.escape(inert_line(citation.short)))
    if citation.locator.section:
        lines.append(markdown.subtext(inert_line(section(citation.locator.section))))
    if (other := elsewhere(quote)) is not None:
        lines.append(markdown.subtext(inert_line(other)))
    conflicts = [markdown.subtext(inert_line(also_says(conflict))) for conflict in citation.conflicts]
    # The same words under the same title are the same contradiction.
    return lines, [line for line in conflicts if _known(quote, line) not in told]


def entry(quote: Quote, told: Container[str], *, lit: bool) -> tuple[str, list[str]]:
    """Return all of a quote's text, and what to remember as told once it is shown."""
    lines, conflicts = notes(quote, told)
    return "\n".join([words(quote, lit=lit), *lines, *conflicts]), [_known(quote, line) for line in conflicts]


def entry_without_words(quote: Quote, told: Container[str]) -> tuple[str, list[str]]:
    """Return the same for a quote that is too long for any message: where to read it."""
    lines, conflicts = notes(quote, told)
    where = markdown.subtext(inert_line(passage_too_long(quote.document, quote.start, quote.end)))
    return "\n".join([*lines, where, *conflicts]), [_known(quote, line) for line in conflicts]


def _known(quote: Quote, line: str) -> str:
    return f"{quote.document}\0{line}"
