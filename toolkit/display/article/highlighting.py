"""The article's text with actors, statements, commitments and verdicts marked, in layers that can be switched."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from typing import Any

from markupsafe import Markup

from toolkit.corrections.naming_rows import text_hash
from toolkit.display.article.marks import Mark, nest
from toolkit.display.article.view import View
from toolkit.display.render import Fragment, fragment
from toolkit.errors import UsageError
from toolkit.findings import ArticleAnalysis
from toolkit.records import Spans

LAYERS = ("actors", "statements", "commitments", "commentary")
"""What can be marked: mentions of actors, who says what, commitments, and the words that judge or hedge."""

_KEYS = {
    "actors": "Actors",
    "statements": "Statements",
    "commitments": "Commitments",
    "commentary": "Experts' judgements",
}


def highlight(
    analysis: ArticleAnalysis,
    layers: Sequence[str] = LAYERS,
    *,
    on: Sequence[str] = LAYERS,
    prefix: str = "",
    linked: bool = False,
) -> Fragment:
    """The article with what was found in it marked.

    Parameters
    ----------
    analysis
        An analysed article.
    layers
        What to mark, of :data:`LAYERS`. Each gets a switch that works without scripts.
    on
        Those of the layers whose marks show at first.
    prefix
        Put before every ``id``, for several texts on one page.
    linked
        Whether the rows are on the same page; the marks' labels then link to them.

    Returns
    -------
    Fragment
        What shows itself in a notebook, and is safe to embed in a page.

    Raises
    ------
    UsageError
        There is no such layer.
    """
    chosen, shown = _checked(layers), _checked(on)
    view = View(analysis)
    marks = [mark for layer in chosen for mark in _MARKERS[layer](_Marker(view, prefix, linked))]
    marks += [Mark(z.start, z.end, f"zone-{z.kind.value}", rank=-1) for z in analysis.article.zones]
    paragraphs = [(p.kind, nest(view.text, marks, p.start, p.end)) for p in view.paragraphs]
    counts = ", ".join(f"{len(getattr(analysis, _TABLES[layer]))} {layer}" for layer in chosen)
    return fragment(
        "article",
        f"<{analysis.doc_id}: {counts}>",
        paragraphs=paragraphs,
        layers=[(layer, _KEYS[layer], layer in shown) for layer in LAYERS if layer in chosen],
        **_beside_rows(view, linked),
    )


def _beside_rows(view: View, linked: bool) -> dict[str, Any]:
    """What a text tells beside its rows only: key terms, and the names by which decisions on the rows know the text."""
    analysis = view.analysis
    if not linked:
        return {"terms": (), "doc": "", "text_hash": ""}
    return {"terms": analysis.keyterms or (), "doc": analysis.doc_id, "text_hash": text_hash(view.text)}


_TABLES = {
    "actors": "actors",
    "statements": "attributions",
    "commitments": "commitments",
    "commentary": "commentary",
}


def _checked(layers: Sequence[str]) -> list[str]:
    given = [layers] if isinstance(layers, str) else list(layers)
    for layer in given:
        if layer not in LAYERS:
            near = difflib.get_close_matches(str(layer), LAYERS, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise UsageError(f"There is no layer {layer!r}{hint or '.'} The layers are {', '.join(LAYERS)}.")
    return given


class _Marker:
    """Makes the marks of one article, layer by layer."""

    def __init__(self, view: View, prefix: str, linked: bool) -> None:
        self.view = view
        self.prefix = prefix
        self.linked = linked

    def actors(self) -> Iterator[Mark]:
        for actor in self.view.analysis.actors:
            facts = ", ".join(filter(None, (actor.type.value, actor.role, actor.country)))
            for mention in actor.mentions:
                kind = "" if mention.kind in ("name", "demonym", "abbreviation") else f", {mention.kind.value}"
                title = f"{actor.name} ({facts}{kind})"
                yield Mark(mention.start, mention.end, f"ac ac-{actor.type.value}", title, rank=9)

    def statements(self) -> Iterator[Mark]:
        for row in self.view.attributions:
            key, label = row.attribution_id, self.view.labels[row.attribution_id]
            by = row.source_name or "unnamed"
            title = f"{label}: {row.type.value} speech, {by}"
            yield from self._pieces(row.content_spans, f"st st-{row.type.value}", title, key, "Statement")
            yield from self._plain(row.source_spans, "src", f"{label}: the speaker", key)
            yield from self._plain(row.cue_spans, "cue", f"{label}: the words that attribute", key)

    def commitments(self) -> Iterator[Mark]:
        for row in self.view.told:
            key, label = row.commitment_id, self.view.labels[row.commitment_id]
            title = f"{label}: {row.kind.value}, {row.status.value}"
            yield from self._pieces(
                row.action_spans, f"cm cm-{row.kind.value}", title, key, row.kind.value.capitalize()
            )
            yield from self._plain(row.trigger_spans, "trg", f"{label}: the words that commit", key)
            if row.deadline_span:
                yield from self._plain((row.deadline_span,), "when", f"{label}: deadline", key)
            if row.condition_span:
                yield from self._plain((row.condition_span,), "cond", f"{label}: condition", key)

    def commentary(self) -> Iterator[Mark]:
        for row in self.view.commentary:
            key, label = row.commentary_id, self.view.labels[row.commentary_id]
            if row.stance_span:
                css, title = f"stance stance-{row.stance.value}", f"{label}: {row.stance.value}"
                yield from self._pieces((row.stance_span,), css, title, key, "Expert comment")
            yield from self._plain(row.hedge_spans, "hedge", f"{label}: hedge", key)

    def _pieces(self, spans: Spans, css: str, title: str, key: str, what: str) -> Iterator[Mark]:
        ordered = sorted(spans)
        for place, (start, end) in enumerate(ordered):
            anchor = f"{self.prefix}at-{key}" if place == 0 else None
            after = self._reference(key, what) if place == len(ordered) - 1 else Markup("")
            yield Mark(start, end, css, title, anchor, key, after)

    def _plain(self, spans: Spans, css: str, title: str, key: str) -> Iterator[Mark]:
        for start, end in spans:
            yield Mark(start, end, css, title, rows=key, rank=5)

    def _reference(self, key: str, what: str) -> Markup:
        label = self.view.labels[key]
        layer = {"C": "commitments", "S": "statements", "E": "commentary"}[label[0]]
        if not self.linked:
            return Markup('<span class="ref ref-{}">{}</span>').format(layer, label)
        link = Markup('<a class="ref ref-{}" href="#{}row-{}" aria-label="{} {}: to its row">{}</a>')
        return link.format(layer, self.prefix, key, what, label, label)


_MARKERS = {
    "actors": _Marker.actors,
    "statements": _Marker.statements,
    "commitments": _Marker.commitments,
    "commentary": _Marker.commentary,
}
