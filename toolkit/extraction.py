"""One article's rows, and all that they depend on: what every way of running the analysis shares."""

from __future__ import annotations

import platform
import shlex
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypedDict

from toolkit.articles import Article, Problem
from toolkit.cache import code_fingerprint
from toolkit.records import EXTRACTED

if TYPE_CHECKING:
    from spacy.tokens import Doc


class Reading(TypedDict):
    """The options of :func:`toolkit.nlp.pipeline.read`."""

    mode: str
    learned: bool
    nested: bool


Options = tuple[str, Reading, bool]
"""Model, how to read, and whether to find key terms."""


Found = dict[str, Any] | Problem
"""The tables of an article, or why there are none."""


def shaping_of(model: str | None, reading: Reading) -> dict[str, str]:
    """What an analysis depends on beside the article; asks the model's metadata without loading it."""
    from importlib.metadata import version

    from toolkit.nlp.models import model_hash, model_version, pick_model

    chosen = pick_model(model)
    return {
        "readout": version("readout-toolkit"),
        "code": code_fingerprint(),
        "model": chosen,
        "model_version": model_version(chosen),
        "model_sha256": model_hash(chosen),
        "spacy": version("spacy"),
        "python": platform.python_version(),
        "mode": reading["mode"],
        "attributions": ", ".join(
            ["learned stage" if reading["learned"] else "rules alone", *(["nested kept"] if reading["nested"] else [])]
        ),
    }


def read_with(how: Iterable[str]) -> dict[str, str]:
    """How the articles were read, for their provenance, from the words of :attr:`Articles.how`."""
    return {"reading": shlex.join(how)} if how else {}


def analyze_one(article: Article, options: Options) -> Found:
    """The rows of one article.

    Parameters
    ----------
    article
        The article.
    options
        Model, how to read, and whether to find key terms.

    Returns
    -------
    dict or Problem
        Records by table, and ``keyterms``; or why there are none.
    """
    from toolkit.nlp.document.parsing import parse
    from toolkit.nlp.pipeline import load_model, read
    from toolkit.nlp.tabulate import make_rows

    model, reading, keyterms = options
    nlp = load_model(model)
    try:
        doc = next(iter(parse(nlp, [article])))[1]
        rows = make_rows(read(doc, **reading), article.text)
        terms = _key_terms(doc) if keyterms else None
    except Exception as error:  # one article must never stop the others; the problem names it
        message = f"the analysis failed with {type(error).__name__}: {error}. Please report it with the article."
        return Problem(article.source_path or article.doc_id, article.doc_id, "analysis", message)
    return {name: getattr(rows, name) for name in EXTRACTED} | {"keyterms": terms}


def _key_terms(doc: Doc) -> tuple[str, ...]:
    from toolkit.nlp.keyterms import key_terms

    return key_terms(doc)
