"""A sample of what the learned part filed and left, looked at one by one, and what follows from it.

    .venv/bin/python -m benchmarks.adjudicated draw      # judges the sample anew, keeps what was found
    .venv/bin/python -m benchmarks.adjudicated           # the summary, from docs/adjudicated.csv alone

Each text has a place in one order by chance, and one of the ten seeds by which it was held back;
the first 200 in that order that were filed and the first 100 that were left are the sample. So a
text keeps its place when the model changes. `is` holds the kinds that a person who read it would
accept, `/` between them; it begins with `other:` where the text is of none of the kinds.
"""

import argparse
import csv
import random
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from math import sqrt
from pathlib import Path

from benchmarks.learned import SEEDS, by_chance, count, read
from classification.learned.evaluating import Judged, judge_all
from classification.learned.training import train

DRAW = 1129
WANTED = {"filed": 200, "left": 100}
FILE = Path("docs/adjudicated.csv")
COLUMNS = ("id", "seed", "label", "said", "confidence", "outcome", "is", "why")
Row = dict[str, str]


def in_order(ids: Iterable[str], held_back: dict[int, set[str]]) -> list[tuple[str, int]]:
    """Return each id that some seed holds back, by chance in order, with one of those seeds."""
    chance = random.Random(DRAW)
    own = sorted(ids)
    found = []
    for one in chance.sample(own, len(own)):
        seeds = [seed for seed, held in held_back.items() if one in held]
        if seeds:
            found.append((one, chance.choice(seeds)))
    return found


def draw() -> list[Row]:
    """Judge the texts of the sample by the models of their seeds; the verdicts of people stay."""
    examples = read("doctypes.jsonl")
    known = {row["id"]: row for row in rows()} if FILE.exists() else {}
    splits = {seed: by_chance(examples, seed) for seed in SEEDS}
    order = in_order(
        (one.id for one in examples),
        {seed: {one.id for one in held} for seed, (_, held) in splits.items()},
    )
    judged: dict[tuple[str, int], Judged] = {}
    for seed, (learned, held) in splits.items():
        made = judge_all(train(learned, count=count), held)
        judged |= {(one.id, seed): made[number] for number, one in enumerate(held)}
        print(f"seed {seed}", file=sys.stderr)
    labels = {one.id: str(one.kind) for one in examples}
    taken: Counter[str] = Counter()
    found = []
    for one, seed in order:
        judgement = judged[one, seed].judgement
        outcome = "filed" if judgement.may_act else "left"
        if taken[outcome] < WANTED[outcome]:
            taken[outcome] += 1
            before = known.get(one, {"is": "", "why": ""})
            told = (one, str(seed), labels[one], judgement.kind, f"{judgement.confidence:.3f}")
            values = (*told, outcome, before["is"], before["why"])
            found.append(dict(zip(COLUMNS, values, strict=True)))
    return found


def rows() -> list[Row]:
    """Return the sample with what was found of each text."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def wilson(part: int, whole: int) -> tuple[float, float]:
    """Return the interval that holds the true share with 95 % certainty."""
    z, share = 1.96, part / whole
    middle = share + z * z / (2 * whole)
    wide = z * sqrt(share * (1 - share) / whole + z * z / (4 * whole * whole))
    size = 1 + z * z / whole
    return (middle - wide) / size, (middle + wide) / size


def summary(found: Sequence[Row]) -> list[str]:
    """Return what the sample says: error by the labels, error in truth, and noise in the labels."""
    lines = []
    filed, left = ([row for row in found if row["outcome"] == outcome] for outcome in WANTED)
    for name, own in (("filed", filed), ("left", left), ("as they come", _as_they_come(found))):
        by_label = [row for row in own if row["said"] != row["label"]]
        wrong = [row for row in own if not _accepts(row, row["said"])]
        lines += [
            f"{name}: {len(own)} texts",
            f"  wrong by the label: {_share(len(by_label), len(own))}",
            f"  wrong in truth: {_share(len(wrong), len(own))}",
            f"  label wrong: {_share(sum(map(_noise, own)), len(own))}",
            f"  both defensible: {_share(sum(map(_open, own)), len(own))}",
        ]
        kinds = Counter(map(_fate, by_label))
        lines += [f"  of those wrong by the label, {k}: {n}" for k, n in kinds.most_common()]
        right = sum(row["said"] == row["label"] and row in wrong for row in own)
        lines.append(f"  as the label says, and wrong all the same: {right}")
    noise = Counter(row["label"] for row in found if _noise(row))
    sizes = Counter(row["label"] for row in found)
    lines.append("where the noise lies:")
    return lines + [f"  {kind}: {n} of {sizes[kind]}" for kind, n in noise.most_common()]


def _as_they_come(found: Sequence[Row]) -> Sequence[Row]:
    """Return the part in which filed and left have the share that they have in the whole."""
    ends = [number for number, row in enumerate(found, start=1) if row["outcome"] == "filed"]
    return found[: ends[-1]]


def _accepts(row: Row, kind: str) -> bool:
    return kind in row["is"].split("/")


def _noise(row: Row) -> bool:
    return not _accepts(row, row["label"])


def _open(row: Row) -> bool:
    return _accepts(row, row["label"]) and "/" in row["is"]


def _fate(row: Row) -> str:
    if _accepts(row, row["said"]):
        return "label wrong, model right" if _noise(row) else "both defensible"
    return "label and model wrong" if _noise(row) else "model wrong"


def _share(part: int, whole: int) -> str:
    low, high = wilson(part, whole) if whole else (0.0, 1.0)
    return f"{part} of {whole} ({part / max(1, whole):.1%}; 95 %: {low:.1%} to {high:.1%})"


def main() -> None:
    """Draw the sample anew, or say what follows from it."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("what", nargs="?", choices=["draw", "summary"], default="summary")
    if asked.parse_args().what == "draw":
        drawn = draw()
        with FILE.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(drawn)
        print(f"{sum(not row['is'] for row in drawn)} texts to look at", file=sys.stderr)
    else:
        print("\n".join(summary(rows())))


if __name__ == "__main__":
    main()
