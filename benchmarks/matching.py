"""How long the rules take for one document: 500 rules against 5, and against one regular expression a phrase.

    .venv/bin/python -m benchmarks.matching [--texts 1000]

The texts are of the reference corpus, repeated up to 20,000 characters each; the rules are those of the project's own
file plan and more of the same build. It counts processor time. The plain loop has the same words and phrases as compiled
expressions, without inflection and compounds, and looks at the first texts only: all of them would take half an hour.
"""

import argparse
import json
import os
import random
import re
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from classification.file_plan.reading import read_file_plan
from classification.rules import apply_rules
from classification.subject import OPENING, Subject
from records.file_plan import Condition, Rule

REFERENCE = Path(os.environ.get("DOSSIER_REFERENCE", "../shared/reference"))
OUT = Path("build/bench/matching.json")
LENGTH = 20_000
PLAN = Path("file_plan")
FEW, MANY = 5, 500
ROUNDS = 3
PLAIN_TEXTS = 5


def long_texts(how_many: int) -> list[str]:
    """Return texts of the corpus, each of the same length."""
    lines = (REFERENCE / "corpus" / "doctypes.jsonl").read_text("utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    long = [text for text in texts if len(text) > LENGTH // 10]
    return [
        (long[at % len(long)] * (LENGTH // len(long[at % len(long)]) + 1))[:LENGTH]
        for at in range(how_many)
    ]


def made_rules(texts: Sequence[str], chance: random.Random) -> list[Rule]:
    """Return the rules of the project's own file plan, and as many more of the same build.

    In those each long word is another one that stands in the texts.
    """
    words = sorted({word for text in texts for word in re.findall(r"[^\W\d_]{6,}", text.lower())})

    def other(phrase: str) -> str:
        return re.sub(r"[^\W\d_]{6,}", lambda _: chance.choice(words), phrase)

    def others(conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
        return tuple(replace(one, values=tuple(map(other, one.values))) for one in conditions)

    files = {one.relative_to(PLAN).as_posix(): one.read_bytes() for one in PLAN.rglob("*.yaml")}
    own = [rule for of in read_file_plan(files).dossier_types for rule in of.rules]
    made = [
        replace(
            rule,
            name=f"{rule.name} {at}",
            version=f"{rule.version} {at}",
            when=others(rule.when),
            any_of=others(rule.any_of),
            unless=others(rule.unless),
        )
        for at in range(MANY // len(own) + 1)
        for rule in own
    ]
    rules = [*own, *made][:MANY]
    chance.shuffle(rules)
    return rules


def by_one_pass(rules: Sequence[Rule]) -> Callable[[str], int]:
    """Return what the product does with a text; it tells how many rules fit."""
    return lambda text: sum(1 for _ in apply_rules(rules, Subject("", "", text)))


Compiled = list[tuple[int, list[re.Pattern[str]]]]


def conditions_of(rule: Rule) -> tuple[Condition, ...]:
    """Return all that a rule asks."""
    return (*rule.when, *rule.any_of, *rule.unless)


def by_plain_loop(rules: Sequence[Rule]) -> Callable[[str], int]:
    """Return one expression after another over the text, as one would write it at first."""

    def compiled(conditions: Sequence[Condition]) -> Compiled:
        return [
            (
                {"opening": OPENING, "text": LENGTH}.get(one.word, 0),
                [
                    re.compile(rf"(?<!\w){re.escape(value)}(?!\w)", re.IGNORECASE)
                    for value in one.values
                ],
            )
            for one in conditions
        ]

    made = [tuple(map(compiled, (rule.when, rule.any_of, rule.unless))) for rule in rules]

    def fitting(text: str) -> int:
        def there(asked: Compiled) -> list[bool]:
            return [any(one.search(text, 0, end) for one in patterns) for end, patterns in asked]

        return sum(
            all(there(when)) and (not any_of or any(there(any_of))) and not any(there(unless))
            for when, any_of, unless in made
        )

    return fitting


def microseconds(
    looks: Sequence[Callable[[str], int]], texts: Sequence[str], rounds: int = ROUNDS
) -> list[float]:
    """Return how long one text takes each of them: the best of some rounds, in turns."""
    for look in looks:
        for text in texts:
            look(text)
    best = [float("inf")] * len(looks)
    for _ in range(rounds):
        for at, look in enumerate(looks):
            began = time.process_time()
            for text in texts:
                look(text)
            best[at] = min(best[at], time.process_time() - began)
    return [one / len(texts) * 1e6 for one in best]


def main() -> None:
    """Measure, print, and write build/bench/matching.json."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--texts", type=int, default=1000)
    texts = long_texts(asked.parse_args().texts)
    rules = made_rules(texts, random.Random("matching"))
    few, many = microseconds([by_one_pass(rules[:FEW]), by_one_pass(rules)], texts)
    [plain] = microseconds([by_plain_loop(rules)], texts[:PLAIN_TEXTS], rounds=1)
    told = {
        "texts": len(texts),
        "characters_a_text": LENGTH,
        "phrases": sum(len(c.values) for rule in rules for c in conditions_of(rule)),
        "rules_that_fit_a_text": round(sum(map(by_one_pass(rules), texts)) / len(texts), 2),
        f"microseconds_{FEW}_rules": round(few),
        f"microseconds_{MANY}_rules": round(many),
        f"microseconds_{MANY}_rules_plain_loop": round(plain),
        "many_against_few": round(many / few, 2),
        "plain_loop_against_one_pass": round(plain / many, 1),
    }
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    print(json.dumps(told, indent=1), file=sys.stderr)


if __name__ == "__main__":
    main()
