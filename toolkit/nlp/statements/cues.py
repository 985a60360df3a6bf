"""Words that may be the cue of an attribution: verbs, nouns, "according to", colons and dashes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from toolkit import lexicon
from toolkit.nlp.document.parsing import UNPARSED
from toolkit.nlp.statements.tree import Tree
from toolkit.records import CueClass

_CLASSES: dict[str, CueClass] = {
    kind.value: kind for kind in (CueClass.SPEECH, CueClass.ATTITUDE, CueClass.JUDGEMENT, CueClass.FINDING)
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
ACCORDING = 0.95
"""Rate of "according to", which nearly always is a cue; set by hand, as are the next four."""
_BEFORE_QUOTE, _AT_OPENING, _BEFORE_SIGNATURE, _IN_TRANSCRIPT = 0.5, 0.4, 0.6, 0.9
"""Rates of colons and dashes by what stands around them."""
_LONGEST_SPEAKER = 14
"""Tokens that who speaks has at most before a colon or after a dash."""
_MOST_NAMES, _LONGEST_NAME = 4, 8
"""Words and tokens that who speaks has at most in a transcript."""
_WIDEST = 6
"""Tokens within which an auxiliary belongs to the cue."""
_NOT_OF_GROUP = frozenset({",", "so", "then"})
"""What stands between auxiliary and verb and belongs to neither."""


def find_cues(tree: Tree) -> list[Cue]:
    """All words that may be cues, in text order; none inside a quotation long enough to be a statement."""
    found = []
    for first, last, kind in tree.units:
        if kind in UNPARSED:
            continue
        for i in range(first, last):
            stated = tree.in_statement(i)
            cue = _cue_in_statement(tree, i) if stated else _cue_at(tree, i)
            if cue is not None:
                found.append(cue)
    return found


def _cue_at(tree: Tree, i: int) -> Cue | None:
    if tree.lower[i] in COLONS:
        return _punctuation_cue(tree, i)
    find = _BY_POS.get(tree.pos[i])
    return find(tree, i) if find is not None else None


def _noun_cue(tree: Tree, i: int) -> Cue | None:
    entry = nouns().get(tree.lemma[i])
    return Cue(i, [i], "noun", entry) if entry is not None and _has_complement(tree, i, _NOUN_COMPLEMENTS) else None


def _adjective_cue(tree: Tree, i: int) -> Cue | None:
    entry = adjectives().get(tree.lemma[i])
    if entry is None or tree.dep[i] == "amod" or not _has_complement(tree, i, _ADJECTIVE_COMPLEMENTS):
        return None
    above = tree.head[i]
    group = verb_group(tree, above) if tree.pos[above] == "AUX" and above < i else []
    return Cue(i, [*group, i], "adjective", entry)


def _verb_cue(tree: Tree, i: int) -> Cue | None:
    if tree.lower[i] == "according":
        to = next((k for k in tree.kids[i] if tree.lower[k] == "to"), None)
        if to is None and i + 1 < len(tree) and tree.lower[i + 1] == "to":
            to = i + 1
        return None if to is None else Cue(i, [i, to], "according", Entry(CueClass.ACCORDING_TO, ACCORDING))
    if tree.dep[i] in ("aux", "auxpass", "amod") or tree.lemma[i] == "be":
        return None
    return Cue(i, verb_group(tree, i), "verb", verbs().get(tree.lemma[i], UNKNOWN))


_BY_POS: dict[str, Callable[[Tree, int], Cue | None]] = {
    "VERB": _verb_cue,
    "AUX": _verb_cue,
    "NOUN": _noun_cue,
    "ADJ": _adjective_cue,
}


def _has_complement(tree: Tree, i: int, labels: frozenset[str]) -> bool:
    return any(k > i and tree.dep[k] in labels for k in tree.kids[i])


def _punctuation_cue(tree: Tree, i: int) -> Cue | None:
    """A colon after a speaker at the beginning of a sentence, one before a quotation, a dash between it and a name."""
    if i + 1 >= tree.units[tree.unit[i]][1]:
        return None
    signature = _signature_cue(tree, i) if tree.lower[i] != ":" and _closes_before(tree, i) else None
    return signature or _speaker_cue(tree, i)


def _closes_before(tree: Tree, i: int) -> bool:
    """Whether a quotation ends before the token, or before a blank in front of it."""
    first = tree.units[tree.unit[i]][0]
    before = i - 1 if i - 1 >= first and not tree.lower[i - 1].isspace() else i - 2
    k = tree.quote[before] if before >= first else -1
    return k >= 0 and tree.quotes[k].end == before + 1


def _speaker_cue(tree: Tree, i: int) -> Cue | None:
    """A colon or dash that parts a few words from the quotation after them; a colon, from the rest of a paragraph too."""
    begin = tree.trim(tree.sents[tree.sent[i]][0], i)[0]
    label = " ".join(tree.doc[begin:i].text.lower().split())
    if not 0 < i - begin <= _LONGEST_SPEAKER or label in lexicon.words("headline_labels"):
        return None
    if tree.opens_quote(i + 1):
        return Cue(i, [i], "punctuation", Entry(CueClass.PUNCTUATION, _BEFORE_QUOTE))
    opening = begin == tree.trim(tree.units[tree.unit[i]][0], i)[0]
    if opening and tree.lower[i] == ":" and not tree.lower[i - 1].isdigit():
        return Cue(i, [i], "punctuation", Entry(CueClass.PUNCTUATION, _AT_OPENING))
    return None


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
        return Cue(i, [i], "signature", Entry(CueClass.PUNCTUATION, _BEFORE_SIGNATURE))
    return None


def _transcript_cue(tree: Tree, i: int) -> Cue | None:
    """The colon after a speaker in capitals with which a line of a transcript begins, quotation mark before it or not."""
    begin = tree.units[tree.unit[i]][0]
    words = [k for k in range(begin, i) if tree.is_word(k)]
    if 0 < len(words) <= _MOST_NAMES and i - begin <= _LONGEST_NAME and all(tree.doc[k].is_upper for k in words):
        return Cue(i, [i], "transcript", Entry(CueClass.PUNCTUATION, _IN_TRANSCRIPT))
    return None


def verb_group(tree: Tree, i: int) -> list[int]:
    """The verb with its auxiliaries, negation and particle, and the adverbs between them."""
    group = {i} | {k for k in tree.kids[i] if tree.dep[k] in _OF_VERB and abs(k - i) < _WIDEST}
    for k in range(min(group), i):
        if tree.head[k] == i and tree.dep[k] == "advmod" and tree.lower[k] not in _NOT_OF_GROUP:
            group.add(k)
    return sorted(group)
