"""Tests of the product as a whole; each part's own tests sit beside its code."""
