"""Fit the weights of the attribution stage on the training part of PolNeAR (or any folder of brat standoff).

Three models are fitted: which stretch is the content of a cue, if any (conditional logit); who is its source (conditional
logit); and the second look beside the other cues of the article (gradient-boosted trees), on first looks that come from
models fitted without the article itself. Nothing of the texts is kept but names of features (lemmas, labels) that occur in
at least :data:`LEAST_DOCUMENTS` documents.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from toolkit import files
from toolkit.evaluation.brat import Attribution, GoldText, read_gold
from toolkit.nlp.layers import Range
from toolkit.nlp.statements.learned import content_features, cue_features, forest, neighbours, source_features
from toolkit.nlp.statements.learned.model import FILE, FLOOR, Scored
from toolkit.nlp.statements.sources import Option, source_options
from toolkit.nlp.statements.tree import Tree
from toolkit.training.examples import Example, Item, example, wanted_shares
from toolkit.training.loglinear import Groups, Problem, Vocabulary

LEAST_DOCUMENTS = 5
PENALTY = 10.0
SOURCE_PENALTY = 3.0
WORD_GROUPS = 200


def train(
    polnear: Path, output: Path | None = None, model: str | None = None, report: Callable[[str], None] | None = None
) -> dict[str, Any]:
    """Fit all weights and write them.

    Parameters
    ----------
    polnear
        A folder with ``text/`` and ``attributions/`` (brat standoff), e.g. the training part of PolNeAR.
    output
        Where to write; ``None`` for the file that is shipped with the package.
    model
        The spaCy model to parse with, ``None`` for the best installed.
    report
        Is told what is going on, a line at a time.

    Returns
    -------
    dict
        How many documents, gold attributions, cues and features there were, and the bytes written.

    Raises
    ------
    UsageError
        The folder holds no brat standoff.
    """
    from toolkit.articles import Article
    from toolkit.nlp.document.parsing import parse
    from toolkit.nlp.pipeline import load_model

    gold = read_gold(polnear)
    nlp = load_model(model)
    articles = (Article(g.stem, g.text.removeprefix("\ufeff")) for g in gold)
    docs = [doc for _, doc in parse(nlp, articles)]
    return fit(docs, gold, output, report)


def fit(
    docs: Sequence[Doc],
    gold: Sequence[GoldText],
    output: Path | None = None,
    report: Callable[[str], None] | None = None,
) -> dict[str, Any]:
    """As :func:`train`, on parsed texts."""
    import numpy as np

    tell = report or (lambda line: None)
    groups = word_groups(docs)
    examples = [example(doc, text, groups) for doc, text in zip(docs, gold, strict=True)]
    tell(f"{len(examples)} texts, {sum(len(e.items) for e in examples)} possible cues")
    names, problem = _contents(examples)
    weights = problem.fit(PENALTY)
    tell(f"contents: {len(names)} features")
    second = _second_look(examples, problem)
    tell("second look: done")
    source_names, source_weights = _sources(examples)
    tell(f"sources: {len(source_names)} features")
    arrays = _arrays(names + source_names, np.concatenate([weights, source_weights]), groups) | second.arrays()
    size = write(output or default_file(), arrays)
    return {
        "documents": len(examples),
        "attributions": sum(len(g.attributions) for g in gold),
        "cues": sum(len(e.items) for e in examples),
        "features": len(names) + len(source_names),
        "bytes": size,
    }


def default_file() -> Path:
    """The file that is shipped with the package."""
    return Path(neighbours.__file__).with_name(FILE)


def word_groups(docs: Sequence[Doc]) -> dict[str, int]:
    """Lemmas of like meaning, by number: k-means over the word vectors of the model, if it has any."""
    import numpy as np
    from sklearn.cluster import KMeans

    used: Counter[str] = Counter()
    for doc in docs:
        used.update({t.lemma_.lower() for t in doc if t.is_alpha and t.pos_ in ("VERB", "NOUN", "ADJ", "PROPN", "ADV")})
    vocab = docs[0].vocab
    words = sorted(w for w, n in used.items() if n >= LEAST_DOCUMENTS and vocab[w].has_vector)
    if len(words) < WORD_GROUPS:
        return {}
    vectors = np.array([vocab[w].vector for w in words])
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9
    labels = KMeans(WORD_GROUPS, random_state=0, n_init=3).fit(vectors).labels_
    return dict(zip(words, map(int, labels), strict=True))


def _contents(examples: Sequence[Example]) -> tuple[list[str], Problem]:
    """The features and the problem of choosing contents."""
    vocabulary, groups = Vocabulary(), Groups()
    for number, found in enumerate(examples):
        for item in found.items:
            shared, options = _numbers(found.tree, item, vocabulary)
            groups.add(number, shared, options, wanted_shares(item), 0.0 if 0 < item.best < 0.5 else 1.0)
    return _pruned(vocabulary, groups, nothing=True)


def _numbers(tree: Tree, item: Item, vocabulary: Vocabulary) -> tuple[list[int], list[list[int]]]:
    """Feature numbers of a cue and of each candidate."""
    cue, cluster = item.cue, item.cluster
    shared = vocabulary.numbers("c:" + n for n in cue_features.cue_features(tree, cue, item.source, cluster))
    kept: dict[Any, list[int]] = {}
    options = []
    for left, right in item.contents:
        row = vocabulary.numbers(content_features.joint_features(tree, cue, cluster, left, right))
        for side, stretch in (("L", left), ("R", right)):
            if stretch is None:
                continue
            if (side, stretch) not in kept:
                names = content_features.first_features(tree, cue, cluster, side, stretch.first)
                names += content_features.stretch_features(tree, cue, cluster, side, stretch)
                kept[side, stretch] = vocabulary.numbers(names)
            row = row + kept[side, stretch]
        options.append(row)
    return shared, options


def _pruned(vocabulary: Vocabulary, groups: Groups, nothing: bool) -> tuple[list[str], Problem]:
    """Without the features that occur in few documents."""
    used = groups.used()
    kept = [(name, number) for name, number in vocabulary.items() if used[number] >= LEAST_DOCUMENTS]
    to = {number: i for i, (_, number) in enumerate(kept)}
    return [name for name, _ in kept], Problem.of(groups.renumbered(to), len(kept), nothing)


def _second_look(examples: Sequence[Example], problem: Problem) -> forest.Forest:
    """Fit the trees on first looks of models that have not seen the text (two folds)."""
    import numpy as np
    from sklearn.ensemble import HistGradientBoostingClassifier

    fold = np.array([k % 2 for k, e in enumerate(examples) for _ in e.items])
    chances = np.zeros(len(problem.group))
    for number in (0, 1):
        weights = problem.part(fold != number).fit(PENALTY)
        p, _, _ = problem.judge(weights)
        mine = fold[problem.group] == number
        chances[mine] = p[mine]
    rows, right = [], []
    at = 0
    for found in examples:
        judged, hits = [], []
        for item in found.items:
            p = chances[at : at + len(item.contents)]
            at += len(item.contents)
            chosen = int(p.argmax())
            if p.sum() >= FLOOR:
                scored = Scored(item.contents[chosen], float(p.sum()), float(p[chosen]))
                judged.append(neighbours.Judged(item.cue, item.source, scored))
                hits.append(item.shares is not None and item.shares[chosen] >= 0.5)
        rows += neighbours.table(found.tree, judged)
        right += hits
    trees = HistGradientBoostingClassifier(
        learning_rate=0.05, max_iter=300, max_leaf_nodes=8, min_samples_leaf=40, l2_regularization=5.0, random_state=0
    ).fit(np.array(rows), np.array(right))
    return _forest(trees)


def _forest(trees: Any) -> forest.Forest:
    """scikit-learn's trees as arrays."""
    import numpy as np

    nodes = [stage[0].nodes for stage in trees._predictors]
    width = max(len(n) for n in nodes)
    shape = (len(nodes), width)
    feature, left, right = (np.full(shape, fill, dtype=np.int16) for fill in (-1, 0, 0))
    threshold, value = np.zeros(shape, dtype=np.float64), np.zeros(shape, dtype=np.float32)
    for k, n in enumerate(nodes):
        inner = n["is_leaf"] == 0
        feature[k, : len(n)] = np.where(inner, n["feature_idx"].astype(np.int64), -1)
        left[k, : len(n)], right[k, : len(n)] = n["left"], n["right"]
        threshold[k, : len(n)] = np.where(inner, n["num_threshold"], 0.0)
        value[k, : len(n)] = np.where(inner, 0.0, n["value"])
    return forest.Forest(feature, threshold, left, right, value, float(trees._baseline_prediction.ravel()[0]))


def _sources(examples: Sequence[Example]) -> tuple[list[str], Any]:
    """Features and weights of choosing the source."""
    vocabulary, groups = Vocabulary(), Groups()
    for number, found in enumerate(examples):
        for item in found.items:
            content = _right_content(item)
            rivals = _rivals(found, item, content)
            rows = [
                vocabulary.numbers(
                    "s:" + n
                    for n in source_features.source_features(found.tree, item.cue, item.source, content, option)
                )
                for option, _ in rivals
            ]
            if rows:
                groups.add(number, [], rows, [float(wanted) for _, wanted in rivals])
    names, problem = _pruned(vocabulary, groups, nothing=False)
    return names, problem.fit(SOURCE_PENALTY)


def _right_content(item: Item) -> tuple[Range, ...]:
    """The pieces of the best content; empty where none is half right."""
    if item.shares is None or item.best < 0.5:
        return ()
    return tuple(s.range for s in item.contents[item.shares.index(item.best)] if s is not None)


def _rivals(found: Example, item: Item, content: tuple[Range, ...]) -> list[tuple[Option, bool]]:
    """Who may be the source of a right content, and whether they are wanted.

    Of several right ones the first (the grammar's) is wanted, the others are no rivals of it; where none is right, there is
    nothing to learn.
    """
    if item.gold is None or not content:
        return []
    gold = found.text.gold.attributions[item.gold]
    options = source_options(found.tree, item.cue, item.source, content)
    right = [found.text.source_right(gold, Attribution(source=found.chars(o.ranges))) for o in options]
    first = right.index(True) if any(right) else None
    return [] if first is None else [(o, k == first) for k, o in enumerate(options) if k == first or not right[k]]


def _arrays(names: Sequence[str], weights: Any, groups: dict[str, int]) -> dict[str, Any]:
    import numpy as np

    kept = [k for k, w in enumerate(weights) if abs(w) > 0.003]
    return {
        "names": np.frombuffer("\0".join(names[k] for k in kept).encode(), dtype=np.uint8),
        "weights": weights[kept].astype(np.float32),
        "group_words": np.frombuffer("\0".join(groups).encode(), dtype=np.uint8),
        "group_numbers": np.array(list(groups.values()), dtype=np.int16),
    }


def write(path: Path, arrays: dict[str, Any]) -> int:
    """Write the arrays; the same ones give the same bytes. Returns how many."""
    import io
    import zipfile

    import numpy as np

    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, array in arrays.items():
            buffer = io.BytesIO()
            np.save(buffer, array, allow_pickle=False)
            archive.writestr(
                zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0)), buffer.getvalue(), zipfile.ZIP_DEFLATED
            )
    files.write(path, whole.getvalue())
    return path.stat().st_size
