"""A generator of reports with free truth: random facts, many layouts, separators lost on purpose.

`python -m tests.generator` prints how many records were read right, refused, missed or, worst, read
wrong without a word. `--write FOLDER` writes the documents and their truth for other programs to read.
The same seed gives the same documents on every machine.
"""
