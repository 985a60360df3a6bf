"""How well commitments, refusals and threats are found on PLOVER's gold standard records.

The records (https://github.com/openeventdata/PLOVER, CC BY-SA 4.0) hold one sentence each with an event, its source and its
target. Since PLOVER's events are not our kinds, a file may carry labels of its own: ``commit`` (``coop``, ``refusal``,
``threat``) and ``borderline``; without them AGREE, REJECT and THREATEN stand for the three kinds.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from toolkit import lexicon
from toolkit.evaluation.calibration import reliability
from toolkit.nlp.layers import ActorCluster, Layers
from toolkit.nlp.topics import topics_of

KINDS = ("commitment", "refusal", "threat")
EVENTS = {"AGREE": "commitment", "REJECT": "refusal", "THREATEN": "threat"}
_LABELS = {"coop": "commitment"}
_MISPRINTS = {"JAP": "JPN", "ITL": "ITA", "VTN": "VNM"}
_STOP = frozenset(
    {
        "the",
        "a",
        "an",
        "of",
        "in",
        "and",
        "for",
        "its",
        "their",
        "his",
        "her",
        "to",
        "on",
        "by",
        "at",
        "from",
        "with",
        "new",
        "said",
    }
)

Record = dict[str, Any]


def evaluate(path: str | Path, model: str | None = None, mode: str = "complete") -> dict[str, Any]:
    """Analyse each sentence on its own and compare.

    Parameters
    ----------
    path
        A JSON-lines file of records: ``text``, ``event``, ``source`` and ``target`` (lists of ``text``, ``code``), and maybe
        ``text_key``, ``commit``, ``borderline``. Records of the same sentence count once.
    model, mode
        As in :func:`toolkit.analyze`.

    Returns
    -------
    dict
        ``sentences``; for each kind and ``any`` ``p``, ``r``, ``f1`` and ``gold``: whether a sentence holds it;
        ``parties`` and ``counterparts``: the same by overlap of words with source and target, and ``country_recall``, on
        records of AGREE, REJECT and THREATEN; ``plover``: our codes against the events, on sentences with one event;
        ``contexts``: whether the first context is among those that the record names;
        ``calibration``: reliability of confidence, a row being right if the sentence holds its kind; ``misses``: sentences
        with a kind missed or found wrongly.
    """
    units = load(path)
    layers = {
        unit["key"]: found for unit, found in zip(units, analyse([u["text"] for u in units], model, mode), strict=True)
    }
    figures: dict[str, Any] = {"sentences": len(units), **_kinds(units, layers)}
    for role, field in (("source", "parties"), ("target", "counterparts")):
        figures[field] = _actors(units, layers, role, field)
    figures["plover"] = _codes(units, layers)
    figures["contexts"] = _contexts(units, layers)
    judged = [
        (min(1.0, max(0.0, c.confidence)), str(c.kind) in unit["kinds"])
        for unit in units
        for c in layers[unit["key"]].commitments
    ]
    figures["calibration"] = {"commitments": reliability(judged)}
    figures["misses"] = [miss for unit in units if (miss := _miss(unit, layers[unit["key"]])) is not None]
    return figures


def load(path: str | Path) -> list[dict[str, Any]]:
    """The sentences of a file of records, doubtful ones left out: ``key``, ``text``, ``kinds``, ``records``."""
    units: dict[str, dict[str, Any]] = {}
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        record = json.loads(line)
        key = record.get("text_key") or record["text"]
        unit = units.setdefault(
            key, {"key": key, "text": record["text"], "kinds": set(), "doubtful": False, "records": []}
        )
        unit["kinds"] |= _kinds_of(record)
        unit["doubtful"] |= bool(record.get("borderline"))
        unit["records"].append(record)
    return [unit for unit in units.values() if not unit["doubtful"]]


def _kinds_of(record: Record) -> set[str]:
    if "commit" in record:
        return {_LABELS.get(label, label) for label in record["commit"]}
    return {EVENTS[record["event"]]} if record["event"] in EVENTS else set()


def analyse(texts: Iterable[str], model: str | None = None, mode: str = "complete") -> list[Layers]:
    """All that is found in each text, every text read as an article of its own."""
    from toolkit.articles import Article
    from toolkit.nlp.document.parsing import parse
    from toolkit.nlp.pipeline import load_model, read

    articles = [Article(f"record-{i}", text) for i, text in enumerate(texts)]
    return [read(doc, mode=mode) for _, doc in parse(load_model(model), articles)]


def prf(right: int, found: int, gold: int) -> dict[str, Any]:
    """Precision, recall and F1 (``None`` where undefined) with the number in gold."""
    return {
        "p": right / found if found else None,
        "r": right / gold if gold else None,
        "f1": 2 * right / (found + gold) if found + gold else None,
        "gold": gold,
    }


def _kinds(units: list[dict[str, Any]], layers: Mapping[str, Layers]) -> dict[str, Any]:
    counts: Counter[tuple[str, str]] = Counter()
    for unit in units:
        found = {str(c.kind) for c in layers[unit["key"]].commitments}
        for kind in (*KINDS, "any"):
            wanted = bool(unit["kinds"]) if kind == "any" else kind in unit["kinds"]
            given = bool(found) if kind == "any" else kind in found
            counts.update({(kind, "gold"): wanted, (kind, "found"): given, (kind, "right"): wanted and given})
    return {k: prf(counts[k, "right"], counts[k, "found"], counts[k, "gold"]) for k in (*KINDS, "any")}


def tokens(text: str) -> set[str]:
    """The words by which two names of an actor are compared: lower case, without possessives, dots and small words."""
    found = re.findall(r"[a-z0-9\-]+", text.lower().replace("'s", "").replace(".", ""))
    return {word for word in found if word not in _STOP}


def _words(layers: Layers, cluster: ActorCluster) -> set[str]:
    texts = [cluster.name, *cluster.aliases, *(layers.doc[m.start : m.end].text for m in cluster.mentions)]
    return set().union(*(tokens(text) for text in texts))


def _actors(units: list[dict[str, Any]], layers: Mapping[str, Layers], role: str, field: str) -> dict[str, Any]:
    right = spurious = missed = coded = codes = 0
    for unit in units:
        found = layers[unit["key"]]
        keys = dict.fromkeys(key for c in found.commitments for key in getattr(c, field))
        clusters = [found.actors.clusters[key] for key in keys]
        words = [_words(found, cluster) for cluster in clusters]
        for record in unit["records"]:
            if record["event"] not in EVENTS:
                continue
            gold = record[role] if isinstance(record[role], list) else []
            hits = [any(tokens(g["text"]) & w for w in words) for g in gold]
            right, missed = right + sum(hits), missed + len(hits) - sum(hits)
            spurious += sum(not any(tokens(g["text"]) & w for g in gold) for w in words)
            wanted = [_MISPRINTS.get(g["code"], g["code"]) for g in gold if g.get("code")]
            codes += len(wanted)
            coded += sum(any(cluster.country == code for cluster in clusters) for code in wanted)
    figures = prf(right, right + spurious, right + missed)
    return {**figures, "country_recall": coded / codes if codes else None}


def _codes(units: list[dict[str, Any]], layers: Mapping[str, Layers]) -> dict[str, Any]:
    """Our PLOVER codes against the events of sentences that have one event and commitments of one code."""
    right = compared = 0
    for unit in units:
        events = {record["event"] for record in unit["records"]}
        codes = {c.plover for c in layers[unit["key"]].commitments}
        if len(events) == 1 and len(codes) == 1:
            compared += 1
            right += events == codes
    return {"compared": compared, "right": right, "share": right / compared if compared else None}


def _contexts(units: list[dict[str, Any]], layers: Mapping[str, Layers]) -> dict[str, Any]:
    """First contexts of commitments against the contexts of the sentence's records, where they name any."""
    compared = told = right = 0
    names = lexicon.document("topics")
    for unit in units:
        wanted = {c for record in unit["records"] for c in _context_names(record.get("context"))}
        for row in layers[unit["key"]].commitments if wanted else ():
            found = topics_of(layers[unit["key"]].doc, row.action)
            compared += 1
            told += bool(found)
            right += bool(found and wanted.intersection([found[0], *_as_list(names[found[0]].get("plover"))]))
    return {"compared": compared, "told": told, "right": right, "share": right / compared if compared else None}


def _context_names(told: str | None) -> list[str]:
    """The contexts of a record, in the singular; some are written in the plural."""
    names = (name.strip() for name in (told or "").split(","))
    return [{"refugees": "refugee", "resources": "resource"}.get(name, name) for name in names if name]


def _as_list(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else value or []


def _miss(unit: dict[str, Any], layers: Layers) -> dict[str, Any] | None:
    found = {str(c.kind): c.rule for c in layers.commitments}
    if set(found) == unit["kinds"]:
        return None
    return {"text": unit["text"], "gold": sorted(unit["kinds"]), "found": dict(sorted(found.items()))}


def table(figures: Mapping[str, Any]) -> str:
    """The figures of :func:`evaluate` as lines of text."""
    lines = [f"{figures['sentences']} sentences", f"{'':14}{'P':>7}{'R':>7}{'F1':>7}{'gold':>6}{'country':>9}"]
    for name in (*KINDS, "any", "parties", "counterparts"):
        row = figures[name]
        cells = "".join(f"{_cell(row[key]):>7}" for key in ("p", "r", "f1"))
        lines.append(f"{name:14}{cells}{row['gold']:6}{_cell(row.get('country_recall')):>9}")
    codes = figures["plover"]
    lines.append(f"PLOVER codes: {codes['right']} of {codes['compared']} agree with the event")
    about = figures["contexts"]
    lines.append(f"contexts: {about['right']} of {about['compared']} among those of the record, {about['told']} told")
    for miss in figures["misses"]:
        found = ", ".join(f"{kind} ({rule})" for kind, rule in miss["found"].items()) or "nothing"
        lines.append(f"  gold {', '.join(miss['gold']) or 'nothing'}; found {found}: {miss['text']}")
    return "\n".join(lines)


def _cell(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
