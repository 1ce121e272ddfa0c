"""The pages of sufficiency."""
