"""The figures against a scorer written by other hands, on the same answers."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from embeddings.evaluation.figures import figures_json, figures_of
from embeddings.evaluation.judging import file_name, judge, label_of

SCORER = Path(__file__).parents[4] / "shared" / "checks" / "score.py"
DOCUMENTS = ("plain", "essays/on mills (1907).txt", "ação", "deep/er")

pytestmark = pytest.mark.skipif(not SCORER.exists(), reason="the other scorer is not part of the project")


def made_label(chance: random.Random, texts: dict[str, str]) -> dict[str, Any]:
    kind = chance.choice(["gold", "gold", "gold", "silent", "unlabelled"])
    if kind == "silent":
        # Some sets keep answers beside the statement that there are none.
        return {"answerable": False} | chance.choice([{}, {"answers": made_gold(chance, texts)}])
    if kind == "unlabelled":
        return chance.choice([{}, {"answers": []}, {"answerable": True}, {"answerable": None, "answers": None}])
    return {"answers": made_gold(chance, texts)} | chance.choice([{}, {"answerable": True}])


def made_gold(chance: random.Random, texts: dict[str, str]) -> list[dict[str, Any]]:
    gold = []
    for _ in range(chance.randint(1, 3)):
        document = chance.choice(DOCUMENTS)
        start = chance.randrange(2500)
        end = start + chance.choice([1, 5, 60, 400, 401, 900])
        ending = chance.choice([{"end": end}, {"text": texts[document][start:end]}])
        gold.append({chance.choice(["doc", "doc_id"]): document, "start": start, **ending})
    return gold


def made_quote(chance: random.Random, texts: dict[str, str], near: list[dict[str, Any]]) -> dict[str, Any]:
    if near and chance.random() < 0.6:
        gold = chance.choice(near)
        document, start = gold.get("doc") or gold["doc_id"], max(0, gold["start"] + chance.randint(-90, 90))
    else:
        document, start = chance.choice(DOCUMENTS), chance.randrange(2500)
    end = start + chance.choice([10, 80, 300, 1400])
    lights = [[start + 2, start + 8], [end - 8, end]] if chance.random() < 0.7 else []
    return {
        "document": file_name(document),
        "start": start,
        "end": end,
        "text": texts[document][start:end] + chance.choice(["", "", "", "!"]),
        "highlights": lights,
    }


def made_answer(chance: random.Random, row: dict[str, Any], texts: dict[str, str]) -> dict[str, Any]:
    quotes = [made_quote(chance, texts, row.get("answers") or []) for _ in range(chance.randint(0, 6))]
    answered = bool(quotes) and chance.random() < 0.7
    return {
        "id": row["id"],
        "answered": answered,
        "confidence": round(chance.random(), chance.choice([1, 4])),
        "quotes": quotes if answered else [],
        "nearest": [] if answered else quotes,
        "timings_ms": chance.choice([{}, {"total": round(chance.expovariate(0.02), 2)}]),
    }


@pytest.mark.parametrize("seed", range(12))
def test_both_scorers_find_the_same_figures(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    texts = {name: "".join(chance.choices("abc é’\r\n.”A。 ", k=4000)).replace("\r", "") for name in DOCUMENTS}
    for name, text in texts.items():
        # On a disk a line may end in two characters; offsets count one.
        (tmp_path / file_name(name)).write_text(text, encoding="utf-8", newline=chance.choice(["\n", "\r\n"]))
    count = chance.choice([1, 2, 40, 200])
    rows = [{"id": number, "text": "?", **made_label(chance, texts)} for number in range(count)]
    answers = [made_answer(chance, row, texts) for row in rows]
    for name, lines in (("questions", rows), ("answers", answers)):
        written = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        (tmp_path / f"{name}.jsonl").write_text(written, encoding="utf-8")
    command = [
        sys.executable,
        SCORER,
        tmp_path / "questions.jsonl",
        tmp_path / "answers.jsonl",
        tmp_path,
        "--json",
    ]
    theirs = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)

    by_file = {file_name(name): text for name, text in texts.items()}
    ours = figures_json(
        figures_of([judge(label_of(row), answer, by_file.get) for row, answer in zip(rows, answers, strict=True)])
    )
    assert {name: ours[name] for name in theirs} == theirs
