"""Personal: young people, their advisers, what is owed to them and when."""
