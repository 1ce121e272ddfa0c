"""The ground: accounts, roles, audit, clock, disclosure control, the design system and the base page."""
