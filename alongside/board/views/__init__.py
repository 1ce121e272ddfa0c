"""The pages of board."""
