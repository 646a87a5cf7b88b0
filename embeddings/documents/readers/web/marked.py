"""Who wrote a page, and when, by the marks of its elements: microdata, `rel=author`, classes, ``<time>``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from embeddings.documents.document import Statement, tidy
from embeddings.documents.record.plausibility import is_person
from embeddings.documents.record.record import Origin
from embeddings.text.dates import find_date
from embeddings.text.languages import pattern_of, words

LONGEST = 200  # characters of an element that are listened to
MOST_SAID = 20  # of one kind
_AUTHOR = re.compile(
    r"(?:(?:post|entry|article|story|meta|news|content)[-_]{1,2})?(?:by-?line|authors?)(?:[-_]{1,2}(?:name|link|title|text))?"
    r"|p-author|contributor-name"
)
_DATE = re.compile(
    r"(?:(?:post|entry|article|story|meta|news|pub|publish|published|publication)[-_]{0,2})?"
    r"(?:date|time|datetime|timestamp|dateline|published|pubdate)(?:[-_]{1,2}(?:published|time|text))?|dt-published"
)
# Elements about other texts, and of other people's.
_ELSEWHERE = re.compile(
    r"comment|related|sidebar|footer|recommend|promo|teaser|widget|popular|trending|reply|respond|social|share|bio\b|about"
)
_AFTER_NAME = re.compile(r"\s*[|•·,;/(]|\s+[-–—]\s+|\s+(?:on|at|am|le|updated|published)\s|\d|\n")


@dataclass(slots=True)
class _Heard:
    key: str
    depth: int
    pieces: list[str] = field(default_factory=list)


class Marked:
    """Takes the parser's events, and tells what marked elements say of the page."""

    def __init__(self) -> None:
        self._heard: list[_Heard] = []
        self._elsewhere: int | None = None  # how deep an element stands that is about something else
        self._said: dict[str, list[str]] = {"author": [], "date": []}

    @property
    def listening(self) -> bool:
        """Say whether the text that comes now is a marked element's."""
        return bool(self._heard)

    def start(self, tag: str, attributes: dict[str, str], depth: int) -> None:
        """Take the start of an element at a depth."""
        names = f"{attributes.get('class', '')} {attributes.get('id', '')}".lower().split()
        if self._elsewhere is None and tag not in ("html", "body") and any(map(_ELSEWHERE.search, names)):
            self._elsewhere = depth
        if self._elsewhere is not None:
            return
        properties = attributes.get("itemprop", "").lower().split()
        if (
            "author" in attributes.get("rel", "").lower().split()
            or "author" in properties
            or any(map(_AUTHOR.fullmatch, names))
        ):
            self._listen("author", attributes.get("content", ""), depth)
        published = "datepublished" in properties or any(map(_DATE.fullmatch, names)) or "pubdate" in attributes
        if published or tag == "time":
            self._listen("date", attributes.get("datetime") or attributes.get("content", ""), depth)

    def data(self, text: str) -> None:
        """Take a piece of text."""
        for heard in self._heard:
            if sum(map(len, heard.pieces)) < LONGEST:
                heard.pieces.append(text)

    def end(self, depth: int) -> None:
        """Take the end of the element at a depth."""
        if self._elsewhere == depth:
            self._elsewhere = None
        while self._heard and self._heard[-1].depth >= depth:
            heard = self._heard.pop()
            self._say(heard.key, "".join(heard.pieces))

    def statements(self) -> list[Statement]:
        """Return the first plausible author and the first date that elements state."""
        names = (name for said in self._said["author"] if (name := _name(said)))
        dates = (said for said in self._said["date"] if find_date(said) is not None)
        author, date = next(names, None), next(dates, None)
        found = [Statement(Origin.BYLINE, "author", author)] if author else []
        return found + ([Statement(Origin.DATE_LINE, "date", date)] if date else [])

    def _listen(self, key: str, stated: str, depth: int) -> None:
        if stated:
            self._say(key, stated)
        else:
            self._heard.append(_Heard(key, depth))

    def _say(self, key: str, value: str) -> None:
        if (said := tidy(value)) and len(self._said[key]) < MOST_SAID and len(said) <= LONGEST:
            self._said[key].append(said)


def _name(said: str) -> str | None:
    """Return the name of a byline: without "By", and without what follows it."""
    by = pattern_of(words("byline_words") | words("labels_author"))
    name = re.sub(rf"^(?:(?:{by})\s*:?\s+)+", "", said, flags=re.IGNORECASE)
    name = _AFTER_NAME.split(name, maxsplit=1)[0].strip(" .:")
    return name if is_person(name) and (" " in name or not name.isascii()) else None
