"""Runs the migrations inside the transaction that `store.database` opened."""

from alembic import context

from store.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    # SQLite cannot alter a column in place: Alembic copies the table instead.
    render_as_batch=True,
    transactional_ddl=False,
)
context.run_migrations()
