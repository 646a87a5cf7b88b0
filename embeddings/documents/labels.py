"""Read labelled lines ("Written: 1907", "Source: …", "Translated: …") and credits ("Transcribed by …")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from embeddings.documents.dates import find_date
from embeddings.documents.header import is_source
from embeddings.documents.record import Claim, Field, Origin, dated, person, plain
from embeddings.documents.source_line import read_source

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_WRITTEN = {"written", "composed", "delivered", "spoken"}
_PUBLISHED = {"first published", "originally published", "published", "first printed"}
_DATED = {"date": Field.ISSUED, "dated": Field.ISSUED} | dict.fromkeys(_WRITTEN, Field.ORIGINAL_DATE)
_NAMED = {
    "author": Field.AUTHOR,
    "translated": Field.TRANSLATOR,
    "translated by": Field.TRANSLATOR,
    "translation": Field.TRANSLATOR,
    "translator": Field.TRANSLATOR,
    "editor": Field.EDITOR,
    "edited": Field.EDITOR,
}
_BEFORE_NAME = re.compile(r"^(?:\([^)]*\)\s*)?(?:by\s+)?", re.IGNORECASE)
_AFTER_NAME = re.compile(r"[.;,](?:\s|$)|\s(?:for|in|from|and edited|at|of the)\s|\s\(")
_NEXT_LABEL = re.compile(r"(?<=\.)\s*(?=[A-Z][a-z]+(?: by)?:)")
_OFFICE = re.compile(r"(?:editor|secretary|member|librarian) of\b", re.IGNORECASE)
_INITIALS = re.compile(r"\b([A-Z])\.\s?")
_PEOPLE = re.compile(r"\s+(?:&|and)\s+")
_TRANSCRIBED = re.compile(
    r"transcri(?:bed|ption)\b[^.:]{0,60}?(?:\bby\b|:|(?<=transcribed)\s(?=[A-Z]))\s*(?P<who>.+)$",
    re.IGNORECASE,
)


def label_of(words: str) -> str:
    """Return a labelled line's label, lower case."""
    return " ".join(words.partition(":")[0].lower().split())


def read_label(words: str, labels: set[str], known: Collection[str]) -> Iterator[Claim]:
    """Yield the claims of a labelled line; `labels` are those of the whole head, `known` as in `read_source`.

    Where a source is named, it is the text that was transcribed; what was first published is then its original.
    """
    key, value = label_of(words), " ".join(words.partition(":")[2].split())
    value = _NEXT_LABEL.split(value)[0]
    transcribed_from_elsewhere = key in _PUBLISHED and "source" in labels
    if key in _WRITTEN and is_source(value.rstrip(".")):
        key = "source"
    if (key in _PUBLISHED or key == "source") and not transcribed_from_elsewhere:
        yield from read_source(value.removeprefix("in "), Origin.LABEL, words, known)
    elif key in _DATED or transcribed_from_elsewhere:
        field = _DATED.get(key, Field.ORIGINAL_DATE)
        superseded = transcribed_from_elsewhere and bool(labels & _WRITTEN)
        if (date := find_date(value)) is not None and not superseded:
            yield dated(field, date, Origin.LABEL, words)
    elif key == "publisher":
        yield plain(Field.PUBLISHER, value.rstrip(".;"), Origin.LABEL, words)
    elif key in _NAMED:
        yield person(_NAMED[key], names_of(value), Origin.LABEL, words)


def read_credit(words: str) -> Iterator[Claim]:
    """Yield the transcriber of "Transcribed & marked up by NAME for the Archive", if a credit names one."""
    if (credit := _TRANSCRIBED.match(words)) is not None and (names := names_of(credit["who"])):
        yield person(Field.TRANSCRIBER, names, Origin.CREDIT_LINE, words)


def names_of(value: str) -> str:
    """Return the names of "by NAME, 1961", "(from the German) by NAME & NAME", "NAME for the Archive in 2003"."""
    joined = " & " if "&" in value else " and "
    # A full stop ends the names, but not after an initial.
    whole = _INITIALS.sub(r"\1\0", _BEFORE_NAME.sub("", value))
    names = [_AFTER_NAME.split(name, maxsplit=1)[0].strip(" .,;") for name in _PEOPLE.split(whole)]
    return joined.join(name for name in names if name and not _OFFICE.match(name)).replace("\0", ". ").strip()
