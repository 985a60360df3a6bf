"""Evaluative words in a statement: their polarity where they stand, and their weight.

A word counts less the deeper it is embedded, and the other way round under negation ("no success") or a word that turns it
("a lack of trust").
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from toolkit import lexicon
from toolkit.nlp.document import grammar

_POS = {"ADJ": "ADJ", "NOUN": "NOUN", "VERB": "VERB", "ADV": "ADV", "AUX": "VERB"}
_EMBEDDED = {
    "ccomp": 1.0,
    "pcomp": 1.0,
    "advcl": 1.0,
    "relcl": 1.0,
    "acl": 1.0,
    "xcomp": 0.4,
    "csubj": 0.5,
    "prep": 0.3,
}
LIGHT = frozenset({"make", "have", "pose", "represent", "constitute", "show", "face", "bring", "create", "cause", "be", "give",
                    "offer", "deal", "reach", "see", "mark", "remain", "become", "produce", "present"})  # fmt: skip
_QUANTIFIERS = frozenset(
    {"much", "lot", "kind", "sort", "bit", "more", "less", "part", "all", "any", "piece", "example"}
)
_HYPHENS = frozenset({"-", "–"})
_THINK = frozenset({"think", "believe", "feel", "know", "say", "guess", "suppose", "mean", "expect", "find", "see", "call",
                    "consider", "suspect", "imagine"})  # fmt: skip


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


@cache
def listed(key: str) -> frozenset[str]:
    """One list of ``experts.yaml``, in lower case."""
    return frozenset(word.lower() for word in lexicon.words("experts", key))


def evaluation(token: Token) -> tuple[int, str, float] | None:
    """Polarity (1, -1), what is evaluated (``subject``, ``object``) and weight of a word; ``None`` for one that does not."""
    if token.ent_type_ in {"PERSON", "ORG", "GPE", "WORK_OF_ART", "FAC"} and token.pos_ == "PROPN":
        return None
    pos = _POS.get(token.pos_)
    if pos is None or (pos == "ADJ" and token.dep_ in {"dobj", "nsubj", "nsubjpass"}):
        return None  # "the poor" are people
    if token.dep_ == "compound" or (token.i + 1 < len(token.doc) and token.nbor(1).text in _HYPHENS):
        return None  # "bully pulpit", "right-wing"
    if _too(token) and pos in {"ADJ", "ADV"}:
        return -1, "subject", 1.0
    table = _evaluative()
    lower = token.lower_
    forms = [(lower, pos), (token.lemma_.lower(), pos)]
    if token.tag_ in {"VBN", "VBG"}:
        forms.append((lower, "ADJ"))
    if pos == "ADJ" and lower.endswith(("ed", "ing")):  # a participle tagged as an adjective
        stem = lower.removesuffix("ed").removesuffix("ing")
        forms += [(stem, "VERB"), (stem + "e", "VERB"), (stem[:-1], "VERB")]
    found = next((table[form] for form in forms if form in table), None)
    if found is None and token.lemma_.lower() in listed("negated_only") and not _takes_object(token):
        everywhere = set(range(len(token.doc)))
        return (1, "subject", 1.0) if _reversed(token, everywhere) else None
    return found


def _takes_object(token: Token) -> bool:
    return token.pos_ == "VERB" and grammar.child(token, "dobj", "obj", "xcomp") is not None


def weighed(token: Token, inside: set[int], turns: set[int]) -> Word | None:
    """The word with its weight where it stands: positive, negative, or ``None`` if it does not evaluate."""
    found = evaluation(token)
    if found is None or token.dep_ in {"aux", "auxpass"}:
        return None
    polarity, role, weight = found
    sign = polarity * (-1 if _reversed(token, inside) else 1)
    depth = _depth(token, inside)
    factor = 1 / (1 + depth)
    if token.dep_ == "amod" and token.head.dep_ not in {"attr", "dobj", "ROOT", "oprd"}:
        factor *= 0.7
    if polarity > 0 and (wish := _only_wished(token)):
        sign, factor = -abs(sign), factor * (0.4 if wish == "need" else 0.0)
    if _conditional(token, inside) or grammar.is_question(token):
        factor *= 0.4
    if role == "object" and token.pos_ == "VERB" and not _own_judgement(token):
        factor *= 0.4
    return Word(token, sign * weight * factor, token.i in turns)


def _own_judgement(verb: Token) -> bool:
    """Whether it is the speaker who praises or condemns: "I welcome it", not "a vote condemning the raid"."""
    subject = grammar.subject(verb)[0]
    return subject is not None and subject.lower_ in {"i", "we", "one", "everybody", "everyone", "nobody"}


def _too(token: Token) -> bool:
    return any(c.lower_ == "too" and c.dep_ == "advmod" and c.i < token.i for c in token.children)


def _depth(token: Token, inside: set[int]) -> float:
    """How deeply the word is embedded below the top of the statement."""
    depth, current, steps = 0.0, token, 0
    while current.head.i != current.i and current.head.i in inside and steps < 40:
        thought = current.dep_ == "ccomp" and current.head.lemma_.lower() in _THINK
        depth += 0.0 if thought else _EMBEDDED.get(current.dep_, 0.0)
        current = current.head
        steps += 1
    return depth


def _reversed(token: Token, inside: set[int]) -> bool:
    """Whether negation, or a word that turns, applies to the word; two of them cancel out."""
    flips = 0
    if any(
        c.lower_ in listed("deniers") and c.dep_ in {"neg", "det", "advmod", "amod", "preconj"} for c in token.children
    ):
        flips += 1 if not _not_only(token) else 0
    predicate = _predicate(token)
    if predicate is not None:
        flips += _denied(predicate) if predicate.i != token.i else int(_denied_subject(predicate))
    if token.dep_ == "conj" and any(c.dep_ == "cc" and c.lower_ == "nor" for c in token.head.children):
        flips += 1
    flips += _denied_above(token, inside)
    current, steps = token, 0
    while current.head.i != current.i and steps < 4:
        head = current.head
        if head.i not in inside:
            break
        if head.lemma_.lower() in listed("reversers") and _reached(current, head):
            flips += 1
            break
        if current.dep_ not in {
            "amod",
            "pobj",
            "prep",
            "dobj",
            "xcomp",
            "conj",
            "compound",
            "acomp",
            "attr",
            "nsubjpass",
        }:
            break
        if head.pos_ == "VERB" and head.lemma_.lower() not in LIGHT:
            break
        current = head
        steps += 1
    return flips % 2 == 1


def _denied_above(token: Token, inside: set[int]) -> int:
    """Denial in the clause above: "I do not think it is wise", "there are no changes that make it fairer"."""
    current, steps = _predicate(token) or token, 0
    while current.head.i != current.i and current.head.i in inside and steps < 4:
        head = current.head
        thought = current.dep_ == "ccomp" and head.lemma_.lower() in _THINK
        infinitive = current.dep_ in {"acl", "relcl", "xcomp"} or (
            current.dep_ == "ccomp" and head.lemma_.lower() == "make"
        )
        if thought and _denied(head):
            return 1
        if current.dep_ in {"acl", "relcl"}:
            governor = _predicate(head)
            absent = any(c.dep_ == "det" and c.lower_ == "no" for c in head.children)
            return int(absent or (governor is not None and governor.lemma_.lower() == "be" and _denied(governor) > 0))
        if not (thought or infinitive or current.dep_ == "conj"):
            return 0
        current, steps = head, steps + 1
    return 0


def _reached(token: Token, head: Token) -> bool:
    """Whether the turning word ``head`` governs ``token`` as what it turns."""
    if head.pos_ == "VERB":
        if head.lemma_.lower() in {"fail", "remain"}:
            return token.dep_ == "xcomp"
        if head.lemma_.lower() in {"fall", "drop", "cost", "end"} and token.dep_ != "dobj":
            return False
        return token.dep_ in {"dobj", "nsubjpass"} or (token.dep_ == "xcomp" and head.lemma_.lower() == "stop")
    if token.dep_ == "xcomp":
        return head.pos_ == "ADJ"
    return token.dep_ in {"prep", "pobj", "pcomp", "amod", "acl", "compound", "poss", "advmod"} or head.pos_ == "ADV"


def _predicate(token: Token) -> Token | None:
    """The verb by which the word is said of something: "is not a success", "made no progress"."""
    current = token
    if current.dep_ in {"amod", "advmod", "compound"} and current.head.i != current.i:
        current = current.head
    if current.dep_ == "pobj" and current.head.lower_ == "of" and current.head.head.lower_ in _QUANTIFIERS:
        current = current.head.head  # "not much of a problem"
    if current.dep_ in {"attr", "acomp", "oprd", "dobj", "xcomp", "advmod"} and current.head.pos_ in grammar.VERBAL:
        return current.head
    return current if current.pos_ in grammar.VERBAL else None


def _denied(verb: Token) -> int:
    said = any(c.dep_ == "neg" or (c.dep_ == "advmod" and c.lower_ in listed("deniers")) for c in verb.children)
    return int(said != _denied_subject(verb)) if not _not_only(verb) else 0


def _denied_subject(verb: Token) -> bool:
    """ "Nobody won", "no party gained"."""
    return any(
        c.dep_ in {"nsubj", "nsubjpass"}
        and (c.lower_ in listed("deniers") or any(g.lower_ in {"no", "neither"} for g in c.children))
        for c in verb.children
    )


def _not_only(token: Token) -> bool:
    lower = [t.lower_ for t in token.doc[max(0, token.i - 4) : token.i + 3]]
    return any(a in {"not", "n't", "n’t"} and b in {"only", "just", "merely"} for a, b in itertools.pairwise(lower))


def _only_wished(token: Token) -> str | None:
    """Whether what is good is only called for: ``need`` ("needs to improve") finds it missing, ``ought`` leaves it open."""
    verb = _predicate(token)
    if verb is None:
        return None
    if verb.dep_ == "xcomp" and verb.head.lemma_.lower() in {"need", "have", "want"} and verb.head.i < verb.i:
        return "need"
    modal = any(c.dep_ in grammar.AUXILIARIES and c.lower_ in {"must", "should", "ought"} for c in verb.children)
    return "ought" if modal or (verb.dep_ == "xcomp" and verb.head.lemma_.lower() == "ought") else None


def _conditional(token: Token, inside: set[int]) -> bool:
    current, steps = token, 0
    while current.head.i != current.i and current.i in inside and steps < 40:
        if current.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in {"if", "unless"} for c in current.children):
            return True
        current = current.head
        steps += 1
    return False


def judging_cue(cue: Token) -> Word | None:
    """The verb that reports, if it judges ("criticised")."""
    found = evaluation(cue)
    if found is None or cue.pos_ != "VERB" or found[1] != "object":
        return None
    return Word(cue, found[0] * found[2] * (-1 if _denied(cue) else 1), False)
