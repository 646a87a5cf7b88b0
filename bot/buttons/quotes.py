"""Context and Cite: what is known of one quote of an answer, for who pressed alone."""

from __future__ import annotations

import re
from abc import abstractmethod
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.buttons.pressed import Pressed, changed, forgotten
from bot.rendering.buttons import NUMBER, PAGE, Press, style_id, template
from bot.rendering.context import Surroundings, context_view, surroundings
from bot.rendering.parts import SILENT, framed, notice
from bot.sending.limits import MESSAGE_TEXT, units
from bot.sending.places import server_of
from bot.sending.sender import acknowledge, acknowledge_press, deliver, redraw
from bot.words import markdown
from bot.words.inert import inert, inert_line
from embeddings.quoting.citing.citation import in_style
from embeddings.quoting.citing.styles import FORMATS, rich

if TYPE_CHECKING:
    from bot.buttons.pressed import Interaction
    from bot.services import Services
    from bot.words import Phrases
    from embeddings.archive import Archive
    from embeddings.quoting.answering.recall import Recalled, Reference
    from embeddings.quoting.quote import Quote

# A quote's citation in any style, to be copied.

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
    return framed([[*texts, ui.ActionRow[Any](choice)]], SILENT)


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


class OfQuote(Pressed, template=r"(?!)"):
    """What shows one quote of an answer, found again in whatever the archive holds now."""

    @property
    def number(self) -> int:
        """Return the quote's place among those of the answer."""
        return int(self.match["number"])

    async def drawn(self, interaction: Interaction, services: Services) -> ui.LayoutView:
        """Return what is shown, be it that the quote is not to be had any more."""
        phrases = await services.phrases(interaction)
        kept = await self.kept(interaction, services)
        if kept is None or self.number >= len(kept.quotes):
            return forgotten(phrases)
        shown = await self.shown(interaction, services, kept.quotes[self.number], phrases)
        return shown or changed(kept, phrases)

    @abstractmethod
    async def shown(
        self, interaction: Interaction, services: Services, reference: Reference, phrases: Phrases
    ) -> ui.LayoutView | None:
        """Return what is shown of the quote, None where the archive does not hold it any more."""


class Context(OfQuote, template=template(Press.CONTEXT, NUMBER)):
    """Shows what stands around a quote."""

    async def pressed(self, interaction: Interaction, services: Services) -> None:
        """Show the quote's own page."""
        if await acknowledge(interaction, private=True):
            await deliver(interaction, await self.drawn(interaction, services), private=True)

    async def shown(
        self, interaction: Interaction, services: Services, reference: Reference, phrases: Phrases
    ) -> ui.LayoutView | None:
        """Return a page around the quote."""
        found = await services.reading.run(interaction, _around, services.archive, reference, self.page, phrases)
        if isinstance(found, Surroundings):
            return context_view(found, self.match["answer"], self.number, phrases)
        return notice(phrases("page-missing")) if found else None

    @property
    def page(self) -> int:
        """Return the number of the page, counted from the quote's own."""
        return 0


class Turn(Context, template=template(Press.PAGE, NUMBER, PAGE, r"[a-z-]{1,10}")):
    """Turns to another page, in place."""

    async def pressed(self, interaction: Interaction, services: Services) -> None:
        """Show the page."""
        if await acknowledge_press(interaction):
            await redraw(interaction, await self.drawn(interaction, services))

    @property
    def page(self) -> int:
        """Return the number of the page, counted from the quote's own."""
        return int(self.match["page"])


class Cite(OfQuote, template=template(Press.CITE, NUMBER)):
    """Gives a quote's citation, in the style of the server or one for papers."""

    async def pressed(self, interaction: Interaction, services: Services) -> None:
        """Show it beside the answer."""
        if await acknowledge(interaction, private=True):
            await deliver(interaction, await self.drawn(interaction, services), private=True)

    async def shown(
        self, interaction: Interaction, services: Services, reference: Reference, phrases: Phrases
    ) -> ui.LayoutView | None:
        """Return the citation and the choice of styles."""
        found = await services.reading.run(interaction, services.archive.recall, reference)
        if found is None:
            return None
        return cite_view(
            found, self.match["answer"], self.number, await self.style(interaction, services), phrases
        )

    async def style(self, interaction: Interaction, services: Services) -> str:
        """Return the name of the style."""
        return offered_first((await services.servers.of(server_of(interaction))).citation_style)


class Style(Cite, template=template(Press.STYLE, NUMBER)):
    """Rewrites a citation in the style that is chosen, in place."""

    async def pressed(self, interaction: Interaction, services: Services) -> None:
        """Show the citation in that style."""
        if await acknowledge_press(interaction):
            await redraw(interaction, await self.drawn(interaction, services))

    async def style(self, interaction: Interaction, services: Services) -> str:
        """Return the style chosen; a client of somebody's own can choose what is not there."""
        chosen = self.item.values[0] if isinstance(self.item, ui.Select) and self.item.values else ""
        return chosen if chosen in FORMATS else await super().style(interaction, services)


def _around(archive: Archive, reference: Reference, page: int, phrases: Phrases) -> Surroundings | Recalled | None:
    """Return a page around a quote; the quote alone where there is no such page, None where it is gone."""
    found = archive.recall(reference)
    return found and (surroundings(found, page, phrases) or found)
