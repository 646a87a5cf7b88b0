"""Pincite's short line: ``Trotsky, “In Memory of Leon Sedov”, The Militant, 16 February 1946, p. 6, ¶ 4``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from embeddings.quoting.citing.styles.names import families
from embeddings.quoting.citing.styles.numbers import several
from embeddings.quoting.citing.styles.rich import clean, quote, roman
from embeddings.text.dates import day_first

if TYPE_CHECKING:
    from embeddings.quoting.citing.styles.rich import Rich
    from embeddings.quoting.citing.styles.voice import Voice
    from embeddings.quoting.citing.styles.work import Work
    from embeddings.quoting.quote import Locator
    from embeddings.text.dates import Date

SHORTEST_TITLE = 6  # “Re: the minutes” is not “Re”
MOST_AUTHORS = 3


def compose(work: Work, locator: Locator, voice: Voice) -> Rich:
    """Return the line, without italics and without a full stop."""
    people = families(work.authors, MOST_AUTHORS, "&") if work.authors else ""
    title = quote(short_title(work.title)) or ("" if work.container else work.identity)
    issued = written(work.issued) if work.issued else ""
    parts = (people, title, work.container, issued, pages(locator.page or ""), paragraphs(locator))
    return roman(voice.before() + ", ".join(filter(None, parts)))


def short_title(title: str) -> str:
    """Return a title without the subtitle that follows a dash or a colon."""
    main = title.split(" – ", maxsplit=1)[0].split(": ", maxsplit=1)[0]
    return main if len(main) >= SHORTEST_TITLE else title


def pages(named: str) -> str:
    """Return ``p. 6`` or ``pp. 102-106``, the pages as the source writes them."""
    shown = clean(named)
    return f"{'pp.' if several(shown) else 'p.'} {shown}" if shown else ""


def paragraphs(locator: Locator) -> str:
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
