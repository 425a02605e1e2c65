"""A JupyterHub on the loopback that takes its settings from binder/hub/values.yaml.

What the chart makes of those values, this makes of them: the page that a learner is brought to,
the command, the end of idle servers. Kubernetes alone is missing: a server is a process here, and
its home folder is found under HUB_HOMES instead of in an image.
"""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path
from typing import Any

import yaml

HERE = Path(os.environ["HUB_FOLDER"])
HUB, PROXY, PUBLIC = os.environ["HUB_PORTS"].split()
ROOT = Path(os.environ["HUB_ROOT"])
values: dict[str, Any] = yaml.safe_load((ROOT / "binder/hub/values.yaml").read_text("utf-8"))
cull = values["cull"] | ({"timeout": 6, "every": 2} if "HUB_IMPATIENT" in os.environ else {})
c: Any = get_config()  # type: ignore[name-defined]  # noqa: F821

c.JupyterHub.bind_url = f"http://127.0.0.1:{PUBLIC}/"
c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{HUB}"
c.JupyterHub.db_url = f"sqlite:///{HERE}/hub.sqlite"
c.JupyterHub.cookie_secret = secrets.token_bytes(32)
c.JupyterHub.last_activity_interval = 1 if "HUB_IMPATIENT" in os.environ else 300
for name, told in values["hub"]["config"].items():
    c[name].update(told)
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{PROXY}"
c.ConfigurableHTTPProxy.command = [
    str(Path(sys.prefix, "node_modules/.bin/configurable-http-proxy"))
]
c.ConfigurableHTTPProxy.pid_file = str(HERE / "proxy.pid")

c.JupyterHub.authenticator_class = "dummy"
c.DummyAuthenticator.password = os.environ["HUB_PASSWORD"]
c.Authenticator.allow_all = True

c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = f"{os.environ['HUB_HOMES']}/{{username}}"
c.Spawner.notebook_dir = f"{os.environ['HUB_HOMES']}/{{username}}"
c.Spawner.cmd = [str(Path(sys.prefix, "bin", values["singleuser"]["cmd"]))]
c.Spawner.args = ["--allow-root"] if os.geteuid() == 0 else []
c.Spawner.default_url = values["singleuser"]["defaultUrl"]
c.Spawner.environment = {
    "JUPYTER_CONFIG_PATH": str(ROOT / "binder")
}  # as binder/postBuild copies it

culler = [sys.executable, "-m", "jupyterhub_idle_culler"]
culler += [f"--timeout={cull['timeout']}", f"--cull-every={cull['every']}"]
c.JupyterHub.services = [{"name": "idle-culler", "command": culler}]
c.JupyterHub.load_roles = [
    {
        "name": "idle-culler",
        "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
        "services": ["idle-culler"],
    }
]
