"""What stands around a quote: a page of its document, the quote in bold, and buttons to turn the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from discord import ui

from bot import markdown
from bot.rendering.buttons import cite_button, page_button, source_button
from bot.rendering.entry import checked
from bot.rendering.limits import shortened
from bot.rendering.pages import page_of
from bot.rendering.parts import ANSWERED, framed
from bot.wording.inert import inert_line
from embeddings.documents.document import BlockKind

if TYPE_CHECKING:
    from bot.language import Phrases
    from bot.rendering.pages import Page
    from embeddings.documents.document import Block
    from embeddings.quoting.quote import Quote
    from embeddings.quoting.recall import Recalled

# Characters, once they are inert. Even if each took a backslash, a page and all of these are less than a message.
TITLE_SHOWN, PLACE_SHOWN, CITATION_SHOWN = 100, 250, 200


@dataclass(frozen=True, slots=True)
class Surroundings:
    """One page around a quote, its texts in markdown."""

    quote: Quote
    page: Page
    head: str
    words: str
    foot: str


def surroundings(recalled: Recalled, number: int, phrases: Phrases) -> Surroundings | None:
    """Return a page around a quote, number 0 the quote's own; None where the document does not reach so far.

    Raises:
        NotVerbatim: the words would not be shown to the character.

    """
    quote = recalled.quote
    page = page_of(recalled.text, recalled.outline, (quote.start, quote.end), number)
    if page is None:
        return None
    title = _line(str(quote.citation.csl.get("title") or ""), TITLE_SHOWN) or _line(quote.document, TITLE_SHOWN)
    place = _line(" · ".join(_place(recalled, page, phrases)), PLACE_SHOWN)
    head = [markdown.bold(title), *([markdown.subtext(place)] if place else [])]
    foot = [markdown.subtext(_line(quote.citation.short, CITATION_SHOWN))]
    if recalled.changed:
        foot.append(markdown.subtext(phrases("document-changed")))
    return Surroundings(quote, page, "\n".join(head), _words(recalled, page), "\n".join(foot))


def context_view(shown: Surroundings, kept_id: str, number: int, phrases: Phrases) -> ui.LayoutView:
    """Return the message that shows a page; `number` is the quote's place among those of the answer."""
    at = shown.page.number
    turning = [
        page_button(kept_id, number, at - 1, "back", phrases, disabled=shown.page.is_first),
        page_button(kept_id, number, 0, "to-quote", phrases, disabled=at == 0),
        page_button(kept_id, number, at + 1, "on", phrases, disabled=shown.page.is_last),
    ]
    source = source_button(shown.quote.citation, phrases)
    below = [*turning, cite_button(kept_id, number, phrases), *([source] if source else [])]
    texts = [ui.TextDisplay[Any](text) for text in (shown.head, shown.words, shown.foot)]
    return framed([[texts[0]], [texts[1]], [texts[2], ui.ActionRow[Any](*below)]], ANSWERED)


def _words(recalled: Recalled, page: Page) -> str:
    quote = recalled.quote
    shown = []
    for start, end in page.spans:
        left, right = max(start, quote.start), min(end, quote.end)
        strong = [(left - start, right - start)] if left < right else []
        shown.append(checked(quote.document, recalled.text[start:end], start, strong))
    return f"\n{markdown.QUOTED}\n".join(shown)


def _line(text: str, most: int) -> str:
    return shortened(inert_line(" ".join(text.split())), most)


def _place(recalled: Recalled, page: Page, phrases: Phrases) -> list[str]:
    """Return where a page stands: pages, paragraphs and the section it begins in, as far as the document tells."""
    parts = (part(recalled, page, phrases) for part in (_pages, _paragraphs, _section))
    return [part for part in parts if part]


def _pages(recalled: Recalled, page: Page, phrases: Phrases) -> str:
    named = [block.page for block in page.blocks if block.page is not None]
    if not named and page.number == 0 and recalled.quote.citation.locator.page:
        named = [recalled.quote.citation.locator.page]
    if not named:
        return ""
    if named[0] == named[-1]:
        return phrases("place-page", page=named[0])
    return phrases("place-pages", first=named[0], last=named[-1])


def _paragraphs(recalled: Recalled, page: Page, phrases: Phrases) -> str:
    named = [block.number for block in page.blocks if block.number is not None]
    if not named:
        return ""
    count = max(block.number or 0 for block, _ in recalled.outline)
    if named[0] == named[-1]:
        return phrases("place-paragraph", number=named[0], count=count)
    return phrases("place-paragraphs", first=named[0], last=named[-1], count=count)


def _section(recalled: Recalled, page: Page, phrases: Phrases) -> str:
    """Name the last heading above a page's first words; the title of the whole is none."""
    above = [
        block
        for block, _ in recalled.outline
        if block.kind is BlockKind.HEADING and block.start <= page.spans[0][0] and not _is_title(block)
    ]
    if not above:
        return ""
    words = " ".join(recalled.text[above[-1].start : above[-1].end].strip("# ").split())
    return phrases("section", title=words)


def _is_title(heading: Block) -> bool:
    return heading.level == 1
