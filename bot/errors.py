"""Every error the product raises on purpose, beside the library's own (`embeddings/errors.py`).

PinciteError
└── BotError
    ├── WrongUsage             the command line asks for what cannot be
    ├── ConfigError
    │   ├── ConfigMissing      a configuration file was named and is not there
    │   ├── ConfigUnreadable   it cannot be opened, or it is not TOML
    │   ├── UnknownKey         it holds a key that means nothing
    │   └── WrongValue         a key's value is of the wrong type or out of range
    ├── QuestionsError
    │   ├── QuestionsUnreadable  the file of questions cannot be opened
    │   ├── MalformedQuestion    one of its lines is not a question, or an answer where answers are read
    │   ├── LabelMisplaced       the text of a label does not stand where the label says
    │   ├── NothingLabelled      none of its questions says what a right answer is
    │   ├── AnswersMiscounted    a file of answers holds more or fewer than there are questions
    │   └── AnswerMisplaced      one of its answers stands where another question's should
    ├── CallError              a client of `pincite mcp` asks for what cannot be; see `bot/mcp/errors.py`
    ├── AddressUnusable        nothing can listen at the address that was named
    └── DiscordError
        ├── TokenError
        │   ├── TokenMissing       no token was given anywhere
        │   ├── TokenUnreadable    the file that should hold it cannot be read
        │   ├── TokenMalformed     what was given cannot be a token
        │   └── TokenRefused       Discord does not accept it
        ├── IntentsRefused         Discord does not grant what the bot asks to be told
        ├── NotConnected           Discord could not be reached, however often it was tried
        ├── MoreShards             the bot is in so many servers that one connection does not do
        ├── Busy                   as many questions are open as may be
        ├── YearsUnreadable        what somebody typed means no years
        └── MemoryUnusable         what the bot remembers cannot be read or written

Errors carry data, never prose: their public attributes are the values of one message for each class, in
`bot/words/LANGUAGE/errors.ftl`. None ever carries the token.
"""

from __future__ import annotations

import json
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from embeddings.errors import PinciteError

if TYPE_CHECKING:
    from pathlib import Path


class BotError(PinciteError):
    """Base of the product's own errors."""


class UsageProblem(StrEnum):
    """What is wrong with a command line beyond its grammar."""

    NO_QUESTION = "no question"
    BLANK_QUESTION = "blank question"
    BLANK_PHRASE = "blank phrase"
    TWO_QUESTIONS = "two questions"  # a question and a file of questions
    NO_YEARS = "no years"  # years that are none
    TWO_FORMS = "two forms"  # more than one of --json, --text and --cite
    NO_STYLE = "no style"  # a style of citations that is none
    SAVED_OVER = "saved over"  # --save names the file of questions
    ASKED_NOTHING = "asked nothing"  # --top, --length or --save, though --answers asks nothing
    NOT_LOOPBACK = "not loopback"  # --host names what others can reach
    NO_HTTP = "no http"  # --host or --port without --http
    CHECK_AND_CHANGE = "check and change"  # --check with --full or --force


class WrongUsage(BotError):
    """The command line's options do not go together, or one of them is empty."""

    def __init__(self, problem: UsageProblem) -> None:
        super().__init__(str(problem))
        self.problem = problem


class ConfigError(BotError):
    """Base of the errors about the configuration file."""


class ConfigMissing(ConfigError):
    """The named configuration file does not exist."""

    def __init__(self, file: Path) -> None:
        super().__init__(str(file))
        self.file = file


class ConfigUnreadable(ConfigError):
    """The configuration file cannot be opened or is not TOML; `detail` says what was met, and where."""

    def __init__(self, file: Path, detail: str) -> None:
        super().__init__(str(file), detail)
        self.file = file
        self.detail = detail


class UnknownKey(ConfigError):
    """The file sets `key` (dotted: section.name), which means nothing; `near` is the likeliest known one."""

    def __init__(self, file: Path, key: str, near: str | None = None) -> None:
        super().__init__(str(file), key, near)
        self.file = file
        self.key = key
        self.near = near


class WrongValue(ConfigError):
    """The file sets `key` to what is `written` (JSON), which is not of the type `expected`, perhaps Annotated."""

    def __init__(self, file: Path, key: str, value: Any, expected: Any) -> None:
        self.written = json.dumps(value, ensure_ascii=False, default=str)
        super().__init__(str(file), key, self.written, expected)
        self.file = file
        self.key = key
        self.expected = expected


class QuestionsError(BotError):
    """Base of the errors about a file of questions."""


class QuestionsUnreadable(QuestionsError):
    """The file of questions cannot be opened."""

    def __init__(self, file: str, detail: str) -> None:
        super().__init__(file, detail)
        self.file = file
        self.detail = detail


class RowProblem(StrEnum):
    """What is wrong with a line of a file of questions."""

    NOT_UTF8 = "not UTF-8"
    NOT_JSON = "not JSON"
    NOT_AN_OBJECT = "not an object"
    NO_ID = "no id"
    NO_TEXT = "no text"
    BAD_HISTORY = "bad history"
    BAD_ANSWERABLE = "bad answerable"
    BAD_GOLD = "bad answers"
    NOT_AN_ANSWER = "not an answer"


class MalformedQuestion(QuestionsError):
    """Line `line` (counted from 1) of a file of questions or of answers is none."""

    def __init__(self, file: str, line: int, problem: RowProblem) -> None:
        super().__init__(file, line, str(problem))
        self.file = file
        self.line = line
        self.problem = problem


class LabelMisplaced(QuestionsError):
    """A label on line `line` says that `text` stands in `document` from `start`; it does not.

    `found` is the nearest place where it does, None where there is none.
    """

    def __init__(self, file: str, line: int, document: str, start: int, text: str, *, found: int | None) -> None:
        super().__init__(file, line, document, start, text, found)
        self.file = file
        self.line = line
        self.document = document
        self.start = start
        self.text = text
        self.found = found


class NothingLabelled(QuestionsError):
    """No question of the file says where its answer stands, or that there is none."""

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.file = file


class AnswersMiscounted(QuestionsError):
    """The file of answers does not hold one answer a question."""

    def __init__(self, file: str, answers: int, questions: int) -> None:
        super().__init__(file, answers, questions)
        self.file = file
        self.answers = answers
        self.questions = questions


class AnswerMisplaced(QuestionsError):
    """Line `line` of a file of answers has the id `found` where the question's is `expected`."""

    def __init__(self, file: str, line: int, found: object, expected: object) -> None:
        super().__init__(file, line, found, expected)
        self.file = file
        self.line = line
        self.found = found
        self.expected = expected


class AddressUnusable(BotError):
    """Nothing can listen on `port` of `host`; `detail` is what the operating system says."""

    def __init__(self, host: str, port: int, detail: str) -> None:
        super().__init__(host, port, detail)
        self.host = host
        self.port = port
        self.detail = detail


class DiscordError(BotError):
    """Base of the errors of the Discord side."""


class TokenError(DiscordError):
    """Base of the errors about the bot's token."""


class TokenMissing(TokenError):
    """Neither the environment nor the configuration gives a token."""


class TokenUnreadable(TokenError):
    """The token's file cannot be read or holds none; `detail` says which."""

    def __init__(self, file: Path, detail: str) -> None:
        super().__init__(str(file), detail)
        self.file = file
        self.detail = detail


class TokenMalformed(TokenError):
    """What `origin` (a variable or a file) gives holds characters that no token has."""

    def __init__(self, origin: str) -> None:
        super().__init__(origin)
        self.origin = origin


class TokenRefused(TokenError):
    """Discord refused the token that `origin` gave."""

    def __init__(self, origin: str) -> None:
        super().__init__(origin)
        self.origin = origin


class IntentsRefused(DiscordError):
    """Discord closed the gateway with `code` because of the events the bot asks for."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class NotConnected(DiscordError):
    """`attempts` attempts to connect failed, the last one with `detail`."""

    def __init__(self, attempts: int, detail: str) -> None:
        super().__init__(attempts, detail)
        self.attempts = attempts
        self.detail = detail


class Busy(DiscordError):
    """All places in line are taken, `places` of them."""

    def __init__(self, places: int) -> None:
        super().__init__(places)
        self.places = places


class MoreShards(DiscordError):
    """Discord wants the bot to connect `shards` times, each time for a part of its servers."""

    def __init__(self, shards: int) -> None:
        super().__init__(shards)
        self.shards = shards


class YearsUnreadable(DiscordError):
    """What was `typed` means no years."""

    def __init__(self, typed: str) -> None:
        super().__init__(typed)
        self.typed = typed


class MemoryUnusable(DiscordError):
    """The database `file` cannot be opened, read or written; `detail` says why."""

    def __init__(self, file: str, detail: str) -> None:
        super().__init__(file, detail)
        self.file = file
        self.detail = detail
