"""Places and things as the driver's callers hold them, and calls as REST does; ids are texts, as in Discord's payloads."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from io import BytesIO


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


@dataclass(frozen=True, slots=True)
class Upload:
    """One file of a multipart request, in the shape the model's routes read."""

    fp: BytesIO
    filename: str
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """A REST call that has passed the transport: authenticated, parsed, within the limits."""

    method: str
    path: str
    body: Any = None
    query: Mapping[str, str] = field(default_factory=dict)
    files: tuple[Upload, ...] = ()
    reason: str | None = None
