"""A small archive, as a question sees it."""

from __future__ import annotations

from embeddings.index.words.initialisms import InitialismCollector, Initialisms, count_initialisms
from embeddings.retrieval.holdings import Holding, Holdings
from embeddings.retrieval.understanding.names import ArchiveKnowledge
from embeddings.retrieval.understanding.understanding import Question, understand
from embeddings.text.years import Years

TEXT = "The Northern Lamp Board (NLB) met in June; the N.L.B. rose in July."
HOLDINGS = Holdings(
    [
        Holding(1, ("Ada Moor",), "The Lamp and the Tide", "The Harbour", (Years(1901, 1901),)),
        Holding(2, ("Ada Moor",), "Letters from the Quay", None, (Years(1899, 1902),)),
        Holding(3, ("Jean de la Tour",), "Keepers", "The Harbour", (Years(1910, 1910),)),
        Holding(4, (), "Stone Age"),
    ],
    ["Tom Vane", "The editors of The Harbour"],
)


def knowledge() -> ArchiveKnowledge:
    collector = InitialismCollector()
    collector.add(count_initialisms(TEXT))
    return ArchiveKnowledge(HOLDINGS, Initialisms(collector.found()))


KNOWN = knowledge()


def asked(typed: str) -> Question:
    return understand(typed, KNOWN)
