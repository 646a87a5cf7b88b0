"""`/admin settings`: what the admins of a server set there, each change written at once."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from discord import ChannelType, Object, ui

from bot.admin.controls import control
from bot.admin.shape import button, custom_id, lines, option, panel, row
from bot.asking.access import manages
from bot.words import LANGUAGES
from embeddings.quoting.citing.styles import FORMATS
from embeddings.settings import Length

if TYPE_CHECKING:
    import discord

    from bot.admin.desk import Visit

# Choices of roles and channels as Discord's specification has them: discord.py writes ids as numbers.


class Roles(ui.RoleSelect[Any]):
    """A choice of roles."""

    def to_component_dict(self) -> Any:
        """Return what is sent."""
        return _with_texts(super().to_component_dict())


class Channels(ui.ChannelSelect[Any]):
    """A choice of channels."""

    def to_component_dict(self) -> Any:
        """Return what is sent."""
        return _with_texts(super().to_component_dict())


def _with_texts(component: Any) -> dict[str, Any]:
    chosen = [{**one, "id": str(one["id"])} for one in component.get("default_values") or ()]
    return {**component, **({"default_values": chosen} if chosen else {})}


MOST = 25  # channels or roles in one choice
CHANNELS = [ChannelType.text, ChannelType.news]
OWN = "-"  # the language of each member's own Discord, the length that the archive is set to
LENGTHS = tuple(one.value for one in Length)
QUESTIONS, SECONDS = (1, 100), (0, 3600)  # the bounds of a cooldown
STYLES = tuple(name for name, one in FORMATS.items() if not one.is_data)


@control("settings")
async def show(visit: Visit, note: str = "") -> None:
    """Show them, and what was just done."""
    phrases, settings = visit.phrases, visit.settings
    guild = visit.desk.bot.get_guild(visit.server)
    await visit.show(
        panel(
            f"### {phrases('settings-title')}",
            note,
            _heading(visit, "channels", _channels_note(visit)),
            ui.ActionRow[Any](
                Channels(
                    custom_id=custom_id("settings-channels"),
                    placeholder=phrases("settings-channels-none"),
                    channel_types=CHANNELS,
                    min_values=0,
                    max_values=MOST,
                    default_values=_there(settings.answer_channels, guild.get_channel if guild else None),
                )
            ),
            _heading(visit, "askers"),
            ui.ActionRow[Any](_roles(visit, "askers", settings.asker_roles, guild)),
            _heading(visit, "admins"),
            ui.ActionRow[Any](_roles(visit, "admins", settings.admin_roles, guild)),
            _heading(visit, "style"),
            row(_choice("style", {name: phrases(f"style-{name}") for name in STYLES}, settings.citation_style)),
            _heading(visit, "length"),
            row(_choice("length", _lengths(visit), settings.length or OWN)),
            _heading(visit, "language"),
            row(_choice("language", _languages(visit), settings.language or OWN)),
            lines(_summary(visit)),
            row(
                button(
                    phrases("settings-threads-off" if settings.in_threads else "settings-threads-on"),
                    "settings-threads",
                ),
                button(phrases("settings-cooldown"), "settings-cooldown"),
                button(
                    phrases("settings-gaps-off" if settings.record_gaps else "settings-gaps-on"), "settings-gaps"
                ),
            ),
        )
    )


@control("settings-channels")
async def channels(visit: Visit) -> None:
    """Answer every message in the chosen channels."""
    await visit.change(answer_channels=_ids(visit))
    await _saved(visit)


@control("settings-askers")
async def askers(visit: Visit) -> None:
    """Let the chosen roles ask; with the role of everybody among them, that is everybody."""
    chosen = _ids(visit)
    await visit.change(asker_roles=() if visit.server in chosen else chosen)
    await _saved(visit)


@control("settings-admins")
async def admins(visit: Visit) -> None:
    """Make admins of the chosen roles. Who is one by such a role alone may not: it was lent to them."""
    phrases = visit.phrases
    if not manages(visit.interaction.permissions):
        await show(visit, f"**{phrases('settings-admins-managers')}**")
        return
    chosen = _ids(visit)
    await visit.change(admin_roles=tuple(one for one in chosen if one != visit.server))
    if visit.server in chosen:
        await show(visit, f"**{phrases('settings-admins-everyone')}**")
    else:
        await _saved(visit)


@control("settings-style")
async def style(visit: Visit) -> None:
    """Cite in the chosen style."""
    if visit.values and visit.values[0] in STYLES:
        await visit.change(citation_style=visit.values[0])
    await _saved(visit)


@control("settings-length")
async def length(visit: Visit) -> None:
    """Quote at the chosen length, or at that of the archive."""
    chosen = visit.values[0] if visit.values else OWN
    await visit.change(length=chosen if chosen in LENGTHS else None)
    await _saved(visit)


@control("settings-language")
async def language(visit: Visit) -> None:
    """Speak the chosen language to all, or to each member their own."""
    chosen = visit.values[0] if visit.values else OWN
    await visit.change(language=chosen if chosen in LANGUAGES else None)
    await _saved(visit)


@control("settings-threads")
async def threads(visit: Visit) -> None:
    """Answer in threads, or no longer."""
    await visit.change(in_threads=not visit.settings.in_threads)
    await _saved(visit)


@control("settings-gaps")
async def gaps(visit: Visit) -> None:
    """Show what was asked in vain, from now on, or no longer."""
    on = not visit.settings.record_gaps
    await visit.change(record_gaps=on, **({"gaps_since": time.time()} if on else {}))
    await _saved(visit)


@control("settings-cooldown")
async def cooldown(visit: Visit) -> None:
    """Ask how many questions a member may put in how many seconds."""
    phrases, settings = visit.phrases, visit.settings
    form = ui.Modal(title=phrases("settings-cooldown"), custom_id=custom_id("settings-cooldown-set"), timeout=None)
    for name, value, (least, most) in (
        ("questions", settings.cooldown_questions, QUESTIONS),
        ("seconds", settings.cooldown_seconds, SECONDS),
    ):
        field = ui.TextInput[Any](custom_id=name, default=str(value), min_length=1, max_length=len(str(most)))
        about = phrases(f"settings-cooldown-{name}-range", least=least, most=most)
        form.add_item(ui.Label(text=phrases(f"settings-cooldown-{name}"), description=about, component=field))
    await visit.ask(form)


@control("settings-cooldown-set")
async def set_cooldown(visit: Visit) -> None:
    """Take what was filled in."""
    questions, seconds = _number(visit, "questions", QUESTIONS), _number(visit, "seconds", SECONDS)
    if questions is None or seconds is None:
        await show(visit, f"**{visit.phrases('settings-cooldown-wrong')}**")
        return
    await visit.change(cooldown_questions=questions, cooldown_seconds=seconds)
    await _saved(visit)


async def _saved(visit: Visit) -> None:
    await show(visit, f"-# ✓ {visit.phrases('settings-saved')}")


def _heading(visit: Visit, name: str, note: str = "") -> str:
    about = visit.phrases(f"settings-{name}-about")
    return lines(text for text in (f"**{visit.phrases(f'settings-{name}')}**", f"-# {about}", note) if text)


def _channels_note(visit: Visit) -> str:
    if visit.settings.answer_channels and not visit.desk.bot.intents.message_content:
        return f"⚠ {visit.phrases('settings-no-content')}"
    return ""


def _summary(visit: Visit) -> list[str]:
    phrases, settings = visit.phrases, visit.settings
    return [
        phrases("settings-threads-are-on" if settings.in_threads else "settings-threads-are-off"),
        phrases("settings-cooldown-is", questions=settings.cooldown_questions, seconds=settings.cooldown_seconds)
        if settings.cooldown_seconds
        else phrases("settings-cooldown-none"),
        phrases("settings-gaps-are-on" if settings.record_gaps else "settings-gaps-are-off"),
    ]


def _roles(visit: Visit, name: str, chosen: tuple[int, ...], guild: discord.Guild | None) -> ui.Item[Any]:
    return Roles(
        custom_id=custom_id(f"settings-{name}"),
        placeholder=visit.phrases(f"settings-{name}-none"),
        min_values=0,
        max_values=MOST,
        default_values=_there(chosen, guild.get_role if guild else None),
    )


def _choice(name: str, choices: dict[str, str], chosen: str) -> ui.Item[Any]:
    options = [option(title, value, default=value == chosen) for value, title in choices.items()]
    return ui.Select[Any](custom_id=custom_id(f"settings-{name}"), options=options)


def _languages(visit: Visit) -> dict[str, str]:
    own = visit.phrases("settings-language-own")
    return {OWN: own, **{language: title for language, (title, _) in LANGUAGES.items()}}


def _lengths(visit: Visit) -> dict[str, str]:
    own = visit.phrases("settings-length-own")
    return {OWN: own, **{one: visit.phrases(f"settings-length-{one}") for one in LENGTHS}}


def _there(ids: tuple[int, ...], known: Any) -> list[Object]:
    """Return those that still exist: Discord refuses a choice that shows others."""
    return [Object(one) for one in ids if known is not None and known(one) is not None]


def _ids(visit: Visit) -> tuple[int, ...]:
    return tuple(int(one) for one in visit.values if one.isascii() and one.isdigit())[:MOST]


def _number(visit: Visit, name: str, bounds: tuple[int, int]) -> int | None:
    text = str(visit.fields.get(name, "")).strip()
    number = int(text) if text.isascii() and text.isdigit() else -1
    return number if bounds[0] <= number <= bounds[1] else None
