"""Who or what a figure is about, and what is measured of it."""
