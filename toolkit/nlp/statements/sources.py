"""Who is the source of a cue: subject, agent, possessor, the name before its description."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from spacy.tokens import Token

from toolkit import lexicon
from toolkit.nlp.document import grammar
from toolkit.nlp.layers import Range
from toolkit.nlp.statements.cues import Cue
from toolkit.nlp.statements.tree import Tree

_PHRASE_HEADS = frozenset({"NOUN", "PROPN", "PRON"})
_INSIDE_PHRASE = frozenset({"compound", "det", "amod", "nummod", "nmod", "case", "predet", "quantmod"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_OF_NOUNS = frozenset({"by", "from"})
"""Prepositions after a noun of saying that tell whose it is."""
# How far the parts of a phrase are looked for, in steps or tokens; all set by hand.
_MOST_CONJUNCTS, _CLAUSES_ABOVE = 4, 3
"""So many coordinated verbs, and clauses above the cue, are looked at for a source; the learned decision was fitted so."""
_DEEPEST = 8
_LONGEST_NAME = 8
_LONGEST_BRACKET = 10
_FARTHEST = 40
_NEAREST = 2
"""Phrases on each side that may be the source."""


@dataclass(frozen=True, slots=True)
class Source:
    """The source phrase: its head and ranges (both empty if nobody is named).

    ``subject`` is the cue's grammatical subject, which is what is talked about where ``passive`` is true ("was expected",
    "seemed"); ``certain`` is true where the construction leaves no doubt.
    """

    head: Token | None = None
    ranges: tuple[Range, ...] = ()
    subject: Token | None = None
    passive: bool = False
    certain: bool = False


def find_source(tree: Tree, cue: Cue) -> Source:
    """The source that the grammar gives a cue."""
    return _BY_KIND[cue.kind](tree, cue)


def _of_according(tree: Tree, cue: Cue) -> Source:
    named = (other for other in tree.doc[cue.head].subtree if other.dep_ == "pobj")
    return Source(*_phrase(tree, next(named, None)))


def _of_noun(tree: Tree, cue: Cue) -> Source:
    return Source(*_phrase(tree, _owner(tree.doc[cue.head])))


def _of_verb(tree: Tree, cue: Cue) -> Source:
    token = tree.doc[cue.head]
    quoted = _quoted_as_saying(token)
    if quoted is not None:
        return Source(*_phrase(tree, quoted), grammar.subject(token)[0], certain=True)
    return _of_subject(tree, cue, token)


def _of_adjective(tree: Tree, cue: Cue) -> Source:
    return _of_subject(tree, cue, tree.doc[cue.head].head)


def _of_subject(tree: Tree, cue: Cue, verb: Token) -> Source:
    """The subject of the verb, the agent of a passive, or the phrase beside the cue where the parser missed its subject."""
    subject, passive = grammar.subject(verb)
    if subject is not None and tree.quote[subject.i] >= 0 > tree.quote[cue.head]:
        # The parser took a word of the quotation for the subject: who speaks stands beside the cue.
        subject = _beside(tree, cue) or subject
    if passive:
        return Source(*_phrase(tree, grammar.agent(verb)), subject, True)
    if subject is None:
        return Source(*_phrase(tree, _beside(tree, cue), whole=False))
    if _is_spoken_of(tree, cue, subject):
        return Source(None, (), subject, True)
    head, ranges = _phrase(tree, subject)
    return Source(head, (*ranges, *_relative_apart(tree, cue, ranges)), subject, False)


def _relative_apart(tree: Tree, cue: Cue, ranges: tuple[Range, ...]) -> tuple[Range, ...]:
    """The relative pronoun by which a phrase is the subject of the cue, where it stands outside the phrase."""
    pronoun = _relative(tree, cue.head)
    if pronoun is None or not ranges or any(s <= pronoun < e for s, e in ranges):
        return ()
    return ((pronoun, pronoun + 1),)


def _is_spoken_of(tree: Tree, cue: Cue, subject: Token) -> bool:
    """Whether the subject says nothing itself: "the deal seemed", "there was hope", "it is clear"."""
    raised = tree.doc[cue.head].lemma_.lower() in lexicon.words("statements", "raising")
    return raised or subject.tag_ == "EX" or (subject.lower_ == "it" and cue.kind == "adjective")


def _of_colon(tree: Tree, cue: Cue) -> Source:
    """What stands before a colon: "Minister:", "PENCE:"."""
    first = tree.units[tree.unit[cue.head]] if cue.kind == "transcript" else tree.sents[tree.sent[cue.head]]
    start, end = tree.trim(first[0], cue.head)
    while start < end and not tree.is_word(start):
        start += 1
    roots = _roots(tree, start, end)
    return Source(tree.doc[roots[-1]], ((start, end),)) if roots else Source()


def _of_signature(tree: Tree, cue: Cue) -> Source:
    """What stands after the dash that follows a quotation."""
    start, end = tree.trim(cue.head + 1, tree.units[tree.unit[cue.head]][1])
    roots = _roots(tree, start, end)
    return Source(tree.doc[roots[0]], ((start, end),)) if roots else Source()


def _roots(tree: Tree, start: int, end: int) -> list[int]:
    """The tokens of a range whose head stands outside it."""
    return [i for i in range(start, end) if not start <= tree.head[i] < end or tree.head[i] == i]


_BY_KIND: dict[str, Callable[[Tree, Cue], Source]] = {
    "verb": _of_verb,
    "adjective": _of_adjective,
    "noun": _of_noun,
    "according": _of_according,
    "punctuation": _of_colon,
    "transcript": _of_colon,
    "signature": _of_signature,
}


def _beside(tree: Tree, cue: Cue) -> Token | None:
    """The noun phrase right before a finite verb whose subject the parser missed, or a name right after it."""
    if tree.tag[cue.head] not in _FINITE:
        return None
    i = _before_bracket(tree, min(cue.tokens) - 1)
    if i >= 0 and tree.pos[i] in _PHRASE_HEADS and tree.quote[i] < 0 and tree.sent[i] == tree.sent[cue.head]:
        return tree.doc[_topmost(tree, i, cue.head)]
    return _named_after(tree, max(cue.tokens) + 1) if cue.entry.known else None


def _named_after(tree: Tree, i: int) -> Token | None:
    """The head of the name or pronoun that begins at a position, outside quotations."""
    if i >= len(tree) or tree.pos[i] not in ("PROPN", "PRON") or tree.quote[i] >= 0:
        return None
    while tree.dep[i] == "compound" and i < tree.head[i] < i + _LONGEST_NAME:
        i = tree.head[i]
    return tree.doc[i]


def _quoted_as_saying(token: Token) -> Token | None:
    """Who is quoted: "the agency quoted a spokesman as saying"."""
    if token.lemma_.lower() not in lexicon.words("statements", "quoting"):
        return None
    spoken_of = grammar.child(token, "dobj", "obj")
    as_saying = any(grammar.child(c, "pcomp") is not None for c in token.children)
    return spoken_of if as_saying else None


def _topmost(tree: Tree, i: int, before: int) -> int:
    """From a word of a phrase to the head of the whole: "a paper issued after the talks", "people marching in streets"."""
    best = i
    for _ in range(_DEEPEST):
        if tree.head[i] >= before or not _goes_up(tree, i):
            break
        i = tree.head[i]
        if tree.pos[i] in ("PROPN", "NOUN"):
            best = i
        elif tree.tag[i] not in ("VBG", "VBN"):
            if tree.pos[i] != "ADP":
                break
        elif (subject := _subject_of_participle(tree, i)) is not None:
            return subject
    return best


def _goes_up(tree: Tree, i: int) -> bool:
    """Whether the head of a word is part of the same phrase: in its sentence, in no quotation, no wrong apposition."""
    up = tree.head[i]
    if up == i or tree.quote[up] >= 0 or tree.sent[up] != tree.sent[i]:
        return False
    return tree.dep[i] != "appos" or not _opened_by_comma(tree, i)


def _subject_of_participle(tree: Tree, i: int) -> int | None:
    """Who marches in "people marching in streets", which the parser took for a clause."""
    return None if tree.child(i, "aux", "auxpass") else tree.child(i, "nsubj", "nsubjpass")


def _opened_by_comma(tree: Tree, i: int) -> bool:
    """Whether a comma stands before the phrase of ``i``, which runs up to its verb: an apposition would have a second one.

    "In a letter to the newspaper, Anna Berg said": the parser takes Berg for the newspaper.
    """
    left = tree.doc[i].left_edge.i
    return left > 0 and tree.lower[left - 1] == ","


def _before_bracket(tree: Tree, i: int) -> int:
    """The position before a bracket that ends at ``i`` ("Berg (D-Md.) said"), or ``i``."""
    if i < 0 or tree.lower[i] != ")":
        return i
    for k in range(i, max(-1, i - _LONGEST_BRACKET), -1):
        if tree.lower[k] == "(":
            return k - 1
    return i


def _owner(token: Token) -> Token | None:
    """The possessor of a noun, who it is by, or the subject of the verb it is the object of ("made the claim that")."""
    owner = grammar.child(token, "poss")
    if owner is not None:
        return owner
    for other in token.children:
        if other.lower_ in _OF_NOUNS and other.i > token.i:
            return grammar.child(other, "pobj")
    verb = token.head
    if token.dep_ in ("dobj", "obj", "attr") and verb.pos_ in grammar.VERBAL:
        subject, passive = grammar.subject(verb)
        return None if passive else subject
    return None


def _relative(tree: Tree, verb: int) -> int | None:
    """The relative pronoun that is the subject of a verb, or of the one it is conjoined with ("who went and said")."""
    for _ in range(_MOST_CONJUNCTS):
        subjects = [k for k in tree.kids[verb] if tree.dep[k] in grammar.SUBJECTS]
        if subjects or tree.dep[verb] != "conj":
            return next((k for k in subjects if tree.tag[k] in ("WP", "WDT")), None)
        verb = tree.head[verb]
    return None


def _phrase(tree: Tree, head: Token | None, whole: bool = True) -> tuple[Token | None, tuple[Range, ...]]:
    """The head of a phrase (with ``whole``, of what an apposition describes) and its range, not into a quotation."""
    if head is None:
        return None, ()
    while whole and head.dep_ == "appos" and head.head.pos_ in ("PROPN", "NOUN") and head.head.i < head.i:
        if tree.quote[head.head.i] != tree.quote[head.i]:
            break
        head = head.head
    start, end = grammar.noun_phrase(head)
    while tree.quote[start] >= 0 > tree.quote[head.i] and start < head.i:
        start += 1
    return head, (tree.trim(start, end),)


@dataclass(frozen=True, slots=True)
class Option:
    """A phrase that may be the source; ``kind`` says how it was come by, ``none`` with no head that nobody is named."""

    kind: str
    head: Token | None
    ranges: tuple[Range, ...]

    def covers(self, position: int) -> bool:
        """Whether a token stands in the phrase."""
        return any(start <= position < end for start, end in self.ranges)


def source_options(tree: Tree, cue: Cue, source: Source, content: tuple[Range, ...]) -> list[Option]:
    """Who may be the source: by grammar, subjects of the verbs above, the nearest phrases on both sides, nobody."""
    taken = set(chain.from_iterable(range(*piece) for piece in content))
    found: dict[int, Option] = {}
    for kind, head in _heads(tree, cue, source, taken):
        if head is None or head.i in taken or any(option.covers(head.i) for option in found.values()):
            continue
        ranges = (kind == "grammar" and source.ranges) or _phrase(tree, head)[1]
        free = _outside(taken, ranges)
        if free:
            found[head.i] = Option(kind, head, free)
    return [*found.values(), Option("none", None, ())]


def _heads(tree: Tree, cue: Cue, source: Source, taken: set[int]) -> Iterator[tuple[str, Token | None]]:
    """How a phrase comes to be an option, and its head, the likeliest first."""
    token = tree.doc[cue.head]
    yield "grammar", source.head
    yield "agent", grammar.agent(token)
    yield "poss", grammar.child(token, "poss")
    for number, above in enumerate(islice(grammar.governing_clauses(token), _CLAUSES_ABOVE)):
        yield f"above{number}", grammar.subject(above)[0]
    for side, step in (("left", -1), ("right", 1)):
        for number, i in enumerate(_near_phrases(tree, cue.head, step, taken)):
            yield f"{side}{number}", tree.doc[i]


def _outside(taken: set[int], ranges: tuple[Range, ...]) -> tuple[Range, ...]:
    """The parts of ranges before the first token that is taken."""
    ends = [(start, next((i for i in range(start, end) if i in taken), end)) for start, end in ranges]
    return tuple((start, end) for start, end in ends if start < end)


def _near_phrases(tree: Tree, at: int, step: int, taken: set[int]) -> list[int]:
    """Heads of the two nearest noun phrases of the sentence on one side, outside the content and quotations."""
    first, last = tree.sents[tree.sent[at]]
    found: list[int] = []
    i = at + step
    while first <= i < last and len(found) < _NEAREST and abs(i - at) < _FARTHEST:
        plain = i not in taken and tree.pos[i] in _PHRASE_HEADS and tree.dep[i] not in _INSIDE_PHRASE
        if plain and (tree.quote[i] < 0 or tree.quote[i] == tree.quote[at]):
            found.append(i)
        i += step
    return found
