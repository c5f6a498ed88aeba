"""Other libraries, each in a virtual environment of its own; never required.

python -m tests.bench.peers    create the environments under var/bench (a few minutes, a network)
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.bench.runs import ROOT, child, last_line, scratch

HOME = ROOT / "var" / "bench"
# name → what to install, and the program that reads a file and prints {"rate": …, "mentions": …}
PEERS: dict[str, tuple[list[str], str]] = {
    "recognizers-text 1.0.2a2": (
        ["recognizers-text-suite==1.0.2a2", "emoji<2", "setuptools<81"],
        """
import json, re, sys, time, warnings
warnings.filterwarnings("ignore")
from recognizers_number import recognize_number, recognize_percentage
from recognizers_number_with_unit import recognize_currency
from recognizers_date_time import recognize_datetime
functions = (recognize_number, recognize_percentage, recognize_currency, recognize_datetime)
text = open(sys.argv[1], encoding="utf-8").read()
sentences = [part for part in re.split("(?<=。)", text) if part]
for function in functions: function("2024年", "zh-cn")
start, mentions = time.process_time(), 0
for sentence in sentences:
    for function in functions:
        try: mentions += len(function(sentence, "zh-cn"))
        except Exception: pass
print(json.dumps({"rate": len(text) / (time.process_time() - start), "mentions": mentions}))
""",
    ),
    "jionlp 1.5.31": (
        ["jionlp==1.5.31"],
        """
import contextlib, io, json, logging, os, re, sys, time
logging.disable(50); os.environ["TZ"] = "Asia/Shanghai"; time.tzset()
with contextlib.redirect_stdout(io.StringIO()): import jionlp
functions = (jionlp.ner.extract_money, jionlp.ner.extract_time)
text = open(sys.argv[1], encoding="utf-8").read()
sentences = [part for part in re.split("(?<=。)", text) if part]
with contextlib.redirect_stdout(io.StringIO()):
    for function in functions: function("2024年100元")
    start, mentions = time.process_time(), 0
    for sentence in sentences:
        for function in functions:
            try: mentions += len(function(sentence, with_parsing=True))
            except Exception: pass
    used = time.process_time() - start
print(json.dumps({"rate": len(text) / used, "mentions": mentions}))
""",
    ),
}


def python_of(name: str) -> Path:
    """The interpreter of a peer's environment."""
    return HOME / name.split()[0] / "bin" / "python"


def measure(name: str, text: str) -> dict[str, float] | str:
    """Speed and number of mentions of a peer, or why there are none."""
    python = python_of(name)
    if not python.exists():
        return "not installed (python -m tests.bench.peers installs it)"
    source = scratch() / "peer.txt"
    source.write_text(text, encoding="utf-8")
    done = child([str(python), "-c", PEERS[name][1], str(source)], cwd=HOME, limit=300)
    if done.returncode:
        return last_line(done)
    result: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return result


def install() -> None:
    """Create every environment that is not there yet."""
    for name, (packages, _) in PEERS.items():
        python = python_of(name)
        if python.exists():
            continue
        subprocess.run([sys.executable, "-m", "venv", str(python.parents[1])], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *packages], check=True)
        print(f"{name}: installed")


if __name__ == "__main__":
    install()
