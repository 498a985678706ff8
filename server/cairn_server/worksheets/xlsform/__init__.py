"""Templates from spreadsheets and back: XLSForm, with columns of Cairn's own.

    FILE.xlsx --workbook--> rows --survey, relevant--> parts --reader--> Template and translations
    Template and translations --writer--> FILE.xlsx

pyxform judges every file that is read, so that what Cairn takes is XLSForm to other tools too.
docs/authoring.md tells authors the columns and the expressions.
"""

from cairn_server.worksheets.xlsform.reader import Reading, read_xlsform
from cairn_server.worksheets.xlsform.writer import write_xlsform

__all__ = ["Reading", "read_xlsform", "write_xlsform"]
