"""The shortest words that lead a browser to one quote and to no other place: ``[prefix-,]start[,end][,-suffix]``.

After the draft "URL Fragment Text Directives" of the Web Incubator Community Group: a browser takes the first
`start` that follows `prefix`, then the first `end` after it that `suffix` follows.
"""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING

from embeddings.quoting.fragment_terms import NOTHING, Term, after, before, beginnings, endings, whole
from embeddings.quoting.page_text import PageText, is_kept, must_part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Words that stand in more places are not weighed: more words follow, and soon tell. The second bound counts where
# none follow in their line.
MOST_RIVALS = (500, 50_000)


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
    for most in MOST_RIVALS:
        search = _Search(text, start, end, room, most)
        search.ranges()
        search.whole()
        if search.best is not None:
            return search.best
    return None


class _Growing:
    """Terms, shortest first, each worked out when it is first asked for."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._known: list[Term] = []
        self._further = iter(terms)

    def __iter__(self) -> Iterator[Term]:
        yield from self._known
        for term in self._further:
            self._known.append(term)
            yield term


class _Search:
    """One quote in its page; positions count characters of the page's folded text."""

    def __init__(self, text: str, start: int, end: int, room: int, most_rivals: int) -> None:
        self.best: str | None = None
        self._most_rivals = most_rivals
        self._most = room  # characters of what is better than the best
        self._quote = text, start, end
        self._page = PageText(text, start, end)
        self._beginnings = beginnings(text, start, end, room)
        self._endings = _Growing(endings(text, start, end, room))
        self._prefixes = _Growing(chain((NOTHING,), before(text, start, room)))
        self._suffixes = _Growing(chain((NOTHING,), after(text, end, room)))

    def whole(self) -> None:
        """Look for a directive that names the quote from end to end."""
        quote, page = whole(*self._quote), self._page
        if self.best is not None:
            self._most += 1  # where it is as short as another, it is rather taken
        if quote is None or quote.cost > self._most or len(quote.words) != page.end - page.start:
            return
        rivals = self._rivals(quote)
        if rivals is None:
            return
        for suffix in self._suffixes:
            if len(_written(NOTHING, quote, NOTHING, suffix)) > self._most:
                return
            left = [at for at in rivals if page.closed(at + len(quote.words), suffix.words)]
            if (prefix := self._telling(quote, left)) is not None:
                self._take(_written(prefix, quote, NOTHING, suffix))

    def ranges(self) -> None:
        """Look for a directive that names the quote's beginning and end."""
        rivals: list[int] | None = None
        for start in self._beginnings:
            if start.cost + len(",x") > self._most:
                return
            rivals = self._rivals(start, rivals)
            if rivals is None:
                continue
            left = [at for at in rivals if self._page.closed(at + len(start.words), "")]
            if (prefix := self._telling(start, left)) is not None:
                self._end(prefix, start)

    def _rivals(self, term: Term, known: list[int] | None = None) -> list[int] | None:
        """Return where a term stands beside the quote's beginning, edges aside; None where that is too often.

        `known` are the rivals of a shorter beginning.
        """
        page = self._page
        if known is not None:
            return [at for at in known if page.text.startswith(term.words, at)]
        found = list(islice(page.places(term.words), self._most_rivals + 1))
        return None if len(found) > self._most_rivals else [at for at in found if at != page.start]

    def _telling(self, term: Term, rivals: list[int]) -> Term | None:
        """Return the shortest prefix that none of the rivals has, None where there is none within the room."""
        for prefix in self._prefixes:
            if len(_written(prefix, term)) > self._most:
                return None
            if not any(self._page.opened(at, prefix.words) for at in rivals):
                return prefix
        return None

    def _end(self, prefix: Term, start: Term) -> None:
        """Look for an ending that a browser meets nowhere between the quote's beginning and its end."""
        page, begun = self._page, self._page.start + len(start.words)
        for end in self._endings:
            last = page.end - len(end.words)
            if last < begun or len(_written(prefix, start, end)) > self._most:
                return
            places = page.places(end.words, begun, page.end)
            rivals = [at for at in places if at != last and page.opened(at, "")]
            for suffix in self._suffixes:
                written = _written(prefix, start, end, suffix)
                if len(written) > self._most:
                    break
                if not any(page.closed(at + len(end.words), suffix.words) for at in rivals):
                    self._take(written)
                    break

    def _take(self, written: str) -> None:
        if len(written) <= self._most:
            self.best, self._most = written, len(written) - 1


def _written(prefix: Term, start: Term, end: Term = NOTHING, suffix: Term = NOTHING) -> str:
    """Return the directive; terms that are nothing are left out with their marks."""
    parts = (
        f"{prefix.written}-" if prefix.written else "",
        start.written,
        end.written,
        f"-{suffix.written}" if suffix.written else "",
    )
    return ",".join(part for part in parts if part)
