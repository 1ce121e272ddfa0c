"""What holds everywhere: doors, routes, page manners, documents."""
