"""How `pincite verify` judges quotations: as they stand, altered, quoted as scholars do, and of somebody else.

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
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

import numpy as np

from embeddings.quoting.checking.conventions import Convention
from embeddings.quoting.checking.phrases import spans_of
from embeddings.quoting.checking.verifying import Verdict
from embeddings.text.sentences import sentences
from tests.benchmarks.labelled import lay_out, open_archive, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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


def _gap(dots: str) -> Callable[[Sentence, random.Random], str]:
    def alter(one: Sentence, chance: random.Random) -> str:
        words = one.words
        first = chance.randrange(2, len(words) - 3)
        last = chance.randrange(first + 1, len(words) - 1)
        return " ".join([*words[:first], dots, *words[last:]])

    return alter


def _small_or_large(one: Sentence, _chance: random.Random) -> str:
    first = one.text[0]
    return f"[{first.lower() if first.isupper() else first.upper()}]{one.text[1:]}"


def _explained(one: Sentence, chance: random.Random) -> str:
    words = one.words
    words.insert(chance.randrange(2, len(words) - 1), chance.choice(["[in Dublin]", "[Lenin]", "[the editors]"]))
    return " ".join(words)


def _exchanged(one: Sentence, chance: random.Random) -> str:
    words = one.words
    words[chance.randrange(2, len(words) - 2)] = chance.choice(["[Connolly]", "[the party]", "[it]"])
    return " ".join(words)


def _marked(mark: str) -> Callable[[Sentence, random.Random], str]:
    def alter(one: Sentence, chance: random.Random) -> str:
        words = one.words
        at = chance.randrange(1, len(words) - 1)
        words[at] = f"{words[at]}{mark}"
        return " ".join(words)

    return alter


def _stressed(one: Sentence, chance: random.Random) -> str:
    words = one.words
    at, sign = chance.randrange(1, len(words) - 1), chance.choice(["_", "*", "**"])
    words[at] = f"{sign}{words[at]}{sign}"
    return " ".join(words)


def _ended(one: Sentence, chance: random.Random) -> str:
    return one.text.rstrip(".,;:!?") + chance.choice([",", ".", ";", "!"])


def _requoted(one: Sentence, _chance: random.Random) -> str:
    """Take double marks for single ones; where there are none, it is as it stands."""
    return one.text.translate(str.maketrans({"“": "‘", "”": "’", '"': "'"}))


def _referred(one: Sentence, chance: random.Random) -> str:
    return f"“{one.text}” {chance.choice(['(Connolly 2)', '(De Leon, 1904, p. 5)', '– Connolly, p. 12'])}"


def _parted(one: Sentence, _chance: random.Random) -> str:
    """Break the longest word over two lines."""
    words = one.words
    at = max(range(len(words)), key=lambda number: len(words[number]) if words[number].isalpha() else 0)
    middle = len(words[at]) // 2
    words[at] = f"{words[at][:middle]}-\n{words[at][middle:]}"
    return " ".join(words)


def _in_paragraphs(one: Sentence, chance: random.Random) -> str:
    words = one.words
    at = chance.randrange(2, len(words) - 1)
    return f"{' '.join(words[:at])}\n\n“{' '.join(words[at:])}"


Alter = Callable[[Sentence, random.Random], str]

# What is done to a sentence, and the verdicts that are right then.
ALTERED: dict[str, tuple[Alter, tuple[Verdict, ...]]] = {
    "as it stands": (_as_it_stands, (Verdict.EXACT,)),
    "plain marks, no accents, small letters": (_typed, (Verdict.EXACT,)),
    "a word replaced": (_replaced, (Verdict.DIFFERS,)),
    "a word left out": (_left_out, (Verdict.DIFFERS,)),
    "“not” put in": (_put_in, (Verdict.DIFFERS,)),
    "one half made up": (_half_kept, (Verdict.DIFFERS, Verdict.ABSENT)),
    "all its words in another order": (_scrambled, (Verdict.ABSENT,)),
}
# What scholars do and say, and what is to be told of it.
CONVENTIONAL: dict[str, tuple[Alter, Convention | None]] = {
    "words left out: …": (_gap("…"), Convention.ELLIPSIS),
    "words left out: [...]": (_gap("[...]"), Convention.ELLIPSIS),
    "words left out: . . .": (_gap(". . ."), Convention.ELLIPSIS),
    "[T]he": (_small_or_large, Convention.LETTER),
    "words in brackets put in": (_explained, Convention.INSERTION),
    "a word in brackets for another": (_exchanged, Convention.REPLACEMENT),
    "[sic]": (_marked(" [sic]"), Convention.SIC),
    "a note's mark, [1]": (_marked("[1]"), Convention.NOTE_MARK),
    "a note's mark, ¹": (_marked("¹"), Convention.NOTE_MARK),
    "_italics_, *italics*, **bold**": (_stressed, Convention.EMPHASIS),
    "another mark at the end": (_ended, None),
    "single for double marks inside": (_requoted, None),
    "a reference behind it": (_referred, Convention.REFERENCE),
    "a word parted at a line's end": (_parted, Convention.LINE_END),
    "in two paragraphs": (_in_paragraphs, Convention.PARAGRAPHS),
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


def says(found: Verification, convention: Convention | None) -> bool:
    """Say whether the convention is told; None: nothing in particular is to be."""
    return convention is None or convention in found.conventions


def _scan(texts: Sequence[str], quotation: str) -> list[Span]:
    """Return where a quotation stands, by reading every text: what the index is held against."""
    return [span for text in texts for span in spans_of(quotation, text)]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--set", default="mia_dev")
    parser.add_argument("--each", type=int, default=100, help="sentences of each kind; of conventions a tenth")
    parser.add_argument("--show", type=int, default=0, help="wrong verdicts to print of each kind")
    args = parser.parse_args()
    chance = random.Random(7)
    archive = open_archive(args.sets / args.set, args.work / args.set)
    documents = _quotable(archive)
    ours = drawn(documents, args.each, chance)
    few = drawn(documents, max(1, args.each // 10), chance)
    others = drawn(_whole(lay_out(args.sets / STRANGERS, args.work / STRANGERS / "documents")), args.each, chance)
    asked = [
        (name, one, alter(one, chance), verdicts, None)
        for name, (alter, verdicts) in ALTERED.items()
        for one in ours
    ]
    asked += [
        (name, one, alter(one, chance), (Verdict.EXACT,), convention)
        for name, (alter, convention) in CONVENTIONAL.items()
        for one in few
    ]
    asked += [(OF_OTHERS, one, one.text, (Verdict.ABSENT,), None) for one in others]
    right: dict[str, list[bool]] = defaultdict(list)
    times: dict[str, list[float]] = defaultdict(list)
    falsely = 0
    for name, one, quotation, verdicts, convention in asked:
        began = process_time()
        found = archive.verify_quotation(quotation)
        times[name].append(1000 * (process_time() - began))
        fits = is_right(found, one, verdicts) and says(found, convention)
        falsely += Verdict.EXACT not in verdicts and found.verdict is Verdict.EXACT
        right[name].append(fits)
        if not fits and right[name].count(False) <= args.show:
            print(
                f"{name}: {found.verdict} {[str(one) for one in found.conventions]} {quotation!r} of {one.text!r}"
            )
    print(f"| {args.set}, {args.each} sentences each | right verdicts | p50 | p95 |\n|---|---|---|---|")
    for name, fits in right.items():
        middle, most = np.percentile(times[name], (50, 95))
        print(f"| {name} | {100 * sum(fits) / len(fits):.1f} % | {middle:.0f} ms | {most:.0f} ms |")
    every = [time for some in times.values() for time in some]
    print(f"\nAltered quotations called exact: {falsely}.")
    print(f"Processor time: p50 {np.percentile(every, 50):.0f} ms, p95 {np.percentile(every, 95):.0f} ms")
    texts, scanned = [text for text, _ in documents.values()], []
    for one in ours[:20]:
        began = process_time()
        _scan(texts, one.text)
        scanned.append(1000 * (process_time() - began))
    print(f"Reading every text: p50 {np.percentile(scanned, 50):.0f} ms, p95 {np.percentile(scanned, 95):.0f} ms")


if __name__ == "__main__":
    main()
