"""What young people say: consultations, and what came of them."""
