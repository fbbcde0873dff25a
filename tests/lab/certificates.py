# SPDX-FileCopyrightText: 2026 The Stratoscope authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Certificates of a lab: an authority of its own, and what that signs. Made by openssl, valid for two days."""

from __future__ import annotations

import base64
import subprocess
from pathlib import Path

from processes import LabError

DAYS = "2"


def openssl(*arguments: str) -> None:
    done = subprocess.run(["openssl", *arguments], text=True, capture_output=True, timeout=120, check=False)
    if done.returncode:
        raise LabError(f"openssl {arguments[0]}: {done.stderr.strip()}")


class Authority:
    """The files <name>.crt and <name>.key of @p folder; ca.crt signs them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        if not self.certificate("ca").exists():
            openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", DAYS,
                "-subj", "/CN=stratoscope-lab", "-keyout", str(self.key("ca")), "-out", str(self.certificate("ca")))

    def certificate(self, name: str) -> Path:
        return self.folder / f"{name}.crt"

    def key(self, name: str) -> Path:
        return self.folder / f"{name}.key"

    def bundle(self) -> str:
        """Who signs, as objects of Kubernetes have it."""
        return base64.b64encode(self.certificate("ca").read_bytes()).decode()

    def sign(self, name: str, subject: str, extensions: str) -> None:
        """@p subject as openssl writes one (/O=group/CN=user), @p extensions as lines of its configuration."""
        request, settings = self.folder / f"{name}.csr", self.folder / f"{name}.ext"
        settings.write_text(extensions, encoding="utf-8")
        openssl("req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", subject,
            "-keyout", str(self.key(name)), "-out", str(request))
        openssl("x509", "-req", "-in", str(request), "-days", DAYS, "-CA", str(self.certificate("ca")), "-CAkey",
            str(self.key("ca")), "-CAcreateserial", "-extfile", str(settings), "-out", str(self.certificate(name)))

    def sign_server(self, name: str, *others: str) -> None:
        """Of a server on loopback, which @p others are names of as well."""
        names = ",".join(f"DNS:{other}" for other in ("localhost", "kubernetes", *others))
        self.sign(name, f"/CN={name}", f"subjectAltName=IP:127.0.0.1,{names}\nextendedKeyUsage=serverAuth\n")

    def sign_client(self, name: str, user: str, *groups: str) -> None:
        """Kubernetes reads the user from CN and the groups from O."""
        self.sign(name, "".join(f"/O={group}" for group in groups) + f"/CN={user}", "extendedKeyUsage=clientAuth\n")

    def make_key_pair(self, name: str) -> None:
        """A pair that signs tokens: <name>.key and <name>.pub."""
        openssl("genrsa", "-out", str(self.key(name)), "2048")
        openssl("rsa", "-in", str(self.key(name)), "-pubout", "-out", str(self.folder / f"{name}.pub"))
