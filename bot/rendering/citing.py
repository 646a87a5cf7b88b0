"""A quote's citation in any style, to be copied."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot import markdown
from bot.rendering.buttons import style_id
from bot.rendering.limits import MESSAGE_TEXT, units
from bot.rendering.parts import ANSWERED, framed
from bot.wording.inert import inert, inert_line
from embeddings.quoting.citation import in_style
from embeddings.quoting.styles import FORMATS, rich

if TYPE_CHECKING:
    from bot.language import Phrases
    from embeddings.quoting.quote import Quote
    from embeddings.quoting.recall import Recalled

FENCE = "```"
LOOKS_LIKE_A_BACKTICK = "\u02cb"
FOR_PAPERS = "mla"  # the style offered first where a server has not chosen another than the short line


def offered_first(server_style: str) -> str:
    """Return the style to begin with."""
    return server_style if server_style in FORMATS and server_style != "short" else FOR_PAPERS


def code_block(text: str) -> str:
    """Return a text to be copied as it is; no run of backticks in it ends the block."""
    harmless = re.sub("`{3,}", lambda run: LOOKS_LIKE_A_BACKTICK * len(run[0]), inert(text).strip("\n"))
    return f"{FENCE}\n{harmless}\n{FENCE}"


def cite_view(recalled: Recalled, kept_id: str, number: int, style: str, phrases: Phrases) -> ui.LayoutView:
    """Return the message with a citation in a style of `FORMATS` and the choice of all others."""
    texts = [ui.TextDisplay[Any](text) for text in citation_texts(recalled.quote, style, phrases)]
    if recalled.changed:
        texts.append(ui.TextDisplay[Any](markdown.subtext(phrases("document-changed"))))
    options = [
        discord.SelectOption(label=phrases(f"style-{known}"), value=known, default=known == style)
        for known in FORMATS
    ]
    choice = ui.Select[Any](custom_id=style_id(kept_id, number), options=options)
    return framed([[*texts, ui.ActionRow[Any](choice)]], ANSWERED)


def citation_texts(quote: Quote, style: str, phrases: Phrases) -> list[str]:
    """Return the citation as it reads, its italics shown, where it is for people; and to be copied."""
    cited = in_style(quote, style)
    copied = code_block(rich.plain(cited))
    reads = rich.markdown(cited, lambda text: markdown.escape(inert_line(text)))
    texts = [copied] if FORMATS[style].is_data else [reads, copied]
    room = MESSAGE_TEXT - units(markdown.subtext(phrases("document-changed")))
    while texts and sum(map(units, texts)) > room:
        texts = texts[1:]
    return texts or [markdown.subtext(phrases("citation-too-long"))]
