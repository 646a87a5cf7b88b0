"""`pincite evaluate`: how well the archive answers questions whose answers are known."""

from __future__ import annotations

from contextlib import closing, nullcontext
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.options import AsJson, Config, Data, Debug, Source, settings_for
from bot.cli.output import write_json
from bot.errors import UsageProblem, WrongUsage
from bot.terminal.progress import reported
from bot.terminal.streams import note

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.cli.labelled import LabelledQuestion
    from embeddings.archive import Archive
    from embeddings.documents.sandbox import Sandbox
    from embeddings.evaluation.figures import Figures
    from embeddings.settings import ArchiveSettings

EXAMPLES = """[bold]Examples[/]
  pincite evaluate labelled.jsonl
  pincite evaluate labelled.jsonl --top 5 --save answers.jsonl
  pincite evaluate labelled.jsonl --answers answers.jsonl --json"""

TEXTS_KEPT = 500  # texts of documents held while quotes are compared with them


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
        int | None, typer.Option("--top", metavar="N", min=1, help="Show N quotes.", show_default=False)
    ] = None,
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

    The index is built first where there is none. Every quote is compared with its file, read anew.
    """
    settings = settings_for(context, config, source, data, debug=debug).archive
    if answers is not None and (top is not None or save is not None):
        raise WrongUsage(UsageProblem.ASKED_NOTHING)
    if save is not None and save.resolve() == Path(questions).resolve():
        raise WrongUsage(UsageProblem.SAVED_OVER)
    from bot.cli.labelled import read_answers, read_labelled

    labelled = read_labelled(questions)
    given = read_answers(answers, labelled) if answers is not None else _asked(settings, labelled, top, save)
    figures = _figures(settings, labelled, given)
    if as_json:
        from embeddings.evaluation.figures import figures_json

        write_json(figures_json(figures))
        return
    from bot.terminal.console import show
    from bot.terminal.figures import figures_view

    show(figures_view(figures))


def _asked(
    settings: ArchiveSettings, labelled: Sequence[LabelledQuestion], top: int | None, save: Path | None
) -> list[dict[str, Any]]:
    """Return the archive's answers in the contract's JSON form, each written to `save` as soon as it is there."""
    import json

    from bot.cli.opening import open_or_build

    with closing(open_or_build(settings)) as archive:
        _warn_of_strange_documents(archive, labelled)
        with save.open("w", encoding="utf-8") if save else nullcontext() as file:
            answers = []
            for answer in _answers(archive, labelled, top):
                answers.append(answer)
                if file:
                    file.write(json.dumps(answer, ensure_ascii=False) + "\n")
            return answers


def _answers(archive: Archive, labelled: Sequence[LabelledQuestion], top: int | None) -> Iterator[dict[str, Any]]:
    from embeddings.archive import answer_json

    with reported("Evaluating") as progress:
        for done, one in enumerate(labelled):
            progress("Questions", done, len(labelled))
            question = one.question
            yield answer_json(archive.ask(question.text, top=top, history=question.history), question.id)


def _warn_of_strange_documents(archive: Archive, labelled: Sequence[LabelledQuestion]) -> None:
    """Say if labels speak of documents that the archive does not hold: their questions can only be missed."""
    from pathlib import PurePosixPath

    from bot.wording.figures import strangers
    from embeddings.evaluation.labels import file_name

    held = {PurePosixPath(path).name for path in archive.documents()}
    named = {span.document for one in labelled for span in one.label.gold}
    strange = sorted(name for name in named if not held & {PurePosixPath(name).name, file_name(name)})
    if strange:
        note(strangers(strange))


def _figures(
    settings: ArchiveSettings, labelled: Sequence[LabelledQuestion], answers: Sequence[dict[str, Any]]
) -> Figures:
    from embeddings.documents.sandbox import Sandbox
    from embeddings.evaluation.figures import figures_of
    from embeddings.evaluation.judging import judge

    with Sandbox(settings.reading) as sandbox, reported("Evaluating") as progress:
        text_of = _reader(settings.source, sandbox)
        judgements = []
        for done, (one, answer) in enumerate(zip(labelled, answers, strict=True)):
            progress("Comparing quotes with their files", done, len(labelled))
            judgements.append(judge(one.label, answer, text_of))
    return figures_of(judgements)


def _reader(source: Path, sandbox: Sandbox) -> Callable[[str], str | None]:
    from embeddings.errors import DocumentRefused

    @lru_cache(TEXTS_KEPT)
    def text_of(document: str) -> str | None:
        try:
            return sandbox.read(source, document).text
        except DocumentRefused:
            return None

    return text_of
