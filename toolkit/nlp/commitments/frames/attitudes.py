"""Adjectives and nouns that undertake: "is ready to", "its pledge to", "has no intention of", "out of the question"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from toolkit.nlp.commitments.frames.actions import actions_of, noun_actions, verb_actions
from toolkit.nlp.commitments.frames.blocks import block, is_generic
from toolkit.nlp.commitments.frames.commissive_words import Commissive, commissives, turned
from toolkit.nlp.commitments.frames.complements import from_whom, holder_of
from toolkit.nlp.commitments.frames.frame import STATUS, Action, Frame, refusal_frame, threat_frame, words_of
from toolkit.nlp.commitments.frames.harm import is_harmful
from toolkit.nlp.commitments.undertakers import can_undertake, is_voluntary
from toolkit.nlp.commitments.words import NAMED, any_word, under_prepositions, words
from toolkit.nlp.document.clauses import governing_verb, is_infinitive, is_passive
from toolkit.nlp.document.grammar import OBJECTS, PASSIVE_SUBJECTS, VERBAL, agent, child, children, negated, subject
from toolkit.nlp.document.lemmas import lemma_of
from toolkit.records import CommitmentKind as Kind
from toolkit.records import CommitmentStatus as Status

_NEGATION = ("no",)
_GIVEN_BY = frozenset({"from", "by"})
_ABOUT = frozenset({"of", "to", "for", "on", "against"})
_ADDRESSING = frozenset({"against", "to"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "any", "no"})
_OBLIGING = frozenset({"must"})
_OF = frozenset({"of"})
_OF_THINGS = frozenset({"for", "to", "of"})
_COMPLEMENTS = frozenset({"xcomp", "advcl", "ccomp", "acl"})
_CONTENTS = frozenset({"acl", "xcomp", "relcl", "advcl"})
_THAT_CLAUSES = frozenset({"acl", "ccomp", "relcl"})
_COORDINATED_IN = frozenset({"acomp", "ROOT", "ccomp", "relcl", "conj", "oprd"})


def attitude_frames(token: Token) -> Iterator[Frame]:
    """The frames that an adjective or a noun opens."""
    if token.dep_ not in ("amod", "compound") and (entries := commissives(token.lower_, "adjective")):
        yield from _adjective(token, entries[0])
    elif token.pos_ == "NOUN":
        for entry in commissives(lemma_of(token), "noun", "out-of-the"):
            yield from _noun(token, entry)


# Adjectives ------------------------------------------------------------------------------------------------------------


def _adjective(token: Token, entry: Commissive) -> Iterator[Frame]:
    copula = _copula(token, entry)
    if copula is None or is_generic(copula) or block(token) is not None or block(copula) is not None:
        return
    holder = subject(copula)[0]
    actions = _complement(token, entry)
    if not actions or not entry.counts_of(holder) or lemma_of(actions[0].head) in words("felt"):
        return
    head = actions[0].head
    if entry.status == Status.PLANNED and (not is_voluntary(head) or is_passive(head)):
        return
    denied = negated(copula) or any(c.dep_ == "neg" for c in token.children)
    yield from _said_of(token, entry, holder, actions, denied)


def _said_of(
    token: Token, entry: Commissive, holder: Token | None, actions: tuple[Action, ...], denied: bool
) -> Iterator[Frame]:
    """What an adjective says of somebody: that he will, or will not, or will do harm."""
    trigger, unwilling = words_of(token), entry.polarity == Kind.REFUSAL
    if unwilling != (denied and (unwilling or "denied" in entry.declines)):
        yield refusal_frame("adjective-not", trigger, token, holder, actions)
    elif denied:
        return
    elif entry.threatens and is_harmful(actions[0].head):
        yield threat_frame("adjective-harm", trigger, token, holder, actions)
    else:
        yield Frame(entry.polarity, entry.status, f"adjective-{entry.status}", trigger, token, holder, actions)


def _copula(token: Token, entry: Commissive) -> Token | None:
    """The verb by which the adjective is said of somebody; the participle itself in "is prepared to"."""
    if token.dep_ in ("acomp", "oprd", "attr") and lemma_of(token.head) in words("copulas"):
        return token.head
    if _is_predicate(token):
        return token
    if token.dep_ == "conj" and "no-conjunct" not in entry.special and _is_said(token.head):
        return _copula(token.head, entry) or (token if token.head.pos_ == "VERB" else None)
    return None


def _is_predicate(token: Token) -> bool:
    """Whether a participle or an adjective is to the parser a predicate with a "be" or a subject of its own."""
    if token.pos_ in VERBAL:
        return any(c.dep_ in ("auxpass", "aux", "cop") and c.lemma_ == "be" for c in token.children)
    clause = token.dep_ in ("advcl", "ccomp", "ROOT") and token.pos_ == "ADJ"
    return clause and child(token, "nsubj", "cop") is not None


def _is_said(first: Token) -> bool:
    """Whether the first of coordinated words is an adjective or a verb that says something of somebody."""
    return first.pos_ in ("ADJ", "VERB") and first.dep_ in _COORDINATED_IN


def _complement(token: Token, entry: Commissive) -> tuple[Action, ...]:
    for other in token.children:
        if other.dep_ in _COMPLEMENTS and other.i > token.i and is_infinitive(other):
            return verb_actions(other)
    for _, inner in under_prepositions(token, entry.prepositions):
        if inner.pos_ != "PRON" and entry.allows(inner):
            return actions_of(inner)
    return ()


# Nouns -----------------------------------------------------------------------------------------------------------------


def _noun(token: Token, entry: Commissive) -> Iterator[Frame]:
    if entry.frame == "out-of-the":
        yield from _out_of_the_question(token)
    elif entry.polarity == Kind.COMMITMENT:
        yield from _nominal(token, entry)
    else:
        yield from _hostile_noun(token, entry)


def _nominal(token: Token, entry: Commissive) -> Iterator[Frame]:
    verb, light = _light_verb(token, entry)
    actions = _content(token, entry) if "given" not in entry.special or _given(token) else ()
    if not actions:
        return
    if any_word(token.children, _NEGATION) or (verb is not None and negated(verb)):
        yield from _disowned(token, entry, verb, actions)
    elif light and verb is not None:
        yield from _put_forward(token, entry, verb, actions)
    elif _is_named_as(token):
        yield from _named_as(token, entry, actions)
    elif verb is None or not _sought(verb):
        yield from _owned(token, entry, actions)


def _owned(token: Token, entry: Commissive, actions: tuple[Action, ...]) -> Iterator[Frame]:
    """ "Its pledge to withdraw", "the pledge by Chad to withdraw" alone: what somebody's is, is there."""
    owner = _owner(token)
    if owner is None and (verb := _governing(token)) is not None:
        holder = holder_of(verb)
        if can_undertake(holder) and actions[0].head.pos_ in VERBAL and lemma_of(verb) not in words("receiving"):
            yield _made(token, entry, holder, actions, "noun-governed")
    elif can_undertake(owner) and actions[0].head.pos_ in VERBAL:
        yield _made(token, entry, owner, actions, "noun-owned")


def _governing(token: Token) -> Token | None:
    """The verb that brings a noun up as something new ("drew up plans to"), if something is undertaken where it stands."""
    verb = _light_verb(token, None)[0]
    known = any_word(children(token, "det"), _DEFINITE)
    return verb if verb is not None and not known and block(verb) is None and not negated(verb) else None


def _is_named_as(token: Token) -> bool:
    """ "It was a vow to build": the noun says what something said before is."""
    return token.dep_ == "attr" and token.head.lemma_ == "be" and child(token, "poss") is None


def _named_as(token: Token, entry: Commissive, actions: tuple[Action, ...]) -> Iterator[Frame]:
    holder = subject(token.head)[0]
    if block(token.head) is None and not negated(token.head):
        yield _made(token, entry, holder if can_undertake(holder) else None, actions, "noun-is")


def _owner(token: Token) -> Token | None:
    """Whose a pledge is: its possessor, "by X", "of X", "reached by X", or a name before it ("the G7 commitment")."""
    owner = child(token, "poss") or from_whom(token)
    if owner is not None:
        return owner
    return next((inner for _, inner in under_prepositions(token, _OF) if inner.ent_type_ in NAMED), None)


def _disowned(token: Token, entry: Commissive, verb: Token | None, actions: tuple[Action, ...]) -> Iterator[Frame]:
    """ "Has no intention of"."""
    if "denied" in entry.declines and verb is not None and block(verb) is None:
        holder = subject(verb)[0]
        if can_undertake(holder):
            yield refusal_frame("no-intention", words_of(token), token, holder, actions)


def _put_forward(token: Token, entry: Commissive, verb: Token, actions: tuple[Action, ...]) -> Iterator[Frame]:
    """ "Expressed its readiness to", "received assurances from Mali that"."""
    received = lemma_of(verb) in words("receiving")
    holder = _giver(token, verb, received)
    if block(verb) is None and (received or holder is None or can_undertake(holder)):
        yield _made(token, entry, holder, actions, "noun-light")


def _sought(verb: Token) -> bool:
    """Whether what a verb governs is only looked for or asked for, or given up."""
    return lemma_of(verb) in words("seeking") | words("demands")


def _given(token: Token) -> bool:
    """ "Gave his word that"; not "got word that"."""
    return token.dep_ in OBJECTS and lemma_of(token.head) in words("giving") and child(token, "poss") is not None


def _made(token: Token, entry: Commissive, holder: Token | None, actions: tuple[Action, ...], rule: str) -> Frame:
    kind, turn = turned(entry, actions[0].head)
    if kind == entry.polarity:
        return Frame(kind, entry.status, f"{rule}-{entry.word}", words_of(token), token, holder, actions)
    return Frame(kind, STATUS[kind], f"{rule}-{turn}", words_of(token), token, holder, actions)


def _light_verb(token: Token, entry: Commissive | None) -> tuple[Token | None, bool]:
    """The verb that governs the noun, and whether it puts the noun forward."""
    first = token
    while first.dep_ == "conj" and first.head.pos_ == "NOUN":
        first = first.head
    verb = first.head
    if first.dep_ not in OBJECTS and first.dep_ not in PASSIVE_SUBJECTS:
        return None, False
    return verb, lemma_of(verb) in words("light") or (
        entry is not None and "have" in entry.special and lemma_of(verb) == "have"
    )


def _giver(token: Token, verb: Token, received: bool) -> Token | None:
    """Who makes the pledge: its owner, "from X" for one who received it, else the subject of the verb."""
    owner = child(token, "poss")
    if owner is not None and (owner.pos_ != "PRON" or received):
        return owner
    if received:
        givers = (inner for holder in (token, verb) for _, inner in under_prepositions(holder, _GIVEN_BY))
        return next(givers, None)
    if child(verb, *PASSIVE_SUBJECTS) is not None:
        return agent(verb)
    return holder_of(verb)


def _content(token: Token, entry: Commissive) -> tuple[Action, ...]:
    """What the noun undertakes: "to do", "that it will do", "of doing", "for talks"."""
    clause = next(_clauses(token), None)
    if clause is not None:
        actions = verb_actions(clause)
        return _with_noun(token, actions) if "named" in entry.special and is_infinitive(clause) else actions
    for preposition, inner in under_prepositions(token, _ABOUT):
        if inner.pos_ in VERBAL and inner.tag_ == "VBG":
            return verb_actions(inner)
        if "np" in entry.takes and preposition.lower_ in _OF_THINGS and _is_thing(inner):
            return noun_actions(inner)
    return ()


def _is_thing(noun: Token) -> bool:
    return noun.pos_ != "PRON" and not can_undertake(noun)


def _clauses(token: Token) -> Iterator[Token]:
    """The clauses that say what a noun undertakes, its own before those that the parser hung on its verb."""
    for other in token.children:
        if _is_content(other, token) or (other.dep_ in _THAT_CLAUSES and _says_that(other)):
            yield other
    above = (token.head,) if token.dep_ in OBJECTS or (token.dep_ == "nsubj" and token.head.lemma_ == "be") else ()
    for holder in (*children(token, "acl"), *above):
        yield from (other for other in holder.children if _is_content(other, token))


def _is_content(clause: Token, noun: Token) -> bool:
    return clause.dep_ in _CONTENTS and clause.i > noun.i and is_infinitive(clause)


def _says_that(clause: Token) -> bool:
    """ "That it will leave"."""
    modal = any(c.tag_ == "MD" and c.lower_ not in _OBLIGING for c in clause.children)
    return modal and any(c.lower_ == "that" and c.dep_ == "mark" for c in clause.children)


def _with_noun(token: Token, actions: tuple[Action, ...]) -> tuple[Action, ...]:
    """A readiness is named with its noun, as no other word says that it is one."""
    first = actions[0]
    return (Action(first.head, (token.i, first.range[1])), *actions[1:])


def _hostile_noun(token: Token, entry: Commissive) -> Iterator[Frame]:
    """ "Their refusal to", "issued a threat to": with somebody who refuses or threatens, and an action."""
    verb, light = _light_verb(token, entry)
    owner = _owner(token)
    actions = _refused_by(token, entry, light)
    if not actions or any_word(token.children, _NEGATION):
        return
    rule = f"{entry.polarity}-noun"
    if light and verb is not None and lemma_of(verb) not in words("receiving"):
        holder = owner if owner is not None and owner.pos_ != "PRON" else subject(verb)[0]
        blocked = block(verb) is not None
    else:
        holder, rule, blocked = owner, rule + "-owned", verb is not None and _sought(verb)
    if entry.counts_of(holder) and not blocked:
        kind = entry.polarity
        yield Frame(kind, STATUS[kind], rule, words_of(token), token, holder, actions)


def _refused_by(token: Token, entry: Commissive, light: bool) -> tuple[Action, ...]:
    """What a noun refuses or threatens; a threat that a verb puts forward without naming it is one by itself."""
    inner = child(token, "acl", "relcl")
    if inner is not None and is_infinitive(inner):
        return verb_actions(inner)
    if not light:
        return ()
    preposition = child(token, "prep")
    if preposition is not None and preposition.lower_ in entry.prepositions:
        about = child(preposition, "pobj", "pcomp")
        if about is not None:
            return actions_of(about)
    return noun_actions(token) if entry.polarity == Kind.THREAT and _is_addressed(token) else ()


def _is_addressed(token: Token) -> bool:
    """ "A threat against the ambassador", "gave Chad an ultimatum"; not "has issued similar threats before"."""
    against = any(preposition.lower_ in _ADDRESSING for preposition in children(token, "prep"))
    return against or child(token.head, "dative") is not None


def _out_of_the_question(token: Token) -> Iterator[Frame]:
    """ "Lifting the ban is out of the question", said by whom it is up to."""
    verb = governing_verb(token)
    if token.doc[max(0, token.i - 3) : token.i].text.lower() != "out of the":
        return
    if verb is None or block(verb) is not None or negated(verb):
        return
    what = _ruled_out(token, verb)
    if what is not None:
        trigger = ((token.i - 3, token.i + 1),)
        yield Frame(
            Kind.REFUSAL,
            STATUS[Kind.REFUSAL],
            "out-of-the-question",
            trigger,
            token,
            None,
            actions_of(what),
            modal=True,
        )


def _ruled_out(token: Token, verb: Token) -> Token | None:
    """The subject of "is out of the question"; of "it is out of the question to" the infinitive."""
    what = next((c for c in verb.children if c.dep_ in ("csubj", "nsubj", "csubjpass")), None)
    if what is not None and what.pos_ != "PRON":
        return what
    return next((c for h in (token, verb) for c in h.children if c.i > token.i and is_infinitive(c)), None)
