"""Rewrite everything that is generated from the code: read the diff before you commit it.

python -m tests.golden
"""

from __future__ import annotations

import subprocess
import sys

from tests.golden.samples import SAMPLES, all_samples


def main() -> None:
    subprocess.run([sys.executable, str(SAMPLES / "draw.py")], check=True)
    for sample in all_samples():
        sample.expected.write_text(sample.extract_json(), encoding="utf-8")


if __name__ == "__main__":
    main()
