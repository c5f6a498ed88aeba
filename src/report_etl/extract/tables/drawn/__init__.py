"""Tables told by where their cells stand on the page: between lines, in columns of white space."""
