"""Pincite's own lines: the short one below a quote, and the full one that leaves nothing out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from embeddings.quoting.citing.styles.names import families, listed
from embeddings.quoting.citing.styles.numbers import edition, several
from embeddings.quoting.citing.styles.rich import clean, quote, roman
from embeddings.quoting.citing.styles.work import Kind
from embeddings.text.dates import day_first

if TYPE_CHECKING:
    from embeddings.quoting.citing.styles.rich import Rich
    from embeddings.quoting.citing.styles.work import Voice, Work
    from embeddings.quoting.quote import Locator
    from embeddings.text.dates import Date

ALL = 1000  # this line leaves nobody out
MOST_AUTHORS = 3


def short(work: Work, locator: Locator, voice: Voice) -> Rich:
    """Return ``Trotsky, “In Memory of Leon Sedov”, The Militant, 16 February 1946, p. 6, ¶ 4``, no italics."""
    people = families(work.authors, MOST_AUTHORS, "&") if work.authors else ""
    title = quote(work.short_title) or ("" if work.container else work.identity)
    issued = written(work.issued) if work.issued else ""
    parts = (people, title, work.container, issued, _pages(locator.page or ""), _paragraphs(locator))
    return roman(voice.before() + ", ".join(filter(None, parts)))


def full(work: Work, locator: Locator, voice: Voice) -> Rich:
    """Return the work, the publication, and every place the locator names, without italics.

    ``Leon Trotsky, “Title” (written February 1938), The Militant, Vol. X No. 7, 16 February 1946, p. 6, ¶ 4.``
    """
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
        _pages(locator.page or work.pages),
        _named("section", section),
        _paragraphs(locator),
        work.archive,
    )
    line = voice.before() + ", ".join(filter(None, parts))
    return roman(line if line.endswith(".") else f"{line}.")


def _pages(named: str) -> str:
    """Return ``p. 6`` or ``pp. 102-106``, the pages as the source writes them."""
    shown = clean(named)
    return f"{'pp.' if several(shown) else 'p.'} {shown}" if shown else ""


def _paragraphs(locator: Locator) -> str:
    """Return ``¶ 4`` or ``¶¶ 1–3``; nothing where no paragraph is named."""
    if locator.paragraph is None:
        return ""
    if locator.last_paragraph is None:
        return f"¶ {locator.paragraph}"
    return f"¶¶ {locator.paragraph}–{locator.last_paragraph}"


def written(date: Date) -> str:
    """Return ``16 February 1946``, ``c. 1912``."""
    shown = day_first(date)
    return f"c. {shown}" if date.circa else shown


def _named(word: str, value: str) -> str:
    return f"{word} {value}".strip() if value else ""
