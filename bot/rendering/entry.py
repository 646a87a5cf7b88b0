"""One quote as a reader meets it: the words, then whose they are, where they stand, what speaks against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.words import markdown
from bot.words.inert import inert_line
from bot.words.notes import LINE, also_says, attribution, elsewhere, same_document
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


def notes(quote: Quote, phrases: Phrases, style: str, *, again: bool = False) -> tuple[list[str], list[str]]:
    """Return the lines under a quote, and those on contradictions, of which a message needs each only once.

    `again`: a quote above has the same document's citation, so that this one says only where it stands.
    """
    citation = quote.citation
    whose = attribution(quote, phrases)
    lines = [markdown.italic(inert_line(whose))] if whose else []
    where = markdown.escape(inert_line(same_document(quote, phrases))) if again else cited(quote, style)
    section = citation.locator.section
    named = markdown.escape(inert_line(phrases("section", title=section))) if section else ""
    together = f"{where} · {named}"
    parts = [together] if named and len(together) <= LINE else filter(None, (where, named))
    lines += [f"{markdown.SMALL}{_glued(part)}" for part in parts]
    if (other := elsewhere(quote, phrases)) is not None:
        lines.append(_glued(markdown.subtext(inert_line(other))))
    return lines, [markdown.subtext(inert_line(also_says(conflict, phrases))) for conflict in citation.conflicts]


def cited(quote: Quote, style: str) -> str:
    """Return a quote's citation on one line, its italics kept; in a style for programs, the short one."""
    known = FORMATS.get(style)
    if style == SHORT or known is None or known.is_data:
        line = markdown.escape(inert_line(quote.citation.short))
    else:
        line = rich.markdown(in_style(quote, style), lambda text: markdown.escape(inert_line(text)))
    return line


def _glued(line: str) -> str:
    return line.replace("¶ ", "¶\u00a0")  # or the number may begin a line of its own
