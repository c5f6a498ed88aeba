"""Defaults for Prefect on this machine; to be imported before Prefect, which reads them at its import.

Everything Prefect keeps lies below the home folder of the settings, nothing is sent anywhere, and no
server need be started by hand. Each variable that is set already stays as it is: with PREFECT_API_URL
the runs are recorded on that server.
"""

from __future__ import annotations

from report_etl.settings import load_settings, set_default_variables

set_default_variables(
    {
        "PREFECT_HOME": str(load_settings().home / "prefect"),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        # The server of a single run takes 5 s to start, and far more on a machine under load.
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "180",
        # What the server keeps of runs and events does not grow for ever.
        "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
        # Without a sign of life for 90 s a run is taken for dead (`flows.deployments`).
        "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "30",
        # Our lines belong into the record of the run; the terminal shows progress and warnings.
        "PREFECT_LOGGING_EXTRA_LOGGERS": "report_etl",
        "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "WARNING",
    }
)
