"""An analysed article as its displays need it: rows numbered in text order, names looked up, sentences found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from typing import Any

from toolkit.articles import ZoneKind
from toolkit.corrections.naming_rows import words_of
from toolkit.display.article.repeats import twins
from toolkit.display.render import clean
from toolkit.display.words import day
from toolkit.findings import ArticleAnalysis
from toolkit.layout import one_line, paragraph_spans, sentence_spans
from toolkit.records import Actor, ActorType, Attribution, Commentary, Commitment, CommitmentStatus, Span, Spans

_ARTICLED = re.compile(
    r"^(?:United|European|Democratic|People's|Organi[sz]ation|Ministry)\s|(?:League|Front|Bloc|Party|Alliance|States|Nations|Union|Kingdom|Emirates|Republic|Netherlands|Philippines"
    r"|Maldives|Bahamas|Council|Commission|Kremlin|Ministry|Committee|Organi[sz]ation|House|Bank|Fund|Agency)$"
)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the article: ``kind`` is a zone's kind or ``"body"``."""

    start: int
    end: int
    kind: str


def first(spans: Spans, otherwise: int = 0) -> int:
    """Where the first of some spans begins."""
    return min((start for start, _ in spans), default=otherwise)


def join(names: Iterable[str]) -> str:
    """Names as a phrase: ``A``, ``A and B``, ``A, B and C``."""
    *most, last = list(names) or [""]
    return f"{', '.join(most)} and {last}" if most else last


def phrase(text: str) -> str:
    """Words taken out of a sentence as they are shown: white space evened out, a quotation cut in two made whole."""
    words = " ".join(text.split())
    if words.count("”") > words.count("“"):
        return f"“{words}"
    if words.rfind("“") > words.rfind("”"):
        return f"{words}”"
    if words.rfind("‘") > words.rfind("’"):
        return f"{words}’"
    if words.count('"') % 2:
        return f'"{words}' if _CLOSING.search(words) else f'{words}"'
    return words


_CLOSING = re.compile(r'\A[^"]*[^\s"(]"(?:\W|\Z)')


_DETERMINER = re.compile(
    r"^(?:The(?= [a-z])|(?:A|An|This|That|These|Those|Its|Their|His|Her|Our|Such|Any|Every|Each)(?= ))"
)


def topic(text: str) -> str:
    """A noun phrase in mid-sentence: the article that began a sentence loses its capital."""
    return _DETERMINER.sub(lambda match: match.group().lower(), " ".join(text.split()))


@cache
def _topic_titles() -> dict[str, str]:
    from toolkit.lexicon import document

    return {name: str(entry["title"]) for name, entry in document("topics").items()}


def topic_names(contexts: Iterable[str]) -> list[str]:
    """Contexts of a row as readers call them: ``economic`` is *Trade, finance and sanctions*."""
    return [_topic_titles().get(name, name) for name in contexts]


def with_article(name: str) -> str:
    """The name with "the" where usage has it: the United States, but Norland."""
    return f"the {name}" if _ARTICLED.search(name) and not name.lower().startswith("the ") else name


class View:
    """What displays ask of an :class:`~toolkit.analysis.ArticleAnalysis`.

    Rows are sorted by their place in the text and labelled ``C1`` (commitments), ``S1`` (statements) and ``E1`` (expert
    comments); the labels name rows in one report, the ids stay the same over time.
    """

    def __init__(self, analysis: ArticleAnalysis) -> None:
        self.analysis = analysis
        self.article = analysis.article
        self.text = analysis.article.text

    @property
    def title(self) -> str:
        """The headline, or else the first words of the article."""
        if self.article.title or self.opening is None:
            return self.article.title or self.analysis.doc_id
        words = self.text[slice(*self.opening)].split()
        return f"“{' '.join(words[:12])}{' …' if len(words) > 12 else ''}”"

    @cached_property
    def commitments(self) -> list[Commitment]:
        """The commitments in text order, each once: what an article tells twice is told here by its surer row."""
        return [row for row in self.told if row.commitment_id not in self.twins]

    @cached_property
    def told(self) -> list[Commitment]:
        """Every row of the commitments in text order, those told twice among them."""
        return sorted(self.analysis.commitments, key=lambda c: (first(c.action_spans), c.commitment_id))

    @cached_property
    def twins(self) -> dict[str, str]:
        """The rows that tell once more what another row tells of the same parties, with the id of that row."""
        return twins(self.told)

    @cached_property
    def attributions(self) -> list[Attribution]:
        """The attributions in text order."""
        return sorted(self.analysis.attributions, key=lambda a: (first(a.content_spans), a.attribution_id))

    @cached_property
    def commentary(self) -> list[Commentary]:
        """Expert commentary in the order of its statements."""
        order = {row.attribution_id: place for place, row in enumerate(self.attributions)}
        last = len(order)
        return sorted(self.analysis.commentary, key=lambda c: (order.get(c.attribution_id, last), c.commentary_id))

    @cached_property
    def actors(self) -> list[Actor]:
        """The actors, those most often mentioned first."""
        return sorted(self.analysis.actors, key=lambda a: (-len(a.mentions), a.name, a.actor_id))

    @cached_property
    def by_id(self) -> dict[str, Actor]:
        """The actors by id."""
        return {actor.actor_id: actor for actor in self.analysis.actors}

    @cached_property
    def labels(self) -> dict[str, str]:
        """Label of each row, by its id."""
        numbered = [
            *((f"C{n}", row.commitment_id) for n, row in enumerate(self.commitments, 1)),
            *((f"S{n}", row.attribution_id) for n, row in enumerate(self.attributions, 1)),
            *((f"E{n}", row.commentary_id) for n, row in enumerate(self.commentary, 1)),
        ]
        labels = {key: label for label, key in reversed(numbered)}
        return labels | {twin: labels[kept] for twin, kept in self.twins.items()}

    @cached_property
    def statements(self) -> dict[str, Attribution]:
        """The attributions by id."""
        return {row.attribution_id: row for row in self.attributions}

    def name(self, actor_id: str | None, otherwise: str = "unnamed") -> str:
        """An actor's name."""
        actor = self.by_id.get(actor_id or "")
        return actor.name if actor else otherwise

    def several(self, row: Commitment) -> bool:
        """Whether a verb of the parties is one for several: "the officials plan", "Norland plans"."""
        return len(row.parties) > 1 or any(
            actor.type == ActorType.GROUP for i in row.parties if (actor := self.by_id.get(i))
        )

    def words(self, span: Span | None) -> str | None:
        """The text of a span, white space evened out."""
        return one_line(self.text[slice(*span)]) if span else None

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        """The paragraphs of the text, blank ones left out; a zone that fills a paragraph gives it its kind."""
        cuts = {0, len(self.text)}
        for zone in self.article.zones:
            before, after = self.text[: zone.start].rpartition("\n")[2], self.text[zone.end :].partition("\n")[0]
            cuts |= {zone.start} if not before.strip() else set()
            cuts |= {zone.end} if not after.strip() else set()
        ordered = sorted(cuts)
        spans = paragraph_spans(self.text)
        pieces = (
            (max(a, start), min(b, end)) for a, b in pairwise(ordered) for start, end in spans if a < end and start < b
        )
        found = (Paragraph(a, b, "body") for a, b in pieces if self.text[a:b].strip())
        return [Paragraph(p.start, p.end, self._kind(p)) for p in found]

    def _kind(self, paragraph: Paragraph) -> str:
        for zone in self.article.zones:
            if zone.start <= paragraph.start and paragraph.end <= zone.end:
                return zone.kind.value
        return paragraph.kind

    def sentence(self, spans: Spans) -> Span | None:
        """The sentence around the first of some spans; for reading, not for counting."""
        if not spans:
            return None
        start, end = min(spans)
        around = next((p for p in self.paragraphs if p.start <= start < p.end), None)
        if around is None:
            return start, end
        sentences = sentence_spans(self.text, around.start, around.end)
        left = max((a for a, _ in sentences if a <= start), default=around.start)
        right = min((b for _, b in sentences if b >= end), default=around.end)
        return left, max(right, end)

    @cached_property
    def opening(self) -> Span | None:
        """The first sentence of the article's running text that has a few words."""
        for paragraph in self.paragraphs:
            start = max(
                [paragraph.start, *(z.end for z in self.article.zones if paragraph.start <= z.start < paragraph.end)]
            )
            span = self.sentence(((start, start + 1),)) if paragraph.kind == "body" and start < paragraph.end else None
            if span and len(self.text[max(start, span[0]) : span[1]].split()) > 7:
                lead = self.text[max(start, span[0]) : span[1]]
                skipped = len(lead) - len(lead.lstrip(" \t\n–—-:;,.)"))
                return max(start, span[0]) + skipped, span[1]
        return None

    def known_by(self, table: str, row: Any, shown: str) -> str | None:
        """The words by which a decision finds a row again, where a page does not show just these; empty where it cannot."""
        words = words_of(table, row, self.analysis)
        return "" if clean(words) != words else None if words == shown else words

    @property
    def cited(self) -> str:
        """The article as a citation names it: title, publisher, day."""
        article = self.article
        title = f"“{article.title}”" if article.title else self.analysis.doc_id
        return ", ".join(
            filter(None, (title, article.publisher, day(article.published) if article.published else None))
        )

    def places(self, spans: Spans) -> str:
        """Where some spans stand, in characters, as a citation tells it."""
        return ", ".join(f"{a}–{b}" for a, b in sorted(spans))

    @cached_property
    def prominent(self) -> frozenset[str]:
        """Actor ids of those named in the headline or in the first sentence."""
        places = [*self.article.spans(ZoneKind.HEADLINE), *([self.opening] if self.opening else [])]
        return frozenset(
            actor.actor_id
            for actor in self.actors
            if any(_inside(mention.start, mention.end, places) for mention in actor.mentions)
        )

    @cached_property
    def groups(self) -> list[list[Commitment]]:
        """The commitments by who is bound: those of the headline and the first sentence first, then as the text goes.

        Within a group the firmest come first; rows without a party come last.
        """
        groups: dict[tuple[str, ...], list[Commitment]] = {}
        for row in self.commitments:
            groups.setdefault(tuple(sorted(row.parties)), []).append(row)
        told = sorted(groups, key=lambda ids: (not ids, not self.prominent & set(ids)))
        firm = list(CommitmentStatus)
        return [sorted(groups[ids], key=lambda row: firm.index(row.status)) for ids in told]

    @property
    def n_words(self) -> int:
        """Words of the article, furniture left out."""
        furniture = self.article.spans(ZoneKind.FURNITURE)
        return len(self.text.split()) - sum(len(self.text[a:b].split()) for a, b in furniture)


def _inside(start: int, end: int, spans: Sequence[Span]) -> bool:
    return any(a <= start and end <= b for a, b in spans)
