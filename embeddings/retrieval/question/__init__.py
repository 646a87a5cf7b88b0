"""What a question asks for, told without a language model.

A question is taken apart by small rules, each its own module: `quoted` finds what may not be touched, `chat` the
noise of a chat, `voices` whose view is wanted, `sources` what is asked about a work rather than in it, `dates` its
years, `expansions` the initialisms in it. Each returns what it recognised as cuts of the text (`cuts`), and
`understanding` puts them together. A well-typed question that asks for nothing of the sort stays as it is, in any
language.
"""

from __future__ import annotations

from embeddings.retrieval.question.knowledge import Knowledge, StoreKnowledge
from embeddings.retrieval.question.sources import SourceAspect
from embeddings.retrieval.question.understanding import Question, understand

__all__ = ["Knowledge", "Question", "SourceAspect", "StoreKnowledge", "understand"]
