"""What people type into the board's pages."""
