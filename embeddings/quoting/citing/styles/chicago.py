"""What notes and bibliography share in the Chicago Manual of Style (17th edition, ch. 14; 18th, ch. 13 and 14).

Where the editions differ the 18th is followed, but a place of publication that the record names is kept: the 17th
asks for it, the 18th allows it. Titles keep the capitals of their source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from embeddings.quoting.citing.styles.names import listed
from embeddings.quoting.citing.styles.numbers import Wording, arabic, changed_part, in_century, ranges
from embeddings.quoting.citing.styles.rich import Rich, capital, italic, join, quoted, roman
from embeddings.quoting.citing.styles.work import FIRST_PUBLISHED, WHOLES, Kind
from embeddings.text.dates import month_first

if TYPE_CHECKING:
    from embeddings.quoting.citing.styles.work import Work
    from embeddings.text.dates import Date

MOST_IN_NOTES = 2  # of three or more authors a note names the first
MOST_LISTED, KEPT = 6, 3  # of more than six the bibliography names three
FACTUAL = (*WHOLES, Kind.THESIS)  # cited with the facts of their publication in parentheses
PLACES = Wording("{}", "{}", "para. {}", "paras. {}", "under {}")


def title(work: Work) -> Rich:
    """Return the title; what has none goes by its container or, failing that, its own name."""
    if not work.title:
        return roman("" if work.container or work.kind is Kind.LETTER else work.identity)
    return italic(work.title) if work.kind in WHOLES else quoted(work.title)


def facts(work: Work) -> Rich:
    """Return ``1913; London: Routledge, 1951``: how a book was published, earlier first."""
    return join((earlier(work), published(work)), "; ")


def earlier(work: Work) -> Rich:
    """Return ``1913`` or ``written 1913``, of a work cited with the facts of its publication."""
    if work.original is None or work.kind not in FACTUAL:
        return ()
    date = written(work.original)
    return roman(date if work.event == FIRST_PUBLISHED else f"{work.event} {date}")


def published(work: Work, *, opens: bool = False) -> Rich:
    """Return ``London: Routledge, 1951``; `opens` says that it begins a sentence."""
    publisher = join((roman(work.place), roman(work.publisher)), ": ")
    genre = roman(work.genre if work.kind is Kind.THESIS else "")
    issued = roman(written(work.issued) if work.issued else "n.d." if work.own_name and work.undated else "")
    before = join((genre, publisher), ", ")
    return join((before, issued), ", ") if before or not opens else capital(issued)


def origin(work: Work) -> str:
    """Return ``written February 1938``, for a work whose original date does not stand among its facts."""
    return f"{work.event} {written(work.original)}" if work.original and work.kind not in FACTUAL else ""


def numbers(work: Work) -> Rich:
    """Return ``12, no. 3 (Autumn 1987)``, what stands after a journal's title."""
    volume, issue = arabic(work.volume), ranges(work.issue, changed_part)
    counted = ", ".join(filter(None, (volume, f"no. {issue}" if issue else "")))
    issued = f"({written(work.issued)})" if work.issued else ""
    return roman(" ".join(filter(None, (counted, issued))))


def journal(work: Work) -> Rich:
    """Return a journal's title and numbers; a comma parts them where no volume does."""
    return join((italic(work.container), numbers(work)), " " if work.volume or not work.issue else ", ")


def counted(work: Work) -> str:
    """Return the volume and issue of what is no periodical."""
    volume, issue = arabic(work.volume), ranges(work.issue, changed_part)
    return ", ".join(filter(None, (f"vol. {volume}" if volume else "", f"no. {issue}" if issue else "")))


def addressed(work: Work) -> str:
    """Return ``e-mail to Per Lind``: what a letter is, and to whom."""
    to = listed(work.recipients, MOST_IN_NOTES)
    genre = lowered(work.genre) or ("" if work.title else "letter")
    return " ".join(filter(None, (genre, f"to {to}" if to else "")))


def lowered(genre: str) -> str:
    """Return a description for the middle of a sentence; ``PhD`` stays as it is."""
    word = genre.split(" ", maxsplit=1)[0]
    return genre[:1].lower() + genre[1:] if word[1:].islower() else genre


def written(date: Date) -> str:
    """Return ``February 16, 1946``, ``Autumn 1987``, ``ca. 1912``, ``1914–18``."""
    shown = month_first(date)
    if date.until and len(date.start) == len(date.until) == 1:
        shown = ranges(shown, in_century)
    return f"ca. {shown}" if date.circa else shown
