"""Count what the house rules say of the tree: ``python -m tests.structure`` prints the table.

Imports are read from the source, those for type checkers counted like all others, so an arrow is an arrow whether
it is ever followed or not.
"""

from __future__ import annotations

import ast
import sys
import tempfile
import threading
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from embeddings.archive import Archive

ROOT = Path(__file__).parents[1]
PRODUCT = ("bot", "embeddings")
QUESTION = "How did Leon Sedov die?"

# Every room, the top of the house first. What stands on one floor or below may be imported, never what is above.
# A module goes by the longest name that holds it.
FLOORS = (
    ("bot.__main__",),
    ("bot.cli",),
    ("bot.running", "bot.mcp"),
    ("bot.commands",),
    ("bot.admin", "bot.buttons"),
    ("bot.daily",),
    ("bot.client",),
    ("bot.services",),
    ("bot.asking",),
    ("bot.rendering",),
    ("bot.sending",),
    ("bot.memory", "bot.terminal"),
    ("bot.words",),
    ("bot.config", "bot.token"),
    ("bot.errors", "bot"),
    ("embeddings.archive",),
    ("embeddings.evaluation",),
    ("embeddings.quoting.answering",),
    ("embeddings.quoting.checking",),
    ("embeddings.quoting.citing",),
    ("embeddings.quoting.linking",),
    ("embeddings.quoting",),
    ("embeddings.retrieval",),
    ("embeddings.retrieval.understanding", "embeddings.retrieval.follow_up"),
    ("embeddings.retrieval.holdings", "embeddings.retrieval.first_stage"),
    ("embeddings.index",),
    ("embeddings.index.building",),
    ("embeddings.index.generations",),
    ("embeddings.index.storage",),
    ("embeddings.index.words",),
    ("embeddings.models", "embeddings.documents"),
    ("embeddings.text",),
    ("embeddings.files", "embeddings.progress", "embeddings.report"),
    ("embeddings.errors", "embeddings.settings", "embeddings.weights", "embeddings"),
)
# Rooms of one floor that know nothing of each other.
STRANGERS = (
    ("bot.admin", "bot.buttons"),
    ("bot.memory", "bot.terminal"),
    ("embeddings.models", "embeddings.documents"),
    ("embeddings.retrieval.understanding", "embeddings.retrieval.follow_up"),
)


@dataclass(frozen=True)
class Tree:
    """The product's modules below a folder, by their dotted names."""

    root: Path = ROOT

    @cached_property
    def modules(self) -> dict[str, Path]:
        """Each module that holds any code, a package going by its own name."""
        files = (file for package in PRODUCT for file in sorted((self.root / package).rglob("*.py")))
        return {self.name_of(file): file for file in files if self.lines_of(file)}

    @cached_property
    def imports(self) -> dict[str, set[str]]:
        """What each module imports: modules of the product by their names, all else as it is written."""
        return {name: set(self._imports(file)) for name, file in self.modules.items()}

    @property
    def lines(self) -> int:
        """The product's lines of code, comments and docstrings included."""
        return sum(map(self.lines_of, self.modules.values()))

    @property
    def loose(self) -> list[str]:
        """The modules at the bot's top that stand in no room."""
        return sorted(file.name for file in (self.root / "bot").glob("*.py") if file.name != "__init__.py")

    def name_of(self, file: Path) -> str:
        """Return a file's dotted name."""
        return ".".join(file.relative_to(self.root).with_suffix("").parts).removesuffix(".__init__")

    @staticmethod
    def lines_of(file: Path) -> int:
        """Return how many lines a file has."""
        return len(file.read_text("utf-8").splitlines())

    def circles(self) -> list[list[str]]:
        """Return the import circles; of those that share a module, one."""
        graph = {name: targets & self.modules.keys() - {name} for name, targets in self.imports.items()}
        found: list[list[str]] = []
        while True:
            try:
                list(TopologicalSorter(graph).static_order())
            except CycleError as error:
                circle: list[str] = error.args[1]
                found.append(circle)
                for name in circle:
                    graph.pop(name, None)
            else:
                return found

    def arrows_up(self) -> list[str]:
        """Return the imports of a room above the importer's."""
        return [
            f"{name} -> {target}"
            for name, targets in self.imports.items()
            for target in sorted(targets & self.modules.keys())
            if floor(target)[0] < floor(name)[0]
        ]

    def _imports(self, file: Path) -> Iterator[str]:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, f"{file}: a relative import"
                base = node.module or ""
                for alias in node.names:
                    within = f"{base}.{alias.name}"
                    yield within if within in self.modules else base


def floor(module: str) -> tuple[int, str]:
    """Return a module's floor, counted from the top, and its room; KeyError where no room holds it."""
    rooms = {room: number for number, floor in enumerate(FLOORS) for room in floor}
    room = module
    while room not in rooms:
        if "." not in room:
            raise KeyError(module)
        room = room.rpartition(".")[0]
    return rooms[room], room


def entered(archive: Archive, question: str = QUESTION) -> list[str]:
    """Return the product's modules of which a function runs while an archive that is open answers one question.

    The archive must not be open yet, for threads are watched from their beginning; it is closed in the end.
    """
    files: set[str] = set()
    began, ended = threading.Event(), threading.Event()

    def watch(frame: FrameType, event: str, _argument: object) -> None:
        if ended.is_set():
            sys.setprofile(None)  # of this thread, which may live on
        elif event == "call" and began.is_set() and frame.f_code.co_name != "<module>":
            files.add(frame.f_code.co_filename)

    threading.setprofile(watch)
    sys.setprofile(watch)
    try:
        archive.open()
        began.set()
        archive.ask(question)
    finally:
        ended.set()
        sys.setprofile(None)
        threading.setprofile(None)  # type: ignore[arg-type] # as its documentation says
        archive.close()
    tree = Tree()
    names = {str(file): name for name, file in tree.modules.items()}
    return sorted(names[file] for file in files if file in names)


def main() -> None:
    """Print the table."""
    from embeddings.archive import Archive
    from embeddings.settings import ArchiveSettings

    tree = Tree()
    with tempfile.TemporaryDirectory() as data:
        settings = ArchiveSettings(ROOT / "seeds", Path(data))
        Archive(settings).build()
        asked = entered(Archive(settings))
    longest = max(tree.modules, key=lambda name: tree.lines_of(tree.modules[name]))
    rows = {
        "import circles, types counted": len(tree.circles()),
        "arrows back up": len(tree.arrows_up()),
        "modules of product code": len(tree.modules),
        "lines of product code": tree.lines,
        "modules entered by one question": len(asked),
        "loose modules at the bot's top": len(tree.loose),
        f"lines of the longest module, {longest}": tree.lines_of(tree.modules[longest]),
    }
    for what, figure in rows.items():
        print(f"{figure:>8,}  {what}")
    for problem in (*map(" -> ".join, tree.circles()), *tree.arrows_up()):
        print(f"          {problem}")
    print("\n".join(("", "Entered by one question:", *asked)))


if __name__ == "__main__":
    main()
