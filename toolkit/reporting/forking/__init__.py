"""Notebooks run in forks of one warm process: a papermill engine that starts no kernel."""
