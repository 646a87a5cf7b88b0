"""How `pincite verify` judges quotations: taken from an archive as they stand, altered, and of somebody else.

usage: python -m tests.benchmarks.misquoting DATA_SETS_FOLDER WORK_FOLDER [--set NAME] [--each N]

Sentences of the archive's passages, drawn at random, are altered in ways that are known to be right or wrong;
sentences of another set's documents are in none of them. A verdict is right if it is the one that the alteration
asks for and, but for "absent", the first place named is where the sentence stands, or where the same words do.
Prints a Markdown table: right verdicts in percent, and the times of all. The work folder is that of
`tests.benchmarks.quality`.
"""

from __future__ import annotations

import argparse
import random
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from embeddings.quoting.checking.verifying import Verdict
from embeddings.text.sentences import sentences
from tests.benchmarks.labelled import lay_out, open_archive, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from embeddings.archive import Archive
    from embeddings.documents.passages import Span
    from embeddings.quoting.checking.verifying import Verification

STRANGERS = "clapnq"  # whose sentences stand in no other set
WORDS = range(8, 41)  # of a sentence that is quoted
WHOLE = 0.5  # of a sentence that must be in the place that is named


@dataclass(frozen=True, slots=True)
class Sentence:
    """Characters [start, end) of a document."""

    document: str
    start: int
    end: int
    text: str  # as one line

    @property
    def words(self) -> list[str]:
        """Return its words with their marks."""
        return self.text.split(" ")


def _as_it_stands(one: Sentence, _chance: random.Random) -> str:
    return one.text


def _typed(one: Sentence, _chance: random.Random) -> str:
    """Type it by hand: plain marks, no accents, small letters."""
    marks = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})
    bare = unicodedata.normalize("NFD", one.text.translate(marks))
    return "".join(letter for letter in bare if not unicodedata.combining(letter)).lower()


def _replaced(one: Sentence, chance: random.Random) -> str:
    words = one.words
    words[chance.randrange(1, len(words) - 1)] = "umbrella"
    return " ".join(words)


def _left_out(one: Sentence, chance: random.Random) -> str:
    words = one.words
    del words[chance.randrange(1, len(words) - 1)]
    return " ".join(words)


def _put_in(one: Sentence, chance: random.Random) -> str:
    words = one.words
    words.insert(chance.randrange(1, len(words)), "not")
    return " ".join(words)


def _half_kept(one: Sentence, chance: random.Random) -> str:
    """Remember one half, and make the other up."""
    words = one.words
    middle = len(words) // 2
    made_up = ["umbrella", "purple", "saxophone", "quietly", "seventeen", "biscuit"]
    return " ".join([*words[:middle], *(chance.choice(made_up) for _ in words[middle:])])


def _scrambled(one: Sentence, chance: random.Random) -> str:
    words = one.words
    chance.shuffle(words)
    return " ".join(words)


# What is done to a sentence, and the verdicts that are right then.
ALTERED: dict[str, tuple[Callable[[Sentence, random.Random], str], tuple[Verdict, ...]]] = {
    "as it stands": (_as_it_stands, (Verdict.EXACT,)),
    "plain marks, no accents, small letters": (_typed, (Verdict.EXACT,)),
    "a word replaced": (_replaced, (Verdict.DIFFERS,)),
    "a word left out": (_left_out, (Verdict.DIFFERS,)),
    "“not” put in": (_put_in, (Verdict.DIFFERS,)),
    "one half made up": (_half_kept, (Verdict.DIFFERS, Verdict.ABSENT)),
    "all its words in another order": (_scrambled, (Verdict.ABSENT,)),
}
OF_OTHERS = "a sentence of other documents"


def drawn(
    documents: Mapping[str, tuple[str, Sequence[Span]]], count: int, chance: random.Random
) -> list[Sentence]:
    """Return sentences of some documents, given their texts and where their sentences stand."""
    found: list[Sentence] = []
    names = sorted(documents)
    while len(found) < count:
        name = chance.choice(names)
        text, spans = documents[name]
        usable = [one for span in spans if _is_usable(one := _sentence(name, text, span))]
        found += [chance.choice(usable)] if usable else []
    return found


def _sentence(document: str, text: str, span: Span) -> Sentence:
    return Sentence(document, *span, " ".join(text[slice(*span)].split()))


def _is_usable(one: Sentence) -> bool:
    return len(one.words) in WORDS and one.text[0].isalpha()


def _quotable(archive: Archive) -> dict[str, tuple[str, Sequence[Span]]]:
    """Return an archive's documents: of navigation and the like nothing is quoted."""
    with archive._served.leased() as serving:
        store = serving.generation.store
        prepared = [store.prepared(path) for path in store.paths()]
    return {
        one.document.path: (one.document.text, [span for passage in one.passages for span in passage.sentences])
        for one in prepared
    }


def _whole(folder: Path) -> dict[str, tuple[str, Sequence[Span]]]:
    """Return a folder's documents."""
    texts = {file.name: text_of(file) for file in folder.rglob("*.txt")}
    return {name: (text, sentences(text, 0, len(text))) for name, text in texts.items()}


def is_right(found: Verification, one: Sentence, verdicts: Sequence[Verdict]) -> bool:
    """Say whether a verdict is right, and the place as well."""
    if found.verdict not in verdicts:
        return False
    if found.verdict is Verdict.ABSENT:
        return True
    size = WHOLE * (one.end - one.start)
    here = any(
        match.document == one.document and min(match.end, one.end) - max(match.start, one.start) >= size
        for match in found.matches
    )
    # A sentence can stand in several places, and in several works.
    return here or " ".join(found.matches[0].text.split()).lower() in one.text.lower()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--set", default="mia_dev")
    parser.add_argument("--each", type=int, default=100)
    args = parser.parse_args()
    chance = random.Random(7)
    archive = open_archive(args.sets / args.set, args.work / args.set)
    ours = drawn(_quotable(archive), args.each, chance)
    others = drawn(_whole(lay_out(args.sets / STRANGERS, args.work / STRANGERS / "documents")), args.each, chance)
    right: dict[str, int] = defaultdict(int)
    times = []
    asked = [
        (name, one, alter(one, chance), verdicts) for name, (alter, verdicts) in ALTERED.items() for one in ours
    ]
    asked += [(OF_OTHERS, one, one.text, (Verdict.ABSENT,)) for one in others]
    for name, one, quotation, verdicts in asked:
        began = perf_counter()
        found = archive.verify_quotation(quotation)
        times.append(1000 * (perf_counter() - began))
        right[name] += is_right(found, one, verdicts)
    print(f"| {args.set}, {args.each} sentences each | right verdicts |\n|---|---|")
    for name in (*ALTERED, OF_OTHERS):
        print(f"| {name} | {100 * right[name] / args.each:.0f} % |")
    print(f"\np50 {np.percentile(times, 50):.0f} ms, p95 {np.percentile(times, 95):.0f} ms")


if __name__ == "__main__":
    main()
