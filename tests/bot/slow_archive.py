"""Archives that answer when told to, or never."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from tests.bot.samples import FakeArchive

if TYPE_CHECKING:
    from embeddings.quoting.quote import Answer


class SlowArchive(FakeArchive):
    """Holds every question until released."""

    def __init__(self) -> None:
        super().__init__()
        self.released = threading.Event()

    def ask(self, question: str, **options: Any) -> Answer:
        answer = super().ask(question, **options)
        self.released.wait(30)
        return answer


class BrokenArchive(FakeArchive):
    """Raises what it was made with."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def ask(self, question: str, **_: Any) -> Answer:
        self.asked.append((question, None, ()))
        raise self.error
