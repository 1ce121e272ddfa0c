"""A council that has not published its offer yet. The folders of the offer's own tests always hold one."""
