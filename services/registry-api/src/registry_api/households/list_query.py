"""What a list of households is asked by."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from kit.web import Model

from .schemas import Code

Sort = Literal["village", "name", "official_no", "income", "-income", "persons", "-persons", "-created_on"]
MOST_A_PAGE = 100


class Filters(Model):
    """Which households: every filter that is given holds, several values of one mean any of them."""

    q: Annotated[
        str | None,
        StringConstraints(strip_whitespace=True, max_length=40),
        Field(description="户主或成员姓名中连续的两字以上，或户编号（至少前6位）"),
    ] = None
    region: Annotated[
        str | None, Field(pattern=r"^(\d{4}|\d{6}|\d{9}|\d{12})$", description="区划及其下辖")
    ] = None
    standing: tuple[Code, ...] = ()
    poverty_status: tuple[Code, ...] = ()
    category: tuple[Code, ...] = ()
    cause: Annotated[tuple[Code, ...], Field(description="主要致贫原因")] = ()
    labour: Annotated[Literal["none", "some"] | None, Field(description="none: 全户无劳动能力")] = None
    disabled: Annotated[bool | None, Field(description="有残疾成员")] = None
    assured: Annotated[bool | None, Field(description="有低保或特困成员")] = None
    voided: bool = False


class ListQuery(Filters):
    """A page of households."""

    sort: Sort = "village"
    after: str | None = None
    limit: Annotated[int, Field(ge=1, le=MOST_A_PAGE)] = 20


class ExportQuery(Filters):
    """The same list as a file: `columns` in the order shown."""

    sort: Sort = "village"
    format: Literal["xlsx", "csv"] = "xlsx"
    columns: tuple[str, ...] = ()
