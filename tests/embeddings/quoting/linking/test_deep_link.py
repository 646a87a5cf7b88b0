from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch
from urllib.parse import quote, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.quoting.linking.deep_link import DELIMITER, LONGEST, deep_link, directive, web_address
from embeddings.quoting.linking.page_text import folded
from embeddings.text import characters
from embeddings.text.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from embeddings.documents.document import Document

PAGE = "https://example.org/page.htm"
Place = tuple[int, int, int]  # block, and characters of its text [start, end)


@dataclass(frozen=True)
class Parsed:
    """A text directive taken apart as its draft says."""

    start: str
    end: str | None = None
    prefix: str | None = None
    suffix: str | None = None


def parse(written: str) -> Parsed:
    parts = written.split(",")
    prefix = unquote(parts.pop(0)[:-1]) if parts[0].endswith("-") else None
    suffix = unquote(parts.pop()[1:]) if parts[-1].startswith("-") else None
    assert 1 <= len(parts) <= 2, written
    assert not re.search("[-&]", "".join(parts)), written
    return Parsed(unquote(parts[0]), unquote(parts[1]) if len(parts) == 2 else None, prefix, suffix)


class Page:
    """A page of blocks as a browser has it: each block one line of text, white space collapsed."""

    def __init__(self, text: str) -> None:
        self.blocks = [" ".join(block.split()) for block in re.split(r"\n\s*\n", text)]

    def place(self, text: str, start: int, end: int) -> tuple[tuple[int, int], tuple[int, int]]:
        """Return where a span of the document begins and ends on the page."""

        def position(at: int) -> tuple[int, int]:
            before = re.split(r"\n\s*\n", text[:at])
            return len(before) - 1, len(" ".join(before[-1].split()))

        # The first character may follow a space that the collapsed text before it lost.
        block, offset = position(start)
        return (block, offset + self.blocks[block].startswith(" ", offset)), position(end)

    def find(self, term: str, block: int, offset: int, *, begins: bool, ends: bool) -> Iterator[Place]:
        """Yield where a term stands from a place on, in one block, at word edges where these are asked for."""
        wanted = re.escape(" ".join(term.split()))
        pattern = (r"(?<!\w)" if begins and term[:1].isalnum() else "") + f"(?=({wanted}))"
        for number in range(block, len(self.blocks)):
            for found in re.finditer(pattern, self.blocks[number], re.IGNORECASE):
                after = self.blocks[number][found.end(1) : found.end(1) + 1]
                if ends and term[-1:].isalnum() and (after.isalnum() or after == "_"):
                    continue
                if number > block or found.start(1) >= offset:
                    yield number, found.start(1), found.end(1)

    def skip(self, block: int, offset: int) -> tuple[int, int]:
        """Return the next place that is no white space, in the next block if this one is over."""
        offset += self.blocks[block].startswith(" ", offset)
        if offset == len(self.blocks[block]) and block + 1 < len(self.blocks):
            return block + 1, 0
        return block, offset

    def follows(self, term: str, block: int, offset: int, *, ends: bool) -> Place | None:
        """Return where a term stands at the very next place that is no white space, if it does."""
        there = self.skip(block, offset)
        found = next(self.find(term, *there, begins=False, ends=ends), None)
        return found if found and found[:2] == there else None

    def starts(self, parsed: Parsed) -> list[Place]:
        """Return every place where a directive's beginning stands."""
        must_end = parsed.end is not None or parsed.suffix is None
        if parsed.prefix is None:
            return list(self.find(parsed.start, 0, 0, begins=True, ends=must_end))
        prefixes = self.find(parsed.prefix, 0, 0, begins=True, ends=False)
        found = (self.follows(parsed.start, block, end, ends=must_end) for block, _, end in prefixes)
        return [place for place in found if place]

    def matches(self, parsed: Parsed) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
        """Yield every place that a directive may mean: a browser takes the first of them."""
        for block, offset, end in self.starts(parsed):
            ends = [(block, offset, end)]
            if parsed.end is not None:
                ends = list(self.find(parsed.end, block, end, begins=True, ends=parsed.suffix is None))
            if parsed.suffix is not None:
                ends = [place for place in ends if self.follows(parsed.suffix, place[0], place[2], ends=True)]
            if ends:
                yield (block, offset), (ends[0][0], ends[0][2])


def fragment(url: str) -> str:
    return url.partition(f"{DELIMITER}text=")[2]


WORD = st.sampled_from(
    ["one", "two", "Two", "ones", "a", "b-c", "d,e", "f&g", "été", "don’t", "(h)", "i.j", "“k”"]
)
SENTENCE = st.tuples(st.lists(WORD, min_size=1, max_size=6).map(" ".join), st.sampled_from(".!?")).map("".join)
LINES = st.lists(st.tuples(SENTENCE, st.sampled_from([" ", "\n", "  "])), min_size=1, max_size=3)
TEXT = st.lists(LINES.map(lambda lines: "".join(map("".join, lines)).strip()), min_size=1, max_size=4).map(
    "\n\n".join
)


def spans(text: str) -> list[tuple[int, int]]:
    """Return every run of whole sentences."""
    edges = [(found.start(), found.end()) for found in re.finditer(r"\S[^.!?\n]*(?:\.j[^.!?\n]*)*[.!?]", text)]
    return [(one[0], other[1]) for at, one in enumerate(edges) for other in edges[at:]]


@given(text=TEXT, data=st.data())
def test_a_directive_finds_the_quote_s_beginning_and_end_and_nothing_else(text: str, data: st.DataObject) -> None:
    start, end = data.draw(st.sampled_from(spans(text)))
    url = deep_link(PAGE, text, start, end)
    assert url is not None
    assert len(url) <= LONGEST
    if url != PAGE:
        page, parsed = Page(text), parse(fragment(url))
        assert list(page.matches(parsed)) == [page.place(text, start, end)]
        assert parsed.end is None or len(page.starts(parsed)) == 1


PLAIN = st.lists(
    st.lists(st.sampled_from("ab"), min_size=1, max_size=4).map(" ".join), min_size=1, max_size=3
).map("\n\n".join)


def terms(text: str, block: int) -> list[str]:
    """Return every run of words of one block."""
    words = text.split("\n\n")[block].split()
    return sorted({" ".join(words[at:to]) for at in range(len(words)) for to in range(at + 1, len(words) + 1)})


@given(text=PLAIN, data=st.data())
def test_no_shorter_directive_would_do(text: str, data: st.DataObject) -> None:
    edges = [found.span() for found in re.finditer(r"\w", text)]
    start = data.draw(st.sampled_from([edge[0] for edge in edges]))
    end = data.draw(st.sampled_from([edge[1] for edge in edges if edge[1] > start]))
    found = directive(text, start, end, LONGEST)
    page = Page(text)
    runs = sorted({run for block in range(len(page.blocks)) for run in terms(text, block)}, key=len)
    longest = len(found) if found else LONGEST
    for first, last, prefix, suffix in product(runs, [None, *runs], [None, *runs], [None, *runs]):
        parts = [
            f"{quote(prefix)}-" if prefix else "",
            quote(first),
            quote(last or ""),
            f"-{quote(suffix)}" if suffix else "",
        ]
        written = ",".join(part for part in parts if part)
        if len(written) < longest:
            parsed = Parsed(first, last, prefix, suffix)
            alone = last is None or len(page.starts(parsed)) == 1
            assert not alone or list(page.matches(parsed)) != [page.place(text, start, end)], written


def test_every_sentence_of_the_seed_is_found_by_its_link(seed: Document) -> None:
    page = Page(seed.text)
    for start, end in sentences(seed.text, 0, len(seed.text)):
        url = deep_link(PAGE, seed.text, start, end)
        assert url is not None
        assert url != PAGE
        assert list(page.matches(parse(fragment(url)))) == [page.place(seed.text, start, end)]


@pytest.mark.real_data
def test_quotes_of_real_pages_are_found_by_their_links() -> None:
    folder = Path(__file__).parents[5] / "shared" / "data" / "mia_dev" / "docs"
    if not folder.is_dir():
        pytest.skip("the pages are not part of the project")
    linked = 0
    for file in sorted(folder.glob("*.txt"))[::8]:
        text = file.read_text("utf-8")
        page, edges = Page(text), sentences(text, 0, len(text))
        for (start, _), (_, end) in list(zip(edges, edges[2:], strict=False))[::20]:
            url = deep_link(PAGE, text, start, end)
            assert url is not None
            if url != PAGE:
                linked += 1
                assert list(page.matches(parse(fragment(url)))) == [page.place(text, start, end)]
    assert linked > 50


@pytest.mark.parametrize(
    ("text", "quoted", "written"),
    [
        ("Salt was cheap. Bread was not.", "Bread was not.", "Bread,not."),
        ("It rained. It rained.\n\nThen it rained.", "Then it rained.", "Then,rained."),
        ("It rained. It rained. Then it stopped.", "It rained.", "It%20rained.,-It"),
        ("Once. It rained. Twice. It rained.", "It rained.", "Once.-,It,rained."),
        ("He left. He left.", "He left.", "He%20left.,-He"),
        ("One-two, three & four. Five.", "One-two, three & four.", "One,four."),
        ("A-b, c. A-b, d.", "A-b, d.", "c.-,A,d."),
        ("x\n\nThe first.\n\nThe second.\n\ny", "The first.\n\nThe second.", "x-,The,second."),
        ("One “two” three. One “two” four.", "One “two” four.", "three.-,One,four."),
        ("Été froid. ETE chaud.", "ETE chaud.", "ETE%20chaud."),
        ("ab cd ab cd", "cd ab", "cd%20ab"),
    ],
)
def test_a_directive_is_as_short_as_can_be(text: str, quoted: str, written: str) -> None:
    start = text.index(quoted)
    assert directive(text, start, start + len(quoted), LONGEST) == written


def test_a_common_word_alone_on_its_line_is_told_by_what_stands_about_it() -> None:
    text = "the rest of it. " * 600 + "Then it ended.\n\nThe\nlast of it came."
    start = text.index("The\nlast")
    assert directive(text, start, len(text), LONGEST) == "ended.-,The,came."


@given(text=st.text(st.sampled_from("aB \n\u2028\u2029é’ﬁẞ℡𝛓ς\u0301`"), max_size=30), at=st.integers(0, 30))
def test_a_page_is_the_sum_of_its_parts_unless_they_part_white_space(text: str, at: int) -> None:
    before, after = text[:at], text[at:]
    if before and after and not before[-1].isspace() and not after[0].isspace():
        assert folded(before) + folded(after) == folded(text)


@given(st.text(max_size=60))
def test_characters_are_replaced_one_after_another_as_they_are_all_at_once(text: str) -> None:
    one_by_one = folded(text)
    with patch.object(characters, "_MANY", -1):
        assert folded(text) == one_by_one


def test_marks_of_the_directive_s_own_are_encoded() -> None:
    text = "b-c, d & é? (z) a\nb-c, d"
    assert directive(text, 0, 15, LONGEST) == "b%2Dc%2C%20d%20%26%20%C3%A9,z%29"


def test_words_that_stand_twice_with_the_same_words_about_them_get_the_page_only() -> None:
    text = "\n\n".join(["same words"] * 4)
    assert deep_link(PAGE, text, 12, 22) == PAGE


def test_a_quote_that_begins_inside_a_word_gets_the_page_only() -> None:
    assert deep_link(PAGE, "unword here", 2, 11) == PAGE
    assert deep_link(PAGE, "end.Next here", 4, 13) == PAGE
    assert deep_link(PAGE, "日本語の本文", 2, 6) == PAGE


def test_a_term_never_reaches_over_a_line() -> None:
    text = "The quick\nbrown fox. The slow end."
    found = directive(text, 0, 20, LONGEST)
    assert found == "The%20quick,fox."
    assert parse(found) == Parsed("The quick", "fox.")


def test_letters_are_told_apart_by_their_base_only() -> None:
    text = "The resume came. The résumé came back."
    assert directive(text, 17, 38, LONGEST) == "came.-,The,back."


@pytest.mark.parametrize(
    ("url", "beginning"),
    [
        ("http://example.org", "http://example.org#:~:text="),
        ("https://example.org/a?b=c&d=e", "https://example.org/a?b=c&d=e#:~:text="),
        ("https://example.org/a#section", "https://example.org/a#section:~:text="),
        ("https://example.org/a#", "https://example.org/a#:~:text="),
        ("https://example.org/a#s:~:text=old", "https://example.org/a#s:~:text="),
        ("HTTPS://Example.ORG/A", "https://example.org/A#:~:text="),
        ("https://example.org/é/ü?q=ß", "https://example.org/%C3%A9/%C3%BC?q=%C3%9F#:~:text="),
        ("https://bücher.example/a%20b", "https://xn--bcher-kva.example/a%20b#:~:text="),
        ("http://http/a", "http://http/a#:~:text="),
        ("http://[::1]:8080/a", "http://[::1]:8080/a#:~:text="),
    ],
)
def test_the_directive_follows_the_page_s_own_address_and_fragment(url: str, beginning: str) -> None:
    assert deep_link(url, "Salt. Bread.", 0, 5) == f"{beginning}Salt."


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org/a",
        "//example.org/a",
        "ftp://example.org/a",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://",
        "https:///a",
        "https://user@example.org/",
        "https://user:word@example.org/",
        "https://example.org/a b",
        "https://example.org/a\nb",
        "https://example.org/\x00",
        "https://example.org/\u202eb",
        "https://example.org\\@evil.example/",
        "https://exa mple.org/",
        "https://example.org:99999/",
        "https://example.org:port/",
        "https://[::1/",
        "https://example.org/" + "a" * LONGEST,
    ],
)
def test_what_is_no_plain_web_address_gets_no_link(url: str) -> None:
    assert deep_link(url, "Salt. Bread.", 0, 5) is None


def test_a_link_is_never_longer_than_a_button_takes() -> None:
    text = "A quite unlikely beginning. " + "And so on."
    room = LONGEST - len("#:~:text=A,beginning.")
    exact = f"{PAGE}?{'q' * (room - len(PAGE) - 1)}"
    assert len(deep_link(exact, text, 0, 27) or "") == LONGEST
    assert deep_link(exact + "q", text, 0, 27) == exact + "q"


@given(url=st.text(max_size=40) | st.text(max_size=20).map(lambda end: f"https://example.org/{end}"))
def test_whatever_the_address_holds_a_link_is_plain_ascii(url: str) -> None:
    address = web_address(url)
    assert address is None or re.fullmatch(r"https?://[!-~]+", address)
    assert address is None or web_address(address) == address
