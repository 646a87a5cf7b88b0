"""The log: one compact line an event, on standard error, and never the token in it."""

from __future__ import annotations

import logging
import re
import sys

FORMAT = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"
TIME = "%Y-%m-%d %H:%M:%S"
HIDDEN = "‹hidden›"
# An interaction's token is good for fifteen minutes and stands in the address of its response.
_IN_ADDRESSES = re.compile(r"(/(?:webhooks|interactions)/\d+/)[\w-]{20,}")
OURS = ("bot", "embeddings")


class Discreet(logging.Formatter):
    """Formats a record, traceback included, without the secrets."""

    def __init__(self, *secrets: str) -> None:
        super().__init__(FORMAT, TIME)
        self._secrets = [secret for secret in secrets if secret]

    def format(self, record: logging.LogRecord) -> str:
        """Return the record's line, or lines where there is a traceback."""
        text = super().format(record)
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        return _IN_ADDRESSES.sub(rf"\1{HIDDEN}", text)


class Calm(logging.Filter):
    """Makes a warning of discord.py's traceback on a lost gateway, and drops its notes on voice."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change such a record; say whether to keep it."""
        if record.exc_info and str(record.msg).startswith("Attempting a reconnect"):
            error = record.exc_info[1]
            record.msg = f"{record.getMessage()}: {error or type(error).__name__}"
            record.args, record.exc_info, record.exc_text = (), None, None
            record.levelno, record.levelname = logging.WARNING, "WARNING"
        return not record.getMessage().endswith("voice will NOT be supported")


def configure(*secrets: str) -> None:
    """Send the log to standard error: the bot's own from INFO on, of the libraries only warnings."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Discreet(*secrets))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    for name in OURS:
        logging.getLogger(name).setLevel(logging.INFO)
    client = logging.getLogger("discord.client")
    if not any(isinstance(one, Calm) for one in client.filters):
        client.addFilter(Calm())
