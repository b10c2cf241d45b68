"""Why a file is not taken."""

from kit.web import FieldProblem, NotFound, Unprocessable


class FileNotFound(NotFound):
    """Absent or out of scope."""

    def __init__(self) -> None:
        super().__init__(("没有这个文件", "There is no such file"))


class FileNotAccepted(Unprocessable):
    """The content is empty, too large or of a type that is not taken here."""

    def __init__(self, reason: str, cap: int) -> None:
        kilobytes = cap // 1024
        message = {
            "empty": ("文件是空的", "The file is empty"),
            "too-large": (f"文件超过 {kilobytes} KB", f"The file is larger than {kilobytes} KB"),
        }.get(reason, ("只接受 PNG 图片", "Only a PNG picture is taken"))
        super().__init__(
            [FieldProblem(f"file-{reason}", message, pointer="/file")],
            ("签字图片不能使用", "The picture of the signature cannot be used"),
            slug="file-not-accepted",
            todo=("请重新签字。", "Please sign again."),
        )
