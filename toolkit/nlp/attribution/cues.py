"""Words that may be the cue of an attribution: verbs, nouns, "according to", colons and dashes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from toolkit import lexicon
from toolkit.nlp.attribution.tree import SKIPPED, Tree
from toolkit.records import CueClass

SHORTEST_STATEMENT = 6
"""Tokens, marks included, from which on a quotation is taken for a statement of its own whose inside reports nothing."""

_CLASSES = {
    "speech": CueClass.SPEECH,
    "attitude": CueClass.ATTITUDE,
    "judgement": CueClass.JUDGEMENT,
    "finding": CueClass.FINDING,
}
_OF_VERB = frozenset({"aux", "auxpass", "neg", "prt"})
COLONS = frozenset({":", "—", "–", "--", "-"})


@dataclass(frozen=True, slots=True)
class Entry:
    """What the lexicon knows of a reporting word: its class and how often it is a cue."""

    cue_class: CueClass
    rate: float
    known: bool = True


@dataclass(slots=True)
class Cue:
    """A word that may report: its head token, all tokens of the cue and what the lexicon says of it."""

    head: int
    tokens: list[int]
    kind: str
    entry: Entry


@cache
def verbs() -> dict[str, Entry]:
    """Reporting verbs by lemma."""
    return {
        row["lemma"]: Entry(_CLASSES.get(row["class"], CueClass.ATTITUDE), float(row["rate"]), row["class"] in _CLASSES)
        for row in lexicon.table("reporting_verbs")
    }


UNKNOWN = Entry(CueClass.SPEECH, 0.05, known=False)


def find_cues(tree: Tree) -> list[Cue]:
    """All words that may be cues, in text order; none inside a quotation long enough to be a statement."""
    found = []
    for first, last, kind in tree.units:
        if kind in SKIPPED:
            continue
        for i in range(first, last):
            if _in_statement(tree, i):
                continue
            cue = _cue_at(tree, i)
            if cue is not None:
                found.append(cue)
    return found


def _in_statement(tree: Tree, i: int) -> bool:
    k = tree.quote[i]
    return k >= 0 and tree.quotes[k].end - tree.quotes[k].start >= SHORTEST_STATEMENT


def _cue_at(tree: Tree, i: int) -> Cue | None:
    pos, lower = tree.pos[i], tree.lower[i]
    if lower == "according":
        to = next((k for k in tree.kids[i] if tree.lower[k] == "to"), None)
        if to is None and i + 1 < len(tree) and tree.lower[i + 1] == "to":
            to = i + 1
        return None if to is None else Cue(i, [i, to], "according", Entry(CueClass.ACCORDING_TO, 0.95))
    if pos == "VERB" or (pos == "AUX" and tree.dep[i] not in ("aux", "auxpass") and tree.lemma[i] != "be"):
        if tree.dep[i] == "amod":
            return None
        return Cue(i, verb_group(tree, i), "verb", verbs().get(tree.lemma[i], UNKNOWN))
    return None


def verb_group(tree: Tree, i: int) -> list[int]:
    """The verb with its auxiliaries, negation and particle, and the adverbs between them."""
    group = {i} | {k for k in tree.kids[i] if tree.dep[k] in _OF_VERB and abs(k - i) < 6}
    for k in range(min(group), i):
        if tree.head[k] == i and tree.dep[k] == "advmod" and tree.lower[k] not in (",", "so", "then"):
            group.add(k)
    return sorted(group)
