"""Paragraph → sentences → clauses, with their figures and the words that link them."""
