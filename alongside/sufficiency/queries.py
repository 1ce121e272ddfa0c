"""What is known of homes and places, answered in frozen records."""
