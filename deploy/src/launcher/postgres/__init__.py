"""A real PostgreSQL without root, docker or a system service: found, made, started, probed, ended."""

from launcher.postgres.binaries import Binaries, find_binaries
from launcher.postgres.cluster import Cluster, RunningCluster
from launcher.postgres.server import Server

__all__ = ["Binaries", "Cluster", "RunningCluster", "Server", "find_binaries"]
