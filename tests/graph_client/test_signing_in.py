"""Signing in to PostgreSQL with the identity of this process: no password is kept anywhere."""

import pytest
from sqlalchemy import create_engine, make_url
from sqlalchemy.exc import ProgrammingError

from graph_client.session import database_token
from store.database import Database
from tests.conftest import RunningSimulator
from tests.postgresql import PostgreSQL, postgresql

__all__ = ["postgresql"]

ROLE = "dossier-identity"


@pytest.fixture
def url(postgresql: PostgreSQL) -> str:
    """Return the URL of an empty database of which the role of an identity is the owner."""
    url = postgresql.new_database()
    owner = make_url(url).database
    server = create_engine(url, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.exec_driver_sql(f'CREATE ROLE "{ROLE}" LOGIN')
        connection.exec_driver_sql(f'ALTER DATABASE {owner} OWNER TO "{ROLE}"')
    server.dispose()
    return url


def let_in(url: str, token: str) -> None:
    """Let the server take that token, as Azure's does which can read it."""
    server = create_engine(url, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.exec_driver_sql(f"ALTER ROLE \"{ROLE}\" PASSWORD '{token}'")
    server.dispose()


def test_a_url_without_a_password_signs_in_with_a_token_at_each_new_connection(
    url: str, simulator: RunningSimulator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IDENTITY_ENDPOINT", f"{simulator.origin}/msi/token")
    monkeypatch.setenv("IDENTITY_HEADER", "simulator")
    token = database_token(None)
    of_identity = make_url(url).set(username=ROLE)._replace(password=None)
    let_in(url, token())

    database = Database(of_identity.render_as_string(hide_password=False), token)
    with database.transaction() as connection:
        assert connection.exec_driver_sql("SELECT current_user").scalar() == ROLE
    database.close()

    let_in(url, "another one")
    with pytest.raises(ProgrammingError, match="password authentication failed"):
        Database(of_identity.render_as_string(hide_password=False), token)


def test_a_url_with_a_password_asks_for_no_token(postgresql: PostgreSQL) -> None:
    def refuse() -> str:
        raise AssertionError("no token is needed")

    Database(postgresql.new_database(), refuse).close()
