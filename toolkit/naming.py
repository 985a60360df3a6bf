"""Names that Readout gives: of files, never an article's own words, always safe and the same; and of articles."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

MAX_SLUG = 60
MATHLESS = "tex2jax_ignore mathjax_ignore"
"""Classes of HTML in which MathJax (version 2; 3 and later) looks for no formulas: two dollar amounts are none."""
MANIFEST = ".readout.json"
"""In a folder of reports, the file that lists what Readout made there."""

CORRECTIONS = "corrections.jsonl"
"""In a folder of articles, the file of a person's decisions on what is found in them."""

SAMPLE_PLAN = "plan.json"
"""Beside the sheets of coders, the file that says what was drawn for them."""

CODEBOOK = "readout.yaml"
"""In a folder of articles, the file of the project's topics, actors, kinds of expert, columns to hide, threshold and title."""


def output_name(doc_id: str) -> str:
    """The stem of the files written for an article: a slug of its id and a hash of it.

    Parameters
    ----------
    doc_id
        Any string; quotes, braces, ``../``, line ends and letters of any script are all harmless here.

    Returns
    -------
    str
        Lower-case ASCII letters, digits and hyphens only, at most 73 characters: a slug of at most 60 characters,
        a hyphen, and the first 12 hex digits of the SHA-256 of the id. Different ids have different names, also on
        file systems that ignore case.
    """
    from slugify import slugify

    digest = hashlib.sha256(doc_id.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    encodable = doc_id[:400].encode("utf-8", "replace").decode()
    slug = slugify(encodable, max_length=MAX_SLUG, word_boundary=True) or "article"
    return f"{slug}-{digest}"


def all_different(names: Sequence[str]) -> tuple[list[str], list[str]]:
    """The names with each that comes again made another, and what is to be told of that.

    The first keeps its name; others get ``-2``, ``-3`` ... so that no article takes the place of another.
    """
    taken = set(names)
    seen: Counter[str] = Counter()
    different: list[str] = []
    changed: dict[str, list[str]] = {}
    for name in names:
        seen[name] += 1
        new = name
        while seen[name] > 1 and (new := f"{name}-{seen[name]}") in taken:
            seen[name] += 1
        if new != name:
            changed.setdefault(name, []).append(repr(new))
        different.append(new)
    told = [
        f"{len(others) + 1} articles have the id {name!r}: all but the first are now {', '.join(others[:5])}"
        + (" ..." if len(others) > 5 else "")
        for name, others in changed.items()
    ]
    return different, told
