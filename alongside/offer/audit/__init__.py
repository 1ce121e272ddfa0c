"""The audit of an offer against the check-list: what shows that an item is met; other councils' feeds."""
