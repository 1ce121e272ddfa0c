"""The tables of sufficiency."""
