"""`python -m tests.bench [NAME …]`: run the benchmarks, print medians with spread, write JSON."""

import argparse
import asyncio
import json
import os
import platform
import sys
from dataclasses import asdict
from pathlib import Path

from tests.bench import delivering, naming, polling, reading, starting
from tests.bench.measure import Benchmark, Figure

BENCHMARKS: dict[str, Benchmark] = {
    "starting": starting.bench,
    "reading": reading.bench,
    "naming": naming.bench,
    "polling": polling.bench,
    "delivering": delivering.bench,
}


def main() -> None:
    """Run what was asked for, or everything."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(BENCHMARKS)}")
    parser.add_argument("--json", type=Path, default=Path("out/bench.json"), metavar="FILE")
    arguments = parser.parse_args()
    if unknown := [name for name in arguments.names if name not in BENCHMARKS]:
        parser.error(f"there is no benchmark {unknown[0]!r}; there are {', '.join(BENCHMARKS)}")
    machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    print(f"{machine}\n")
    figures: dict[str, list[Figure]] = {}
    for name in arguments.names or BENCHMARKS:
        print(name)
        figures[name] = list(asyncio.run(BENCHMARKS[name]()))
        for figure in figures[name]:
            print(f"  {figure.line()}")
        sys.stdout.flush()
    arguments.json.parent.mkdir(parents=True, exist_ok=True)
    written = {name: [asdict(figure) for figure in some] for name, some in figures.items()}
    arguments.json.write_text(
        json.dumps({"machine": machine, "figures": written}, indent=2), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
