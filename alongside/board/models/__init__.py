"""The tables of the board."""

from alongside.board.models.indicators import Benchmark, BenchmarkImport, Entry, Stated, Story, Taken

__all__ = ["Benchmark", "BenchmarkImport", "Entry", "Stated", "Story", "Taken"]
