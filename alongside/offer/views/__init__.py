"""Pages of the offer that are not in its tree of pages."""
