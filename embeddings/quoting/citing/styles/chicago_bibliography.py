"""A bibliography entry as the Chicago Manual of Style has it: the first name inverted, full stops between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from embeddings.quoting.citing.styles import chicago
from embeddings.quoting.citing.styles.names import listed, listed_inverted
from embeddings.quoting.citing.styles.numbers import changed_part, edition, paged
from embeddings.quoting.citing.styles.rich import capital, end, italic, join, mark, roman
from embeddings.quoting.citing.styles.work import PERIODICALS, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from embeddings.quoting.citing.styles.names import Name
    from embeddings.quoting.citing.styles.rich import Rich
    from embeddings.quoting.citing.styles.work import Voice, Work
    from embeddings.quoting.quote import Locator


def compose(work: Work, _locator: Locator, voice: Voice) -> Rich:
    """Return the entry; it names the whole work, so it holds no pinpoint."""
    people, sign = work.authors, ""
    if work.edited:
        people, sign = work.editors, ", eds." if len(work.editors) > 1 else ", ed."
    author = mark(roman(listed_inverted(people, chicago.MOST_LISTED, chicago.KEPT)), sign)
    heading = chicago.title(work)
    if voice.introduces:
        by = roman(f"by {_listed(work.authors)}" if work.authors else "")
        introduced = join((heading, by), ", ")
        heading = roman("Introduction to ") + introduced if introduced else roman("Introduction")
        author = roman(voice.speaker)
    origin = capital(roman(chicago.origin(work)))
    return end(join((author, heading, origin, *_rest(work), roman(work.link)), ". "))


def _rest(work: Work) -> tuple[Rich, ...]:
    """Return what follows the title, sentence by sentence."""
    issued = roman(chicago.written(work.issued)) if work.issued else ()
    archive = roman(work.archive)
    match work.kind:
        case Kind.NEWSPAPER | Kind.MAGAZINE | Kind.JOURNAL:
            rest: tuple[Rich, ...] = (_periodical(work, issued),)
        case Kind.PART:
            edited = roman(f"edited by {_listed(work.editors)}" if work.editors else "")
            inside = join((roman("In ") + italic(work.container), edited, _pages(work)), ", ")
            rest = (inside, *_volume(work), chicago.published(work, opens=True))
        case Kind.WEB:
            rest = (join((roman(work.container), roman(work.publisher), issued), ", "),)
        case Kind.LETTER:
            addressed = capital(roman(chicago.addressed(work)))
            rest = (join((addressed, issued), ", ") if addressed else capital(issued), archive)
        case Kind.DOCUMENT:
            rest = (roman(work.genre), chicago.published(work, opens=True), archive)
        case _:
            rest = (capital(chicago.earlier(work)), chicago.published(work, opens=True))
    return (*_people(work), *(() if work.kind is Kind.PART else _volume(work)), *rest)


def _periodical(work: Work, issued: Rich) -> Rich:
    if work.kind is Kind.JOURNAL:
        return join((chicago.journal(work), _pages(work)), ": " if chicago.numbers(work) else ", ")
    # Of a newspaper page numbers are best omitted: its editions differ.
    pages = _pages(work) if work.kind is Kind.MAGAZINE else ()
    return join((italic(work.container), issued, pages), ", ")


def _people(work: Work) -> tuple[Rich, ...]:
    """Return who edited or translated the text itself: a chapter's editors made the book it is in."""
    editors = "" if work.edited or work.kind is Kind.PART else _listed(work.editors)
    translators = _listed(work.translators)
    return (
        roman(f"Edited by {editors}" if editors else ""),
        roman(f"Translated by {translators}" if translators else ""),
    )


def _volume(work: Work) -> tuple[Rich, ...]:
    volume = "" if work.kind in PERIODICALS else chicago.counted(work)
    return roman(edition(work.edition)), capital(roman(volume))


def _listed(names: Sequence[Name]) -> str:
    return listed(names, chicago.MOST_LISTED, chicago.KEPT)


def _pages(work: Work) -> Rich:
    return roman(paged(work.pages, chicago.PLACES, changed_part))
