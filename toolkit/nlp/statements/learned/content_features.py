"""What the learned stage sees of a stretch that may be a content: names of features, as strings.

Words enter as lemmas or short function words; the training keeps a feature only if it occurs in several documents.
"""

from __future__ import annotations

from toolkit.nlp.statements.cluster import Cluster
from toolkit.nlp.statements.contents import Edge, Stretch, cut_points
from toolkit.nlp.statements.cues import Cue
from toolkit.nlp.statements.signals import level, quote_relation, strong_cues
from toolkit.nlp.statements.tree import Tree

_COVERED = frozenset({"ccomp", "xcomp", "dobj", "oprd", "attr", "acomp", "advcl", "prep", "conj", "npadvmod"})


def first_features(tree: Tree, cue: Cue, cluster: Cluster, side: str, edge: Edge) -> list[str]:
    """What speaks for or against a content that begins here."""
    word, klass, kind = tree.lemma[cue.head], cue.entry.cue_class.value, f"{side}{edge.kind}"
    before = tree.lower[edge.at - 1] if edge.at else ""
    here = tree.lower[edge.at]
    opening = tree.opens_quote(edge.at)
    inside = tree.quote[edge.at] >= 0 and not opening
    found = [
        f"f={kind}",
        f"f={kind}|{word}",
        f"f={kind}|{klass}",
        f"f={kind}|{cue.kind}",
        f"f={kind}|{here}",
        f"f={kind}|{tree.tag[edge.at]}",
        f"f={kind}|q{opening:d}{inside:d}",
        f"fq={opening:d}{inside:d}|{klass}",
        f"fp={before}|{side}",
        f"fh={here}|{side}",
        f"fp={before}|{here}",
        f"f={kind}|{tree.dep[cue.head]}",
        f"f={kind}|{tree.dep[cue.head]}|{klass}",
        f"fd={min(abs(edge.at - cluster.end), 6)}|{side}|{edge.kind}",
    ]
    if side == "R" and edge.kind not in ("next", "quote", "limit"):
        found += [f"ft={kind}|{tree.tag[edge.token]}", f"fw={kind}|{tree.lemma[edge.token]}"]
        if ">" in edge.kind:
            over = tree.head[edge.token]
            found += [
                f"fo={kind}|{tree.lower[over]}|{word}",
                f"fo={kind}|{tree.lower[over]}",
                f"fo={tree.lemma[tree.head[over]]}|{tree.lower[over]}|{word}",
            ]
    return found


def stretch_features(tree: Tree, cue: Cue, cluster: Cluster, side: str, stretch: Stretch) -> list[str]:
    """What speaks for or against a content that ends where this stretch does, and for the two edges together."""
    first, last = stretch.first, stretch.last
    start, end = stretch.range
    word, klass = tree.lemma[cue.head], cue.entry.cue_class.value
    after = tree.lower[end] if end < len(tree) else ""
    quote = quote_relation(tree, start, end)
    length = level(min(0.99, (end - start) / 40)) if end - start > 3 else f"{end - start}"
    found = [
        f"e={side}{last.kind}",
        f"e={last.kind}|{side}{first.kind}",
        f"e={last.kind}|{klass}",
        f"e={last.kind}|{after}",
        f"ea={after}|{side}",
        f"q={quote}|{side}",
        f"q={quote}|{side}{first.kind}",
        f"q={quote}|{klass}",
        f"n={length}|{side}{first.kind}",
        f"n={length}|{klass}",
        f"n={length}|{word}",
        f"q={quote}|{last.kind}",
        f"et={tree.tag[end - 1]}|{side}",
        f"cues={min(2, strong_cues(tree, start, end))}|{side}{first.kind}",
    ]
    if side == "R":
        found += _coverage(tree, cue, start, end, word, klass)
        if last.kind.startswith("cut:"):
            found += _cut_features(tree, "cut", last.token, first.kind, end)
        elif first.kind not in ("next", "quote"):
            for cut in cut_points(tree, first.token, start)[:4]:
                if tree.left[cut] < end:
                    found += _cut_features(tree, "keep", cut, first.kind, tree.left[cut])
    return found


def _cut_features(tree: Tree, name: str, cut: int, kind: str, at: int) -> list[str]:
    dep, word = tree.dep[cut], tree.lower[tree.left[cut]]
    comma = at > 0 and (tree.lower[at - 1] == "," or (at < len(tree) and tree.lower[at] == ","))
    entity = tree.doc[cut].ent_type_ or next(
        (tree.doc[k].ent_type_ for k in tree.kids[cut] if tree.dep[k] == "pobj"), ""
    )
    return [
        f"{name}={dep}",
        f"{name}={dep}|{word}",
        f"{name}={dep}|{comma}",
        f"{name}={dep}|{comma}|{word}",
        f"{name}={entity}|{dep}",
        f"{name}={dep}|{kind}",
        f"{name}={dep}|{tree.tag[cut]}|{comma}",
    ]


def _coverage(tree: Tree, cue: Cue, start: int, end: int, word: str, klass: str) -> list[str]:
    """Which complements of the cue the stretch takes in, and which it leaves."""
    taken, left = [], []
    for k in tree.kids[cue.head]:
        dep = tree.dep[k]
        if k > cue.head and dep in _COVERED:
            name = f"{dep}:{tree.lower[k]}" if dep == "prep" else dep
            if start <= k < end:
                taken.append(name)
            else:
                left.append(name)
    took = "+".join(taken)
    return (
        [f"took={took}", f"took={took}|{word}", f"took={took}|{klass}"]
        + [f"left={n}" for n in left]
        + [f"left={n}|{word}" for n in left]
        + [f"left={n}|{took}" for n in left]
    )


def joint_features(tree: Tree, cue: Cue, cluster: Cluster, left: Stretch | None, right: Stretch | None) -> list[str]:
    """What speaks for or against a content before, after or on both sides of the cue."""
    word, klass, dep = tree.lemma[cue.head], cue.entry.cue_class.value, tree.dep[cue.head]
    side = "both" if left and right else "left" if left else "right"
    found = [
        f"side={side}",
        f"side={side}|{word}",
        f"side={side}|{klass}",
        f"side={side}|{cue.kind}",
        f"side={side}|{klass}|{dep}",
    ]
    if right is not None:
        between = min(2, strong_cues(tree, cluster.end, right.first.at))
        gap = min(8, right.first.at - cluster.end)
        found += [f"gap={gap}|{side}|{between}", f"between={between}|{side}|{right.first.kind}"]
    if left and right:
        quotes = f"{quote_relation(tree, *left.range)}|{quote_relation(tree, *right.range)}"
        opening = tree.lower[right.first.at]
        found += [
            f"both={left.first.kind}|{right.first.kind}",
            f"bothq={quotes}",
            f"bothq={quotes}|{klass}",
            f"bothq={quotes}|{opening}",
            f"bothq={quotes}|{dep}|{right.first.kind}",
            f"both={left.first.kind}|{right.first.kind}|{word}",
            f"both={left.first.kind}|{right.first.kind}|{dep}",
        ]
    return found
