"""Prefect around the core."""
