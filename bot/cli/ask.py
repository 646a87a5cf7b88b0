"""`pincite ask`: one question, or a file of them."""

from __future__ import annotations

import sys
from contextlib import closing
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.options import (
    AsJson,
    Author,
    Config,
    Data,
    Debug,
    PageAuthor,
    QuoteLength,
    Source,
    Work,
    YearSpan,
    filters_of,
    settings_for,
)
from bot.errors import UsageProblem, WrongUsage
from bot.terminal.opening import write_json
from bot.terminal.progress import reported
from bot.terminal.streams import is_styled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.cli.questions import Question
    from embeddings.archive import Archive
    from embeddings.quoting.quote import Answer
    from embeddings.retrieval.filters import Filters
    from embeddings.settings import Length

EXAMPLES = """[bold]Examples[/]
  pincite ask "When did Leon Sedov die?"
  pincite ask "When did Leon Sedov die?" --top 1 --json
  pincite ask "What are wages?" --author "De Leon" --years 1900-1914
  pincite ask --questions questions.jsonl --json > answers.jsonl"""


def ask(
    context: typer.Context,
    question: Annotated[
        str | None, typer.Argument(metavar="QUESTION", help="The question, in quotes.", show_default=False)
    ] = None,
    *,
    questions: Annotated[
        str | None,
        typer.Option(
            "--questions",
            metavar="FILE",
            help='Ask many: a JSON object a line, {"id", "text", "history"?}; - reads standard input.',
            show_default=False,
        ),
    ] = None,
    top: Annotated[
        int | None, typer.Option("--top", metavar="N", min=1, help="Show at most N quotes.", show_default=False)
    ] = None,
    author: Author = None,
    work: Work = None,
    years: YearSpan = None,
    page_author: PageAuthor = None,
    length: QuoteLength = None,
    as_json: AsJson = False,
    config: Config = None,
    source: Source = None,
    data: Data = None,
    debug: Debug = False,
) -> None:
    """Answer a question with the archive's own words, each quote with its citation.

    The index is built first where there is none.
    """
    settings = settings_for(context, config, source, data, debug=debug)
    asked = _asked(question, questions)
    filters = filters_of(author, work, years, page_author)
    if not asked:
        return
    from bot.terminal.opening import open_or_build

    with closing(open_or_build(settings.archive)) as archive:
        if isinstance(asked, str):
            _print(archive.ask(asked, top=top, filters=filters, length=length), as_json=as_json)
        else:
            for row, answer in _answers(archive, asked, top, filters, length):
                _print(answer, row, as_json=as_json)


def _asked(question: str | None, file: str | None) -> str | list[Question]:
    """Return the question, or the file's; the file is read whole before anything is asked."""
    if question is not None and file is not None:
        raise WrongUsage(UsageProblem.TWO_QUESTIONS)
    if file is not None:
        from bot.cli.questions import read_questions

        return read_questions(file)
    if question is None:
        raise WrongUsage(UsageProblem.NO_QUESTION)
    if not question.strip():
        raise WrongUsage(UsageProblem.BLANK_QUESTION)
    return question


def _answers(
    archive: Archive, questions: list[Question], top: int | None, filters: Filters | None, length: Length | None
) -> Iterator[tuple[Question, Answer]]:
    from bot.words import say

    # On a terminal the answers themselves show how far it is.
    with reported(say("work-answering"), quietly=sys.stdout.isatty()) as progress:
        for done, question in enumerate(questions):
            progress(say("work-questions"), done, len(questions))
            answer = archive.ask(question.text, top=top, history=question.history, filters=filters, length=length)
            yield question, answer


def _print(answer: Answer, question: Question | None = None, *, as_json: bool) -> None:
    """Print one answer at once; `question` is the row it answers, where there are several."""
    if as_json:
        from embeddings.quoting.answering.contract import answer_json

        write_json(answer_json(answer, question.id if question else None), line=question is not None)
        return
    heading, history = (question.text, question.history) if question else (None, ())
    if is_styled():
        from bot.terminal.answer import answer_view
        from bot.terminal.console import show

        show(answer_view(answer, heading, history))
    else:
        from bot.terminal.plain import plain_answer

        sys.stdout.write(plain_answer(answer, heading, history))
    sys.stdout.flush()
