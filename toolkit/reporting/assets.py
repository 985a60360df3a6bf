"""Style, script and policy of the pages; light enough for a process that makes none itself."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

from markupsafe import Markup

from toolkit.display.render import style_element

TEMPLATES = Path(__file__).parent / "templates"


@cache
def assets() -> dict[str, Markup]:
    """The style, the script and the policy that allows exactly this script, for a page's head."""
    style = (TEMPLATES / "page.css").read_text(encoding="utf-8") + style_element()[len("<style>") : -len("</style>")]
    script = (TEMPLATES / "page.js").read_text(encoding="utf-8")
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
