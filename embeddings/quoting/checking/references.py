"""What a quotation says of its source, and whether that is borne out.

A reference stands behind the words, "(Connolly 2)", "— Connolly, Labour in Irish History, p. 5", or beside them
in a message.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from embeddings.documents.record.record import Field
from embeddings.text.characters import QUOTES, search_folded
from embeddings.text.languages import words as words_known

if TYPE_CHECKING:
    from collections.abc import Iterable

    from embeddings.documents.record.record import Record
    from embeddings.quoting.quote import Locator

SPELT, LIKE = 5, 0.7  # letters of a name that may be spelt otherwise, and how like it is then, by difflib's ratio


@dataclass(frozen=True, slots=True)
class Reference:
    """What a quotation says of its source, as far as it is understood."""

    text: str  # as it stands, brackets and dashes left out
    names: tuple[str, ...] = ()  # words that begin with a capital
    page: str | None = None
    year: str | None = None
    apart: bool = False  # a quotation mark ends the words before it


_PAGE = re.compile(
    r"(?:\b(?:pp?|pages?|s|seite|str|стр|с|pág|página)\.?\s*|,\s*|(?<=[^\W\d_])\s+|:\s*)(?P<page>\d{1,4}|[ivxlc]{1,7})(?=[-–,;)\s.]|$)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d{2}|20\d{2})(?!\d)")
_NAME = re.compile(r"[^\W\d_a-z][^\W\d_]+(?:['’-][^\W\d_]+)*")
_ROUND = re.compile(r"\s*\((?P<said>[^()\n]{2,160})\)\s*[.!?]?\s*$")
_DASHED = re.compile(rf"(?:(?<=[.!?…{QUOTES}])|\n)\s*(?:--?|[–—―])\s*(?P<said>[^\n–—―]{{2,160}})\s*$")
_MOST_NAMES = 12


def reference_of(quotation: str) -> tuple[str, Reference] | None:
    """Return a quotation without the reference behind it, and the reference; None where there is none."""
    for pattern in (_ROUND, _DASHED):
        match = pattern.search(quotation)
        if match is None or match.start() == 0:
            continue
        before = quotation[: match.start("said")].rstrip("(-–—― \t\n.!?")
        reference = replace(read_reference(match["said"]), apart=before[-1:] in QUOTES and bool(before))
        if reference.names or reference.page or reference.year:
            return quotation[: match.start()].rstrip(), reference
    return None


def read_reference(said: str) -> Reference:
    """Return what a reference says."""
    year = _YEAR.search(said)
    rest = _YEAR.sub(" ", said)
    page = _PAGE.search(rest)
    small = words_known("function_words") | words_known("stop_words")
    named = (match[0] for match in _NAME.finditer(said) if match[0].casefold() not in small)
    names = tuple(islice(named, _MOST_NAMES))
    return Reference(said.strip(), names, page["page"] if page else None, year[0] if year else None)


@dataclass(frozen=True, slots=True)
class Claimed:
    """Where a quotation is said to be from, and whether the first place named bears that out; None: not told."""

    text: str
    author: bool | None = None
    work: bool | None = None
    page: bool | None = None
    year: bool | None = None

    @property
    def holds(self) -> bool:
        """Say whether nothing of it is wrong."""
        return False not in {self.author, self.work, self.page, self.year}


def held(reference: Reference, record: Record, speaker: str | None, locator: Locator) -> Claimed:
    """Return what of a reference is borne out by words at a place of a document, and whose they are."""
    names = {search_folded(name) for name in reference.names}
    people = " ".join(filter(None, (speaker, record.value(Field.AUTHOR))))
    known = {search_folded(word) for word in _words(people)}
    titles = " ".join(filter(None, (record.title, record.value(Field.CONTAINER_TITLE))))
    titled = {search_folded(word) for word in _words(titles)}
    by_author = any(_alike(name, one) for name in names for one in known)
    by_title = names & titled
    years = {year for claim in record.claims for year in _words(claim.value) if year.isdigit()}
    others = names - titled
    page = (
        None if reference.page is None or locator.page is None else reference.page.lower() == locator.page.lower()
    )
    return Claimed(
        reference.text,
        author=None if not known or not others or not _one_script(others | known) else by_author,
        work=True if by_title else None,
        page=page,
        year=None if reference.year is None or not years else reference.year in years,
    )


def _alike(one: str, other: str) -> bool:
    """Say whether two names may be one, in two spellings: "Trotsky", "Trotzki"."""
    if min(len(one), len(other)) < SPELT:
        return one == other
    return one == other or difflib.SequenceMatcher(None, one, other).ratio() >= LIKE


def _one_script(words: Iterable[str]) -> bool:
    """Say whether words are written in letters of one script; of two, nobody here can tell names apart."""
    return len({unicodedata.name(word[0], "?").split()[0] for word in words if word[0].isalpha()}) <= 1


def _words(text: str) -> list[str]:
    return "".join(letter if letter.isalnum() else " " for letter in text).split()
