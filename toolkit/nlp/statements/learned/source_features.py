"""What the learned stage sees of a phrase that may be the source: names of features, as strings.

Words enter as lemmas or short function words; the training keeps a feature only if it occurs in several documents.
"""

from __future__ import annotations

from toolkit.nlp.layers import Ranges
from toolkit.nlp.statements.cues import Cue
from toolkit.nlp.statements.sources import Option, Source
from toolkit.nlp.statements.tree import Tree


def source_features(tree: Tree, cue: Cue, source: Source, content: Ranges, option: Option) -> list[str]:
    """What speaks for or against a phrase being the source."""
    h = cue.head
    word, klass = f"{cue.kind[0]}:{tree.lemma[h]}", cue.entry.cue_class.value
    lies = _lies(content, h)
    state = f"{cue.kind}|{source.passive:d}{source.head is not None:d}"
    if option.head is None:
        return [
            f"none|{state}",
            f"none|{word}",
            f"none|{klass}|{state}",
            f"none|{tree.dep[h]}|{state}",
            f"none|{tree.tag[h]}|{klass}",
            f"none|{lies}|{state}",
        ]
    o = option.head.i
    path = _path(tree, o, h)
    who = "pron:" + tree.lower[o] if option.head.pos_ == "PRON" else option.head.ent_type_ or option.head.pos_
    near = min(8, abs(o - h))
    side = "L" if o < h else "R"
    touch = _distance(tree, option, h)
    same = source.head is not None and o == source.head.i
    between = _parted(content, o, h)
    return [
        f"{option.kind}|{state}",
        f"{option.kind}|{klass}|{state}",
        f"{option.kind}|{word}",
        f"path={path}",
        f"path={path}|{state}",
        f"path={path}|{klass}",
        f"path={path}|{word}",
        f"path={path}|{who}",
        f"{option.kind}|{who}|{klass}",
        f"{option.kind}|{path}",
        f"{option.kind}|{side}|{lies}|{tree.dep[h]}",
        f"who={who}",
        f"who={who}|{option.kind}",
        f"who={who}|{klass}",
        f"whow={tree.lemma[o]}",
        f"whow={tree.lemma[o]}|{klass}",
        f"near={near}|{side}|{option.kind}",
        f"touch={touch}|{side}|{lies}",
        f"touch={touch}|{side}|{lies}|{who}",
        f"touch={touch}|{side}|{same:d}|{state}",
        f"same={same:d}|{lies}|{state}",
        f"same={same:d}|{tree.dep[h]}|{side}",
        f"between={between:d}|{side}|{lies}",
        f"dep={tree.dep[o]}|{side}|{lies}",
        f"dep={tree.dep[o]}|{option.kind}",
        f"dep={tree.dep[o]}|{who}",
        f"tag={tree.tag[h]}|{option.kind}|{lies}",
    ]


def _lies(content: Ranges, cue: int) -> str:
    """Where the content lies: left or right of the cue, around it, or on both sides."""
    first = "L" if content[0][1] <= cue else "R" if content[0][0] > cue else "M"
    return first + "R" if len(content) > 1 and content[-1][0] > cue else first


def _distance(tree: Tree, option: Option, cue: int) -> int:
    """Tokens between a phrase and the cue, commas before the cue left out, four at most."""
    assert option.head is not None
    if option.head.i < cue:
        return min(4, abs(tree.trim(option.ranges[0][1], cue)[0] - cue))
    return min(4, abs(option.ranges[0][0] - cue))


def _parted(content: Ranges, option: int, cue: int) -> bool:
    """Whether a piece of the content begins, or ends, between a phrase and the cue after, or before, it."""
    low, high = sorted((option, cue))
    return any(low <= (start if option < cue else end - 1) < high for start, end in content)


def _path(tree: Tree, a: int, b: int) -> str:
    """The labels from ``a`` up to the common head and down to ``b``, five at most."""
    up = [b]
    while tree.head[up[-1]] != up[-1] and len(up) < 7:
        up.append(tree.head[up[-1]])
    steps: list[str] = []
    current = a
    while current not in up and tree.head[current] != current and len(steps) < 5:
        steps.append(tree.dep[current])
        current = tree.head[current]
    if current not in up:
        return "far"
    down = [tree.dep[i] for i in up[: up.index(current)]]
    return ">".join(steps) + "<" + "<".join(down[:4])
