"""Discord's limits, as far as they are written down: what it would refuse with 50035 "Invalid Form Body".

Every function yields sentences, one for each limit broken, with the figure that broke it.
"""

from __future__ import annotations

from bot.playground.limits.routes import broken

__all__ = ["broken"]
