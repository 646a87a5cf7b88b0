"""Whose words are whose, kind by kind: in neutral documents, in English and in another language."""

from __future__ import annotations

from time import perf_counter

import pytest

from embeddings.documents.attribution import attribute
from embeddings.documents.attribution.spans import attribute_span
from embeddings.documents.document import Attribution, Block, BlockKind, Role
from embeddings.documents.reading import read_content
from embeddings.documents.record.claims import claims_of
from embeddings.documents.record.record import resolve
from embeddings.settings import ReadingSettings

HEAD = "Anna Berg\n\nOn Lamps\n\nFrom The Quay, May 1911, p. 3.\n\n"
OWN = "The lamps along the quay were lit by a boy of nine, and I have written of him before."


def voices(text: str, path: str = "page.txt", content: bytes | None = None) -> dict[str, Attribution]:
    document = read_content(path, content or text.encode(), ReadingSettings())
    record = resolve(path, claims_of(document))
    return dict(zip(map(document.slice, document.blocks), attribute(document, record), strict=True))


@pytest.mark.parametrize(
    ("before", "quotation", "speaker"),
    [
        ("As Holm says:", "“The lamp is older than the quay.” (Letters, p. 19)", "Holm"),
        ("It was this that Jo Holm had in mind when he wrote:", "The lamp is older than the quay. [6]", "Jo Holm"),
        ("Holm:", "The lamp is older than the quay, and the quay than the town.", "Holm"),
        ("Holm speaks of oil. He writes:", "The lamp is older than the quay.", "Holm"),
        ("He quotes the following words of Jo Holm:", "The lamp is older than the quay.", "Jo Holm"),
        ("Wie Holm schreibt:", "„Die Lampe ist älter als der Kai.“", "Holm"),
        ("On page 99 we read:", "The lamp is older than the quay. (p 99)", None),
    ],
)
def test_an_announced_quotation_is_its_speakers(before: str, quotation: str, speaker: str | None) -> None:
    text = f"{HEAD}{OWN} I have read what Holm and others say of it.\n\n{before}\n\n{quotation}\n\n{OWN}\n"
    told = voices(text)
    assert told[quotation] == Attribution(Role.QUOTED, speaker)
    assert told[OWN] == Attribution(Role.AUTHOR, "Anna Berg")


def test_a_quotation_may_say_inside_whose_it_is() -> None:
    quotation = "The lamp [says Holm] is older than the quay, and the quay than the town."
    assert voices(f"{HEAD}{OWN}\n\n{quotation}\n")[quotation] == Attribution(Role.QUOTED, "Holm")


def test_what_only_begins_a_sentence_is_no_speaker() -> None:
    told = voices(f"{HEAD}{OWN}\n\nUnfortunately it says:\n\n“The lamp is older than the quay.”\n")
    assert told["“The lamp is older than the quay.”"].speaker is None


@pytest.mark.parametrize(
    ("note", "whose"),
    [
        ("Leeds Editor's Note: 'This was written in 1908.'", Attribution(Role.EDITOR, "The Leeds editor")),
        (
            "According to the Leeds editors: 'This was written in 1908.'",
            Attribution(Role.EDITOR, "The Leeds editors"),
        ),
        ("Berg was thirty when this was written, and had left the town.", Attribution(Role.UNKNOWN)),
    ],
)
def test_notes_about_a_text_are_not_its_authors(note: str, whose: Attribution) -> None:
    assert voices(f"{HEAD}{note}\n\n{OWN}\n")[note] == whose


def test_a_note_after_a_paragraph_is_parted_from_it() -> None:
    told = voices(f"{HEAD}I never lost a lamp to frost. [Lamps were dear in those days. – Ed.]\n\n{OWN}\n")
    assert told["I never lost a lamp to frost."] == Attribution(Role.AUTHOR, "Anna Berg")
    assert told["[Lamps were dear in those days. – Ed.]"].role is Role.EDITOR


def test_footnotes_are_the_authors_where_editors_sign_theirs() -> None:
    notes = (
        "1. Of these lamps more is said in the second part of this paper.",
        "2. The quay was built in 1780. – Editor.",
        "3. The harbour master of the time. – Editor.",
    )
    told = voices(f"{HEAD}{OWN}[1]\n\nNotes\n\n" + "\n\n".join(notes) + "\n")
    assert [told[note].role for note in notes] == [Role.FOOTNOTE, Role.EDITOR, Role.EDITOR]
    assert told[notes[0]].speaker == "Anna Berg"


def test_speakers_take_turns_and_go_on_below_their_labels() -> None:
    turns = (
        "**Jo Field:** Who lit them?",
        "**Ida Holm:** A boy.",
        "He was nine.",
        "**Jo Field:** When?",
        "**Ida Holm:** At dusk.",
    )
    told = voices("", "talk.md", "\n\n".join(turns).encode())
    assert [told[turn].speaker for turn in turns] == ["Jo Field", "Ida Holm", "Ida Holm", "Jo Field", "Ida Holm"]
    assert {told[turn].role for turn in turns} == {Role.QUOTED}


def test_a_play_is_its_characters() -> None:
    lines = [f"{who}. {words}" for who, words in [("OWNER", "It was never flooded."), ("MASON", "It was.")] * 4]
    told = voices("THE QUARRY: A PLAY\n\n" + "\n\n".join(lines) + "\n")
    assert [told[line].speaker for line in lines[:2]] == ["OWNER", "MASON"]


def test_answers_below_questions_are_whose_name_is_the_title() -> None:
    page = "---\ntitle: Ida Holm\n---\n\n### Who are you?\n\nI light lamps.\n\n### What do you use?\n\nA ladder.\n\n### And at night?\n\nA lamp.\n"
    told = voices("", "holm.md", page.encode())
    assert told["I light lamps."] == told["A ladder."] == Attribution(Role.QUOTED, "Ida Holm")


def test_replies_are_credited_at_every_depth() -> None:
    mail = (
        "From: Anna Berg <anna@quay.example>\nSubject: Re: lamps\nDate: Mon, 15 Nov 2010 19:34:00 +0000\n\n"
        "On Mon, 15 Nov 2010 at 19:11, Jo Field <jo@quay.example> wrote:\n"
        "> On Mon, 15 Nov 2010 at 18:00, Ida Holm wrote:\n>> The lamp is out.\n> It burns again.\n\nGood.\n\n> And the oil?\n\nBought.\n"
    )
    told = {text: whose.speaker for text, whose in voices("", "reply.eml", mail.encode()).items()}
    assert told[">> The lamp is out."] == "Ida Holm"
    assert told["> It burns again."] == "Jo Field"
    assert told["> And the oil?"] == "Jo Field"
    assert told["Good."] == told["Bought."] == "Anna Berg"


def test_letters_are_by_who_signs_letter_after_letter() -> None:
    letters = "".join(
        f"{number}.\n\nTO JO FIELD.\n\nMy dear Field,\n\nThe oil of lamp {number} is sold.\n\nYour friend,\n\nHOLM.\n\n"
        for number in range(1, 5)
    )
    page = f"---\ntitle: Letters\nauthor: Anna Berg\n---\n\n{letters}"
    told = voices("", "letters.md", page.encode())
    assert (told["The oil of lamp 2 is sold."].speaker or "").casefold() == "holm"


INLINE = (
    "I asked all of them. Jo Holm said “the lamp is older than the quay, and the quay than the town.” So much for the "
    "“fine old quay” of theirs, of which they say “there is none in all the land that is as old as it.”"
)


@pytest.mark.parametrize(
    ("words", "whose"),
    [
        ("the lamp is older than the quay", Attribution(Role.QUOTED, "Jo Holm")),
        ("there is none in all the land", Attribution(Role.QUOTED)),
        ("fine old quay", Attribution(Role.AUTHOR, "Anna Berg")),
        ("I asked all of them.", Attribution(Role.AUTHOR, "Anna Berg")),
    ],
)
def test_words_between_marks_inside_a_paragraph_are_whose_name_introduces_them(
    words: str, whose: Attribution
) -> None:
    text = f"{OWN}\n\n{INLINE}\n\n{OWN}"
    start = text.index(words)
    own = Attribution(Role.AUTHOR, "Anna Berg")
    blocks = [(text.index(one), one) for one in (OWN, INLINE)]
    outline = tuple((Block(BlockKind.PARAGRAPH, at, at + len(one)), own) for at, one in blocks)
    assert attribute_span(text, outline, (start, start + len(words)), "Anna Berg") == whose


def test_in_a_tale_talk_stays_its_authors() -> None:
    tale = "\n\n".join(["“The lamp is older than the quay,” said Holm.", "“It is not at all,” said Jo Field."] * 4)
    text = f"{HEAD}{tale}\n\n{OWN}\n"
    assert {whose.role for block, whose in voices(text).items() if block.startswith("“")} == {Role.AUTHOR}


def seconds(text: str) -> float:
    """Return the time that crediting a text takes, the best of three."""
    document = read_content("page.txt", text.encode(), ReadingSettings())
    record = resolve("page.txt", claims_of(document))

    def once() -> float:
        begun = perf_counter()
        attribute(document, record)
        return perf_counter() - begun

    return min(once() for _ in range(3))


@pytest.mark.parametrize(
    "unit",
    [
        "As Holm {0} says:\n\nThe lamp of {0} is older than the quay. (p {0})\n\nHe writes of it again.\n\n",
        "'a " * 20,
        "‘“a " * 20,
    ],
)
def test_crediting_costs_no_more_than_a_text_grows(unit: str) -> None:
    short, long = ("".join(unit.format(number) for number in range(count)) for count in (200, 1_600))
    assert seconds(long) < 8 * 6 * max(seconds(short), 0.02)  # with the square, and not on a trifle
