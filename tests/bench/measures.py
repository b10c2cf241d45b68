"""What is measured: each run of the product beside a run of the bare thing, five times in turn."""

import asyncio
import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count, islice
from pathlib import Path
from random import Random
from typing import Final
from urllib.parse import urlencode

import orjson

from registry_api.households.drafts import HouseholdDraft
from tests.bench import load
from tests.bench.bare_import import bare_import
from tests.bench.families import Families, form, roster
from tests.bench.installation import Bench
from tests.bench.load import Call, Calls, Load
from tests.bench.product_import import product_import

ROUNDS: Final = 5
SLICES: Final = 6
SLICE_SECONDS: Final = 0.5
"""A round is so many slices of each side in turn."""
# More officials than one, as the gateway limits the calls of each.
_OFFICIALS: Final = 64
_CREATES: Final = 2000
_IMPORT: Final = (3_770, 10_000)
_BASE: Final = "/api/registry/v1/households"


@dataclass
class Ratio:
    """One line of the table: rates of the product and of the bare thing, one of each a round."""

    name: str
    goal: float
    unit: str
    product: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)
    product_cpu: list[float] = field(default_factory=list)
    bare_cpu: list[float] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def shares(self) -> list[float]:
        """The product's share of the bare rate, round by round."""
        return [one / other for one, other in zip(self.product, self.bare, strict=True)]

    @property
    def cpu_share(self) -> float:
        """Processor time of the bare thing over the product's: the share on a machine that is full."""
        return statistics.median(
            one / other for one, other in zip(self.bare_cpu, self.product_cpu, strict=True)
        )

    @property
    def share(self) -> float:
        """The median of the rounds."""
        return statistics.median(self.shares)

    @property
    def met(self) -> bool:
        """Whether the goal is reached."""
        return self.share >= self.goal


class Measures:
    """The measures of one standing installation with its villages and its supply of new families."""

    def __init__(
        self, bench: Bench, villages: Sequence[str], filed: Sequence[HouseholdDraft], more: Families
    ) -> None:
        self._bench = bench
        self._villages = villages
        self._rng = Random(7)
        self._more = more
        self._townships = sorted({draft.region_key[:9] for draft in filed})
        self._counties = sorted({key[:6] for key in villages})
        self._given = _common_pairs(filed)
        self._tokens = {
            county: bench.tokens("county-officer", county, -(-_OFFICIALS // len(self._counties)))
            for county in self._counties
        }

    def of(self, part: str, folder: Path) -> list[Ratio]:
        """The ratios of one part; rosters lie in `folder`."""
        match part:
            case "page":
                return self.page()
            case "name":
                return [self.name()]
            case "create":
                return [self.create()]
            case "import":
                return [self.imports(folder)]
        raise ValueError(part)

    def page(self) -> list[Ratio]:
        """A township's page straight from the registry, then through the gateway in both compositions."""
        bench = self._bench
        townships = self._rng.sample(self._townships, min(60, len(self._townships)))
        bare = self._by(
            [Call("GET", f"{bench.bare}/page?{urlencode({'region': key})}", "") for key in townships], "bare"
        )
        product = [
            self._by(self._pages(bench.direct, townships), "registry"),
            self._by(self._pages(bench.composed, townships), "composed"),
            self._by(self._pages(bench.split, townships), "gateway", "registry"),
        ]
        ratios = [
            Ratio("page of 20 households of one township", 0.35, "requests/s"),
            Ratio("the same page through the gateway, one process", 0.95, "requests/s"),
            Ratio("the same page through the gateway, split on uvicorn", 0.40, "requests/s"),
        ]
        for _ in _rounds():
            against, direct, composed, split = _run(bare, *product)
            _note(ratios[0], direct, against)
            _note(ratios[1], composed, direct)
            _note(ratios[2], split, direct)
        return ratios

    def name(self) -> Ratio:
        """Two neighbouring characters of a name, in one county, sorted by name."""
        asked = [
            (county, pair)
            for county in self._counties
            for pair in self._rng.sample(self._given[county], min(12, len(self._given[county])))
        ]
        self._rng.shuffle(asked)
        product = [
            Call("GET", f"{self._bench.direct}{_BASE}?{urlencode({'q': pair, 'sort': 'name'})}",
                 self._rng.choice(self._tokens[county]))
            for county, pair in asked
        ]  # fmt: skip
        bare = [
            Call("GET", f"{self._bench.bare}/name?{urlencode({'county': county, 'q': pair})}", "")
            for county, pair in asked
        ]
        ratio = Ratio("name search, two characters inside, one county, sorted", 0.35, "requests/s")
        for _ in _rounds():
            _note(ratio, *_run(self._by(product, "registry"), self._by(bare, "bare")))
        return ratio

    def create(self) -> Ratio:
        """A household of three persons, against one statement that inserts them."""
        ratio = Ratio("create a household of three", 0.08, "requests/s")
        for _ in _rounds():
            families = list(self._more.of_sizes(self._villages, [3] * _CREATES))
            bodies = [orjson.dumps(form(draft)).decode() for draft in families]
            product = [
                Call("POST", self._bench.direct + _BASE,
                     self._rng.choice(self._tokens[draft.region_key[:6]]), body)
                for draft, body in zip(families, bodies, strict=True)
            ]  # fmt: skip
            bare = [Call("POST", f"{self._bench.bare}/household", "", body) for body in bodies]
            made, against = _run(self._by(product, "registry"), self._by(bare, "bare"))
            if made.used > _CREATES:
                raise RuntimeError("the forms of a round ran out")
            _note(ratio, made, against)
        return ratio

    def imports(self, folder: Path) -> Ratio:
        """A roster of 10,000 persons from the file to the last committed household."""
        ratio = Ratio("validated import of 10,000 persons", 0.10, "persons/s")
        for turn, county in zip(_rounds(), self._counties, strict=False):
            villages = [key for key in self._villages if key.startswith(county)]
            drafts = self._more.of_sizes(villages, self._more.sizes(*_IMPORT))
            path = str(folder / f"roster-{turn}.xlsx")
            persons = roster(list(drafts), path)
            with self._timed(persons, ratio.bare, ratio.bare_cpu, "postgres"):
                worked = time.process_time()
                asyncio.run(bare_import(self._bench.admin, path))
                worked = time.process_time() - worked
            ratio.bare_cpu[-1] += 1000 * worked / persons
            with self._timed(persons, ratio.product, ratio.product_cpu, "registry", "worker", "postgres"):
                took = product_import(self._bench.direct, self._tokens[county][0], path)
            if took.persons != persons:
                raise ValueError(f"{took.persons} of {persons} persons were written")
            ratio.notes.append(f"preview {took.preview:.2f} s, commit {took.commit:.2f} s")
        return ratio

    def _by(self, calls: list[Call], *names: str) -> Calls:
        """Requests with the processes that answer them: these and PostgreSQL."""
        return Calls(calls, [self._bench.processes[name] for name in (*names, "postgres")])

    @contextmanager
    def _timed(self, units: int, rates: list[float], cpu: list[float], *names: str) -> Iterator[None]:
        """Note how many units a second the block does, and the processor time a unit of these processes."""
        processes = [self._bench.processes[name] for name in names]
        worked, began = load.processor_seconds(processes), time.perf_counter()
        yield
        rates.append(units / (time.perf_counter() - began))
        cpu.append(1000 * (load.processor_seconds(processes) - worked) / units)

    def _pages(self, address: str, townships: Sequence[str]) -> list[Call]:
        return [
            Call("GET", f"{address}{_BASE}?{urlencode({'region': key})}", token)
            for key in townships
            for token in self._rng.sample(self._tokens[key[:6]], 2)
        ]


def _run(*sets: Calls) -> list[load.Result]:
    """One round: the sets in turn, slice by slice."""
    results = load.run(Load(list(sets), SLICE_SECONDS, SLICES))
    for result in results:
        if result.failed:
            raise RuntimeError(f"answers that are no success: {result.failed}")
    return results


def _rounds() -> Iterator[int]:
    return islice(count(), ROUNDS)


def _note(ratio: Ratio, product: load.Result, bare: load.Result) -> None:
    ratio.product.append(product.rate)
    ratio.bare.append(bare.rate)
    ratio.product_cpu.append(product.cpu)
    ratio.bare_cpu.append(bare.cpu)
    ratio.notes.append(f"median wait {product.median:.1f} ms against {bare.median:.1f} ms")


def _common_pairs(filed: Sequence[HouseholdDraft]) -> dict[str, list[str]]:
    """By county, pairs of neighbouring characters, each as often as it stands in a name."""
    pairs: dict[str, list[str]] = {}
    for draft in filed:
        for member in draft.members:
            for place in range(len(member.name) - 1):
                pairs.setdefault(draft.region_key[:6], []).append(member.name[place : place + 2])
    return pairs
