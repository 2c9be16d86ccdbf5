"""The second pass for a few changed documents: what is worked out again is only what hangs on them.

Beside the store stands an index (SQLite) of what the second pass knew: which names and tellings there are, under which
keys they meet, and what was concluded. It is a cache: taken away, the next build works everything out again and
writes it anew. For the same documents both ways give the same graph.
"""
