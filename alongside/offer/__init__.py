"""Public: the local offer: its content, the checker, and how the law works."""
