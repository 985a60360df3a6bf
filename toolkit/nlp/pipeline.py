"""The language model and the stages that read a Doc."""

from __future__ import annotations

import datetime as dt
import warnings
from collections.abc import Callable, Iterator
from functools import lru_cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from toolkit.errors import check_one_of
from toolkit.nlp.document.parsing import known
from toolkit.nlp.layers import Layers
from toolkit.nlp.models import MODES, pick_model


@lru_cache(maxsize=2)
def load_model(name: str | None = None) -> Language:
    """Load a spaCy model.

    Parameters
    ----------
    name
        The model, or ``None`` for the best that is installed.

    Returns
    -------
    Language
        The pipeline; asked for again, the same.

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
        A Doc with tags, lemmas, dependencies and entities, e.g. of :func:`toolkit.nlp.document.parsing.parse`.
    mode
        ``"complete"`` or ``"precise"``: which attributions are kept.
    learned
        Whether the learned stage decides on attributions; without it, rules alone do.
    nested
        Whether to keep attributions inside the content of others, with their parent.

    Returns
    -------
    Layers
        All that was found, in token positions.

    Raises
    ------
    UsageError
        There is no such mode.
    """
    check_one_of("mode", mode, MODES)
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
    from toolkit.nlp.actors.find import find_actors
    from toolkit.nlp.commentary.find import find_commentary
    from toolkit.nlp.commitments.find import find_commitments
    from toolkit.nlp.document.quotes import find_quotes
    from toolkit.nlp.references.resolve import resolve_references
    from toolkit.nlp.statements.acts import mark_acts
    from toolkit.nlp.statements.addressees import name_addressees
    from toolkit.nlp.statements.find import find_attributions
    from toolkit.nlp.statements.speakers import name_speakers
    from toolkit.nlp.time.find import find_times

    def quotes() -> None:
        layers.quotes = find_quotes(layers.doc)

    def times() -> None:
        layers.times = find_times(layers.doc, layers.anchor)

    yield "quotes", quotes
    yield "actors", lambda: find_actors(layers)
    yield "attribution", lambda: find_attributions(layers, mode, learned=learned, with_nested=nested)
    yield "coreference", lambda: resolve_references(layers)
    yield "speakers", lambda: name_speakers(layers)
    yield "addressees", lambda: name_addressees(layers)
    yield "times", times
    yield "commitments", lambda: find_commitments(layers)
    yield "acts", lambda: mark_acts(layers)
    yield "commentary", lambda: find_commentary(layers)
