"""What all buttons below answers have in common: they find their answer again, and fail in one place."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any, Self

from discord import ui

from bot.rendering.buttons import again_button
from bot.rendering.parts import notice
from bot.sending.places import server_of

if TYPE_CHECKING:
    import re

    import discord

    from bot.client import PinciteBot
    from bot.memory import KeptAnswer
    from bot.services import Services
    from bot.words import Phrases

    Interaction = discord.Interaction[PinciteBot]

NOTHING = r"(?!)"


class Pressed(ui.DynamicItem[ui.Item[Any]], template=NOTHING):
    """A button or a choice below an answer; whatever else it needs to know, it finds by the answer's id."""

    def __init__(self, item: ui.Item[Any], match: re.Match[str]) -> None:
        super().__init__(item)
        self.match = match

    @classmethod
    async def from_custom_id(cls, _interaction: Interaction, item: ui.Item[Any], match: re.Match[str], /) -> Self:  # type: ignore[override] # of our own client
        """Return the item that a custom id stands for."""
        return cls(item, match)

    async def callback(self, interaction: Interaction) -> None:  # type: ignore[override] # of our own client
        """Do what the item is for; discord.py would only log what it raises."""
        try:
            await self.pressed(interaction, interaction.client.services)
        except Exception as error:  # noqa: BLE001 - who pressed is told of any failure
            await interaction.client.failed(interaction, error, f"a press of {self.item.custom_id}")  # type: ignore[attr-defined] # buttons and selects have one

    @abstractmethod
    async def pressed(self, interaction: Interaction, services: Services) -> None:
        """Answer the press."""

    async def kept(self, interaction: Interaction, services: Services) -> KeptAnswer | None:
        """Return the answer, None where it is not remembered, or was given elsewhere.

        Discord lets nobody press what they cannot see. That is not relied on: an answer is never shown in another
        server, nor one from direct messages in any other channel.
        """
        answer = await services.answers.of(self.match["answer"])
        if answer is None or answer.server != server_of(interaction):
            return None
        return None if answer.server is None and answer.channel != interaction.channel_id else answer


def forgotten(phrases: Phrases) -> ui.LayoutView:
    """Say that an answer is not remembered."""
    return notice(phrases("answer-forgotten"))


def changed(kept: KeptAnswer, phrases: Phrases) -> ui.LayoutView:
    """Say that the archive has changed since an answer, and offer to ask its question again."""
    return notice(phrases("archive-changed"), again_button(kept.id, phrases))
