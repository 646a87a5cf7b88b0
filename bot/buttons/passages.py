"""More, Nearest passages, Ask again, Did you mean: what asks an answer's question once more, or another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.buttons.pressed import Pressed, forgotten
from bot.rendering.answer import further_view
from bot.rendering.buttons import NUMBER, Press, template
from bot.rendering.parts import notice
from bot.sending.places import server_of
from bot.sending.sender import acknowledge, deliver

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.buttons.pressed import Interaction
    from bot.memory import KeptAnswer
    from bot.services import Services
    from embeddings.quoting.answering.recall import Reference
    from embeddings.quoting.quote import Answer, Quote

PASSAGES = 3  # shown by one press


class More(Pressed, template=template(Press.MORE, NUMBER)):
    """Shows the next passages on the same question; of one without an answer, the nearest."""

    async def pressed(self, interaction: Interaction, services: Services) -> None:
        """Show those after what was shown so far, to who pressed alone."""
        if not await acknowledge(interaction, private=True):
            return
        phrases = await services.phrases(interaction)
        kept = await self.kept(interaction, services)
        if kept is None:
            await deliver(interaction, forgotten(phrases), private=True)
            return
        shown = int(self.match["number"])
        answer = await services.answering.ask(
            interaction,
            kept.question,
            top=shown + PASSAGES,
            filters=kept.filters,
            history=await services.answers.history_before(kept),
        )
        if answer is None:
            return
        quotes = _further(answer, kept.quotes[:shown])
        numbers = await services.answers.extend(kept.id, quotes)
        if not quotes or not numbers:
            await deliver(interaction, notice(phrases("nothing-further")), private=True)
            return
        style = (await services.servers.of(server_of(interaction))).citation_style
        near = not kept.answered
        view = further_view(kept.question, quotes, kept.id, numbers, phrases, style=style, near=near)
        await deliver(interaction, view, private=True)


class Again(Pressed, template=template(Press.AGAIN)):
    """Asks an answer's question again, of the archive as it is now."""

    def question_of(self, kept: KeptAnswer) -> str | None:
        """Return what is asked."""
        return kept.question

    async def pressed(self, interaction: Interaction, services: Services) -> None:
        """Answer it, to who pressed alone."""
        kept = await self.kept(interaction, services)
        question = self.question_of(kept) if kept else None
        if kept is None or question is None:
            await deliver(interaction, forgotten(await services.phrases(interaction)), private=True)
            return
        await services.answering.answer(
            interaction,
            question,
            private=True,
            filters=kept.filters,
            history=await services.answers.history_before(kept),
            parent=kept.parent,
        )


class Meant(Again, template=template(Press.MEANT)):
    """Asks the question as it was perhaps meant."""

    def question_of(self, kept: KeptAnswer) -> str | None:
        """Return what is asked."""
        return kept.suggested


def _further(answer: Answer, shown: Sequence[Reference]) -> list[Quote]:
    """Return the first passages that share no character with one that was shown."""
    offered = (*answer.quotes, *answer.nearest, *answer.further)
    return [quote for quote in offered if not any(_meet(quote, other) for other in shown)][:PASSAGES]


def _meet(quote: Quote, other: Reference) -> bool:
    same = (quote.document, quote.sha256) == (other.document, other.sha256)
    return same and quote.start < other.end and other.start < quote.end
