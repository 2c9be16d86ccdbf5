"""From annotated articles to the weights of the reader (:mod:`kg.read`); the only part that needs torch."""
