"""What the import answers when it cannot do what was asked."""

from collections.abc import Mapping
from typing import Any

from kit.web import Conflict, NotFound, Problem, Unprocessable
from registry_api.imports.errors import refusal_message


class ImportNotFound(NotFound):
    """Absent, another's, or of another county, which read the same."""

    def __init__(self) -> None:
        super().__init__(("没有这次导入", "There is no such import"))


class NotReady(Conflict):
    """The import stands at a status from which this does not follow."""

    def __init__(self, status: str) -> None:
        super().__init__(
            "import-not-ready",
            ("现在不能这样做", "This cannot be done now"),
            (f"这次导入的状态是 {status}。", f"The import is {status}."),
            ("刷新后再看。", "Reload and look again."),
        )


class NothingToWrite(Conflict):
    """A preview without a single household to create."""

    def __init__(self) -> None:
        super().__init__(
            "nothing-to-write",
            ("没有可写入的户", "There is no household to write"),
            todo=(
                "有错的户请下载错误簿改好再传；在册的户不会再写。",
                "Correct the failed households with the error workbook; those on file are not written again.",
            ),
        )


class NoErrors(NotFound):
    """An error workbook without errors."""

    def __init__(self) -> None:
        super().__init__(("没有有错的户", "No household has errors"), slug="no-errors")


class FileRefused(Unprocessable):
    """A file that is no roster, told at once."""

    def __init__(self, code: str, details: Mapping[str, Any]) -> None:
        message = refusal_message(code, details)
        super().__init__(title=message.title, slug=f"roster-{code}", todo=message.todo)


class CountyOnly(Problem):
    """Rosters are imported by a county's post."""

    def __init__(self) -> None:
        message = refusal_message("not-a-county", {})
        super().__init__(403, "roster-not-a-county", message.title, todo=message.todo)
