"""Questions to a dependency tree, in spaCy's (ClearNLP) labels.

All functions take tokens of a parsed Doc and never raise on one that is not parsed: there every token is its own root.
Positions are token positions in the Doc, ranges are ``(start, end)``, end exclusive.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from spacy.tokens import Doc, Token

from toolkit.nlp.layers import Range

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "nsubj:pass", "csubj:pass"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass", "nsubj:pass", "csubj:pass"})
OBJECTS = frozenset({"dobj", "obj"})
COMPLEMENTS = frozenset({"ccomp", "xcomp", "pcomp"})
CLAUSES = frozenset(
    {"ROOT", "ccomp", "xcomp", "pcomp", "advcl", "relcl", "acl", "conj", "parataxis", "csubj", "csubjpass"}
)
"""Labels under which a verb heads a clause of its own."""

AUXILIARIES = frozenset({"aux", "auxpass", "aux:pass"})
VERBAL = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "X", "SYM"})
RELATIVE_PRONOUNS = frozenset({"who", "whom", "which", "that", "whose"})

_NEGATIVE_WORDS = frozenset({"not", "n't", "never", "no", "nor", "neither", "hardly", "scarcely", "barely", "without"})
_NEGATIVE_VERBS = frozenset({"refuse", "decline", "fail", "deny", "stop", "avoid", "refrain"})
_FUTURE = frozenset({"will", "'ll", "’ll", "wo", "shall", "sha"})
_POSSIBLE = frozenset({"may", "might", "can", "could", "ca"})
_CONDITIONAL = frozenset({"would", "'d", "’d"})
_OBLIGED = frozenset({"must", "should", "ought"})
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
    current, seen = verb, 0
    passive_here = any(c.dep_ in ("auxpass", "aux:pass") for c in verb.children)
    while seen < 12:
        for other in current.children:
            if other.dep_ in SUBJECTS:
                found = antecedent(other) or other
                return found, (other.dep_ in PASSIVE_SUBJECTS if current is verb else passive_here)
        head = current.head
        if head.i == current.i:
            return None, passive_here
        if current.dep_ == "conj" and head.pos_ in VERBAL:
            current = head
        elif current.dep_ == "xcomp" and head.pos_ in VERBAL:
            controller = _controller(head, current)
            if controller is not None:
                return controller, passive_here
            current = head
        elif (
            current.dep_ == "advcl"
            and head.pos_ in VERBAL
            and current.tag_ in ("VBG", "VBN", "VB")
            and not _marked(current)
        ):
            current = head
        elif current.dep_ == "pcomp" and head.dep_ == "prep" and head.head.pos_ in VERBAL:
            spoken_of = child(head.head, "dobj", "obj") if head.lower_ == "as" else None
            if spoken_of is not None and spoken_of.i < head.i:  # "quoted a spokesman as saying"
                return spoken_of, passive_here
            current = head.head
        elif current.dep_ in ("acl", "relcl") and head.pos_ in NOMINAL:
            if current.dep_ == "relcl" and current.tag_ not in ("VBG", "VBN"):
                return None, passive_here
            return head, passive_here or current.tag_ == "VBN"
        else:
            return None, passive_here
        seen += 1
    return None, passive_here


def _marked(verb: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ != "to" for c in verb.children)


def _controller(head: Token, complement: Token) -> Token | None:
    """The object of ``head`` that is the subject of its infinitive; promise-like verbs keep their own subject."""
    if head.lemma_.lower() in ("promise", "vow", "threaten", "pledge"):
        return None
    for other in head.children:
        if other.dep_ in ("dobj", "obj", "dative") and other.i < complement.i and other.pos_ in NOMINAL:
            return other
    return None


def antecedent(token: Token) -> Token | None:
    """The noun that a relative pronoun ("who", "which", "that") stands for; ``None`` for other tokens."""
    if token.lower_ not in RELATIVE_PRONOUNS or token.tag_ not in ("WP", "WDT", "WP$"):
        return None
    current, steps = token, 0
    while current.head.i != current.i and steps < 8:
        current = current.head
        steps += 1
        if current.dep_ == "relcl":
            return current.head if current.head.pos_ in NOMINAL else None
    return None


def agent(verb: Token) -> Token | None:
    """Who does what a passive says ("was praised by X"), if named."""
    for other in verb.children:
        if other.dep_ == "agent" or (other.dep_ == "prep" and other.lower_ == "by" and verb.tag_ == "VBN"):
            return child(other, "pobj")
        if other.dep_ == "obl:agent":
            return other
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


def clause(verb: Token) -> Range:
    """The tokens from the first to the last of all that hangs on ``verb``."""
    return verb.left_edge.i, verb.right_edge.i + 1


def subtree_range(token: Token, without: Collection[str] = ()) -> Range:
    """The run of tokens around ``token`` in its subtree, less the children whose label is in ``without``.

    Only direct children are left out; the run ends where a token in between does not belong, and punctuation is trimmed
    off its edges.
    """
    members = {token.i}
    for other in token.children:
        if other.dep_ not in without:
            members.update(range(other.left_edge.i, other.right_edge.i + 1))
    for other in token.children:
        if other.dep_ in without:
            members.difference_update(range(other.left_edge.i, other.right_edge.i + 1))
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


def ancestors(token: Token) -> Iterator[Token]:
    """The heads above ``token``, nearest first."""
    current = token
    for _ in range(200):
        if current.head.i == current.i:
            return
        current = current.head
        yield current


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
    for other in verb.children:
        if other.dep_ == "neg" or (other.lower_ in _NEGATIVE_WORDS and other.dep_ in ("advmod", "preconj", "cc")):
            return True
        if other.dep_ in SUBJECTS and (
            other.lower_ in ("nobody", "none", "neither", "nothing")
            or any(c.lower_ in ("no", "neither") for c in other.children)
        ):
            return True
    head = verb.head
    if verb.dep_ == "xcomp" and head.i != verb.i and head.pos_ in VERBAL:
        return (head.lemma_.lower() in _NEGATIVE_VERBS) != (negated(head) if head.i < verb.i else False)
    if verb.dep_ == "pcomp" and verb.head.lower_ == "without":
        return True
    if verb.dep_ == "conj" and head.pos_ in VERBAL and not auxiliaries_of_own(verb) and head.i < verb.i:
        has_subject = any(c.dep_ in SUBJECTS for c in verb.children)
        contrast = any(c.dep_ == "cc" and c.lower_ == "but" for c in head.children)
        return not has_subject and not contrast and verb.tag_ == "VB" and negated(head)
    return False


def auxiliaries_of_own(verb: Token) -> bool:
    """Whether an auxiliary hangs on ``verb`` itself."""
    return any(c.dep_ in AUXILIARIES for c in verb.children)


def modality(verb: Token) -> str | None:
    """How ``verb`` is qualified: ``future``, ``conditional``, ``possible``, ``obliged``, or ``None`` for a plain statement."""
    for other in auxiliaries(verb):
        word = other.lower_
        if word in _FUTURE:
            return "future"
        if word in _CONDITIONAL and other.tag_ == "MD":
            return "conditional"
        if word in _POSSIBLE:
            return "possible"
        if word in _OBLIGED:
            return "obliged"
    if verb.dep_ == "xcomp" and verb.head.i != verb.i:
        head = verb.head
        if head.lower_ == "going":
            return "future"
        if head.lemma_ in ("have", "need"):
            return "obliged"
    return None


def is_question(verb: Token) -> bool:
    """Whether the sentence of ``verb`` ends in a question mark."""
    last = verb.sent.end - 1 if verb.doc.has_annotation("SENT_START") else len(verb.doc) - 1
    while last > verb.i and (verb.doc[last].is_space or verb.doc[last].is_quote):
        last -= 1
    return verb.doc[last].text == "?"


def carrier(token: Token) -> Token:
    """The token that stands in the clause for a name in apposition: "minister" in "the minister, Anna Berg, said"."""
    current = token
    for _ in range(3):
        if current.dep_ != "appos" or current.head.i >= current.i:
            break
        current = current.head
    return current


def governor(token: Token) -> Token:
    """The verb (or root) that the token is an argument of, through prepositions and conjuncts."""
    current = token
    for _ in range(6):
        if current.dep_ in ("conj", "prep", "pobj", "poss", "compound", "appos", "agent", "dative", "amod", "nmod"):
            if current.head.i == current.i:
                break
            current = current.head
        else:
            break
    return current.head


def head_of(doc: Doc, start: int, end: int) -> Token:
    """The token that carries the tokens ``start`` to ``end`` in the tree."""
    for token in doc[start:end]:
        outside = not start <= token.head.i < end or token.head.i == token.i
        if outside and not token.is_punct and token.tag_ != "POS":
            return token
    return doc[end - 1]
