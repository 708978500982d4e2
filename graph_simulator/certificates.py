"""A certificate for this machine's own addresses, by an authority that exists for one process."""

import ssl
from pathlib import Path

import trustme


def server_context(authority_file: Path) -> ssl.SSLContext:
    """What the server speaks TLS with; the file gets the authority that clients must trust."""
    authority = trustme.CA(organization_name="graph_simulator")
    authority_file.parent.mkdir(parents=True, exist_ok=True)
    authority.cert_pem.write_to_path(authority_file)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1", "localhost", "::1").configure_cert(context)
    return context
