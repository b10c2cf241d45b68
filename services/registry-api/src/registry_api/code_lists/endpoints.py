"""The code lists over HTTP: what forms offer and lists translate."""

from typing import Annotated

from kit.web import Model, NotFound, Router, SignedVisitor, asks

from .catalogue import CATALOGUE
from .lists import CodeList

router = Router(prefix="/code-lists", tags=["code lists 代码表"])


class CodeRead(Model):
    """A code with its official label and an English gloss."""

    code: str
    zh: str
    en: str


class CodeListRead(Model):
    """A list; `national` is the column of the national register that it belongs to."""

    key: str
    zh: str
    en: str
    national: str | None
    codes: list[CodeRead]


class CodeLists(Model):
    """All lists."""

    items: list[CodeListRead]


@router.get("")
async def list_code_lists(visit: Annotated[SignedVisitor, asks("household.read")]) -> CodeLists:
    """All code lists of the register."""
    return CodeLists(items=[_shown(one) for one in CATALOGUE.values()])


@router.get("/{key}")
async def read_code_list(key: str, visit: Annotated[SignedVisitor, asks("household.read")]) -> CodeListRead:
    """One code list."""
    if key not in CATALOGUE:
        raise NotFound(("没有这个代码表", "There is no such code list"), slug="no-such-code-list")
    return _shown(CATALOGUE[key])


def _shown(codes: CodeList) -> CodeListRead:
    return CodeListRead(
        key=codes.key,
        zh=codes.zh,
        en=codes.en,
        national=codes.national,
        codes=[CodeRead(code=one.code, zh=one.zh, en=one.en) for one in codes],
    )
