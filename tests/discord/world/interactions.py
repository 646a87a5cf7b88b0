"""What members do with the bot's commands and components, as INTERACTION_CREATE carries it.

Values are not checked against an option's bounds: Discord's client does that, its server does not, and a bot
must stand what a hand-made client can send. `forged` leaves out the client's other checks too: whether a command
is offered there, whether a component is shown and enabled, whether a value is among the choices. What the server
enforces - who is where, who sees what channel - stands for every client.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

from tests.discord.errors import NoSuchCommand, NoSuchComponent, NotOffered
from tests.discord.limits.components import SELECTS, walk
from tests.discord.limits.components import Kind as Component
from tests.discord.world import access
from tests.discord.world.model import Interaction
from tests.discord.world.things import File
from tests.discord.world.values import CHANNEL, MENTIONABLE, ROLE, USER, Resolved, chosen, filled

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.discord.world.things import Place
    from tests.discord.world.world import World


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
_RESOLVED = {6: USER, 7: CHANNEL, 8: ROLE, 9: MENTIONABLE}
_ATTACHMENT = 11
_BY_TYPE = {bool: 5, int: 4, float: 10, File: _ATTACHMENT}  # of options that no command declares
Started = tuple[Interaction, dict[str, Any]]


def command(
    world: World,
    place: Place,
    name: str,
    options: Mapping[str, Any],
    *,
    focused: str | None = None,
    forged: bool = False,
) -> Started:
    """Return a slash command's interaction; `name` may go on into groups ("archive show").

    With `focused`, the option being typed, it asks for autocompletion instead of running the command.
    """
    first, *steps = name.split()
    root = _usable(world, place, first, CommandKind.SLASH, forged=forged)
    nodes = [root]
    for step in steps:
        nodes.append(_child(nodes[-1], step, nested=True))
    resolved = Resolved(world, place)
    given = [_option(nodes[-1], key, value, resolved, forged=forged) for key, value in options.items()]
    if focused is None and not forged:
        _complete(nodes[-1], options)
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
    if resolved.families:
        data["resolved"] = resolved.families
    return _interaction(world, place, Kind.COMMAND if focused is None else Kind.AUTOCOMPLETE, data, root)


def menu(
    world: World,
    place: Place,
    name: str,
    kind: CommandKind,
    target: Mapping[str, Any] | str,
    *,
    forged: bool = False,
) -> Started:
    """Return the interaction of a command from the menu of a message (`target`) or a user (`target`, its id)."""
    found = _usable(world, place, name, kind, forged=forged)
    if isinstance(target, str):
        resolved = Resolved(world, place)
        resolved.entity(USER, target)
        target_id, families = target, resolved.families
    else:
        target_id = str(target["id"])
        families = {"messages": {target_id: dict(target)}}
    data = {"id": found["id"], "name": name, "type": int(kind), "target_id": target_id, "resolved": families}
    return _interaction(world, place, Kind.COMMAND, data, found)


def component(
    world: World,
    place: Place,
    message: Mapping[str, Any],
    custom_id: str,
    values: Sequence[Any] | None,
    *,
    forged: bool = False,
) -> Started:
    """Return the interaction of a pressed button or a choice made (`values`) on the message as it stands."""
    access.require_presence(world, place, f"pressing {custom_id!r}")
    stored = world.model.message(str(message["channel_id"]), str(message["id"]))
    if stored is None:
        raise NotOffered(f"pressing {custom_id!r}", "the message is gone")
    if not forged and not stored.visible_to(int(place.user_id)):
        raise NotOffered(f"pressing {custom_id!r}", "the message is shown to somebody else alone")
    every = {str(one["custom_id"]): one for one in walk(stored.components) if one.get("custom_id")}
    shown = {key: one for key, one in every.items() if not one.get("disabled")}
    control = (every if forged else shown).get(custom_id)
    if control is None:
        if not forged:
            raise NoSuchComponent(custom_id, shown)
        control = {"custom_id": custom_id, "type": Component.BUTTON if values is None else Component.STRING_SELECT}
    kind = Component(control["type"])
    data: dict[str, Any] = {"custom_id": custom_id, "component_type": int(kind), "id": control.get("id", 0)}
    if kind in SELECTS:
        resolved = Resolved(world, place)
        data["values"] = chosen(control, values or [], resolved, forged=forged)
        if resolved.families:
            data["resolved"] = resolved.families
    record, payload = _interaction(world, place, Kind.COMPONENT, data)
    record.source_message_id = stored.id
    payload["message"] = world.model.message_payload(stored)
    return record, payload


def modal(
    world: World, place: Place, shown: Interaction, fields: Mapping[str, Any], *, forged: bool = False
) -> Started:
    """Return the interaction of a modal sent off with `fields` (custom_id to value, list of values or files)."""
    access.require_presence(world, place, "sending a form")
    if not forged and str(shown.user_id) != place.user_id:
        raise NotOffered("sending a form", "it is shown to somebody else")
    form = shown.modal or {}
    known = [str(one["custom_id"]) for one in walk(form.get("components", [])) if one.get("custom_id")]
    for name in fields:
        if name not in known:
            raise NoSuchComponent(name, known)
    resolved = Resolved(world, place)
    data: dict[str, Any] = {
        "custom_id": form.get("custom_id"),
        "components": [filled(part, fields, resolved, forged=forged) for part in form.get("components", [])],
    }
    if resolved.families:
        data["resolved"] = resolved.families
    record, payload = _interaction(world, place, Kind.MODAL, data)
    world.modals[record.id] = shown.id
    source_id = shown.source_message_id
    source = None if source_id is None else world.model.message(place.channel.id, str(source_id))
    if source is not None:
        record.source_message_id = source.id
        payload["message"] = world.model.message_payload(source)
    return record, payload


def _interaction(
    world: World, place: Place, kind: Kind, data: dict[str, Any], root: Mapping[str, Any] | None = None
) -> Started:
    access.require_presence(world, place, "an interaction")
    guild_id = place.channel.guild_id
    record, payload = world.model.interaction(place, kind, data)
    payload["context"] = int(access.context_of(world, place.channel))
    payload["authorizing_integration_owners"] = access.owners(world, place, root)
    payload["locale"] = place.locale
    if guild_id is not None:
        locale = world.model.locale(guild_id)
        payload["guild_locale"] = locale
        payload["guild"] = {"id": guild_id, "locale": locale, "features": []}
    return record, payload


def _usable(world: World, place: Place, name: str, kind: CommandKind, *, forged: bool) -> dict[str, Any]:
    access.require_presence(world, place, f"the command {name!r}")
    found = world.model.find_command(name, kind, place.channel.guild_id)
    if found is None:
        if not forged:
            raise NoSuchCommand(name, (one["name"] for one in world.model.commands))
        return {"id": world.model.new_id(), "name": name, "options": []}
    if not forged:
        access.require_offer(world, place, found)
    return found


def _child(node: Mapping[str, Any], name: str, *, nested: bool) -> dict[str, Any]:
    options = [one for one in node.get("options") or [] if (one["type"] in _NESTED) is nested]
    for one in options:
        if one["name"] == name:
            found: dict[str, Any] = one
            return found
    raise NoSuchCommand(f"{node['name']} {name}", (one["name"] for one in options))


def _option(node: Mapping[str, Any], name: str, value: Any, resolved: Resolved, *, forged: bool) -> dict[str, Any]:
    """Return one option as sent; what an id or an upload stands for is taken into `resolved`."""
    try:
        kind = int(_child(node, name, nested=False)["type"])
    except NoSuchCommand:
        if not forged:
            raise
        kind = _BY_TYPE.get(type(value), 3)
    if kind in _RESOLVED:
        value = resolved.entity(_RESOLVED[kind], value)
    elif kind == _ATTACHMENT and isinstance(value, File):
        value = resolved.upload(value)
    return {"name": name, "type": kind, "value": value}


def _complete(node: Mapping[str, Any], options: Mapping[str, Any]) -> None:
    for one in node.get("options") or []:
        if one.get("required") and one["name"] not in options:
            raise NotOffered(f"the command {node['name']!r}", f"the option {one['name']!r} is required")
