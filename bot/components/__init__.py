"""What members press and choose below messages; found by its custom id, also after a restart."""

from __future__ import annotations

from bot.components.passages import Again, More
from bot.components.quotes import Cite, Context, Style, Turn
from bot.components.votes import Forget, Thumb

BELOW_ANSWERS = (Context, Turn, Cite, Style, More, Again, Thumb, Forget)
