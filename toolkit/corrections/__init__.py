"""A researcher's corrections: decisions in a file beside the articles, carried out again at every run."""

from toolkit.corrections.decisions import Action, Decision
from toolkit.corrections.log import Corrections
from toolkit.corrections.replay import Stale, replay

__all__ = ["Action", "Corrections", "Decision", "Stale", "replay"]
