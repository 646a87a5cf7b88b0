"""What a group inherits from the one round it, and may change for itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from embeddings.documents.document import BlockKind

if TYPE_CHECKING:
    from collections.abc import Callable

BODY_LEVEL = 9  # of the outline


class Destination(Enum):
    """Where a group's text goes."""

    TEXT = auto()
    SKIP = auto()
    FONTS = auto()
    STYLES = auto()
    INFORMATION = auto()
    NAME = auto()  # of a property
    MARKER = auto()  # of a list's item


@dataclass(frozen=True, slots=True)
class State:
    """The state of one group."""

    destination: Destination = Destination.TEXT
    font: int | None = None
    style: int = 0
    level: int | None = None  # of the outline, counted from 0
    listed: bool = False
    in_table: bool = False
    unseen: bool = False  # hidden
    deleted: bool = False  # by a tracked change
    substitutes: int = 1  # characters after one in Unicode, for readers that know none

    def changed(self, word: str, number: int | None) -> State:
        """Return the state after a control word."""
        change = _CHANGES.get(word)
        return self if change is None else change(self, number)

    def kind(self, of_style: tuple[BlockKind, int | None]) -> tuple[BlockKind, int | None]:
        """Return what a paragraph in this state is, and a heading's level."""
        if self.level is not None and 0 <= self.level < BODY_LEVEL:
            return BlockKind.HEADING, self.level + 1
        if of_style[0] is BlockKind.PARAGRAPH and self.listed:
            return BlockKind.LIST_ITEM, None
        return of_style


_CHANGES: dict[str, Callable[[State, int | None], State]] = {
    "pard": lambda state, _: replace(state, style=0, level=None, listed=False, in_table=False),
    "plain": lambda state, _: replace(state, font=None, unseen=False, deleted=False),
    "f": lambda state, number: replace(state, font=number),
    "s": lambda state, number: replace(state, style=number or 0),
    "uc": lambda state, number: replace(state, substitutes=max(0, number or 0)),
    "outlinelevel": lambda state, number: replace(state, level=number),
    "ls": lambda state, number: replace(state, listed=number != 0),
    "intbl": lambda state, _: replace(state, in_table=True),
    "v": lambda state, number: replace(state, unseen=number != 0),
    "deleted": lambda state, number: replace(state, deleted=number != 0),
}
