"""The store on disk: one named graph per document, each replaced whole, in one transaction."""

from kg.store.loading import STEP
from kg.store.oxigraph import Store, StoredDocument, memory_store, open_snapshot, open_store

__all__ = ["STEP", "Store", "StoredDocument", "memory_store", "open_snapshot", "open_store"]
