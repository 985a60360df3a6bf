"""Analyses that were saved, read back."""

from __future__ import annotations

import gzip
import json
import zlib
from pathlib import Path

from toolkit.articles import Problem
from toolkit.errors import UsageError
from toolkit.export.methods import FORMAT
from toolkit.findings import ArticleAnalysis
from toolkit.results import Analysis
from toolkit.schema import from_json


def load(path: Path | str) -> Analysis:
    """The analysis that :meth:`Analysis.save` wrote, or the one article of a report's data.

    Parameters
    ----------
    path
        The file to read.

    Returns
    -------
    Analysis
        One equal to that which was saved.

    Raises
    ------
    UsageError
        There is no such file, or it is no analysis that this version reads.
    """
    try:
        raw = Path(path).read_bytes()
        found = json.loads(gzip.decompress(raw) if raw.startswith(b"\x1f\x8b") else raw)
        if "article" in found:
            return Analysis([ArticleAnalysis.from_json(found)])
        if found["format"] != FORMAT:
            raise ValueError(f"it is in format {found['format']!r}, but this version reads {FORMAT}")
        problems = [from_json(Problem, row) for row in found["problems"]]
        return Analysis(map(ArticleAnalysis.from_json, found["articles"]), problems)
    except OSError as error:
        raise UsageError(f"{str(path)!r} cannot be opened ({error.strerror or error}).") from None
    except (ValueError, KeyError, TypeError, AttributeError, EOFError, zlib.error) as error:
        raise UsageError(f"{str(path)!r} is no analysis that save() wrote: {error}") from error
