"""One quote as a reader meets it: the words, then whose they are, where they stand, what speaks against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.words import markdown
from bot.words.inert import inert_line
from bot.words.notes import also_says, attribution, elsewhere
from embeddings.errors import NotVerbatim
from embeddings.quoting.citing.citation import in_style
from embeddings.quoting.citing.styles import FORMATS, rich

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.words import Phrases
    from embeddings.quoting.quote import Quote, Span

SHORT = "short"


def verbatim(quote: Quote, *, lit: bool) -> str:
    """Return a quote as a block quote, its answering words in bold if `lit`; raises NotVerbatim."""
    strong = [(start - quote.start, end - quote.start) for start, end in quote.highlights] if lit else []
    if strong == [(0, len(quote.text))]:
        strong = []  # all bold says nothing and is hard to read
    return checked(quote.document, quote.text, quote.start, strong)


def checked(document: str, text: str, start: int, strong: Sequence[Span] = ()) -> str:
    """Return a document's words as a block quote, spans of them in bold.

    Raises:
        NotVerbatim: what Discord would show is not `text`, character by character.

    """
    shown = markdown.block_quote(text, strong)
    if markdown.unquote(shown) != text:
        raise NotVerbatim(document, start, start + len(text))
    return shown


def notes(quote: Quote, phrases: Phrases, style: str) -> tuple[list[str], list[str]]:
    """Return the lines under a quote, and those on contradictions, of which a message needs each only once."""
    citation = quote.citation
    whose = attribution(quote, phrases)
    lines = [markdown.italic(inert_line(whose))] if whose else []
    lines.append(cited(quote, style))
    if citation.locator.section:
        lines.append(markdown.subtext(inert_line(phrases("section", title=citation.locator.section))))
    if (other := elsewhere(quote, phrases)) is not None:
        lines.append(markdown.subtext(inert_line(other)))
    return lines, [markdown.subtext(inert_line(also_says(conflict, phrases))) for conflict in citation.conflicts]


def cited(quote: Quote, style: str) -> str:
    """Return a quote's citation on one line, its italics kept; in a style for programs, the short one."""
    known = FORMATS.get(style)
    if style == SHORT or known is None or known.is_data:
        line = markdown.escape(inert_line(quote.citation.short))
    else:
        line = rich.markdown(in_style(quote, style), lambda text: markdown.escape(inert_line(text)))
    return line.replace("¶ ", "¶\u00a0")  # or the number may begin a line of its own
