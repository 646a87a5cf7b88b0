"""One Discord: the model's state, and what Discord does beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simcord import BackendError, RouteNotImplemented, UnsupportedField

from tests.discord.errors import NotServed, Refusal
from tests.discord.world.completing import completed
from tests.discord.world.model import Model

if TYPE_CHECKING:
    from tests.discord.world.model import Message
    from tests.discord.world.things import Call

INVALID_FORM = 50035
MISSING_ACCESS = 50001
EXPIRED_TOKEN = 50027


class World:
    """State and rules; knows nothing of sockets."""

    def __init__(self, bot_name: str) -> None:
        self.model = Model(bot_name)
        self.bot_id = self.model.bot_id
        self.application_id = self.model.application_id
        self.message_content = False  # whether REST answers show other people's content to the bot
        self.installed: set[str] = set()  # users who have installed the application for themselves
        self.foreign: set[str] = set()  # guilds the bot is no member of
        self.private: set[str] = set()  # channels between users, without the bot
        self.modals: dict[int, int] = {}  # interaction that sends a modal off -> the one that showed it
        self._nonces: dict[tuple[str, str], int] = {}

    # ------------------------------------------------------------------ who and where

    @property
    def guild_id(self) -> str:
        """Return the id of the first guild."""
        return str(self.model.env.guild.id)

    def has_bot(self, guild_id: str) -> bool:
        """Tell whether the bot is a member of the guild."""
        return self.model.has_guild(guild_id) and guild_id not in self.foreign

    def is_private(self, channel_id: str) -> bool:
        """Tell whether a channel is a conversation between users that the bot is no part of."""
        return channel_id in self.private

    def bot_sees(self, channel_id: str) -> bool:
        """Tell whether the bot sees the channel; a channel that is gone counts as seen."""
        if not self.model.has_channel(channel_id):
            return True
        return not self.is_private(channel_id) and self.model.sees(self.bot_id, channel_id)

    def sees(self, user_id: str, channel_id: str) -> bool:
        """Tell whether a user sees the channel."""
        if self.is_private(channel_id):
            return user_id in self.model.recipients(channel_id)
        return self.model.sees(user_id, channel_id)

    # ------------------------------------------------------------------ messages

    def stored(self, channel_id: str, message_id: str) -> Message | None:
        """Return the model's own record of a message, None once deleted."""
        return self.model.message(channel_id, message_id)

    def message(self, channel_id: str, message_id: str) -> dict[str, Any] | None:
        """Return a message as Discord shows it now, None once deleted."""
        stored = self.stored(channel_id, message_id)
        return None if stored is None else self._shown(stored)

    def messages(self, channel_id: str, *, viewer: str | None = None) -> list[dict[str, Any]]:
        """Return a channel's messages, oldest first: those `viewer` can see, or all of them."""
        if viewer is not None and not self.sees(viewer, channel_id):
            return []
        stored = self.model.messages(channel_id)
        return [self._shown(one) for one in stored if viewer is None or one.visible_to(int(viewer))]

    def _shown(self, message: Message) -> dict[str, Any]:
        shown: dict[str, Any] = completed(self.model.message_payload(message), self._origin)
        return shown

    def _origin(self, interaction_id: str) -> dict[str, Any]:
        """Return what an interaction came from: a component's message, or what showed a modal."""
        record = self.model.past(interaction_id)
        shown_by = self.modals.get(record.id)
        if shown_by is not None:
            earlier = self.model.past(str(shown_by))
            whose = {"id": str(earlier.id), "type": earlier.type, "authorizing_integration_owners": {}}
            return {"triggering_interaction_metadata": whose | self._origin(str(earlier.id))}
        source = record.source_message_id
        return {} if source is None else {"interacted_message_id": str(source)}

    # ------------------------------------------------------------------ REST

    def serve(self, call: Call) -> Any:
        """Answer a REST call: a JSON value, or None for "204 No Content".

        Raises:
            NotServed: the double has no such route or field.
            Refusal: Discord would answer with an error.

        """
        self._refuse_strange(call)
        repeated = self._repeated(call)
        if repeated is not None:
            return repeated
        try:
            answer = self.model.dispatch(call, message_content=self.message_content)
        except RouteNotImplemented as error:
            raise NotServed(404, 0, "404: Not Found") from error
        except UnsupportedField as error:
            raise NotServed(400, INVALID_FORM, f"{error.message} {error.fields}") from error
        except BackendError as error:
            raise Refusal(error.status, error.code, error.message) from error
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            # The handlers index into bodies without looking: Discord calls a malformed one an invalid form.
            raise Refusal(400, INVALID_FORM, f"Invalid Form Body: {error!r}") from error
        answer = completed(answer, self._origin)
        self._remember(call, answer)
        return answer

    def _refuse_strange(self, call: Call) -> None:
        """Refuse what the model would let pass: expired tokens, and conversations the bot has no part in."""
        kind, _, rest = call.path.strip("/").partition("/")
        parts = rest.split("/")
        if kind == "channels" and self.is_private(parts[0]):
            raise Refusal(403, MISSING_ACCESS, "Missing Access")
        if kind == "webhooks" and len(parts) > 1 and self.model.has_expired(parts[1]):
            raise Refusal(401, EXPIRED_TOKEN, "Invalid Webhook Token")

    def _repeated(self, call: Call) -> dict[str, Any] | None:
        """Return the message an earlier call with the same enforced nonce created, if it still exists."""
        nonce = _nonce(call)
        if nonce is None or not call.body.get("enforce_nonce"):
            return None
        created = self._nonces.get((call.path, nonce))
        channel_id = call.path.split("/")[2]
        shown = None if created is None else self.message(channel_id, str(created))
        return None if shown is None else {**shown, "nonce": nonce}

    def _remember(self, call: Call, answer: Any) -> None:
        nonce = _nonce(call)
        if nonce is not None and isinstance(answer, dict):
            answer["nonce"] = nonce
            self._nonces[call.path, nonce] = int(answer["id"])


def _nonce(call: Call) -> str | None:
    posts_a_message = call.method == "POST" and call.path.endswith("/messages") and isinstance(call.body, dict)
    nonce = call.body.get("nonce") if posts_a_message else None
    return None if nonce is None else str(nonce)
