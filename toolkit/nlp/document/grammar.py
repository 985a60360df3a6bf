"""Questions to a dependency tree, in spaCy's (ClearNLP) labels.

All functions take tokens of a parsed Doc and never raise on one that is not parsed: there every token is its own root.
Positions are token positions in the Doc, ranges are ``(start, end)``, end exclusive.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from itertools import islice

from spacy.tokens import Doc, Token

from toolkit import lexicon
from toolkit.nlp.layers import Range

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "nsubj:pass", "csubj:pass"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass", "nsubj:pass", "csubj:pass"})
OBJECTS = frozenset({"dobj", "obj"})
CLAUSES = frozenset(
    {"ROOT", "ccomp", "xcomp", "pcomp", "advcl", "relcl", "acl", "conj", "parataxis", "csubj", "csubjpass"}
)
"""Labels under which a verb heads a clause of its own."""

AUXILIARIES = frozenset({"aux", "auxpass", "aux:pass"})
VERBAL = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "X", "SYM"})
ARTICLES = frozenset({"the", "a", "an"})
REFLEXIVE = ("self", "selves")
"""Endings of reflexive pronouns."""
RELATIVE_PRONOUNS = frozenset({"who", "whom", "which", "that", "whose"})

_NEGATIVE_WORDS = frozenset({"not", "n't", "never", "no", "nor", "neither", "hardly", "scarcely", "barely", "without"})
_NOBODY = frozenset({"nobody", "none", "neither", "nothing"})
_NEGATIVE_DETERMINERS = frozenset({"no", "neither"})
_MODALS = {
    "future": ("will", "'ll", "’ll", "wo", "shall", "sha"),
    "possible": ("may", "might", "can", "could", "ca"),
    "conditional": ("would", "'d", "’d"),
    "obliged": ("must", "should", "ought"),
}
_MODALITIES = {word: modality for modality, words in _MODALS.items() for word in words}
_ADNOMINAL = frozenset({"acl", "relcl"})
_DEEPEST_RELATIVE = 8
"""How far below its clause a relative pronoun stands at most."""
_DEEPEST = 12
"""How many verbs above one without a subject are asked for theirs."""
_NOT_IN_PHRASE = frozenset({"relcl", "advcl", "parataxis", "ccomp"})


def child(token: Token, *labels: str) -> Token | None:
    """The first child of ``token`` with one of the labels."""
    for other in token.children:
        if other.dep_ in labels:
            return other
    return None


def children(token: Token, *labels: str) -> list[Token]:
    """The children of ``token`` with one of the labels, in text order."""
    return [other for other in token.children if other.dep_ in labels]


def subject(verb: Token) -> tuple[Token | None, bool]:
    """The subject of ``verb`` and whether it is the subject of a passive.

    A verb without one takes that of the verb it is conjoined with, or that governs it as an open complement or a
    participle; the head noun of a participle (acl); the antecedent where the subject is a relative pronoun. An infinitive
    with an object as controller ("urged Iran to stop") takes the object.
    """
    passive = child(verb, "auxpass", "aux:pass") is not None
    current = verb
    for _ in range(_DEEPEST):
        own = child(current, *SUBJECTS)
        if own is not None:
            return antecedent(own) or own, own.dep_ in PASSIVE_SUBJECTS if current.i == verb.i else passive
        named = _named_above(current)
        if named is not None:
            return named, passive or (current.dep_ in _ADNOMINAL and current.tag_ == "VBN")
        above = _shares_subject_with(current)
        if above is None:
            return None, passive
        current = above
    return None, passive


def _named_above(verb: Token) -> Token | None:
    """Who does what a verb without a subject of its own says, where what governs it names them: its controller or noun."""
    named = _NAMED_ABOVE.get(verb.dep_)
    return named(verb) if named is not None and verb.head.i != verb.i else None


def _controller(complement: Token) -> Token | None:
    """The object that is the subject of an infinitive ("urged Iran to stop"); promise-like verbs keep their own subject."""
    head = complement.head
    if head.pos_ not in VERBAL or head.lemma_.lower() in lexicon.words("grammar", "own_subject"):
        return None
    objects = (other for other in children(head, "dobj", "obj", "dative") if other.i < complement.i)
    return next((other for other in objects if other.pos_ in NOMINAL), None)


def _spoken_of(verb: Token) -> Token | None:
    """ "Quoted a spokesman as saying"."""
    preposition = verb.head
    if preposition.lower_ != "as" or preposition.dep_ != "prep" or preposition.head.pos_ not in VERBAL:
        return None
    found = child(preposition.head, "dobj", "obj")
    return found if found is not None and found.i < preposition.i else None


def _described(verb: Token) -> Token | None:
    """The noun that a participle describes: "talks held in Paris"."""
    participle = verb.dep_ == "acl" or verb.tag_ in ("VBG", "VBN")
    return verb.head if participle and verb.head.pos_ in NOMINAL else None


_NAMED_ABOVE: dict[str, Callable[[Token], Token | None]] = {
    "xcomp": _controller,
    "pcomp": _spoken_of,
    "acl": _described,
    "relcl": _described,
}


def _shares_subject_with(verb: Token) -> Token | None:
    """The verb whose subject a verb without its own has too: the one it is conjoined with or that governs it."""
    above = verb.head
    if verb.dep_ == "pcomp":
        above = above.head if above.dep_ == "prep" else verb
    elif verb.dep_ == "advcl":
        above = above if verb.tag_ in ("VBG", "VBN", "VB") and not _marked(verb) else verb
    elif verb.dep_ not in ("conj", "xcomp"):
        return None
    return above if above.i != verb.i and above.pos_ in VERBAL else None


def _marked(verb: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ != "to" for c in verb.children)


def antecedent(token: Token) -> Token | None:
    """The noun that a relative pronoun ("who", "which", "that") stands for; ``None`` for other tokens."""
    if token.lower_ not in RELATIVE_PRONOUNS or token.tag_ not in ("WP", "WDT", "WP$"):
        return None
    clause = next((above for above in islice(ancestors(token), _DEEPEST_RELATIVE) if above.dep_ == "relcl"), None)
    return clause.head if clause is not None and clause.head.pos_ in NOMINAL else None


def agent(verb: Token) -> Token | None:
    """Who does what a passive says ("was praised by X"), if named."""
    for other in verb.children:
        if other.dep_ == "agent" or (other.dep_ == "prep" and other.lower_ == "by" and verb.tag_ == "VBN"):
            return child(other, "pobj")
    return None


def conjuncts(token: Token) -> list[Token]:
    """``token`` and all that is conjoined to it below ("A, B and C" asked of A gives A, B, C), in text order."""
    found, stack = [token], [token]
    while stack:
        current = stack.pop()
        for other in current.children:
            if other.dep_ == "conj":
                found.append(other)
                stack.append(other)
    return sorted(found, key=lambda t: t.i)


def subtree_range(token: Token, without: Collection[str] = ()) -> Range:
    """The run of tokens around ``token`` in its subtree, less the children whose label is in ``without``.

    Only direct children are left out; the run ends where a token in between does not belong, and punctuation is trimmed
    off its edges.
    """
    members = {token.i}
    for other in sorted(token.children, key=lambda other: other.dep_ in without):
        change = members.difference_update if other.dep_ in without else members.update
        change(range(other.left_edge.i, other.right_edge.i + 1))
    return trimmed(token.doc, *run_around(token.i, members))


def run_around(position: int, members: Collection[int]) -> Range:
    """The longest run of positions in ``members`` that holds ``position``."""
    start = end = position
    while start - 1 in members:
        start -= 1
    while end + 1 in members:
        end += 1
    return start, end + 1


def trimmed(doc: Doc, start: int, end: int) -> Range:
    """The range without punctuation and blanks at its edges; left as it is where nothing else would remain."""
    first, last = start, end
    while first < last and (doc[first].is_space or doc[first].is_punct):
        first += 1
    while last > first and (
        doc[last - 1].is_space or (doc[last - 1].is_punct and doc[last - 1].text not in ("%", ")"))
    ):
        last -= 1
    return (first, last) if first < last else (start, end)


def noun_phrase(token: Token, relatives: bool = False) -> Range:
    """The noun phrase headed by ``token``: its words, conjuncts and description, with relative clauses if asked.

    Without them it ends before a relative clause, a participle after a comma and what follows.
    """
    members: set[int] = set()
    stack = [token]
    while stack:
        current = stack.pop()
        members.add(current.i)
        for other in current.children:
            if not relatives and (other.dep_ in _NOT_IN_PHRASE or _loose_participle(other)):
                continue
            stack.append(other)
    return trimmed(token.doc, *run_around(token.i, members))


def _loose_participle(token: Token) -> bool:
    """A participle set off by a comma: "the minister, speaking in Paris"."""
    return token.dep_ == "acl" and token.i > token.head.i and token.doc[token.left_edge.i - 1].text == ","


def core_phrase(token: Token) -> Range:
    """The noun phrase headed by ``token`` without appositions, conjuncts and relative clauses."""
    return subtree_range(token, {"appos", "conj", "cc", "relcl", "advcl", "acl", "parataxis", "ccomp", "punct"})


DEEPEST = 40  # heads above a word that are looked at: no sentence of people nests as deep


def ancestors(token: Token) -> Iterator[Token]:
    """The heads above ``token``, nearest first; no more than ``DEEPEST``."""
    for _ in range(DEEPEST):
        if token.head.i == token.i:
            return
        token = token.head
        yield token


def governing_clauses(token: Token) -> Iterator[Token]:
    """The verbs above ``token`` that head the clauses it stands in, nearest first."""
    for above in ancestors(token):
        if above.pos_ in VERBAL:
            yield above


def auxiliaries(verb: Token) -> list[Token]:
    """Auxiliary verbs of ``verb``, with those of the verb it is conjoined with where it has none of its own."""
    found = [c for c in verb.children if c.dep_ in AUXILIARIES]
    if found or verb.dep_ != "conj" or verb.tag_ not in ("VB", "VBN", "VBG") or verb.head.pos_ not in VERBAL:
        return found
    has_subject = any(c.dep_ in SUBJECTS for c in verb.children)
    return [] if has_subject or verb.head.i >= verb.i else auxiliaries(verb.head)


def negated(verb: Token) -> bool:
    """Whether ``verb`` is denied: by a negation of its own, a negative subject, or a verb of refusing above it.

    "did not say", "never promised", "no one said", "refused to say", "declined to comment".
    """
    if any(_negates(other) for other in verb.children):
        return True
    head = verb.head
    if verb.dep_ == "xcomp" and head.i != verb.i and head.pos_ in VERBAL:
        denied = head.i < verb.i and negated(head)
        return (head.lemma_.lower() in lexicon.words("grammar", "denying")) != denied
    if verb.dep_ == "pcomp" and head.lower_ == "without":
        return True
    return _shares_auxiliary(verb) and negated(head)


def _negates(other: Token) -> bool:
    """Whether what hangs on a verb denies it: a negation, or a subject that says nobody."""
    if other.dep_ in SUBJECTS:
        determined = any(c.lower_ in _NEGATIVE_DETERMINERS for c in other.children)
        return determined or other.lower_ in _NOBODY
    return other.dep_ == "neg" or (other.lower_ in _NEGATIVE_WORDS and other.dep_ in ("advmod", "preconj", "cc"))


def _shares_auxiliary(verb: Token) -> bool:
    """Whether a verb stands under the auxiliary of the one before it: "did not go and see", but not after "but"."""
    head = verb.head
    if verb.dep_ != "conj" or verb.tag_ != "VB" or head.pos_ not in VERBAL or head.i >= verb.i:
        return False
    contrast = any(c.lower_ == "but" for c in children(head, "cc"))
    return not contrast and child(verb, *AUXILIARIES) is None and child(verb, *SUBJECTS) is None


def modality(verb: Token) -> str | None:
    """How ``verb`` is qualified: ``future``, ``conditional``, ``possible``, ``obliged``, or ``None`` for a plain statement."""
    for other in auxiliaries(verb):
        found = _MODALITIES.get(other.lower_)
        if found is not None and (found != "conditional" or other.tag_ == "MD"):
            return found
    if verb.dep_ == "xcomp" and verb.head.i != verb.i:
        if verb.head.lower_ == "going":
            return "future"
        if verb.head.lemma_ in lexicon.words("grammar", "obliging"):
            return "obliged"
    return None


def is_question(verb: Token) -> bool:
    """Whether the sentence of ``verb`` ends in a question mark."""
    last = verb.sent.end - 1 if verb.doc.has_annotation("SENT_START") else len(verb.doc) - 1
    while last > verb.i and (verb.doc[last].is_space or verb.doc[last].is_quote):
        last -= 1
    return verb.doc[last].text == "?"


def head_of(doc: Doc, start: int, end: int) -> Token:
    """The token that carries the tokens ``start`` to ``end`` in the tree."""
    for token in doc[start:end]:
        outside = not start <= token.head.i < end or token.head.i == token.i
        if outside and not token.is_punct and token.tag_ != "POS":
            return token
    return doc[end - 1]
