"""One article and all that was found in it, as it is kept, saved and loaded."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, ClassVar

from toolkit.articles import Article
from toolkit.files import write
from toolkit.records import EXTRACTED, Actor, Attribution, Commentary, Commitment, article_row
from toolkit.schema import from_json, to_json

FORMAT = 4
"""Version of the JSON that :meth:`ArticleAnalysis.to_json` writes."""


@dataclass(frozen=True, repr=False)
class ArticleAnalysis:
    """One article and all that was found in it.

    Attributes
    ----------
    article
        The article as read.
    actors, attributions, commitments, commentary
        The records, in the order of the text; :mod:`toolkit.records` describes their columns.
    provenance
        What the records depend on: versions of Readout, spaCy, Python and the model, the options, and the SHA-256 of the
        article.
    keyterms
        What the article turns on, in a few terms; ``None`` where they were not asked for.
    rejected
        Rows that a person rejected, by table.
    """

    article: Article
    actors: tuple[Actor, ...]
    attributions: tuple[Attribution, ...]
    commitments: tuple[Commitment, ...]
    commentary: tuple[Commentary, ...]
    provenance: Mapping[str, str] = field(default_factory=dict)
    keyterms: tuple[str, ...] | None = None
    rejected: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    mimebundle: ClassVar[Callable[[ArticleAnalysis], Any] | None] = None
    """How a notebook shows it; handed in by those who show, so that the findings need not know them."""

    @property
    def doc_id(self) -> str:
        """The article's name in all tables."""
        return self.article.doc_id

    @property
    def tables(self) -> dict[str, tuple[Any, ...]]:
        """The records by table, the article's own row included."""
        return {"articles": (article_row(self.article),), **{name: getattr(self, name) for name in EXTRACTED}}

    def renamed(self, doc_id: str) -> ArticleAnalysis:
        """The same under another name.

        Parameters
        ----------
        doc_id
            The new name.

        Returns
        -------
        ArticleAnalysis
            A copy whose records all bear that name.
        """
        rows: dict[str, Any] = {
            name: tuple(replace(row, doc_id=doc_id) for row in getattr(self, name)) for name in EXTRACTED
        }
        out = {name: tuple(replace(row, doc_id=doc_id) for row in held) for name, held in self.rejected.items()}
        return replace(self, article=replace(self.article, doc_id=doc_id), rejected=out, **rows)

    def to_json(self) -> dict[str, Any]:
        """All of it as what :mod:`json` writes; :meth:`from_json` reads it back.

        Returns
        -------
        dict
            Lists, dicts, texts and numbers.
        """
        return {
            "format": FORMAT,
            "provenance": dict(self.provenance),
            "keyterms": None if self.keyterms is None else list(self.keyterms),
            "article": to_json(self.article),
            **{name: to_json(getattr(self, name)) for name in EXTRACTED},
            **({"rejected": to_json(self.rejected)} if self.rejected else {}),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> ArticleAnalysis:
        """The analysis that :meth:`to_json` wrote.

        Parameters
        ----------
        data
            What :meth:`to_json` gave.

        Returns
        -------
        ArticleAnalysis
            One equal to that which was written.

        Raises
        ------
        ValueError
            The data was written in another format.
        """
        if data.get("format") != FORMAT:
            raise ValueError(f"analysis in format {data.get('format')!r}, but this version reads format {FORMAT}")
        rows = {name: tuple(from_json(record, row) for row in data[name]) for name, record in EXTRACTED.items()}
        article, provenance = from_json(Article, data["article"]), dict(data["provenance"])
        terms = data.get("keyterms")
        out = {
            name: tuple(from_json(EXTRACTED[name], row) for row in held)
            for name, held in data.get("rejected", {}).items()
        }
        terms = None if terms is None else tuple(terms)
        return cls(article=article, provenance=provenance, keyterms=terms, rejected=out, **rows)

    def save(self, path: Path | str) -> Path:
        """Write :meth:`to_json` to a file.

        Parameters
        ----------
        path
            The file to write.

        Returns
        -------
        Path
            The same.

        Raises
        ------
        MachineError
            The file cannot be written.
        """
        write(Path(path), self.text(), errors="backslashreplace")
        return Path(path)

    def text(self) -> str:
        """What :meth:`save` writes.

        Returns
        -------
        str
            JSON in lines, with a line end at its end.
        """
        return json.dumps(self.to_json(), ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def load(cls, path: Path | str) -> ArticleAnalysis:
        """Read what :meth:`save` wrote.

        Parameters
        ----------
        path
            The file to read.

        Returns
        -------
        ArticleAnalysis
            One equal to that which was saved.

        Raises
        ------
        ValueError
            The file holds something else, or another format.
        """
        return cls.from_json(json.loads(Path(path).read_text(encoding="utf-8")))

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> Any:
        show = type(self).mimebundle
        return {"text/plain": repr(self)} if show is None else show(self)

    def __repr__(self) -> str:
        return f"<{self.doc_id}: {self.article.title or 'untitled'}>"
