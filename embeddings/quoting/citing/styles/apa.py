"""References and citations in the text as the APA Publication Manual (7th edition, ch. 8 to 10) has them.

Titles of works stand in sentence case where no word of them may be a name, else as in their source. The pinpoint
stands in the text, not in the reference: that says who, when, what and where.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from embeddings.documents.document import Role
from embeddings.quoting.citing.styles.capitals import sentence_cased
from embeddings.quoting.citing.styles.names import series
from embeddings.quoting.citing.styles.numbers import Wording, arabic, edition, in_full, paged, place, ranges
from embeddings.quoting.citing.styles.rich import Rich, end, italic, join, quote, quoted, roman
from embeddings.quoting.citing.styles.work import FIRST_PUBLISHED, PERIODICALS, Kind, named_by
from embeddings.text.dates import year_first

if TYPE_CHECKING:
    from collections.abc import Sequence

    from embeddings.quoting.citing.styles.names import Name
    from embeddings.quoting.citing.styles.work import Voice, Work
    from embeddings.quoting.quote import Locator
    from embeddings.text.dates import Date

MOST_AUTHORS, KEPT = 20, 19  # of more than twenty the first nineteen and the last
IN_TEXT_AUTHORS = 2
PAGES = Wording("(p. {})", "(pp. {})", "", "", "")
PLACES = Wording("p. {}", "pp. {}", "para. {}", "paras. {}", "{plain} section")
YEAR_ONLY = (Kind.JOURNAL, Kind.BOOK, Kind.PAMPHLET, Kind.PART, Kind.THESIS)


def reference(work: Work, _locator: Locator, voice: Voice) -> Rich:
    """Return the reference; one without an author begins with its title, one without a date says n.d."""
    author, heading = roman(_people(work.authors)), title(work)
    if work.edited:
        author = roman(f"{_people(work.editors)} ({_sign('Ed', work.editors)})")
    if voice.introduces:
        author, heading = roman(voice.speaker), _introduction(work)
    issued = roman(f"({_written(work)})")
    lead = (author, issued, heading) if author else (heading, issued)
    line = end(join((*lead, *_source(work)), ". "))
    closing = join((roman(work.link), _origin(work)), " ")
    return join((line, closing), " ")


def in_text(work: Work, locator: Locator, voice: Voice) -> Rich:
    """Return the citation in its parentheses, ``(Trotsky, 1946, p. 6)``; of a republished work both years."""
    named = roman(voice.speaker) if voice.introduces and voice.speaker else _named(work)
    years = "/".join(_circa(date) + date.year for date in (work.original, work.issued) if date) or "n.d."
    inner = join((named, roman(years), roman(place(locator, PLACES, in_full))), ", ")
    if voice.role is Role.QUOTED:
        inner = roman(f"{voice.speaker}, as cited in " if voice.speaker else "as cited in ") + inner
    elif not voice.introduces:
        inner = roman(voice.before()) + inner
    return roman("(") + inner + roman(")")


def _named(work: Work) -> Rich:
    part = work.kind in PERIODICALS or work.kind is Kind.PART
    return named_by(work, IN_TEXT_AUTHORS, "&", quoted if part else italic)


def title(work: Work) -> Rich:
    """Return the title, in italics unless it is part of a whole; a description in brackets where it has none."""
    part = work.kind in PERIODICALS or work.kind is Kind.PART
    named = sentence_cased(work.title)
    shown = roman(named) if part else italic(named)
    note = "; ".join(filter(None, (*_credits(work), edition(work.edition))))
    inside = roman(f"({note})" if note else "")
    described = roman(f"[{_description(work)}]" if _description(work) else "")
    entitled = join((shown, inside, described), " ")
    return entitled or roman("" if work.container else work.identity)


def _credits(work: Work) -> tuple[str, ...]:
    translators = _in_order(work.translators)
    editors = _in_order(() if work.edited or work.kind is Kind.PART else work.editors)
    return (
        f"{editors}, {_sign('Ed', work.editors)}" if editors else "",
        f"{translators}, Trans." if translators else "",
    )


def _description(work: Work) -> str:
    if work.kind is Kind.LETTER:
        to = _in_order(work.recipients)
        return " ".join(filter(None, (work.genre or ("" if work.title else "Letter"), f"to {to}" if to else "")))
    if work.kind is Kind.THESIS:
        return f"{work.genre}, {work.publisher}" if work.genre and work.publisher else work.genre
    return work.genre


def _introduction(work: Work) -> Rich:
    by = f" by {_in_order(work.authors)}" if work.authors else ""
    named = f"{quote(work.title) or work.container or work.identity}{by}"
    return roman(f"[Introduction to {named}]")


def _source(work: Work) -> tuple[Rich, ...]:
    """Return where the work stands, sentence by sentence."""
    volume, issue = arabic(work.volume), ranges(work.issue, in_full)
    if work.kind in PERIODICALS:
        counted = italic(volume) + roman(f"({issue})" if issue else "")
        return (join((italic(work.container), counted, roman(ranges(work.pages, in_full))), ", "),)
    if work.kind is Kind.THESIS:
        return roman("" if work.genre else work.publisher), roman(work.archive)
    if work.kind is Kind.PART:
        editors = f"{_in_order(work.editors)} ({_sign('Ed', work.editors)})" if work.editors else ""
        where = join((roman(editors), italic(sentence_cased(work.container))), ", ")
        pages = paged(work.pages, PAGES, in_full)
        part = roman(" ".join(filter(None, (f"(Vol. {volume})" if volume else "", pages))))
        return roman("In ") + join((where, part), " "), roman(_publisher(work))
    site = roman(work.container)
    return site, roman(_publisher(work)), roman(work.archive)


def _publisher(work: Work) -> str:
    """Return the publisher, unless it is the author."""
    return "" if [name.natural for name in work.authors] == [work.publisher] else work.publisher


def _origin(work: Work) -> Rich:
    if work.original is None or _date(work) is work.original:
        return ()
    event = "published" if work.event == FIRST_PUBLISHED else work.event
    return roman(f"(Original work {event} {_circa(work.original)}{work.original.year})")


def _written(work: Work) -> str:
    date = _date(work)
    if date is None:
        return "n.d."
    return _circa(date) + (date.year if work.kind in YEAR_ONLY else year_first(date))


def _date(work: Work) -> Date | None:
    """Return the date of the text: where it was never issued, that of its writing."""
    return work.issued or work.original


def _circa(date: Date) -> str:
    return "ca. " if date.circa else ""


def _people(names: Sequence[Name]) -> str:
    shown = [name.initialled for name in names]
    if len(shown) > MOST_AUTHORS:
        return ", ".join((*shown[:KEPT], f". . . {shown[-1]}"))
    return series(shown, "&", comma_before_two=True)


def _in_order(names: Sequence[Name]) -> str:
    return series([name.initials_first for name in names], "&")


def _sign(word: str, names: Sequence[Name]) -> str:
    return f"{word}s." if len(names) > 1 else f"{word}."
