from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from embeddings.documents.attribution import attribute, attribute_span
from embeddings.documents.attribution.parting import part
from embeddings.documents.attribution.replies import announced_by
from embeddings.documents.document import Attribution, Role
from embeddings.documents.readers.plain import lay_out
from embeddings.documents.record.claims import claims_of
from embeddings.documents.record.record import Field, resolve

if TYPE_CHECKING:
    from embeddings.documents.document import Document
    from embeddings.documents.record.record import Record

HEAD = "Anna Berg\n\nStone and Bread\n\nFrom The Hammer, No. 4, May 1911, p. 2.\n\n"


def speakers(text: str) -> dict[str, Attribution]:
    document = lay_out("a.txt", text)
    attributions = attribute(document, resolve("a.txt", claims_of(document)))
    return {document.slice(block): whose for block, whose in zip(document.blocks, attributions, strict=True)}


def test_the_seeds_introduction_is_the_editors_and_the_rest_trotskys(seed: Document, seed_record: Record) -> None:
    whose = dict(zip((seed.slice(block)[:20] for block in seed.blocks), attribute(seed, seed_record), strict=True))
    editors = Attribution(Role.EDITOR, "The editors of The Militant")
    trotsky = Attribution(Role.AUTHOR, "Leon Trotsky")
    assert whose["Today the thinking y"] == editors
    assert whose["The GPU, Stalin’s se"] == editors
    assert whose["While but a child – "] == trotsky
    assert whose["Revolutionary youth "] == trotsky
    assert whose["From The Militant, V"].role is Role.TRANSCRIBER


@pytest.mark.parametrize(
    "handover",
    [
        "She wrote the tribute from which we reprint the following excerpts:",
        "We here publish the greater part of it.",
        "Her last letter, which we print below:",
    ],
)
def test_an_introduction_that_hands_over_is_the_editors(handover: str) -> None:
    whose = speakers(f"{HEAD}Anna Berg died in May. {handover}\n\n* * *\n\nI was born in a quarry.")
    assert whose[f"Anna Berg died in May. {handover}"] == Attribution(Role.EDITOR, "The editors of The Hammer")
    assert whose["I was born in a quarry."] == Attribution(Role.AUTHOR, "Anna Berg")


def test_an_author_who_says_we_print_is_still_the_author() -> None:
    whose = speakers(f"{HEAD}We print our own bread tickets here. Nobody minds.\n\nI was born in a quarry.")
    assert whose["We print our own bread tickets here. Nobody minds."].role is Role.AUTHOR


def test_a_page_that_names_no_author_has_unknown_speakers() -> None:
    whose = speakers("I was born in a quarry, and the dust of it is in my lungs to this day.")
    assert set(whose.values()) == {Attribution(Role.UNKNOWN)}


def test_notes_and_quotations_are_not_the_authors() -> None:
    whose = speakers(f"{HEAD}I was born in a quarry.\n\n> We were all born there.\n\nNotes\n\n1. In 1871.")
    assert whose["> We were all born there."].role is Role.QUOTED
    assert whose["1. In 1871."].role is Role.FOOTNOTE


def whose(text: str, words: str) -> Attribution:
    found = [attribution for block, attribution in speakers(HEAD + text).items() if words in block]
    assert len(found) == 1, words
    return found[0]


@pytest.mark.parametrize(
    ("note", "attribution"),
    [
        ("[Transcriber’s note: a line is missing here.]", Attribution(Role.TRANSCRIBER)),
        ("[Editor’s note: the strike had begun in April.]", Attribution(Role.EDITOR)),
        ("(Note: The strike had begun in April. – M.L.)", Attribution(Role.EDITOR, "M.L.")),
        ("[The letter was sent in May; it never arrived. – Ed.]", Attribution(Role.EDITOR, "The editor")),
        ("[Die Schicht begann im April. – D. Red.]", Attribution(Role.EDITOR, "D. Red")),
        ("Leeds Editor's Note: 'The strike had begun in April.'", Attribution(Role.EDITOR, "The Leeds editor")),
        (
            "According to the Leeds editors: the strike had begun in April.",
            Attribution(Role.EDITOR, "The Leeds editors"),
        ),
        ("ABC Note: the strike had begun in April.", Attribution(Role.TRANSCRIBER, "ABC")),
        ("[Berg's footnote: The winter was long.]", Attribution(Role.FOOTNOTE, "Anna Berg")),
        ("(This leaflet, drafted by Berg, was handed out in Hollin.)", Attribution(Role.EDITOR)),
        ("(We were cold, and nobody spoke.)", Attribution(Role.AUTHOR, "Anna Berg")),
        ("The editor sent me home.", Attribution(Role.AUTHOR, "Anna Berg")),
    ],
)
def test_a_note_in_brackets_is_credited_as_it_says(note: str, attribution: Attribution) -> None:
    assert whose(f"I was born in a quarry.\n\n{note}\n\nThere I stayed for years.", note) == attribution


@pytest.mark.parametrize(
    ("heading", "attribution"),
    [
        ("Note by Jo Field", Attribution(Role.EDITOR, "Jo Field")),
        ("Introduction by Jo Field", Attribution(Role.EDITOR, "Jo Field")),
        ("Preface by Anna Berg", Attribution(Role.AUTHOR, "Anna Berg")),
        ("Note by the Author", Attribution(Role.AUTHOR, "Anna Berg")),
        ("Stone", Attribution(Role.AUTHOR, "Anna Berg")),
    ],
)
def test_what_stands_under_a_heading_that_names_its_writer_is_the_writers(
    heading: str, attribution: Attribution
) -> None:
    note = "She was born in a quarry, and the dust of it was in her lungs all her life."
    text = f"{heading}\n\n{note}\n\n* * *\n\nI came to Hollin in April, when the strike had begun."
    assert whose(text, note) == attribution
    assert whose(text, "I came to Hollin") == Attribution(Role.AUTHOR, "Anna Berg")


@pytest.mark.parametrize(
    ("before", "quotation", "speaker"),
    [
        ("The owner’s paper has this:", "“No man was ever hurt in the quarry.”", None),
        ("Mr. Thorne said to the court:", "“No man was ever hurt in the quarry.”", "Thorne"),
        ("According to Thorne in his Quarries of England--", '"No man was ever hurt in the quarry."', "Thorne"),
        (
            "Here is the paper:",
            "“No man was ever hurt.” – Hollin Gazette, 3 May 1911.",
            "Hollin Gazette",
        ),
        ("Ida Thorne says of the owner:", "“No man was ever hurt.” (Letters, p. 19)", "Ida Thorne"),
        ("Ida Thorne writes:", "No man was ever hurt in the quarry. [3]", "Ida Thorne"),
        (
            "Ida Thorne schreibt über den Besitzer:",
            "„Niemand wurde je verletzt, und keiner klagte.“",
            "Ida Thorne",
        ),
        ("Thorne was at the pit. He wrote:", "“No man was ever hurt in the quarry.”", None),
        ("The winter came early:", "No man [says Ida Thorne] was ever hurt in the quarry.", "Ida Thorne"),
    ],
)
def test_an_announced_quotation_is_not_the_authors(before: str, quotation: str, speaker: str | None) -> None:
    text = f"{before}\n\n{quotation}\n\nThat is a lie."
    assert whose(text, quotation) == Attribution(Role.QUOTED, speaker)
    assert whose(text, "That is a lie.") == Attribution(Role.AUTHOR, "Anna Berg")


def test_talk_in_quotation_marks_that_nothing_announces_stays_the_authors() -> None:
    talk = "“It is cold,” she said, and shut the “door.”"
    assert whose(f"We sat in the hut.\n\n{talk}\n\nNobody answered.", talk).role is Role.AUTHOR


def test_the_lines_of_a_quotation_that_lost_its_margin_are_quoted() -> None:
    quotation = "No man was ever hurt in > the quarry, nor will any be hurt > in it as long as I live."
    assert whose(f"He has written it down.\n\n{quotation}\n\nThat is a lie.", quotation).role is Role.QUOTED


def test_a_letter_inside_a_text_is_its_signers_from_salutation_to_signature() -> None:
    text = (
        "This came from Hollin:\n\nDear Comrade,\n\nThe men went back on Monday.\n\nThe women did not.\n\n"
        "Yours fraternally,\nIda Thorne\n\nI wept when I read it."
    )
    for words in ("Dear Comrade", "The men went back", "The women did not", "Yours fraternally"):
        assert whose(text, words) == Attribution(Role.QUOTED, "Ida Thorne")
    assert whose(text, "I wept") == Attribution(Role.AUTHOR, "Anna Berg")


def test_a_salutation_without_an_announcement_or_a_signature_opens_no_letter() -> None:
    for text in ("Dear Comrade, she said.\n\nI laughed.", "This came:\n\nDear Comrade,\n\nI laughed at it all."):
        assert whose(text, "I laughed").role is Role.AUTHOR


def test_an_opening_that_speaks_of_the_author_by_name_is_not_the_authors() -> None:
    opening = "These notes by Berg stood in The Hammer.\n\nThey have not been printed since.\n\nThe Quarry Pages"
    text = f"{opening}\n\n* * *\n\nI came to Hollin in April, when the strike had begun."
    for words in ("These notes", "They have not", "The Quarry Pages"):
        assert whose(text, words) == Attribution(Role.EDITOR, "The Quarry Pages")
    assert whose(text, "I came to Hollin") == Attribution(Role.AUTHOR, "Anna Berg")


def test_an_opening_that_does_not_is_the_authors() -> None:
    text = "I was born in a quarry.\n\n* * *\n\nI came to Hollin in April, when the strike had begun."
    assert whose(text, "I was born").role is Role.AUTHOR


def test_a_note_after_the_authors_paragraph_does_not_make_the_paragraph_an_editors() -> None:
    text = "I have kept bees for thirty years. [Nine hives were a fortune in those days. – Ed.]"
    document = part(lay_out("a.txt", HEAD + text))
    attributions = attribute(document, resolve("a.txt", claims_of(document)))
    said = {document.slice(block): whose for block, whose in zip(document.blocks, attributions, strict=True)}
    assert said["I have kept bees for thirty years."] == Attribution(Role.AUTHOR, "Anna Berg")
    assert said["[Nine hives were a fortune in those days. – Ed.]"] == Attribution(Role.EDITOR, "The editor")
    numbers = [block.number for block in document.blocks if block.number is not None]
    assert numbers == [1, 1]


@pytest.mark.parametrize(
    ("before", "first", "second"),
    [("", "Jo Field", "Ida Thorne"), ("", "**Jo Field**", "**Ida Thorne**"), ("", "JF", "MT")],
)
def test_the_speeches_of_a_talk_are_those_of_their_labels(before: str, first: str, second: str) -> None:
    del before
    lines = [f"{who}: We spoke of the quarry, part {n}." for n, who in enumerate((first, second) * 3)]
    said = speakers("\n\n".join([*lines, "And it went on."]))
    assert said[lines[0]] == Attribution(Role.QUOTED, first.strip("*"))
    assert said["And it went on."] == Attribution(Role.QUOTED, second.strip("*"))


def test_a_play_is_its_authors() -> None:
    lines = [f"{who}. The pump is dry, I say, {n}." for n, who in enumerate(("MASON", "OWNER") * 3)]
    said = speakers(HEAD + "\n\n".join(lines))
    assert {said[line].role for line in lines} == {Role.AUTHOR}


def test_quoted_mail_is_its_writers_at_any_depth() -> None:
    text = (
        "I disagree.\n\nOn 8 May 2006 at 09:12, Jo Field <jo@example.org> wrote:\n> The quarry was flooded.\n>\n"
        "> Am 7. Mai 2006 schrieb Max Moor:\n>> Es war der Regen.\n"
    )
    document = part(lay_out("a.txt", text))
    said = {
        document.slice(block).strip("> \n"): whose.speaker
        for block, whose in zip(document.blocks, attribute(document, resolve("a.txt", [])), strict=True)
    }
    assert said["The quarry was flooded."] == "Jo Field"
    assert said["Es war der Regen."] == "Max Moor"
    assert said["I disagree."] is None


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("On Tue, Apr 29, 2014 at 4:22 PM, Jo Field <jo@example.org>wrote:", "Jo Field"),
        ("Le mar. 3 mars 2020 à 10:00, Jo Field <jo@example.org> a écrit :", "Jo Field"),
        ("El lun, 3 mar 2020 a las 10:00, Jo Field (<jo@example.org>) escribió:", "Jo Field"),
        ("чт, 12 мар. 2020 г. в 10:00, Иван Поле <ivan@example.org>:", "Иван Поле"),
        ("Am 01.02.2020 um 10:00 schrieb Jo Field <jo@example.org>:", "Jo Field"),
        ("Field, Jo wrote:", "Jo Field"),
        ("The quarry was flooded:", None),
    ],
)
def test_the_line_over_an_answered_mail_names_its_writer(line: str, name: str | None) -> None:
    assert announced_by(line) == name


def test_letters_of_a_collection_are_their_signers() -> None:
    letters = [
        f"TO ZOE {n}.\n\nI have been unwell and could not write before.\n\nYour friend,\n\nJ. FIELD."
        for n in "ABCDE"
    ]
    said = speakers(HEAD + "\n\n".join(letters))
    assert said["I have been unwell and could not write before."] == Attribution(Role.QUOTED, "J. Field")


def test_an_editions_licence_is_nobodys_in_the_text() -> None:
    said = speakers(
        "Free to all.\n\n*** START OF THE PROJECT GUTENBERG EBOOK QUARRIES ***\n\nIt rained for a week."
    )
    assert said["Free to all."] == Attribution(Role.TRANSCRIBER, "Project Gutenberg")


def inside(text: str, words: str) -> Attribution:
    document = lay_out("a.txt", HEAD + text)
    record = resolve("a.txt", claims_of(document))
    outline = tuple(zip(document.blocks, attribute(document, record), strict=True))
    start = document.text.index(words)
    return attribute_span(document.text, outline, (start, start + len(words)), record.value(Field.AUTHOR))


@pytest.mark.parametrize(
    ("text", "words", "attribution"),
    [
        ("Then Jo Field says: “no man was ever hurt here”, and he lies.", "no man was ever hurt", "Jo Field"),
        ("“No man was ever hurt here,” said Jo Field, and left us.", "No man was ever hurt", "Jo Field"),
        ("According to Jo Field “no man was ever hurt here”.", "no man was ever hurt", "Jo Field"),
        ("Da schrieb Jo Field: „niemand wurde hier je verletzt“.", "niemand wurde hier", "Jo Field"),
        ("It was said that “no man was ever hurt here”.", "no man was ever hurt", None),
    ],
)
def test_words_in_quotation_marks_are_theirs_who_is_said_to_speak(
    text: str, words: str, attribution: str | None
) -> None:
    assert inside(f"I was born in a quarry. {text} I laughed.", words) == Attribution(Role.QUOTED, attribution)


@pytest.mark.parametrize("words", ["I was born", "their “justice”", "I wrote: “no man was ever hurt here”"])
def test_the_authors_words_irony_and_own_quotations_stay_the_authors(words: str) -> None:
    text = "I was born in a quarry. They called it their “justice”. I wrote: “no man was ever hurt here”."
    assert inside(text, words) == Attribution(Role.AUTHOR, "Anna Berg")
