from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.context import PAGE_TEXT, context_view, page_of, surroundings
from bot.sending.limits import MESSAGE_COMPONENTS, MESSAGE_TEXT, units
from bot.words import Phrases, markdown
from embeddings.documents.document import Attribution, Block, BlockKind, Role
from embeddings.quoting.answering.recall import Recalled
from tests.bot.markdown_scanner import live, live_in_quote
from tests.bot.samples import TEXT, quote_of
from tests.bot.words.test_markdown import hostile

if TYPE_CHECKING:
    from bot.rendering.context import Page
    from embeddings.documents.document import Outline

EN, DE = Phrases.of("en"), Phrases.of("de")
AUTHOR = Attribution(Role.AUTHOR, "Ada Moor")
SENTENCE = "The lamp was lit at nine. "


def outline_of(text: str, kinds: dict[int, BlockKind] | None = None) -> Outline:
    """Return the outline of paragraphs parted by empty lines; `kinds` are those of some that are none."""
    blocks = []
    at = 0
    for number, part in enumerate(text.split("\n\n")):
        start = at + len(part) - len(part.lstrip())
        end = start + len(part.strip())
        at += len(part) + 2
        if start < end:
            kind = (kinds or {}).get(number, BlockKind.PARAGRAPH)
            level = 2 if kind is BlockKind.HEADING else None
            blocks.append((Block(kind, start, end, level, number=number + 1, page=str(number // 3 + 1)), AUTHOR))
    return tuple(blocks)


def recalled_of(text: str, quoted: str, kinds: dict[int, BlockKind] | None = None) -> Recalled:
    return Recalled(quote_of(quoted, text), text, outline_of(text, kinds), changed=False)


def pages_of(text: str, outline: Outline, quote: tuple[int, int]) -> list[Page]:
    """Return all pages of a document in order."""
    number = 0
    while (page := page_of(text, outline, quote, number)) and not page.is_first:
        number -= 1
    pages = []
    while page := page_of(text, outline, quote, number):
        pages.append(page)
        number += 1
    return pages


def words_of(recalled: Recalled, number: int = 0) -> str:
    shown = surroundings(recalled, number, EN)
    assert shown is not None
    return markdown.unquote(shown.words)


def test_around_a_quote_stand_the_paragraphs_before_and_after_it() -> None:
    text = "\n\n".join(f"{number}. {SENTENCE * 3}".strip() for number in range(30))
    around = words_of(recalled_of(text, "15. The lamp was lit at nine."))
    assert around in text
    numbers = [int(part.split(".")[0]) for part in around.split("\n\n")]
    assert numbers == list(range(numbers[0], numbers[-1] + 1))
    assert abs((15 - numbers[0]) - (numbers[-1] - 15)) <= 1
    assert len(around) > PAGE_TEXT // 2


async def test_a_short_document_is_one_page_whose_buttons_lead_nowhere() -> None:
    recalled = recalled_of(TEXT.strip(), "The lamp was lit at nine o’clock.")
    shown = surroundings(recalled, 0, EN)
    assert shown is not None
    assert markdown.unquote(shown.words) == TEXT.strip()
    assert "**The lamp was lit at nine o’clock.**" in shown.words
    buttons = [
        one for one in context_view(shown, "an-answers-id", 0, EN).walk_children() if hasattr(one, "disabled")
    ]
    assert [one.disabled for one in buttons] == [True, True, True, False]
    assert surroundings(recalled, 1, EN) is None
    assert surroundings(recalled, -1, EN) is None


def test_a_paragraph_too_long_for_a_page_is_parted_between_sentences_and_one_too_long_sentence_between_words() -> (
    None
):
    long = SENTENCE * 300
    outline = outline_of(long.strip())
    for page in pages_of(long.strip(), outline, (2600, 2625)):
        for start, end in page.spans:
            assert long[start:end].endswith("nine.")
    endless = "lamp " * 2000
    for page in pages_of(endless.strip(), outline_of(endless.strip()), (0, 4)):
        for start, end in page.spans:
            assert set(endless[start:end].split(" ")) == {"lamp"}


def test_navigation_of_the_site_is_left_out_and_parts_what_stands_around_it() -> None:
    text = f"{SENTENCE}\n\nback | home | next\n\nThe pilot saw it."
    around = words_of(recalled_of(text, "The pilot saw it.", {1: BlockKind.FURNITURE}))
    assert around == f"{SENTENCE.strip()}\n\nThe pilot saw it."


def test_where_a_page_stands_is_told_in_the_readers_language() -> None:
    text = f"The Log\n\nOn *June*\n\n{SENTENCE}\n\nNobody slept."
    recalled = recalled_of(text, "Nobody slept.", {1: BlockKind.HEADING})
    english, german = (surroundings(recalled, 0, phrases) for phrases in (EN, DE))
    assert english is not None
    assert german is not None
    assert english.head == "**The Lamp**\n-# Pages 1–2 · Paragraphs 1–4 of 4"
    assert german.head == "**The Lamp**\n-# Seiten 1–2 · Absätze 1–4 von 4"
    alone = recalled_of(
        f"The Log\n\nOn *June*\n\n{'x ' * 3000}\n\n{SENTENCE * 90}\n\nNobody slept.",
        "Nobody slept.",
        {1: BlockKind.HEADING},
    )
    shown = surroundings(alone, 0, EN)
    assert shown is not None
    assert "Section “On \\*June\\*”" in shown.head


def test_a_document_that_has_changed_is_said_to_have() -> None:
    recalled = replace(recalled_of(TEXT.strip(), "June"), changed=True)
    shown = surroundings(recalled, 0, EN)
    assert shown is not None
    assert shown.foot.endswith(f"-# {EN('document-changed')}")


@st.composite
def documents(draw: st.DrawFn) -> Recalled:
    parts = draw(st.lists(st.tuples(hostile, st.integers(1, 150)), min_size=1, max_size=8))
    text = "\n\n".join((fragment or "x") * times for fragment, times in parts)
    outline = outline_of(text)
    if not outline:
        text = "x"
        outline = outline_of(text)
    block = draw(st.sampled_from([block for block, _ in outline]))
    start = draw(st.integers(block.start, block.end - 1))
    end = draw(st.integers(start + 1, block.end))
    quote = quote_of(text[start:end], text, csl={"title": draw(hostile)})
    quote = replace(
        quote, source=text, text=text[start:end], start=start, end=end,
        citation=replace(quote.citation, short=draw(hostile) * draw(st.integers(1, 30))),
    )  # fmt: skip
    return Recalled(quote, text, outline, draw(st.booleans()))


@given(documents())
def test_the_pages_of_any_document_hold_all_of_it_once_in_order_verbatim_inert_and_within_limits(
    recalled: Recalled,
) -> None:
    quote = recalled.quote
    pages = pages_of(recalled.text, recalled.outline, (quote.start, quote.end))
    spans = [span for page in pages for span in page.spans]
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    shown_text = "".join(recalled.text[start:end] for start, end in spans)
    assert "".join(shown_text.split()) == "".join(recalled.text.split())
    assert [page.is_last for page in pages] == [False] * (len(pages) - 1) + [True]
    for page in pages:
        shown = surroundings(recalled, page.number, EN)
        assert shown is not None
        assert units(shown.head) + units(shown.words) + units(shown.foot) <= MESSAGE_TEXT
        assert units(shown.words) <= PAGE_TEXT + 100
        assert live_in_quote(shown.words) == set()
        for line in (*shown.head.split("\n"), *shown.foot.split("\n")):
            assert live(line.removeprefix("-# ").removeprefix("**").removesuffix("**")) == set()
        assert markdown.unquote(shown.words) == "\n\n".join(recalled.text[start:end] for start, end in page.spans)
    first = next(page for page in pages if page.number == 0)
    assert any(start <= quote.start < end for start, end in first.spans)


async def test_the_view_of_a_page_is_within_limits() -> None:
    text = "\n\n".join(["[*_x_*](https://a.example) " * 20] * 30)
    shown = surroundings(recalled_of(text, "x_*", None), 0, EN)
    assert shown is not None
    view = context_view(shown, "a" * 32, 9999, EN)
    assert view.content_length() <= MESSAGE_TEXT
    assert view.total_children_count <= MESSAGE_COMPONENTS
    assert all(len(getattr(one, "custom_id", None) or "") <= 100 for one in view.walk_children())
