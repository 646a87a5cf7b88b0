"""Single rules of the styles, each on the smallest record that shows it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from embeddings.documents.document import Role
from embeddings.quoting.citing.styles import FORMATS
from embeddings.quoting.citing.styles.composing import compose, formatter_of, render
from embeddings.quoting.citing.styles.numbers import arabic, changed_part, edition, two_digits
from embeddings.quoting.citing.styles.rich import Segment, markdown, to_html
from embeddings.quoting.quote import Locator

ROY: dict[str, Any] = {
    "type": "article-magazine",
    "author": [{"given": "Lily", "family": "Roy"}],
    "title": "Socialism Reaffirmed",
    "container-title": "Fourth International",
    "issued": {"date-parts": [[1945, 3]]},
}


def people(count: int) -> list[dict[str, str]]:
    return [{"given": f"Given{at}", "family": f"Family{at}"} for at in range(1, count + 1)]


def roy(**fields: Any) -> dict[str, Any]:
    return ROY | {name.replace("_", "-"): value for name, value in fields.items()}


def issued(*parts: list[int], **more: Any) -> dict[str, Any]:
    return roy(issued={"date-parts": list(parts), **more})


@pytest.mark.parametrize(
    ("count", "name", "beginning"),
    [
        (2, "mla", "Family1, Given1, and Given2 Family2. “"),
        (3, "mla", "Family1, Given1, et al. “"),
        (2, "mla-in-text", "(Family1 and Family2)"),
        (3, "mla-in-text", "(Family1 et al.)"),
        (2, "chicago-notes", "Given1 Family1 and Given2 Family2, “"),
        (3, "chicago-notes", "Given1 Family1 et al., “"),
        (
            6,
            "chicago-bibliography",
            "Family1, Given1, Given2 Family2, Given3 Family3, Given4 Family4, Given5 Family5, and Given6 ",
        ),
        (7, "chicago-bibliography", "Family1, Given1, Given2 Family2, Given3 Family3, et al. “"),
        (3, "apa", "Family1, G., Family2, G., & Family3, G. (1945"),
        (2, "apa-in-text", "(Family1 & Family2, 1945)"),
        (3, "apa-in-text", "(Family1 et al., 1945)"),
        (3, "short", "Family1, Family2, & Family3, “"),
        (4, "short", "Family1 et al., “"),
        (3, "full", "Given1 Family1, Given2 Family2, and Given3 Family3, “"),
    ],
)
def test_each_style_names_as_many_authors_as_its_manual_says(count: int, name: str, beginning: str) -> None:
    assert render(roy(author=people(count)), style=name).startswith(beginning)


def test_of_more_than_twenty_authors_apa_names_nineteen_and_the_last() -> None:
    line = render(roy(author=people(21)), style="apa")
    assert "Family20" not in line
    assert "Family19, G., . . . Family21, G. (1945" in line


@pytest.mark.parametrize(
    ("record", "mla", "chicago", "apa"),
    [
        (issued([1959], season=2), "summer 1959.", "Summer 1959.", "(1959, Summer)."),
        (issued([1959], season="Fall"), "fall 1959.", "Fall 1959.", "(1959, Fall)."),
        (issued([1923, 3], [1923, 4]), "Mar.–Apr. 1923.", "March–April 1923.", "(1923, March–April)."),
        (
            issued([1923, 12], [1924, 1]),
            "Dec. 1923–Jan. 1924.",
            "December 1923–January 1924.",
            "1923, December–1924",
        ),
        (issued([1923, 5, 3], [1923, 5, 5]), "3–5 May 1923.", "May 3–5, 1923.", "(1923, May 3–5)."),
        (
            issued([1923, 5, 30], [1923, 6, 2]),
            "30 May–2 June 1923.",
            "May 30–June 2, 1923.",
            "(1923, May 30–June 2).",
        ),
        (issued([1914], [1918]), "1914–18.", "1914–18.", "(1914–1918)."),
        (issued([1898], [1902]), "1898–1902.", "1898–1902.", "(1898–1902)."),
        (issued([1912], circa=True), "circa 1912.", "ca. 1912.", "(ca. 1912)."),
        (issued([1912, 13]), "1912.", "1912.", "(1912)."),
        (issued(), "*Fourth International*.", "*Fourth International*.", "(n.d.)."),
    ],
)
def test_dates_are_as_exact_as_the_record(record: dict[str, Any], mla: str, chicago: str, apa: str) -> None:
    def shown(name: str) -> str:
        return markdown(compose(record, style=name), lambda text: text)

    assert shown("mla").endswith(mla)
    assert shown("chicago-notes").endswith(chicago)
    assert apa in shown("apa")


def test_a_date_that_only_repeats_the_issue_is_no_original_date() -> None:
    record = roy(original_date={"date-parts": [[1945]]})
    assert render(record, style="chicago-notes") == render(ROY, style="chicago-notes")


@pytest.mark.parametrize(
    ("event", "mla", "chicago", "apa"),
    [
        (None, "” Written 1938. ", "” (written 1938), ", "(Original work written 1938)"),
        ("delivered", "” Delivered 1938. ", "” (delivered 1938), ", "(Original work delivered 1938)"),
        ("first published", "” 1938. ", "” (first published 1938), ", "(Original work published 1938)"),
    ],
)
def test_an_original_date_says_what_happened_on_it(event: str | None, mla: str, chicago: str, apa: str) -> None:
    record = roy(original_date={"date-parts": [[1938]]})
    if event:
        record["custom"] = {"original-date-event": event}
    assert mla in render(record, style="mla")
    assert chicago in render(record, style="chicago-notes")
    assert render(record, style="apa").endswith(apa)


def test_a_text_that_was_never_issued_is_dated_by_its_writing_in_apa() -> None:
    record = {"type": "document", "title": "Diary", "original-date": {"date-parts": [[1938, 2]]}}
    assert render(record, style="apa") == "Diary. (1938, February)."


def test_a_title_with_a_closing_mark_of_its_own_gets_no_full_stop() -> None:
    record = roy(title="What Is to Be Done?")
    assert "“What Is to Be Done?” Fourth International" in render(record, style="mla")
    assert "“What Is to Be Done?,” Fourth International" in render(record, style="chicago-notes")
    assert "What is to be done? Fourth International" in render(record, style="apa")


def test_quotation_marks_in_a_quoted_title_become_single() -> None:
    assert "“On ‘Freedom.’” Fourth" in render(roy(title="On “Freedom”"), style="mla")
    assert "“On ‘Freedom’ Now,” Fourth" in render(roy(title='On "Freedom" Now'), style="chicago-notes")
    assert "“The Workers’,” Fourth" in render(roy(title="The Workers’"), style="chicago-notes")


def test_a_sentence_s_full_stop_leaves_a_title_but_an_abbreviation_s_stays() -> None:
    assert "“Workers Unite,” Fourth" in render(roy(title="Workers Unite."), style="chicago-notes")
    assert "“Made in U.S.A.,” Fourth" in render(roy(title="Made in U.S.A."), style="chicago-notes")
    assert "“Made in U.S.A.” Fourth" in render(roy(title="Made in U.S.A."), style="mla")


@pytest.mark.parametrize(
    ("first", "last", "chicago", "mla"),
    [
        ("71", "72", "72", "72"),
        ("96", "117", "117", "117"),
        ("100", "104", "104", "04"),
        ("107", "108", "8", "08"),
        ("505", "517", "17", "17"),
        ("321", "328", "28", "28"),
        ("498", "532", "532", "532"),
        ("1087", "1089", "89", "89"),
        ("1496", "1500", "500", "500"),
        ("1103", "1104", "4", "04"),
        ("102", "6", "6", "6"),
    ],
)
def test_ranges_end_as_the_manuals_shorten_them(first: str, last: str, chicago: str, mla: str) -> None:
    assert (changed_part(first, last), two_digits(first, last)) == (chicago, mla)


@pytest.mark.parametrize(
    ("volume", "shown"),
    [
        ("X", "10"),
        ("XIV", "14"),
        ("xlii", "42"),
        ("IIII", "IIII"),
        ("C", "C"),
        ("7", "7"),
        ("New Series", "New Series"),
    ],
)
def test_roman_volumes_are_written_in_arabic_figures(volume: str, shown: str) -> None:
    assert arabic(volume) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("2", "2nd ed."),
        ("11", "11th ed."),
        ("21", "21st ed."),
        ("rev.", "rev. ed."),
        ("Second edition", "Second edition"),
    ],
)
def test_editions_are_ordinal(number: str, shown: str) -> None:
    assert edition(number) == shown


INTRODUCTION = {"role": Role.EDITOR, "speaker": "Its editors", "opening": True}


@pytest.mark.parametrize(
    ("name", "beginning"),
    [
        ("short", "Its editors, introduction to Roy, “Socialism Reaffirmed”"),
        ("full", "Its editors, introduction to Lily Roy, “Socialism Reaffirmed”"),
        (
            "mla",
            "Its editors. Introduction. “Socialism Reaffirmed,” by Lily Roy. Fourth Inter",
        ),
        ("mla-in-text", "(Its editors, par. 1)"),
        (
            "chicago-notes",
            "Its editors, introduction to “Socialism Reaffirmed,” by Lily Roy, Fourth Inter",
        ),
        (
            "chicago-bibliography",
            "Its editors. Introduction to “Socialism Reaffirmed,” by Lily Roy. Fourth Inter",
        ),
        (
            "apa",
            "Its editors. (1945, March). [Introduction to “Socialism Reaffirmed” by L. Roy]. ",
        ),
        ("apa-in-text", "(Its editors, 1945, para. 1)"),
    ],
)
def test_an_editor_s_words_ahead_of_the_author_s_are_an_introduction(name: str, beginning: str) -> None:
    assert render(ROY, Locator(paragraph=1), style=name, **INTRODUCTION).startswith(beginning)


@pytest.mark.parametrize(
    ("role", "speaker", "note"),
    [
        (Role.EDITOR, "The editors", "The editors, in Lily Roy, “"),
        (Role.EDITOR, None, "An editor, in Lily Roy, “"),
        (Role.QUOTED, "M. R. Masani", "M. R. Masani, quoted in Lily Roy, “"),
        (Role.QUOTED, None, "Quoted in Lily Roy, “"),
        (Role.FOOTNOTE, None, "Footnote in Lily Roy, “"),
        (Role.FOOTNOTE, "Lily Roy", "Footnote in Lily Roy, “"),
        (Role.AUTHOR, "Lily Roy", "Lily Roy, “"),
        (Role.UNKNOWN, None, "Lily Roy, “"),
    ],
)
def test_words_of_others_are_never_cited_as_the_author_s(role: Role, speaker: str | None, note: str) -> None:
    assert render(ROY, style="chicago-notes", role=role, speaker=speaker).startswith(note)


def test_quoted_words_name_their_speaker_in_the_text() -> None:
    said = {"role": Role.QUOTED, "speaker": "M. R. Masani"}
    assert render(ROY, Locator("93"), style="mla-in-text", **said) == "(M. R. Masani, qtd. in Roy 93)"
    assert (
        render(ROY, Locator("93"), style="apa-in-text", **said) == "(M. R. Masani, as cited in Roy, 1945, p. 93)"
    )


def test_editors_stand_for_an_author_of_a_book_but_not_of_a_chapter() -> None:
    book = {"type": "book", "title": "Stone and Bread", "editor": people(2), "issued": {"date-parts": [[1999]]}}
    assert render(book, style="mla") == "Family1, Given1, and Given2 Family2, editors. Stone and Bread. 1999."
    note = "Given1 Family1 and Given2 Family2, eds., Stone and Bread (1999)."
    assert render(book, style="chicago-notes") == note
    assert render(book, style="apa") == "Family1, G., & Family2, G. (Eds.). (1999). Stone and Bread."
    chapter = {**book, "type": "chapter", "title": "Letters", "container-title": "Stone and Bread"}
    assert render(chapter, style="mla").startswith("“Letters.” Stone and Bread, edited by Given1 Family1 and")


def test_an_organisation_that_publishes_itself_is_named_once() -> None:
    board = "Mill Board"
    record = {"type": "report", "author": [{"literal": board}], "title": "Floods", "publisher": board}
    assert render(record, style="mla") == "Floods. Mill Board."
    assert render(record, style="apa") == "Mill Board. (n.d.). Floods."


def test_an_untitled_letter_is_described() -> None:
    letter = {"type": "personal_communication", "author": people(1), "recipient": people(1)}
    assert render(letter, style="mla") == "Family1, Given1. Letter to Given1 Family1."
    assert render(letter, style="chicago-notes") == "Given1 Family1, letter to Given1 Family1."
    assert render(letter, style="apa") == "Family1, G. (n.d.). [Letter to G. Family1]."


@pytest.mark.parametrize("name", [name for name, known in FORMATS.items() if not known.is_data])
def test_a_work_that_says_nothing_of_itself_goes_by_its_path(name: str) -> None:
    assert "letters/a.txt" in render({"id": "letters/a.txt", "type": "document"}, style=name)


def test_a_work_that_says_nothing_of_itself_is_an_entry_in_every_file_for_programs() -> None:
    record = {"id": "letters/mill.txt", "type": "document"}
    assert "  title = {{letters/mill.txt}},\n  year = {n.d.},\n" in render(record, style="bibtex")
    assert render(record, style="bibtex").startswith("@misc{letters-")
    assert "TI  - letters/mill.txt\r\n" in render(record, style="ris")
    assert json.loads(render(record, style="csl-json"))[0]["title"] == "letters/mill.txt"
    assert render(record, style="chicago-notes") == "letters/mill.txt, n.d."
    assert render(record, style="chicago-bibliography") == "letters/mill.txt. N.d."
    assert render(record, style="apa") == "letters/mill.txt. (n.d.)."


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("What Is to Be Done?", "What is to be done?"),
        ("Reflections on Method: A Study", "Reflections on method: A study"),
        ("“Method” in Practice", "“Method” in practice"),
        ("Letters to Will", "Letters to Will"),
        ("What Am I to Read?", "What am I to read?"),
        ("The Accumulation of Capital", "The Accumulation of Capital"),  # perhaps the book of that name
        ("The Question of Unity in the USSR", "The Question of Unity in the USSR"),
        ("An Introduction to Holm", "An Introduction to Holm"),
        ("Was tun? Das Problem der Methode", "Was tun? Das Problem der Methode"),
    ],
)
def test_apa_has_a_title_in_sentence_case_only_where_no_word_may_be_a_name(title: str, shown: str) -> None:
    assert shown in render({"type": "book", "title": title}, style="apa")
    assert title in render({"type": "book", "title": title}, style="mla")


def test_the_transcriber_goes_into_the_note_of_csl_json() -> None:
    record = {"id": "a", "type": "document", "transcriber": [{"given": "Einde", "family": "O’Callaghan"}]}
    expected = [{"id": "a", "type": "document", "title": "a", "note": "Transcribed by Einde O’Callaghan"}]
    assert json.loads(render(record, style="csl-json")) == expected


def test_italics_come_out_as_markdown_and_html_with_everything_else_inert() -> None:
    record = {"type": "book", "title": "A*B <b>_C_</b> & D"}
    rich = compose(record, style="chicago-notes")
    assert rich == (Segment("A*B <b>_C_</b> & D", italic=True), Segment("."))
    assert markdown(rich) == r"*A\*B \<b\>\_C\_\</b\> & D*\."
    assert to_html(rich) == "<i>A*B &lt;b&gt;_C_&lt;/b&gt; &amp; D</i>."


def test_an_unknown_style_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        formatter_of("no such style")
    with pytest.raises(KeyError):
        render(ROY, style="no such style")
