"""Forms of partners, a file a subject."""
