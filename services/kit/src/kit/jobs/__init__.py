"""Jobs (后台任务): queued in the caller's transaction, run by the worker, resumed after a kill."""

from kit.jobs.job import Handler, Job, JobCancelled, JobFailed
from kit.jobs.status import JobStatus, cancel, find

__all__ = ["Handler", "Job", "JobCancelled", "JobFailed", "JobStatus", "cancel", "find"]
