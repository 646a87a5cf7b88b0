"""What members put into selects and forms: checked as Discord's clients check it, written as they send it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.playground.errors import NotOffered
from bot.playground.limits.components import SELECTS, Kind
from bot.playground.world.resolving import CHANNEL, MENTIONABLE, ROLE, USER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.playground.world.resolving import Resolved

_ENTITIES = {
    Kind.USER_SELECT: USER,
    Kind.ROLE_SELECT: ROLE,
    Kind.MENTIONABLE_SELECT: MENTIONABLE,
    Kind.CHANNEL_SELECT: CHANNEL,
}
_CHOICES = SELECTS | {Kind.CHECKBOX_GROUP}
_TEXT_MOST = 4000


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
