"""Decisions carried out on what the model found; what does not fit any more is listed, never forced."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from toolkit.corrections.actors import REFER, Actors, by_name, decide, refers_to, renamed
from toolkit.corrections.decisions import Action, Decision, standing
from toolkit.corrections.editing import REFERENCES, Unfit, blank, changed, named
from toolkit.corrections.naming_rows import HEAD, text_hash, words_of
from toolkit.corrections.places import OF_ACTORS, Places, assigned, id_and_hash, on_names
from toolkit.findings import ArticleAnalysis
from toolkit.records import EXTRACTED, ROW_IDS, Actor, Origin

if TYPE_CHECKING:
    import pandas as pd

UNSURE = 0.5
"""Confidence of a row that a language model added."""


@dataclass(frozen=True, slots=True)
class Stale:
    """A decision that does not fit the articles as they are now.

    Attributes
    ----------
    decision
        The decision.
    reason
        Why it does not fit.
    """

    decision: Decision
    reason: str

    def __str__(self) -> str:
        said = self.decision
        where = " ".join(str(part) for part in (said.doc_id, said.table, said.row or said.name) if part)
        return f"correction {said.id} ({said.action} {where}) does not fit any more: {self.reason}"


def log_odds(confidence: float) -> float:
    """Of a confidence held off 0 and 1, where they have no end."""
    bounded = min(max(confidence, 0.001), 0.999)
    return math.log(bounded / (1 - bounded))


def calibrated(confidence: float, slope: float, intercept: float) -> float:
    """A confidence after Platt scaling: the logistic function of its log-odds, stretched and moved; three decimals."""
    odds = slope * log_odds(confidence) + intercept
    return round(1 / (1 + math.exp(-min(max(odds, -30.0), 30.0))), 3)


def replay(
    analysed: Iterable[ArticleAnalysis], decisions: Iterable[Decision]
) -> tuple[list[ArticleAnalysis], list[Stale]]:
    """Carry out decisions on articles.

    Parameters
    ----------
    analysed
        What the model found.
    decisions
        In the order in which they were made; those about articles that are not here do nothing.

    Returns
    -------
    tuple
        The articles with corrected rows, in the order given, and the decisions that do not fit any more.
    """
    given = list(analysed)
    known = {actor.actor_id: actor for article in given for actor in article.actors}
    mine = assigned(map(id_and_hash, given), decisions)
    stale: list[Stale] = []
    done = [corrected(article, mine[n], known, stale) if n in mine else article for n, article in enumerate(given)]
    return done, stale


def corrected(
    article: ArticleAnalysis, decisions: Iterable[Decision], known: Mapping[str, Actor], stale: list[Stale]
) -> ArticleAnalysis:
    """One article with decisions carried out.

    Parameters
    ----------
    article
        What the model found.
    decisions
        Those about this article, as :func:`assigned` gives them.
    known
        The actors of all articles by id; those that decisions merge others into are enough.
    stale
        Decisions that do not fit are added to it.
    """
    left = on_names(decisions, article.actors)
    return _Bench(article, known).work(left, stale) if left else article


def judged_rows(
    analysed: Iterable[ArticleAnalysis], decisions: Iterable[Decision]
) -> Iterator[tuple[ArticleAnalysis, str, Any, Decision]]:
    """What the model found and a person accepted, edited or rejected: the person's decisions as gold.

    Parameters
    ----------
    analysed
        What the model found, without corrections.
    decisions
        In the order in which they were made.

    Yields
    ------
    tuple
        The article, the table, the row as the model found it, and the decision that stands; none where it does not fit.
    """
    given = list(analysed)
    places = Places(map(id_and_hash, given))
    benches = [_Bench(article, {}) for article in given]
    for decision in standing(decisions):
        if decision.action not in (Action.ACCEPT, Action.EDIT, Action.REJECT) or not decision.by_person:
            continue
        for index in places.of(decision):
            try:
                table = _table(decision)
                yield given[index], table, benches[index].rows[table][benches[index]._found(decision, table)], decision
            except Unfit:
                continue


class _Bench:
    """One article at work: its tables by id, and what was taken out of them."""

    def __init__(self, article: ArticleAnalysis, known: Mapping[str, Actor]) -> None:
        self.article, self.known = article, known
        self.moved: dict[str, str] = {}
        self.text = article.article.text
        self.rows: dict[str, dict[str, Any]] = {
            table: {getattr(row, ROW_IDS[table]): row for row in getattr(article, table)} for table in EXTRACTED
        }
        self.rejected: dict[str, tuple[Any, ...]] = {table: tuple(rows) for table, rows in article.rejected.items()}

    @property
    def actors(self) -> Actors:
        return self.rows["actors"]

    def work(self, decisions: Iterable[Decision], stale: list[Stale]) -> ArticleAnalysis:
        """The article with the decisions carried out; those that do not fit are added to ``stale``."""
        for decision in decisions:
            try:
                self._one(decision)
            except Unfit as unfit:
                stale.append(Stale(decision, str(unfit)))
        tables: dict[str, Any] = {table: tuple(self._sorted(table)) for table in EXTRACTED}
        return replace(self.article, **tables, rejected=self.rejected)

    def _one(self, decision: Decision) -> None:
        if decision.action in OF_ACTORS:
            new = decide(decision, self.actors, self.text, self.known)
            if new is not None:
                self._follow(new)
            return
        if decision.action is Action.ADD:
            self._add(decision)
            return
        table = _table(decision)
        if decision.action is Action.CALIBRATE:
            self._calibrate(table, decision)
            return
        key = self._found(decision, table)
        row = self.rows[table][key]
        if decision.action is Action.REJECT:
            self._reject(table, key)
        elif decision.action is Action.ACCEPT:
            self.rows[table][key] = _decided(row, Origin.ACCEPTED, decision)
        else:
            self._put(table, key, _decided(self._changed(table, row, decision), Origin.CORRECTED, decision))

    def _calibrate(self, table: str, decision: Decision) -> None:
        """Let the model's confidences mean what a person's decisions showed; those of decided rows stay 1."""
        try:
            slope, intercept = (float(decision.changes[name]) for name in ("slope", "intercept"))
        except (KeyError, TypeError, ValueError):
            raise Unfit("a calibration needs a slope and an intercept, two numbers") from None
        for key, row in self.rows[table].items():
            if row.origin is Origin.MODEL and row.confidence is not None:
                self.rows[table][key] = replace(row, confidence=calibrated(row.confidence, slope, intercept))

    def _found(self, decision: Decision, table: str) -> str:
        """The id of the row that a decision is about: the same id, or else the one row of the same words."""
        held = self.rows[table]
        key = str(decision.row)
        if key in held:
            if decision.words not in (None, words_of(table, held[key], self.article)):
                raise Unfit("the row says something else now")
            return key
        same = [k for k, row in held.items() if decision.words and words_of(table, row, self.article) == decision.words]
        if len(same) != 1:
            raise Unfit(
                f"{len(same) or 'no'} row{'s' * bool(same)} of these words" if decision.words else "no such row"
            )
        return same[0]

    def _changed(self, table: str, row: Any, decision: Decision) -> Any:
        def resolve(name: str) -> str:
            return by_name(self.actors, self.moved.get(name, name), self.article.doc_id, self.text)

        new = changed(table, row, decision.changes, self.text, resolve)
        return named(table, new, self.actors) if set(decision.changes) & set(REFERENCES.get(table, ())) else new

    def _add(self, decision: Decision) -> None:
        table = _table(decision)
        if decision.sha256 not in (None, text_hash(self.text)):
            raise Unfit("the text has changed since the row was added to it")
        row = self._changed(table, blank(table, self.article.doc_id, decision.changes), decision)
        needed = HEAD.get(table, "attribution_id" if table == "commentary" else "name")
        if not getattr(row, needed):
            raise Unfit(f"a row added to {table} needs {needed}")
        if not decision.by_person:
            row = replace(row, origin=Origin.LLM, confidence=UNSURE)
        self._put(table, getattr(row, ROW_IDS[table]), row)

    def _put(self, table: str, key: str, row: Any) -> None:
        self.rows[table][key] = row
        if table == "actors":
            self._follow({key: key})

    def _reject(self, table: str, key: str) -> None:
        """Take a row out, and what rests on it alone."""
        self.rejected[table] = (*self.rejected.get(table, ()), self.rows[table].pop(key))
        if table == "actors":
            self._forget(key)
        if table == "attributions":
            for other, row in list(self.rows["commentary"].items()):
                if row.attribution_id == key:
                    self._reject("commentary", other)
            for name, column in (("commitments", "attribution_id"), ("attributions", "parent")):
                for other, row in self.rows[name].items():
                    if getattr(row, column) == key:
                        self.rows[name][other] = replace(row, **{column: None})

    def _forget(self, key: str) -> None:
        """Take a rejected actor out of the rows that refer to it."""
        for table, key_of, row in list(self._referring({key})):
            values = {name: _without(getattr(row, name), key) for name in REFER if hasattr(row, name)}
            self.rows[table][key_of] = named(table, replace(row, **values), self.actors)

    def _follow(self, new: Mapping[str, str]) -> None:
        """Let rows refer to actors by their new ids, and call them by the names they have now."""
        self.moved |= {old: held for old, held in new.items() if old != held}
        for table, key, row in list(self._referring(set(new))):
            self.rows[table][key] = named(table, renamed(row, new), self.actors)

    def _referring(self, ids: set[str]) -> Iterator[tuple[str, str, Any]]:
        for table, held in self.rows.items():
            yield from ((table, key, row) for key, row in held.items() if ids & refers_to(row))

    def _sorted(self, table: str) -> list[Any]:
        place = {key: n for n, key in enumerate(self.rows["attributions"])}

        def first(row: Any) -> int:
            if table == "commentary":
                return place.get(row.attribution_id, len(place))
            spans = [(m.start, m.end) for m in row.mentions] if table == "actors" else getattr(row, HEAD[table])
            return spans[0][0] if spans else len(self.text)

        return sorted(self.rows[table].values(), key=first)


def _table(decision: Decision) -> str:
    if decision.table not in EXTRACTED:
        raise Unfit(f"there is no table {decision.table!r}; there are {', '.join(EXTRACTED)}")
    return str(decision.table)


def _decided(row: Any, origin: Origin, decision: Decision) -> Any:
    """A row that a person vouches for as it stands; a language model's word leaves the confidence as it is."""
    if not decision.by_person:
        return replace(row, origin=Origin.LLM)
    sure = {name: 1.0 for name in ("confidence", "party_confidence") if hasattr(row, name)}
    return replace(row, origin=origin, **sure)


def _without(value: Any, key: str) -> Any:
    if isinstance(value, tuple):
        return tuple(one for one in value if one != key)
    return None if value == key else value


def rejected_rows(analysed: Iterable[ArticleAnalysis]) -> pd.DataFrame:
    """The rows that were rejected, of all tables.

    Parameters
    ----------
    analysed
        Articles with decisions carried out.

    Returns
    -------
    DataFrame
        ``table``, ``doc_id``, ``row`` (its id) and ``words``.
    """
    import pandas as pd

    rows = [
        (table, article.doc_id, getattr(row, ROW_IDS[table]), words_of(table, row, article))
        for article in analysed
        for table, held in article.rejected.items()
        for row in held
    ]
    return pd.DataFrame(rows, columns=["table", "doc_id", "row", "words"], dtype="string")
