"""Context and Cite: what is known of one quote of an answer, for who pressed alone."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from discord import ui

from bot.components.pressed import Pressed, changed, forgotten
from bot.places import server_of
from bot.rendering.buttons import NUMBER, PAGE, Press, template
from bot.rendering.citing import cite_view, offered_first
from bot.rendering.context import Surroundings, context_view, surroundings
from bot.rendering.parts import notice
from bot.sender import acknowledge, acknowledge_press, deliver, redraw
from embeddings.quoting.styles import FORMATS

if TYPE_CHECKING:
    from bot.answering import Asked
    from bot.components.pressed import Interaction
    from bot.language import Phrases
    from bot.services import Services
    from embeddings.quoting.recall import Recalled, Reference


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


def _around(archive: Asked, reference: Reference, page: int, phrases: Phrases) -> Surroundings | Recalled | None:
    """Return a page around a quote; the quote alone where there is no such page, None where it is gone."""
    found = archive.recall(reference)
    return found and (surroundings(found, page, phrases) or found)
