"""Figures in texts, read as what they mean: numbers, days, amounts, reference codes.

平成23年（2011）3月12日 is the year 2011 and the twelfth of March; 3億円, 300 million yen and
300 сая иен are one amount. Pure.

Inside: `tidying` ← `codes`, `dates` (← `eras`), `numbers` (← `scales`, `units`), `number_words`.
"""

from .figures import Code, Day, Number, Reading, read

__all__ = ["Code", "Day", "Number", "Reading", "read"]
