"""How often a pronoun that is a source is resolved to the right person."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from toolkit.nlp.document.parsing import KEY, char_span
from toolkit.nlp.layers import ActorCluster, Layers


def evaluate(texts: str | Path, gold: str | Path) -> dict[str, Any]:
    """Resolve the pronouns of a gold file and compare the persons.

    Parameters
    ----------
    texts
        Folder of the articles, ``<doc>.txt``.
    gold
        A JSON-lines file ``{"doc", "start", "end", "names"}``: characters of a pronoun, and the names of all it means.

    Returns
    -------
    dict
        ``n``, ``right``, ``answered``, ``share``, and ``misses``: for each, what was found instead.
    """
    from toolkit.nlp.document.parsing import parse
    from toolkit.nlp.pipeline import load_model, read
    from toolkit.readers import read as read_articles

    items = load(gold)
    paths = [Path(texts) / f"{doc}.txt" for doc in dict.fromkeys(item["doc"] for item in items)]
    layers = {}
    for article, doc in parse(load_model(), read_articles(paths)):
        layers[article.doc_id] = read(doc)
    return score(layers, items)


def load(gold: str | Path) -> list[dict[str, Any]]:
    """The items of a gold file."""
    lines = Path(gold).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


def score(layers: dict[str, Layers], items: list[dict[str, Any]]) -> dict[str, Any]:
    """The figures of :func:`evaluate` for Docs that have been read, by ``doc_id``; items of other Docs are left out."""
    right = answered = n = 0
    misses = []
    for item in items:
        found = layers.get(item["doc"])
        if found is None:
            continue
        n += 1
        position = _token_at(found.doc, item["start"])
        keys = found.actors.resolve(found.doc[position]) if position is not None else ()
        clusters = [found.actors.clusters[key] for key in keys]
        answered += bool(clusters)
        if _agree(clusters, item["names"], found.actors.clusters):
            right += 1
        else:
            misses.append({**item, "found": [c.name for c in clusters]})
    return {"n": n, "right": right, "answered": answered, "share": right / n if n else None, "misses": misses}


def table(figures: dict[str, Any]) -> str:
    """The figures as lines of text."""
    share = "-" if figures["share"] is None else f"{figures['share']:.3f}"
    lines = [f"{'':24}right   of  share", f"{'pronoun speakers':24}{figures['right']:5} {figures['n']:4}  {share}"]
    for miss in figures["misses"]:
        lines.append(f"  {miss['doc']} {miss['start']}: {miss['found'] or 'nobody'}, gold {miss['names']}")
    return "\n".join(lines)


def _token_at(doc: Doc, start: int) -> int | None:
    facts = doc.user_data.get(KEY) or {}
    if facts.get("offsets") is None:
        span = doc.char_span(start, start + 1, alignment_mode="expand")
        return None if span is None else span.start
    return next((t.i for t in doc if char_span(doc, t.i, t.i + 1)[0] == start), None)


def _agree(found: list[ActorCluster], names: list[str], everyone: list[ActorCluster]) -> bool:
    """Whether the clusters are those of the gold names: as many, and each name belongs to one."""
    if len(found) != len(names):
        return False
    return all(any(_is_named(cluster, name, everyone) for cluster in found) for name in names)


def _is_named(cluster: ActorCluster, name: str, everyone: list[ActorCluster]) -> bool:
    """By full name where any actor has it, else by surname."""
    if name in (cluster.name, *cluster.aliases):
        return True
    if any(name in (other.name, *other.aliases) for other in everyone):
        return False
    last = name.split()[-1]
    return any(last in alias.split() for alias in (cluster.name, *cluster.aliases))
