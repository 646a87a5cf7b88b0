"""What Discord's answers always carry and the model leaves out, by the specification of its HTTP interface."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_LEFT_OUT = {"nonce", "activity_instance_id", "response_message_id"}  # rather than null
_LEFT_OUT_UNDER = {"attachments": {"description"}}
_USER: dict[str, Any] = {"avatar_decoration_data": None, "collectibles": None, "primary_guild": None}
_APPLICATION: dict[str, Any] = {
    "type": None,
    "flags_new": "0",
    "redirect_uris": [],
    "interactions_endpoint_url": None,
    "role_connections_verification_url": None,
    "approximate_guild_count": 1,
    "approximate_user_install_count": 0,
    "approximate_user_authorization_count": 0,
    "explicit_content_filter": 0,
    "eligible_oauth2_scopes": [],
}
_CHANNEL: dict[str, Any] = {"flags": 0}
_SELECT = {"min_values": 1, "max_values": 1}
_COMPONENTS: dict[int, dict[str, Any]] = {
    **dict.fromkeys((3, 5, 6, 7, 8), _SELECT),
    11: {"description": None, "spoiler": False},
    13: {"spoiler": False},
    14: {"spacing": 1, "divider": True},
    17: {"accent_color": None, "spoiler": False},
}
_GUILD: dict[str, Any] = {
    "home_header": None,
    "incidents_data": None,
    "max_stage_video_channel_users": 50,
    "max_video_channel_users": 25,
    "nsfw": False,
    "nsfw_level": 0,
    "region": "deprecated",
    "safety_alerts_channel_id": None,
    "widget_channel_id": None,
    "widget_enabled": False,
}


def completed(value: Any, origin: Callable[[str], dict[str, Any]], key: str = "") -> Any:
    """Return an answer with the missing parts filled in, at any depth.

    `origin` tells what an interaction came from, by its id, in the form of interaction metadata; `key` is the
    name under which the value stands.
    """
    if isinstance(value, list):
        return [completed(one, origin, key) for one in value]
    if not isinstance(value, dict):
        return value
    whole = {name: completed(inner, origin, name) for name, inner in value.items()}
    whole = {**_defaults(whole, key), **whole}
    for name in _LEFT_OUT | _LEFT_OUT_UNDER.get(key, set()):
        if name in whole and whole[name] is None:
            del whole[name]
    if key == "interaction_metadata":
        whole |= origin(whole["id"])
    if "integration_types" in whole and whole["integration_types"] is None:
        whole["integration_types"] = [0]  # what Discord makes of a null: installed to servers
    if isinstance(whole.get("default_member_permissions"), int):
        whole["default_member_permissions"] = str(whole["default_member_permissions"])  # bits are always text
    return whole


def _defaults(whole: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """Return what an object of this kind always has, told by where it stands and what it holds."""
    if key in {"components", "accessory", "component"}:
        return _COMPONENTS.get(whole.get("type", 0), {})
    if "default_member_permissions" in whole and "application_id" in whole:
        # A command's version is an id that changes with it; its own serves as long as nothing compares them.
        return {"version": whole["id"], "nsfw": False}
    if key in _BY_PLACE:
        return _BY_PLACE[key]
    return next((missing for mark, missing in _BY_MARK.items() if mark in whole), {})


_BY_PLACE: dict[str, dict[str, Any]] = {"embeds": {"type": "rich"}, "fields": {"inline": False}}
_BY_MARK = {
    "discriminator": _USER,
    "verify_key": _APPLICATION,
    "verification_level": _GUILD,
    "permission_overwrites": _CHANNEL,
    "recipients": _CHANNEL,
    "thread_metadata": _CHANNEL,
}
