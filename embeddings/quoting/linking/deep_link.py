"""Link to the very words of a quote on the page it was taken from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain, islice, takewhile
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit, urlunsplit

from embeddings.quoting.linking.page_text import PageText, folded, joins, must_part
from embeddings.text.characters import counts_on_pages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# The words beside a quote's edges that a link may name, shortest first.
#
# A term is cut at the edges of words and never reaches over the end of a line, which may be the end of a block.

_LINE_ENDS = "\n\r\u2028\u2029"
_LINE_END = re.compile(f"[{_LINE_ENDS}]")


@dataclass(frozen=True, slots=True)
class Term:
    """Words of the document: as they are compared, and as an address has them."""

    words: str
    written: str

    @property
    def cost(self) -> int:
        """Return the characters it takes in an address."""
        return len(self.written)


NOTHING = Term("", "")


def term(text: str) -> Term:
    """Return a term; every character that an address or a directive has a use for is percent-encoded."""
    line = " ".join(text.split())
    return Term(folded(line), quote(line, safe="").replace("-", "%2D"))


def whole(text: str, start: int, end: int) -> Term | None:
    """Return the quote ``text[start:end]`` as one term, None where it is more than one line."""
    return None if _LINE_END.search(text, start, end) else term(text[start:end])


def beginnings(text: str, start: int, end: int, room: int) -> Iterator[Term]:
    """Yield how the quote ``text[start:end]`` may begin, up to all of it where it is one line."""
    found = _LINE_END.search(text, start, end)
    inner = (at for at in range(start + 1, found.start() + 1 if found else end) if _ends_word(text, at))
    return _within(room, (term(text[start:at]) for at in chain(inner, () if found else (end,))))


def endings(text: str, start: int, end: int, room: int) -> Iterator[Term]:
    """Yield how the quote may end, up to all of it."""
    first = _line_start(text, start, end)
    inner = (at for at in range(end - 1, max(first - 1, start), -1) if _begins_word(text, at))
    return _within(room, (term(text[at:end]) for at in chain(inner, (start,) if first == start else ())))


def before(text: str, start: int, room: int) -> Iterator[Term]:
    """Yield what may be named as standing ahead of the quote, white space aside."""
    end = start
    while end > 0 and text[end - 1].isspace():
        end -= 1
    if end == 0 or not counts_on_pages(text[end - 1]):
        return iter(())
    first = _line_start(text, 0, end)
    cuts = (at for at in range(end - 1, first - 1, -1) if _begins_word(text, at))
    return _within(room, (term(text[at:end]) for at in cuts))


def after(text: str, end: int, room: int) -> Iterator[Term]:
    """Yield what may be named as following the quote, white space aside."""
    start = end
    while start < len(text) and text[start].isspace():
        start += 1
    if start == len(text) or not counts_on_pages(text[start]):
        return iter(())
    found = _LINE_END.search(text, start)
    last = found.start() if found else len(text)
    cuts = (at for at in range(start + 1, last + 1) if _ends_word(text, at))
    return _within(room, (term(text[start:at]) for at in cuts))


def _within(room: int, terms: Iterable[Term]) -> Iterator[Term]:
    """Yield the terms that take no more than `room`; they grow, so the first that does ends it."""
    return takewhile(lambda one: one.cost <= room, terms)


def _line_start(text: str, start: int, end: int) -> int:
    return max(start, *(text.rfind(letter, start, end) + 1 for letter in _LINE_ENDS))


def _ends_word(text: str, at: int) -> bool:
    return joins(text[at - 1]) and must_part(text, at)


def _begins_word(text: str, at: int) -> bool:
    return joins(text[at]) and must_part(text, at)


# The shortest words that lead a browser to one quote and to no other place:
# ``[prefix-,]start[,end][,-suffix]``.
#
# After the draft "URL Fragment Text Directives" of the Web Incubator Community Group: a browser takes the first
# `start` that follows `prefix`, then the first `end` after it that `suffix` follows.

# Words that stand in more places are not weighed: more words follow, and soon tell. The second bound counts where
# none follow in their line.
MOST_RIVALS = (500, 50_000)


def directive(text: str, start: int, end: int, room: int) -> str | None:
    """Return the shortest directive of at most `room` characters that finds ``text[start:end]`` and nothing else.

    Where it names beginning and end, the beginning stands at one place only, whatever may follow it.

    None where there is none: the words stand there twice, with the same words about them, or they begin or end
    inside a word.
    """
    while start < end and not counts_on_pages(text[start]):
        start += 1
    while start < end and not counts_on_pages(text[end - 1]):
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


LONGEST = 512  # what Discord takes for a button's address
DELIMITER = ":~:"  # parts a page's own fragment from directives to the browser
_KEPT = "!#$%&'()*+,-./:;=?@_~"  # what an address holds as it is


def deep_link(url: str, document_text: str, start: int, end: int) -> str | None:
    """Return the address that leads a browser to ``document_text[start:end]``, of at most 512 characters.

    Where no directive of that length finds the words and nothing else, it is the page's own address; None where
    that is not one `web_address` takes, or is too long itself.
    """
    address = web_address(url)
    if address is None or len(address) > LONGEST:
        return None
    page, _, fragment = address.partition("#")
    opening = f"{page}#{fragment.partition(DELIMITER)[0]}{DELIMITER}text="
    found = directive(document_text, start, end, LONGEST - len(opening))
    return address if found is None else opening + found


def web_address(url: str) -> str | None:
    """Return an http or https address in ASCII; None for anything else, and for one that could mislead.

    Refused are spaces, control and format characters, backslashes (browsers take them for slashes), and names or
    passwords before the host.
    """
    if not url.isprintable() or re.search(r"[\s\\]", url):
        return None
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
        name = host.encode("idna").decode() if not host.isascii() else host
    except ValueError:  # a UnicodeError is one
        return None
    usable = parts.scheme in ("http", "https") and "@" not in parts.netloc
    if not usable or not re.fullmatch(r"[a-z0-9._-]+|[0-9a-f:.]+", name):
        return None
    host_and_port = (f"[{name}]" if ":" in name else name) + (f":{port}" if port is not None else "")
    rest = urlunsplit(("", "", parts.path, parts.query, parts.fragment))
    return f"{parts.scheme}://{host_and_port}{quote(rest, safe=_KEPT)}"
