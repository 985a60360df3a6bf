"""Archives that are the same to the byte whenever they are made."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable

_EPOCH = (1980, 1, 1, 0, 0, 0)
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def packed(files: Iterable[tuple[str, bytes]]) -> bytes:
    """A ZIP archive of files in the order given, dated to the first day that ZIP knows.

    Parameters
    ----------
    files
        Names within the archive, and contents.

    Returns
    -------
    bytes
        The archive.
    """
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return raw.getvalue()


def repacked(raw: bytes) -> bytes:
    """The same archive without the time it was made, in the entries and in the properties of an Office document.

    Parameters
    ----------
    raw
        A ZIP archive.

    Returns
    -------
    bytes
        The archive, packed anew.
    """
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return packed(
            (name, _STAMP.sub(rb"\g<1>1980-01-01T00:00:00Z", archive.read(name))) for name in archive.namelist()
        )
