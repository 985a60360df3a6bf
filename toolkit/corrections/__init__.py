"""A researcher's corrections: decisions in a file beside the articles, carried out again at every run."""

from toolkit.corrections.decisions import Decision
from toolkit.corrections.log import Corrections
from toolkit.corrections.replay import Stale, replay

__all__ = ["Corrections", "Decision", "Stale", "replay"]
