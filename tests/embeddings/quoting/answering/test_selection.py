from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embeddings.documents.document import UNATTRIBUTED, Attribution, Role
from embeddings.documents.passages import Passage, Window
from embeddings.index.storage.store import StoredPassage
from embeddings.index.words.lexical import LexicalQuery, TermWeights
from embeddings.quoting.answering.selection import (
    Excerpt,
    SentenceScorer,
    answering,
    around,
    excerpt,
    points_back,
    select,
)
from embeddings.settings import AnswerSettings, Length
from embeddings.text.sentences import sentences
from embeddings.weights import SHIPPED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from embeddings.archive import Archive

    Scoring = Callable[[str], SentenceScorer]

QUOTING = SHIPPED.quoting
HEADING = "Stone and Bread"
TEXT = (
    f"{HEADING}\n\nThe mill burned in 1907. Nobody was hurt. The quarry at Hollin was flooded by the river "
    "in March 1911. The men were paid off. They left for the coast."
)
BODY = TEXT[len(HEADING) + 2 :]
QUARRY = "The quarry at Hollin was flooded by the river in March 1911."
SPANS = (*sentences(TEXT, 0, len(HEADING)), *sentences(TEXT, len(HEADING), len(TEXT)))


def passage_of(spans: tuple[tuple[int, int], ...], *, headings: int = 0, continues: bool = False) -> StoredPassage:
    """Make a passage whose windows are its sentences, each alone, and then all of them."""
    windows = (*(Window(at, at + 1) for at in range(len(spans))), Window(0, len(spans)))
    passage = Passage(
        spans[0][0], spans[-1][1], spans, UNATTRIBUTED, headings, continues=continues, windows=windows
    )
    return StoredPassage(0, 1, passage)


def words(excerpt_: Excerpt) -> list[str]:
    return [excerpt_.text[start:end] for start, end in excerpt_.sentences]


@pytest.fixture
def ask(archive: Archive) -> Iterator[Scoring]:
    with archive._served.leased() as serving:
        store = serving.generation.store

        def scorer(question: str) -> SentenceScorer:
            terms = TermWeights.of(LexicalQuery.parse(question, store), store.full_text)
            query = serving.encoder.encode_query(question)
            return SentenceScorer(question, terms, query, serving.encoder, serving.reranker)

        yield scorer


def chosen(
    scorer: SentenceScorer, limit: int, *, closely: bool = False, length: Length = Length.PARAGRAPH
) -> tuple[str, str]:
    whole = passage_of(SPANS, headings=1)
    part = excerpt(TEXT, 7, (SPANS[0][0], SPANS[-1][1]), {7: whole})
    logits: dict[tuple[int, int], float] = {}
    if closely:
        read = scorer.read([TEXT[start:end] for start, end in SPANS[1:]])
        logits = dict(zip(SPANS[1:], map(float, read), strict=True))
    limits = AnswerSettings(quote_characters=limit, length=length)
    selection = select(part, logits, scorer, QUOTING, limits, closely=closely)
    start, end = selection.highlight
    return TEXT[selection.start : selection.end], TEXT[start:end]


@pytest.mark.parametrize(
    ("question", "sentence"),
    [("When was the quarry flooded?", QUARRY), ("What happened to the mill?", "The mill burned in 1907.")],
)
@pytest.mark.parametrize("closely", [True, False])
def test_the_sentence_that_answers_is_highlighted_with_and_without_the_cross_encoder(
    ask: Scoring, question: str, sentence: str, *, closely: bool
) -> None:
    assert chosen(ask(question), 1000, closely=closely)[1] == sentence


def test_words_count_by_their_weight_in_any_form_and_meaning_tells_where_no_sentence_holds_one(
    ask: Scoring,
) -> None:
    assert chosen(ask("flooding of quarries"), 1000)[1] == QUARRY
    assert chosen(ask("Was anybody injured?"), 1000)[1] == "Nobody was hurt."


def test_a_quote_is_whole_sentences_within_the_limit_and_one_sentence_however_long_it_is(ask: Scoring) -> None:
    scorer = ask("When was the quarry flooded?")
    assert chosen(scorer, 1)[0] == QUARRY
    assert chosen(scorer, len(QUARRY) + 25)[0] in {
        f"{QUARRY} The men were paid off.",
        f"Nobody was hurt. {QUARRY}",
    }
    assert chosen(scorer, 1000)[0] == BODY


def test_a_heading_is_not_quoted_with_its_text_but_alone_if_there_is_none(ask: Scoring) -> None:
    assert chosen(ask("stone and bread"), 1000)[0] == BODY
    alone = passage_of(SPANS[:1], headings=1)
    part = excerpt(TEXT, 3, SPANS[0], {3: alone})
    selection = select(part, {}, ask("bread"), QUOTING, AnswerSettings(), closely=False)
    assert TEXT[selection.start : selection.end] == HEADING


def test_a_window_that_is_only_the_heading_is_quoted_with_the_text_under_it() -> None:
    part = excerpt(TEXT, 3, SPANS[0], {3: passage_of(SPANS, headings=1)})
    assert HEADING not in words(part)
    assert part.found == ["The mill burned in 1907."]


def test_passages_that_continue_one_another_are_one_excerpt_and_no_others() -> None:
    near = {
        4: passage_of(SPANS[:1], headings=1),
        5: passage_of(SPANS[1:3]),  # the section begins here
        6: passage_of(SPANS[3:4], continues=True),
        7: passage_of(SPANS[4:5], continues=True),
        8: passage_of(SPANS[5:6]),  # another speaker, or another section
    }
    for home, window in ((5, 1), (6, 0), (7, 0)):
        found = near[home].passage.sentences[window]
        part = excerpt(TEXT, home, found, near)
        assert words(part) == [TEXT[start:end] for start, end in SPANS[1:5]]
        assert part.found == [TEXT[found[0] : found[1]]]
    assert words(excerpt(TEXT, 8, SPANS[5], near)) == [TEXT[slice(*SPANS[5])]]


def test_a_sentence_parted_over_two_passages_is_in_the_excerpt_once() -> None:
    """A very long sentence is in several passages, each of which names all of it."""
    near = {1: passage_of(SPANS[1:3]), 2: passage_of(SPANS[2:5], continues=True)}
    for home in near:
        part = excerpt(TEXT, home, near[home].passage.sentences[0], near)
        assert part.sentences == SPANS[1:5]


def test_an_archive_keeps_speakers_and_sections_apart(archive: Archive) -> None:
    """Of every passage of the seeds, what may be quoted around it is one speaker's, in one section."""
    with archive._served.leased() as serving:
        generation = serving.generation
        spoken: dict[tuple[int, int], tuple[Attribution, str | None]] = {}
        stored = generation.store.passages(range(generation.manifest.passages))
        for found in stored.values():
            for span in found.passage.sentences[found.passage.headings :]:
                spoken[span] = found.passage.attribution, found.passage.section
        roles = set()
        for number, found in stored.items():
            text = generation.store.document(found.document).text
            for window in found.passage.windows:
                part = excerpt(text, number, found.passage.span(window), stored)
                voices = {spoken[span] for span in part.sentences if span in spoken}
                assert len(voices) <= 1
                roles |= {attribution.role for attribution, _ in voices}
    assert {Role.EDITOR, Role.AUTHOR} <= roles


LETTER = "Long ago it was said. " * 23 + "He left a letter, in these words:--"


def quoted_of(text: str, limit: int) -> str:
    """Return what is quoted of a text around its first sentence."""
    part = Excerpt(text, tuple(sentences(text, 0, len(text))), 0, 1)
    left, right = around(part, 0, QUOTING, limit)
    return text[part.sentences[left][0] : part.sentences[right][1]]


def test_a_quote_that_ends_in_a_colon_goes_on_with_what_it_announces() -> None:
    items = ("Bring the lamp.", "Leave the key. Tell nobody.", "Burn this.")
    after = "The letter was found in the spring, and was read out in court by the keeper's own brother. " * 3
    listed = "\n\n".join((LETTER, *items, after))
    assert quoted_of(listed, 1000) == "\n\n".join((LETTER, *items))
    assert quoted_of(listed, len(LETTER) + 25) == f"{LETTER}\n\n{items[0]}"
    assert quoted_of("\n\n".join((LETTER, after, *items)), 1000) == f"{LETTER}\n\n{after.strip()}"
    assert quoted_of(f"{LETTER}\n\n{after}\n\n{after}", len(LETTER) + 200).count("The letter was found") == 2
    assert quoted_of("\n\n".join((LETTER.rstrip(":-") + ".", *items)), 1000) == LETTER.rstrip(":-") + "."
    assert quoted_of(LETTER, 1000) == LETTER


@st.composite
def excerpts(draw: st.DrawFn) -> tuple[Excerpt, int]:
    """Draw sentences, some at a paragraph's end, a window of them, and one of the window."""
    lengths = draw(st.lists(st.tuples(st.integers(1, 400), st.booleans()), min_size=1, max_size=25))
    colon = draw(st.sampled_from("..:"))
    text, spans = "", []
    for length, ends in lengths:
        spans.append((len(text), len(text) + length))
        text += "x" * (length - 1) + colon + ("\n\n" if ends else " ")
    first = draw(st.integers(0, len(spans) - 1))
    stop = draw(st.integers(first + 1, len(spans)))
    return Excerpt(text, tuple(spans), first, stop), draw(st.integers(first, stop - 1))


@given(excerpts(), st.integers(1, 2000))
def test_a_quote_holds_the_window_or_the_best_of_it_and_keeps_within_the_limit(
    drawn: tuple[Excerpt, int], limit: int
) -> None:
    part, best = drawn
    left, right = around(part, best, QUOTING, limit)
    size = part.sentences[right][1] - part.sentences[left][0]
    window = part.sentences[part.stop - 1][1] - part.sentences[part.first][0]
    assert 0 <= left <= best <= right < len(part.sentences)
    assert size <= limit or left == right == best
    if window <= limit:
        assert left <= part.first
        assert right >= part.stop - 1


@given(excerpts())
def test_the_paragraph_is_filled_and_no_other_is_begun_once_there_is_enough(drawn: tuple[Excerpt, int]) -> None:
    part, best = drawn
    begins = next((at + 1 for at in range(part.first - 1, -1, -1) if part.parted(at)), 0)
    stops = next((at for at in range(part.stop - 1, len(part.sentences) - 1) if part.parted(at)), None)
    ends = len(part.sentences) - 1 if stops is None else stops
    filled = part.sentences[ends][1] - part.sentences[begins][0]
    left, right = around(part, best, QUOTING, 100_000)
    if part.announces(right):
        assert right == len(part.sentences) - 1 or part.announces(ends)
    elif filled >= QUOTING.enough:
        assert (left, right) == (begins, ends)
    else:
        assert left <= begins
        assert right >= ends
        assert part.sentences[right][1] - part.sentences[left][0] >= QUOTING.enough or (left, right) == (
            0,
            len(part.sentences) - 1,
        )


def tight(logits: list[float], *, joint: dict[str, float] | None = None, text: str = TEXT) -> str:
    """Return what is quoted of the sentences after the heading, from their logits; `joint` are those of runs."""

    class Reads:
        def read(self, texts: Sequence[str]) -> np.ndarray:
            return np.array([(joint or {}).get(one, -11.0) for one in texts], dtype=np.float32)

    spans = sentences(text, text.index("\n") + 2, len(text))
    part = Excerpt(text, tuple(spans), 0, len(spans))
    scorer = cast("SentenceScorer", Reads()) if joint is not None else None
    first, last = answering(part, dict(enumerate(logits)), scorer, QUOTING.tight)
    return text[spans[first][0] : spans[last][1]]


def test_a_short_quote_is_the_sentence_that_answers_and_what_is_as_good_close_by() -> None:
    assert tight([-9, -9, 6, -9, -9]) == QUARRY
    near, far = 6 - QUOTING.tight.rival + 0.1, 6 - QUOTING.tight.rival - 0.1
    assert tight([-9, -9, 6, near, -9]) == f"{QUARRY} The men were paid off."
    assert tight([-9, -9, 6, -9, near]) == f"{QUARRY} The men were paid off. They left for the coast."
    assert tight([-9, -9, 6, far, far]) == QUARRY


def test_of_two_sentences_nearly_alike_the_one_in_good_company_is_quoted() -> None:
    filler = "It was a long winter, and nobody in the village could remember another one like it. " * 5
    text = f"{HEADING}\n\nThe mill burned. {filler}The quarry was flooded. The men were paid off."
    assert tight([6.0, *[-9] * 5, 5.9, 3.0], text=text) == "The quarry was flooded."


def test_a_sentence_is_taken_in_where_both_together_answer_clearly_better() -> None:
    both = f"{QUARRY} The men were paid off."
    assert tight([-9, -9, 3, -9, -9], joint={both: 3 + QUOTING.tight.rise}) == both
    assert tight([-9, -9, 3, -9, -9], joint={both: 2.9 + QUOTING.tight.rise}) == QUARRY
    sure = QUOTING.tight.sure
    assert tight([-9, -9, sure, -9, -9], joint={both: sure + 2 * QUOTING.tight.rise}) == QUARRY


def test_a_rival_too_far_away_or_in_another_paragraph_is_left_out() -> None:
    filler = "It was a long winter, and nobody in the village could remember another one like it. " * 5
    assert (
        tight([6, *[-9] * 5, 6], text=f"{HEADING}\n\nThe mill burned. {filler}The quarry was flooded.")
        == "The mill burned."
    )
    assert tight([6, 6], text=f"{HEADING}\n\nThe mill burned.\n\nThe quarry was flooded.") == "The mill burned."


@pytest.mark.parametrize(
    ("sentence", "back"),
    [
        ("But he left.", True),
        ("These men were paid off.", True),
        ("The men left.", False),
        ("Er starb im Mai.", True),
        ("", False),
    ],
)
def test_a_pronoun_at_the_beginning_points_back(sentence: str, *, back: bool) -> None:
    assert points_back(sentence) is back
    text = f"Ada Moor kept the lamp. {sentence}"
    part = Excerpt(text, tuple(sentences(text, 0, len(text))), 0, 1)
    if sentence:
        assert part.understood(1, 1, 1000) == (0 if back else 1)
        assert part.understood(1, 1, 20) == 1
