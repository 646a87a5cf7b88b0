"""What members put into options, selects and forms: checked as Discord's clients check it, written as they send it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simcord import BackendError

from tests.discord.errors import NotOffered
from tests.discord.limits.components import SELECTS, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.discord.world.things import File, Place
    from tests.discord.world.world import World

USER, CHANNEL, ROLE, MENTIONABLE = "user", "channel", "role", "mentionable"
_ENTITIES = {
    Kind.USER_SELECT: USER,
    Kind.ROLE_SELECT: ROLE,
    Kind.MENTIONABLE_SELECT: MENTIONABLE,
    Kind.CHANNEL_SELECT: CHANNEL,
}
_CHOICES = SELECTS | {Kind.CHECKBOX_GROUP}
_TEXT_MOST = 4000


class Resolved:
    """Collects what stands behind the values of one interaction."""

    def __init__(self, world: World, place: Place) -> None:
        self._world = world
        self._place = place
        self.families: dict[str, dict[str, Any]] = {}

    def entity(self, kind: str, value: Any) -> str:
        """Take in a user, role, channel, or either of the first two; `value` is its id or has one.

        Raises:
            NotOffered: there is none of that id where the interaction takes place.

        """
        wanted = str(getattr(value, "id", value))
        takers = {USER: (self._user,), ROLE: (self._role,), CHANNEL: (self._channel,)}
        for take in takers.get(kind, (self._user, self._role)):
            try:
                take(wanted)
            except (BackendError, ValueError):
                continue
            return wanted
        raise NotOffered(f"the {kind} {wanted}", "there is none")

    def upload(self, file: File) -> str:
        """Take in an uploaded file; return its id."""
        stored = self._world.model.upload(file, self._place.channel)
        if file.content_type is not None:
            stored["content_type"] = file.content_type
        self._add("attachments", stored["id"], {**stored, "ephemeral": True})
        return str(stored["id"])

    def _add(self, family: str, number: str, payload: Mapping[str, Any]) -> None:
        self.families.setdefault(family, {})[number] = dict(payload)

    def _user(self, user_id: str) -> None:
        model, channel = self._world.model, self._place.channel
        self._add("users", user_id, model.user(user_id))
        member = None if channel.guild_id is None else model.member(user_id, channel.guild_id)
        if member is not None:
            held = model.permissions(user_id, channel)
            self._add("members", user_id, {**member, "permissions": str(held.value)})

    def _role(self, role_id: str) -> None:
        guild_id = self._place.channel.guild_id
        if guild_id is None:
            raise NotOffered("a role", "there are none in direct messages")
        self._add("roles", role_id, self._world.model.role(role_id, guild_id))

    def _channel(self, channel_id: str) -> None:
        model = self._world.model
        payload = model.channel_payload(channel_id)
        channel = model.channel(channel_id)
        if channel.guild_id is None or channel.guild_id != self._place.channel.guild_id:
            raise NotOffered("a channel", "it is of another server")
        held = model.permissions(self._place.user_id, channel)
        self._add("channels", channel_id, {**payload, "permissions": str(held.value)})


def chosen(control: Mapping[str, Any], values: Sequence[Any], resolved: Resolved, *, forged: bool) -> list[str]:
    """Return what a select sends for `values`: texts, or the ids of users, roles, channels taken into `resolved`.

    Raises:
        NotOffered: too few, too many, or none of its options, unless `forged`.

    """
    where = f"the select {control.get('custom_id')!r}"
    if not forged:
        _counted(control, values, where)
    entity = _ENTITIES.get(Kind(control["type"]))
    if entity is not None:
        return [resolved.entity(entity, one) for one in values]
    known = {option["value"] for option in control.get("options") or []}
    for one in values:
        if one not in known and not forged:
            raise NotOffered(where, f"it has no option {one!r}")
    return [str(one) for one in values]


def filled(
    part: Mapping[str, Any], fields: Mapping[str, Any], resolved: Resolved, *, forged: bool
) -> dict[str, Any]:
    """Return one part of a form as it is sent back: structure kept, values in place.

    Raises:
        NotOffered: a value is one that the form does not accept, unless `forged`.

    """
    sent: dict[str, Any] = {"type": part["type"], "id": part.get("id", 0)}
    if "components" in part:
        sent["components"] = [filled(one, fields, resolved, forged=forged) for one in part["components"]]
    if "component" in part:
        sent["component"] = filled(part["component"], fields, resolved, forged=forged)
    if part.get("custom_id"):
        sent["custom_id"] = part["custom_id"]
        sent |= _value(part, fields, resolved, forged=forged)
    return sent


def _value(
    control: Mapping[str, Any], fields: Mapping[str, Any], resolved: Resolved, *, forged: bool
) -> dict[str, Any]:
    kind, given = Kind(control["type"]), control["custom_id"] in fields
    value: Any = fields.get(control["custom_id"])
    where = f"the field {control['custom_id']!r}"
    if kind is Kind.FILE_UPLOAD:
        files = value or []
        if not forged:
            _counted(control, files, where)
        return {"values": [resolved.upload(one) for one in files]}
    if kind in _CHOICES:
        values: Any = value if given else _preset(control)
        return {
            "values": chosen(control, [values] if isinstance(values, str) else values, resolved, forged=forged)
        }
    if kind is Kind.CHECKBOX:
        return {"value": bool(value) if given else bool(control.get("default"))}
    if kind is Kind.RADIO_GROUP:
        return {"value": value if given else next(iter(_preset(control)), None)}
    text: str = value if given else control.get("value") or ""
    if not forged:
        _fitting(control, text, where)
    return {"value": text}


def _preset(control: Mapping[str, Any]) -> list[Any]:
    options = [one["value"] for one in control.get("options") or [] if one.get("default")]
    return options or [one["id"] for one in control.get("default_values") or []]


def _counted(control: Mapping[str, Any], values: Sequence[Any], where: str) -> None:
    required = control.get("required", True)
    least, most = control.get("min_values"), control.get("max_values")
    least = 1 if least is None else int(least)
    if most is None:
        most = len(control["options"]) if control["type"] == Kind.CHECKBOX_GROUP else max(1, least)
    if not values and not required:
        return
    if not least <= len(values) <= int(most):
        raise NotOffered(where, f"it does not take {len(values)} values")


def _fitting(control: Mapping[str, Any], text: str, where: str) -> None:
    if not text:
        if control.get("required", True):
            raise NotOffered(where, "it must be filled in")
        return
    least, most = control.get("min_length") or 0, control.get("max_length") or _TEXT_MOST
    if not least <= len(text) <= most:
        raise NotOffered(where, f"it takes {least} to {most} characters, not {len(text)}")
