from __future__ import annotations

import errno
import importlib
import pkgutil
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import pytest
from annotated_types import Ge, Gt, Le, MinLen

import bot
import embeddings
from bot.errors import (
    AnswerMisplaced,
    AnswersMiscounted,
    BotError,
    ConfigError,
    ConfigMissing,
    ConfigUnreadable,
    MalformedQuestion,
    NothingLabelled,
    QuestionsError,
    QuestionsUnreadable,
    RowProblem,
    UnknownKey,
    UsageProblem,
    WrongUsage,
    WrongValue,
)
from bot.words.errors import explain, sentence
from bot.words.kinds import kind
from bot.words.lists import both, counted, duration, either
from bot.words.notes import attribution, likelihood
from bot.words.reindexing import SENTENCES, refusal
from embeddings.documents.document import Role
from embeddings.errors import (
    DiskNearlyFull,
    DocumentExists,
    DocumentRefused,
    FilterError,
    GenerationDamaged,
    IndexError_,
    ModelDamaged,
    ModelError,
    ModelNotFound,
    ModelUnusable,
    NoEarlierGeneration,
    NoGeneration,
    NothingHeld,
    NotVerbatim,
    PinciteError,
    RefusalReason,
    ReindexCancelled,
    ReindexRunning,
    SourceShrunk,
    SourceUnavailable,
    StorageFailed,
    UnknownAuthor,
    UnknownDocument,
    UnknownGeneration,
    UnknownWork,
)
from tests.bot.samples import PARAGRAPH, quote_of

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = Path("/data/some.file")
FULL = OSError(errno.ENOSPC, "No space left on device", str(FILE))

# One instance or more of each class, each with what its sentence must name.
SAMPLES: list[tuple[BaseException, list[str]]] = [
    (PinciteError(), ["pincite doctor"]),
    (SourceUnavailable(FILE, "missing"), [str(FILE), "does not exist"]),
    (SourceUnavailable(FILE, "not a folder"), [str(FILE), "is not a folder"]),
    (SourceUnavailable(FILE, "empty"), [str(FILE), "nothing that can be indexed"]),
    (SourceUnavailable(FILE, "Permission denied"), [str(FILE), "Permission denied"]),
    *[(DocumentRefused("a.bin", reason, "some detail"), ["a.bin"]) for reason in RefusalReason],
    (FilterError("?"), ["FilterError", "without a filter"]),
    (UnknownAuthor("Mor"), ["Mor", "ask without"]),
    (UnknownAuthor("Mor", ("Ada Moor", "Tom Mor")), ["Mor", "Ada Moor or Tom Mor"]),
    (UnknownWork("Tide", ("Tides", "Tidal")), ["Tide", "Tides or Tidal"]),
    (NothingHeld("Moor", None, "1900–1914"), ["by Moor and dated 1900–1914", "fewer filters"]),
    (DocumentExists("a/b.txt"), ["a/b.txt", "replace"]),
    (UnknownDocument("b.txt"), ["b.txt", "pincite reindex"]),
    (UnknownDocument("b.txt", ("a.txt", "c.txt")), ["b.txt", "a.txt and c.txt"]),
    (NotVerbatim("b.txt", 3, 9), ["b.txt", "3 to 9"]),
    (ModelError(), ["model"]),
    (ModelNotFound("packaged"), ["packaged", "install"]),
    (ModelNotFound("org/other", "OfflineModeIsEnabled"), ["org/other", "[model]"]),
    (ModelDamaged(FILE, "a" * 64, "b" * 64), [str(FILE), "a" * 12, "b" * 12]),
    (ModelUnusable("org/other", "no fast tokenizer"), ["org/other", "no fast tokenizer"]),
    (IndexError_(), ["pincite reindex --full"]),
    (NoGeneration(FILE), [str(FILE), "pincite reindex"]),
    (GenerationDamaged(FILE, "its checksum is wrong"), [str(FILE), "checksum", "--full"]),
    (SourceShrunk(FILE, 1200, 800), [str(FILE), "1,200 documents", "800", "--force"]),
    (UnknownGeneration("000007-x", ("000003-y",)), ["000007-x", "pincite generations"]),
    (NoEarlierGeneration(FILE), [str(FILE), "generations"]),
    (ReindexCancelled(), ["as it was"]),
    (DiskNearlyFull(FILE, 250_000_000, 3_400_000), [str(FILE), "250 MB", "3.4 MB", "spare_megabytes"]),
    (ReindexRunning(FILE), [str(FILE), "wait"]),
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
    (NothingLabelled("q.jsonl"), ["q.jsonl", '"answerable": false']),
    (AnswersMiscounted("a.jsonl", 1, 2000), ["a.jsonl", "1 answer to 2,000 questions"]),
    (AnswerMisplaced("a.jsonl", 3, "q9", "q3"), ["Line 3", "a.jsonl", "q9", "q3"]),
    (FULL, [str(FILE), "free some space"]),
    (PermissionError(errno.EACCES, "Permission denied", str(FILE)), [str(FILE), "Permission"]),
    (OSError(errno.EROFS, "Read-only file system", str(FILE)), [str(FILE), "--data"]),
    (FileNotFoundError(errno.ENOENT, "No such file or directory", str(FILE)), [str(FILE), "There is no"]),
    (OSError(errno.EMFILE, "Too many open files", str(FILE)), [str(FILE), "ulimit"]),
    (OSError(errno.EIO, "Input/output error", str(FILE)), [str(FILE), "Input/output error"]),
    (OSError(), []),
    (MemoryError(), ["memory"]),
    (ImportError("No module named 'faiss'", name="faiss"), ["faiss", "install"]),
    (KeyError("x"), ["KeyError", "--debug"]),
]


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
    return {found for found in every_class(PinciteError) if found.__module__.startswith(("embeddings.", "bot."))}


def test_every_error_has_a_sentence_of_its_own(classes: set[type[BaseException]]) -> None:
    without = {found.__qualname__ for found in classes if found not in sentence.registry}
    assert not without, f"bot/words/errors.py explains none of {sorted(without)}"


def test_every_error_of_the_library_and_the_command_line_is_tried_below(classes: set[type[BaseException]]) -> None:
    ours = {found for found in classes if found.__module__ in ("embeddings.errors", "bot.errors")}
    assert ours <= {type(error) for error, _ in SAMPLES}


@pytest.mark.parametrize(("error", "named"), SAMPLES, ids=lambda value: type(value).__name__)
def test_an_error_is_one_plain_sentence_that_names_what_it_is_about(
    error: BaseException, named: list[str]
) -> None:
    said = explain(error)
    assert "\n" not in said
    assert said.endswith(".")
    assert not said.endswith("..")
    assert said[0] == said[0].upper()
    assert not re.search(r"Traceback|Exception|object at|None\b|<class", said)
    # One sentence: a full stop followed by a capital would begin another.
    assert not re.search(r"(?<!\be\.g)\. [A-Z]", said)
    for words in named:
        assert words in said


def test_a_sentence_shows_control_characters_instead_of_obeying_them() -> None:
    assert explain(UnknownDocument("a\x1b]0;x\x07\nb")) == (
        'The index holds no document "a␛]0;x␇␊b"; run `pincite reindex` if it is new.'
    )


def test_every_reason_of_refusal_has_its_sentence() -> None:
    assert set(SENTENCES) == {reason.value for reason in RefusalReason}


@pytest.mark.parametrize("reason", RefusalReason)
def test_a_refusal_is_one_sentence_with_its_detail_where_there_is_one(reason: RefusalReason) -> None:
    bare, detailed = refusal(reason), refusal(reason, "limit 20 MB")
    assert bare[0].isupper()
    assert bare.endswith(".")
    assert "{" not in bare + detailed
    assert "()" not in bare
    assert ("(limit 20 MB)" in detailed) == ("{detail}" in SENTENCES[reason])
    assert detailed.replace(" (limit 20 MB)", "") == bare


@pytest.mark.parametrize(
    ("expected", "words"),
    [
        (bool, "true or false"),
        (Annotated[int, Ge(1), Le(10)], "a whole number from 1 to 10"),
        (Annotated[float, Gt(0)], "a number above 0"),
        (Annotated[str, MinLen(2)], "text in quotes of at least 2"),
        (Path | None, "a path in quotes"),
        (Literal["a", "b"], '"a" or "b"'),
        (tuple[int, ...], "a list of whole numbers"),
        (list[str], "a list of texts in quotes"),
    ],
)
def test_a_type_is_said_in_words(expected: Any, words: str) -> None:
    assert kind(expected) == words


def test_lists_and_counts_read_as_written_by_hand() -> None:
    assert (both(["a"]), both(["a", "b", "c"]), either(["a", "b"])) == ("a", "a, b and c", "a or b")
    assert (counted(1, "file"), counted(2000, "file"), counted(0, "entry", "entries")) == (
        "1 file",
        "2,000 files",
        "0 entries",
    )
    assert [duration(value) for value in (None, 41.6, 1250, 61_000)] == ["", "42 ms", "1.2 s", "1 min 1 s"]


@pytest.mark.parametrize(
    ("role", "speaker", "said"),
    [
        (Role.AUTHOR, "Ada Moor", None),
        (Role.AUTHOR, None, None),
        (Role.AUTHOR, "Ben Stow", "Words of Ben Stow, not of Ada Moor."),
        (Role.EDITOR, "The editors of The Harbour", "Words of the editors of The Harbour, not of Ada Moor."),
        (Role.EDITOR, None, "Words of an editor, not of Ada Moor."),
        (Role.QUOTED, "Ben Stow", "Words of Ben Stow, quoted by Ada Moor."),
        (Role.QUOTED, None, "Quoted words, not words of Ada Moor; the document does not say whose."),
        (Role.FOOTNOTE, "Ben Stow", "A footnote by Ben Stow."),
        (Role.FOOTNOTE, None, "A footnote; the document does not say by whom."),
        (Role.TRANSCRIBER, None, "What the document says of itself, not words of Ada Moor."),
        (Role.TRANSCRIBER, "Ben Stow", "A note by Ben Stow, not words of Ada Moor."),
        (Role.UNKNOWN, None, "The document does not say whose words these are."),
    ],
)
def test_words_that_are_not_the_authors_are_never_passed_off_as_theirs(
    role: Role, speaker: str | None, said: str | None
) -> None:
    assert attribution(quote_of(PARAGRAPH, role=role, speaker=speaker)) == said


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.AUTHOR])
@pytest.mark.parametrize("speaker", ["Ben Stow", None])
def test_without_an_author_no_author_is_invented(role: Role, speaker: str | None) -> None:
    said = attribution(quote_of(PARAGRAPH, role=role, speaker=speaker, csl={}))
    assert said is not None
    assert "None" not in said
    assert " not of" not in said


def test_likelihood_falls_with_confidence_and_never_claims_certainty() -> None:
    said = [likelihood(number / 100) for number in range(101)]
    assert [int(one.split("(")[1].removesuffix("%)")) for one in said] == [*range(100), 99]
    assert len({one.split(" (")[0] for one in said}) == 5
    assert said[-1].startswith("Almost certainly")
