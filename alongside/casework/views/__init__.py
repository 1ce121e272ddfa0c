"""Pages of casework. Each makes one call to read and, where something is sent, one to act."""
