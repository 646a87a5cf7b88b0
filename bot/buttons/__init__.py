"""What members press and choose below messages; found by its custom id, also after a restart."""

from __future__ import annotations

from bot.buttons.passages import Again, Meant, More
from bot.buttons.quotes import Cite, Context, Style, Turn
from bot.buttons.votes import Forget, Thumb

BELOW_ANSWERS = (Context, Turn, Cite, Style, More, Meant, Again, Thumb, Forget)
