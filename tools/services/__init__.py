"""PostgreSQL and Elasticsearch on this machine, without root rights and without Docker, for development and tests.

`python -m tools.services start` serves a developer; a test that kills and restarts a server uses one of its own:

    with running_elasticsearch(heap="256m") as server:
        server.kill()
        server.start()
"""

from tools.services.elasticsearch import elasticsearch_server, running_elasticsearch
from tools.services.postgres import postgres_server, running_postgres
from tools.services.server import Server, ServiceError

__all__ = [
    "Server",
    "ServiceError",
    "elasticsearch_server",
    "postgres_server",
    "running_elasticsearch",
    "running_postgres",
]
