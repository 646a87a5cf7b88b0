"""What became of the documents from one snapshot to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from embeddings.report import Refusal, ReindexReport

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from embeddings.index.snapshot import SourceFile
    from embeddings.report import Cause


def lost_of(before: Mapping[str, SourceFile], now: Mapping[str, SourceFile]) -> int:
    """Return how many documents are there no more, neither in their places nor, moved or renamed, in others."""
    contents = {file.document.sha256 for file in now.values()}
    return sum(path not in now and file.document.sha256 not in contents for path, file in before.items())


def report_of(
    generation: str,
    before: Mapping[str, SourceFile],
    now: Mapping[str, SourceFile],
    refused_by_name: Iterable[Refusal],
    *,
    passages: int,
    encoded: int,
    seconds: float,
    committed: bool,
    causes: tuple[Cause, ...],
) -> ReindexReport:
    """Return the report; `before` and `now` hold all files, refused ones included."""
    was, is_ = _indexed(before), _indexed(now)
    both = was.keys() & is_.keys()
    changed = {path for path in both if _content(was[path]) != _content(is_[path])}
    refused = [*refused_by_name]
    for file in now.values():
        refused += [refusal for refusal in (file.refused, file.sidecar_refused) if refusal is not None]
    return ReindexReport(
        generation=generation,
        added=tuple(sorted(is_.keys() - was.keys())),
        changed=tuple(sorted(changed)),
        removed=tuple(sorted(was.keys() - is_.keys())),
        unchanged=len(both) - len(changed),
        refused=tuple(sorted(refused, key=lambda refusal: refusal.document)),
        passages=passages,
        encoded=encoded,
        seconds=seconds,
        committed=committed,
        causes=causes,
    )


def _indexed(files: Mapping[str, SourceFile]) -> dict[str, SourceFile]:
    return {path: file for path, file in files.items() if file.refused is None}


def _content(file: SourceFile) -> tuple[str | None, str | None]:
    return file.document.sha256, file.sidecar.sha256
