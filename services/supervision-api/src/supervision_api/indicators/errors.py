"""What can be wrong with the name of an indicator."""

from kit.web import NotFound


class IndicatorNotFound(NotFound):
    """No indicator of that key can be counted."""

    def __init__(self) -> None:
        super().__init__(("没有这个指标", "There is no such indicator"), slug="indicator-not-found")
