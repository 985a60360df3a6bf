"""What goes with exported tables: a codebook, what they were made from and how, and a paragraph for a paper."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from importlib import resources
from pathlib import Path
from typing import Any

from toolkit.export.found import Found
from toolkit.files import write
from toolkit.records import EXTRACTED, TABLES
from toolkit.schema import codebook

ACCURACY = "accuracy.json"
"""The package's file of figures measured on news that nobody tuned to; ``make figures`` renews it."""

OFFSETS = """# Codebook

Offsets count Unicode code points of `text` in `articles`, from 0, end exclusive: `text[start:end]` is the evidence. UIMA CAS
counts UTF-16 units and is converted; all other formats count code points as the tables do. In cells, lists are joined with
"; " and spans written `start-end`. CSV: UTF-8 with BOM; a `'` stands before what a spreadsheet would take for a formula. A
row's id is made of its text and position and stays when other rows come or go. Texts longer than a cell of Excel holds are
cut there and say so.

"""


def accompany(found: Found, folder: Path, formats: Iterable[str], written: Iterable[Path]) -> list[Path]:
    """Write ``CODEBOOK.md``, ``run.json`` and ``METHODS.md`` beside exported files.

    Parameters
    ----------
    found
        The analysis.
    folder
        Where the files are.
    formats
        Which exports were made.
    written
        Their files, whose hashes are noted.

    Returns
    -------
    list of Path
        The three files.
    """
    told = run(found, formats) | {"files": {p.relative_to(folder).as_posix(): _sha256(p) for p in sorted(written)}}
    texts = {
        "CODEBOOK.md": OFFSETS + codebook(TABLES),
        "run.json": json.dumps(told, ensure_ascii=False, indent=1) + "\n",
        "METHODS.md": methods(found),
    }
    for name, text in texts.items():
        write(folder / name, text, errors="backslashreplace")
    return [folder / name for name in texts]


def run(found: Found, formats: Iterable[str] = ()) -> dict[str, Any]:
    """What tables were made from: versions, model and options, the articles' hashes, and counts.

    Parameters
    ----------
    found
        The analysis.
    formats
        Which exports were made.

    Returns
    -------
    dict
        What :mod:`json` writes. ``made_with`` has a list where articles were analysed in several ways.
    """
    seen: dict[str, list[str]] = {}
    for analysed in found.values():
        for key, value in analysed.provenance.items():
            if key != "sha256" and value not in seen.setdefault(key, []):
                seen[key].append(value)
    return {
        "made_with": {key: values[0] if len(values) == 1 else values for key, values in seen.items()},
        "formats": list(formats),
        **_codebook(found.codebook),
        "counts": {table: len(found.records(table)) for table in TABLES},
        "corrections": found.corrections.summary() | {"stale": len(found.stale)},
        "articles": {analysed.doc_id: analysed.article.sha256 for analysed in found.values()},
        "problems": [str(problem) for problem in found.records("problems")],
    }


def _codebook(codebook: Any) -> dict[str, Any]:
    """What a project's own codebook says, in short; nothing where there is none."""
    if not codebook:
        return {}
    told = {"file": codebook.path.name, "sha256": codebook.sha256, "title": codebook.title}
    said = {"threshold": codebook.threshold, "hidden": [word.text for word in codebook.hide]}
    counts = {name: len(getattr(codebook, name)) for name in ("topics", "actors", "experts")}
    return {"codebook": {key: value for key, value in (told | said | counts).items() if value not in ("", None, [], 0)}}


def accuracy() -> dict[str, Any]:
    """The figures measured on news that nobody tuned to: ``articles``, and by table ``p``, ``r`` and ``f1``."""
    loaded: dict[str, Any] = json.loads(
        resources.files("toolkit.export").joinpath(ACCURACY).read_text(encoding="utf-8")
    )
    return loaded


def write_accuracy(figures: Mapping[str, Any]) -> Path:
    """Keep what ``readout evaluate news`` measured, for :func:`methods` to tell.

    Parameters
    ----------
    figures
        Those of :func:`toolkit.evaluation.news.evaluate`.

    Returns
    -------
    Path
        The file in the package.
    """
    measured = {name: {key: round(figures[name][key], 3) for key in ("p", "r", "f1")} for name in _MEASURED}
    path = Path(str(resources.files("toolkit.export"))) / ACCURACY
    write(path, json.dumps({"articles": figures["documents"], "rows": measured}, indent=1) + "\n")
    return path


_MEASURED = ("commitments", "attributions", "actors", "experts")


def methods(found: Found) -> str:
    """A paragraph for a paper's methods section, with the versions used and the accuracy measured.

    Parameters
    ----------
    found
        The analysis.

    Returns
    -------
    str
        Markdown.
    """
    told = run(found)
    made, counts, measured = told["made_with"], told["counts"], accuracy()
    model = f"the language model {_or(made.get('model'))}" if made.get("model") else "a spaCy model"
    dates = sorted(a.article.published for a in found.values() if a.article.published)
    period = f", published from {dates[0]} to {dates[-1]}" if dates else ""
    rows = ", ".join(f"{counts[table]} {table}" for table in EXTRACTED)
    figures = "; ".join(f"{name} {f['p']:.2f} / {f['r']:.2f} / {f['f1']:.2f}" for name, f in measured["rows"].items())
    return f"""# Methods

We analysed {counts["articles"]} news articles{period} with Readout {_or(made.get("readout"))} (spaCy {_or(made.get("spacy"))} \
with {model}, Python {_or(made.get("python"))}). Readout finds actors, attributed statements, commitments (with refusals and \
threats) and expert commentary by rules and by models fitted to annotated news, and gives for every row its place in the text, \
the rule that found it and a confidence. It found {rows}{_by_hand(found)}. \
On {measured["articles"]} news articles from many publishers that \
neither rules nor weights had seen, precision / recall / F1 against careful human coding were: {figures}. The same input gives \
the same rows again; versions and the hashes of all articles are in `run.json`, the columns in `CODEBOOK.md`.\
{_own(told.get("codebook"))}
"""


def _by_hand(found: Found) -> str:
    """What persons decided on, in words."""
    origins = Counter(str(row.origin) for table in EXTRACTED for row in found.records(table))
    told = [f"{origins[name]} {words}" for name, words in _HAND.items() if origins[name]]
    rejected = found.corrections.summary().get("by action", {}).get("reject", 0)
    told += [f"{rejected} were rejected"] * bool(rejected)
    who = "by hand or by the project's codebook" if found.codebook else "by hand"
    return f", of which {who} {', '.join(told)}" if told else ""


_HAND = {"accepted": "were accepted", "corrected": "were corrected", "added": "were added"}


def _own(codebook: Mapping[str, Any] | None) -> str:
    """A sentence on the project's own codebook."""
    if not codebook:
        return ""
    counts = [f"{codebook[name]} {what[codebook[name] != 1]}" for name, what in _SAID.items() if name in codebook]
    said = f" set {', '.join(counts)}," if counts else ""
    return (
        f" A codebook of the project{said} was carried out on these rows (`{codebook['file']}`, SHA-256 "
        f"{codebook['sha256']})."
    )


_SAID = {
    "topics": ("topic", "topics"),
    "actors": ("actor's names and facts", "actors' names and facts"),
    "experts": ("kind of expert", "kinds of expert"),
}
"""What a codebook says, of one and of several."""


def _or(value: object) -> str:
    return " and ".join(map(str, value)) if isinstance(value, list) else str(value or "(unknown)")


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
