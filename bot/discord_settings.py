"""What can be set of the Discord side, at its default; the section ``[discord]`` of the configuration file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from annotated_types import Ge, Le


@dataclass(frozen=True, slots=True)
class DiscordSettings:
    """How the bot runs. The token itself is never a setting."""

    token_file: str = ""  # read when DISCORD_TOKEN is not set; DISCORD_TOKEN_FILE names another
    question_characters: Annotated[int, Ge(1), Le(6000)] = 2000  # Discord itself lets 6000 through
    threads: Annotated[int, Ge(1), Le(64)] = 2  # questions answered at the same time
    waiting: Annotated[int, Ge(0), Le(1000)] = 20  # questions that may wait for them; more are sent away
    first_connect_attempts: Annotated[int, Ge(1), Le(1000)] = 8  # then the bot gives up; about four minutes
    shutdown_seconds: Annotated[float, Ge(0), Le(600)] = 10.0  # given to open questions when it is stopped
    memory: Path = Path(
        ".pincite-bot"
    )  # the folder of what the bot remembers: settings of servers, recent answers
    keep_days: Annotated[int, Ge(1), Le(3650)] = 90  # how long an answer is remembered, so that its buttons work
    # Whether the bot reads messages that do not mention it, which answer channels need: a privileged intent.
    message_content: bool = False
    shards: Annotated[int, Ge(0), Le(10_000)] = 0  # connections to Discord; 0: as many as Discord recommends
    # The servers whose admins may change the archive, by their ids; empty: every server that the bot is in.
    archive_servers: tuple[int, ...] = ()
