"""One interaction as the member who started it sees it: acknowledged when, answered with what."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.discord.errors import NoAnswer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.discord.pings import Outgoing
    from tests.discord.recorder import Recorder, Request
    from tests.discord.world.model import Interaction
    from tests.discord.world.world import World

SETTLE_S = 0.05  # after the answer, this long without anything more before an exchange is taken to rest
_OK = range(200, 300)
_DEFERRED, _DEFERRED_UPDATE = 5, 6
_LOADING = 1 << 7


@dataclass(frozen=True, slots=True)
class Parts:
    """What the people of one local Discord act on and look at; `deadline_s`: the time for a first response."""

    world: World
    recorder: Recorder
    outgoing: Outgoing
    deadline_s: float

    def message(self, channel_id: str, message_id: str) -> dict[str, Any] | None:
        """Return one message as Discord shows it now, None once deleted; the bot's with `allowed_mentions`."""
        return self.outgoing.shown(self.world.message(channel_id, message_id))

    def start(self, record: Interaction, payload: Mapping[str, Any]) -> Exchange:
        """Dispatch an interaction; the clock for its first response starts now."""
        exchange = Exchange(self, record)
        self.world.model.announce(record, payload, deadline_s=self.deadline_s)
        return exchange


class Exchange:
    """An interaction and everything the bot did in answer to it; a live view, not a snapshot."""

    def __init__(self, parts: Parts, record: Interaction) -> None:
        self._parts = parts
        self._record = record
        self._deadline = time.monotonic() + parts.deadline_s
        self.dispatched_at = time.monotonic()

    @property
    def id(self) -> str:
        """Return the interaction's id."""
        return str(self._record.id)

    @property
    def record(self) -> Interaction:
        """Return the state's own record of the interaction."""
        return self._record

    # ------------------------------------------------------------------ what happened

    @property
    def acknowledgement(self) -> Request | None:
        """Return the callback that Discord accepted, None while there is none."""
        path = f"/interactions/{self._record.id}/{self._record.token}/callback"
        return next((one for one in self.requests if one.path == path and one.status in _OK), None)

    @property
    def acknowledged_ms(self) -> float | None:
        """Return the milliseconds from dispatch to the arrival of the accepted callback."""
        first = self.acknowledgement
        return None if first is None else (first.at - self.dispatched_at) * 1000

    @property
    def failed(self) -> bool:
        """Tell whether the member was shown "The application did not respond"."""
        return self.acknowledgement is None and time.monotonic() > self._deadline

    @property
    def deferred(self) -> bool:
        """Tell whether the first response only promised another."""
        first = self.acknowledgement
        return first is not None and first.body["type"] in {_DEFERRED, _DEFERRED_UPDATE}

    @property
    def ephemeral(self) -> bool:
        """Tell whether the response is shown to the member alone."""
        return self._record.ephemeral

    @property
    def modal(self) -> dict[str, Any] | None:
        """Return the modal shown in answer, if one was."""
        return self._record.modal

    @property
    def choices(self) -> list[dict[str, Any]]:
        """Return what autocompletion offers."""
        return list(self._record.autocomplete_choices or [])

    @property
    def answered(self) -> bool:
        """Tell whether the final answer is there: what a deferral promised, or the first response itself."""
        if self.acknowledgement is None:
            return False
        if not self.deferred:
            return True
        if self._record.loading:
            return False
        return any(one.status in _OK for one in self.requests if not one.path.endswith("/callback"))

    @property
    def messages(self) -> list[dict[str, Any]]:
        """Return the written responses as they stand: the original first, then the follow-ups."""
        ids = [self._record.message_id, *self._record.followup_ids]
        channel_id = str(self._record.channel_id)
        shown = [self._parts.message(channel_id, str(one)) for one in dict.fromkeys(ids) if one is not None]
        return [one for one in shown if one is not None and not one["flags"] & _LOADING]

    @property
    def requests(self) -> list[Request]:
        """Return the REST calls made with this interaction's token, in order."""
        return self._parts.recorder.with_token(self._record.token)

    # ------------------------------------------------------------------ waiting

    async def rest(self, timeout: float) -> Exchange:  # noqa: ASYNC109 - seconds, like the public calls above it
        """Wait until the member has the final answer, or was told that there is none.

        An acknowledgement is final unless it defers; then the promised response, edit or follow-up is. A
        button that defers and changes nothing is never answered: press it with `wait=False`.

        Raises:
            NoAnswer: acknowledged, but not answered within `timeout` seconds.

        """
        pulse = self._parts.recorder.pulse
        grace = max(0.0, min(timeout, self._deadline - time.monotonic() + SETTLE_S))
        try:
            await pulse.until(lambda: self.acknowledgement is not None, grace, f"acknowledgement of {self.id}")
        except NoAnswer:
            if not self.failed:
                raise
            return self
        await pulse.until(lambda: self.answered, timeout, f"answer to {self.id}")
        await self.settle()
        return self

    async def until(
        self,
        condition: Callable[[Exchange], bool],
        timeout: float = 10.0,  # noqa: ASYNC109 - as above
    ) -> Exchange:
        """Wait until `condition` holds of this exchange; NoAnswer after `timeout` seconds."""
        await self._parts.recorder.pulse.until(lambda: condition(self), timeout, f"condition on {self.id}")
        return self

    async def settle(self) -> None:
        """Wait until the bot has nothing in flight and a moment has passed without anything new."""
        recorder = self._parts.recorder
        while True:
            await self._parts.recorder.pulse.quiet(SETTLE_S)
            if not recorder.in_flight:
                return
