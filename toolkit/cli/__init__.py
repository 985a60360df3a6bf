"""The command line: ``readout`` and its commands."""
