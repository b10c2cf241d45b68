"""What can be wrong with a question for figures."""

from kit.web import NotFound, Unprocessable
from kit.web.problems import FieldProblem


class RegionNotFound(NotFound):
    """Absent or out of scope."""

    def __init__(self) -> None:
        super().__init__(("没有这个地区", "There is no such region"))


class PositionNeedsOneKey(Unprocessable):
    """A position belongs to the journal of one service; it cannot be asked of several."""

    def __init__(self) -> None:
        super().__init__(
            [
                FieldProblem(
                    "position-needs-one-key",
                    (
                        "按位置查询时只能选一个指标，且须由该服务统计",
                        "With a position ask for one key, counted by the service of that position",
                    ),
                    parameter="known_at",
                )
            ]
        )
