"""Names of files that Readout writes: never an article's own words, always safe, always the same."""

from __future__ import annotations

import hashlib

MAX_SLUG = 60


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
