"""Who is the source of a cue: subject, agent, possessor, the name before its description."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from spacy.tokens import Token

from toolkit.nlp.document import grammar
from toolkit.nlp.layers import Range
from toolkit.nlp.statements.cues import Cue
from toolkit.nlp.statements.tree import Tree

_PHRASE_HEADS = frozenset({"NOUN", "PROPN", "PRON"})
_INSIDE_PHRASE = frozenset({"compound", "det", "amod", "nummod", "nmod", "case", "predet", "quantmod"})
_RAISING = frozenset({"seem", "appear", "happen", "tend"})


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
    token = tree.doc[cue.head]
    if cue.kind == "according":
        return Source(*_phrase(tree, _according(token)))
    if cue.kind == "signature":
        return _signature(tree, cue)
    if cue.kind in ("punctuation", "transcript"):
        return _speaker(tree, cue)
    if cue.kind == "noun":
        return Source(*_phrase(tree, _owner(token)))
    if cue.kind == "verb" and (quoted := _quoted_as_saying(token)) is not None:
        return Source(*_phrase(tree, quoted), grammar.subject(token)[0], certain=True)
    subject, passive = grammar.subject(token if cue.kind == "verb" else token.head)
    if subject is not None and tree.quote[subject.i] >= 0 > tree.quote[cue.head]:
        # The parser took a word of the quotation for the subject: who speaks stands beside the cue.
        subject = _beside(tree, cue) or subject
    if passive:
        return Source(*_phrase(tree, grammar.agent(token)), subject, True)
    if subject is None:
        return Source(*_phrase(tree, _beside(tree, cue), whole=False))
    if token.lemma_.lower() in _RAISING or subject.tag_ == "EX" or (subject.lower_ == "it" and cue.kind == "adjective"):
        return Source(None, (), subject, True)
    head, ranges = _phrase(tree, subject)
    pronoun = _relative(tree, cue.head)
    if pronoun is not None and ranges and not any(s <= pronoun < e for s, e in ranges):
        ranges = (*ranges, (pronoun, pronoun + 1))
    return Source(head, ranges, subject, False)


def _according(token: Token) -> Token | None:
    return next((other for other in token.subtree if other.dep_ == "pobj"), None)


def _speaker(tree: Tree, cue: Cue) -> Source:
    """What stands before a colon: "Minister:", "PENCE:"."""
    first = tree.units[tree.unit[cue.head]] if cue.kind == "transcript" else tree.sents[tree.sent[cue.head]]
    start, end = tree.trim(first[0], cue.head)
    while start < end and not tree.is_word(start):
        start += 1
    inside = [i for i in range(start, end) if start > tree.head[i] or tree.head[i] >= end or tree.head[i] == i]
    return Source(tree.doc[inside[-1]], ((start, end),)) if inside else Source()


def _signature(tree: Tree, cue: Cue) -> Source:
    """What stands after the dash that follows a quotation."""
    start, end = tree.trim(cue.head + 1, tree.units[tree.unit[cue.head]][1])
    inside = [i for i in range(start, end) if start > tree.head[i] or tree.head[i] >= end or tree.head[i] == i]
    return Source(tree.doc[inside[0]], ((start, end),)) if inside else Source()


def _beside(tree: Tree, cue: Cue) -> Token | None:
    """The noun phrase right before a finite verb whose subject the parser missed, or a name right after it."""
    if tree.tag[cue.head] not in ("VBD", "VBZ", "VBP"):
        return None
    i = _before_bracket(tree, min(cue.tokens) - 1)
    if i >= 0 and tree.pos[i] in _PHRASE_HEADS and tree.quote[i] < 0 and tree.sent[i] == tree.sent[cue.head]:
        return tree.doc[_topmost(tree, i, cue.head)]
    i = max(cue.tokens) + 1
    if i < len(tree) and tree.pos[i] in ("PROPN", "PRON") and tree.quote[i] < 0 and cue.entry.known:
        while tree.dep[i] == "compound" and i < tree.head[i] < i + 8:
            i = tree.head[i]
        return tree.doc[i]
    return None


def _quoted_as_saying(token: Token) -> Token | None:
    """Who is quoted: "the agency quoted a spokesman as saying"."""
    if token.lemma_.lower() not in ("quote", "cite"):
        return None
    spoken_of = grammar.child(token, "dobj", "obj")
    as_saying = any(c.lower_ == "as" and grammar.child(c, "pcomp") is not None for c in token.children)
    return spoken_of if as_saying else None


def _topmost(tree: Tree, i: int, before: int) -> int:
    """From a word of a phrase to the head of the whole: "a paper issued after the talks", "people marching in streets"."""
    best = i
    for _ in range(8):
        up = tree.head[i]
        if up == i or up >= before or tree.quote[up] >= 0 or tree.sent[up] != tree.sent[best]:
            break
        if tree.dep[i] == "appos" and _opened_by_comma(tree, i):
            break
        i = up
        if tree.pos[i] in ("PROPN", "NOUN"):
            best = i
        elif tree.tag[i] in ("VBG", "VBN"):
            subject = tree.child(i, "nsubj", "nsubjpass")
            if subject is not None and not tree.child(i, "aux", "auxpass"):
                return subject
        elif tree.pos[i] != "ADP":
            break
    return best


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
    for k in range(i, max(-1, i - 10), -1):
        if tree.lower[k] == "(":
            return k - 1
    return i


def _owner(token: Token) -> Token | None:
    """The possessor of a noun, who it is by, or the subject of the verb it is the object of ("made the claim that")."""
    owner = grammar.child(token, "poss")
    if owner is not None:
        return owner
    for other in token.children:
        if other.dep_ == "prep" and other.lower_ in ("by", "from") and other.i > token.i:
            return grammar.child(other, "pobj")
    verb = token.head
    if token.dep_ in ("dobj", "obj", "attr") and verb.pos_ in grammar.VERBAL:
        subject, passive = grammar.subject(verb)
        return None if passive else subject
    return None


def _relative(tree: Tree, verb: int) -> int | None:
    """The relative pronoun that is the subject of a verb, or of the one it is conjoined with ("who went and said")."""
    for _ in range(4):
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


def source_options(tree: Tree, cue: Cue, source: Source, content: tuple[Range, ...]) -> list[Option]:
    """Who may be the source: by grammar, subjects of the verbs above, the nearest phrases on both sides, nobody."""
    taken = {i for s, e in content for i in range(s, e)}
    found: dict[int, Option] = {}

    def add(kind: str, head: Token | None, ranges: tuple[Range, ...] = ()) -> None:
        if head is None or any(s <= head.i < e for option in found.values() for s, e in option.ranges):
            return
        spans = ranges or _phrase(tree, head)[1]
        spans = tuple(r for r in (_outside(taken, s) for s in spans) if r is not None)
        if spans and head.i not in taken:
            found[head.i] = Option(kind, head, spans)

    add("grammar", source.head, source.ranges)
    token = tree.doc[cue.head]
    add("agent", grammar.agent(token))
    add("poss", grammar.child(token, "poss"))
    for number, above in enumerate(islice(grammar.governing_clauses(token), 3)):
        add(f"above{number}", grammar.subject(above)[0])
    for side, step in (("left", -1), ("right", 1)):
        for number, i in enumerate(_near_phrases(tree, cue.head, step, taken)):
            add(f"{side}{number}", tree.doc[i])
    return [*found.values(), Option("none", None, ())]


def _outside(taken: set[int], span: Range) -> Range | None:
    """The part of the span before the first token that is taken."""
    start, end = span
    if start in taken:
        return None
    for i in range(start, end):
        if i in taken:
            return start, i
    return span


def _near_phrases(tree: Tree, at: int, step: int, taken: set[int]) -> list[int]:
    """Heads of the two nearest noun phrases of the sentence on one side, outside the content and quotations."""
    first, last = tree.sents[tree.sent[at]]
    found: list[int] = []
    i = at + step
    while first <= i < last and len(found) < 2 and abs(i - at) < 40:
        plain = i not in taken and tree.pos[i] in _PHRASE_HEADS and tree.dep[i] not in _INSIDE_PHRASE
        if plain and (tree.quote[i] < 0 or tree.quote[i] == tree.quote[at]):
            found.append(i)
        i += step
    return found
