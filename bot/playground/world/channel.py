"""Places and things as the driver's callers hold them: ids are texts, as in Discord's payloads."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel; `guild_id` is None in a direct message."""

    id: str
    name: str
    guild_id: str | None

    @property
    def mention(self) -> str:
        """Return the text that links to the channel."""
        return f"<#{self.id}>"


@dataclass(frozen=True, slots=True)
class Role:
    """A role of a guild."""

    id: str
    name: str

    @property
    def mention(self) -> str:
        """Return the text that mentions the role."""
        return f"<@&{self.id}>"


@dataclass(frozen=True, slots=True)
class File:
    """A file that a member uploads; `content_type` as the client claims it, by default told by the name."""

    name: str
    data: bytes
    content_type: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Who acts, and where; `locale` is the language of the user's client."""

    user_id: str
    channel: Channel
    locale: str = "en-US"
