"""The built pages document every command, option, column and public name, link to what is there, and work from disk."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

import toolkit
from toolkit.cli.main import main
from toolkit.records import TABLES
from toolkit.schema import columns

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages, built as ``make docs`` does: a broken link, or a page that nothing leads to, fails."""
    pytest.importorskip("pydata_sphinx_theme", reason="Sphinx is not installed (pip install 'readout-toolkit[docs]')")
    folder = tmp_path_factory.mktemp("site")
    build = [sys.executable, "-m", "sphinx", "-q", "--fail-on-warning", "--keep-going", ROOT / "docs", folder]
    done = subprocess.run(build, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def described(site: Path) -> set[str]:
    """All that has a place of its own in the pages, by the names that Sphinx gives it."""
    from sphinx.util.inventory import InventoryFile

    with (site / "objects.inv").open("rb") as file:
        held = InventoryFile.load(file, "", lambda base, uri: uri)
    return {name for kind in held.values() for name in kind}


def commands(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from commands(inner, f"{path}-{name}")


def test_every_command_and_option_is_described(described: set[str]) -> None:
    options = {
        f"{path}.{flag}"
        for path, command in commands(main, "readout")
        for option in command.params
        if isinstance(option, click.Option)
        for flag in (*option.opts, *option.secondary_opts)
    }
    assert len(options) > 300
    assert options - described == set()


def test_every_public_name_is_described(described: set[str]) -> None:
    package = Path(toolkit.__file__).parent
    files = [path for path in package.rglob("__init__.py") if "__all__" in path.read_text(encoding="utf-8")]
    modules = [".".join((package.name, *path.parent.relative_to(package).parts)) for path in files]
    assert "toolkit" in modules
    names = {(module, name) for module in modules for name in importlib.import_module(module).__all__}
    top = {id(getattr(toolkit, name)) for name in toolkit.__all__}
    missing = {f"{module}.{name}" for module, name in names} - described
    assert {name for name in missing if id(_member(name)) not in top} == set()
    assert {f"toolkit.{name}" for name in toolkit.__all__} <= described


def _member(name: str) -> Any:
    module, _, attribute = name.rpartition(".")
    return getattr(importlib.import_module(module), attribute)


def test_every_column_is_described(site: Path) -> None:
    page = (site / "reference" / "tables.html").read_text(encoding="utf-8")
    for table, record in TABLES.items():
        section = re.search(rf'<section id="{table}">.*?</section>', page, re.S)
        assert section, table
        told = set(re.findall(r'<span class="pre">(\w+)</span>', section[0]))
        assert {column.name for column in columns(record)} <= told


def test_every_page_is_in_the_navigation(site: Path) -> None:
    navigation = "".join((site / page).read_text(encoding="utf-8") for page in ("index.html", "how-to.html"))
    linked = set(re.findall(r'href="([\w/.-]+\.html)"', navigation))
    assert {f"{path.stem}.html" for path in (ROOT / "docs").glob("*.md")} <= linked | {"index.html"}


def test_pages_ask_for_nothing_of_the_network_and_fit_a_phone(site: Path, visit: Any) -> None:
    shown = visit(site / "index.html", **PHONE)
    for path in sorted({*site.glob("*.html"), *site.glob("reference/*.html")}):
        shown.page.goto(path.as_uri())
        width = shown.page.evaluate("document.documentElement.scrollWidth")
        assert width <= PHONE["viewport"]["width"], f"{path.name} is {width} pixels wide"
    assert [url for url in shown.asked if not url.startswith(("file:", "data:"))] == []
    assert [said for said in shown.said if "Error" in said] == []


def test_search_works_from_disk(site: Path, visit: Any) -> None:
    shown = visit(site / "index.html")
    shown.page.goto((site / "search.html").as_uri() + "?q=krippendorff")
    shown.page.wait_for_selector("#search-results li a")
    assert "coding.html" in shown.page.inner_html("#search-results")
    assert [said for said in shown.said if "blocked" in said or "Error" in said] == []
