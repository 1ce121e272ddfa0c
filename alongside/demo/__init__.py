"""Wiring: one invented council, Brightwater, built through the actions from a seed and a date."""
