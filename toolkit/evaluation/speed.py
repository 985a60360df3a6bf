"""What the extractors cost beside the bare spaCy pipeline, as a ratio of processor times measured in one run."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from toolkit.errors import UsageError

REPEATS = 3
"""Each part is timed this often, in turn; the median counts."""


def evaluate(path: str | Path, model: str | None = None, mode: str = "complete") -> dict[str, Any]:
    """Time parsing and extraction over the articles of a path.

    Returns
    -------
    dict
        ``articles``, ``words``; ``parse`` and ``stages``: processor seconds of the bare pipeline and of each stage on top;
        ``extractors``: their sum; ``ratio``: (parse + extractors) / parse.

    Raises
    ------
    UsageError
        There is no article to time.
    """
    from toolkit.nlp.document.parsing import parse
    from toolkit.nlp.pipeline import load_model, stages
    from toolkit.readers import read as read_articles

    nlp = load_model(model)
    articles = list(read_articles(Path(path)))
    if not articles:
        raise UsageError(f"{path}: no article to time")
    list(parse(nlp, articles[:3]))  # the first documents pay for what is loaded lazily
    parsing: list[float] = []
    extracting: list[dict[str, float]] = []
    words = 0
    for _ in range(REPEATS):
        seconds, docs = _timed(lambda: [doc for _, doc in parse(nlp, articles)])
        parsing.append(seconds)
        words = sum(not token.is_space for doc in docs for token in doc)
        spent: dict[str, float] = {}
        for doc in docs:
            for name, stage in stages(doc, mode=mode):
                seconds, _ = _timed(stage)
                spent[name] = spent.get(name, 0.0) + seconds
        extracting.append(spent)
    bare = statistics.median(parsing)
    by_stage = {name: statistics.median(run[name] for run in extracting) for name in extracting[0]}
    total = sum(by_stage.values())
    return {
        "articles": len(articles),
        "words": words,
        "parse": bare,
        "stages": by_stage,
        "extractors": total,
        "ratio": (bare + total) / bare,
    }


def _timed(call: Callable[[], Any]) -> tuple[float, Any]:
    start = time.process_time()
    result = call()
    return time.process_time() - start, result


def table(figures: dict[str, Any]) -> str:
    """The figures of :func:`evaluate` as lines of text: shares of the bare pipeline's time."""
    bare = figures["parse"]
    lines = [f"{figures['articles']} articles, {figures['words']} words; processor time, bare pipeline = 1"]
    lines += [f"{name:16}{seconds / bare:6.3f}" for name, seconds in figures["stages"].items()]
    return "\n".join([*lines, f"{'all together':16}{figures['ratio']:6.3f}"])
