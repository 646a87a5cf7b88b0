"""Every control of the admin's by its name; a press is known by the id it carries, however old its message is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import discord

from bot.admin.shape import parsed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from bot.admin.desk import Action, Desk

T = TypeVar("T", bound="Action")


@dataclass(frozen=True, slots=True)
class Control:
    """What a button, choice or form does."""

    action: Action
    archive: bool  # it changes the archive, which not every server's admins may
    apart: bool  # it leaves its message as it is, and answers the admin alone


CONTROLS: dict[str, Control] = {}


def control(name: str, *, archive: bool = False, apart: bool = False) -> Callable[[T], T]:
    """Make a function that of the controls of a name."""

    def add(action: T) -> T:
        assert name not in CONTROLS, name
        CONTROLS[name] = Control(action, archive, apart)
        return action

    return add


async def pressed(interaction: discord.Interaction, desk: Desk) -> bool:
    """Do what a press, a choice or a form sent off asks for; False if it is none of the admin's."""
    if interaction.type not in {discord.InteractionType.component, discord.InteractionType.modal_submit}:
        return False
    data: Mapping[str, Any] = interaction.data or {}
    found = parsed(str(data.get("custom_id", "")))
    if found is None or found[0] not in CONTROLS:
        return False
    name, about = found
    wanted = CONTROLS[name]
    values = tuple(map(str, data.get("values") or ()))
    fields = dict(_fields(data.get("components") or ()))
    fields |= {"resolved": data.get("resolved") or {}}
    await desk.serve(
        interaction,
        wanted.action,
        archive=wanted.archive,
        apart=wanted.apart,
        about=about,
        values=values,
        fields=fields,
    )
    return True


def _fields(components: Any) -> Iterator[tuple[str, Any]]:
    """Yield what was filled into a form, by the ids of its fields."""
    for one in components:
        if "custom_id" in one:
            yield str(one["custom_id"]), one["values"] if "values" in one else one.get("value", "")
        inside = [*(one.get("components") or ()), *([one["component"]] if "component" in one else [])]
        yield from _fields(inside)
