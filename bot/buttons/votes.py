"""What who saw an answer does with it: thumbs up and down, and forgetting a private one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.buttons.pressed import Pressed, forgotten
from bot.rendering.buttons import DOWN, UP, Press, template
from bot.rendering.parts import notice
from bot.sending.sender import acknowledge, acknowledge_press, deliver, redraw

if TYPE_CHECKING:
    from bot.buttons.pressed import Interaction
    from bot.services import Services


class Thumb(Pressed, template=template(Press.VOTE, f"(?P<way>{UP}|{DOWN})")):
    """Counts a vote, or takes it back; only who voted is told."""

    async def pressed(self, interaction: Interaction, services: Services) -> None:
        """Count it."""
        if not await acknowledge(interaction, private=True):
            return
        phrases = await services.phrases(interaction)
        kept = await self.kept(interaction, services)
        up = self.match["way"] == UP
        vote = await services.votes.cast(kept.id, interaction.user.id, up=up) if kept else None
        said = notice(phrases(f"vote-{vote.value}")) if vote else forgotten(phrases)
        await deliver(interaction, said, private=True)


class Forget(Pressed, template=template(Press.FORGET)):
    """Deletes a private answer, from what is remembered and from the screen."""

    async def pressed(self, interaction: Interaction, services: Services) -> None:
        """Delete it; a public one is deleted through the menu of its message, which asks who it was for."""
        if not await acknowledge_press(interaction):
            return
        phrases = await services.phrases(interaction)
        kept = await self.kept(interaction, services)
        if kept is None or not kept.private:
            await redraw(interaction, forgotten(phrases))
            return
        await services.answers.forget(kept.id)
        await redraw(interaction, notice(phrases("forgotten")))
