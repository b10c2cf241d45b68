"""A real PostgreSQL without root, docker or a system service: found, made, started, probed, ended."""

from launcher.postgres.binaries import Binaries, find_binaries
from launcher.postgres.cluster import Cluster, RunningCluster

__all__ = ["Binaries", "Cluster", "RunningCluster", "find_binaries"]
