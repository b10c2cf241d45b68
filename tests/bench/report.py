"""The table on the terminal, and docs/benchmarks.md."""

import os
import platform
import statistics
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from launcher.installation import CLONE
from tests.bench.costs import Cost
from tests.bench.measures import ROUNDS, SLICE_SECONDS, SLICES, Ratio

TARGET = CLONE / "docs" / "benchmarks.md"
_WORDS = Path(__file__).with_name("report.md")
_HEAD = (
    "| Work | Goal | Share of bare | min–max | Product | Bare | Processor time | Its share | |\n"
    "|---|---|---|---|---|---|---|---|---|"
)


def table(ratios: Sequence[Ratio]) -> str:
    """The ratios as a Markdown table: medians over the rounds."""
    return "\n".join([_HEAD, *(_row(ratio) for ratio in ratios)])


def _row(ratio: Ratio) -> str:
    low, high = min(ratio.shares), max(ratio.shares)
    product, bare = statistics.median(ratio.product), statistics.median(ratio.bare)
    cpu = [statistics.median(times) for times in (ratio.product_cpu, ratio.bare_cpu)]
    return (
        f"| {ratio.name} | ≥ {ratio.goal:.2f} | **{ratio.share:.2f}** | {low:.2f}–{high:.2f} "
        f"| {product:,.0f} {ratio.unit} | {bare:,.0f} "
        f"| {cpu[0]:.2f} ms, {cpu[1]:.2f} ms | {ratio.cpu_share:.2f} "
        f"| {'met' if ratio.met else '**missed**'} |"
    )


def lines(costs: Sequence[Cost]) -> str:
    """The costs as a Markdown table."""
    rows = [f"| {cost.name} | {cost.goal} | {_duration(cost.seconds)} |" for cost in costs]
    return "\n".join(["| Cost | Known before | Measured |", "|---|---|---|", *rows])


def _duration(seconds: float) -> str:
    return f"{seconds * 1e3:.1f} ms" if seconds >= 1e-3 else f"{seconds * 1e6:.1f} µs"


def write(ratios: Sequence[Ratio], costs: Sequence[Cost], *, seconds: float) -> None:
    """Write the report: words from `report.md`, numbers from this run."""
    missed = [ratio for ratio in ratios if not ratio.met]
    short = (
        "All goals are met."
        if not missed
        else "Missed by the clock: "
        + "; ".join(f"{ratio.name} ({ratio.share:.2f} of {ratio.goal:.2f})" for ratio in missed)
        + "."
    )
    parts = {
        "{{table}}": table(ratios),
        "{{costs}}": lines(costs),
        "{{missed}}": short,
        "{{machine}}": _machine(),
        "{{when}}": f"{datetime.now(UTC):%Y-%m-%d}",
        "{{minutes}}": f"{seconds / 60:.0f}",
        "{{rounds}}": str(ROUNDS),
        "{{seconds}}": f"{SLICES} × {SLICE_SECONDS} s",
        "{{rounds-in-full}}": "\n".join(_rounds(ratio) for ratio in ratios),
    }
    text = _WORDS.read_text(encoding="utf-8")
    for mark, value in parts.items():
        text = text.replace(mark, value)
    TARGET.write_text(text, encoding="utf-8")


def _rounds(ratio: Ratio) -> str:
    shares = ", ".join(f"{share:.2f}" for share in ratio.shares)
    return f"- {ratio.name}: {shares} ({'; '.join(ratio.notes)})"


def _machine() -> str:
    model = platform.processor() or platform.machine()
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
            break
    load_average = os.getloadavg()[2]
    return (
        f"{os.cpu_count()} cores ({model}), Linux {platform.release().split('-')[0]}, "
        f"Python {platform.python_version()}, load average over a quarter of an hour {load_average:.1f}"
    )
