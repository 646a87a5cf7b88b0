"""Which conversation a question carries on: that of the answer it replies to, or that of its thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import discord

from bot.sending.places import server_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.memory import Answers, KeptAnswer
    from bot.sending.sender import Origin
    from embeddings.retrieval.filters import Filters


@dataclass(frozen=True, slots=True)
class Conversation:
    """What a question can lean on; nothing where it begins a conversation."""

    history: tuple[Mapping[str, str], ...] = ()
    parent: str | None = None  # the answer before, by its id
    filters: Filters | None = None  # which that one was asked with


async def followed(origin: Origin, answers: Answers, me: int) -> Conversation:
    """Return the conversation that a message, or a command in a thread, carries on; `me` is the bot's user."""
    kept = await _answer_before(origin, answers, me)
    if kept is None or kept.private or kept.server != server_of(origin):
        return Conversation()
    return Conversation(tuple(await answers.history_of(kept)), kept.id, kept.filters)


async def _answer_before(origin: Origin, answers: Answers, me: int) -> KeptAnswer | None:
    if isinstance(origin, discord.Message) and (reference := origin.reference) is not None:
        replied_to = reference.message_id if origin.type is discord.MessageType.reply else None
        kept = await answers.of_message(replied_to) if replied_to else None
        if kept is not None:
            return kept
    thread = origin.channel
    if not isinstance(thread, discord.Thread):
        return None
    # A thread below a message has the message's id.
    below = await answers.of_message(thread.id)
    if below is None and thread.owner_id != me:
        return None
    return await answers.latest_in(thread.id) or below
