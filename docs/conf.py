"""How Sphinx builds these pages (``make docs``): all they need comes from PyPI, and they ask nothing of the network."""

from __future__ import annotations

import re
import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any

import click

import toolkit
from toolkit.cli.main import main
from toolkit.records import TABLES
from toolkit.schema import codebook

project = "Readout"
author = "The Readout developers"
release = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"][
    "version"
]

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx_click", "numpydoc"]
exclude_patterns = ["_build"]
myst_heading_anchors = 4
numpydoc_show_class_members = False  # autodoc lists them
autodoc_default_options = {"members": True, "imported-members": True, "inherited-members": "Mapping, Exception"}
autodoc_typehints = "signature"
autodoc_member_order = "bysource"
python_use_unqualified_type_names = True

root_doc = "index"

html_theme = "pydata_sphinx_theme"
html_static_path = ["_static"]
html_css_files = ["readout.css"]
html_title = f"Readout {release}"
html_show_sphinx = False
html_copy_source = False
html_show_search_summary = False  # it is fetched, which browsers refuse for pages opened from disk
html_last_updated_fmt = None  # the same sources give the same pages
html_theme_options: dict[str, Any] = {
    "header_links_before_dropdown": 7,
    "navbar_align": "left",
    "navbar_end": ["theme-switcher"],
    "show_prev_next": True,
    "footer_start": [],
    "footer_end": [],
    "secondary_sidebar_items": ["page-toc"],
    "show_toc_level": 2,
}
html_sidebars: dict[str, list[str]] = {
    page: [] for page in ("index", "tutorial", "how-it-decides", "accuracy", "comparison")
}
"""Pages of no section have nothing to list beside them."""

TABLES_HERE = "<!-- every table and column stands here -->"
FURTHER_HERE = "further-pages"
PACKAGES_HERE = "<!-- every package stands here -->"


def _further() -> list[str]:
    """Pages of this folder that no table of contents names yet: they go to the end of one."""
    pages = {path.stem: path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("*.md")}
    named = {name for text in pages.values() for name in re.findall(r"^(?:.* <)?([\w-]+)>?$", text, re.M)}
    return sorted(pages.keys() - named - {root_doc})


def _packages() -> str:
    """A section for each package that says what it offers, but for what ``import toolkit`` offers as well."""
    root = Path(toolkit.__file__).parent
    inits = (path for path in sorted(root.glob("*/**/__init__.py")) if "__all__" in path.read_text(encoding="utf-8"))
    names = [".".join(("toolkit", *path.parent.relative_to(root).parts)) for path in inits]
    top = [getattr(toolkit, name) for name in toolkit.__all__]
    section = "## {0}\n\n```{{eval-rst}}\n.. automodule:: {0}\n   :exclude-members: {1}\n```\n"
    return "\n".join(
        section.format(name, ", ".join(key for key, member in vars(import_module(name)).items() if member in top))
        for name in names
    )


def _fill(app: Any, page: str, source: list[str]) -> None:
    """Put what is gathered from the package, and pages named nowhere, where a page asks for them."""
    for place, filled in (
        (TABLES_HERE, codebook(TABLES)),
        (FURTHER_HERE, "\n".join(_further())),
        (PACKAGES_HERE, _packages()),
    ):
        source[0] = source[0].replace(place, filled)


def _escape(app: Any, context: Any, lines: list[str]) -> None:
    """Keep an option's help from being read as markup: ``plover/*.jsonl``."""
    lines[:] = [line.replace("*.", r"\*.") for line in lines]


def setup(app: Any) -> None:
    """Connect with Sphinx, and load the commands that are loaded when first asked for: sphinx-click lists what is there."""
    for name in main.list_commands(click.Context(main)):
        main.get_command(click.Context(main), name)
    app.connect("sphinx-click-process-options", _escape)
    app.connect("source-read", _fill)
