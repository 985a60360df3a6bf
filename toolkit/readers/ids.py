"""Ids of articles: the file's stem, told apart where two files share it."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Sequence

from toolkit.readers.files import Found, absolute, inner


def clean_id(name: str) -> str:
    """A name composed (NFC), with control characters and undecodable bytes replaced by ``_``."""
    composed = unicodedata.normalize("NFC", name)
    return "".join(c if c.isprintable() else "_" for c in composed).strip() or "article"


def document_ids(files: Sequence[Found]) -> list[str]:
    """The id of each file, all different: its stem, and a short hash of its place where several have that stem.

    The hash is made of the path below the folder that was given (of folder and name, for a single file), so that it
    depends neither on the order of reading nor on the working directory.
    """
    ids = _told_apart([clean_id(inner(f.path).stem) for f in files], [f.key for f in files])
    return _told_apart(ids, [absolute(f.path) for f in files])


def _told_apart(ids: list[str], keys: list[str]) -> list[str]:
    count = Counter(ids)
    return [
        f"{name}-{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}" if count[name] > 1 else name
        for name, key in zip(ids, keys, strict=True)
    ]
