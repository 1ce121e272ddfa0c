"""Public: the organisations that keep the promises with the council, and who acts for them."""
