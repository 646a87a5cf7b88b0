"""Labelled lines and credits: "Written: 1907", "Source: …", "Translated by …", in every language of the tables."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from embeddings.documents.record.record import Claim, Field, Origin, dated, person, plain
from embeddings.documents.record.sources import is_source, read_source
from embeddings.text.dates import find_date, is_bounded
from embeddings.text.languages import codes, listed, pattern_of, words
from embeddings.text.names import is_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


class Label(StrEnum):
    """What a labelled line tells; the value is the kind of the words that say so."""

    AUTHOR = "labels_author"
    TITLE = "labels_title"
    WRITTEN = "labels_written"
    PUBLISHED = "labels_published"
    DATED = "labels_dated"
    SOURCE = "labels_source"
    CONTAINER = "labels_container"
    PUBLISHER = "labels_publisher"
    TRANSLATOR = "labels_translator"
    EDITOR = "labels_editor"
    TRANSCRIBER = "labels_transcriber"
    OTHER = "labels_other"


LONGEST_LABEL = 40
_LABELLED = re.compile(rf"(?P<label>[^\W\d_][^:\n]{{0,{LONGEST_LABEL}}}?)\s*:\s*(?P<value>\S.*)", re.DOTALL)
_IN_BRACKETS = re.compile(r"\s*\([^)]*\)")
_NEXT_LABEL = re.compile(r"(?<=[.;])\s*(?=[A-Z][a-z]+(?: by)?:)")
_OFFICE = re.compile(r"(?:editor|secretary|member|librarian) of\b", re.IGNORECASE)
_AND = re.compile(r",?\s+(?:&|and)\s+")
_INITIALS = re.compile(r"\b([A-Z])\.\s?")
_AFTER_NAME = re.compile(
    r"[.;](?:\s|$)|,\s*(?=1[0-9]{3}|20[0-9]{2}|[^,]*\b(?:in|on|for)\b|edited\b)"
    r"|\s(?:for|in|from|and edited|at|of the)\s|\s\("
)
_TRANSCRIBED = re.compile(
    r"transcri(?:bed|ption)\b[^.:]{0,60}?(?:\bby\b|:|(?<=transcribed)\s(?=[A-Z]))\s*(?P<who>.+)$",
    re.IGNORECASE,
)
_NAMES = {Label.TITLE: Field.TITLE, Label.CONTAINER: Field.CONTAINER_TITLE}
_PEOPLE = {
    Label.AUTHOR: Field.AUTHOR,
    Label.TRANSLATOR: Field.TRANSLATOR,
    Label.EDITOR: Field.EDITOR,
    Label.TRANSCRIBER: Field.TRANSCRIBER,
}


@cache
def _labels() -> dict[str, Label]:
    """Return what each label tells; of two languages that differ, the first of the table's order is heard."""
    found: dict[str, Label] = {}
    for code in ("en", *(code for code in codes() if code != "en")):
        for label in Label:
            for word in listed(label, code):
                found.setdefault(word.casefold(), label)
    return found


@cache
def _translated() -> re.Pattern[str]:
    ways = sorted(words("translated_by"), key=lambda way: -len(way))
    return re.compile(
        "(?:"
        + "|".join(re.escape(way).replace(r"\*", r"(?:the\s+)?[^\W\d_]+").replace(r"\ ", r"\s+") for way in ways)
        + r")\s+(?P<who>\S.*)",
        re.IGNORECASE | re.DOTALL,
    )


@cache
def _before_name() -> re.Pattern[str]:
    by = pattern_of(words("byline_words"))
    return re.compile(rf"^(?:\([^)]*\)\s*)?(?:for\s+\S+\s+(?=by\b))?(?:(?:{by})\s+)?", re.IGNORECASE)


def label_of(line: str) -> tuple[Label, str] | None:
    """Return what a labelled line tells, and what stands after its colon; None where it is no such line."""
    if (match := _LABELLED.match(line)) is None:
        return None
    label = _labels().get(" ".join(_IN_BRACKETS.sub("", match["label"]).casefold().split()))
    return None if label is None else (label, " ".join(match["value"].split()))


def read_label(line: str, told: Collection[Label], known: Collection[str]) -> Iterator[Claim]:
    """Yield the claims of a labelled line.

    `told` is what all labels of the head tell: where a source is named, it is the text that was transcribed, and
    what was first published is then its original. `known` names, those of the text and its authors, are no
    publication's.
    """
    if (found := label_of(line)) is None:
        return
    label, value = found
    value = _NEXT_LABEL.split(value)[0].strip()
    if label is Label.WRITTEN and is_source(value.rstrip(".")):
        label = Label.SOURCE
    if label is Label.PUBLISHED and value.startswith("by ") and _is_imprint(value):
        label, value = Label.PUBLISHER, value.removeprefix("by ")
    original = label is Label.PUBLISHED and Label.SOURCE in told
    if label in (Label.PUBLISHED, Label.SOURCE) and not original:
        yield from read_source(value.removeprefix("in "), Origin.LABEL, line, known)
    elif label in (Label.DATED, Label.WRITTEN) or original:
        field = Field.ISSUED if label is Label.DATED else Field.ORIGINAL_DATE
        date = None if original and Label.WRITTEN in told else find_date(value)
        if date is not None and not is_bounded(value, date):
            yield dated(field, date, Origin.LABEL, line)
    elif label is Label.PUBLISHER:
        yield from _publisher(value, line)
    elif label in _NAMES:
        yield plain(_NAMES[label], value.rstrip(".;"), Origin.LABEL, line)
    elif label in _PEOPLE and (names := names_of(value)):
        yield person(_PEOPLE[label], names, Origin.LABEL, line)


def _is_imprint(value: str) -> bool:
    return any(word.casefold().strip(".,") in words("publisher_words") for word in value.split())


def _publisher(value: str, line: str) -> Iterator[Claim]:
    """Read "Progress Publishers, Moscow, 1974"."""
    date = find_date(value)
    name = re.split(r"[,(;]|\.\s", value if date is None else value[: date.start])[0].strip(" .;,(")
    if name:
        yield plain(Field.PUBLISHER, name, Origin.LABEL, line)
    if date is not None:
        yield dated(Field.ISSUED, date, Origin.LABEL, line)


def read_credit(line: str) -> Iterator[Claim]:
    """Yield who transcribed or translated a text, if a credit names somebody: "Transcribed by NAME in 2003"."""
    if (credit := _TRANSCRIBED.match(line)) is not None and (names := names_of(credit["who"])):
        yield person(Field.TRANSCRIBER, names, Origin.CREDIT_LINE, line)
    elif (
        (credit := _translated().match(line)) is not None and (names := names_of(credit["who"])) and is_name(names)
    ):
        yield person(Field.TRANSLATOR, names, Origin.CREDIT_LINE, line)


def is_translation_credit(line: str) -> bool:
    """Say whether a line names who translated the text."""
    match = _translated().match(line)
    return match is not None and is_name(names_of(match["who"]))


def tells_of_original(line: str) -> bool:
    """Say whether a source line begins as those do that tell of a first publication."""
    return re.match(rf"(?:{pattern_of(words(Label.PUBLISHED))})\b", line, re.IGNORECASE) is not None


def names_of(value: str) -> str:
    """Return the names of "by NAME, 1961", "(from the German) by NAME & NAME", "NAME for the Archive in 2003".

    Nothing where none of them reads like a name: "from German" is nobody.
    """
    # A full stop ends the names, but not after an initial.
    whole = _INITIALS.sub(r"\1\0", _before_name().sub("", value))
    if (translated := _translated().match(whole)) is not None:
        whole = translated["who"]
    names = [name for part in _AND.split(whole) for name in _listed(part)]
    joined = " & " if "&" in whole else " and "
    return joined.join((", ".join(names[:-1]), names[-1]) if len(names) > 1 else names)


def _listed(part: str) -> Iterator[str]:
    """Yield the names that a list without "and" begins with."""
    for one in part.split(", "):
        name, *rest = _AFTER_NAME.split(one, maxsplit=1)
        name = name.replace("\0", ". ").strip(" .,;")
        if not name or _OFFICE.match(name) or not name[0].isupper():
            return
        yield name
        if rest:
            return
