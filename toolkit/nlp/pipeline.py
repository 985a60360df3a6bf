"""The language model and the stages that read a Doc."""

from __future__ import annotations

import datetime as dt
import warnings
from collections.abc import Callable, Iterator
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


def stages(
    doc: Doc, *, mode: str = "complete", learned: bool = True, nested: bool = False
) -> Iterator[tuple[str, Callable[[], None]]]:
    """The stages that read a Doc, in order, by name; each is to be called before the next is asked for."""
    return _stages(prepare(doc), mode, learned, nested)


def read(doc: Doc, *, mode: str = "complete", learned: bool = True, nested: bool = False) -> Layers:
    """Run all stages over a parsed Doc.

    Parameters
    ----------
    doc
        A Doc with tags, lemmas, dependencies and entities, e.g. of :func:`toolkit.nlp.document.parse`.
    mode
        ``"complete"`` or ``"precise"``: which attributions are kept.
    learned
        Whether the learned stage decides on attributions; without it, rules alone do.
    nested
        Whether to keep attributions inside the content of others, with their parent.
    """
    layers = prepare(doc)
    for _, stage in _stages(layers, mode, learned, nested):
        stage()
    return layers


def prepare(doc: Doc) -> Layers:
    """Layers without findings yet, with what is known of the Doc's article."""
    facts = known(doc)
    published = facts.get("published")
    anchor = dt.date.fromisoformat(published) if published else None
    return Layers(doc, anchor=anchor, publisher=facts.get("publisher"))


def _stages(layers: Layers, mode: str, learned: bool, nested: bool) -> Iterator[tuple[str, Callable[[], None]]]:
    from toolkit.nlp import (
        actors,
        acts,
        addressees,
        attribution,
        commentary,
        commitments,
        coreference,
        dates,
        quotes,
        speakers,
    )

    def find_quotes() -> None:
        layers.quotes = quotes.find_quotes(layers.doc)

    def find_times() -> None:
        layers.times = dates.find_times(layers.doc, layers.anchor)

    yield "quotes", find_quotes
    yield "actors", lambda: actors.find_actors(layers)
    yield "attribution", lambda: attribution.find_attributions(layers, mode, learned=learned, with_nested=nested)
    yield "coreference", lambda: coreference.resolve_references(layers)
    yield "speakers", lambda: speakers.name_speakers(layers)
    yield "addressees", lambda: addressees.name_addressees(layers)
    yield "times", find_times
    yield "commitments", lambda: commitments.find_commitments(layers)
    yield "acts", lambda: acts.set_acts_apart(layers)
    yield "commentary", lambda: commentary.find_commentary(layers)
