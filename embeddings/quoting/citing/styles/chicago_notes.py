"""A note as the Chicago Manual of Style has it: names in their order, commas between, the pinpoint last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from embeddings.quoting.citing.styles import chicago
from embeddings.quoting.citing.styles.names import listed
from embeddings.quoting.citing.styles.numbers import changed_part, edition, paged, place
from embeddings.quoting.citing.styles.rich import end, italic, join, mark, roman
from embeddings.quoting.citing.styles.work import PERIODICALS, Kind

if TYPE_CHECKING:
    from embeddings.quoting.citing.styles.rich import Rich
    from embeddings.quoting.citing.styles.work import Voice, Work
    from embeddings.quoting.quote import Locator

IN_PARENTHESES = (*chicago.FACTUAL, Kind.PART)


def compose(work: Work, locator: Locator, voice: Voice) -> Rich:
    """Return the note, without its number."""
    lead = _lead(work, voice)
    spot = roman(place(locator, chicago.PLACES, changed_part))
    if work.kind is Kind.JOURNAL:
        issue = chicago.journal(work)
        # A page stands after a colon where there is an issue to count it in.
        counted = bool(chicago.numbers(work)) and (bool(locator.page) or not spot)
        pages = spot or roman(paged(work.pages, chicago.PLACES, changed_part))
        body = join((join((lead, issue), ", "), pages), ": " if counted else ", ")
    elif work.kind in IN_PARENTHESES:
        inside = italic(work.container)
        lead = join((lead, roman("in ") + inside if inside else (), *_makers(work)), ", ")
        facts = chicago.facts(work)
        body = lead + roman(" (") + facts + roman(")") if lead and facts else lead + facts
        body = join((body, spot), ", ")
    else:
        body = join((lead, *_plain_facts(work), spot, roman(work.archive)), ", ")
    return end(roman(voice.before("quoted in")) + join((body, roman(work.link)), ", "))


def _lead(work: Work, voice: Voice) -> Rich:
    """Return the authors and the title; the title first where another's introduction to it is cited."""
    people, sign = work.authors, ""
    if work.edited:
        people, sign = work.editors, ", eds." if len(work.editors) > 1 else ", ed."
    named = roman(listed(people, chicago.MOST_IN_NOTES))
    heading, origin = chicago.title(work), chicago.origin(work)
    if origin:
        heading = heading + roman(f" ({origin})") if heading else roman(origin)
    contributors = (*_people(work), *(() if work.kind in IN_PARENTHESES else _makers(work)))
    if voice.introduces:
        by = roman("by ") + named if work.authors and named else ()
        return join((heading, by, *contributors), ", ")
    return join((mark(named, sign), heading, *contributors), ", ")


def _people(work: Work) -> tuple[Rich, ...]:
    """Return who edited or translated the text itself: a chapter's editors made the book it is in."""
    editors = "" if work.edited or work.kind is Kind.PART else _edited(work)
    translators = listed(work.translators, chicago.MOST_IN_NOTES)
    return roman(editors), roman(f"trans. {translators}" if translators else "")


def _makers(work: Work) -> tuple[Rich, ...]:
    """Return what follows a book's title and its people."""
    editors = _edited(work) if work.kind is Kind.PART else ""
    volume = "" if work.kind in PERIODICALS else chicago.counted(work)
    return roman(editors), roman(edition(work.edition)), roman(volume)


def _edited(work: Work) -> str:
    return f"ed. {listed(work.editors, chicago.MOST_IN_NOTES)}" if work.editors else ""


def _plain_facts(work: Work) -> tuple[Rich, ...]:
    """Return what stands between title and pinpoint where nothing stands in parentheses."""
    issued = roman(chicago.written(work.issued)) if work.issued else ()
    match work.kind:
        case Kind.NEWSPAPER | Kind.MAGAZINE:
            return italic(work.container), issued
        case Kind.WEB:
            return roman(work.container), roman(work.publisher), issued
        case Kind.LETTER:
            return roman(chicago.addressed(work)), issued
        case _:
            return roman(chicago.lowered(work.genre)), chicago.published(work)
