"""What members do with the bot's commands and components, as INTERACTION_CREATE carries it.

Values are not checked against an option's bounds: Discord's client does that, its server does not, and a bot
must stand what a hand-made client can send.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from simcord.backend import serializers
from simcord.backend.models.interaction import Interaction
from simcord.components import walk_components
from simcord.interactions import base_payload

from bot.playground.errors import NoSuchCommand, NoSuchComponent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.playground.world.world import Channel, World

__all__ = ["CommandKind", "Interaction", "Kind", "Place", "command", "component", "find_command", "menu", "modal"]


class Kind(IntEnum):
    """The interaction types of Discord."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


class CommandKind(IntEnum):
    """The application command types of Discord."""

    SLASH = 1
    USER = 2
    MESSAGE = 3


_NESTED = (1, 2)  # option types: subcommand, subcommand group
_RESOLVED = {6: "users", 7: "channels", 8: "roles"}
_BUTTON = 2


@dataclass(frozen=True, slots=True)
class Place:
    """Who acts, and where."""

    user_id: str
    channel: Channel


def find_command(world: World, name: str, kind: CommandKind, guild_id: str | None) -> dict[str, Any] | None:
    """Return the registered command of this name that can be used there, the guild's own before a global one."""
    return world.backend.find_command(name, None if guild_id is None else int(guild_id), kind)


def command(
    world: World, place: Place, name: str, options: Mapping[str, Any], *, focused: str | None = None
) -> tuple[Interaction, dict[str, Any]]:
    """Return a slash command's interaction; `name` may go on into groups ("archive show").

    With `focused`, the option being typed, it asks for autocompletion instead of running the command.
    """
    first, *steps = name.split()
    root = find_command(world, first, CommandKind.SLASH, place.channel.guild_id)
    if root is None:
        raise NoSuchCommand(first, (one["name"] for one in world.commands))
    nodes = [root]
    for step in steps:
        nodes.append(_child(nodes[-1], step, nested=True))
    given, resolved = _options(world, nodes[-1], options)
    for option in given:
        if option["name"] == focused:
            option["focused"] = True
    for node in reversed(nodes[1:]):
        given = [{"name": node["name"], "type": node["type"], "options": given}]
    data: dict[str, Any] = {
        "id": root["id"],
        "name": root["name"],
        "type": int(CommandKind.SLASH),
        "options": given,
    }
    if resolved:
        data["resolved"] = resolved
    return _interaction(world, place, Kind.COMMAND if focused is None else Kind.AUTOCOMPLETE, data)


def menu(
    world: World, place: Place, name: str, kind: CommandKind, target: Mapping[str, Any]
) -> tuple[Interaction, dict[str, Any]]:
    """Return the interaction of a command from the menu of a message or a user, `target` being its object."""
    found = find_command(world, name, kind, place.channel.guild_id)
    if found is None:
        raise NoSuchCommand(name, (one["name"] for one in world.commands))
    family = "messages" if kind is CommandKind.MESSAGE else "users"
    data = {
        "id": found["id"],
        "name": name,
        "type": int(kind),
        "target_id": target["id"],
        "resolved": {family: {target["id"]: dict(target)}},
    }
    return _interaction(world, place, Kind.COMMAND, data)


def component(
    world: World, place: Place, message: Mapping[str, Any], custom_id: str, values: list[str] | None
) -> tuple[Interaction, dict[str, Any]]:
    """Return the interaction of a pressed button or a choice made (`values`) on the message as it stands."""
    stored = world.backend.get_message(int(message["channel_id"]), int(message["id"]))
    shown = {
        str(one["custom_id"]): one
        for one in walk_components(stored.components)
        if one.get("custom_id") and not one.get("disabled")
    }
    if custom_id not in shown:
        raise NoSuchComponent(custom_id, shown)
    kind = int(shown[custom_id]["type"])
    data: dict[str, Any] = {"custom_id": custom_id, "component_type": kind, "id": shown[custom_id].get("id")}
    if kind != _BUTTON:
        data["values"] = values or []
    record, payload = _interaction(world, place, Kind.COMPONENT, data)
    record.source_message_id = stored.id
    payload["message"] = dict(serializers.message_payload(world.backend, stored))
    return record, payload


def modal(
    world: World, place: Place, shown: Interaction, fields: Mapping[str, Any]
) -> tuple[Interaction, dict[str, Any]]:
    """Return the interaction of a modal sent off with `fields` (custom_id to value or list of values)."""
    form = shown.modal or {}
    known = [str(one["custom_id"]) for one in walk_components(form.get("components", [])) if one.get("custom_id")]
    for name in fields:
        if name not in known:
            raise NoSuchComponent(name, known)
    data = {
        "custom_id": form.get("custom_id"),
        "components": [_filled(part, fields) for part in form.get("components", [])],
    }
    record, payload = _interaction(world, place, Kind.MODAL, data)
    world.modals[record.id] = shown.id
    if shown.source_message_id is not None:
        source = world.backend.get_message(int(place.channel.id), shown.source_message_id)
        record.source_message_id = source.id
        payload["message"] = dict(serializers.message_payload(world.backend, source))
    return record, payload


def _interaction(
    world: World, place: Place, kind: Kind, data: dict[str, Any]
) -> tuple[Interaction, dict[str, Any]]:
    guild_id = place.channel.guild_id
    record, payload = base_payload(
        world.backend,
        type=kind,
        channel_id=int(place.channel.id),
        guild_id=None if guild_id is None else int(guild_id),
        user_id=int(place.user_id),
        data=data,
    )
    # An app installed to a guild is owned there by the guild; in direct messages "0" stands for the bot's own.
    payload["authorizing_integration_owners"] = {"0": guild_id or "0"}
    return record, payload


def _child(node: Mapping[str, Any], name: str, *, nested: bool) -> dict[str, Any]:
    options = [one for one in node.get("options") or [] if (one["type"] in _NESTED) is nested]
    for one in options:
        if one["name"] == name:
            found: dict[str, Any] = one
            return found
    raise NoSuchCommand(f"{node['name']} {name}", (one["name"] for one in options))


def _options(
    world: World, node: Mapping[str, Any], options: Mapping[str, Any]
) -> tuple[list[dict[str, Any]], dict[str, dict[str, Any]]]:
    """Return the options as sent, and the objects that ids among them stand for."""
    resolved: dict[str, dict[str, Any]] = {}
    given = []
    for name, value in options.items():
        kind = int(_child(node, name, nested=False)["type"])
        sent = value
        if kind in _RESOLVED:
            sent = str(value)
            resolved.setdefault(_RESOLVED[kind], {})[sent] = _entity(world, kind, sent)
        given.append({"name": name, "type": kind, "value": sent})
    return given, resolved


def _entity(world: World, kind: int, value: str) -> dict[str, Any]:
    backend = world.backend
    if _RESOLVED[kind] == "users":
        return dict(serializers.user_payload(backend.get_user(int(value))))
    if _RESOLVED[kind] == "channels":
        channel = backend.get_channel(int(value))
        return {**serializers.channel_payload(backend, channel), "permissions": "0"}
    return dict(serializers.role_payload(backend.get_role(int(world.guild_id), int(value))))


def _filled(part: Mapping[str, Any], fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return one part of a modal as it is sent back: structure kept, values in place."""
    sent: dict[str, Any] = {"type": part["type"], "id": part.get("id", 0)}
    if "components" in part:
        sent["components"] = [_filled(one, fields) for one in part["components"]]
    if "component" in part:
        sent["component"] = _filled(part["component"], fields)
    if part.get("custom_id"):
        sent["custom_id"] = part["custom_id"]
        value = fields.get(part["custom_id"], part.get("value") or "")
        sent["values" if isinstance(value, list) else "value"] = value
    return sent
