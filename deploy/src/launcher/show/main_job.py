"""From a roster to the city's table: figures, scope, and an import that survives kills."""

from collections.abc import Iterator

from launcher.figures.report import Asked, check, shown
from launcher.show import kills, scope
from launcher.show.checks import Check, Context, Shown, by_hand

REGISTRY_KEYS = (
    "poor_households",
    "poor_persons",
    "no_labour_households",
    "no_labour_persons",
    "safety_net_households",
    "safety_net_persons",
)


CITY = "1310"


def figures_agree(*keys: str) -> Check:
    """Each figure at every level: the published value, its rows, the sum of its children."""

    def run(context: Context) -> Iterator[Shown]:
        for key in keys:
            outcome = check(context.standing, Asked(keys=(key,), level="all"), lambda _line: None)
            if outcome.not_built:
                yield Shown(key, "counted", "not built", False)
                continue
            faults = [line for line in outcome.lines if line.faults]
            city = next(line for line in outcome.lines if line.figure.region == CITY)
            what = f"{key}: value, rows, sum of children in {len(outcome.lines)} regions"
            yield Shown(what, city.wanted_text, shown(city.figure.value), not faults)
            for line in faults[:5]:
                region = f"{key} {line.figure.region} {', '.join(line.faults)}"
                yield Shown(region, line.wanted_text, shown(line.figure.value), False)

    return Check(f"figures {', '.join(keys)}", run)


CHECKS = (
    by_hand(
        "fresh clone, emptied environment and data, as root and as a user",
        "`make run`, the story, `make test`",
    ),
    figures_agree(*REGISTRY_KEYS),
    figures_agree("goslings_per_household"),
    scope.CHECK,
    kills.CHECK,
    by_hand("speed", "`make bench`, the table in docs/benchmarks.md"),
)
