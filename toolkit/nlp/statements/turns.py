"""Turns of a transcript: what a labelled speaker says, and what is asked."""

from __future__ import annotations

from toolkit.nlp.document.parsing import UNPARSED, turns
from toolkit.nlp.layers import AttributionSpan, Range
from toolkit.nlp.statements.tree import Tree
from toolkit.records import AttributionType, CueClass

QUESTION, TURN = "question", "turn"
RULES = frozenset({QUESTION, TURN})
"""Names of the rules by which turns are rows; the one tells questions apart."""
_CONFIDENCE = 0.95
"""That a turn is its labelled speaker's; set by hand."""
_NOTHING_SAID = UNPARSED | {"speaker"}


def find_turns(tree: Tree) -> list[AttributionSpan]:
    """An attribution for each turn: all that is said under a label, paragraph by paragraph.

    Parameters
    ----------
    tree
        The Doc's words.

    Returns
    -------
    list of AttributionSpan
        In text order; none if the article is no transcript.
    """
    found = []
    for label, said, kind in turns(tree.doc):
        pieces = tuple(_pieces(tree, said))
        if pieces and label[0] < label[1]:
            found.append(_attribution(tree, label, pieces, QUESTION if kind == "question" else TURN))
    return found


def _pieces(tree: Tree, said: Range) -> list[Range]:
    cut = (
        tree.trim(max(first, said[0]), min(last, said[1]))
        for first, last, kind in tree.units
        if first < said[1] and said[0] < last and kind not in _NOTHING_SAID
    )
    return [(start, end) for start, end in cut if start < end]


def _attribution(tree: Tree, label: Range, pieces: tuple[Range, ...], rule: str) -> AttributionSpan:
    colon = label[1] if tree.lower[label[1]][-1:] in (":", ".") else label[1] - 1  # "(Spain):" may end in one token
    return AttributionSpan(
        cue=((colon, colon + 1),),
        content=pieces,
        source=((label[0], min(label[1], max(colon, label[0] + 1))),),
        cue_head=colon,
        source_head=label_head(tree, label),
        type=AttributionType.DIRECT,
        cue_class=CueClass.PUNCTUATION,
        rule=rule,
        confidence=_CONFIDENCE,
    )


def label_head(tree: Tree, label: Range) -> int:
    """The word of a label that names who speaks: the last before a bracket."""
    words = [i for i in range(*label) if tree.is_word(i)]
    before = [i for i in words if not any(tree.lower[k][:1] in "([" for k in range(label[0], i))]
    return (before or words or [label[0]])[-1]
