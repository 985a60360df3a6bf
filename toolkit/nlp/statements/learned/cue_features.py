"""What the learned stage sees of a word that may be a cue: names of features, as strings.

Words enter as lemmas or short function words; the training keeps a feature only if it occurs in several documents.
"""

from __future__ import annotations

from toolkit.nlp.statements.cluster import Cluster
from toolkit.nlp.statements.cues import Cue
from toolkit.nlp.statements.signals import STRONG, holds_statement, level, rates
from toolkit.nlp.statements.sources import Source
from toolkit.nlp.statements.tree import Tree

_TOLD = frozenset(
    {"nsubj", "nsubjpass", "ccomp", "xcomp", "dobj", "prep", "agent", "prt", "oprd", "acomp", "attr", "advcl"}
)
_COMPLEMENTS = frozenset({"ccomp", "xcomp", "dobj", "oprd", "attr", "acomp"})


def cue_features(tree: Tree, cue: Cue, source: Source, cluster: Cluster) -> list[str]:
    """What speaks for or against this word being a cue at all."""
    h = cue.head
    lemma = tree.lemma[h] if cue.kind not in ("punctuation", "signature") else tree.lower[h]
    word, kind, dep = f"{cue.kind[0]}:{lemma}", cue.kind, tree.dep[h]
    kids = tree.kids[h]
    signature = "+".join(sorted({tree.dep[k] + (">" if k > h else "<") for k in kids if tree.dep[k] in _TOLD}))
    sure = level(cue.entry.rate)
    klass = cue.entry.cue_class.value if cue.entry.known else "other"
    found = [
        kind,
        f"w={word}",
        f"{word}|{dep}",
        f"{word}|{tree.tag[h]}",
        f"{word}|{signature}",
        f"sig={signature}|{sure}",
        f"class={klass}",
        f"class={klass}|{signature}",
        f"sure={sure}",
        f"sure={sure}|{dep}",
        f"{kind}|{dep}",
        f"tag={tree.tag[h]}|{klass}",
    ]
    group = tree.groups.get(tree.lemma[h])
    if group is not None and kind in ("verb", "noun", "adjective"):
        found += [f"g={group}", f"g={group}|{dep}", f"g={group}|{signature}", f"g={group}|{tree.tag[h]}"]
    found += _source_features(tree, source, word, klass)
    found += _children_features(tree, h, word, klass)
    found += _context_features(tree, cue, cluster, word, klass)
    return found


def _source_features(tree: Tree, source: Source, word: str, klass: str) -> list[str]:
    who = source.head if source.head is not None else source.subject
    if who is None:
        return ["src=none", f"src=none|{word}", f"src=none|{klass}"]
    kind = who.ent_type_ or who.pos_
    if who.pos_ == "PRON":
        kind = "pron:" + who.lower_
    state = f"{kind}|{source.passive}|{source.head is not None}"
    return [
        f"src={state}",
        f"src={state}|{klass}",
        f"src={kind}|{word}",
        f"srcw={tree.lemma[who.i]}",
        f"srcw={tree.lemma[who.i]}|{klass}",
        f"pas={source.passive}|{source.head is not None}|{word}",
    ]


def _children_features(tree: Tree, h: int, word: str, klass: str) -> list[str]:
    found = []
    for k in tree.kids[h]:
        dep = tree.dep[k]
        group = tree.groups.get(tree.lemma[k])
        if group is not None and (dep in _COMPLEMENTS or dep in ("nsubj", "poss", "agent")):
            found += [
                f"{dep}g={group}|{klass}",
                f"{dep}g={group}|{word}",
                f"{dep}g={group}|{tree.groups.get(tree.lemma[h])}",
            ]
        if dep in ("aux", "auxpass", "neg"):
            found += [f"aux={tree.lemma[k]}", f"aux={tree.lemma[k]}|{klass}", f"{word}|aux={tree.lemma[k]}"]
        elif dep in ("prep", "prt", "agent"):
            found += [f"{word}|{tree.lower[k]}", f"prep={tree.lower[k]}|{klass}"]
        elif dep in _COMPLEMENTS:
            found += [
                f"{dep}={tree.lemma[k]}",
                f"{word}|{dep}={tree.lemma[k]}",
                f"{dep}={level(rates(tree)[k])}|{klass}",
                f"{dep}t={tree.tag[k]}|{word}",
                f"{dep}q={tree.in_statement(k)}|{word}",
            ]
    return found


def _context_features(tree: Tree, cue: Cue, cluster: Cluster, word: str, klass: str) -> list[str]:
    return _above_features(tree, cue, word, klass) + _around_features(tree, cue, cluster, word, klass)


def _above_features(tree: Tree, cue: Cue, word: str, klass: str) -> list[str]:
    """The word that governs the cue, and the next strong cue above it."""
    h = cue.head
    up = tree.head[h]
    found = []
    if up != h:
        found += [
            f"upg={tree.groups.get(tree.lemma[up])}|{tree.dep[h]}|{klass}",
            f"up={tree.lemma[up]}|{tree.dep[h]}",
            f"upr={level(rates(tree)[up])}|{tree.dep[h]}|{klass}",
            f"up={tree.lemma[up]}|{word}",
        ]
    path, current, steps = tree.dep[h], h, 0
    while tree.head[current] != current and steps < 6:
        current = tree.head[current]
        steps += 1
        rate = rates(tree)[current]
        if rate >= STRONG:
            found += [
                f"over={level(rate)}|{path}",
                f"over={tree.lemma[current]}|{path}",
                f"over={level(rate)}|{path}|{level(cue.entry.rate)}",
            ]
            break
        path = tree.dep[current]
    else:
        found.append(f"over=none|{klass}")
    return found


def _around_features(tree: Tree, cue: Cue, cluster: Cluster, word: str, klass: str) -> list[str]:
    """Quotations in the sentence, the words beside the cue, its place in the article."""
    h = cue.head
    first, last = tree.sents[tree.sent[h]]
    quoted = holds_statement(tree, first, last)
    before = cluster.start > 0 and tree.quote[cluster.start - 1] >= 0
    after = cluster.end < len(tree) and tree.quote[cluster.end] >= 0
    near = f"{quoted:d}{before:d}{after:d}"
    found = [f"q={near}", f"q={near}|{klass}", f"q={near}|{word}"]
    unit = tree.unit[h]
    place = "head" if tree.units[unit][2] == "headline" or unit == 0 else "body"
    found += [f"place={place}|{klass}", f"place={place}|{cue.kind}", f"place={place}|{word}"]
    if cluster.end < len(tree):
        found += [
            f"n={tree.lower[cluster.end]}",
            f"n={tree.lower[cluster.end]}|{word}",
            f"nt={tree.tag[cluster.end]}|{klass}",
        ]
    if cluster.start > first:
        found += [f"p={tree.lower[cluster.start - 1]}|{klass}"]
    at = "first" if cluster.start - first <= 1 else "last" if last - cluster.end <= 2 else "mid"
    found += [f"at={at}|{klass}", f"at={at}|{word}"]
    if cue.kind in ("punctuation", "signature"):
        found += [
            f"len={min(h - first, 8)}|{place}",
            f"pos={tree.pos[h - 1]}|{place}",
            f"upper={tree.doc[h - 1].is_upper}|{place}",
        ]
    return found
