"""Pages of voice, by subject."""
