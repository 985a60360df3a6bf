"""Fitting the shipped weights anew; needs gold data that is not part of the package."""
