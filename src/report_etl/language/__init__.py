"""Chinese without documents: numerals, dates, quantities, names; pure functions on `str`."""
