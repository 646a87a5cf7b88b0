"""Choices of roles and channels as Discord's specification has them: discord.py writes ids as numbers."""

from __future__ import annotations

from typing import Any

from discord import ui


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
