"""Files of labelled questions, and of answers to them."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING, Any

from bot.cli.questions import STDIN, problem_of, question_of, read_rows
from bot.errors import AnswerMisplaced, AnswersMiscounted, NothingLabelled, RowProblem
from embeddings.evaluation.labels import label_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.cli.questions import Question
    from embeddings.evaluation.labels import Label


@dataclass(frozen=True, slots=True)
class LabelledQuestion:
    """A question, and what a right answer to it is."""

    question: Question
    label: Label


def read_labelled(name: str) -> list[LabelledQuestion]:
    """Return all questions of a file, or of standard input for ``-``, with their labels.

    Beside what every question has, a row may have ``"answerable"`` and
    ``"answers": [{"doc" or "doc_id", "start", "end" or "text"}]``.

    Raises:
        QuestionsUnreadable: the file cannot be opened.
        MalformedQuestion: a line is no labelled question; the first such line is named.
        NothingLabelled: no question says what a right answer is.

    """
    rows = [row for _, row in read_rows(name, _label_problem)]
    questions = [LabelledQuestion(question_of(row), label_of(row)) for row in rows]
    if not any(one.label.gold or not one.label.answerable for one in questions):
        raise NothingLabelled("standard input" if name == STDIN else name)
    return questions


def read_answers(name: str, questions: Sequence[LabelledQuestion]) -> list[dict[str, Any]]:
    """Return the answers of a file in the contract's JSON form, one a question, in the questions' order.

    Raises:
        QuestionsUnreadable: the file cannot be opened.
        MalformedQuestion: a line is no answer.
        AnswersMiscounted: there are more or fewer answers than questions.
        AnswerMisplaced: an answer's id is not its question's.

    """
    rows = read_rows(name, _answer_problem)
    for (line, row), one in zip(rows, questions, strict=False):
        # As texts: a program on the way may have made a text of a number.
        if str(row["id"]) != str(one.question.id):
            raise AnswerMisplaced(name, line, row["id"], one.question.id)
    if len(rows) != len(questions):
        raise AnswersMiscounted(name, len(rows), len(questions))
    return [row for _, row in rows]


def _label_problem(row: Any) -> RowProblem | None:
    problem = problem_of(row)
    if problem is not None:
        return problem
    if not isinstance(row.get("answerable"), bool | None):
        return RowProblem.BAD_ANSWERABLE
    gold = row.get("answers")
    if gold is not None and not (isinstance(gold, list) and all(map(_is_gold, gold))):
        return RowProblem.BAD_GOLD
    return None


def _is_gold(answer: Any) -> bool:
    if not isinstance(answer, dict):
        return False
    document, start, end = answer.get("doc") or answer.get("doc_id"), answer.get("start"), answer.get("end")
    if not (isinstance(document, str) and _is_offset(start)):
        return False
    return _is_offset(end) and end > start if end is not None else isinstance(answer.get("text"), str)


def _answer_problem(row: Any) -> RowProblem | None:
    known = (
        isinstance(row, dict)
        and isinstance(row.get("id"), str | int | float)
        and isinstance(row.get("answered"), bool)
        and _is_number(row.get("confidence"))
        and all(_are_quotes(row.get(name), required=name == "quotes") for name in ("quotes", "nearest"))
        and _is_timed(row.get("timings_ms"))
    )
    return None if known else RowProblem.NOT_AN_ANSWER


def _are_quotes(quotes: Any, *, required: bool) -> bool:
    if quotes is None:
        return not required
    return isinstance(quotes, list) and all(map(_is_quote, quotes))


def _is_quote(quote: Any) -> bool:
    return (
        isinstance(quote, dict)
        and isinstance(quote.get("document"), str)
        and isinstance(quote.get("text"), str)
        and _is_span((quote.get("start"), quote.get("end")))
        and all(map(_is_span, quote.get("highlights") or ()))
    )


def _is_timed(timings: Any) -> bool:
    return timings is None or (
        isinstance(timings, dict) and (timings.get("total") is None or _is_number(timings["total"]))
    )


def _is_span(span: Any) -> bool:
    match span:
        case [start, end]:
            return _is_offset(start) and _is_offset(end)
    return False


def _is_offset(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)
