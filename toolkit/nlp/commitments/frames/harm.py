"""Which actions are hostile: announcing them is a threat. The words stand in ``lexicon/en/harm.yaml``."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from toolkit import lexicon
from toolkit.nlp.document.grammar import OBJECTS, PASSIVE_SUBJECTS, child, conjuncts
from toolkit.nlp.document.lemmas import lemma_of

_EVILS = "evils"


@cache
def _words(key: str) -> frozenset[str]:
    return lexicon.words("harm", key)


def objects(verb: Token) -> list[Token]:
    """Heads of the direct objects of ``verb`` (subject of a passive), conjuncts included."""
    found: list[Token] = []
    for other in verb.children:
        if other.dep_ in OBJECTS or other.dep_ in PASSIVE_SUBJECTS:
            found.extend(conjuncts(other))
    if not found and verb.dep_ in ("relcl", "acl") and verb.head.pos_ == "NOUN" and verb.tag_ == "VBN":
        found.append(verb.head)
    return found


def is_hostile(verb: Token) -> bool:
    """Whether doing what ``verb`` says harms or punishes: "attack", "impose sanctions", "cut aid", "quit the talks"."""
    lemma = lemma_of(verb)
    targets = [lemma_of(t) for t in objects(verb)]
    brought_down = lemma == "bring" and any(c.dep_ == "prt" and c.lower_ == "down" for c in verb.children)
    if brought_down and any(t in ("government", "coalition", "regime", "cabinet") for t in targets):
        return True
    if lemma in ("hit", "strike") and any(c.lower_ == "back" for c in verb.children):
        return True
    if lemma in _words("always"):
        return not any(t in _words(_EVILS) or t in _words("concessions") for t in targets) and _bites(verb, targets)
    if lemma in _words("withhold"):
        left = [n for n in _left(verb) if n not in _words("places")]
        given_up = [*targets, *left]
        if any(t in _words("concessions") for t in given_up):
            return False
        if any(t in _words("benefits") for t in given_up):
            return True
        if lemma in ("ban", "prohibit", "outlaw"):
            return any(
                t.ent_type_ in ("NORP", "ORG", "PERSON") or lemma_of(t) in _words("victims") for t in objects(verb)
            )
    if lemma in _words("impose") and any(t in _words("imposed") for t in targets):
        return True
    if lemma in _words("bring") and any(is_hostile_noun(t) for t in objects(verb)):
        return True
    if lemma in _words("answering") and _forcibly(verb):
        return True
    if _paired(verb, lemma, targets):
        return True
    if lemma in _words("relay") and any(
        is_hostile(c) for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.i > verb.i
    ):
        return True
    return lemma in _words("against") and any(c.lower_ == "against" for c in verb.children)


def is_hostile_noun(noun: Token) -> bool:
    """Whether the noun names something hostile: "sanctions", "military action", "steps against Iran"."""
    lemma = lemma_of(noun)
    if lemma not in _words("hostile"):
        return False
    if lemma not in _words("hostile_if_qualified"):
        return True
    return any(
        c.lower_ in _words("qualifiers") or c.lower_ == "against"
        for c in (*noun.lefts, *(g for left in noun.lefts for g in left.children), *noun.rights)
    )


def spares_nobody(verb: Token) -> bool:
    """ "Go unpunished": denied, a threat."""
    return lemma_of(verb) in ("go", "remain", "leave") and any(c.lower_ in _words("unpunished") for c in verb.children)


def draws_reply(verb: Token) -> bool:
    """ "(Further raids) would bring retribution": what the one who warns would do."""
    return lemma_of(verb) in _words("drawing") and any(lemma_of(t) in _words("replies") for t in objects(verb))


def is_absence(verb: Token) -> bool:
    """Whether ``verb`` only says that somebody stays away: "boycott the conference"."""
    return lemma_of(verb) == "boycott" and any(lemma_of(t) in _words("gatherings") for t in objects(verb))


def is_intolerant(verb: Token) -> bool:
    """Whether ``verb``, negated, shows intolerance: "will not tolerate", "will not hesitate"."""
    return lemma_of(verb) in _words("intolerance")


def is_fate(verb: Token) -> bool:
    """Whether ``verb`` tells what will befall its subject: "will face consequences", "will pay a heavy price"."""
    lemma = lemma_of(verb)
    if lemma == "make":
        return any(c.dep_ in ("xcomp", "ccomp") and lemma_of(c) in _words("made_to") for c in verb.children)
    if lemma not in _words("fates"):
        return False
    if lemma == "pay" and verb.head.lemma_ in ("warn", "vow", "threaten") and not objects(verb):
        return any(c.lower_ == "for" for c in verb.children)  # "warned that they would pay for it"
    if lemma == "pay" and any(c.lower_ in _words("dearly") for c in verb.children):
        return True
    named = [lemma_of(t) for t in objects(verb)]
    for preposition in verb.children:
        if preposition.dep_ == "prep" and preposition.lower_ in ("with", "by"):
            inner = child(preposition, "pobj")
            named += [lemma_of(inner)] if inner is not None else []
    return any(name in _words("fate_objects") for name in named)


def _bites(verb: Token, targets: list[str]) -> bool:
    """Some of the verbs of harm are harmless with certain objects: "strike a deal", "fight corruption"."""
    lemma = lemma_of(verb)
    if lemma in ("fight", "intervene") and any(c.lower_ in ("for", "over") and c.dep_ == "prep" for c in verb.children):
        return False
    if lemma in ("strike", "hit", "raise", "close", "occupy", "pursue", "dismiss", "fight", "burn", "blow", "starve"):
        return (
            bool(targets) and not any(t in lexicon.words("commissives", "classes.agreements") for t in targets)
        ) or (not targets and lemma in ("strike", "fight"))
    if lemma in ("step", "crack"):
        return any(c.dep_ == "prt" for c in verb.children)
    return True


def _paired(verb: Token, lemma: str, targets: list[str]) -> bool:
    """ "Open fire", "use troops", "turn the city into ruins"; not "call off the strike"."""
    pairs: dict[str, list[str]] = lexicon.document("harm")["pairs"]
    if lemma not in pairs or any(c.dep_ == "prt" and c.lower_ == "off" for c in verb.children):
        return False
    into = [child(c, "pobj") for c in verb.children if c.dep_ == "prep" and c.lower_ in ("into", "to")]
    named = {*targets, *(lemma_of(noun) for noun in into if noun is not None)}
    return bool(named & set(pairs[lemma]))


def _forcibly(verb: Token) -> bool:
    """ "Respond harshly", "hit back", "respond in kind", "answer with force", "respond to the killing"."""
    manners = _words("sternly" if lemma_of(verb) == "deal" else "forcibly")
    for other in verb.children:
        if other.lower_ in manners:
            return True
        inner = child(other, "pobj") if other.dep_ == "prep" else None
        if inner is not None and other.lower_ in ("to", "against") and lemma_of(inner) in _words("provocations"):
            return True
        if inner is not None and (
            (other.lower_ == "in" and inner.lower_ == "kind") or (other.lower_ == "with" and is_hostile_noun(inner))
        ):
            return True
    return False


def _left(verb: Token) -> Iterator[str]:
    """What one withdraws from: "pull out of the treaty", "withdraw from the talks"."""
    for preposition in verb.subtree:
        if (
            preposition.dep_ == "prep"
            and preposition.lower_ in ("from", "of")
            and preposition.head
            in (
                verb,
                *(c for c in verb.children if c.dep_ in ("prt", "prep", "advmod")),
            )
        ):
            inner = child(preposition, "pobj")
            if inner is not None:
                yield lemma_of(inner)
