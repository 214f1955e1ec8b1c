"""Alembic's environment: the connection comes from the caller, the target from the product's tables."""

from __future__ import annotations

from alembic import context

from api.schema import metadata


def run() -> None:
    """Run the revisions on the connection that the caller opened."""
    connection = context.config.attributes["connection"]
    context.configure(
        connection=connection,
        target_metadata=metadata(),
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
        include_object=lambda _object, name, kind, _reflected, _compare: (
            not (kind == "table" and str(name).startswith("search_"))
        ),
    )
    context.run_migrations()


run()
