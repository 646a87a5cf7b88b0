"""Works-cited entries and citations in the text as the MLA Handbook (9th edition, ch. 5 and 6) has them.

Titles keep the capitals of their source. The pinpoint stands in the text, not in the entry: that says
author, title, container and its numbers.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from embeddings.documents.document import Role
from embeddings.quoting.citing.styles.names import listed, listed_inverted
from embeddings.quoting.citing.styles.numbers import (
    Wording,
    arabic,
    edition,
    in_century,
    paged,
    place,
    ranges,
    two_digits,
)
from embeddings.quoting.citing.styles.rich import capital, end, italic, join, mark, quoted, roman
from embeddings.quoting.citing.styles.work import FIRST_PUBLISHED, WHOLES, Kind, named_by
from embeddings.text.dates import SHORT_MONTHS, day_first

if TYPE_CHECKING:
    from embeddings.quoting.citing.styles.rich import Rich
    from embeddings.quoting.citing.styles.work import Voice, Work
    from embeddings.quoting.quote import Locator
    from embeddings.text.dates import Date

MOST_AUTHORS = 2  # of three or more the first is named
PAGES = Wording("p. {}", "pp. {}", "", "", "")
PLACES = Wording("{}", "{}", "par. {}", "pars. {}", "sec. {}")


def entry(work: Work, _locator: Locator, voice: Voice) -> Rich:
    """Return the entry."""
    # An organisation that publishes its own work is named once, as its publisher.
    self_published = bool(work.publisher) and [name.natural for name in work.authors] == [work.publisher]
    author = roman("" if self_published else listed_inverted(work.authors, MOST_AUTHORS))
    if work.edited:
        editors = roman(listed_inverted(work.editors, MOST_AUTHORS))
        author = mark(editors, f", editor{'s' if len(work.editors) > 1 else ''}")
        work = replace(work, editors=())
    heading = title(work)
    if voice.introduces:
        by = roman(f"by {listed(work.authors, MOST_AUTHORS)}" if work.authors else "")
        heading = join((heading, by), ", ")
        author = join((roman(voice.speaker), roman("Introduction")), ". ")
    return end(join((author, heading, _origin(work), _makers(work), *_container(work)), ". "))


def in_text(work: Work, locator: Locator, voice: Voice) -> Rich:
    """Return the citation in its parentheses, ``(Trotsky 6)``.

    A page follows without a comma, any other place after one.
    """
    named = roman(voice.speaker) if voice.introduces and voice.speaker else _named(work)
    spot = roman(place(locator, PLACES, two_digits))
    inner = join((named, spot), " " if locator.page else ", ")
    if voice.role is Role.QUOTED:
        said_by = roman(f"{voice.speaker}, qtd. in " if voice.speaker else "qtd. in ")
        inner = said_by + inner
    elif not voice.introduces and voice.before():
        inner = roman(voice.before()) + inner
    return mark(roman("(") + inner, ")")


def _named(work: Work) -> Rich:
    return named_by(work, MOST_AUTHORS, "and", italic if work.kind in (*WHOLES, Kind.THESIS) else quoted)


def title(work: Work) -> Rich:
    """Return the title, or what stands for it: a letter's description, the document's own name."""
    if work.kind is Kind.LETTER and not work.title:
        to = listed(work.recipients, MOST_AUTHORS)
        return roman(" ".join(filter(None, (work.genre or "Letter", f"to {to}" if to else ""))))
    if not work.title:
        return roman("" if work.container else work.identity)
    return italic(work.title) if work.kind in (*WHOLES, Kind.THESIS) else quoted(work.title)


def _origin(work: Work) -> Rich:
    if work.original is None:
        return ()
    date = written(work.original)
    return capital(roman(date if work.event == FIRST_PUBLISHED else f"{work.event} {date}"))


def _container(work: Work) -> tuple[Rich, ...]:
    """Return what follows the title, sentence by sentence."""
    issued = roman(written(work.issued)) if work.issued else ()
    link = roman(work.link)
    archive = roman(work.archive)
    if work.kind is Kind.THESIS:
        return capital(issued), join((roman(work.publisher), roman(work.genre), link), ", ")
    if work.kind is Kind.LETTER:
        received = roman(f"Received by {listed(work.recipients, MOST_AUTHORS)}" if work.recipients else "")
        medium = roman(work.genre if work.title else "")
        return join((received if work.title else (), capital(issued)), ", "), medium, join((archive, link), ", ")
    facts = join((*_contributors(work), *_numbers(work), roman(work.publisher)), ", ")
    pages = roman(paged(work.pages, PAGES, two_digits))
    own = join((facts, issued, pages, archive, link), ", ")
    if work.container:
        return (join((italic(work.container), own), ", "),)
    # Facts begin with a word of this style; a publisher or an archive keeps the letter it has.
    return (capital(own) if facts != roman(work.publisher) or not facts else own,)


def _makers(work: Work) -> Rich:
    """Return who edited or translated this text, where it is part of a container that others made."""
    if not work.container:
        return ()
    editors = "" if work.kind is Kind.PART else _edited(work)
    return capital(join((roman(editors), roman(_translated(work))), ", "))


def _contributors(work: Work) -> tuple[Rich, ...]:
    """Return who made the container, or the work itself where it is whole."""
    editors = _edited(work) if work.kind is Kind.PART or not work.container else ""
    translators = "" if work.container else _translated(work)
    return roman(editors), roman(translators), roman(edition(work.edition))


def _edited(work: Work) -> str:
    return f"edited by {listed(work.editors, MOST_AUTHORS)}" if work.editors else ""


def _translated(work: Work) -> str:
    return f"translated by {listed(work.translators, MOST_AUTHORS)}" if work.translators else ""


def _numbers(work: Work) -> tuple[Rich, ...]:
    volume, issue = arabic(work.volume), ranges(work.issue, two_digits)
    return roman(f"vol. {volume}" if volume else ""), roman(f"no. {issue}" if issue else "")


def written(date: Date) -> str:
    """Return ``16 Feb. 1946``, ``spring 2008``, ``circa 1912``, ``1914–18``."""
    shown = day_first(replace(date, season=date.season.lower()), SHORT_MONTHS)
    if date.until and len(date.start) == len(date.until) == 1:
        shown = ranges(shown, in_century)
    return f"circa {shown}" if date.circa else shown
