"""Reads every workbook of a folder with openpyxl or pandas and prints how many cells it saw."""
import glob
import sys

library, folder = sys.argv[1], sys.argv[2]
cells = 0
if library == "openpyxl":
    import openpyxl

    for path in glob.glob(folder + "/*.xlsx"):
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            for row in sheet.iter_rows(values_only=True):
                cells += sum(1 for value in row if value is not None)
        book.close()
else:
    import pandas

    for path in glob.glob(folder + "/*.xlsx"):
        for frame in pandas.read_excel(path, sheet_name=None, header=None).values():
            cells += int(frame.count().sum())
print(cells)
