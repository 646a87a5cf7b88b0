"""Files of questions: one JSON object a line, ``{"id", "text", "history"?}``; other keys are left alone."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.errors import MalformedQuestion, QuestionsUnreadable, RowProblem

if TYPE_CHECKING:
    from collections.abc import Callable

STDIN = "-"
ROLES = ("user", "assistant")


@dataclass(frozen=True, slots=True)
class Question:
    """One row. `id` is kept as it was given: a text or a number."""

    id: str | float  # whole numbers stay whole
    text: str
    history: tuple[dict[str, str], ...] = ()


def read_questions(name: str) -> list[Question]:
    """Return all questions of a file, or of standard input for ``-``; blank lines are passed over.

    Raises:
        QuestionsUnreadable: the file cannot be opened.
        MalformedQuestion: a line is no question; the first such line is named.

    """
    return [question_of(row) for _, row in read_rows(name, problem_of)]


def read_rows(name: str, problem_of: Callable[[Any], RowProblem | None]) -> list[tuple[int, dict[str, Any]]]:
    """Return the rows of a file, or of standard input for ``-``, each with its line's number, from 1.

    `problem_of` says what is wrong with a row. Raises as `read_questions`.
    """
    shown = shown_name(name)
    try:
        content = sys.stdin.buffer.read() if name == STDIN else Path(name).read_bytes()
    except OSError as error:
        raise QuestionsUnreadable(shown, error.strerror or type(error).__name__) from error
    rows = content.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    return [
        (line, _parsed(shown, line, written, problem_of))
        for line, written in enumerate(rows, 1)
        if written.strip()
    ]


def shown_name(name: str) -> str:
    """Return what a file is called in a sentence."""
    return "standard input" if name == STDIN else name


def question_of(row: dict[str, Any]) -> Question:
    """Return the question of a row without a problem."""
    history = tuple({"role": turn["role"], "content": turn["content"]} for turn in row.get("history") or ())
    return Question(row["id"], row["text"], history)


def _parsed(
    file: str, line: int, written: bytes, problem_of: Callable[[Any], RowProblem | None]
) -> dict[str, Any]:
    try:
        row: dict[str, Any] = json.loads(written.decode())
    except UnicodeDecodeError as error:
        raise MalformedQuestion(file, line, RowProblem.NOT_UTF8) from error
    except (ValueError, RecursionError) as error:
        raise MalformedQuestion(file, line, RowProblem.NOT_JSON) from error
    problem = problem_of(row)
    if problem is not None:
        raise MalformedQuestion(file, line, problem)
    return row


def problem_of(row: Any) -> RowProblem | None:
    """Return what keeps a row from being a question, if anything does."""
    if not isinstance(row, dict):
        return RowProblem.NOT_AN_OBJECT
    identity, text = row.get("id"), row.get("text")
    if not isinstance(identity, (str, int, float)) or isinstance(identity, bool):
        return RowProblem.NO_ID
    if not isinstance(text, str) or not text.strip():
        return RowProblem.NO_TEXT
    history = row.get("history")
    if history is not None and not (isinstance(history, list) and all(map(_is_turn, history))):
        return RowProblem.BAD_HISTORY
    return None


def _is_turn(turn: Any) -> bool:
    return isinstance(turn, dict) and turn.get("role") in ROLES and isinstance(turn.get("content"), str)
