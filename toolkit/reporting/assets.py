"""Style, script and policy of the pages; light enough for a process that makes none itself."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

from markupsafe import Markup

from toolkit.display.render import stylesheet

TEMPLATES = Path(__file__).parent / "templates"


@cache
def assets(paged: bool = False) -> dict[str, Markup]:
    """The style, the script and the policy that allows exactly this script, for a page's head.

    Parameters
    ----------
    paged
        Whether the page has long tables, which need more of both.
    """
    names = ("marks.js", "page.js", *(["tables.js"] if paged else []))
    style = (TEMPLATES / "page.css").read_text(encoding="utf-8") + stylesheet(paged)
    script = "".join((TEMPLATES / name).read_text(encoding="utf-8") for name in names)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = (
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; "
        f"script-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    return {"style": Markup(style), "script": Markup(script), "policy": Markup(policy)}


def has_rows(page: Path) -> bool:
    """Whether a page shows rows that links can lead to; a notebook of one's own need not."""
    try:
        return ' id="row-' in page.read_text(encoding="utf-8")
    except OSError:
        return False
