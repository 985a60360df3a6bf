"""The desk as a widget: what is decided in the browser is kept in the file of corrections, and the tables follow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, ClassVar, Protocol, Self, cast

import anywidget
import traitlets

from toolkit.corrections import Corrections, Decision, Stale
from toolkit.corrections.decisions import not_undone, standing
from toolkit.corrections.naming_rows import row_of
from toolkit.display.desk.rows import article, rows, tables
from toolkit.display.desk.still import still
from toolkit.display.render import ESCAPED, stylesheet
from toolkit.errors import MachineError, ReadoutError, UsageError
from toolkit.export.found import Found
from toolkit.findings import ArticleAnalysis
from toolkit.records import Origin

_HERE = Path(__file__).parent


class Correctable(Found, Protocol):
    """An analysis whose rows can be decided on (:class:`toolkit.Analysis` is one)."""

    stale: list[Stale]

    @property
    def corrections(self) -> Corrections:
        """The decisions."""

    def __getitem__(self, key: str) -> ArticleAnalysis:
        """An article."""

    def refresh(self) -> Self:
        """Carry all decisions out."""


class Desk(anywidget.AnyWidget):
    """The rows of an analysis beside their articles, to be chosen, sorted, accepted, rejected and corrected.

    Each decision is written to the analysis's corrections at once and carried out on the analysis itself, so that
    ``an.commitments`` of the next cell shows it; a table taken before stays as it was. Buttons and keys of the desk do what
    :meth:`accept`, :meth:`reject`, :meth:`edit` and :meth:`undo` do.

    Parameters
    ----------
    analysis
        What is worked on.
    """

    _esm = _HERE / "desk.js"
    _css = stylesheet(paged=False) + (_HERE / "desk.css").read_text(encoding="utf-8")
    held = traitlets.Dict().tag(sync=True)
    """What the browser shows; changed in place, so that a page opened later has it too."""

    def __init__(self, analysis: Correctable) -> None:
        self.analysis = analysis
        self._made: list[tuple[str, Decision]] = []
        articles = [article(analysed) for analysed in analysis.values()]
        super().__init__(held={"tables": tables(), "articles": articles, "log": self._log()})
        self.on_msg(self._answer)

    def accept(self, doc_id: str, row: str, why: str = "") -> Decision:
        """Say that a row is right as it is.

        Parameters
        ----------
        doc_id, row
            The article, and the row's id.
        why
            A note.

        Returns
        -------
        Decision
            What was written down.

        Raises
        ------
        UsageError
            There is no such row, or a person has already corrected or added it.
        """
        found = self.analysis[doc_id]
        table, record = row_of(found, row)
        if record.origin in (Origin.CORRECTED, Origin.ADDED) and record not in found.rejected.get(table, ()):
            raise UsageError(f"This row is {record.origin.value} already, and stands; undo that first.")
        return self._decided(doc_id, self.analysis.corrections.accept(found, row, why))

    def reject(self, doc_id: str, row: str, why: str = "") -> Decision:
        """Say that a row is wrong and should go.

        Parameters
        ----------
        doc_id, row, why
            As for :meth:`accept`.

        Returns
        -------
        Decision
            What was written down.

        Raises
        ------
        UsageError
            There is no such row, or it is rejected already.
        """
        found = self.analysis[doc_id]
        table, record = row_of(found, row)
        if record in found.rejected.get(table, ()):
            raise UsageError("This row is rejected already.")
        return self._decided(doc_id, self.analysis.corrections.reject(found, row, why))

    def edit(self, doc_id: str, row: str, why: str = "", **changes: Any) -> Decision:
        """Change what a row says.

        Parameters
        ----------
        doc_id, row, why
            As for :meth:`accept`.
        **changes
            As for :meth:`toolkit.corrections.Corrections.edit`.

        Returns
        -------
        Decision
            What was written down.

        Raises
        ------
        UsageError
            There is no such row or column, or it cannot hold the value.
        """
        return self._decided(doc_id, self.analysis.corrections.edit(self.analysis[doc_id], row, why, **changes))

    def undo(self, doc_id: str | None = None, row: str | None = None) -> Decision:
        """Take back the last decision made at this desk, or the last one on a row.

        Parameters
        ----------
        doc_id, row
            The article and the row's id; by default whichever was decided last.

        Returns
        -------
        Decision
            What was written down.

        Raises
        ------
        UsageError
            There is nothing to take back.
        """
        log = self.analysis.corrections
        if row is None:
            if not self._made:
                raise UsageError("Nothing was decided at this desk yet.")
            place, last = self._made.pop()
        else:
            on_row = [one for one in not_undone(log.decisions) if one.row == row and one.doc_id == doc_id]
            if not on_row:
                raise UsageError("Nothing was decided on this row.")
            place, last = str(doc_id), on_row[-1]
            self._made = [one for one in self._made if one[1] != last]
        made = log.undo(last)
        self._follow(place)
        return made

    def _decided(self, doc_id: str, made: Decision) -> Decision:
        self._made.append((doc_id, made))
        self._follow(doc_id)
        return made

    def _follow(self, doc_id: str) -> None:
        """Carry out what was decided, and let the browser know."""
        self.analysis.refresh()
        new = rows(self.analysis[doc_id])
        next(one for one in self.held["articles"] if one["doc"] == doc_id)["rows"] = new
        self.held["log"] = self._log()
        self.send({"kind": "changed", "doc": doc_id, "rows": new, "log": self.held["log"]})

    def _log(self) -> dict[str, Any]:
        log = self.analysis.corrections
        return {"place": log.place, "decisions": len(standing(log.decisions)), "stale": len(self.analysis.stale)}

    _DOES: ClassVar[dict[str, Callable[..., Decision]]] = {
        "accept": accept,
        "reject": reject,
        "edit": edit,
        "undo": undo,
    }

    def _answer(self, widget: object, asked: Mapping[str, Any], buffers: object) -> None:
        """Do what a button or key asks for; what cannot be done is told there."""
        does = str(asked.get("does"))
        try:
            changes = cast(Mapping[str, Any], asked.get("changes", {}))
            given = {name: asked[name] for name in ("doc_id", "row", "why") if asked.get(name)}
            made = self._DOES[does](self, **given, **changes)
            row = next((d.row for d in self.analysis.corrections.decisions if d.id == made.of), made.row)
            self.send({"kind": "done", "does": does, "row": row})
        except (ReadoutError, MachineError, KeyError) as error:
            self.send({"kind": "refused", "does": does, "why": str(error)})

    def _repr_mimebundle_(self, **options: Any) -> Any:
        """The widget, and for pages without a kernel the same rows as tables."""
        data, metadata = cast(tuple[dict[str, Any], dict[str, Any]], super()._repr_mimebundle_(**options))
        shown = still(self.held["articles"])
        data |= {"text/html": shown._repr_html_(), "text/plain": repr(self)}
        return data, {**metadata, "text/html": dict(ESCAPED)}

    def __repr__(self) -> str:
        log = self.held["log"]
        count = sum(len(one["rows"]) for one in self.held["articles"])
        return f"<Desk: {count} rows of {len(self.held['articles'])} articles, {log['decisions']} decisions>"
