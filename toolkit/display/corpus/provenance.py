"""What the corpus report was made of and with."""

from __future__ import annotations

from collections.abc import Mapping

from toolkit.corpus.collection import Corpus, settings
from toolkit.display.article.summary import command, made_with
from toolkit.display.render import Fragment, fragment
from toolkit.naming import CORRECTIONS

load = Corpus.load


def provenance(corpus: Corpus, parameters: Mapping[str, object] | None = None) -> Fragment:
    """What the report was made of and with: enough to make it again.

    Parameters
    ----------
    corpus
        The articles brought together.
    parameters
        The values of the notebook's parameters.

    Returns
    -------
    Fragment
        What shows itself in a notebook, and is safe to embed in a page.
    """
    given = dict(sorted((parameters or {}).items()))
    shared: dict[str, dict[str, None]] = {}
    for analysed in corpus.articles:
        for key, value in analysed.provenance.items():
            shared.setdefault(key, {})[value] = None
    rows = [(name, str(value)) for name, value in settings(corpus).items() if value is not None]
    rows += made_with({key: "; ".join(values) for key, values in shared.items()})
    rows += [(f"Parameter {key}", str(value)) for key, value in given.items()]
    rows += [("Command", told)] if (told := _command(corpus, given)) else []
    rows += [(f"SHA-256 of {a.doc_id}", a.article.sha256) for a in corpus.articles]
    return fragment("provenance", f"Made from {len(corpus.articles)} articles", rows=rows)


def _command(corpus: Corpus, given: Mapping[str, object]) -> str | None:
    """The command that makes the report again, given in the folder of the articles."""
    if not corpus.articles or not all(a.article.source_path for a in corpus.articles):
        return None
    options = ["--as-of", corpus.as_of.isoformat()] if corpus.as_of else []
    options += ["--corrections", CORRECTIONS] if corpus.corrections else []  # kept beside the report
    return command(corpus.articles[0].provenance, ".", given, options)
