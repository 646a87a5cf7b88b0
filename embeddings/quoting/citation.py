"""Write a citation out of a record and a locator: only what the document says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from embeddings.documents.document import Role
from embeddings.documents.record import Field, Record
from embeddings.quoting.quote import Citation, Locator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from embeddings.documents.passages import Passage

LONGEST_SHORT_TITLE = 60


def cite(path: str, record: Record, passage: Passage, paragraphs: Sequence[int] = ()) -> Citation:
    """Return the citation of a passage; `paragraphs` are the numbers of those the quote stands in, in order."""
    page = record.value(Field.PAGE)
    # A work that stands on one page says by that on which page each of its words stands.
    single = page if page is not None and page.isalnum() else None
    first, last = (paragraphs[0], paragraphs[-1]) if paragraphs else (None, None)
    locator = Locator(passage.page or single, first, None if last == first else last, passage.section)
    role, speaker = passage.attribution.role, passage.attribution.speaker
    return Citation(
        text=_full(path, record, locator, role, speaker),
        short=_short(path, record, locator),
        locator=locator,
        csl=record.csl,
        conflicts=record.conflicts,
        url=record.value(Field.URL),
        deep_link=None,
    )


def _full(path: str, record: Record, locator: Locator, role: Role, speaker: str | None) -> str:
    """Return “Author, ‘Title’ (written DATE), Publication, Vol. V No. N, DATE, p. P, ¶ 4.”."""
    author, title = record.value(Field.AUTHOR), record.title
    written, issued = record.value(Field.ORIGINAL_DATE), record.value(Field.ISSUED)
    work = f"“{title}”" if title else (None if _publication(record) else path)
    if work and written and written != issued:
        work += f" (written {written})"
    voice = f"{speaker}, in" if role is not Role.AUTHOR and speaker else None
    head = " ".join(part for part in (voice, author) if part)
    parts = [head, work, _publication(record), issued, _pages(record, locator)]
    if locator.section:
        parts.append(f"section “{locator.section}”")
    parts.append(_paragraphs(locator))
    return ", ".join(part for part in parts if part) + "."


def _short(path: str, record: Record, locator: Locator) -> str:
    """Return “Trotsky, ‘In Memory of Leon Sedov’, The Militant, 16 February 1946, p. 6, ¶ 4”."""
    names = record.csl.get(Field.AUTHOR, [])
    family = " & ".join(name.get("family") or name["literal"] for name in names)
    title = _short_title(record.title) if record.title else None
    publication = record.value(Field.CONTAINER_TITLE)
    work = f"“{title}”" if title else (None if publication else path)
    page = f"p. {locator.page}" if locator.page else None
    parts = (family, work, publication, record.value(Field.ISSUED), page, _paragraphs(locator))
    return ", ".join(part for part in parts if part)


def _publication(record: Record) -> str | None:
    """Return e.g. ``The Militant, Vol. X No. 7``."""
    volume, issue = record.value(Field.VOLUME), record.value(Field.ISSUE)
    numbers = " ".join(part for part in (volume and f"Vol. {volume}", issue and f"No. {issue}") if part)
    parts = (record.value(Field.CONTAINER_TITLE), numbers)
    return ", ".join(part for part in parts if part) or None


def _pages(record: Record, locator: Locator) -> str | None:
    pages = locator.page or record.value(Field.PAGE)
    if pages is None:
        return None
    return f"p. {pages}" if pages.isalnum() else f"pp. {pages}"


def _paragraphs(locator: Locator) -> str | None:
    if locator.paragraph is None:
        return None
    if locator.last_paragraph is None:
        return f"¶ {locator.paragraph}"
    return f"¶¶ {locator.paragraph}–{locator.last_paragraph}"


def _short_title(title: str) -> str:
    """Return a title without its subtitle, or whole where that is short."""
    main = title.split(" – ", maxsplit=1)[0].split(": ", maxsplit=1)[0]
    return main if len(title) > LONGEST_SHORT_TITLE or main != title else title
