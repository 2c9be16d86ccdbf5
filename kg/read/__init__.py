"""From a parse to records by a trained network: who is mentioned, what is told, and who says so.

The network decides what a text says; what is exact (intervals of time, numbers, tables of names, quotation marks) stays
a matter of rules. Runs on onnxruntime and numpy; it is trained by :mod:`kg.learn`.
"""

from kg.read.reader import Reader, Weights, load_reader, shipped

__all__ = ["Reader", "Weights", "load_reader", "shipped"]
