"""Enough of the right homes: snapshot, forecast, levers, and how wrong the last one was."""
