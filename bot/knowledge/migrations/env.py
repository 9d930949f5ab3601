"""Alembic's entry: runs the numbered migrations on the connection that `migrate` passes in."""

from alembic import context

from bot.knowledge.tables import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata)
context.run_migrations()
