from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rendering.answer import MOST_ENTRIES, further_card
from bot.rendering.answer import card_of as laid_out_answer
from bot.rendering.parts import ANSWERED, DOUBTFUL, SILENT
from bot.sending.limits import MESSAGE_COMPONENTS, MESSAGE_TEXT, units
from bot.words import Phrases, markdown
from bot.words.lists import shortened
from embeddings.documents.document import Role
from embeddings.errors import NotVerbatim
from embeddings.quoting.quote import Elsewhere, Locator
from embeddings.retrieval.filters import Filters
from tests.bot.markdown_scanner import live, live_in_quote
from tests.bot.samples import ANSWER, AUTHOR, DATES, LIT, NEAR, PARAGRAPH, QUOTE, SILENCE, TEXT, quote_of
from tests.bot.words.test_markdown import hostile

if TYPE_CHECKING:
    from bot.rendering.answer import Card, Entry
    from embeddings.quoting.quote import Answer, Quote


EN, DE = Phrases.of("en"), Phrases.of("de")
NO_ANSWER = EN("no-answer")
SURE = "-# Very likely the answer (93%)."
SHORT = "-# Moor, “The Lamp”, p. 4, ¶\u00a01"


def card_of(answer: Answer, *, phrases: Phrases = EN, **options: Any) -> Card:
    return laid_out_answer(answer, phrases, **options)


def answer_of(*quotes: Quote) -> Answer:
    return replace(ANSWER, quotes=quotes)


def further_of(*quotes: Quote, near: bool = False) -> Card:
    return further_card("Who lit it?", quotes, EN, style="short", near=near)


def quote_of_length(length: int, letter: str = "x") -> Quote:
    text = letter * length
    return quote_of(text, text)


def quotes_in(entry: Entry) -> tuple[str, str]:
    """Return an entry's block quote and the lines under it."""
    lines = entry.text.split("\n")
    count = next((at for at, line in enumerate(lines) if not line.startswith("> ")), len(lines))
    return "\n".join(lines[:count]), "\n".join(lines[count:])


def test_a_quote_stands_above_its_citation_with_the_answering_words_in_bold() -> None:
    (entry,) = card_of(ANSWER).entries
    shown, under = quotes_in(entry)
    assert f"**{LIT}**" in shown
    assert markdown.unquote(shown) == QUOTE.text
    assert under == f"{SHORT}\n-# The document also says: 3 May 1900 (page header)."


def test_a_quote_that_answers_as_a_whole_is_not_in_bold() -> None:
    (entry,) = card_of(answer_of(quote_of(LIT, lit=LIT))).entries
    assert quotes_in(entry)[0] == f"> {LIT}"


def test_words_of_others_are_credited_before_the_citation_that_names_the_author() -> None:
    (entry,) = card_of(answer_of(quote_of(LIT, role=Role.EDITOR, speaker="The editors of The Harbour"))).entries
    first, second, *_ = quotes_in(entry)[1].split("\n")
    assert first == f"*Words of the editors of The Harbour, not of {AUTHOR}.*"
    assert second.startswith("-# Moor, ")


def test_the_section_of_a_quote_is_named_beside_the_citation_where_both_fit_a_line() -> None:
    def under(section: str) -> str:
        citation = replace(QUOTE.citation, locator=replace(QUOTE.citation.locator, section=section))
        (entry,) = card_of(answer_of(replace(QUOTE, source=TEXT, citation=citation))).entries
        return quotes_in(entry)[1]

    assert under("In *June*").startswith(f"{SHORT} · Section “In \\*June\\*”\n")
    assert under("In June " * 10).startswith(f"{SHORT}\n-# Section “In June")


def test_a_document_is_cited_once_and_its_other_quotes_say_only_where_they_stand() -> None:
    other = quote_of("The second keeper came in June; he kept no log.")
    other = replace(other, source=TEXT, citation=replace(other.citation, locator=Locator("5", 2, 3)))
    between = replace(quote_of("The pilot", "The pilot"), source="The pilot", document="pilot.txt")
    card = card_of(answer_of(QUOTE, between, other))
    assert [entry.number for entry in card.entries] == [0, 2, 1]
    assert [quotes_in(entry)[1].split("\n")[0] for entry in card.entries] == [
        SHORT,
        "-# Same document, p. 5, ¶¶\u00a02–3",
        SHORT,
    ]


def test_words_of_another_in_the_same_document_have_their_own_citation() -> None:
    card = card_of(answer_of(quote_of(LIT, role=Role.EDITOR, speaker="Ben Stow"), QUOTE))
    assert ["Same document" in entry.text for entry in card.entries] == [False, False]
    card = card_of(answer_of(QUOTE, quote_of(LIT, role=Role.EDITOR, speaker="Ben Stow"), quote_of(PARAGRAPH)))
    assert [(entry.number, "Same document" in entry.text) for entry in card.entries] == [
        (0, False),
        (2, True),
        (1, False),
    ]


def test_a_contradiction_is_told_once_a_document() -> None:
    other = quote_of("Nobody had told the pilot", conflicts=(DATES,))
    card = card_of(answer_of(QUOTE, other))
    assert ["also says" in entry.text for entry in card.entries] == [True, False]


def test_an_answer_begins_with_how_likely_it_is_and_does_not_repeat_it() -> None:
    card = card_of(ANSWER)
    assert (card.head, card.foot, card.colour) == (SURE, "", ANSWERED)


def test_a_doubtful_answer_says_so_in_full_size_and_is_not_green() -> None:
    card = card_of(replace(ANSWER, confidence=0.61))
    assert (card.head, card.colour) == ("Doubtful, but perhaps the answer (61%).", DOUBTFUL)


def test_names_of_the_question_that_do_not_stand_near_are_said_and_make_an_answer_doubtful() -> None:
    card = card_of(replace(ANSWER, missing=("Ben *Stow*",)))
    assert card.head == f"{SURE.removeprefix('-# ')} It does not mention Ben \\*Stow\\*."
    assert card.colour == DOUBTFUL
    near = replace(SILENCE, missing=("Stow", "1902"), unknown=("1902",))
    assert card_of(near).head == f"{NO_ANSWER} Nothing in it mentions 1902."
    many = card_of(replace(ANSWER, missing=("a" * 500, "b", "c", "d"))).head
    assert "…" in many
    assert "d." not in many


def test_silence_is_one_sentence_and_no_passage_is_shown() -> None:
    card = card_of(SILENCE)
    assert (card.head, card.entries, card.foot, card.colour) == (NO_ANSWER, (), "", SILENT)


def test_what_else_was_found_says_of_each_passage_how_likely_it_is_and_sets_off_only_what_is() -> None:
    likely = replace(QUOTE, source=TEXT, confidence=0.9)
    card = further_of(likely, NEAR)
    assert [entry.text.split("\n")[0] for entry in card.entries] == [
        "-# Very likely the answer (90%).",
        "-# Probably not the answer (4%).",
    ]
    assert ["**" in entry.text for entry in card.entries] == [True, False]
    assert card.colour == SILENT
    assert further_of(likely).colour == ANSWERED
    assert further_of(NEAR, near=True).head == "-# Nearest passages to: Who lit it?"


def test_the_question_is_repeated_where_asked_for_on_one_short_line() -> None:
    assert card_of(ANSWER, asked=True).head == f"**When was it lit?**\n{SURE}"
    long = card_of(replace(ANSWER, question="why\n\n@everyone " + "so " * 100), asked=True).head
    assert long.startswith("**why \\@everyone so so")
    assert long.endswith(f" so…**\n{SURE}")
    assert long.count("\n") == 1


def test_a_question_that_would_turn_the_line_around_is_shown_with_signs_for_it() -> None:
    head = card_of(replace(ANSWER, question="who \u202eknits\u2066?"), asked=True).head
    assert head.startswith("**who ‹U+202E›knits‹U+2066›?**\n")


def test_a_message_is_filled_to_the_last_character_and_not_beyond() -> None:
    first = quote_of_length(2000)
    used = card_of(answer_of(first, quote_of_length(100))).size
    full = card_of(answer_of(first, quote_of_length(100 + MESSAGE_TEXT - used)))
    assert full.size == MESSAGE_TEXT
    assert [entry.whole for entry in full.entries] == [True, True]
    over = card_of(answer_of(first, quote_of_length(100 + MESSAGE_TEXT - used + 1)))
    assert [entry.whole for entry in over.entries] == [True, False]
    assert over.size <= MESSAGE_TEXT


def test_length_counts_as_clients_count_it() -> None:
    assert (units("é"), units("👍"), units("\ud83d")) == (1, 2, 1)
    astral = quote_of_length(1990, "𝕏")
    assert card_of(answer_of(quote_of_length(20), astral)).size <= MESSAGE_TEXT


def test_a_quote_that_does_not_fit_is_cited_and_its_context_offered_and_a_shorter_one_after_it_stands_whole() -> (
    None
):
    card = card_of(answer_of(quote_of_length(2000), quote_of_length(2001), quote_of_length(100)))
    assert [entry.whole for entry in card.entries] == [True, False, True]
    assert [len(markdown.unquote(quotes_in(entry)[0])) for entry in card.entries if entry.whole] == [2000, 100]
    assert card.entries[1].text == f"-# {EN('passage-too-long')}\n-# Same document, p. 4, ¶\u00a01"
    assert "did not fit" not in card.foot


def test_even_a_citation_too_long_for_a_message_does_no_harm() -> None:
    quote = quote_of(LIT)
    citation = replace(quote.citation, short="t" * MESSAGE_TEXT)
    long = [replace(quote, source=TEXT, document=name, citation=citation) for name in ("a.txt", "b.txt")]
    card = card_of(answer_of(QUOTE, *long))
    assert len(card.entries) == 1
    assert "2 more passages did not fit. “More” shows them." in card.foot


def test_no_message_has_more_components_than_discord_takes() -> None:
    answer = answer_of(*[quote_of_length(1) for _ in range(MESSAGE_COMPONENTS)])
    card = card_of(answer, asked=True)
    assert len(card.entries) == MOST_ENTRIES
    assert f"{MESSAGE_COMPONENTS - MOST_ENTRIES} more passages did not fit" in card.foot


def test_a_citation_is_written_in_the_servers_style_with_its_italics() -> None:
    csl = {**QUOTE.citation.csl, "container-title": "The *Harbour*", "type": "article-newspaper"}
    quote = replace(QUOTE, source=TEXT, citation=replace(QUOTE.citation, csl=csl))
    (entry,) = card_of(answer_of(quote), style="mla").entries
    assert quotes_in(entry)[1].startswith("-# Moor, Ada. “The Lamp.” *The \\*Harbour\\**, 3 May 1901")
    for unknown in ("bibtex", "no such style"):
        (entry,) = card_of(answer_of(quote), style=unknown).entries
        assert quotes_in(entry)[1].startswith(SHORT)


def test_everything_but_the_archives_words_is_in_the_readers_language() -> None:
    quote = quote_of(LIT, role=Role.EDITOR, speaker="The editors of The Harbour", conflicts=(DATES,))
    card = card_of(answer_of(quote), phrases=DE)
    assert quotes_in(card.entries[0])[1].split("\n") == [
        f"*Worte von der Redaktion von The Harbour, nicht von {AUTHOR}.*",
        SHORT,
        "-# Das Dokument sagt auch: 3 May 1900 (Seitenkopf).",
    ]
    assert card.head == "-# Sehr wahrscheinlich die Antwort (93 %)."


def test_a_quote_that_would_be_shown_changed_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown, "block_quote", lambda text, _strong: f"> {text[:-1]}")
    with pytest.raises(NotVerbatim):
        card_of(ANSWER)


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    texts = draw(st.lists(st.tuples(hostile, st.integers(1, 400)), min_size=1, max_size=6))
    quotes = []
    for fragment, times in texts:
        text = (fragment or "x") * times
        quote = quote_of(text, text, conflicts=draw(st.sampled_from([(), (DATES,)])))
        place = st.integers(0, len(text) - 1)
        edges = sorted(draw(st.sets(place, max_size=6)))
        lit = [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=False) if start < end]
        citation = replace(quote.citation, short=draw(hostile))
        role = draw(st.sampled_from(list(Role)))
        quotes.append(
            replace(quote, source=text, citation=citation, highlights=tuple(lit), role=role, speaker=draw(hostile))
        )
    return replace(
        answer_of(*quotes),
        question=draw(hostile),
        confidence=draw(st.sampled_from([0.5, 0.93])),
        missing=draw(st.lists(hostile).map(tuple)),
        unknown=draw(st.lists(hostile).map(tuple)),
        searched_for=draw(st.none() | hostile),
    )


@given(answers(), st.booleans())
def test_whatever_is_quoted_the_message_is_within_limits_verbatim_and_inert(answer: Answer, asked: bool) -> None:
    history = [{"role": "user", "content": answer.question}]
    card = card_of(answer, asked=asked, history=history)
    assert card.size <= MESSAGE_TEXT
    for entry in card.entries:
        shown, under = quotes_in(entry)
        assert live(_without_own_marks(under)) == set()
        assert bool(shown) is entry.whole
        if shown:
            assert live_in_quote(shown) == set()
            assert markdown.unquote(shown) == answer.quotes[entry.number].text
    left = len(answer.quotes) - len(card.entries)
    assert ("did not fit" in card.foot) == (left > 0)
    assert live(_without_own_marks(card.head)) == set()
    assert sorted(entry.number for entry in card.entries) == list(range(len(card.entries)))
    assert all(entry.quote is answer.quotes[entry.number] for entry in card.entries)


def _without_own_marks(text: str) -> str:
    """Take the formatting that is the bot's own off: italics and bold of a whole line, small print."""
    text = re.sub(r"(?m)^-# ", "", text)
    return re.sub(r"(?m)^(\*{1,2})(.*)\1$", r"\2", text)


@pytest.mark.parametrize("most", [5, 10, 150])
def test_a_shortened_text_is_one_line_within_its_length(most: int) -> None:
    assert shortened("a b", most) == "a b"
    cut = shortened("some words\nand more " * 20, most)
    assert len(cut) <= most
    assert cut.endswith("…")
    assert "\n" not in cut


def test_other_editions_of_a_quote_are_named_on_one_line_and_those_that_do_not_fit_are_counted() -> None:
    places = tuple(Elsewhere(f"{name}.txt", 0, 9, f"Moor, “The Lamp” ({name})") for name in "abcde")
    (shown,) = card_of(answer_of(replace(QUOTE, source=TEXT, also_in=places))).entries
    told = next(line for line in shown.text.split("\n") if "Also in" in line).replace("\\", "")
    assert told == (
        "-# Also in Moor, “The Lamp” (a), Moor, “The Lamp” (b), Moor, “The Lamp” (c), Moor, “The Lamp” (d) and 1 more."
    )


def test_what_was_searched_for_is_told_where_that_is_more_than_was_asked() -> None:
    head = card_of(replace(ANSWER, searched_for="when did he die — Sedov?")).head
    assert head == f"{SURE}\n-# Searched for: when did he die — Sedov?"


def test_a_question_searched_for_as_it_stands_is_not_repeated() -> None:
    assert card_of(replace(ANSWER, question="When was IT lit??", searched_for="when was it lit")).head == SURE


def test_a_follow_up_is_told_by_the_question_it_carries_on_on_one_line() -> None:
    history = [{"role": "user", "content": "How did @Sedov die?"}, {"role": "assistant", "content": "In Paris."}]
    carried = replace(ANSWER, question="and when?", searched_for="and when — sedov?")
    head = card_of(carried, history=history, filters=Filters(author=AUTHOR)).head
    assert head.split("\n")[1:] == [
        f"-# Read as a follow-up to “How did \\@Sedov die?” · Searched only: author {AUTHOR}"
    ]
    history += [
        {"role": "user", "content": "Who wrote the obituary?"},
        {"role": "assistant", "content": "Trotsky."},
    ]
    assert "follow-up to “How did \\@Sedov die?”" in card_of(carried, history=history).head
    by_answer = replace(carried, searched_for="and when — trotsky?")
    assert "follow-up to “Who wrote the obituary?”" in card_of(by_answer, history=history).head
    respelt = replace(ANSWER, question="and wehn?", searched_for="and when?")
    assert "Searched for: and when?" in card_of(respelt, history=history).head
