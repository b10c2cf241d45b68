"""Synthetic families for tests across services; the area prefix 99 is assigned to no place."""

import csv
import io
import zlib
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import count
from typing import Any, Final

from registry_api.identity_numbers.rules import check_digit

BORN: Final = date(1960, 5, 17)
ROSTER_HEADER: Final = (
    "户序号", "乡镇", "行政村", "户属性", "主要致贫原因", "脱贫标志", "姓名", "证件号码", "出生日期",
    "与户主关系", "健康状况", "劳动技能", "联系电话", "开户银行", "一卡通账号", "残疾人证号",
)  # fmt: skip
_serials = count(1)


def id_number(born: date = BORN) -> str:
    """A valid number of a man, never twice in a process."""
    area, serial = divmod(next(_serials), 499)
    first = f"{990000 + area:06d}{born:%Y%m%d}{serial * 2 + 1:03d}"
    return first + check_digit(first)


def person(name: str, relation: str, **facts: Any) -> dict[str, Any]:
    """A member as the form sends it; relations of GB/T 4761."""
    return {"name": name, "id_number": id_number(), "relation": relation, **facts}


def household(village: str, *, head: str = "杜安", **facts: Any) -> dict[str, Any]:
    """An unregistered household of father and son as the form sends it."""
    members = [person(head, "01"), person("杜平", "22")]
    return {"region_key": village, "standing": "unregistered", "members": members, **facts}


def roster_rows(township: str, village: str, head: str, **cells: Any) -> list[dict[str, Any]]:
    """Two rows of a registered household: the head, whose row `cells` go into, and a son."""
    return [
        {
            "乡镇": township, "行政村": village, "户属性": "01", "主要致贫原因": "01", "脱贫标志": "0",
            "姓名": head, "证件号码": id_number(), "与户主关系": "01", "健康状况": "01", "劳动技能": "01",
            **cells,
        },
        {"姓名": "杜康", "证件号码": id_number(), "与户主关系": "03", "健康状况": "01", "劳动技能": "01"},
    ]  # fmt: skip


def roster_csv(households: Iterable[Iterable[Mapping[str, Any]]]) -> bytes:
    """The roster as a CSV file in UTF-8, households numbered in their order."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, ROSTER_HEADER)
    writer.writeheader()
    for number, rows in enumerate(households, 1):
        writer.writerows({"户序号": number, **row} for row in rows)
    return out.getvalue().encode()


def drawing(row: bytes) -> bytes:
    """A signature: a grey PNG picture of one row of points, stored as it is."""

    def chunk(name: bytes, data: bytes) -> bytes:
        body = name + data
        return len(data).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")

    header = len(row).to_bytes(4, "big") + (1).to_bytes(4, "big") + b"\x08\x00\x00\x00\x00"
    pixels = zlib.compress(b"\x00" + row, level=0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (chunk(b"IHDR", header), chunk(b"IDAT", pixels), chunk(b"IEND", b""))
    )
