"""To whom somebody speaks: the addressees of attributions, where the words around the cue name them.

"told Xinhua", "warned Iran that", "urged both sides to", "said in a letter to Baghdad", "called on Moscow to", "speaking to
reporters". An addressee is found by grammar alone; nobody is guessed from the company.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import chain

from spacy.tokens import Token

from toolkit import lexicon
from toolkit.nlp.document import grammar
from toolkit.nlp.layers import AttributionSpan, Layers
from toolkit.nlp.references.nominals import person_nouns, speaker_nouns
from toolkit.nlp.statements.speakers import described, meant

_OBJECTS = ("dative", "dobj", "obj", "iobj")
_TO_SPEAKERS = frozenset({"to", "with"})
_CALLED_ON = ("on", "upon")
_BY_WAY_OF = frozenset({"in", "during", "via", "through", "by"})
_NO_ONE = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY"})
_SOMEBODY = frozenset({"GPE", "NORP", "ORG", "PERSON"})
_THINGS = frozenset({"it", "that", "this", "which", "what", "one"})


@cache
def _words(key: str) -> frozenset[str]:
    return lexicon.words("addressing", key)


def name_addressees(layers: Layers) -> None:
    """Fill in ``addressee``, ``addressees`` and ``addressee_name`` of every attribution."""
    quoted = {i for quote in layers.quotes for i in range(quote.start, quote.end)}
    for found in layers.attributions:
        head = next((t for t in _candidates(layers.doc[found.cue_head]) if _may_be(t, found, quoted)), None)
        if head is not None:
            _name(layers, found, head)


def _name(layers: Layers, found: AttributionSpan, head: Token) -> None:
    heads = [t for t in grammar.conjuncts(head) if t.i == head.i or t.pos_ in grammar.NOMINAL]
    keys = dict.fromkeys(chain.from_iterable(meant(layers.actors, t) for t in heads))
    others = tuple(key for key in keys if key not in found.speakers)
    if keys and not others:  # one who speaks to himself is misread
        return
    found.addressee, found.addressees = (grammar.noun_phrase(head),), others
    found.addressee_name = " and ".join(layers.actors.names(others)) or described(layers.doc, found.addressee)


def _may_be(token: Token, found: AttributionSpan, quoted: set[int]) -> bool:
    """A noun outside the source, in no quotation but the cue's own, that is no time, amount or thing spoken of."""
    if token.pos_ not in ("NOUN", "PROPN", "PRON") or token.ent_type_ in _NO_ONE or _no_person(token):
        return False
    if any(start <= token.i < end for start, end in found.source):
        return False
    return token.i not in quoted or found.cue_head in quoted


def _no_person(token: Token) -> bool:
    """Pronouns of things, and those by which somebody speaks to himself."""
    return token.lower_ in _THINGS or token.lower_.endswith(grammar.REFLEXIVE)


def _candidates(cue: Token) -> Iterator[Token]:
    """Heads of phrases that may name whom the cue addresses, the surest first."""
    if cue.pos_ in grammar.VERBAL:
        yield from _objects(cue)
        yield from _after_preposition(cue)
        yield from _of_medium(cue)
        yield from _beside(cue)
    else:
        yield from _to_whom(cue)
        if cue.head.pos_ in grammar.VERBAL:  # "issued a warning to", "made the remark in a letter to"
            yield from _to_whom(cue.head)
            yield from _of_medium(cue.head)


def _objects(verb: Token) -> Iterator[Token]:
    """Whom the verb has as its object ("told him that", "was told"), or as the subject of what it urges ("urged Iran to")."""
    lemma = verb.lemma_.lower()
    always = lemma in _words("object")
    if not always and lemma not in _words("person"):
        return
    for other in grammar.children(verb, *_OBJECTS):
        target = grammar.child(other, "pobj") if other.pos_ == "ADP" else other
        if target is not None and (always or is_somebody(target)):
            yield target
    yield from _urged(verb)


def _urged(verb: Token) -> Iterator[Token]:
    """Who is to do what the verb asks: "urged Iran to"."""
    for clause in grammar.children(verb, "ccomp", "xcomp"):
        asked = any(c.lower_ == "to" for c in grammar.children(clause, "aux"))
        told = grammar.child(clause, "nsubj") if asked else None
        if told is not None:
            yield told


def is_somebody(noun: Token) -> bool:
    """Whether a noun means people or a body that can be spoken to: a name, a pronoun of persons, or a word of the lexicon."""
    if noun.ent_type_ in _SOMEBODY or noun.pos_ == "PRON":
        return True
    return noun.lemma_.lower() in _words("audience") | person_nouns() | speaker_nouns()


def _after_preposition(verb: Token) -> Iterator[Token]:
    lemma = verb.lemma_.lower()
    for other in grammar.children(verb, "prep", "dative"):
        target = grammar.child(other, "pobj") if lemma in _verbs_before(other.lower_) else None
        if target is not None and is_somebody(target):
            yield target
    if any(lemma in _verbs_before(word) for word in _CALLED_ON):
        yield from _called_on(verb)


def _called_on(verb: Token) -> Iterator[Token]:
    """ "Called on Iran to stop", where the parser takes Iran for the subject of what is asked."""
    for clause in grammar.children(verb, "advcl", "xcomp", "ccomp"):
        told = grammar.child(clause, "nsubj")
        if told is not None and told.i and told.nbor(-1).lower_ in _CALLED_ON:
            yield told


def _verbs_before(preposition: str) -> frozenset[str]:
    """The verbs after which a preposition leads to whom one speaks."""
    known = preposition in lexicon.document("addressing")["preposition"]
    return _words(f"preposition.{preposition}") if known else frozenset()


def _of_medium(verb: Token) -> Iterator[Token]:
    """ "In a letter to Baghdad", "in an interview with the BBC"."""
    for other in verb.children:
        if other.dep_ == "prep" and other.lower_ in _BY_WAY_OF:
            medium = grammar.child(other, "pobj")
            if medium is not None and medium.lemma_.lower() in _words("medium"):
                yield from _to_whom(medium)


def _to_whom(noun: Token) -> Iterator[Token]:
    for other in noun.children:
        if other.dep_ in ("prep", "dative") and other.lower_ in _TO_SPEAKERS:
            target = grammar.child(other, "pobj")
            if target is not None and is_somebody(target):
                yield target


def _beside(verb: Token) -> Iterator[Token]:
    """ "Speaking to reporters, he said", "he said, addressing parliament"."""
    for other in verb.children:
        if other.dep_ in ("advcl", "acl") and other.tag_ == "VBG" and other.lemma_.lower() in _words("speaking"):
            yield from _to_whom(other)
            yield from _objects(other)
