"""What the Discord bot needs: its library and its token."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from bot.cli.checks.check import Check, State

if TYPE_CHECKING:
    from bot.discord_settings import DiscordSettings

NEEDED_BY = "Only `pincite run` needs one; see [discord] in config/pincite.toml."


def library() -> Check:
    """Look for discord.py, without the time that importing it takes."""
    try:
        return Check("Discord", State.OK, f"discord.py {version('discord.py')}")
    except PackageNotFoundError:
        return Check("Discord", State.FAIL, "discord.py is not installed", "Install Pincite again.")


def token(settings: DiscordSettings) -> Check:
    """Look at whether a token is there and kept private; it is never shown."""
    import bot.wording.service  # noqa: F401 - has the sentences for what can be wrong with a token
    from bot.discord_errors import TokenMissing
    from bot.token import read_token

    try:
        found = read_token(settings.token_file)
    except TokenMissing:
        return Check(
            "token", State.WARN, "none", "Only `pincite run` needs one; see [discord] in config/pincite.toml."
        )
    if found.exposed:
        advice = f"Run `chmod 600 {found.origin}`."
        return Check("token", State.WARN, f"in {found.origin}, which every user may read", advice)
    return Check("token", State.OK, f"in {found.origin}")
