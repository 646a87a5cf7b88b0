"""The shortest words that lead a browser to one quote and to no other place: ``[prefix-,]start[,end][,-suffix]``.

After the draft "URL Fragment Text Directives" of the Web Incubator Community Group: a browser takes the first
`start` that follows `prefix`, then the first `end` after it that `suffix` follows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from embeddings.quoting.fragment_terms import NOTHING, Term, after, before, beginnings, endings
from embeddings.quoting.page_text import PageText, is_kept, must_part

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_RIVALS = 50_000  # words that stand in more places are not weighed: more words follow


def directive(text: str, start: int, end: int, room: int) -> str | None:
    """Return the shortest directive of at most `room` characters that finds ``text[start:end]`` and nothing else.

    Where it names beginning and end, the beginning stands at one place only, whatever may follow it.

    None where there is none: the words stand there twice, with the same words about them, or they begin or end
    inside a word.
    """
    while start < end and not is_kept(text[start]):
        start += 1
    while start < end and not is_kept(text[end - 1]):
        end -= 1
    if start == end or not (must_part(text, start) and must_part(text, end)):
        return None
    search = _Search(text, start, end, room)
    found = [written for written in (*search.whole(), *search.ranges()) if len(written) <= room]
    return min(found, key=len, default=None)


class _Search:
    """One quote in its page; positions count characters of the page's folded text."""

    def __init__(self, text: str, start: int, end: int, room: int) -> None:
        self._page = PageText(text, start, end)
        self._beginnings = beginnings(text, start, end, room)
        self._endings = endings(text, start, end, room)
        self._prefixes = [NOTHING, *before(text, start, room)]
        self._suffixes = [NOTHING, *after(text, end, room)]

    def whole(self) -> Iterator[str]:
        """Yield directives that name the quote from end to end, the shortest of each suffix."""
        quote = self._beginnings[-1] if self._beginnings else NOTHING
        if len(quote.words) != self._page.end - self._page.start:
            return
        if self._page.text.count(quote.words) > MOST_RIVALS:
            return
        rivals = [at for at in self._page.places(quote.words) if at != self._page.start]
        for suffix in self._suffixes:
            left = [at for at in rivals if self._page.closed(at + len(quote.words), suffix.words)]
            if (prefix := self._telling(left)) is not None:
                yield _written(prefix, quote, NOTHING, suffix)

    def ranges(self) -> Iterator[str]:
        """Yield directives that name the quote's beginning and end, each shorter than those before."""
        shortest: int | None = None
        for prefix, start in sorted(self._starts(), key=lambda pair: len(_written(*pair))):
            if shortest is not None and len(_written(prefix, start)) >= shortest:
                return
            for end, suffix in self._ends(self._page.start + len(start.words)):
                written = _written(prefix, start, end, suffix)
                if shortest is None or len(written) < shortest:
                    shortest = len(written)
                    yield written

    def _starts(self) -> Iterator[tuple[Term, Term]]:
        """Yield each beginning after the shortest prefix with which it stands at one place only."""
        rivals: list[int] | None = None
        for start in self._beginnings:
            if rivals is None:
                if self._page.text.count(start.words) > MOST_RIVALS:
                    continue
                rivals = [at for at in self._page.places(start.words) if at != self._page.start]
            rivals = [at for at in rivals if self._page.text.startswith(start.words, at)]
            left = [at for at in rivals if self._page.closed(at + len(start.words), "")]
            if (prefix := self._telling(left)) is not None:
                yield prefix, start

    def _telling(self, rivals: list[int]) -> Term | None:
        """Return the shortest prefix that none of the rivals has, None where even the longest does not tell."""
        for prefix in self._prefixes:
            if not any(self._page.opened(at, prefix.words) for at in rivals):
                return prefix
        return None

    def _ends(self, begun: int) -> Iterator[tuple[Term, Term]]:
        """Yield endings that a browser meets nowhere between the quote's beginning and its end."""
        for end in self._endings:
            last = self._page.end - len(end.words)
            if last < begun:
                return
            places = self._page.places(end.words, begun, self._page.end)
            rivals = [at for at in places if at != last and self._page.opened(at, "")]
            for suffix in self._suffixes:
                if not any(self._page.closed(at + len(end.words), suffix.words) for at in rivals):
                    yield end, suffix
                    break


def _written(prefix: Term, start: Term, end: Term = NOTHING, suffix: Term = NOTHING) -> str:
    """Return the directive; terms that are nothing are left out with their marks."""
    parts = (
        f"{prefix.written}-" if prefix.written else "",
        start.written,
        end.written,
        f"-{suffix.written}" if suffix.written else "",
    )
    return ",".join(part for part in parts if part)
