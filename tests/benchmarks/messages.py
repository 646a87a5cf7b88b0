"""How the quotations of messages are judged: real ones, altered ones, ones ascribed to somebody else, and none.

usage: python -m tests.benchmarks.messages DATA_SETS_FOLDER WORK_FOLDER [--set NAME] [--each N] [--show N]

Sentences of the archive are put into messages as people quote: between marks of several kinds, as block quotes,
after "X said", before "– X". A message is judged rightly if every quotation is found, has the verdict that was made,
and whoever it was wrongly ascribed to is told from who wrote it. The work folder is that of
`tests.benchmarks.quality`.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path
from typing import TYPE_CHECKING

from embeddings.documents.record.record import Field
from embeddings.quoting.checking.quoted import quotations_in
from embeddings.quoting.checking.verifying import Verdict
from tests.benchmarks.labelled import lay_out, open_archive
from tests.benchmarks.misquoting import STRANGERS, _left_out, _put_in, _quotable, _replaced, _whole, drawn

if TYPE_CHECKING:
    from embeddings.archive import Archive
    from tests.benchmarks.misquoting import Sentence

MARKS = ("“{}”", '"{}"', "„{}“", "«{}»", "> {}\n")
FRAMES = ("I found this: {} What do you think?", "{}", "so {} is what it says, isn't it", "look:\n{}\nnice, no?")
ASCRIBED = ("{name} said {words}", "{words} – {name}", "As {name} wrote: {words}", "{words} ({name} 5)")
OTHERS = ("Proudhon", "Emma Goldman", "Jo Field")
TALK = (
    "thanks, that helps",
    "who wrote “The Lamp” then?",
    "it's what they don't say that's “telling”",
    "no idea :)",
)


def made(
    kind: str, ours: list[Sentence], strangers: list[Sentence], chance: random.Random
) -> tuple[str, Sentence | None]:
    """Return a message of a kind, and what it quotes."""
    one = chance.choice(strangers if kind == "nowhere" else ours)
    if kind == "none":
        return chance.choice(TALK), None
    words = one.text
    if kind == "altered":
        words = chance.choice((_replaced, _left_out, _put_in))(one, chance)
    marked = chance.choice([mark for mark in MARKS if not set(mark) & set(words)] or MARKS[-1:]).format(words)
    if kind == "misattributed":
        return chance.choice(ASCRIBED).format(name=chance.choice(OTHERS), words=marked.rstrip("\n")), one
    return chance.choice(FRAMES).format(marked), one


def is_right(archive: Archive, kind: str, message: str) -> tuple[bool, bool]:
    """Return whether a message is judged rightly, and whether something false is called exact."""
    found = quotations_in(message)
    if kind == "none":
        return not found, False
    if len(found) != 1:
        return False, False
    checked = archive.verify_quotation(found[0].text, claimed=found[0].claimed)
    exact = checked.verdict is Verdict.EXACT
    match kind:
        case "right":
            return exact, False
        case "altered":
            return checked.verdict is Verdict.DIFFERS, exact
        case "nowhere":
            return checked.verdict is Verdict.ABSENT, exact
    told = checked.claimed is not None and checked.claimed.author is False
    author = archive.show(checked.matches[0].document).record.value(Field.AUTHOR) if checked.matches else None
    return exact and (told or author is None), False


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--set", default="mia_dev")
    parser.add_argument("--each", type=int, default=100)
    parser.add_argument("--show", type=int, default=0)
    args = parser.parse_args()
    chance = random.Random(11)
    archive = open_archive(args.sets / args.set, args.work / args.set)
    ours = drawn(_quotable(archive), 4 * args.each, chance)
    strangers = drawn(
        _whole(lay_out(args.sets / STRANGERS, args.work / STRANGERS / "documents")), args.each, chance
    )
    falsely = 0
    print(f"| {args.set}, {args.each} messages of each kind | judged rightly |\n|---|---|")
    for kind in ("right", "altered", "misattributed", "nowhere", "none"):
        right = wrong = 0
        for _ in range(args.each):
            message, _ = made(kind, ours, strangers, chance)
            fits, false = is_right(archive, kind, message)
            right, falsely = right + fits, falsely + false
            wrong += not fits
            if not fits and wrong <= args.show:
                print(f"{kind}: {message!r} {[(one.text[:40], one.claimed) for one in quotations_in(message)]}")
        print(f"| {kind} | {100 * right / args.each:.0f} % |")
    print(f"\nAltered quotations called exact: {falsely}.")


if __name__ == "__main__":
    main()
