"""The confidence of commitments, rule by rule: how often rows of a rule were right on gold data, drawn toward the rest.

Few rules have many rows, so each rule's share is drawn toward that of its family (the rule's first word: "will", "agree"),
and each family's toward a common one, by adding so many rows of it (empirical Bayes with a fixed weight, as in Efron &
Morris, *Data analysis using Stein's estimator and its generalizations*, JASA 1975). The common share is set below what the
development data show, since the rules were made while reading those.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from toolkit import files

COMMON = 0.75
"""Share of right rows to be expected of a rule that nothing is known of, on texts that nobody tuned to."""

WEIGHT = 6.0
"""How many rows the family's share counts for in a rule's, and the common share in a family's."""

Tally = Mapping[str, tuple[int, int]]
"""By rule: rows, and right rows."""


def tally(rows: Iterable[tuple[str, bool]]) -> dict[str, tuple[int, int]]:
    """Rows and right rows of each rule, from pairs of rule and whether right."""
    n: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for rule, is_right in rows:
        n[rule] += 1
        right[rule] += is_right
    return {rule: (n[rule], right[rule]) for rule in sorted(n)}


def added(*tallies: Tally) -> dict[str, tuple[int, int]]:
    """Several tallies as one."""
    total: dict[str, tuple[int, int]] = {}
    for one in tallies:
        for rule, (n, right) in one.items():
            before = total.get(rule, (0, 0))
            total[rule] = (before[0] + n, before[1] + right)
    return dict(sorted(total.items()))


def fit(counts: Tally, common: float = COMMON, weight: float = WEIGHT) -> list[dict[str, Any]]:
    """The table of confidences.

    Returns
    -------
    list of dict
        ``rule`` (``*`` for all others, ``word-*`` for others of a family), ``n``, ``right``, ``confidence``; families first.
    """
    families: dict[str, list[int]] = {}
    for rule, (n, right) in counts.items():
        family = families.setdefault(family_of(rule), [0, 0])
        family[0], family[1] = family[0] + n, family[1] + right
    drawn = {name: (right + weight * common) / (n + weight) for name, (n, right) in families.items()}
    table = [{"rule": "*", "n": 0, "right": 0, "confidence": common}]
    for name in sorted(families):
        n, right = families[name]
        table.append({"rule": f"{name}-*", "n": n, "right": right, "confidence": round(drawn[name], 3)})
    for rule, (n, right) in sorted(counts.items()):
        share = (right + weight * drawn[family_of(rule)]) / (n + weight)
        table.append({"rule": rule, "n": n, "right": right, "confidence": round(share, 3)})
    return table


def family_of(rule: str) -> str:
    """The first word of a rule's name."""
    return rule.split("-", 1)[0]


def read_tally(path: str | Path) -> dict[str, tuple[int, int]]:
    """A CSV file with the columns ``rule``, ``n``, ``right``; lines that begin with ``#`` are comments."""
    lines = [line for line in Path(path).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {row["rule"]: (int(row["n"]), int(row["right"])) for row in csv.DictReader(lines)}


def of_records(path: str | Path) -> dict[str, tuple[int, int]]:
    """The tally on PLOVER records: a row is right if its sentence holds its kind."""
    from toolkit.evaluation.plover import analyse, load

    units = load(path)
    found = analyse([unit["text"] for unit in units])
    rows = [
        (c.rule, str(c.kind) in unit["kinds"])
        for unit, layers in zip(units, found, strict=True)
        for c in layers.commitments
    ]
    return tally(rows)


def of_articles(gold: str | Path, articles: str | Path) -> dict[str, tuple[int, int]]:
    """The tally on whole articles with gold: doubtful rows left out."""
    from toolkit.evaluation.articles import load
    from toolkit.evaluation.cases import Outcome, cases
    from toolkit.evaluation.matching import hull

    analysis, golden = load(gold, articles)
    rows = []
    for name, wanted in golden.items():
        rules = {(c.kind.value, hull(c.action_spans)): c.rule for c in analysis[name].commitments}
        for case in cases(wanted, analysis[name]):
            if case.table != "commitments" or case.found is None or case.outcome is Outcome.DOUBTFUL:
                continue
            rule = rules.get((case.found["kind"], case.found["action"]))
            if rule is not None:
                rows.append((rule, case.outcome is Outcome.RIGHT))
    return tally(rows)


def write(table: Iterable[Mapping[str, Any]], path: str | Path, comment: str) -> Path:
    """Write a table of :func:`fit` as CSV under a comment on its provenance."""
    lines = [f"# {line}" for line in comment.splitlines()]
    lines.append("rule,n,right,confidence")
    lines += [f"{row['rule']},{row['n']},{row['right']},{row['confidence']}" for row in table]
    files.write(Path(path), "\n".join(lines) + "\n")
    return Path(path)


COMMENT = """\
How often commitments of each rule are right. Written by toolkit.evaluation.confidence (refit with
`python -m toolkit.evaluation.confidence RECORDS.jsonl GOLD ARTICLES JUDGEMENTS.csv`), from PLOVER's gold records
(development half), the sample articles and rows judged one by one."""


def main(argv: list[str] | None = None) -> None:
    """Refit ``lexicon/commitment_confidence.csv`` from records, gold of articles, the articles, and a tally of judgements."""
    import sys

    import toolkit.lexicon

    records, gold, articles, judgements = argv if argv is not None else sys.argv[1:]
    counts = added(of_records(records), of_articles(gold, articles), read_tally(judgements))
    path = Path(str(toolkit.lexicon.__file__)).parent / "commitment_confidence.csv"
    write(fit(counts), path, COMMENT)


if __name__ == "__main__":
    main()
