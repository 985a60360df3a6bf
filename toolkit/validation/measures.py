"""An evaluation shown: figures, confusions and calibration, as ``notebooks/validate.ipynb`` shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from toolkit.display.render import Fragment, fragment
from toolkit.validation import examples as shown
from toolkit.validation.measuring import Measured, note


def article_figures(measured: Measured) -> Fragment:
    """Precision, recall and F1 of every table, with intervals, and people beside.

    Parameters
    ----------
    measured
        The evaluation.

    Returns
    -------
    Fragment
        A table, or why there is none.
    """
    from toolkit.evaluation.articles import HUMAN

    if measured.missing:
        return note(measured.missing)
    figures = measured.figures
    names = ["commitments", "attributions", "attributions strict", "actors", "experts"]
    rows = [(name, figures[name], figures["intervals"].get(f"{name}.f1")) for name in names]
    rows += [(f"kind: {name}", figures["kinds"][name], None) for name in figures["kinds"]]
    rows += [(f"{name}s", figures[name], None) for name in ("deadline", "condition")]
    cells = [
        (name, [*(_number(row[key]) for key in _COUNTS), _between(bounds), _number(HUMAN.get(f"{name}.f1"), 2)])
        for name, row, bounds in rows
    ]
    hit = figures["distractors"]
    notes = (
        "Strict: statements that gold leaves open, and promises that it counts as commitments, are punished too.",
        f"Look-alikes taken for commitments: {hit['hit']} of {hit['of']}.",
        "People: two careful readers of other articles, by the same definitions.",
    )
    return _measures(f"Whole articles ({len(measured.texts)})", _HEADS, cells, notes)


_COUNTS = ("gold", "found", "right", "p", "r", "f1")
_HEADS = ("Rows", "In gold", "Found", "Right", "Precision", "Recall", "F1", "95 % interval", "People")


def article_fields(measured: Measured) -> Fragment:
    """Of the rows that were found: the share whose fields are right.

    Parameters
    ----------
    measured
        The evaluation.

    Returns
    -------
    Fragment
        A table, or why there is none.
    """
    if measured.missing:
        return note(measured.missing)
    figures = measured.figures
    rows = [(name, key) for name in ("commitments", "actors") for key in figures[name] if key.endswith("_accuracy")]
    cells = [
        (
            f"{name}: {key.removesuffix('_accuracy').replace('_', ' ')}",
            [_number(figures[name][key]), _between(figures["intervals"].get(f"{name}.{key}"))],
        )
        for name, key in rows
    ]
    return _measures("Fields of the rows that were found", ("Field", "Share right", "95 % interval"), cells)


def by_article(measured: Measured) -> Fragment:
    """F1 of every table, article by article.

    Parameters
    ----------
    measured
        The evaluation.

    Returns
    -------
    Fragment
        A table, or why there is none.
    """
    if measured.missing:
        return note(measured.missing)
    rows = measured.figures["articles"]
    names = list(next(iter(rows.values())))
    cells = [(doc_id, [_number(row[name]) for name in names]) for doc_id, row in rows.items()]
    return _measures("F1 by article", ("Article", *names), cells)


def statement_figures(measured: Measured) -> Fragment:
    """Exact, overlap and full F1 by type, in percent, with people beside.

    Parameters
    ----------
    measured
        The evaluation.

    Returns
    -------
    Fragment
        A table, or why there is none.
    """
    from toolkit.evaluation.attribution import HUMAN, MEASURES, PUBLISHED, TYPES
    from toolkit.evaluation.brat import ROLES

    if measured.missing:
        return note(measured.missing)
    figures = measured.figures
    cells = []
    for kind in TYPES:
        row, human = figures[kind], HUMAN.get(kind, {})
        shares = [f"{row[name]['f1']:.1f}" for name in MEASURES]
        cells.append((kind, [str(row["gold"]), str(row["found"]), *shares, f"{row['source accuracy']:.1f}"]))
        if kind == "all":
            bounds = [figures["intervals"].get(name) for name in MEASURES]
            cells.append(("  95 % interval", ["", "", *(_between(b, 1) for b in bounds), ""]))
        people = [f"{human[name]:.1f}" if name in human else "" for name in (*MEASURES, "source accuracy")]
        cells.append(("  people", ["", "", *people]))
    heads = ("Type", "In gold", "Found", "Exact F1", "Overlap F1", "Full F1", "Source accuracy")
    pieces = "/".join(f"{figures['pieces'][role]['f1']:.1f}" for role in ROLES)
    notes = (f"Exact pieces of source/cue/content, F1: {pieces}; {PUBLISHED}.",)
    return _measures(f"Statements, in percent ({len(measured.texts)} texts)", heads, cells, notes)


def confusion(measured: Measured, table: str, key: str) -> Fragment:
    """What is taken for what: gold's values of a field down, found ones across.

    Parameters
    ----------
    measured
        The evaluation.
    table, key
        The table, and the field of its rows.

    Returns
    -------
    Fragment
        A table, or why there is none.
    """
    from toolkit.evaluation.confusion import NOT_FOUND, NOT_IN_GOLD
    from toolkit.evaluation.confusion import confusion as count

    if measured.missing:
        return note(measured.missing)
    counts = count(measured.cases, table, key)
    values = sorted({value for pair in counts for value in pair} - {NOT_FOUND, NOT_IN_GOLD})
    rows = [
        (gold, [(counts[gold, found], _cell_kind(gold, found, counts[gold, found])) for found in (*values, NOT_FOUND)])
        for gold in (*values, NOT_IN_GOLD)
    ]
    plain = ", ".join(f"{gold} as {found}: {n}" for (gold, found), n in sorted(counts.items()))
    caption = f"{table.capitalize()}, {key}: gold down, found across"
    return fragment("confusion", plain, caption=caption, heads=[*values, NOT_FOUND], rows=rows if values else [])


def _cell_kind(gold: str, found: str, count: int) -> str:
    return "" if not count else "right" if gold == found else "wrong"


def examples(measured: Measured, table: str, most: int = 0) -> Fragment:
    """Every miss and false alarm of a table, by class.

    Parameters
    ----------
    measured
        The evaluation.
    table
        The table.
    most
        How many of each class are shown; 0 for all.

    Returns
    -------
    Fragment
        The rows in their sentences.
    """
    return note(measured.missing) if measured.missing else shown.examples(measured.of(table), measured.texts, most)


def differences(measured: Measured, table: str, most: int = 0) -> Fragment:
    """The rows that were found and differ from gold in a field.

    Parameters
    ----------
    measured
        The evaluation.
    table
        The table.
    most
        How many of each field are shown; 0 for all.

    Returns
    -------
    Fragment
        The rows in their sentences.
    """
    return note(measured.missing) if measured.missing else shown.differences(measured.of(table), measured.texts, most)


def calibration(
    measured: Measured, tables: Sequence[str] = ("attributions", "commitments"), name: str = ""
) -> Fragment:
    """The reliability curve of confidence, with its table beside.

    Parameters
    ----------
    measured
        The evaluation.
    tables
        The tables whose rows are judged.
    name
        By which the figure's ids differ from others' on the page.

    Returns
    -------
    Fragment
        A figure and a table.
    """
    from toolkit.evaluation import calibration as reliable
    from toolkit.validation.reliability import curve

    if measured.missing:
        return note(measured.missing)
    curves = {table: reliable.reliability(reliable.judged(measured.cases, table)) for table in tables}
    figure = curve(curves, f"reliability-{name or '-'.join(tables)}")
    return fragment("calibration", reliable.table(curves), figure=figure, curves=list(curves.items()))


def _measures(
    caption: str, heads: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]], notes: Iterable[str] = ()
) -> Fragment:
    plain = "\n".join(f"{name}: " + ", ".join(cell for cell in cells if cell) for name, cells in rows)
    return fragment("measures", plain, caption=caption, heads=heads, rows=rows, notes=list(notes))


def _number(value: float | int | None, digits: int = 3) -> str:
    if value is None:
        return ""
    return str(value) if isinstance(value, int) else f"{value:.{digits}f}"


def _between(bounds: Sequence[float] | None, digits: int = 3) -> str:
    return f"{bounds[0]:.{digits}f} to {bounds[1]:.{digits}f}" if bounds else ""
