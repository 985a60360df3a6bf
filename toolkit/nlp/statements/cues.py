"""Words that may be the cue of an attribution: verbs, nouns, "according to", colons and dashes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from toolkit import lexicon
from toolkit.nlp.statements.tree import SKIPPED, Tree
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
COLONS = frozenset({":", "—", "–", "--", "-", "―"})


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


@cache
def nouns() -> dict[str, Entry]:
    """Nouns that name something said, by lemma."""
    return {row["lemma"]: Entry(CueClass.NOUN, float(row["rate"])) for row in lexicon.table("reporting_nouns")}


@cache
def adjectives() -> dict[str, Entry]:
    """Adjectives that tell of an attitude, by lemma."""
    return {row["lemma"]: Entry(CueClass.ATTITUDE, float(row["rate"])) for row in lexicon.table("reporting_adjectives")}


UNKNOWN = Entry(CueClass.SPEECH, 0.05, known=False)
_NOUN_COMPLEMENTS = frozenset({"acl", "relcl", "ccomp", "prep", "appos", "xcomp"})
_ADJECTIVE_COMPLEMENTS = frozenset({"ccomp", "xcomp", "prep", "advcl"})
_LONGEST_SPEAKER = 14


def find_cues(tree: Tree) -> list[Cue]:
    """All words that may be cues, in text order; none inside a quotation long enough to be a statement."""
    found = []
    for first, last, kind in tree.units:
        if kind in SKIPPED:
            continue
        for i in range(first, last):
            stated = _in_statement(tree, i)
            cue = _cue_in_statement(tree, i) if stated else _cue_at(tree, i)
            if cue is not None:
                found.append(cue)
    return found


def _in_statement(tree: Tree, i: int) -> bool:
    k = tree.quote[i]
    return k >= 0 and tree.quotes[k].end - tree.quotes[k].start >= SHORTEST_STATEMENT


def _cue_at(tree: Tree, i: int) -> Cue | None:
    pos, lower = tree.pos[i], tree.lower[i]
    if lower in COLONS:
        return _punctuation_cue(tree, i)
    if pos in ("VERB", "AUX"):
        return _verb_cue(tree, i)
    if pos == "NOUN":
        entry = nouns().get(tree.lemma[i])
        if entry is not None and _has_complement(tree, i, _NOUN_COMPLEMENTS):
            return Cue(i, [i], "noun", entry)
    elif pos == "ADJ":
        entry = adjectives().get(tree.lemma[i])
        if entry is not None and tree.dep[i] != "amod" and _has_complement(tree, i, _ADJECTIVE_COMPLEMENTS):
            above = tree.head[i]
            group = verb_group(tree, above) if tree.pos[above] == "AUX" and above < i else []
            return Cue(i, [*group, i], "adjective", entry)
    return None


def _verb_cue(tree: Tree, i: int) -> Cue | None:
    if tree.lower[i] == "according":
        to = next((k for k in tree.kids[i] if tree.lower[k] == "to"), None)
        if to is None and i + 1 < len(tree) and tree.lower[i + 1] == "to":
            to = i + 1
        return None if to is None else Cue(i, [i, to], "according", Entry(CueClass.ACCORDING_TO, 0.95))
    if tree.dep[i] in ("aux", "auxpass", "amod") or tree.lemma[i] == "be":
        return None
    return Cue(i, verb_group(tree, i), "verb", verbs().get(tree.lemma[i], UNKNOWN))


def _has_complement(tree: Tree, i: int, labels: frozenset[str]) -> bool:
    return any(k > i and tree.dep[k] in labels for k in tree.kids[i])


def _punctuation_cue(tree: Tree, i: int) -> Cue | None:
    """A colon after a speaker at the beginning of a sentence, one before a quotation, a dash between it and a name."""
    first = tree.sents[tree.sent[i]][0]
    begin = tree.trim(first, i)[0]
    unit = tree.units[tree.unit[i]]
    if i + 1 >= unit[1]:
        return None
    before = i - 1 if i - 1 >= unit[0] and not tree.lower[i - 1].isspace() else i - 2
    quoted = before >= unit[0] and tree.quote[before] >= 0 and tree.quotes[tree.quote[before]].end == before + 1
    if tree.lower[i] != ":" and quoted and (signature := _signature_cue(tree, i)) is not None:
        return signature
    if " ".join(tree.lower[begin:i]) in lexicon.words("headline_labels"):
        return None
    if not 0 < i - begin <= _LONGEST_SPEAKER:
        return None
    quoted = tree.quote[i + 1] >= 0 and tree.quotes[tree.quote[i + 1]].start == i + 1
    opening = begin == tree.trim(unit[0], i)[0]
    if not (quoted or (opening and tree.lower[i] == ":")) or (tree.lower[i - 1].isdigit() and not quoted):
        return None
    return Cue(i, [i], "punctuation", Entry(CueClass.PUNCTUATION, 0.5 if quoted else 0.4))


def _cue_in_statement(tree: Tree, i: int) -> Cue | None:
    if tree.lower[i] == ":":
        return _transcript_cue(tree, i)
    # A closing mark and a dash that the tokeniser left in one piece.
    if tree.lower[i][-1:] in COLONS and tree.quotes[tree.quote[i]].end == i + 1 and len(tree.lower[i]) == 2:
        return _signature_cue(tree, i)
    return None


def _signature_cue(tree: Tree, i: int) -> Cue | None:
    """A dash between a quotation and the name of who said it."""
    signed = tree.trim(i + 1, tree.units[tree.unit[i]][1])
    if 0 < signed[1] - signed[0] <= _LONGEST_SPEAKER and tree.pos[signed[0]] == "PROPN":
        return Cue(i, [i], "signature", Entry(CueClass.PUNCTUATION, 0.6))
    return None


def _transcript_cue(tree: Tree, i: int) -> Cue | None:
    """The colon after a speaker in capitals with which a line of a transcript begins, quotation mark before it or not."""
    begin = tree.units[tree.unit[i]][0]
    words = [k for k in range(begin, i) if tree.is_word(k)]
    if 0 < len(words) <= 4 and i - begin <= 8 and all(tree.doc[k].is_upper for k in words):
        return Cue(i, [i], "transcript", Entry(CueClass.PUNCTUATION, 0.9))
    return None


def verb_group(tree: Tree, i: int) -> list[int]:
    """The verb with its auxiliaries, negation and particle, and the adverbs between them."""
    group = {i} | {k for k in tree.kids[i] if tree.dep[k] in _OF_VERB and abs(k - i) < 6}
    for k in range(min(group), i):
        if tree.head[k] == i and tree.dep[k] == "advmod" and tree.lower[k] not in (",", "so", "then"):
            group.add(k)
    return sorted(group)
