"""What the learned stage sees of a cue and of the stretches that may be its content: names of features, as strings.

Words enter as lemmas only, and the training keeps a feature only if it occurs in several documents.
"""

from __future__ import annotations

from toolkit.nlp.attribution.contents import Cluster, Edge, Stretch, cut_points
from toolkit.nlp.attribution.cues import SHORTEST_STATEMENT, Cue, adjectives, nouns, verbs
from toolkit.nlp.attribution.sources import Option, Source
from toolkit.nlp.attribution.tree import Tree

_TOLD = frozenset(
    {"nsubj", "nsubjpass", "ccomp", "xcomp", "dobj", "prep", "agent", "prt", "oprd", "acomp", "attr", "advcl"}
)
_COMPLEMENTS = frozenset({"ccomp", "xcomp", "dobj", "oprd", "attr", "acomp"})


def level(rate: float) -> str:
    """A rate as one of six words."""
    return "abcdef"[min(5, int(rate * 6))]


def rate_of(tree: Tree, i: int) -> float:
    """How often the word is a cue, by the lexicon."""
    if tree.pos[i] == "VERB":
        entry = verbs().get(tree.lemma[i])
    elif tree.pos[i] == "NOUN":
        entry = nouns().get(tree.lemma[i])
    elif tree.pos[i] == "ADJ":
        entry = adjectives().get(tree.lemma[i])
    else:
        return 0.95 if tree.lower[i] == "according" else 0.0
    return entry.rate if entry is not None else 0.0


def statement_at(tree: Tree, i: int) -> bool:
    """Whether the token stands in a quotation long enough to be a statement."""
    k = tree.quote[i]
    return k >= 0 and tree.quotes[k].end - tree.quotes[k].start >= SHORTEST_STATEMENT


def cue_features(tree: Tree, cue: Cue, source: Source, cluster: Cluster) -> list[str]:
    """What speaks for or against this word being a cue at all."""
    h = cue.head
    lemma = tree.lemma[h] if cue.kind not in ("punctuation", "signature") else tree.lower[h]
    word, kind, dep = f"{cue.kind[0]}:{lemma}", cue.kind, tree.dep[h]
    kids = tree.kids[h]
    signature = "+".join(sorted({tree.dep[k] + (">" if k > h else "<") for k in kids if tree.dep[k] in _TOLD}))
    sure = level(cue.entry.rate)
    klass = cue.entry.cue_class.value if cue.entry.known else "other"
    found = [
        kind, f"w={word}", f"{word}|{dep}", f"{word}|{tree.tag[h]}", f"{word}|{signature}", f"sig={signature}|{sure}",
        f"class={klass}", f"class={klass}|{signature}", f"sure={sure}", f"sure={sure}|{dep}", f"{kind}|{dep}", f"tag={tree.tag[h]}|{klass}",
    ]  # fmt: skip
    found += _source_features(tree, source, word, klass)
    found += _children_features(tree, h, word, klass)
    found += _context_features(tree, cue, cluster, word, klass)
    return found


def _source_features(tree: Tree, source: Source, word: str, klass: str) -> list[str]:
    who = source.head if source.head is not None else source.subject
    if who is None:
        return ["src=none", f"src=none|{word}", f"src=none|{klass}"]
    kind = who.ent_type_ or who.pos_
    if who.pos_ == "PRON":
        kind = "pron:" + who.lower_
    state = f"{kind}|{source.passive}|{source.head is not None}"
    return [
        f"src={state}",
        f"src={state}|{klass}",
        f"src={kind}|{word}",
        f"srcw={tree.lemma[who.i]}",
        f"srcw={tree.lemma[who.i]}|{klass}",
        f"pas={source.passive}|{source.head is not None}|{word}",
    ]


def _children_features(tree: Tree, h: int, word: str, klass: str) -> list[str]:
    found = []
    for k in tree.kids[h]:
        dep = tree.dep[k]
        if dep in ("aux", "auxpass", "neg"):
            found += [f"aux={tree.lemma[k]}", f"aux={tree.lemma[k]}|{klass}", f"{word}|aux={tree.lemma[k]}"]
        elif dep in ("prep", "prt", "agent"):
            found += [f"{word}|{tree.lower[k]}", f"prep={tree.lower[k]}|{klass}"]
        elif dep in _COMPLEMENTS:
            found += [
                f"{dep}={tree.lemma[k]}",
                f"{word}|{dep}={tree.lemma[k]}",
                f"{dep}={level(rate_of(tree, k))}|{klass}",
                f"{dep}t={tree.tag[k]}|{word}",
                f"{dep}q={statement_at(tree, k)}|{word}",
            ]
    return found


def _context_features(tree: Tree, cue: Cue, cluster: Cluster, word: str, klass: str) -> list[str]:
    h = cue.head
    up = tree.head[h]
    found = []
    if up != h:
        found += [
            f"up={tree.lemma[up]}|{tree.dep[h]}",
            f"upr={level(rate_of(tree, up))}|{tree.dep[h]}|{klass}",
            f"up={tree.lemma[up]}|{word}",
        ]
    path, current, steps = tree.dep[h], h, 0
    while tree.head[current] != current and steps < 6:
        current = tree.head[current]
        steps += 1
        rate = rate_of(tree, current)
        if rate >= 0.4:
            found += [
                f"over={level(rate)}|{path}",
                f"over={tree.lemma[current]}|{path}",
                f"over={level(rate)}|{path}|{level(cue.entry.rate)}",
            ]
            break
        path = tree.dep[current]
    else:
        found.append(f"over=none|{klass}")
    first, last = tree.sents[tree.sent[h]]
    quoted = any(statement_at(tree, i) for i in range(first, last))
    before = cluster.start > 0 and tree.quote[cluster.start - 1] >= 0
    after = cluster.end < len(tree) and tree.quote[cluster.end] >= 0
    near = f"{quoted:d}{before:d}{after:d}"
    found += [f"q={near}", f"q={near}|{klass}", f"q={near}|{word}"]
    unit = tree.unit[h]
    place = "head" if tree.units[unit][2] == "headline" or unit == 0 else "body"
    found += [f"place={place}|{klass}", f"place={place}|{cue.kind}", f"place={place}|{word}"]
    if cluster.end < len(tree):
        found += [
            f"n={tree.lower[cluster.end]}",
            f"n={tree.lower[cluster.end]}|{word}",
            f"nt={tree.tag[cluster.end]}|{klass}",
        ]
    if cluster.start > first:
        found += [f"p={tree.lower[cluster.start - 1]}|{klass}"]
    at = "first" if cluster.start - first <= 1 else "last" if last - cluster.end <= 2 else "mid"
    found += [f"at={at}|{klass}", f"at={at}|{word}"]
    if cue.kind in ("punctuation", "signature"):
        found += [
            f"len={min(h - first, 8)}|{place}",
            f"pos={tree.pos[h - 1]}|{place}",
            f"upper={tree.doc[h - 1].is_upper}|{place}",
        ]
    return found


def first_features(tree: Tree, cue: Cue, cluster: Cluster, side: str, edge: Edge) -> list[str]:
    """What speaks for or against a content that begins here."""
    word, klass, kind = tree.lemma[cue.head], cue.entry.cue_class.value, f"{side}{edge.kind}"
    before = tree.lower[edge.at - 1] if edge.at else ""
    here = tree.lower[edge.at]
    opening = tree.quote[edge.at] >= 0 and tree.quotes[tree.quote[edge.at]].start == edge.at
    inside = tree.quote[edge.at] >= 0 and not opening
    found = [
        f"f={kind}", f"f={kind}|{word}", f"f={kind}|{klass}", f"f={kind}|{cue.kind}", f"f={kind}|{here}", f"f={kind}|{tree.tag[edge.at]}",
        f"f={kind}|q{opening:d}{inside:d}", f"fq={opening:d}{inside:d}|{klass}", f"fp={before}|{side}", f"fh={here}|{side}", f"fp={before}|{here}",
        f"f={kind}|{tree.dep[cue.head]}", f"f={kind}|{tree.dep[cue.head]}|{klass}", f"fd={min(abs(edge.at - cluster.end), 6)}|{side}|{edge.kind}",
    ]  # fmt: skip
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
        f"e={side}{last.kind}", f"e={last.kind}|{side}{first.kind}", f"e={last.kind}|{klass}", f"e={last.kind}|{after}", f"ea={after}|{side}",
        f"q={quote}|{side}", f"q={quote}|{side}{first.kind}", f"q={quote}|{klass}", f"n={length}|{side}{first.kind}", f"n={length}|{klass}", f"n={length}|{word}",
        f"q={quote}|{last.kind}", f"et={tree.tag[end - 1]}|{side}", f"cues={min(2, strong_cues(tree, start, end))}|{side}{first.kind}",
    ]  # fmt: skip
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
        if k > cue.head and dep in (
            "ccomp",
            "xcomp",
            "dobj",
            "oprd",
            "attr",
            "acomp",
            "advcl",
            "prep",
            "conj",
            "npadvmod",
        ):
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


def quote_relation(tree: Tree, start: int, end: int) -> str:
    """How a stretch lies to the quotations: ``whole``, ``in`` one, ``cut`` through one, with one inside, or ``none``."""
    a, b = tree.quote[start], tree.quote[end - 1]
    if a >= 0 and a == b:
        quote = tree.quotes[a]
        return "whole" if quote.start >= start - 1 and quote.end <= end + 1 else "in"
    if a >= 0 and tree.quotes[a].start < start - 1:
        return "cut"
    if b >= 0 and tree.quotes[b].end > end + 1:
        return "cut"
    if a >= 0:
        return "begins" if b < 0 else "both"
    if b >= 0:
        return "ends"
    return "holds" if any(tree.quote[i] >= 0 for i in range(start, end)) else "none"


def strong_cues(tree: Tree, start: int, end: int, least: float = 0.4) -> int:
    """How many words outside quotations are more often cues than not."""
    return sum(rate_of(tree, i) >= least and not statement_at(tree, i) for i in range(start, end))


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


def source_features(tree: Tree, cue: Cue, source: Source, content: tuple[tuple[int, int], ...], option: Option) -> list[str]:
    """What speaks for or against a phrase being the source."""
    h = cue.head
    word, klass = f"{cue.kind[0]}:{tree.lemma[h]}", cue.entry.cue_class.value
    lies = "L" if content[0][1] <= h else "R" if content[0][0] > h else "M"
    if len(content) > 1 and content[-1][0] > h:
        lies += "R"
    grammatical = source.head is not None
    state = f"{cue.kind}|{source.passive:d}{grammatical:d}"
    if option.head is None:
        return [f"none|{state}", f"none|{word}", f"none|{klass}|{state}", f"none|{tree.dep[h]}|{state}", f"none|{tree.tag[h]}|{klass}", f"none|{lies}|{state}"]
    o = option.head.i
    path = _path(tree, o, h)
    who = option.head.ent_type_ or option.head.pos_
    if option.head.pos_ == "PRON":
        who = "pron:" + tree.lower[o]
    near = min(8, abs(o - h))
    side = "L" if o < h else "R"
    ends = option.ranges[0][1] if o < h else option.ranges[0][0]
    touch = min(4, abs(tree.trim(ends, h)[0] - h)) if o < h else min(4, abs(ends - h))
    same = source.head is not None and o == source.head.i
    between = any(lo <= (s if o < h else e - 1) < hi for s, e in content for lo, hi in ((min(o, h), max(o, h)),))
    return [
        f"{option.kind}|{state}", f"{option.kind}|{klass}|{state}", f"{option.kind}|{word}", f"path={path}", f"path={path}|{state}", f"path={path}|{klass}",
        f"path={path}|{word}", f"who={who}", f"who={who}|{option.kind}", f"who={who}|{klass}", f"whow={tree.lemma[o]}", f"whow={tree.lemma[o]}|{klass}", f"near={near}|{side}|{option.kind}",
        f"touch={touch}|{side}|{lies}", f"touch={touch}|{side}|{lies}|{who}", f"touch={touch}|{side}|{same:d}|{state}", f"same={same:d}|{lies}|{state}", f"same={same:d}|{tree.dep[h]}|{side}",
        f"between={between:d}|{side}|{lies}", f"dep={tree.dep[o]}|{side}|{lies}", f"dep={tree.dep[o]}|{option.kind}", f"dep={tree.dep[o]}|{who}", f"tag={tree.tag[h]}|{option.kind}|{lies}",
    ]  # fmt: skip


def _path(tree: Tree, a: int, b: int) -> str:
    """The labels from ``a`` up to the common head and down to ``b``, five at most."""
    up = [b]
    while tree.head[up[-1]] != up[-1] and len(up) < 7:
        up.append(tree.head[up[-1]])
    steps, current = [], a
    while current not in up and tree.head[current] != current and len(steps) < 5:
        steps.append(tree.dep[current])
        current = tree.head[current]
    if current not in up:
        return "far"
    down = [tree.dep[i] for i in up[: up.index(current)]]
    return ">".join(steps) + "<" + "<".join(down[:4])
