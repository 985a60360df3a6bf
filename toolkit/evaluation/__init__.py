"""Figures against gold: one module an evaluation, with ``evaluate(*paths)`` and ``table(figures)``."""
