"""What the door itself answers."""

from gateway import routes
from kit.web import NotFound, Problem, Unavailable


class NoSuchAddress(NotFound):
    """No service answers this path."""

    def __init__(self) -> None:
        super().__init__(
            ("没有这个地址", "There is no such address"),
            (f"接口说明见 {routes.API_PAGE}。", f"The API is described at {routes.API_PAGE}."),
            slug="no-such-address",
        )


class TooManyRequests(Problem):
    """The caller asks faster than any person or program of ours does."""

    def __init__(self, seconds: int) -> None:
        super().__init__(
            429,
            "too-many-requests",
            ("请求太频繁", "Too many requests"),
            todo=(f"{seconds} 秒后再试。", f"Try again in {seconds} s."),
            headers={"Retry-After": str(seconds)},
        )


class ServiceUnreachable(Unavailable):
    """503: the service's process is not there; it may be starting."""

    def __init__(self, service: str) -> None:
        super().__init__(
            "service-unreachable",
            (f"{routes.CHINESE[service]}服务正在启动或已停", f"The {service} service is starting or stopped"),
            retry_after=2,
        )


class ServiceSilent(Problem):
    """504: the service took the request and says nothing."""

    def __init__(self, service: str) -> None:
        super().__init__(
            504,
            "service-silent",
            (f"{routes.CHINESE[service]}服务没有回答", f"The {service} service does not answer"),
            todo=("请稍后再试；写操作请先刷新核对。", "Try again later; after a change, look first."),
        )


class ServiceBroken(Problem):
    """502: the service broke the answer off."""

    def __init__(self, service: str) -> None:
        super().__init__(
            502,
            "service-broken",
            (f"{routes.CHINESE[service]}服务中断", f"The {service} service broke off"),
            todo=("请稍后再试；写操作请先刷新核对。", "Try again later; after a change, look first."),
        )
