"""The working desk of an analysis: rows beside their articles, to be looked through, accepted, rejected and corrected."""

from toolkit.display.desk.widget import Desk

__all__ = ["Desk"]
