"""nginx as binder/server/nginx.conf sets it up, on free ports and with a certificate of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from live import free_port, wait_until

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "binder" / "server" / "nginx.conf"
BASE = "/courses/unstuck/"
PLACES = os.pathsep.join(
    [os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin", str(ROOT / ".venv/nginx/usr/sbin")]
)
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


@dataclass
class Proxy:
    """A running nginx: where it answers, and what it wrote down."""

    plain: str
    secure: str
    log: Path

    @property
    def course(self) -> str:
        return f"{self.secure}{BASE}"


def program(name: str, says: str) -> str:
    found = os.environ.get(name.upper()) or shutil.which(name, path=PLACES)
    if not found:
        pytest.fail(f"no {name}: {says}")
    return found


def certify(folder: Path) -> None:
    """A certificate that nobody vouches for, for an address that only this machine has."""
    openssl = program("openssl", "install it (on Debian and Ubuntu: apt install openssl)")
    command = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"]
    command += ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    command += ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
    subprocess.run(command, check=True, capture_output=True)


def site(folder: Path, plain: int, secure: int, backend: int) -> str:
    """The site as it is handed out, with nothing but its addresses changed."""
    text = SITE.read_text("utf-8")
    for old, new in {
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "listen 443 ssl;": f"listen 127.0.0.1:{secure} ssl;",
        "/etc/letsencrypt/live/course.example.org": str(folder),
        "/var/log/nginx": str(folder),
        "http://127.0.0.1:8866;": f"http://127.0.0.1:{backend};",
    }.items():
        assert old in text, f"{SITE.name} no longer has {old!r}"
        text = text.replace(old, new)
    return text


@contextmanager
def nginx(folder: Path, backend: int) -> Iterator[Proxy]:
    """Run nginx in front of a server on this machine."""
    says = "run `make test`, or install it (on Debian and Ubuntu: apt install nginx)"
    command = [program("nginx", says), "-p", str(folder), "-c", str(folder / "nginx.conf")]
    plain, secure = free_port(), free_port()
    certify(folder)
    (folder / "site.conf").write_text(site(folder, plain, secure, backend), "utf-8")
    kept = "\n".join(f"{name}_temp_path {folder / name};" for name in TEMPORARY)
    (folder / "nginx.conf").write_text(
        f"daemon off; master_process off; pid {folder}/pid; error_log {folder}/error.log;\n"
        f"events {{}}\nhttp {{\naccess_log off;\n{kept}\ninclude {folder}/site.conf;\n}}\n",
        "utf-8",
    )
    process = subprocess.Popen([*command, "-e", str(folder / "error.log")])
    try:
        wait_until(lambda: (folder / "pid").is_file() or process.poll() is not None, what="nginx")
        assert process.poll() is None, (folder / "error.log").read_text()
        here = "127.0.0.1"
        yield Proxy(f"http://{here}:{plain}", f"https://{here}:{secure}", folder / "unstuck.log")
    finally:
        process.terminate()
        process.wait(10)
