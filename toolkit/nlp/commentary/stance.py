"""How a statement assesses what it is about: the words that say so, what they are said of, and what hedges them.

Every evaluative word of ``lexicon/en/stance.csv`` in the statement counts, less the deeper it is embedded, and the other way
round under negation ("no success") or a word that turns it ("a lack of trust"). Without such a word a statement is neutral.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from toolkit.nlp.commentary.evaluative_words import Word, judging_cue, listed, weighed
from toolkit.nlp.commentary.target import target_of, topic
from toolkit.nlp.document import grammar
from toolkit.nlp.layers import Range, Ranges
from toolkit.records import Stance

_MODIFIERS = frozenset({"advmod", "neg", "amod", "det", "npadvmod", "quantmod", "nummod", "compound", "prt"})
_DOMINANT = 2.0
"""One polarity outweighs the other from this ratio on; set by hand."""
_LEAST = 0.3
"""A word that weighs less is too deeply embedded, or says too little, to carry a stance; set by hand."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """A stance with its evidence, in token positions; ``words`` and ``target`` are ``None`` for a neutral statement."""

    stance: Stance
    words: Range | None
    target: Range | None
    hedges: Ranges
    rule: str


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
    words = [w for t in tokens if (w := weighed(t, inside, turns)) is not None]
    judging = judging_cue(cue) if cue is not None and cue.i not in inside else None
    if judging is not None:
        words.append(judging)
    hedges = tuple(sorted({*hedges, *_concessions(doc, turns, inside)}))
    if max((abs(w.weight) for w in words), default=0.0) < _LEAST:
        return Assessment(Stance.NEUTRAL, None, topic(tokens, inside), hedges, "no_evaluation")
    found = _weigh(words, tokens, inside, hedges)
    if found.target is not None and any(start < found.target[1] and found.target[0] < end for start, end in source):
        found = replace(found, target=topic(tokens, inside))
    return found


def _weigh(words: list[Word], tokens: list[Token], inside: set[int], hedges: Ranges) -> Assessment:
    good = sum(w.weight for w in words if w.weight > 0)
    bad = -sum(w.weight for w in words if w.weight < 0)
    main = sum(w.weight for w in words if not w.turned)
    turned = sum(w.weight for w in words if w.turned)
    conceded = main * turned < 0
    if conceded or (good and bad and max(good, bad) < _DOMINANT * min(good, bad)):
        return _mixed(words, tokens, inside, hedges, "concession" if conceded else "both_polarities")
    sign = 1 if good > bad else -1
    best = _strongest(w for w in words if w.weight * sign > 0)
    stance = Stance.POSITIVE if good > bad else Stance.NEGATIVE
    target = target_of(best.token, tokens, inside)
    return Assessment(stance, _phrase(best.token, inside), target, hedges, "evaluative_word")


def _strongest(words: Iterable[Word]) -> Word:
    """The word that weighs most, the first of several."""
    return max(words, key=lambda w: (abs(w.weight), -w.token.i))


def _mixed(words: list[Word], tokens: list[Token], inside: set[int], hedges: Ranges, rule: str) -> Assessment:
    """An assessment both ways: from the strongest word to the strongest of the other polarity."""
    best = _strongest(words)
    other = max((w for w in words if w.weight * best.weight < 0), key=lambda w: abs(w.weight))
    first, second = sorted((_phrase(best.token, inside), _phrase(other.token, inside)))
    span = (first[0], max(first[1], second[1]))
    if not inside.issuperset(range(*span)):  # the words stand in two pieces of the statement
        span = _phrase(best.token, inside)
    return Assessment(Stance.MIXED, span, target_of(best.token, tokens, inside), hedges, rule)


def _turns(tokens: list[Token], inside: set[int]) -> set[int]:
    """Positions that stand in a concessive clause, or after "but"."""
    found: set[int] = set()
    for token in tokens:
        found |= _conceded(token, inside) or _after_turn(token, tokens)
    return found if len(found) < len(tokens) - 1 else set()


def _conceded(token: Token, inside: set[int]) -> set[int]:
    """What a concessive word takes in: the clause of "although", the phrase of "despite", "if imperfect"."""
    lower = token.lower_
    if lower == "despite" or (lower in listed("concessive") and token.dep_ in {"mark", "prep", "advmod"}):
        top = token if token.dep_ == "prep" or lower == "despite" else token.head
        return {t.i for t in top.subtree if t.i in inside}
    if lower == "if" and token.i + 1 < len(token.doc) and token.nbor(1).pos_ == "ADJ":
        return {t.i for t in token.subtree if t.i in inside} | ({token.i, token.i + 1} & inside)
    return set()


def _after_turn(token: Token, tokens: list[Token]) -> set[int]:
    """What stands behind "but", "however" and, as a conjunction, "yet"."""
    lower = token.lower_
    later = (t for t in tokens if t.i > token.i)
    if lower in listed("adversative") - {"still", "only", "yet"} and token.dep_ in {"cc", "advmod"}:
        return {t.i for t in later if t.sent == token.sent or token.is_sent_start}
    if lower == "yet" and token.dep_ == "cc":
        return {t.i for t in later if t.sent == token.sent}
    return set()


def _concessions(doc: Doc, turns: set[int], inside: set[int]) -> list[Range]:
    """The clauses that turn a statement, as ranges; they hedge it."""
    runs: list[Range] = []
    for position in sorted(turns):
        if runs and runs[-1][1] == position:
            runs[-1] = (runs[-1][0], position + 1)
        else:
            runs.append((position, position + 1))
    long = [grammar.trimmed(doc, *run) for run in runs if run[1] - run[0] > 2]
    return [run for run in long if doc[run[0]].lower_ in listed("concessive")]


def _hedges(doc: Doc, content: Ranges) -> Ranges:
    found: list[Range] = []
    phrases = listed("hedges")
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
