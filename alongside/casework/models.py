"""Nouns of casework."""
