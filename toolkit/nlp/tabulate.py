"""From layers, in token positions, to records, in characters of the article's text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from toolkit.layout import one_line
from toolkit.nlp.document.parsing import char_span, known
from toolkit.nlp.layers import ActorCluster, AttributionSpan, CommentarySpan, CommitmentSpan, Layers, Range, Ranges
from toolkit.nlp.statements.stands import stand_of
from toolkit.nlp.topics import topics_of
from toolkit.records import Actor, Attribution, Commentary, Commitment, Mention, Spans, row_id


@dataclass(frozen=True, slots=True)
class Rows:
    """The records of one article, each table sorted by position."""

    actors: tuple[Actor, ...]
    attributions: tuple[Attribution, ...]
    commitments: tuple[Commitment, ...]
    commentary: tuple[Commentary, ...]


def make_rows(layers: Layers, text: str) -> Rows:
    """The records of an article.

    Parameters
    ----------
    layers
        What :func:`toolkit.nlp.pipeline.read` found.
    text
        The article's text, in which all offsets count.
    """
    maker = _Maker(layers, text)
    attributions = maker.attributions()
    return Rows(maker.actors(), attributions, maker.commitments(), maker.commentary(attributions))


class _Maker:
    """Holds what all tables need: the text, the ids of actors and of attributions."""

    def __init__(self, layers: Layers, text: str) -> None:
        self.layers, self.text = layers, text
        self.doc: Doc = layers.doc
        self.doc_id: str = known(self.doc).get("doc_id", "")
        self.ids = _unique([row_id("a", str(c.type), c.name) for c in layers.actors.clusters])
        self.statement_ids = self._statement_ids()

    def _statement_ids(self) -> dict[int, str]:
        """The id of each statement, by its position in ``layers.attributions``."""
        statements = dict(self.layers.statements())
        ids = [
            row_id("s", self.chars(a.cue), self.chars(a.content), self.quoted(a.content)) for a in statements.values()
        ]
        return dict(zip(statements, _unique(ids), strict=True))

    def statement_id(self, index: int | None) -> str | None:
        """The id of the statement that an attribution belongs to, if any."""
        statement = self.layers.statement_at(index)
        return None if statement is None else self.statement_ids[statement]

    def chars(self, ranges: Iterable[Range]) -> Spans:
        return tuple(char_span(self.doc, start, end) for start, end in sorted(ranges) if start < end)

    def span(self, found: Range | None) -> tuple[int, int] | None:
        return char_span(self.doc, *found) if found is not None and found[0] < found[1] else None

    def quoted(self, ranges: Ranges) -> str:
        return " ".join(one_line(self.text[start:end]) for start, end in self.chars(ranges))

    def actor_ids(self, keys: Iterable[int]) -> tuple[str, ...]:
        return tuple(self.ids[key] for key in keys)

    def actors(self) -> tuple[Actor, ...]:
        """Every actor with at least one mention or member, by first mention."""
        rows = [self.actor(cluster) for cluster in self.layers.actors.clusters if cluster.mentions or cluster.members]
        return tuple(sorted(rows, key=lambda r: (r.mentions[0].start if r.mentions else len(self.text), r.actor_id)))

    def actor(self, cluster: ActorCluster) -> Actor:
        mentions = {Mention(*char_span(self.doc, m.start, m.end), m.kind) for m in cluster.mentions}
        return Actor(
            doc_id=self.doc_id,
            actor_id=self.ids[cluster.key],
            name=cluster.name,
            type=cluster.type,
            country=cluster.country or cluster.nationality,
            role=cluster.role,
            affiliation=cluster.affiliation,
            aliases=tuple(dict.fromkeys(alias for alias in cluster.aliases if alias != cluster.name)),
            mentions=tuple(sorted(mentions, key=lambda m: (m.start, m.end, m.kind))),
            plover_sector=cluster.plover_sector,
            members=self.actor_ids(cluster.members),
            rule=cluster.rule,
            confidence=_rounded(cluster.confidence),
        )

    def attributions(self) -> tuple[Attribution, ...]:
        rows = [self.attribution(index, found) for index, found in self.layers.statements()]
        return tuple(sorted(rows, key=lambda r: (_first(r.content_spans), _first(r.cue_spans), r.attribution_id)))

    def attribution(self, index: int, found: AttributionSpan) -> Attribution:
        return Attribution(
            doc_id=self.doc_id,
            attribution_id=self.statement_ids[index],
            type=found.type,
            cue_class=found.cue_class,
            source_spans=self.chars(found.source),
            source_id=self.ids[found.speakers[0]] if found.speakers else None,
            source_ids=self.actor_ids(found.speakers),
            source_name=found.speaker_name,
            cue_spans=self.chars(found.cue),
            cue=self.quoted(found.cue),
            content_spans=self.chars(found.content),
            content=self.quoted(found.content),
            addressee_spans=self.chars(found.addressee),
            addressee_ids=self.actor_ids(found.addressees),
            addressee_name=found.addressee_name,
            negated=found.negated,
            modality=found.modality,
            stand=stand_of(self.quoted(found.cue), self.quoted(found.content), found.cue_class, found.negated),
            parent=self.statement_id(found.parent),
            rule=found.rule,
            confidence=_rounded(found.confidence),
        )

    def commitments(self) -> tuple[Commitment, ...]:
        rows = [self.commitment(c) for c in self.layers.commitments]
        ids = _unique([row.commitment_id for row in rows])
        rows = [replace(row, commitment_id=id_) for row, id_ in zip(rows, ids, strict=True)]
        return tuple(sorted(rows, key=lambda r: (_first(r.action_spans), _first(r.trigger_spans), r.commitment_id)))

    def commitment(self, found: CommitmentSpan) -> Commitment:
        clusters = [self.layers.actors.clusters[key] for key in found.parties]
        due = found.deadline
        return Commitment(
            doc_id=self.doc_id,
            commitment_id=row_id("c", str(found.kind), self.chars(found.action), self.quoted(found.action)),
            kind=found.kind,
            action_spans=self.chars(found.action),
            action=self.quoted(found.action),
            trigger_spans=self.chars(found.trigger),
            party_spans=self.chars(found.party),
            parties=self.actor_ids(found.parties),
            party_names=self.layers.actors.names(found.parties),
            party_countries=tuple(dict.fromkeys(c.country for c in clusters if c.country)),
            counterparts=self.actor_ids(found.counterparts),
            counterpart_names=self.layers.actors.names(found.counterparts),
            status=found.status,
            deadline_span=self.span((due.start, due.end)) if due else None,
            deadline_timex=due.timex if due else None,
            deadline_from=due.first if due else None,
            deadline_to=due.last if due else None,
            condition_span=self.span(found.condition),
            reported_by=self.actor_ids(found.reported_by),
            reported_by_names=self.layers.actors.names(found.reported_by),
            attribution_id=self.statement_id(found.attribution),
            plover=found.plover,
            contexts=topics_of(self.doc, found.action),
            rule=found.rule,
            confidence=_rounded(found.confidence),
            party_rule=found.party_rule,
            party_confidence=_rounded(found.party_confidence),
        )

    def commentary(self, attributions: Sequence[Attribution]) -> tuple[Commentary, ...]:
        """Comments in the order of the statements that they are made in."""
        rows = [self.comment(c) for c in self.layers.commentary]
        position = {row.attribution_id: place for place, row in enumerate(attributions)}
        return tuple(sorted(rows, key=lambda r: (position[r.attribution_id], r.commentary_id)))

    def comment(self, found: CommentarySpan) -> Commentary:
        statement = self.statement_ids[found.attribution]
        return Commentary(
            doc_id=self.doc_id,
            commentary_id=row_id("e", statement, found.expert_name),
            attribution_id=statement,
            expert_id=None if found.expert is None else self.ids[found.expert],
            expert_name=found.expert_name,
            expert_kind=found.expert_kind,
            affiliation=self.quoted((found.affiliation,)) if found.affiliation else None,
            affiliation_span=self.span(found.affiliation),
            stance=found.stance,
            stance_span=self.span(found.stance_range),
            hedge_spans=self.chars(found.hedges),
            target=self.quoted((found.target,)) if found.target else None,
            target_span=self.span(found.target),
            contexts=topics_of(self.doc, self._assessed(found)),
            rule=found.rule,
            confidence=_rounded(found.confidence),
        )

    def _assessed(self, found: CommentarySpan) -> Ranges:
        """The words that tell what is assessed: the target where it stands apart, and what is said."""
        target = (found.target,) if found.target else ()
        return (*target, *self.layers.attributions[found.attribution].content)


def _rounded(confidence: float) -> float:
    """Three decimals: more would only make files differ between machines."""
    return round(min(1.0, max(0.0, float(confidence))), 3)


def _first(spans: Sequence[tuple[int, int]]) -> int:
    return spans[0][0] if spans else 0


def _unique(ids: Iterable[str]) -> list[str]:
    """The ids, with ``-2``, ``-3`` added to those that come again."""
    seen: dict[str, int] = {}
    found = []
    for id_ in ids:
        seen[id_] = seen.get(id_, 0) + 1
        found.append(id_ if seen[id_] == 1 else f"{id_}-{seen[id_]}")
    return found
