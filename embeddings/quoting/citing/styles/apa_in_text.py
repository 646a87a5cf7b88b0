"""A citation in the text as the APA Publication Manual (7th edition, ch. 8) has it: ``(Trotsky, 1946, p. 6)``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from embeddings.documents.document import Role
from embeddings.quoting.citing.styles.names import families
from embeddings.quoting.citing.styles.numbers import in_full
from embeddings.quoting.citing.styles.place import Wording, place
from embeddings.quoting.citing.styles.rich import Rich, italic, join, quoted, roman
from embeddings.quoting.citing.styles.short import short_title
from embeddings.quoting.citing.styles.work import PERIODICALS, Kind

if TYPE_CHECKING:
    from embeddings.quoting.citing.styles.voice import Voice
    from embeddings.quoting.citing.styles.work import Work
    from embeddings.quoting.quote import Locator
    from embeddings.text.dates import Date

MOST_AUTHORS = 2
PLACES = Wording("p. {}", "pp. {}", "para. {}", "paras. {}", "{plain} section")


def compose(work: Work, locator: Locator, voice: Voice) -> Rich:
    """Return the citation in its parentheses; of a republished work both years."""
    named = roman(voice.speaker) if voice.introduces and voice.speaker else _named(work)
    years = "/".join(_year(date) for date in (work.original, work.issued) if date) or "n.d."
    inner = join((named, roman(years), roman(place(locator, PLACES, in_full))), ", ")
    if voice.role is Role.QUOTED:
        inner = roman(f"{voice.speaker}, as cited in " if voice.speaker else "as cited in ") + inner
    elif not voice.introduces:
        inner = roman(voice.before()) + inner
    return roman("(") + inner + roman(")")


def _year(date: Date) -> str:
    return f"ca. {date.year}" if date.circa else date.year


def _named(work: Work) -> Rich:
    people = work.editors if work.edited else work.authors
    if people:
        return roman(families(people, MOST_AUTHORS, "&"))
    if not work.title:
        return italic(work.container) or roman(work.identity)
    title = short_title(work.title)
    part = work.kind in PERIODICALS or work.kind is Kind.PART
    return quoted(title) if part else italic(title)
