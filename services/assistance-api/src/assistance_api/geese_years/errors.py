"""What can stand against giving goslings, in words for the clerk at the door."""

from kit.web import FieldProblem, Unprocessable


class AllowanceExceeded(Unprocessable):
    """More live goslings than the household may still be given in the year."""

    def __init__(self, *, year: int, allowed: int, given: int, remaining: int) -> None:
        super().__init__(
            [
                FieldProblem(
                    "allowance-exceeded",
                    (f"最多还可交接 {remaining} 只", f"At most {remaining} more may be handed over"),
                    pointer="/alive",
                )
            ],
            ("超过每户每年的鹅苗数", "More goslings than a household may have in a year"),
            slug="allowance-exceeded",
            detail=(
                f"每户 {year} 年最多 {allowed} 只活鹅苗，已领 {given} 只，还可领 {remaining} 只。"
                "本次没有保存。",
                f"A household may have {allowed} live goslings in {year}; {given} were given, "
                f"{remaining} remain. Nothing was saved.",
            ),
            todo=(
                "改为不超过剩余的只数；途中死亡的填在“途中死亡”一栏，不占名额。",
                "Enter no more than remain; the dead on arrival have their own field and do not count.",
            ),
        )


class NoAllowance(Unprocessable):
    """No allowance is set for the household's region on that day."""

    def __init__(self, year: int) -> None:
        super().__init__(
            title=("当年没有鹅苗项目", "There is no geese project in that year"),
            slug="no-allowance",
            detail=(f"{year} 年没有设定每户鹅苗数。", f"No allowance of goslings is set for {year}."),
            todo=("请县残联先设定当年每户鹅苗数。", "Ask the county Disabled Persons' Federation to set it."),
        )
