"""Pincite's own full line: the work, the publication, and every place the locator names.

``Leon Trotsky, “Title” (written February 1938), The Militant, Vol. X No. 7, 16 February 1946, p. 6, ¶ 4.``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from embeddings.quoting.citing.styles.names import listed
from embeddings.quoting.citing.styles.numbers import edition
from embeddings.quoting.citing.styles.rich import clean, quote, roman
from embeddings.quoting.citing.styles.short import pages, paragraphs, written
from embeddings.quoting.citing.styles.work import Kind

if TYPE_CHECKING:
    from embeddings.quoting.citing.styles.rich import Rich
    from embeddings.quoting.citing.styles.voice import Voice
    from embeddings.quoting.citing.styles.work import Work
    from embeddings.quoting.quote import Locator

ALL = 1000  # this line leaves nobody out


def compose(work: Work, locator: Locator, voice: Voice) -> Rich:
    """Return the line, without italics."""
    title = quote(work.title) or ("" if work.container else work.identity)
    if work.original:
        title = f"{title} ({work.event} {written(work.original)})".strip()
    numbers = " ".join(filter(None, (_named("Vol.", work.volume), _named("No.", work.issue))))
    editors = _named("ed.", listed(work.editors, ALL))
    section = quote(clean(locator.section))
    parts = (
        listed(work.authors, ALL),
        title,
        " ".join(filter(None, (work.genre, _named("to", listed(work.recipients, ALL))))),
        "" if work.kind is Kind.PART else editors,
        _named("trans.", listed(work.translators, ALL)),
        work.container,
        editors if work.kind is Kind.PART else "",
        edition(work.edition),
        numbers,
        ": ".join(filter(None, (work.place, work.publisher))),
        written(work.issued) if work.issued else "",
        pages(locator.page or work.pages),
        _named("section", section),
        paragraphs(locator),
        work.archive,
    )
    line = voice.before() + ", ".join(filter(None, parts))
    return roman(line if line.endswith(".") else f"{line}.")


def _named(word: str, value: str) -> str:
    return f"{word} {value}".strip() if value else ""
