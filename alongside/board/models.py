"""The tables of board."""
