"""How much of whole articles is found: commitments, attributions, actors and experts against gold."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from toolkit.analysis import analyze
from toolkit.errors import ReadoutError, UsageError
from toolkit.evaluation.calibration import judged, judged_parties, reliability
from toolkit.evaluation.cases import Case, Outcome, cases
from toolkit.evaluation.matching import spans_match
from toolkit.evaluation.resampling import intervals
from toolkit.results import Analysis

HUMAN = {"commitments.f1": 1.00, "attributions.f1": 0.94, "actors.f1": 0.97}
"""Two careful readers of the same definitions on twelve diplomatic articles, doubtful rows left out."""

_DETECTED = ("commitments", "attributions", "attributions strict", "actors", "experts", "expert statements")
_FIELDS = {
    "commitments": ("parties", "counterparts", "status", "reported_by", "deadline_to"),
    "actors": ("type", "country"),
    "expert statements": ("clear", "stance"),
}
_KINDS = ("commitment", "refusal", "threat")


def evaluate(
    gold: str | Path, articles: str | Path, model: str | None = None, mode: str = "complete"
) -> dict[str, Any]:
    """Analyse articles and compare every table with gold.

    Parameters
    ----------
    gold
        A folder of ``<doc_id>.json`` in the schema of ``tests/gold/README.md``.
    articles
        The articles, a file each.
    model, mode
        As in :func:`toolkit.analyze`.

    Returns
    -------
    dict
        For ``commitments``, ``attributions``, ``attributions strict``, ``actors``, ``experts`` and ``expert statements``:
        ``gold``, ``found`` and ``right`` with ``p``, ``r`` and ``f1`` (``None`` where undefined) and the accuracy of the
        fields of right rows; ``kinds`` of commitments; ``distractors`` (of those in gold, how many were taken for
        commitments); ``articles``: F1 by article; ``calibration``: reliability of confidence; ``intervals``: 95 % by
        bootstrap over articles.

    Raises
    ------
    UsageError
        There is no gold, or an article of it is missing.
    ReadoutError
        An article could not be analysed.
    """
    analysis, golden = load(gold, articles, model, mode)
    return figures({name: cases(rows, analysis[name]) for name, rows in golden.items()}, golden)


def load(
    gold: str | Path, articles: str | Path, model: str | None = None, mode: str = "complete", cache: bool = False
) -> tuple[Analysis, dict[str, dict[str, Any]]]:
    """The analysis of all articles that have gold, and the gold, by ``doc_id``."""
    from toolkit.readers import read

    golden = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(Path(gold).glob("*.json"))}
    if not golden:
        raise UsageError(f"{gold}: no gold is there (<article>.json)")
    texts = [article for article in read(Path(articles), keep_duplicates=True) if article.doc_id in golden]
    missing = sorted(set(golden) - {article.doc_id for article in texts})
    if missing:
        raise UsageError(f"{articles}: no article for the gold of {', '.join(missing)}")
    analysis = analyze(texts, model=model, mode=mode, cache=cache, progress=False, keyterms=False)
    failed = [problem for problem in analysis.records("problems") if problem.kind == "analysis"]
    if failed:
        raise ReadoutError(f"{failed[0].source_path}: {failed[0].message}")
    return analysis, golden


def figures(by_article: Mapping[str, list[Case]], golden: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The figures of :func:`evaluate` for cases by article."""
    counts = {name: count(rows, golden[name]) for name, rows in by_article.items()}
    total = sum(counts.values(), Counter())
    result = _figures(total)
    result["articles"] = {name: {key: _figures(n)[key]["f1"] for key in _DETECTED} for name, n in counts.items()}
    everything = [case for rows in by_article.values() for case in rows]
    told = {name: judged(everything, name) for name in ("attributions", "commitments")}
    told["parties"] = judged_parties(everything)
    result["calibration"] = {name: reliability(rows) for name, rows in told.items()}
    result["intervals"] = {k: list(v) for k, v in intervals(list(counts.values()), headline).items()}
    return result


def count(rows: Iterable[Case], gold: Mapping[str, Any]) -> Counter[str]:
    """Raw counts of one article; counts of articles can be added."""
    n: Counter[str] = Counter()
    for case in rows:
        for table in ("attributions", "attributions strict") if case.table == "attributions" else (case.table,):
            _detect(n, table, case, strict=table.endswith("strict"))
        if case.table == "commitments":
            kind = (case.gold or case.found or {})["kind"]
            _detect(n, f"kind {kind}", case)
            n["distractors hit"] += case.outcome is Outcome.FALSE_ALARM and any(
                spans_match(span, case.found["action"]) for span in gold["distractors"] if case.found
            )
        if case.outcome is Outcome.RIGHT:
            for name, right in case.agree.items():
                n[f"{case.table} {name} of"] += 1
                n[f"{case.table} {name}"] += right
            if case.table == "commitments" and case.gold and case.found:
                for name in ("deadline", "condition"):
                    n[f"{name} gold"] += bool(case.gold.get(name))
                    n[f"{name} found"] += bool(case.found.get(name))
                    n[f"{name} right"] += case.agree.get(name, False)
    n["distractors of"] += len(gold["distractors"])
    return n


def _detect(n: Counter[str], table: str, case: Case, strict: bool = False) -> None:
    n[f"{table} gold"] += case.gold is not None
    n[f"{table} found"] += case.found is not None and (strict or case.outcome is not Outcome.DOUBTFUL)
    n[f"{table} right"] += case.outcome is Outcome.RIGHT
    n[f"{table} content"] += case.outcome in (Outcome.RIGHT, Outcome.WRONG_SOURCE)


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _prf(n: Counter[str], table: str) -> dict[str, Any]:
    gold, found, right = (n[f"{table} {key}"] for key in ("gold", "found", "right"))
    shares = {"p": _share(right, found), "r": _share(right, gold), "f1": _share(2 * right, gold + found)}
    return {"gold": gold, "found": found, "right": right, **shares}


def _figures(n: Counter[str]) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for table in _DETECTED:
        result[table] = _prf(n, table)
        if table.startswith("attributions"):
            result[table]["content_f1"] = _share(2 * n[f"{table} content"], n[f"{table} gold"] + n[f"{table} found"])
        for name in _FIELDS.get(table, ()):
            result[table][f"{name}_accuracy"] = _share(n[f"{table} {name}"], n[f"{table} {name} of"])
    result["kinds"] = {kind: _prf(n, f"kind {kind}") for kind in _KINDS}
    result["deadline"], result["condition"] = _prf(n, "deadline"), _prf(n, "condition")
    result["distractors"] = {"hit": n["distractors hit"], "of": n["distractors of"]}
    return result


def headline(n: Counter[str]) -> dict[str, float | None]:
    """The figures that get intervals."""
    made = _figures(n)
    shown = {f"{table}.f1": made[table]["f1"] for table in _DETECTED}
    shown |= {f"{t}.{name}_accuracy": made[t][f"{name}_accuracy"] for t, names in _FIELDS.items() for name in names}
    return shown


def _cell(value: Any) -> str:
    return "-" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value)


def table(figures: Mapping[str, Any], human: Mapping[str, float] = HUMAN) -> str:
    """The figures of :func:`evaluate` as lines of text, the human row beside."""
    heads = ("gold", "found", "right", "p", "r", "f1", "95 % interval of F1", "people")
    lines = [f"{'':20}" + "".join(f"{head:>7}" for head in heads[:6]) + f"{heads[6]:>21}{heads[7]:>8}"]
    rows = [(name, figures[name]) for name in _DETECTED]
    rows += [(f"  {kind}s", figures["kinds"][kind]) for kind in _KINDS]
    rows += [(f"  {name}s", figures[name]) for name in ("deadline", "condition")]
    for name, row in rows:
        low_high = figures["intervals"].get(f"{name}.f1")
        between = f"{low_high[0]:.3f} to {low_high[1]:.3f}" if low_high else ""
        people = f"{human[f'{name}.f1']:.2f}" if f"{name}.f1" in human else ""
        lines.append(
            f"{name:20}" + "".join(f"{_cell(row[head]):>7}" for head in heads[:6]) + f"{between:>21}{people:>8}"
        )
    for name, fields in _FIELDS.items():
        told = ", ".join(f"{f} {_cell(figures[name][f'{f}_accuracy'])}" for f in fields)
        lines.append(f"right {name}, share with the right: {told}")
    strict, lenient = figures["attributions strict"], figures["attributions"]
    lines.append(f"contents alone, F1: {_cell(lenient['content_f1'])}, strict {_cell(strict['content_f1'])}")
    lines.append(
        f"look-alikes taken for commitments: {figures['distractors']['hit']} of {figures['distractors']['of']}"
    )
    lines += [
        f"  {name}: " + ", ".join(f"{key} {_cell(value)}" for key, value in row.items())
        for name, row in figures["articles"].items()
    ]
    return "\n".join(lines)
