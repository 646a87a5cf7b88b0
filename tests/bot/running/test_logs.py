from __future__ import annotations

import logging

import pytest

from bot.running.logs import HIDDEN, Calm, Discreet

SECRET = "MTA.secret-token_1"
INTERACTION = "aW50ZXJhY3Rpb246MTIzNDU2Nzg5"


def raised(error: Exception) -> Exception:
    """Give an error a traceback."""
    try:
        raise error
    except type(error) as caught:
        return caught


def record(
    message: str, *args: object, level: int = logging.INFO, error: BaseException | None = None
) -> logging.LogRecord:
    info = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord("bot.x", level, __file__, 1, message, args, info)


def test_the_token_is_hidden_in_messages_arguments_and_tracebacks() -> None:
    error = raised(ValueError(f"Authorization: Bot {SECRET}"))
    text = Discreet(SECRET).format(record("%s: " + SECRET, {"header": SECRET}, error=error))
    assert SECRET not in text
    assert text.count(HIDDEN) == 3
    assert "ValueError" in text


@pytest.mark.parametrize(
    "address", [f"/webhooks/1/{INTERACTION}/messages/@original", f"/interactions/1/{INTERACTION}/callback"]
)
def test_an_interactions_token_is_hidden_in_addresses(address: str) -> None:
    text = Discreet(SECRET).format(record("POST https://discord.example/api/v10%s failed", address))
    assert INTERACTION not in text
    assert text.endswith(address.replace(INTERACTION, HIDDEN) + " failed")


def test_without_a_secret_nothing_is_hidden() -> None:
    assert HIDDEN not in Discreet("").format(record("ready"))


def test_an_event_is_one_line() -> None:
    line = Discreet(SECRET).format(record("ready to answer in %d servers", 3))
    assert line.endswith(" INFO    bot.x: ready to answer in 3 servers")
    assert "\n" not in line


def test_a_lost_gateway_is_a_warning_of_one_line() -> None:
    error = raised(ConnectionResetError(104, "Connection reset by peer"))
    lost = record("Attempting a reconnect in %.2fs", 3.2, level=logging.ERROR, error=error)
    assert Calm().filter(lost)
    assert lost.levelno == logging.WARNING
    line = Discreet(SECRET).format(lost)
    assert line.endswith("WARNING bot.x: Attempting a reconnect in 3.20s: [Errno 104] Connection reset by peer")
    assert "\n" not in line


def test_other_errors_keep_their_level_and_traceback() -> None:
    error = raised(KeyError("x"))
    other = record("In %s", "on_message", level=logging.ERROR, error=error)
    assert Calm().filter(other)
    assert (other.levelno, other.exc_info is not None) == (logging.ERROR, True)


def test_the_bot_that_has_no_voice_says_nothing_of_it() -> None:
    assert not Calm().filter(record("%s is not installed, voice will NOT be supported", "PyNaCl"))
    assert Calm().filter(record("Shard ID %s has connected", None))
