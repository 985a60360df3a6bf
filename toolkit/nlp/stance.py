"""How a statement assesses what it is about: the words that say so, what they are said of, and what hedges them.

Every evaluative word of ``lexicon/stance.csv`` in the statement counts, less the deeper it is embedded, and the other way
round under negation ("no success") or a word that turns it ("a lack of trust"). Without such a word a statement is neutral.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc, Token

from toolkit import lexicon
from toolkit.nlp import grammar
from toolkit.nlp.layers import Range, Ranges
from toolkit.records import Stance

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
_MODIFIERS = frozenset({"advmod", "neg", "amod", "det", "npadvmod", "quantmod", "nummod", "compound", "prt"})
_DOMINANT = 2.0
"""One polarity outweighs the other from this ratio on; set by hand."""
_LEAST = 0.3
"""A word that weighs less is too deeply embedded, or says too little, to carry a stance; set by hand."""
_LIGHT = frozenset({"make", "have", "pose", "represent", "constitute", "show", "face", "bring", "create", "cause", "be", "give",
                    "offer", "deal", "reach", "see", "mark", "remain", "become", "produce", "present"})  # fmt: skip
_HYPHENS = frozenset({"-", "–"})
_THINK = frozenset({"think", "believe", "feel", "know", "say", "guess", "suppose", "mean", "expect", "find", "see", "call",
                    "consider", "suspect", "imagine"})  # fmt: skip
_SPEAKER = frozenset({"i", "we", "you"})
_ABOUT = frozenset({"about", "over", "towards", "toward", "regarding"})


@dataclass(frozen=True, slots=True)
class Assessment:
    """A stance with its evidence, in token positions; ``words`` and ``target`` are ``None`` for a neutral statement."""

    stance: Stance
    words: Range | None
    target: Range | None
    hedges: Ranges
    rule: str


@dataclass(frozen=True, slots=True)
class _Word:
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
def _set(key: str) -> frozenset[str]:
    return frozenset(word.lower() for word in lexicon.words("experts", key))


def _entry(token: Token) -> tuple[int, str, float] | None:
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
    if found is None and token.lemma_.lower() in _set("negated_only") and not _takes_object(token):
        everywhere = set(range(len(token.doc)))
        return (1, "subject", 1.0) if _reversed(token, everywhere) else None
    return found


def _takes_object(token: Token) -> bool:
    return token.pos_ == "VERB" and grammar.child(token, "dobj", "obj", "xcomp") is not None


def assess(doc: Doc, content: Ranges, cue: Token | None = None, source: Ranges = ()) -> Assessment:
    """The stance of a statement.

    Parameters
    ----------
    doc
        A parsed Doc.
    content
        Token ranges of what is said.
    cue
        The verb that reports it; one that judges ("criticised the deal") evaluates too.
    source
        Token ranges of who says it, who is not the target.
    """
    positions = [i for start, end in content for i in range(start, end)]
    tokens = [doc[i] for i in positions if not doc[i].is_space]
    inside = set(positions)
    hedges = _hedges(doc, content)
    turns = _turns(tokens, inside)
    words = [w for t in tokens if (w := _weighed(t, inside, turns)) is not None]
    judging = _judging(cue) if cue is not None and cue.i not in inside else None
    if judging is not None:
        words.append(judging)
    hedges = tuple(sorted({*hedges, *_concessions(doc, turns, inside)}))
    if max((abs(w.weight) for w in words), default=0.0) < _LEAST:
        return Assessment(Stance.NEUTRAL, None, _topic(tokens, inside), hedges, "no_evaluation")
    found = _weigh(words, tokens, inside, hedges)
    if found.target is not None and any(start < found.target[1] and found.target[0] < end for start, end in source):
        found = replace(found, target=_topic(tokens, inside))
    return found


def _weigh(words: list[_Word], tokens: list[Token], inside: set[int], hedges: Ranges) -> Assessment:
    good = sum(w.weight for w in words if w.weight > 0)
    bad = -sum(w.weight for w in words if w.weight < 0)
    best = max(words, key=lambda w: (abs(w.weight), -w.token.i))
    main = sum(w.weight for w in words if not w.turned)
    turned = sum(w.weight for w in words if w.turned)
    if (main * turned < 0) or (good and bad and max(good, bad) < _DOMINANT * min(good, bad)):
        other = max((w for w in words if w.weight * best.weight < 0), key=lambda w: abs(w.weight))
        first, second = sorted((_phrase(best.token, inside), _phrase(other.token, inside)))
        span = (first[0], max(first[1], second[1]))
        rule = "concession" if main * turned < 0 else "both_polarities"
        return Assessment(Stance.MIXED, span, _target(best.token, tokens, inside), hedges, rule)
    stance = Stance.POSITIVE if good > bad else Stance.NEGATIVE
    sign = 1 if good > bad else -1
    best = max((w for w in words if w.weight * sign > 0), key=lambda w: (abs(w.weight), -w.token.i))
    return Assessment(
        stance, _phrase(best.token, inside), _target(best.token, tokens, inside), hedges, "evaluative_word"
    )


# Weight of a word -----------------------------------------------------------------------------------------------------


def _weighed(token: Token, inside: set[int], turns: set[int]) -> _Word | None:
    entry = _entry(token)
    if entry is None or token.dep_ in {"aux", "auxpass"}:
        return None
    polarity, role, weight = entry
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
    return _Word(token, sign * weight * factor, token.i in turns)


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
        c.lower_ in _set("deniers") and c.dep_ in {"neg", "det", "advmod", "amod", "preconj"} for c in token.children
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
        if head.lemma_.lower() in _set("reversers") and _reached(current, head):
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
        if head.pos_ == "VERB" and head.lemma_.lower() not in _LIGHT:
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
    if current.dep_ in {"attr", "acomp", "oprd", "dobj", "xcomp", "advmod"} and current.head.pos_ in grammar.VERBAL:
        return current.head
    return current if current.pos_ in grammar.VERBAL else None


def _denied(verb: Token) -> int:
    said = any(c.dep_ == "neg" or (c.dep_ == "advmod" and c.lower_ in _set("deniers")) for c in verb.children)
    return int(said != _denied_subject(verb)) if not _not_only(verb) else 0


def _denied_subject(verb: Token) -> bool:
    """ "Nobody won", "no party gained"."""
    return any(
        c.dep_ in {"nsubj", "nsubjpass"}
        and (c.lower_ in _set("deniers") or any(g.lower_ in {"no", "neither"} for g in c.children))
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


# Concession and hedges --------------------------------------------------------------------------------------------------


def _turns(tokens: list[Token], inside: set[int]) -> set[int]:
    """Positions that stand in a concessive clause, or after "but"."""
    found: set[int] = set()
    for token in tokens:
        lower = token.lower_
        if (lower in _set("concessive") and token.dep_ in {"mark", "prep", "advmod"}) or lower == "despite":
            top = token if token.dep_ == "prep" or lower == "despite" else token.head
            found.update(t.i for t in top.subtree if t.i in inside)
        elif lower in _set("adversative") and token.dep_ in {"cc", "advmod"} and lower not in {"still", "only", "yet"}:
            later = [t for t in tokens if t.i > token.i]
            found.update(t.i for t in later if t.sent == token.sent or token.is_sent_start)
        elif lower == "if" and token.i + 1 < len(token.doc) and token.nbor(1).pos_ == "ADJ":
            found.update(t.i for t in token.subtree if t.i in inside)
            found.update({token.i, token.i + 1} & inside)
        elif lower == "yet" and token.dep_ == "cc":
            found.update(t.i for t in tokens if t.i > token.i and t.sent == token.sent)
    return found if len(found) < len(tokens) - 1 else set()


def _concessions(doc: Doc, turns: set[int], inside: set[int]) -> list[Range]:
    """The clauses that turn a statement, as ranges; they hedge it."""
    runs: list[Range] = []
    for position in sorted(turns):
        if runs and runs[-1][1] == position:
            runs[-1] = (runs[-1][0], position + 1)
        else:
            runs.append((position, position + 1))
    long = [grammar.trimmed(doc, *run) for run in runs if run[1] - run[0] > 2]
    return [run for run in long if doc[run[0]].lower_ in _set("concessive")]


def _hedges(doc: Doc, content: Ranges) -> Ranges:
    found: list[Range] = []
    phrases = _set("hedges")
    for start, end in content:
        position = start
        while position < end:
            length = next(
                (
                    n
                    for n in (4, 3, 2, 1)
                    if position + n <= end and doc[position : position + n].text.lower() in phrases
                ),
                0,
            )
            token = doc[position]
            if not length and token.lemma_.lower() in phrases and token.pos_ in {"VERB", "AUX"}:
                length = 1
            if length == 1 and token.lower_ in {"may", "might", "could"} and token.tag_ != "MD":
                length = 0
            if length:
                found.append((position, position + length))
            position += length or 1
    return tuple(found)


def _judging(cue: Token) -> _Word | None:
    entry = _entry(cue)
    if entry is None or cue.pos_ != "VERB" or entry[1] != "object":
        return None
    return _Word(cue, entry[0] * entry[2] * (-1 if _denied(cue) else 1), False)


# Words and target ---------------------------------------------------------------------------------------------------------


def _phrase(token: Token, inside: set[int]) -> Range:
    """The word with the modifiers that stand beside it: "a huge number of problems" stays "problems"."""
    start = end = token.i
    members = {c.i for c in token.children if c.dep_ in _MODIFIERS}
    if token.dep_ == "amod" and token.head.i in inside and token.head.i - token.i < 4:
        members |= set(range(token.i, token.head.i + 1))
    while start - 1 in members and start - 1 in inside:
        start -= 1
    for position in range(start - 1, max(start - 4, -1), -1):
        if token.doc[position].dep_ == "neg" and position in inside:
            start = position
            break
    while end + 1 in members and end + 1 in inside:
        end += 1
    return start, end + 1


def _topic(tokens: Iterable[Token], inside: set[int]) -> Range | None:
    """The subject of the statement's main clause."""
    for token in tokens:
        if token.i in inside and (token.head.i not in inside or token.head.i == token.i):
            subject = grammar.subject(token)[0] if token.pos_ in grammar.VERBAL else None
            if subject is not None and subject.i in inside:
                return _clipped(subject, inside)
            if token.pos_ in {"NOUN", "PROPN"}:
                return _clipped(token, inside)
    return None


def _clipped(token: Token, inside: set[int]) -> Range:
    start, end = grammar.core_phrase(token)
    while start < token.i and start not in inside:
        start += 1
    while end - 1 > token.i and end - 1 not in inside:
        end -= 1
    return grammar.trimmed(token.doc, start, end)


def _target(token: Token, tokens: list[Token], inside: set[int]) -> Range | None:
    """What the evaluative word is said of."""
    found = _evaluated(token)
    if found is not None:
        found = grammar.antecedent(found) or found
    if found is not None and found.lower_ in _SPEAKER and token.pos_ in {"ADJ", "NOUN"}:
        found = token.head if token.dep_ == "amod" else token
        return _clipped(found, inside)
    if found is None or found.i == token.i:
        return _topic(tokens, inside)
    return grammar.core_phrase(found) if found.i not in inside else _clipped(found, inside)


def _evaluated(token: Token) -> Token | None:
    entry = _entry(token)
    about = next((c for c in token.children if c.dep_ == "prep" and c.lower_ in _ABOUT), None)
    if about is not None:
        return grammar.child(about, "pobj")
    if token.pos_ in grammar.VERBAL:
        return _of_verb(token, entry[1] if entry else "subject")
    if token.dep_ == "amod":
        noun = token.head
        return _of_noun(noun) or noun
    if token.dep_ in {"acomp", "oprd", "attr"} and token.pos_ == "ADJ":
        return _of_complement(token)
    if token.dep_ == "advmod" and token.head.pos_ in grammar.VERBAL:
        return grammar.subject(token.head)[0]
    return _of_noun(token)


def _of_verb(verb: Token, role: str) -> Token | None:
    subject, passive = grammar.subject(verb)
    if role == "object":
        found = grammar.child(verb, "dobj", "obj")
        prep = next((c for c in verb.children if c.dep_ == "prep"), None)
        return subject if passive else found or (grammar.child(prep, "pobj") if prep is not None else None)
    return (grammar.agent(verb) or subject) if passive else subject


def _of_complement(token: Token) -> Token | None:
    """Object complements are said of the object ("called the deal unwise"), others of the subject."""
    verb = token.head
    made = grammar.child(verb, "dobj", "obj")
    if token.dep_ == "oprd" and made is not None:
        return made
    return grammar.subject(verb)[0] if verb.pos_ in grammar.VERBAL else None


def _of_noun(noun: Token) -> Token | None:
    head = noun.head
    if noun.dep_ in {"attr", "oprd"} and head.pos_ in grammar.VERBAL:
        return _of_complement(noun)
    if noun.dep_ == "dobj" and head.lemma_.lower() in _LIGHT:
        return grammar.subject(head)[0]
    if noun.dep_ == "pobj" and head.lower_ in {"as", "like"} and head.head.pos_ in grammar.VERBAL:
        return grammar.child(head.head, "dobj", "obj") or grammar.subject(head.head)[0]
    if noun.dep_ == "pobj" and head.lower_ in {"of", "for", "to"} and head.head.pos_ == "NOUN":
        return _of_noun(head.head)
    for preposition in noun.children:
        if preposition.dep_ == "prep" and preposition.lower_ in {"of", "in", "with", "for", "by", "to"}:
            inner = grammar.child(preposition, "pobj")
            if inner is not None and noun.dep_ in {"nsubj", "nsubjpass", "ROOT", "dobj", "pobj"}:
                return inner
    return noun if noun.dep_ == "ROOT" or noun.dep_.startswith("nsubj") else None
