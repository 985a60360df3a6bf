"""The file of decisions as a notebook uses it: decide on a row, take it back, see what stands and what is stale."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from toolkit.corrections.decisions import Action, Decision
from toolkit.corrections.editing import Unfit, changed, editable
from toolkit.corrections.file import DecisionFile
from toolkit.corrections.naming_rows import row_of, spanned, text_hash, words_of
from toolkit.corrections.replay import Stale, replay
from toolkit.errors import UsageError, did_you_mean
from toolkit.findings import ArticleAnalysis
from toolkit.records import EXTRACTED
from toolkit.schema import to_json


class Corrections(DecisionFile):
    """A file of decisions, ``corrections.jsonl``: one line each, appended only.

    Parameters
    ----------
    path
        The file; made with the first decision. Without one, decisions are kept in memory until :meth:`save`.
    who
        Who decides; by default the user's name on this machine.

    Raises
    ------
    UsageError
        The file cannot be read, or a line of it is no decision.
    """

    def replay(self, analysed: Iterable[ArticleAnalysis]) -> tuple[list[ArticleAnalysis], list[Stale]]:
        """Articles with the decisions carried out, and the decisions that do not fit any more.

        Parameters
        ----------
        analysed
            Articles as the model left them.

        Returns
        -------
        tuple
            The articles in the order given, and what is stale.
        """
        return replay(analysed, self._decisions)

    def accept(self, article: ArticleAnalysis, row: str, why: str = "") -> Decision:
        """Say that a row is right as it is.

        Parameters
        ----------
        article
            The article.
        row
            The row's id.
        why
            A note.

        Returns
        -------
        Decision
            What was written down.

        Raises
        ------
        UsageError
            The article has no such row.
        """
        return self._on_row(Action.ACCEPT, article, row, why)

    def reject(self, article: ArticleAnalysis, row: str, why: str = "") -> Decision:
        """Say that a row is wrong and should go.

        Parameters
        ----------
        article, row, why
            As for :meth:`accept`.

        Returns
        -------
        Decision
            What was written down.

        Raises
        ------
        UsageError
            The article has no such row.
        """
        return self._on_row(Action.REJECT, article, row, why)

    def edit(self, article: ArticleAnalysis, row: str, why: str = "", **changes: Any) -> Decision:
        """Change columns of a row.

        Parameters
        ----------
        article, row, why
            As for :meth:`accept`.
        **changes
            New values: ``status="agreed"``, ``parties=["Norway"]`` (names or ids), ``deadline="2031-09"``,
            ``action_spans=[[12, 40]]`` or ``action="words of the text"``, ``condition="if it rains"``,
            ``stance="negative"``.

        Returns
        -------
        Decision
            What was written down.

        Raises
        ------
        UsageError
            The article has no such row, the row no such column, the column cannot hold the value, or the text has not
            these words once.
        """
        table, found = row_of(article, row)
        plain = to_json(spanned(table, changes, article.article.text))
        try:
            changed(table, found, plain, article.article.text, str)
        except Unfit as error:
            raise UsageError(f"{row}: {error}") from None
        return self._on_row(Action.EDIT, article, row, why, plain)

    def add(self, article: ArticleAnalysis, table: str, why: str = "", **changes: Any) -> Decision:
        """Add a row that the model missed.

        Parameters
        ----------
        article
            The article.
        table
            ``commitments``, ``attributions``, ``commentary`` or ``actors``.
        why
            A note.
        **changes
            What it says, as for :meth:`edit`; ``action="words of the text"`` and ``content=...`` may stand for spans.

        Returns
        -------
        Decision
            What was written down.

        Raises
        ------
        UsageError
            There is no such table or column, or the text has not these words once.
        """
        if table not in EXTRACTED:
            raise UsageError(f"There is no table {table!r}{did_you_mean(table, EXTRACTED) or '.'}")
        plain = to_json(spanned(table, changes, article.article.text))
        decision = self._said(Action.ADD, article, table=table, changes=plain, why=why)
        return self._checked(decision, article)

    def merge(self, first: str, *others: str, why: str = "") -> Decision:
        """Say that actors are one, in all articles.

        Parameters
        ----------
        first
            The id of the actor that stays.
        *others
            Those that become it.
        why
            A note.

        Returns
        -------
        Decision
            What was written down.
        """
        return self.keep(Decision(Action.MERGE, rows=(first, *others), why=why))

    def split(
        self, article: ArticleAnalysis, actor: str, mentions: Iterable[Any], name: str, why: str = "", **facts: Any
    ) -> Decision:
        """Say that some mentions of an actor are another's.

        Parameters
        ----------
        article
            The article.
        actor
            The actor's id.
        mentions
            The other's mentions, as (start, end).
        name
            The other's name.
        why
            A note.
        **facts
            Columns of the other: ``country="NOR"``.

        Returns
        -------
        Decision
            What was written down.

        Raises
        ------
        UsageError
            The article has no such actor, or it has no such mentions.
        """
        said = {"mentions": [list(span[:2]) for span in mentions], "name": name, **to_json(facts)}
        decision = self._said(Action.SPLIT, article, table="actors", row=actor, changes=said, why=why)
        return self._checked(decision, article)

    def alias(self, name: str, of: str, why: str = "") -> Decision:
        """Say that a name stands for an actor, in all articles.

        Parameters
        ----------
        name
            The name.
        of
            The actor's name.
        why
            A note.

        Returns
        -------
        Decision
            What was written down.
        """
        return self.keep(Decision(Action.ALIAS, name=name, of=of, why=why))

    def fact(self, name: str, why: str = "", **changes: Any) -> Decision:
        """Say what is true of an actor, in all articles: ``fact("Teesta body", country="IND", plover_sector="GOV")``.

        Parameters
        ----------
        name
            The actor's name or alias.
        why
            A note.
        **changes
            Columns of actors and their values.

        Returns
        -------
        Decision
            What was written down.

        Raises
        ------
        UsageError
            Actors have no such column.
        """
        for column in changes:
            if column not in editable("actors"):
                raise UsageError(
                    f"Actors have no column {column!r} to change{did_you_mean(column, editable('actors')) or '.'}"
                )
        return self.keep(Decision(Action.FACT, name=name, changes=to_json(changes), why=why))

    def match(self, first: str, second: str, same: bool, why: str = "") -> Decision:
        """Say whether two commitments, mostly of different articles, are one commitment.

        Parameters
        ----------
        first, second
            Their ids.
        same
            Whether they are.
        why
            A note.

        Returns
        -------
        Decision
            What was written down.
        """
        return self.keep(Decision(Action.MATCH, rows=(first, second), same=same, why=why))

    def _said(self, action: Action, article: ArticleAnalysis, **more: Any) -> Decision:
        return Decision(action, doc_id=article.doc_id, sha256=text_hash(article.article.text), **more)

    def _on_row(
        self, action: Action, article: ArticleAnalysis, row: str, why: str, changes: Mapping[str, Any] | None = None
    ) -> Decision:
        table, found = row_of(article, row)
        words = words_of(table, found, article)
        return self.keep(
            self._said(action, article, table=table, row=row, words=words, why=why, changes=dict(changes or {}))
        )

    def _checked(self, decision: Decision, article: ArticleAnalysis) -> Decision:
        stale = replay([article], [decision])[1]
        if stale:
            raise UsageError(stale[0].reason)
        return self.keep(decision)
