"""What ``notebooks/validate.ipynb`` measures and prints.

A gold folder that is not given is no error: what depends on it is replaced by a sentence that says how to give it.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from toolkit.display.render import Fragment, fragment
from toolkit.errors import UsageError
from toolkit.evaluation.cases import Case
from toolkit.validation import examples as shown

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Measured:
    """Figures of an evaluation with the cases they count.

    Attributes
    ----------
    figures
        As the evaluation gives them.
    cases
        Rows of gold beside rows found.
    texts
        The texts by id.
    missing
        Why nothing was measured, if so.
    """

    figures: Mapping[str, Any] = field(default_factory=dict)
    cases: Sequence[Case] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    missing: str | None = None

    def of(self, table: str) -> list[Case]:
        """The cases of one table.

        Parameters
        ----------
        table
            Its name.

        Returns
        -------
        list of Case
            In the order of the texts.
        """
        return [case for case in self.cases if case.table == table]

    def __repr__(self) -> str:
        return self.missing or f"{len(self.cases)} cases in {len(self.texts)} texts"


def place(path: str) -> Path | None:
    """A path as given, or in the project's folder; ``None`` if nothing is given.

    Parameters
    ----------
    path
        As a user gives it.

    Returns
    -------
    Path or None
        Where it lies.

    Raises
    ------
    UsageError
        There is no such file or folder.
    """
    if not path:
        return None
    for candidate in (Path(path), ROOT / path):
        if candidate.exists():
            return candidate
    raise UsageError(f"There is no {path!r}: name a file or folder of gold, or leave it empty")


def measure_articles(gold: str, articles: str, *, model: str = "", mode: str = "complete") -> Measured:
    """Analyse the articles that have gold and compare; see :func:`toolkit.evaluation.articles.evaluate`.

    Parameters
    ----------
    gold, articles
        Folders of gold and of the articles it is of; empty for none.
    model, mode
        As in :func:`toolkit.analyze`; no model is the best installed.

    Returns
    -------
    Measured
        Figures and cases.
    """
    from toolkit.evaluation.articles import figures as count
    from toolkit.evaluation.articles import load
    from toolkit.evaluation.cases import cases

    where, texts = place(gold), place(articles)
    if where is None or texts is None:
        return Measured(missing="No gold of whole articles was given (parameters gold and articles).")
    analysis, golden = load(where, texts, model or None, mode, cache=True)
    by_article = {name: cases(rows, analysis[name]) for name, rows in golden.items()}
    everything = [case for rows in by_article.values() for case in rows]
    return Measured(count(by_article, golden), everything, {name: analysis[name].article.text for name in golden})


def measure_statements(polnear: str, *, model: str = "", mode: str = "complete") -> Measured:
    """Find attributions in a brat-standoff folder and compare; see :mod:`toolkit.evaluation.attribution`.

    Parameters
    ----------
    polnear
        The folder; empty for none.
    model, mode
        As in :func:`toolkit.analyze`; no model is the best installed.

    Returns
    -------
    Measured
        Figures and cases.
    """
    where = place(polnear)
    if where is None:
        return Measured(missing="No folder of brat standoff (PolNeAR) was given (parameter polnear).")
    from toolkit.evaluation.attribution import score
    from toolkit.evaluation.brat import read_gold
    from toolkit.evaluation.extraction import extracted
    from toolkit.evaluation.statements import statement_cases

    texts = read_gold(where)
    found = extracted(where, texts, model or None, mode, cache=True)
    return Measured(score(texts, found), statement_cases(texts, found), {gold.stem: gold.text for gold in texts})


def printout(name: str, *paths: str, model: str = "", mode: str = "") -> Fragment:
    """What ``readout evaluate NAME PATH...`` prints; a sentence where a path is empty.

    Parameters
    ----------
    name
        The evaluation's name.
    paths
        What it is given.
    model, mode
        As in :func:`toolkit.analyze`; empty for the defaults.

    Returns
    -------
    Fragment
        The text, with the command.
    """
    from toolkit.evaluation.registry import EVALUATIONS, measure

    module, places, _ = EVALUATIONS[name]
    found = [place(path) for path in paths]
    if None in found or len(found) != len(places):
        given = " and ".join(places)
        return note(
            f"No gold was given for this: readout evaluate {name} takes {given} (see this notebook's parameters)."
        )
    figures = measure(name, [path for path in found if path], model=model or None, mode=mode or None)
    text = importlib.import_module(module).table(figures)
    command = " ".join(["readout evaluate", name, *(_shown_path(path) for path in paths)])
    return fragment("printout", text, sentence=None, command=command, text=text)


def commentary(path: str, most: int = 0) -> Fragment:
    """The misses of ``readout evaluate commentary PATH``, each with its text, by what is wrong.

    Parameters
    ----------
    path
        A file of statements with gold; empty for none.
    most
        How many of each fault are shown; 0 for all.

    Returns
    -------
    Fragment
        The statements.
    """
    from toolkit.evaluation.commentary import evaluate, read_items

    where = place(path)
    if where is None:
        return note("No statements of experts were given (parameter commentary).")
    texts = {item["id"]: item["text"] for item in read_items(where)}
    return shown.mistakes(evaluate(where)["misses"], texts, most)


def _shown_path(path: str) -> str:
    """A path without the folders of this machine."""
    given = Path(path)
    return given.name if given.is_absolute() else given.as_posix()


def note(sentence: str) -> Fragment:
    """A sentence in place of figures.

    Parameters
    ----------
    sentence
        What is to be told.

    Returns
    -------
    Fragment
        The sentence.
    """
    return fragment("printout", sentence, sentence=sentence, command="", text="")
