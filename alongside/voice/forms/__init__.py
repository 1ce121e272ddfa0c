"""Forms of voice, by subject."""
