"""Which actions are hostile: announcing them is a threat. The words stand in ``lexicon/en/harm.yaml``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from spacy.tokens import Token

from toolkit import lexicon
from toolkit.nlp.commitments.undertakers import can_undertake
from toolkit.nlp.commitments.words import harm_words, under_prepositions, words
from toolkit.nlp.document.grammar import OBJECTS, PASSIVE_SUBJECTS, VERBAL, child, children, conjuncts
from toolkit.nlp.document.lemmas import any_lemma, any_word, lemma_of

_LEFT_BY = frozenset({"from", "of"})
_OF = frozenset({"of"})
_SIDING = frozenset({"for", "over"})
_INTO = frozenset({"into", "to"})
_AGAINST = frozenset({"to", "against"})
_FACED = frozenset({"with", "by"})
_VERB_LISTS = ("always", "bring", "impose", "withhold", "against", "relay", "answering", "drawing", "tied")
_VICTIM_LABELS = frozenset({"NORP", "ORG", "PERSON"})


def objects(verb: Token) -> list[Token]:
    """Heads of the direct objects of ``verb`` (subject of a passive), conjuncts included."""
    found: list[Token] = []
    for other in verb.children:
        if other.dep_ in OBJECTS or other.dep_ in PASSIVE_SUBJECTS:
            found.extend(conjuncts(other))
    if not found and verb.dep_ in ("relcl", "acl") and verb.head.pos_ == "NOUN" and verb.tag_ == "VBN":
        found.append(verb.head)
    return found


@cache
def harm_verbs() -> frozenset[str]:
    """Verbs that can be meant to hurt: what is done "unless" may be blackmail."""
    return frozenset().union(*(harm_words(key) for key in _VERB_LISTS), lexicon.document("harm")["pairs"])


def is_harmful(head: Token) -> bool:
    """Whether what a verb or a noun names is hostile."""
    return is_hostile(head) if head.pos_ in VERBAL else is_hostile_noun(head)


def is_hostile(verb: Token) -> bool:
    """Whether doing what ``verb`` says harms or punishes: "attack", "impose sanctions", "cut aid", "quit the talks"."""
    targets = objects(verb)
    if _topples(verb, targets) or _hits_back(verb):
        return True
    if lemma_of(verb) in harm_words("always"):
        return _harms(verb, targets)
    withheld = _withholds(verb, targets)
    return any(harms(verb, targets) for harms in _HARMS) if withheld is None else withheld


def _topples(verb: Token, targets: list[Token]) -> bool:
    """ "Bring down the government"."""
    down = any(c.dep_ == "prt" and c.lower_ == "down" for c in verb.children)
    return down and lemma_of(verb) == "bring" and any_lemma(targets, harm_words("toppled"))


def _hits_back(verb: Token) -> bool:
    return lemma_of(verb) in harm_words("hitting") and any_word(verb.children, ("back",))


def _harms(verb: Token, targets: list[Token]) -> bool:
    """Whether a verb of harm harms somebody here: not "strike a deal", "fight corruption", "attack a problem"."""
    return not any_lemma(targets, harm_words("evils") | harm_words("concessions")) and _bites(verb, targets)


def _bites(verb: Token, targets: list[Token]) -> bool:
    """Some of the verbs of harm are harmless with certain objects, or without any."""
    lemma = lemma_of(verb)
    if _spares_people(lemma, targets):
        return False
    if lemma in harm_words("sided_with") and any(c.lower_ in _SIDING and c.dep_ == "prep" for c in verb.children):
        return False
    if lemma in harm_words("aimed"):
        if not targets:
            return lemma in harm_words("aimed_or_not")
        return not any_lemma(targets, words("classes.agreements"))
    return lemma not in harm_words("with_particle") or child(verb, "prt") is not None


def _spares_people(lemma: str, targets: list[Token]) -> bool:
    """ "Pursue a policy": harmless, where "pursue the raiders" is not."""
    return lemma in harm_words("to_people") and bool(targets) and not any(map(can_undertake, targets))


def _withholds(verb: Token, targets: list[Token]) -> bool | None:
    """Whether a verb of stopping or leaving takes away a benefit; ``None`` if that does not decide."""
    lemma = lemma_of(verb)
    if lemma not in harm_words("withhold"):
        return None
    given_up = {lemma_of(t) for t in targets} | (set(_left(verb)) - harm_words("places"))
    if given_up & harm_words("concessions"):
        return False
    if given_up & harm_words("benefits"):
        return True
    if lemma in harm_words("banning"):
        return any(t.ent_type_ in _VICTIM_LABELS or lemma_of(t) in harm_words("victims") for t in targets)
    return None


def _left(verb: Token) -> Iterator[str]:
    """What one withdraws from: "pull out of the treaty", "withdraw from the talks"."""
    holders = (verb, *(c for c in verb.children if c.dep_ in ("prt", "prep", "advmod")))
    for holder in holders:
        for _, inner in under_prepositions(holder, _LEFT_BY):
            if inner.dep_ == "pobj":
                yield lemma_of(inner)


def _imposes(verb: Token, targets: list[Token]) -> bool:
    return lemma_of(verb) in harm_words("impose") and any_lemma(targets, harm_words("imposed"))


def _brings(verb: Token, targets: list[Token]) -> bool:
    return lemma_of(verb) in harm_words("bring") and any(is_hostile_noun(t) for t in targets)


def _answers(verb: Token, targets: list[Token]) -> bool:
    return lemma_of(verb) in harm_words("answering") and _forcibly(verb)


def _is_pair(verb: Token, targets: list[Token]) -> bool:
    """ "Open fire", "use troops", "turn the city into ruins"; not "call off the strike"."""
    pairs: dict[str, list[str]] = lexicon.document("harm")["pairs"]
    wanted = pairs.get(lemma_of(verb))
    if wanted is None or any(c.dep_ == "prt" and c.lower_ == "off" for c in verb.children):
        return False
    into = (inner for _, inner in under_prepositions(verb, _INTO) if inner.dep_ == "pobj")
    return any_lemma((*targets, *into), wanted)


def _relays(verb: Token, targets: list[Token]) -> bool:
    """ "Ask its partners to suspend credits"."""
    handed_on = (c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.i > verb.i)
    return lemma_of(verb) in harm_words("relay") and any(is_hostile(c) for c in handed_on)


def _acts_against(verb: Token, targets: list[Token]) -> bool:
    return lemma_of(verb) in harm_words("against") and any_word(verb.children, ("against",))


_HARMS: tuple[Callable[[Token, list[Token]], bool], ...] = (
    _imposes,
    _brings,
    _answers,
    _is_pair,
    _relays,
    _acts_against,
)
"""Ways of doing harm by a verb that is harmless of itself."""


def is_hostile_noun(noun: Token) -> bool:
    """Whether the noun names something hostile: "sanctions", "military action", "steps against Iran"."""
    lemma = lemma_of(noun)
    if lemma in harm_words("of_harm"):
        return any(is_hostile_noun(inner) for _, inner in under_prepositions(noun, _OF) if inner.pos_ == "NOUN")
    if lemma not in harm_words("hostile") or lemma not in harm_words("hostile_if_qualified"):
        return lemma in harm_words("hostile")
    around = (*noun.lefts, *(g for left in noun.lefts for g in left.children), *noun.rights)
    return any_word(around, harm_words("qualifiers") | {"against"})


def spares_nobody(verb: Token) -> bool:
    """ "Go unpunished", "let it go unpunished": denied, a threat."""
    if lemma_of(verb) in words("letting"):
        return any(spares_nobody(inner) for inner in children(verb, "ccomp", "xcomp"))
    return lemma_of(verb) in words("let_go") and any_word(verb.children, harm_words("unpunished"))


def draws_reply(verb: Token) -> bool:
    """ "(Further raids) would bring retribution": what the one who warns would do."""
    return lemma_of(verb) in harm_words("drawing") and any_lemma(objects(verb), harm_words("replies"))


def is_absence(verb: Token) -> bool:
    """Whether ``verb`` only says that somebody stays away: "boycott the conference"."""
    return lemma_of(verb) == "boycott" and any_lemma(objects(verb), harm_words("gatherings"))


def is_fate(verb: Token) -> bool:
    """Whether ``verb`` tells what will befall its subject: "will face consequences", "will pay a heavy price"."""
    lemma = lemma_of(verb)
    if lemma == "make":
        made = (c for c in verb.children if c.dep_ in ("xcomp", "ccomp"))
        return any_lemma(made, harm_words("made_to"))
    if lemma not in harm_words("fates"):
        return False
    if lemma == "pay" and _pays(verb):
        return True
    faced = (inner for _, inner in under_prepositions(verb, _FACED) if inner.dep_ == "pobj")
    return any_lemma((*objects(verb), *faced), harm_words("fate_objects"))


def _pays(verb: Token) -> bool:
    """ "Will pay dearly", "warned that they would pay for it"."""
    if any_word(verb.children, harm_words("dearly")):
        return True
    return verb.head.lemma_ in words("warning") and not objects(verb) and any_word(verb.children, ("for",))


def _forcibly(verb: Token) -> bool:
    """ "Respond harshly", "hit back", "respond in kind", "answer with force", "respond to the killing"."""
    manners = harm_words("sternly" if lemma_of(verb) == "deal" else "forcibly")
    if any_word(verb.children, manners):
        return True
    replies = ((c.lower_, child(c, "pobj")) for c in verb.children if c.dep_ == "prep")
    return any(inner is not None and _is_forcible(word, inner) for word, inner in replies)


def _is_forcible(preposition: str, inner: Token) -> bool:
    if preposition in _AGAINST:
        return lemma_of(inner) in harm_words("provocations")
    if preposition == "in":
        return inner.lower_ == "kind"
    return preposition == "with" and is_hostile_noun(inner)
