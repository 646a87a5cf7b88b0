"""What a reindex says beside its counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.words.inert import inert_line
from bot.words.lists import both, counted, duration
from embeddings.report import Cause

if TYPE_CHECKING:
    from collections.abc import Sequence

    from embeddings.report import ReindexReport

NOTHING_CHANGED = "Nothing has changed; the index is up to date."
SERVING_EARLIER = "An earlier index is used."
_CHANGES = {
    Cause.MODEL: "the embedding model",
    Cause.PASSAGES: "the length of passages",
    Cause.READING: "the limits on what is read",
    Cause.PROGRAM: "Pincite, or a library it reads with,",
}


def read_anew(causes: Sequence[Cause]) -> str:
    """Say why a reindex read every document again."""
    return f"Every document was read again, because {_changed(causes)} since the index before."


def outdated(causes: Sequence[Cause]) -> str:
    """Say that settings have changed which the index does not follow yet."""
    return f"The index is not up to date: {_changed(causes)} since it was made; run `pincite reindex`."


def taken_up(generation: str) -> str:
    """Say that another generation is being served from now on."""
    return f"Serving generation {inert_line(generation)}"


def reindexed(report: ReindexReport) -> str:
    """Say what a reindex did that nobody waits for."""
    return (
        f"Reindexed in {duration(report.seconds * 1000)}: {len(report.added):,} added, {len(report.changed):,} "
        f"changed, {len(report.removed):,} removed, {report.unchanged:,} unchanged, "
        f"{counted(len(report.refused), 'file')} not indexed"
    )


def _changed(causes: Sequence[Cause]) -> str:
    return f"{both([_CHANGES[cause] for cause in causes])} {'has' if len(causes) == 1 else 'have'} changed"


# Why a document was not indexed, in a sentence.

# Keyed by the values of `RefusalReason`: reports carry them as text. `{detail}` is what was measured or met.
SENTENCES = {
    "empty": "It holds no text.",
    "too large": "It is too large{detail}; the limits stand under [reading] in the configuration file.",
    "unknown format": "Files of this format{detail} are not read; save it as plain text (.txt).",
    "not text": "It is no text file{detail}; export its text to a .txt file.",
    "undecodable": "Its characters cannot all be told{detail}; save it in UTF-8.",
    "unreadable": "The operating system refused to read it{detail}; check its permissions.",
    "not a file": "It is no regular file but a pipe, a device or a socket.",
    "outside the folder": "It is a link that leads out of the folder of documents; copy the file itself.",
    "bad name": "Its name holds characters that cannot be shown, or a backslash; rename it.",
    "linked folder": "It is a link to a folder, and those are not followed; copy the folder itself.",
    "too many files": "The folder holds more files than are read{detail}; raise `documents` under [reading].",
    "broken": "It is damaged, or not what its name says{detail}; open it and save it anew.",
    "encrypted": "It is encrypted; save it without a password.",
    "no text": "It holds no text but pictures of it{detail}; run it through text recognition (OCR) first.",
    "too slow": "Reading it took too long{detail}; raise `seconds` under [reading], or split it.",
    "too much memory": "Reading it took too much memory{detail}; raise `memory_megabytes`, or split it.",
    "unusable sidecar": "Its document was indexed without it, for it is no CSL-JSON record{detail}; correct it.",
    "reader failed": "The reader of its format failed{detail}; save it in another one, plain text (.txt) at best.",
}


def refusal(reason: str, detail: str = "") -> str:
    """Return the sentence for a `RefusalReason` and its detail."""
    sentence = SENTENCES.get(str(reason), f"It could not be read: {reason}{{detail}}.")
    return inert_line(sentence.replace("{detail}", f" ({detail})" if detail else ""))
