"""A generator of reports with free truth: random facts, many layouts, separators lost on purpose.

`python -m tests.generator` prints how many table rows were read right, refused, missed or, worst,
read wrong without a word. The same seed gives the same documents on every machine.
"""
