"""Who is whom and what is one event, across all documents: pure code over the records of :mod:`kg.model`.

Nothing here reads a file of the user's, parses a sentence or touches RDF: records go in, records come out, with a log
of decisions that says why.
"""
