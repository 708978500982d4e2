"""What the learned part reaches on the reference corpus: means over ten named seeds, with spread.

    .venv/bin/python -m benchmarks.learned types withheld few dossiers --seeds 3

Each part is written to build/bench/learned-PART.json as soon as it is known. A split puts 70 % of
each kind in the training part; nothing is chosen by looking at the other part.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from classification.learned.evaluating import evaluate, judge_all
from classification.learned.examples import Example, read_corpus
from classification.learned.indexing import counted
from classification.learned.model_file import to_bytes
from classification.learned.training import train

SEEDS = (1101, 1102, 1103, 1104, 1105, 1106, 1107, 1108, 1109, 1110)
TRAINING_SHARE = 0.7
FEW = 5
LARGE = 28
"""A kind with so many texts is withheld in turn, and learned from five examples."""

REFERENCE = Path(os.environ.get("DOSSIER_REFERENCE", "../shared/reference"))
OUT = Path("build/bench")

count = lru_cache(maxsize=None)(counted)
Split = tuple[list[Example], list[Example]]


def by_kind(examples: Sequence[Example]) -> dict[str | None, list[Example]]:
    """Return the examples of each kind, in their order."""
    found: dict[str | None, list[Example]] = defaultdict(list)
    for example in examples:
        found[example.kind].append(example)
    return found


def by_chance(examples: Sequence[Example], seed: int) -> Split:
    """Return a training part with 70 % of each kind, and the rest."""
    chance = random.Random(seed)
    return _split(examples, lambda kind: chance.sample(kind, len(kind)))


def _split(examples: Sequence[Example], ordered: Callable[[list[Example]], list[Example]]) -> Split:
    learned, judged = [], []
    for kind in by_kind(examples).values():
        own = ordered(kind)
        border = max(1, min(round(TRAINING_SHARE * len(own)), len(own) - 1))
        learned += own[:border]
        judged += own[border:]
    return learned, judged


def types(examples: Sequence[Example], seed: int) -> dict[str, Any]:
    """Document types: how right, how far, and at which risk."""
    learned, rest = by_chance(examples, seed)
    found = evaluate(train(learned, count=count), rest)
    told = ("accuracy", "macro_f1", "macro_f1_enough", "coverage", "risk", "proposed")
    curve = {f"risk_at_{share}": wrong for share, wrong in found["risk_at_coverage"].items()}
    return {name: found[name] for name in told} | curve


def withheld(examples: Sequence[Example], seed: int) -> dict[str, Any]:
    """Each large kind withheld from training in turn: the share of it that is filed all the same.

    All texts of the kind are judged, for none of them was seen.
    """
    learned, rest = by_chance(examples, seed)
    shares = {}
    for kind, own in by_kind(examples).items():
        if kind is not None and len(own) >= LARGE:
            model = train([example for example in learned if example.kind != kind], count=count)
            judged = judge_all(model, own)
            shares[kind] = sum(one.judgement.may_act for one in judged) / len(judged)
    assert rest
    return {
        "filed_mean": statistics.mean(shares.values()),
        "filed_worst": max(shares.values()),
        **{f"filed_{kind}": share for kind, share in sorted(shares.items())},
    }


def few(examples: Sequence[Example], seed: int) -> dict[str, Any]:
    """Five examples of each large kind: how right on the texts of the other part."""
    sizes = by_kind(examples)
    learned, rest = by_chance([e for e in examples if len(sizes[e.kind]) >= LARGE], seed)
    handful = [example for own in by_kind(learned).values() for example in own[:FEW]]
    found = evaluate(train(handful, count=count), rest)
    return {name: found[name] for name in ("accuracy", "macro_f1", "coverage")}


def dossiers(examples: Sequence[Example], seed: int) -> dict[str, Any]:
    """Dossiers from text alone; the later 30 % of each dossier is judged, so chance has no part."""
    assert seed
    learned, rest = _split(examples, lambda kind: kind)
    found = evaluate(train(learned, count=count), rest)
    told = ("top1", "top3", "top5", "coverage", "risk", "unknown_recognised", "proposed")
    # Where nothing is sure enough to be filed there is no risk to tell.
    return {name: found[name] for name in told if found[name] is not None} | {
        "unknown_filed": found["unknown_filed"] / max(1, found["unknown_n"])
    }


CHILD = """
import json, sys, time
from pathlib import Path
import psutil
before, began = psutil.Process().memory_info().rss, time.perf_counter()
from classification.learned.explaining import explain
from classification.learned.model import judge
from classification.learned.model_file import from_bytes
model = from_bytes(Path(sys.argv[1]).read_bytes())
loaded, texts = time.perf_counter(), json.loads(sys.stdin.read())
for text in texts:
    judge(model, text)
judged = time.perf_counter()
for text in texts:
    explain(model, text)
print(json.dumps({
    "megabytes_above": (psutil.Process().memory_info().rss - before) / 1e6,
    "load_seconds": loaded - began,
    "judge_milliseconds": (judged - loaded) / len(texts) * 1000,
    "explain_milliseconds": (time.perf_counter() - judged) / len(texts) * 1000,
}))
"""


def footprint(examples: Sequence[Example], seed: int) -> dict[str, Any]:
    """A model of the whole file: how long it trains, how large it is, what it costs to use it."""
    assert seed
    began = time.process_time()
    model = train(examples)
    trained = time.process_time() - began
    OUT.mkdir(parents=True, exist_ok=True)
    file = OUT / "learned-footprint.model"
    file.write_bytes(to_bytes(model))
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(file)],
        input=json.dumps([example.text for example in examples[:100]]),
        capture_output=True,
        text=True,
        check=True,
    )
    size = {"train_processor_seconds": trained, "file_megabytes": file.stat().st_size / 1e6}
    return size | dict(json.loads(done.stdout))


def read(name: str, order: str | None = None) -> tuple[Example, ...]:
    """Return the examples of a file of the corpus, in the order of one of its fields."""
    lines = (REFERENCE / "corpus" / name).read_text("utf-8").splitlines()
    if order is not None:
        lines.sort(key=lambda line: str(json.loads(line)[order]))
    return read_corpus(lines)


ONCE = ("dossiers", "footprint", "footprint-dossiers")
"""Chance has no part in these."""
PARTS: dict[str, tuple[Callable[[Sequence[Example], int], dict[str, Any]], str, str | None]] = {
    "types": (types, "doctypes.jsonl", None),
    "few": (few, "doctypes.jsonl", None),
    "dossiers": (dossiers, "dossiers.jsonl", "date"),
    "footprint": (footprint, "doctypes.jsonl", None),
    "footprint-dossiers": (footprint, "dossiers.jsonl", None),
    "withheld": (withheld, "doctypes.jsonl", None),
}


def measure(part: str, seeds: Sequence[int]) -> None:
    """Measure one part for each seed and write what is known so far after each of them."""
    run, name, order = PARTS[part]
    examples = read(name, order)
    each: dict[str, dict[str, Any]] = {}
    for seed in seeds[:1] if part in ONCE else seeds:
        each[str(seed)] = run(examples, seed)
        print(part, seed, {k: round(v, 4) for k, v in each[str(seed)].items()}, file=sys.stderr)
        told = {
            "part": part,
            "texts": len(examples),
            "mean": {
                name: statistics.mean(one[name] for one in each.values())
                for name in each[str(seed)]
            },
            "spread": {
                name: statistics.pstdev(one[name] for one in each.values())
                for name in each[str(seed)]
            },
            "seeds": each,
        }
        OUT.mkdir(parents=True, exist_ok=True)
        (OUT / f"learned-{part}.json").write_text(json.dumps(told, indent=1) + "\n", "utf-8")


def main() -> None:
    """Measure the parts that are asked for; all of them when none is."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("parts", nargs="*", choices=[*PARTS, []], default=[])
    asked.add_argument("--seeds", type=int, default=len(SEEDS), help="how many of the ten")
    given = asked.parse_args()
    for part in given.parts or PARTS:
        measure(part, SEEDS[: given.seeds])


if __name__ == "__main__":
    main()
