"""What is planted in every village before anything is asked: each village's own words, seen nowhere else."""

import io
import zipfile
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

import httpx

from kit import masks
from kit.ids import uuid7
from tests.plugins import acts, people
from tests.plugins.city import City, Official

HEADS: Final = {
    "131002100200": "令狐水赤",
    "131002100201": "令狐水橙",
    "131002101200": "令狐水黄",
    "131022100200": "令狐水绿",
    "131022101200": "令狐水青",
}
"""Village → the head of its one registered household."""
_PLACES: Final = {
    "131002100200": ("落垡镇", "甲村"),
    "131002100201": ("落垡镇", "乙村"),
    "131002101200": ("码头镇", "丙村"),
    "131022100200": ("固安镇", "丁村"),
    "131022101200": ("宫村镇", "戊村"),
}


@dataclass(frozen=True)
class Target:
    """What a request is aimed at: the things of one village, or things that are nowhere."""

    village: str
    village_name: str
    head_name: str
    id_number: str
    household: str
    official_no: str
    etag: str
    head: str
    son: str
    signature: str
    handover: str
    handover_etag: str
    batch: str
    import_id: str
    uploader: UUID
    file_name: str

    @property
    def marks(self) -> tuple[str, ...]:
        """Words that tell of this village's people, wherever they stand."""
        return (
            self.head_name, masks.name(self.head_name), self.id_number, self.household, self.official_no,
            self.head, self.son, self.signature, self.handover, self.batch,
        )  # fmt: skip

    @property
    def upload_marks(self) -> tuple[str, ...]:
        """Words that tell of the county's upload."""
        return (self.import_id, self.file_name)

    @property
    def absent(self) -> "Target":
        """Things of the same form that are nowhere."""
        return replace(
            self,
            village=self.village[:2] + "9999999999",
            village_name="无此村",
            head_name="令狐水无",
            id_number=people.id_number(),
            household=str(uuid7()),
            official_no="13999900000001",
            head=str(uuid7()),
            son=str(uuid7()),
            signature=str(uuid7()),
            handover=str(uuid7()),
            batch="YE-NONE",
            import_id=str(uuid7()),
        )


@dataclass(frozen=True)
class Planted:
    """The villages of both counties, and who sees which of their words."""

    city: City
    targets: dict[str, Target]

    def foreign_to(self, region: str | None) -> list[str]:
        """All words that nobody in this region may meet."""
        return [
            mark
            for target in self.targets.values()
            for mark in (
                *(target.marks if not region or not target.village.startswith(region) else ()),
                *(target.upload_marks if not region or not target.village.startswith(region[:6]) else ()),
            )
        ]


async def plant(city: City) -> Planted:
    """Import a roster in each county, with one household in error, and hand over geese in each village."""
    targets: dict[str, Target] = {}
    for county in sorted({village[:6] for village in HEADS}):
        villages = [village for village in HEADS if village.startswith(county)]
        rosters = {village: people.roster_rows(*_PLACES[village], HEADS[village]) for village in villages}
        failed = people.roster_rows(*_PLACES[villages[0]], "令狐误", 脱贫标志="九")
        by = acts.officer(city, county)
        name = f"名册{county}.csv"
        shown = await acts.write_roster(by, people.roster_csv([*rosters.values(), failed]), name)
        assert (shown["counts"]["written"], shown["counts"]["errors"]) == (len(villages), 1), shown
        for village in villages:
            targets[village] = await _target(city, village, rosters[village][0], shown, by)
    return Planted(city, targets)


async def _target(city: City, village: str, row: dict[str, str], shown: acts.Answer, by: Official) -> Target:
    clerk = acts.clerk(city, village)
    listed = acts.done(await clerk.get(f"{acts.REGISTRY}/households", params={"q": HEADS[village]}))
    [line] = listed["items"]
    for sheet, line_of_it in (("incomes", {"wage": "8000.00"}), ("living", {"farmland": "3.50"})):
        _, etag = await acts.household(city, line["id"])
        url = f"{acts.REGISTRY}/households/{line['id']}/{sheet}/2017"
        acts.done(await by.ask("PUT", url, match=etag, json=line_of_it))
    household, etag = await acts.household(city, line["id"])
    head, son = household["members"]
    await city.is_told(household["id"])
    batch = f"YE-{village}"
    handover = await acts.hand_over(clerk, household["id"], batch_no=batch)
    return Target(
        village=village,
        village_name=_PLACES[village][1],
        head_name=HEADS[village],
        id_number=row["证件号码"],
        household=household["id"],
        official_no=household["official_no"],
        etag=etag,
        head=head["id"],
        son=son["id"],
        signature=handover["signature_id"],
        handover=handover["id"],
        handover_etag=handover["etag"],
        batch=batch,
        import_id=shown["id"],
        uploader=by.person,
        file_name=shown["file_name"],
    )


def words_of(answer: httpx.Response) -> str:
    """All that an answer tells: head, body, and what lies packed in a workbook."""
    head = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    if not answer.content.startswith(b"PK"):
        return f"{head}\n{answer.content.decode('utf-8-sig', errors='replace')}"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        return "\n".join([head, *(book.read(name).decode("utf-8") for name in book.namelist())])


def stands_in(mark: str, words: str) -> bool:
    """Whether an answer names it, in any of the forms that text takes on its way."""
    return mark in words or mark.encode("unicode_escape").decode() in words
