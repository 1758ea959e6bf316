"""How Alembic meets our tables. The address comes from the store, so a migration never runs elsewhere."""

from typing import Any, Literal

from alembic import context
from sqlmodel import AutoString

from models import store
from models.base import Moment, ours


def plain_strings(kind: str, item: Any, _: Any) -> str | Literal[False]:
    """Our own types are plain ones with a habit: a migration writes the plain one and needs nothing of ours."""
    if kind == "type" and isinstance(item, Moment):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, AutoString):
        return f"sa.String(length={item.length})" if item.length else "sa.Text()"
    return False


def run() -> None:
    """Run the migrations on the store's own engine, in one transaction."""
    with store.engine().connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=ours.metadata,
            render_as_batch=connection.dialect.name == "sqlite",
            compare_type=True,
            render_item=plain_strings,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run()
