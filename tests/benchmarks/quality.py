"""How well Pincite finds, quotes and abstains, beside what an afternoon builds; against `quality.yaml`.

usage: python -m tests.benchmarks.quality [--set NAME]... [--ablation] [--write]

Each set is laid out in the work folder, indexed there, and asked by `pincite evaluate`; the rivals (see `textbook.py`
and `hybrid.py`) get the same documents and questions in the same run. A second run uses the documents, the indexes and
the rivals' vectors that are there: --fresh builds Pincite's index anew, which a change of how documents are read or
cut needs. Prints a table, and writes it to the work folder; ends with 1 when a figure falls short.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.benchmarks.measuring import PINCITE, RIVALS, ROOT, Workplace, measure, measure_beside_rivals
from tests.benchmarks.plan import DEFAULTS, overrides_of, read_plan, write_expected
from tests.benchmarks.tables import (
    FIGURES,
    README,
    ablation_table,
    first_quote_table,
    lead,
    lead_sentence,
    put_into,
    quality_table,
)

if TYPE_CHECKING:
    from tests.benchmarks.plan import Overrides, Plan

SETS = ROOT.parent / "shared" / "data"
KEPT = "figures.json"


def main() -> None:
    """Measure what is asked for."""
    args = arguments()
    plan = read_plan()
    names = args.set or list(plan.sets)
    unknown = [name for name in names if name not in plan.sets]
    if unknown:
        raise SystemExit(f"quality.yaml has no set {unknown[0]}; it has {', '.join(plan.sets)}")
    absent = [name for name in names if not (args.sets / name).is_dir()]
    if absent:
        raise SystemExit(f"{args.sets / absent[0]} does not exist; --sets names the folder of labelled sets")
    overrides = overrides_of(args.config, args.set_config)
    if args.write and (overrides or args.ablation):
        raise SystemExit("--write is for figures of the defaults")
    if args.ablation:
        ablate(plan, names, args, overrides)
        return
    short = [line for name in names for line in run(plan, name, args, overrides)]
    if overrides:
        return
    kept = {
        name: json.loads(file.read_text("utf-8"))
        for name in plan.sets
        if (file := args.work / name / KEPT).exists()
    }
    table = quality_table(kept)
    for rival in RIVALS:
        compared = [name for name in kept if kept[name].get(rival)]
        places = {name: Workplace.of(args.sets, plan.sets[name], args.work) for name in compared}
        table += lead_sentence(rival, {name: lead(place, rival) for name, place in places.items()})
    print(table)
    (args.work / "quality.md").write_text(table, encoding="utf-8")
    if args.write:
        put_into(FIGURES, "quality", table)
        put_into(README, "first quote", first_quote_table(kept))
        write_expected({name: kept[name][PINCITE] for name in names})
    elif short:
        print("\n".join(short))
        sys.exit(1)


def arguments() -> argparse.Namespace:
    """Return what the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--set", action="append", metavar="NAME", help="measure this set (again for more; default all)"
    )
    parser.add_argument("--sets", type=Path, default=SETS, metavar="DIR", help="the folder of labelled sets")
    parser.add_argument("--work", type=Path, metavar="DIR", help="the work folder, kept for the next run")
    parser.add_argument("--config", type=Path, metavar="FILE", help="settings that differ from the defaults")
    parser.add_argument(
        "--set-config", action="append", default=[], metavar="SECTION.KEY=VALUE", help="one of them"
    )
    parser.add_argument("--ablation", action="store_true", help="measure the variants of quality.yaml, one by one")
    parser.add_argument("--variant", action="append", metavar="NAME", help="with --ablation, only this one")
    parser.add_argument("--fresh", action="store_true", help="build Pincite's indexes anew")
    parser.add_argument("--no-rivals", action="store_true", help="show the rivals' figures of an earlier run")
    parser.add_argument(
        "--write", action="store_true", help="make these figures those of the documentation and the expected ones"
    )
    args = parser.parse_args()
    if args.work is None:
        args.work = Path(tempfile.mkdtemp(prefix="pincite-quality-"))
        print(f"work folder: {args.work}", file=sys.stderr)
    args.work = args.work.resolve()
    args.work.mkdir(parents=True, exist_ok=True)
    return args


def run(plan: Plan, name: str, args: argparse.Namespace, overrides: Overrides) -> list[str]:
    """Measure one set, keep its figures, and return what falls short."""
    place = Workplace.of(args.sets, plan.sets[name], args.work)
    if args.fresh:
        shutil.rmtree(place.folder / plan.index_of(overrides), ignore_errors=True)
    if overrides:
        print(json.dumps({"set": name, "settings": overrides, **measure(plan, place, overrides)}))
        return []
    file = place.folder / KEPT
    if args.no_rivals:
        # Times taken now say nothing beside the rivals' of another hour.
        untimed = {"p50_ms": None, "p95_ms": None}
        earlier = json.loads(file.read_text("utf-8")) if file.exists() else {}
        measured = {PINCITE: measure(plan, place, {}) | untimed}
        measured |= {rival: earlier[rival] | untimed for rival in RIVALS if earlier.get(rival)}
    else:
        measured = measure_beside_rivals(plan, place)
    file.write_text(json.dumps(measured, indent=2) + "\n", encoding="utf-8")
    return plan.shortfalls(name, measured[PINCITE])


def ablate(plan: Plan, names: list[str], args: argparse.Namespace, overrides: Overrides) -> None:
    """Measure the variants on each set, and print their table."""
    chosen = {DEFAULTS: {}} | {name: plan.variants[name] for name in args.variant or plan.variants}
    measured: dict[str, dict[str, dict[str, Any]]] = {}
    for name in names:
        place = Workplace.of(args.sets, plan.sets[name], args.work)
        indexes = {plan.index_of(overrides | changed) for changed in chosen.values()}
        for index in indexes if args.fresh else ():
            shutil.rmtree(place.folder / index, ignore_errors=True)
        measured[name] = {}
        for variant, changed in chosen.items():
            measured[name][variant] = measure(plan, place, overrides | changed)
            print(json.dumps({"set": name, "variant": variant, **measured[name][variant]}), file=sys.stderr)
    table = ablation_table(measured)
    print(table)
    (args.work / "ablation.md").write_text(table, encoding="utf-8")


if __name__ == "__main__":
    main()
