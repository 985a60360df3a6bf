"""How right it is, shown: measures, misses and reliability as a page made by ``notebooks/validate.ipynb``."""
