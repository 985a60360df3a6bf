"""Readout as a component of anybody's spaCy pipeline: ``nlp.add_pipe("readout")``.

What is found is kept on the Doc as span groups and plain dicts, so that ``Doc.to_bytes``, ``DocBin`` and
``nlp.pipe(n_process=2)`` work; ``doc._.readout`` hands out records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from spacy.language import Language
from spacy.tokens import Doc, Span

from toolkit.errors import check_one_of
from toolkit.nlp.document.parsing import KEY, known
from toolkit.nlp.layers import Layers
from toolkit.nlp.models import MODES
from toolkit.nlp.pipeline import read
from toolkit.nlp.tabulate import Rows, make_rows
from toolkit.records import EXTRACTED
from toolkit.schema import from_json, to_json

REQUIRES = ["token.dep", "token.tag", "token.lemma", "doc.ents", "doc.sents"]


def rows_of(doc: Doc) -> Rows | None:
    """The records kept on a Doc; what ``doc._.readout`` gives.

    Parameters
    ----------
    doc
        A Doc.

    Returns
    -------
    Rows or None
        The records, or ``None`` if the component has not seen the Doc.
    """
    tables = doc.user_data.get(KEY, {}).get("tables")
    if tables is None:
        return None
    return Rows(**{name: tuple(from_json(record, row) for row in tables[name]) for name, record in EXTRACTED.items()})


def make_readout(nlp: Language, name: str, mode: str, learned: bool, nested: bool) -> Callable[[Doc], Doc]:
    """The factory of the component ``readout``; registered by entry point.

    Parameters
    ----------
    nlp, name
        Given by spaCy.
    mode
        ``"complete"`` or ``"precise"``: which attributions are kept.
    learned, nested
        As :func:`toolkit.nlp.pipeline.read` takes them.

    Returns
    -------
    Callable
        The component.

    Raises
    ------
    UsageError
        There is no such mode.
    """
    check_one_of("mode", mode, MODES)
    if not Doc.has_extension("readout"):
        Doc.set_extension("readout", getter=rows_of)

    def readout(doc: Doc) -> Doc:
        layers = read(doc, mode=mode, learned=learned, nested=nested)
        rows = make_rows(layers, doc.text)
        known(doc)["tables"] = {table: to_json(getattr(rows, table)) for table in EXTRACTED}
        _mark_spans(doc, layers)
        return doc

    return readout


def _mark_spans(doc: Doc, layers: Layers) -> None:
    """Actors, cues, contents and actions as span groups, labelled."""

    def group(name: str, spans: Iterable[Span]) -> None:
        doc.spans[f"readout_{name}"] = list(spans)

    clusters = layers.actors.clusters
    group("actors", (Span(doc, m.start, m.end, label=c.type.value) for c in clusters for m in c.mentions))
    statements = [found for _, found in layers.statements()]
    group("cues", (Span(doc, *r, label=a.cue_class.value) for a in statements for r in a.cue))
    group("statements", (Span(doc, *r, label=a.type.value) for a in statements for r in a.content))
    group("commitments", (Span(doc, *r, label=c.status.value) for c in layers.commitments for r in c.action))


Language.factory(
    "readout",
    default_config={"mode": "complete", "learned": True, "nested": False},
    requires=REQUIRES,
    func=make_readout,
)
