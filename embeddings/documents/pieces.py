"""The pieces that a document is made of, and what a short one is by its words: a date, a break, a note."""

from __future__ import annotations

import re
from dataclasses import dataclass

from embeddings.documents.document import BlockKind
from embeddings.text.dates import find_date
from embeddings.text.languages import words
from embeddings.text.names import is_name

LONGEST_HEADING = 100
MOST_PART_WORDS = 5  # of "Chapter Three. The Tide."
OPEN = (None, BlockKind.PARAGRAPH)  # kinds that words and place may overrule
SAID = (*OPEN, BlockKind.HEADING)
FIRM = (BlockKind.FURNITURE, BlockKind.METADATA, BlockKind.FOOTNOTE)
LINE = re.compile(r"\S(?:[^\n]*\S)?")
# Stars, dots, dashes, bullets, the fleurons and shapes of Unicode.
_ORNAMENT = re.compile(r"[\s*.·•…–—―‒_=~#+⁂⁎⁑∗※†‡§°\u2500-\u27bf\u2b00-\u2bff\ufe0f-]{1,60}")
ITEM = re.compile(r"(?:[•▪■●◦○‣·*-]|\(?[0-9]{1,3}[.)]|\(?[a-z][.)]|\(?[ivx]{2,4}[.)]|\([A-Z]\))\s")
BRACKETED = r"(?:\[\^?(?:[0-9]{1,3}|[a-z]|[ivxl]{1,5}|[*†‡§]{1,3})\]:?\s?|\((?:[0-9]{1,3}|[*†‡§]{1,3})\)\s)"
_NOTE = re.compile(
    rf"(?!\*+ .*\*$)(?:{BRACKETED}"
    r"|(?:(?:[0-9]{1,3}\*?|[*†‡§]{1,3}|[0-9]{0,3}[a-z](?=[.)]))[.):]?|[⁰¹²³⁴-⁹]{1,3}[.)]?)\s)"
)
CALLS = r"\s?(?:\^?\[{1,2}\^?[0-9*†]{1,3}\]{1,2}\^?(?:\(#[\w-]+\))?|[⁰¹²³⁴-⁹*†])*$"  # for notes
_BARE_NUMBER = re.compile(r"(?:[IVXLC]{1,6}|[0-9]{1,3})\.?")
_NUMERAL = re.compile(r"[IVXLC]+\.\s")
_ENDED = re.compile(rf"[.,;:!?…。！？][)\]\"'”’»]*{CALLS}")
_YEAR = r"(?:1[0-9]|20)[0-9]{2}(?: ?(?:г\.?|года))?"
_DATE = re.compile(
    rf"(?:[^\W\d_]+, )?(?:[0-9]{{1,2}}(?:\.|st|nd|rd|th)? (?:[^\W\d_]+[.,]? ){{1,3}}{_YEAR}"
    rf"|[^\W\d_]+\.? [0-9]{{1,2}}(?:st|nd|rd|th)?,? {_YEAR}|(?:[0-9]{{1,4}}[./-]){{2}}[0-9]{{2,4}})\.?"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text between two edges that a format knows."""

    text: str
    kind: BlockKind | None = None  # what the format says it is; None where it has no way to say
    level: int | None = None  # of a heading, 1 is the document's title
    page: str | None = None
    anchor: str | None = None
    counted: bool = False  # shown with a number that is no part of the text
    start: int = 0  # in the file, where the text is the file itself


@dataclass(slots=True)
class Draft:
    """A block under way."""

    start: int
    end: int
    kind: BlockKind | None
    level: int | None = None
    page: str | None = None
    anchor: str | None = None
    counted: bool = False


def is_ornament(piece: str) -> bool:
    """Say whether a piece is a scene break: stars, dashes, dots, an ornament."""
    return _ORNAMENT.fullmatch(piece) is not None


def begins_note(piece: str) -> bool:
    """Say whether a piece begins with a note's mark."""
    return _NOTE.match(piece) is not None


def is_label(piece: str, kind: BlockKind | None) -> bool:
    """Say whether a piece may stand over a text, or tell of it: it is short, and no sentence."""
    if kind is BlockKind.HEADING or tells(piece):
        return True
    cased = next((one for one in piece if one.isalnum()), "a")
    short = len(piece) <= LONGEST_HEADING and piece.count("\n") <= 1 and not cased.islower()
    return short and not ITEM.match(piece) and (not _ENDED.search(piece) or is_titular(piece))


def is_sentence(piece: str) -> bool:
    """Say whether a piece is long, or ends as a sentence does."""
    return len(piece) > LONGEST_HEADING or bool(_ENDED.search(piece))


def tells(piece: str) -> bool:
    """Say whether a piece is a byline or a date."""
    return _is_byline(piece) or is_date(piece)


def _is_byline(piece: str) -> bool:
    first, _, name = piece.partition(" ")
    return first.casefold() in words("byline_words") and name[:1].isupper() and len(piece) <= LONGEST_HEADING


def is_date(piece: str) -> bool:
    """Say whether a line is a day, a month, or anything in brackets with a year."""
    inside = piece.strip("()[]")
    if len(piece) > LONGEST_HEADING or (not piece[-1:].isalnum() and piece[-1:] not in ".)]"):
        return False
    found = find_date(inside)
    whole = found is not None and (found.start, found.end) == (0, len(inside)) and not inside.isdigit()
    return whole or (found is not None and inside != piece) or bool(_DATE.fullmatch(inside))


def is_person(piece: str) -> bool:
    """Say whether a piece is the name of a person, or of several."""
    parts = piece.split()
    if heads_part(piece) or _NUMERAL.match(piece):
        return False
    if is_name(piece):
        return parts[0].casefold() not in words("articles")
    return 2 <= len(parts) <= 4 and all(part[:1].isupper() and part.strip(".’'-").isalpha() for part in parts)  # noqa: PLR2004 - names have so many parts


def is_over_notes(piece: str) -> bool:
    """Say whether a heading is "Notes", or "Notes by" somebody."""
    parts = piece.casefold().rstrip(":").split() if len(piece) <= LONGEST_HEADING else []
    signed = len(parts) > 2 and parts[1] in words("byline_words")  # noqa: PLR2004 - and a name
    return " ".join(parts[:1] if signed else parts) in words("notes_headings")


def heads_part(piece: str) -> bool:
    """Say whether a piece is "Chapter One" or the like, perhaps with a title; not a sentence that begins so."""
    parts = piece.split() if len(piece) <= LONGEST_HEADING else [""]
    sentence = len(parts) > MOST_PART_WORDS and piece.endswith(".")
    return not sentence and parts[0].casefold().strip(".:") in words("part_words")


def is_part(piece: str) -> bool:
    """Say whether a piece is "Chapter One" or the like, or the bare number of a part."""
    return heads_part(piece) or is_bare_number(piece)


def is_bare_number(piece: str) -> bool:
    """Say whether a piece is the number of a part and nothing else."""
    return _BARE_NUMBER.fullmatch(piece) is not None


def is_titular(piece: str) -> bool:
    """Say whether a question or an exclamation is set in the manner of titles."""
    letters = [word for word in re.findall(r"[^\W\d_]+", piece) if len(word) > 3]  # noqa: PLR2004 - "of", "and"
    several = len(piece.split()) > 1
    return several and piece[-1] in "?!\"”'" and bool(letters) and all(word[0].isupper() for word in letters)
