"""Attributions: source, cue and content, the speakers behind them and those they speak to."""
