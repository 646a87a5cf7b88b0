"""What a button carries until it is pressed, perhaps after a restart: its control's name, and what it is about."""

from __future__ import annotations

from bot.rendering.limits import units

PREFIX = "admin"
LONGEST = 100  # Discord's


def custom_id(control: str, *about: str | int) -> str:
    """Return the id of a button, choice or form; the last of `about` may hold any text, and is cut to fit."""
    text = ":".join((PREFIX, control, *map(str, about)))
    while units(text) > LONGEST:
        text = text[:-1]
    return text


def parsed(custom_id: str) -> tuple[str, str] | None:
    """Return the control's name and what it is about, None where it is no control of the admin's."""
    prefix, _, rest = custom_id.partition(":")
    name, _, about = rest.partition(":")
    return (name, about) if prefix == PREFIX and name else None
