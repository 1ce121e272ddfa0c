"""What is fast, measured side by side with what else a user could pick. Ratios, and medians of several runs."""
