"""The language model and the stages that read a Doc."""

from __future__ import annotations

import datetime as dt
import warnings
from functools import lru_cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from toolkit.nlp.document import known
from toolkit.nlp.layers import Layers
from toolkit.nlp.models import pick_model


@lru_cache(maxsize=2)
def load_model(name: str | None = None) -> Language:
    """Load a spaCy model: ``name``, or the best that is installed.

    Raises
    ------
    ModelNotFoundError
        No English model is installed, or not the one asked for; the message gives the command that installs one.
    """
    with warnings.catch_warnings():
        # The re-upload of md 3.7.1 runs on spaCy 3.8 with the same figures; W095 says no more than that the versions differ.
        warnings.filterwarnings("ignore", message=r"\[W095\]", category=UserWarning)
        return spacy.load(pick_model(name))


def read(doc: Doc, *, mode: str = "complete") -> Layers:
    """Run all stages over a parsed Doc.

    Parameters
    ----------
    doc
        A Doc with tags, lemmas, dependencies and entities, e.g. of :func:`toolkit.nlp.document.parse`.
    mode
        ``"complete"`` or ``"precise"``: which attributions are kept.
    """
    from toolkit.nlp import actors, acts, attribution, commentary, commitments, coreference, dates, quotes, speakers

    facts = known(doc)
    published = facts.get("published")
    layers = Layers(
        doc, anchor=dt.date.fromisoformat(published) if published else None, publisher=facts.get("publisher")
    )
    layers.quotes = quotes.find_quotes(doc)
    actors.find_actors(layers)
    attribution.find_attributions(layers, mode=mode)
    coreference.resolve_references(layers)
    speakers.name_speakers(layers)
    layers.times = dates.find_times(doc, layers.anchor)
    commitments.find_commitments(layers)
    acts.set_acts_apart(layers)
    commentary.find_commentary(layers)
    return layers
