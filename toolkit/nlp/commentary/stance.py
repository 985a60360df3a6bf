"""How a statement assesses what it is about: the words that say so, what they are said of, and what hedges them.

Every evaluative word of ``lexicon/en/stance.csv`` in the statement counts, less the deeper it is embedded, and the other way
round under negation ("no success") or a word that turns it ("a lack of trust"). Without such a word a statement is neutral.
Hedges and words that set one clause against another are in ``lexicon/en/assessments.yaml``.
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
_CONCEDING = frozenset({"mark", "advmod"})
_TURNING = frozenset({"cc", "advmod"})
_LONGEST_HEDGE = 4
"""No hedge has more words."""
_NEAR = 4
"""A noun belongs to the phrase of its adjective, and a "not" to what it denies, if it stands nearer than this."""
_DOMINANT = 2.0
"""One polarity outweighs the other from this ratio on; set by hand."""
LEAST = 0.3
"""A word that weighs less is too deeply embedded, or says too little, to carry a stance; set by hand."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """A stance with its evidence, in token positions; ``words`` and ``target`` are ``None`` for a neutral statement."""

    stance: Stance
    words: Range | None
    target: Range | None
    hedges: Ranges
    rule: str
    weights: tuple[float, ...] = ()
    """Of the words that evaluate, signed."""


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
    inside = set(_positions(content))
    tokens = [doc[i] for i in _positions(content) if not doc[i].is_space]
    turns = _turns(tokens, inside)
    judging = judging_cue(cue) if cue is not None and cue.i not in inside else None
    words = _evaluating([*(weighed(t, inside, turns) for t in tokens), judging])
    weights = tuple(w.weight for w in words)
    hedges = tuple(sorted({*_hedges(doc, content), *_concessions(doc, turns, inside)}))
    if all(abs(weight) < LEAST for weight in weights):
        return Assessment(Stance.NEUTRAL, None, topic(tokens, inside), hedges, "no_evaluation", weights)
    found = replace(_weigh(words, tokens, inside, hedges), weights=weights)
    return replace(found, target=topic(tokens, inside)) if _about(found.target, source) else found


def _about(target: Range | None, source: Ranges) -> bool:
    """Whether a target lies in who speaks."""
    return target is not None and not set(range(*target)).isdisjoint(_positions(source))


def _evaluating(words: Iterable[Word | None]) -> list[Word]:
    return [word for word in words if word is not None]


def _positions(ranges: Ranges) -> list[int]:
    return [i for start, end in ranges for i in range(start, end)]


def _weigh(words: list[Word], tokens: list[Token], inside: set[int], hedges: Ranges) -> Assessment:
    """The polarity that outweighs the other, or both."""
    good, bad = (sum(max(sign * w.weight, 0.0) for w in words) for sign in (1, -1))
    if _conceded(words):
        return _mixed(words, tokens, inside, hedges, "concession")
    if max(good, bad) < _DOMINANT * min(good, bad):
        return _mixed(words, tokens, inside, hedges, "both_polarities")
    best = _strongest(w for w in words if w.weight * (good - bad) > 0)
    target = target_of(best.token, tokens, inside)
    stance = Stance.POSITIVE if good > bad else Stance.NEGATIVE
    return Assessment(stance, _phrase(best.token, inside), target, hedges, "evaluative_word")


def _conceded(words: list[Word]) -> bool:
    """Whether what is turned speaks against the rest: "wise, though it failed"."""
    return sum(w.weight for w in words if not w.turned) * sum(w.weight for w in words if w.turned) < 0


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
        found |= _concession(token) & inside or _after_turn(token, tokens)
    return found if len(found) < len(tokens) - 1 else set()


def _concession(token: Token) -> set[int]:
    """What a concessive word takes in: the clause of "although", the phrase of "despite", "if imperfect"."""
    if token.lower_ == "despite" or (token.lower_ in listed("concessive") and token.dep_ == "prep"):
        return {t.i for t in token.subtree}
    if token.lower_ in listed("concessive") and token.dep_ in _CONCEDING:
        return {t.i for t in token.head.subtree}
    return {t.i for t in token.subtree} | {token.i, token.i + 1} if _before_adjective(token) else set()


def _before_adjective(token: Token) -> bool:
    """The "if" of "if imperfect"."""
    return token.lower_ == "if" and token.i + 1 < len(token.doc) and token.nbor(1).pos_ == "ADJ"


def _after_turn(token: Token, tokens: list[Token]) -> set[int]:
    """What stands behind "but", "however" and, as a conjunction, "yet"."""
    yet = token.lower_ == "yet" and token.dep_ == "cc"
    turns = token.lower_ in listed("turning") and token.dep_ in _TURNING
    on = turns and token.is_sent_start
    return {t.i for t in tokens if t.i > token.i and (on or t.sent == token.sent)} if yet or turns else set()


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
    """The hedging words and phrases of the content, the longest at each place."""
    found: list[Range] = []
    for start, end in content:
        position = start
        while position < end:
            length = _hedge_at(doc, position, end)
            if length:
                found.append((position, position + length))
            position += length or 1
    return tuple(found)


def _hedge_at(doc: Doc, position: int, end: int) -> int:
    """How many words the hedge that begins here has; 0 for none."""
    phrases, token = listed("hedges"), doc[position]
    lengths = range(min(_LONGEST_HEDGE, end - position), 0, -1)
    length = next((n for n in lengths if doc[position : position + n].text.lower() in phrases), 0)
    if not length and token.pos_ in grammar.VERBAL and token.lemma_.lower() in phrases:
        length = 1
    month = length == 1 and token.lower_ in listed("modal_hedges") and token.tag_ != "MD"
    return 0 if month else length


def _phrase(token: Token, inside: set[int]) -> Range:
    """The word with the modifiers that stand beside it: "a huge number of problems" stays "problems"."""
    members = {c.i for c in token.children if c.dep_ in _MODIFIERS}
    if token.dep_ == "amod" and token.head.i in inside and token.head.i - token.i < _NEAR:
        members |= set(range(token.i, token.head.i + 1))
    start, end = grammar.run_around(token.i, members & inside)
    before = range(start - 1, max(start - _NEAR, -1), -1)
    denial = next((i for i in before if i in inside and token.doc[i].dep_ == "neg"), start)
    return denial, end
