"""Matched tables → records, or rejects."""
