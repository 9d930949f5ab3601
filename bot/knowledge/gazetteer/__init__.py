"""The names of the knowledge base: recognized in what citizens write, typos included."""

from bot.knowledge.gazetteer.finder import Gazetteer, Mention
from bot.knowledge.gazetteer.names import Names, names_of

__all__ = ["Gazetteer", "Mention", "Names", "names_of"]
