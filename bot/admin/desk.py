"""Where the admin's commands and controls meet: who may, with what they work, and what becomes of errors."""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import discord

from bot.admin.reindexing import Reindexing
from bot.admin.shape import BAD, panel
from bot.asking.access import is_admin, may_change_archive
from bot.memory.gaps import Gaps
from bot.sending.sender import acknowledge, acknowledge_press, deliver, post, redraw, show_form
from bot.words.errors import Audience, explain
from embeddings.errors import PinciteError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from discord import ui

    from bot.client import PinciteBot
    from bot.memory import ServerSettings
    from bot.services import Services
    from bot.words import Phrases
    from embeddings.archive import Archive

    Action = Callable[["Visit"], Awaitable[None]]
    """What is done for an admin."""

P = ParamSpec("P")
T = TypeVar("T")

_log = logging.getLogger(__name__)


class Desk:
    """Made once for each connection to Discord."""

    def __init__(self, bot: PinciteBot) -> None:
        self.bot = bot
        self.services: Services = bot.services
        self.library = bot.services.archive
        self.reindexing = Reindexing(self.library, bot.services.memory)
        self.gaps = Gaps(bot.services.memory)
        self.began = time.time()

    async def serve(
        self,
        interaction: discord.Interaction,
        action: Action,
        *,
        archive: bool = False,
        apart: bool = True,
        about: str = "",
        values: tuple[str, ...] = (),
        fields: Mapping[str, Any] | None = None,
    ) -> None:
        """Do something for an admin, or tell who is none, or what went wrong."""
        visit = await self.admit(interaction, archive=archive)
        if isinstance(visit, str):
            await deliver(interaction, visit, private=True)
            return
        visit.apart, visit.about, visit.values, visit.fields = apart, about, values, fields or {}
        try:
            await action(visit)
        except PinciteError as error:
            _log.warning("In an admin's doing: %s", explain(error))
            await visit.answer(panel(explain(error, Audience.ADMIN, visit.phrases), colour=BAD))

    async def admit(self, interaction: discord.Interaction, *, archive: bool = False) -> Visit | str:
        """Return an admin's visit or, to all others, what they are told. Asked at everything, trusting nothing."""
        server = await self.services.servers.of(interaction.guild_id)
        phrases = await self.services.phrases(interaction)
        if interaction.guild_id is None:
            return phrases("admin-in-servers-only")
        if not is_admin(interaction, server):
            return phrases("admin-only")
        if archive and not may_change_archive(interaction.guild_id, self.services.settings):
            return phrases("admin-elsewhere")
        return Visit(self, interaction, interaction.guild_id, server, phrases)


@dataclass(slots=True)
class Visit:
    """One command, press, choice or form of an admin, let in already."""

    desk: Desk
    interaction: discord.Interaction
    server: int
    settings: ServerSettings
    phrases: Phrases
    apart: bool = True  # answered in a message for the admin alone; else a control's own message changes
    about: str = ""  # of a control: what it was made with
    values: tuple[str, ...] = ()  # of a choice
    fields: Mapping[str, Any] = field(default_factory=dict)  # of a form

    @property
    def library(self) -> Archive:
        """Return the archive."""
        return self.desk.library

    @property
    def changes_archive(self) -> bool:
        """Tell whether the admins of this server may change the archive."""
        return may_change_archive(self.server, self.desk.services.settings)

    async def look(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what blocking work returns, from a thread. Discord is promised an answer before."""
        await self.promise()
        return await asyncio.to_thread(work, *args, **kwargs)

    async def glance(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what short blocking work returns, promising nothing: for what is offered while somebody types."""
        return await asyncio.to_thread(work, *args, **kwargs)

    async def promise(self) -> None:
        """Lift Discord's deadline of three seconds: a control's message will change, a command be answered."""
        if self.interaction.response.is_done():
            return
        if self.apart:
            await acknowledge(self.interaction, private=True)
        else:
            await acknowledge_press(self.interaction)

    async def show(self, view: ui.LayoutView) -> None:
        """Answer the admin alone, or redraw a control's own message."""
        if self.apart:
            await deliver(self.interaction, view, private=True)
        else:
            await redraw(self.interaction, view)

    async def answer(self, view: ui.LayoutView) -> discord.Message | None:
        """Say something to the admin alone, in a message of its own."""
        return await deliver(self.interaction, view, private=True)

    async def ask(self, form: ui.Modal) -> None:
        """Open a form."""
        form.stop()  # what is sent off is read from its id, also after a restart
        await show_form(self.interaction, form)

    async def post(self, view: ui.LayoutView) -> discord.Message | None:
        """Write into the channel, for all to see; None where the bot may not."""
        channel, may = self.interaction.channel, self.interaction.app_permissions
        writes = may.send_messages_in_threads if isinstance(channel, discord.Thread) else may.send_messages
        if not isinstance(channel, discord.abc.Messageable) or not (may.view_channel and writes):
            return None
        return await post(channel, view)

    async def change(self, **changes: Any) -> None:
        """Change the server's settings, and know them as they are now."""
        self.settings = await self.desk.services.servers.change(self.server, **changes)
        self.phrases = await self.desk.services.phrases(self.interaction)
