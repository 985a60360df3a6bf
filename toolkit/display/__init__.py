"""An analysed article shown: its text highlighted, its tables, figures and the sentences that sum it up.

Every function takes an :class:`~toolkit.findings.ArticleAnalysis` and returns a
:class:`~toolkit.display.render.Fragment`, which shows itself in a notebook and is safe to embed in a page.
"""

from __future__ import annotations

import json
from pathlib import Path

from toolkit.display.article.checks import to_check
from toolkit.display.article.commitments import Told, commitments
from toolkit.display.article.disputes import disputes
from toolkit.display.article.highlighting import LAYERS, highlight
from toolkit.display.article.rejected import rejected
from toolkit.display.article.summary import about, lead, provenance
from toolkit.display.article.view import View
from toolkit.display.article.voices import experts, speakers
from toolkit.display.render import Bundle, bundle
from toolkit.findings import ArticleAnalysis

__all__ = [
    "LAYERS",
    "Told",
    "about",
    "also_told",
    "commitments",
    "disputes",
    "experts",
    "highlight",
    "lead",
    "load",
    "overview",
    "provenance",
    "rejected",
    "shown",
    "speakers",
    "to_check",
    "warm_up",
]


def warm_up() -> None:
    """Load what displays load when they are first needed: a process that does so once can be forked for many articles."""
    from toolkit.display.render import environment

    for name in environment().list_templates(filter_func=lambda name: name.endswith(".j2")):
        environment().get_template(name)


def load(path: Path | str) -> ArticleAnalysis:
    """The analysed article that ``readout report`` wrote as JSON.

    Parameters
    ----------
    path
        The ``.json`` file beside a report.

    Returns
    -------
    ArticleAnalysis
        The article and all that was found in it.

    Raises
    ------
    UsageError
        There is no such file, or it is not an analysed article.
    """
    from toolkit.errors import UsageError

    try:
        return ArticleAnalysis.load(path)
    except FileNotFoundError:
        raise UsageError(f"There is no {str(path)!r}; give the JSON file of an analysed article.") from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(f"{str(path)!r} is not an analysed article: {error}") from error


def also_told(path: Path | str) -> Told:
    """What ``readout report`` found other articles to tell as well.

    Parameters
    ----------
    path
        The ``.json`` file beside a report.

    Returns
    -------
    Told
        By commitment, the ledger's row and the rows in other articles' reports.
    """
    found: Told = json.loads(Path(path).read_text(encoding="utf-8")).get("also", {})
    return found


def overview(analysis: ArticleAnalysis) -> str:
    """HTML of the article at a glance: lead, commitments, and the text highlighted.

    Parameters
    ----------
    analysis
        The analysed article.

    Returns
    -------
    str
        HTML, safe to embed in a page.
    """
    from markupsafe import Markup, escape

    from toolkit.display.render import alive, wrap

    title = Markup("<p class='about'>{}</p><h2>{}</h2>").format(" · ".join(about(analysis)), View(analysis).title)
    marked = highlight(analysis, on=["commitments"], linked=True)
    parts = (lead(analysis), to_check(analysis), commitments(analysis), marked)
    body = title + Markup("").join(escape(part) for part in parts)
    return wrap(alive(body))


def shown(analysis: ArticleAnalysis) -> Bundle:
    """The article as a notebook shows it: HTML of :func:`overview`, and its name as plain text.

    Parameters
    ----------
    analysis
        The analysed article.

    Returns
    -------
    Bundle
        The forms by MIME type.
    """
    return bundle(overview(analysis), repr(analysis))


ArticleAnalysis.mimebundle = shown
