"""Tables in running text: the columns are grammars, a table is the best way to cut it."""
