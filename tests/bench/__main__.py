"""`make bench`: fills an installation of its own, measures, prints and writes docs/benchmarks.md."""

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path

from tests.bench import filling, report
from tests.bench.costs import costs
from tests.bench.families import Families
from tests.bench.installation import standing
from tests.bench.measures import Measures, Ratio

HOUSEHOLDS, PERSONS = 37_700, 100_000
SEED = 20180927
PARTS = ("page", "name", "create", "import")


def main() -> None:
    """Measure everything, or the parts named; only the whole is written to the report."""
    asked = argparse.ArgumentParser(prog="make bench")
    asked.add_argument("parts", nargs="*", metavar="part", help=f"of {', '.join(PARTS)}")
    parts = asked.parse_args().parts or PARTS
    if unknown := set(parts) - set(PARTS):
        asked.error(f"no such part: {', '.join(sorted(unknown))}")
    began = time.monotonic()
    say("  an installation of its own …")
    with standing() as bench, tempfile.TemporaryDirectory(prefix="bangfu-bench-") as folder:
        villages = asyncio.run(filling.villages(bench.admin))
        families = Families(SEED)
        filed = list(families.of_sizes(villages, families.sizes(HOUSEHOLDS, PERSONS)))
        say(f"  {HOUSEHOLDS:,} households, {PERSONS:,} persons …")
        filled_from = time.monotonic()
        asyncio.run(filling.put_on_file(bench.settings, filed))
        asyncio.run(filling.settle(bench.admin))
        say(f"  filled in {time.monotonic() - filled_from:.0f} s")
        measures = Measures(bench, villages, filed, families)
        del filed
        ratios: list[Ratio] = []
        for part in parts:
            say(f"  {part} …")
            found = measures.of(part, Path(folder))
            ratios += found
            say(report.table(found))
        notes = costs()
    say(report.lines(notes))
    if set(parts) == set(PARTS):
        report.write(ratios, notes, seconds=time.monotonic() - began)
        say(f"  written to {report.TARGET.name} after {time.monotonic() - began:.0f} s")


def say(text: str) -> None:
    """A line for whoever waits."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
