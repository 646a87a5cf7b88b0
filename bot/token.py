"""The bot's token: where it comes from, and that it goes nowhere but to Discord."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import TokenMalformed, TokenMissing, TokenUnreadable

if TYPE_CHECKING:
    from collections.abc import Mapping

VARIABLE, FILE_VARIABLE = "DISCORD_TOKEN", "DISCORD_TOKEN_FILE"
_TOKEN = re.compile(r"[!-~]+")  # goes into an HTTP header: visible ASCII, nothing else
LARGEST_FILE = 4096  # bytes; a token has about 70


@dataclass(frozen=True, slots=True)
class Token:
    """A token that shows itself only to whom asks for `value`."""

    value: str = field(repr=False)
    origin: str  # the variable or the file
    exposed: bool = False  # its file can be read by every user of the machine


def read_token(token_file: str = "", environment: Mapping[str, str] = os.environ) -> Token:
    """Return the token of DISCORD_TOKEN, else of the file that DISCORD_TOKEN_FILE or the settings name.

    An empty variable is not set; white space around a token is not part of it.

    Raises:
        TokenMissing: none was given.
        TokenUnreadable: the file is missing, unreadable or empty.
        TokenMalformed: it cannot be a token.

    """
    given = environment.get(VARIABLE, "").strip()
    if given:
        return Token(_checked(given, VARIABLE), VARIABLE)
    named = environment.get(FILE_VARIABLE, "").strip() or token_file.strip()
    if not named:
        raise TokenMissing
    return _read(Path(named).expanduser())


def _read(file: Path) -> Token:
    try:
        with file.open("rb") as opened:
            exposed = bool(os.fstat(opened.fileno()).st_mode & stat.S_IROTH)
            content = opened.read(LARGEST_FILE)
    except OSError as error:
        raise TokenUnreadable(file, error.strerror or type(error).__name__) from error
    # Bytes that are no text become characters that no token has.
    text = content.decode("utf-8-sig", "replace").strip()
    if not text:
        raise TokenUnreadable(file, "it is empty")
    return Token(_checked(text, str(file)), str(file), exposed)


def _checked(text: str, origin: str) -> str:
    if not _TOKEN.fullmatch(text):
        raise TokenMalformed(origin)
    return text
