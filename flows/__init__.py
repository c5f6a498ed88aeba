"""Prefect around the core: the only place that imports it.

The core works without: these flows add recorded runs, schedules, retries and a page to look at.
"""
