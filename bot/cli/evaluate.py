"""`pincite evaluate`: how well the archive answers questions whose answers are known."""

from __future__ import annotations

from contextlib import closing, nullcontext
from dataclasses import dataclass
from functools import lru_cache
from math import isfinite
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.options import AsJson, Config, Data, Debug, QuoteLength, Source, settings_for
from bot.cli.questions import problem_of, question_of, read_rows, shown_name
from bot.errors import (
    AnswerMisplaced,
    AnswersMiscounted,
    LabelMisplaced,
    NothingLabelled,
    RowProblem,
    UsageProblem,
    WrongUsage,
)
from bot.terminal.opening import write_json
from bot.terminal.progress import reported
from bot.terminal.streams import note
from embeddings.evaluation.judging import label_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bot.cli.questions import Question
    from embeddings.archive import Archive
    from embeddings.documents.sandbox import Sandbox
    from embeddings.evaluation.figures import Figures
    from embeddings.evaluation.judging import Label
    from embeddings.settings import ArchiveSettings, Length

# Files of labelled questions, and of answers to them.


@dataclass(frozen=True, slots=True)
class LabelledQuestion:
    """A question, what a right answer to it is, and the number of its line, from 1."""

    question: Question
    label: Label
    line: int


def read_labelled(name: str) -> list[LabelledQuestion]:
    """Return all questions of a file, or of standard input for ``-``, with their labels.

    Beside what every question has, a row may have ``"answerable"`` and
    ``"answers": [{"doc" or "doc_id", "start", "end" or "text"}]``.

    Raises:
        QuestionsUnreadable: the file cannot be opened.
        MalformedQuestion: a line is no labelled question; the first such line is named.
        NothingLabelled: no question says what a right answer is.

    """
    rows = read_rows(name, _label_problem)
    questions = [LabelledQuestion(question_of(row), label_of(row), line) for line, row in rows]
    if not any(one.label.gold or not one.label.answerable for one in questions):
        raise NothingLabelled(shown_name(name))
    return questions


def hold_to_documents(
    name: str,
    questions: Iterable[LabelledQuestion],
    paths: Iterable[str],
    text_of: Callable[[str], str | None],
) -> None:
    """Compare what the labels of the file `name` say with the documents at `paths`, where these can be read.

    Where several documents have the name that a label gives, it must be true of one.

    Raises:
        LabelMisplaced: a label's text does not stand at its start; the first such label is named.

    """
    by_name: dict[str, list[str]] = {}
    for path in paths:
        by_name.setdefault(PurePosixPath(path).name, []).append(path)
    for one in questions:
        for span in one.label.gold:
            if span.text is None:
                continue
            held = [path for known in span.names for path in by_name.get(known, ())]
            texts = [text for path in held if (text := text_of(path)) is not None]
            if texts and not any(map(span.is_true_of, texts)):
                nearest = min(
                    (at for text in texts for at in _places(text, span.text, span.start)),
                    key=lambda at: abs(at - span.start),
                    default=None,
                )
                raise LabelMisplaced(
                    shown_name(name), one.line, span.document, span.start, span.text, found=nearest
                )


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


def _places(text: str, words: str, at: int) -> list[int]:
    """Return the last place of words in a text before a character and the first after it, where there are such."""
    return [place for place in (text.rfind(words, 0, at + len(words)), text.find(words, at)) if place >= 0]


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
    text = answer.get("text")
    if not (isinstance(document, str) and _is_offset(start) and isinstance(text, str | None)):
        return False
    return _is_offset(end) and end > start if end is not None else bool(text)


def _answer_problem(row: Any) -> RowProblem | None:
    known = (
        isinstance(row, dict)
        and isinstance(row.get("id"), str | int | float)
        and isinstance(row.get("answered"), bool)
        and _is_number(row.get("confidence"))
        and all(_are_quotes(row.get(name), required=name == "quotes") for name in ("quotes", "nearest", "further"))
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


EXAMPLES = """[bold]Examples[/]
  pincite evaluate labelled.jsonl
  pincite evaluate labelled.jsonl --top 5 --save answers.jsonl
  pincite evaluate labelled.jsonl --answers answers.jsonl --json"""

TEXTS_KEPT = 500  # texts of documents held while labels and quotes are compared with them


def evaluate(
    context: typer.Context,
    questions: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help='Labelled questions, a JSON object a line: {"id", "text", "history"?, "answerable"?, "answers": '
            '[{"doc", "start", "end" or "text"}]}; - reads standard input.',
            show_default=False,
        ),
    ],
    *,
    top: Annotated[
        int | None, typer.Option("--top", metavar="N", min=1, help="Show at most N quotes.", show_default=False)
    ] = None,
    length: QuoteLength = None,
    answers: Annotated[
        str | None,
        typer.Option(
            "--answers",
            metavar="FILE",
            help="Ask nothing; judge these answers, as `pincite ask --questions FILE --json` printed them.",
            show_default=False,
        ),
    ] = None,
    save: Annotated[
        Path | None,
        typer.Option("--save", metavar="FILE", help="Write the answers to a file as well.", show_default=False),
    ] = None,
    as_json: AsJson = False,
    config: Config = None,
    source: Source = None,
    data: Data = None,
    debug: Debug = False,
) -> None:
    """Ask labelled questions, and say how well the archive finds, quotes and abstains.

    The index is built first where there is none. Labels and quotes are compared with their files, read anew.
    """
    settings = settings_for(context, config, source, data, debug=debug).archive
    if answers is not None and any(said is not None for said in (top, length, save)):
        raise WrongUsage(UsageProblem.ASKED_NOTHING)
    if save is not None and save.resolve() == Path(questions).resolve():
        raise WrongUsage(UsageProblem.SAVED_OVER)
    from embeddings.documents.sandbox import Sandbox

    labelled = read_labelled(questions)
    with Sandbox(settings.reading) as sandbox:
        text_of = _reader(settings.source, sandbox)
        hold_to_documents(questions, labelled, _paths(settings), text_of)
        given = (
            read_answers(answers, labelled)
            if answers is not None
            else _asked(settings, labelled, top, length, save)
        )
        figures = _figures(labelled, given, text_of)
    if as_json:
        from embeddings.evaluation.figures import figures_json

        write_json(figures_json(figures))
        return
    from bot.terminal.console import show
    from bot.terminal.figures import figures_view

    show(figures_view(figures))


def _asked(
    settings: ArchiveSettings,
    labelled: Sequence[LabelledQuestion],
    top: int | None,
    length: Length | None,
    save: Path | None,
) -> list[dict[str, Any]]:
    """Return the archive's answers in the contract's JSON form, each written to `save` as soon as it is there."""
    import json

    from bot.terminal.opening import open_or_build

    with closing(open_or_build(settings)) as archive:
        _warn_of_strange_documents(archive, labelled)
        with save.open("w", encoding="utf-8") if save else nullcontext() as file:
            answers = []
            for answer in _answers(archive, labelled, top, length):
                answers.append(answer)
                if file:
                    file.write(json.dumps(answer, ensure_ascii=False) + "\n")
            return answers


def _answers(
    archive: Archive, labelled: Sequence[LabelledQuestion], top: int | None, length: Length | None
) -> Iterator[dict[str, Any]]:
    from bot.words import say
    from embeddings.quoting.answering.contract import answer_json

    with reported(say("work-evaluating")) as progress:
        for done, one in enumerate(labelled):
            progress(say("work-questions"), done, len(labelled))
            question = one.question
            answer = archive.ask(question.text, top=top, history=question.history, length=length)
            yield answer_json(answer, question.id)


def _warn_of_strange_documents(archive: Archive, labelled: Sequence[LabelledQuestion]) -> None:
    """Say if labels speak of documents that the archive does not hold: their questions can only be missed."""
    from pathlib import PurePosixPath

    from bot.terminal.figures import strangers

    held = {PurePosixPath(path).name for path in archive.documents()}
    strange = sorted({span.document for one in labelled for span in one.label.gold if held.isdisjoint(span.names)})
    if strange:
        note(strangers(strange))


def _figures(
    labelled: Sequence[LabelledQuestion],
    answers: Sequence[dict[str, Any]],
    text_of: Callable[[str], str | None],
) -> Figures:
    from bot.words import say
    from embeddings.evaluation.figures import figures_of
    from embeddings.evaluation.judging import judge

    with reported(say("work-evaluating")) as progress:
        judgements = []
        for done, (one, answer) in enumerate(zip(labelled, answers, strict=True)):
            progress(say("work-comparing"), done, len(labelled))
            judgements.append(judge(one.label, answer, text_of))
    return figures_of(judgements)


def _paths(settings: ArchiveSettings) -> Sequence[str]:
    """Return the paths of the files there are: none where the folder is gone, as saved answers may outlive it."""
    from embeddings.documents.shelf import walk
    from embeddings.errors import SourceUnavailable

    try:
        return walk(settings.source, settings.reading.documents)[0]
    except SourceUnavailable:
        return ()


def _reader(source: Path, sandbox: Sandbox) -> Callable[[str], str | None]:
    from embeddings.errors import DocumentRefused

    @lru_cache(TEXTS_KEPT)
    def text_of(document: str) -> str | None:
        try:
            return sandbox.read(source, document).text
        except DocumentRefused:
            return None

    return text_of
