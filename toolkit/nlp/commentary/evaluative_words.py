"""Evaluative words in a statement: their polarity where they stand, and their weight.

A word counts less the deeper it is embedded, and the other way round under negation ("no success") or a word that turns it
("a lack of trust"). The words are those of ``lexicon/en/stance.csv``, with lists of ``lexicon/en/assessments.yaml``.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from toolkit import lexicon
from toolkit.nlp.document import grammar

_POS = {"ADJ": "ADJ", "NOUN": "NOUN", "VERB": "VERB", "ADV": "ADV", "AUX": "VERB"}
_HYPHENS = frozenset({"-", "–"})
_NOT = frozenset({"not", "n't", "n’t"})
_CONDITIONS = frozenset({"if", "unless"})
_NOMINALISED = frozenset({"dobj", "nsubj", "nsubjpass"})
"""An adjective in one of these places stands for people: "the poor"."""
_NO_PREDICATE = frozenset({"attr", "dobj", "ROOT", "oprd"})
"""Places of a noun that says something; an adjective before another noun only qualifies it."""
_DENIAL = frozenset({"neg", "det", "advmod", "amod", "preconj"})
_TOWARD_TURN = frozenset({"amod", "pobj", "prep", "dobj", "xcomp", "conj", "compound", "acomp", "attr", "nsubjpass"})
"""Labels on the way from a word up to one that turns it ("a lack of trust")."""
_TURNED_BY_NOUN = frozenset({"prep", "pobj", "pcomp", "amod", "acl", "compound", "poss", "advmod"})
_PREDICATED = frozenset({"attr", "acomp", "oprd", "dobj", "xcomp", "advmod"})

# Set by hand on the project's own gold (tests/gold/commentary).
_DEPTH = {"ccomp": 1.0, "pcomp": 1.0, "advcl": 1.0, "relcl": 1.0, "acl": 1.0, "xcomp": 0.4, "csubj": 0.5, "prep": 0.3}
"""How much deeper a word counts for each of these labels above it; its weight is divided by one more than their sum."""
_QUALIFYING = 0.7
"""Weight of an adjective before a noun that is not what the clause says."""
_DOUBTED = 0.4
"""Weight of a word under a condition or in a question, of a judgement that is not the speaker's, and of what is missing."""
_HIGHEST = 40
"""How far up the tree a word's place is followed."""
_NEAR = 4
"""How far up a denial or a turning word is looked for."""


_NOT_ONLY = (4, 3)
"""Words before, and from the word itself on, among which "not only" is looked for."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word that evaluates, with a signed weight; ``turned`` if it stands in a concession or after "but"."""

    token: Token
    weight: float
    turned: bool


@cache
def _evaluative() -> dict[tuple[str, str], tuple[int, str, float]]:
    """Polarity (1, -1), what is evaluated, and weight, by word and part of speech."""
    return {
        (row["word"], row["pos"]): (1 if row["polarity"] == "positive" else -1, row["target"], float(row["weight"]))
        for row in lexicon.table("stance")
    }


def listed(key: str) -> frozenset[str]:
    """One list of ``assessments.yaml``."""
    return lexicon.words("assessments", key)


def evaluation(token: Token) -> tuple[int, str, float] | None:
    """Polarity (1, -1), what is evaluated (``subject``, ``object``) and weight of a word; ``None`` for one that does not."""
    pos = _POS.get(token.pos_)
    if pos is None or _says_nothing(token, pos):
        return None
    if pos in {"ADJ", "ADV"} and _too(token):
        return -1, "subject", 1.0
    table = _evaluative()
    return next((table[form] for form in _forms(token, pos) if form in table), None) or _denied_only(token)


def _denied_only(token: Token) -> tuple[int, str, float] | None:
    """What evaluates only where it is denied: "it does not work"."""
    if token.lemma_.lower() not in listed("negated_only") or _takes_object(token):
        return None
    return (1, "subject", 1.0) if _reversed(token, set(range(len(token.doc)))) else None


def _says_nothing(token: Token, pos: str) -> bool:
    """People ("the poor"), or the first part of a compound ("bully pulpit", "right-wing")."""
    hyphened = token.i + 1 < len(token.doc) and token.nbor(1).text in _HYPHENS
    return hyphened or token.dep_ == "compound" or (pos == "ADJ" and token.dep_ in _NOMINALISED)


def _forms(token: Token, pos: str) -> Iterator[tuple[str, str]]:
    """The forms under which a word may be listed: itself, its lemma, a participle as adjective or as verb."""
    lower = token.lower_
    yield lower, pos
    yield token.lemma_.lower(), pos
    if token.tag_ in {"VBN", "VBG"}:
        yield lower, "ADJ"
    if pos == "ADJ" and lower.endswith(("ed", "ing")):  # a participle tagged as an adjective
        stem = lower.removesuffix("ed").removesuffix("ing")
        yield from ((stem, "VERB"), (stem + "e", "VERB"), (stem[:-1], "VERB"))


def _takes_object(token: Token) -> bool:
    return token.pos_ == "VERB" and grammar.child(token, "dobj", "obj", "xcomp") is not None


def weighed(token: Token, inside: set[int], turns: set[int]) -> Word | None:
    """The word with its weight where it stands: positive, negative, or ``None`` if it does not evaluate."""
    found = evaluation(token)
    if found is None or token.dep_ in {"aux", "auxpass"}:
        return None
    polarity, role, weight = found
    sign = polarity * (-1 if _reversed(token, inside) else 1)
    weight *= _factor(token, role, inside)
    wish = _only_wished(token) if polarity > 0 else None
    if wish is not None:
        sign, weight = -1, weight * (_DOUBTED if wish == "need" else 0.0)
    return Word(token, sign * weight, token.i in turns)


def _factor(token: Token, role: str, inside: set[int]) -> float:
    """How much a word counts where it stands."""
    factor = 1 / (1 + _depth(token, inside))
    if token.dep_ == "amod" and token.head.dep_ not in _NO_PREDICATE:
        factor *= _QUALIFYING
    if _conditional(token, inside) or grammar.is_question(token):
        factor *= _DOUBTED
    if role == "object" and token.pos_ == "VERB" and not _own_judgement(token):
        factor *= _DOUBTED
    return factor


def _own_judgement(verb: Token) -> bool:
    """Whether it is the speaker who praises or condemns: "I welcome it", not "a vote condemning the raid"."""
    subject = grammar.subject(verb)[0]
    return subject is not None and subject.lower_ in listed("own_voices")


def _too(token: Token) -> bool:
    return any(c.lower_ == "too" and c.dep_ == "advmod" and c.i < token.i for c in token.children)


def _depth(token: Token, inside: set[int]) -> float:
    """How deeply the word is embedded below the top of the statement."""
    return sum(0.0 if _thought(current) else _DEPTH.get(current.dep_, 0.0) for current in _upward(token, inside))


def _upward(token: Token, inside: set[int], steps: int = _HIGHEST) -> Iterator[Token]:
    """The token and those above it, as long as what governs them is in the statement too."""
    for current in itertools.chain([token], itertools.islice(grammar.ancestors(token), steps - 1)):
        if current.head.i == current.i or current.head.i not in inside:
            return
        yield current


def _thought(token: Token) -> bool:
    """Whether the token heads what is thought or said in a clause above it."""
    return token.dep_ == "ccomp" and token.head.lemma_.lower() in listed("thinking")


def _reversed(token: Token, inside: set[int]) -> bool:
    """Whether negation, or a word that turns, applies to the word; two of them cancel out."""
    flips = int(
        any(c.lower_ in listed("deniers") and c.dep_ in _DENIAL for c in token.children) and not _not_only(token)
    )
    predicate = _predicate(token)
    if predicate is not None:
        flips += _denied(predicate) if predicate.i != token.i else int(_denied_subject(predicate))
    flips += token.dep_ == "conj" and any(c.dep_ == "cc" and c.lower_ == "nor" for c in token.head.children)
    return (flips + _denied_above(token, inside) + _turned_above(token, inside)) % 2 == 1


def _turned_above(token: Token, inside: set[int]) -> bool:
    """Whether a word that turns governs this one: "a lack of trust", "failed to convince"."""
    for current in _upward(token, inside, _NEAR):
        head = current.head
        lemma = head.lemma_.lower()
        if lemma in listed("reversers") and _reached(current, head):
            return True
        if current.dep_ not in _TOWARD_TURN or (head.pos_ == "VERB" and lemma not in listed("light_verbs")):
            return False
    return False


def _denied_above(token: Token, inside: set[int]) -> int:
    """Denial in the clause above: "I do not think it is wise", "there are no changes that make it fairer"."""
    for current in _upward(_predicate(token) or token, inside, _NEAR):
        if _thought(current) and _denied(current.head):
            return 1
        if current.dep_ in {"acl", "relcl"}:
            return int(_absent(current.head))
        made = current.dep_ == "ccomp" and current.head.lemma_.lower() == "make"
        if not (_thought(current) or made or current.dep_ in {"xcomp", "conj"}):
            return 0
    return 0


def _absent(noun: Token) -> bool:
    """Whether the clause says that there is none: "there are no changes", "it is not a plan"."""
    verb = _predicate(noun)
    none = any(c.dep_ == "det" and c.lower_ == "no" for c in noun.children)
    return none or (verb is not None and verb.lemma_.lower() == "be" and _denied(verb) > 0)


def _reached(token: Token, head: Token) -> bool:
    """Whether the turning word ``head`` governs ``token`` as what it turns."""
    if head.pos_ == "VERB":
        return token.dep_ in _turned_by_verb(head.lemma_.lower())
    if token.dep_ == "xcomp":
        return head.pos_ == "ADJ"
    return token.dep_ in _TURNED_BY_NOUN or head.pos_ == "ADV"


def _turned_by_verb(lemma: str) -> frozenset[str]:
    """The labels of what a turning verb turns."""
    if lemma in listed("reverse_infinitives"):
        return frozenset({"xcomp"})
    if lemma in listed("reverse_objects"):
        return frozenset({"dobj"})
    return frozenset({"dobj", "nsubjpass", *(["xcomp"] if lemma in listed("reverse_both") else [])})


def _predicate(token: Token) -> Token | None:
    """The verb by which the word is said of something: "is not a success", "made no progress"."""
    current = token
    if current.dep_ in {"amod", "advmod", "compound"} and current.head.i != current.i:
        current = current.head
    if current.dep_ == "pobj" and current.head.lower_ == "of" and current.head.head.lower_ in listed("quantifiers"):
        current = current.head.head  # "not much of a problem"
    if current.dep_ in _PREDICATED and current.head.pos_ in grammar.VERBAL:
        return current.head
    return current if current.pos_ in grammar.VERBAL else None


def _denied(verb: Token) -> int:
    said = any(c.dep_ == "neg" or (c.dep_ == "advmod" and c.lower_ in listed("deniers")) for c in verb.children)
    return int(said != _denied_subject(verb)) if not _not_only(verb) else 0


def _denied_subject(verb: Token) -> bool:
    """ "Nobody won", "no party gained"."""
    return any(
        c.dep_ in {"nsubj", "nsubjpass"}
        and (c.lower_ in listed("deniers") or any(g.lower_ in listed("no_determiners") for g in c.children))
        for c in verb.children
    )


def _not_only(token: Token) -> bool:
    lower = [t.lower_ for t in token.doc[max(0, token.i - _NOT_ONLY[0]) : token.i + _NOT_ONLY[1]]]
    return any(a in _NOT and b in listed("only") for a, b in itertools.pairwise(lower))


def _only_wished(token: Token) -> str | None:
    """Whether what is good is only called for: ``need`` ("needs to improve") finds it missing, ``ought`` leaves it open."""
    verb = _predicate(token)
    if verb is None:
        return None
    if verb.dep_ == "xcomp" and verb.head.lemma_.lower() in listed("needing") and verb.head.i < verb.i:
        return "need"
    modal = any(c.dep_ in grammar.AUXILIARIES and c.lower_ in listed("obliging") for c in verb.children)
    return "ought" if modal or (verb.dep_ == "xcomp" and verb.head.lemma_.lower() == "ought") else None


def _conditional(token: Token, inside: set[int]) -> bool:
    """Whether the word stands under "if" or "unless"."""
    within = itertools.takewhile(lambda t: t.i in inside, itertools.chain([token], grammar.ancestors(token)))
    clauses = (above for above in within if above.dep_ == "advcl")
    return any(c.dep_ == "mark" and c.lower_ in _CONDITIONS for above in clauses for c in above.children)


def judging_cue(cue: Token) -> Word | None:
    """The verb that reports, if it judges ("criticised")."""
    found = evaluation(cue)
    if found is None or cue.pos_ != "VERB" or found[1] != "object":
        return None
    return Word(cue, found[0] * found[2] * (-1 if _denied(cue) else 1), False)
