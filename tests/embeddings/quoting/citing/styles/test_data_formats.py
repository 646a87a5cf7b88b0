"""BibTeX and RIS read back by readers written here, and nothing in a record can add a field to either."""

from __future__ import annotations

import json
import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from embeddings.quoting.citing.styles.composing import render
from embeddings.quoting.citing.styles.rich import clean, title_of

HOSTILE = [
    "Salt & Bread: 100% of $5 #1_a ~ ^ \\ {open",
    "close} it",
    "line\r\nER  - \r\nTY  - BOOK",
    "x},\n  note = {injected},\n}",
    "@book{evil,",
    "Ünïcode – „Zitat“ 日本語",
    "a\u202eb",
    '"quoted"',
    "Marx and Engels, eds",
    "\\input{secret}",
    "% comment",
]
TEXTS = st.sampled_from(HOSTILE) | st.text(max_size=30)
RECORDS = st.fixed_dictionaries(
    {"id": st.just("a.txt"), "type": st.sampled_from(["book", "article-journal", "thesis", "webpage", "report"])},
    optional={
        "title": TEXTS,
        "container-title": TEXTS,
        "publisher": TEXTS,
        "volume": TEXTS,
        "author": st.lists(
            st.fixed_dictionaries({"literal": TEXTS}) | st.fixed_dictionaries({"family": TEXTS, "given": TEXTS}),
            max_size=3,
        ),
        "issued": st.just({"date-parts": [[1999, 2, 3]]}),
    },
)
UNESCAPED = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
} | {f"\\{letter}": letter for letter in "&%$#_"}


def printed(value: str) -> str:
    """Return what TeX prints of a field: commands become characters, bare braces vanish."""
    token = re.compile("|".join(re.escape(command) for command in UNESCAPED) + r"|[{}]")
    return token.sub(lambda match: UNESCAPED.get(match[0], ""), value)


def read_bibtex(entry: str) -> tuple[str, str, dict[str, str]]:
    """Read one entry as BibTeX does: it counts braces and knows no escapes."""
    opening = re.match(r"@(\w+)\{([^,\s]+),\n", entry)
    assert opening, entry
    fields, at = {}, opening.end()
    while not entry.startswith("}", at):
        name = re.compile(r"  (\w+) = ").match(entry, at)
        assert name, entry[at:]
        start = at = name.end()
        depth = 0
        while depth or entry[at] != ",":
            depth += {"{": 1, "}": -1}.get(entry[at], 0)
            assert depth >= 0
            at += 1
        assert name[1] not in fields
        fields[name[1]] = entry[start:at]
        at += len(",\n")
    assert entry[at:] == "}"
    return opening[1], opening[2], fields


def read_ris(text: str) -> list[tuple[str, str]]:
    """Read one record: a tag of two characters, two spaces, a hyphen, a space, the value, CR LF."""
    assert text.endswith("\r\n")
    rows = []
    for line in text[:-2].split("\r\n"):
        found = re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line)
        assert found, line
        rows.append((found[1], found[2]))
    return rows


@given(record=RECORDS)
def test_bibtex_gives_every_field_back_and_holds_no_other(record: dict[str, Any]) -> None:
    _, key, fields = read_bibtex(render(record, style="bibtex"))
    assert re.fullmatch(r"[a-z][a-z0-9]*-[0-9a-f]{4}", key)
    container = title_of(record.get("container-title"))
    wanted = title_of(record.get("title")) or ("" if container else record["id"])
    if record["type"] not in ("book", "thesis", "report") or wanted:
        assert printed(fields.get("title", "")) == wanted
    assert printed(fields.get("volume", "")) == clean(record.get("volume"))
    known = {"author", "title", "volume", "year", "month", "day", "publisher", "school", "institution"}
    assert set(fields) <= known | {"journal", "howpublished"}
    people = [person for person in record.get("author", []) if any(clean(part) for part in person.values())]
    assert len(split_people(fields.get("author", ""))) == len(people)


def split_people(value: str) -> list[str]:
    """Part names as BibTeX does: at an “and” that stands in no inner braces."""
    people, depth, current = [], 0, ""
    for token in re.findall(r"\{|\}|\sand\s|.", value[1:-1], re.DOTALL):
        depth += {"{": 1, "}": -1}.get(token, 0)
        if token.strip() == "and" and len(token) > 3 and depth == 0:
            people.append(current)
            current = ""
        else:
            current += token
    return [*people, current] if value else []


@given(record=RECORDS)
def test_ris_is_one_record_whatever_the_fields_hold(record: dict[str, Any]) -> None:
    rows = read_ris(render(record, style="ris"))
    tags = [tag for tag, _ in rows]
    assert (tags[0], tags[-1]) == ("TY", "ER")
    assert tags.count("TY") == tags.count("ER") == 1
    assert all(tags.count(tag) <= 1 for tag in tags if tag != "AU")
    assert dict(rows).get("VL", "") == clean(record.get("volume"))
    if title := title_of(record.get("title")):
        assert dict(rows)["TI"] == title


@given(record=RECORDS)
def test_csl_json_reads_back_as_the_record(record: dict[str, Any]) -> None:
    text = render(record, style="csl-json")
    named = {} if title_of(record.get("title")) or title_of(record.get("container-title")) else {"title": "a.txt"}
    assert json.loads(text) == [record | named]
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", text)


def test_tex_s_own_characters_are_printed_as_they_are() -> None:
    _, _, fields = read_bibtex(render({"type": "book", "title": HOSTILE[0]}, style="bibtex"))
    assert fields["title"] == (
        r"{{Salt \& Bread: 100\% of \$5 \#1\_a \textasciitilde{} \textasciicircum{} \textbackslash{} "
        r"\textbraceleft{}open}}"
    )


def test_an_organisation_with_and_in_its_name_stays_one_author() -> None:
    record = {"type": "book", "author": [{"literal": "Marx and Engels, eds"}, {"family": "Roy", "given": "Lily"}]}
    assert "  author = {{Marx and Engels, eds} and Roy, Lily},\n" in render(record, style="bibtex")


def test_an_address_keeps_its_marks_in_bibtex() -> None:
    url = "https://example.org/a_b%20c#d{e}"
    assert "  url = {https://example.org/a_b%20c#d%7Be%7D},\n" in render({"URL": url}, style="bibtex")


def test_keys_are_stable_ascii_and_tell_documents_apart() -> None:
    def key(**fields: Any) -> str:
        return read_bibtex(render({"type": "book", **fields}, style="bibtex"))[1]

    person = [{"family": "Müller-Lüdenscheidt", "given": "Ö."}]
    one = key(id="a", author=person, title="Über die Brücke", issued={"date-parts": [[1900]]})
    assert one == "mullerludenscheidt1900uber-ca97"
    assert one != key(id="b", author=person, title="Über die Brücke", issued={"date-parts": [[1900]]})
    assert key(id="a", title="Что делать?") == "document-ca97"
    assert key(id="a", title="1984") == "document1984-ca97"
