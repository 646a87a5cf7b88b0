"""What can be set, at its default. `config/pincite.toml` documents every key; the bot reads that file."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Annotated

from annotated_types import Ge, Gt, Le

PACKAGED_MODEL = "packaged"
MULTILINGUAL_MODEL = "multilingual-e5-small"
PACKAGED_RERANKER = "ms-marco-MiniLM-L-12-v2"


class Languages(Enum):
    """Which languages the packaged model is to read."""

    ENGLISH = "english"
    MANY = "many"  # a hundred; needs the packages of the extra `languages`


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """The embedding model."""

    name: str = PACKAGED_MODEL  # or a folder, or a hub id, of any sentence-transformers model
    languages: Languages = Languages.ENGLISH  # of the packaged model; another one reads what it reads
    fast: bool = True  # serve from int8 ONNX; false serves sentence-transformers itself

    @property
    def chosen(self) -> str:
        """Return the name of the model in use."""
        many = self.name == PACKAGED_MODEL and self.languages is Languages.MANY
        return MULTILINGUAL_MODEL if many else self.name


@dataclass(frozen=True, slots=True)
class ReadingSettings:
    """Limits on what is read."""

    megabytes: Annotated[float, Gt(0)] = 20.0  # a larger file is refused
    documents: Annotated[int, Gt(0)] = 100_000  # more than these in the folder are refused
    seconds: Annotated[float, Gt(0)] = 30.0  # a file that takes longer to read is refused
    memory_megabytes: Annotated[int, Ge(200)] = 800  # a file that takes more to read is refused
    unpacked_megabytes: Annotated[float, Gt(0)] = 200.0  # a .docx, .odt or .epub that holds more is refused
    pages: Annotated[int, Gt(0)] = 5_000  # a .pdf with more is refused


@dataclass(frozen=True, slots=True)
class PassageSettings:
    """How documents are split."""

    tokens: Annotated[int, Ge(16)] = 200  # of the model's own tokenizer; never above what the model reads
    window_tokens: Annotated[int, Ge(16)] = 64  # the few sentences that one vector stands for


@dataclass(frozen=True, slots=True)
class ReindexSettings:
    """How the index is kept up to date."""

    trust_times: bool = True  # a file of the same size and times as before is taken for unchanged, unread
    generations: Annotated[int, Ge(1), Le(1000)] = 3  # kept, the current one included
    spare_megabytes: Annotated[float, Ge(0)] = 100.0  # of the disk that a reindex leaves free
    watch: bool = False  # the running bot reindexes by itself when the folder of documents has changed
    settle_seconds: Annotated[float, Ge(0.1), Le(3600)] = 5.0  # without a change, before it does


class Length(Enum):
    """How much a quote shows."""

    SHORT = "short"  # the sentences that answer
    PARAGRAPH = "paragraph"  # and the paragraph around them


@dataclass(frozen=True, slots=True)
class AnswerSettings:
    """How questions are answered."""

    length: Length = Length.SHORT
    quotes: Annotated[int, Ge(1), Le(10)] = 3  # at most: no more are shown than are likely to answer
    quote_characters: Annotated[int, Ge(200), Le(1500)] = 1000  # a quote is cut to whole sentences within this
    minimum_confidence: Annotated[float, Ge(0), Le(1)] = 0.5  # below it the archive is said not to answer


@dataclass(frozen=True, slots=True)
class RerankSettings:
    """The second look at the best passages, question and passage read together."""

    enabled: bool = True
    model: str = PACKAGED_RERANKER  # or a folder, or a hub id, of any sentence-transformers CrossEncoder
    candidates: Annotated[int, Ge(1), Le(100)] = 8  # of the first stage's best, how many are looked at again
    milliseconds: Annotated[int, Ge(1), Le(60_000)] = 350  # what would take longer keeps its order


@dataclass(frozen=True, slots=True)
class ArchiveSettings:
    """Everything the library needs to know."""

    source: Path = Path("seeds")
    data: Path = Path(".pincite")
    model: ModelSettings = field(default_factory=ModelSettings)
    reading: ReadingSettings = field(default_factory=ReadingSettings)
    passages: PassageSettings = field(default_factory=PassageSettings)
    reindex: ReindexSettings = field(default_factory=ReindexSettings)
    rerank: RerankSettings = field(default_factory=RerankSettings)
    answer: AnswerSettings = field(default_factory=AnswerSettings)
