"""Pages of partners, a file a subject."""
