"""A project's own codebook: ``readout.yaml`` beside the articles, read and carried out at every run."""

from toolkit.codebook.contents import Codebook
from toolkit.codebook.reading import load

__all__ = ["Codebook", "load"]
