"""The same content by the libraries people know: reads a DOCX and a workbook of the board, then times how long
python-docx and XlsxWriter take to write what is in them. Imports and reading are not counted."""
import io
import statistics
import sys
import time

import docx
import openpyxl
import xlsxwriter

ROUNDS = 7


def middle(work):
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return statistics.median(times) * 1e3


def content(path):
    body = []
    document = docx.Document(path)
    for part in document.element.body.iterchildren():
        if part.tag.endswith("}p"):
            body.append(docx.text.paragraph.Paragraph(part, document).text)
        elif part.tag.endswith("}tbl"):
            table = docx.table.Table(part, document)
            body.append([[cell.text for cell in row.cells] for row in table.rows])
    return body


def write_docx(body):
    document = docx.Document()
    for part in body:
        if isinstance(part, str):
            document.add_paragraph(part)
        else:
            table = document.add_table(rows=0, cols=len(part[0]))
            for row in part:
                for cell, text in zip(table.add_row().cells, row):
                    cell.text = text
    document.save(io.BytesIO())


def write_xlsx(sheets):
    book = xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True})
    grid = book.add_format({"border": 1, "text_wrap": True})
    for title, cells, charts in sheets:
        sheet = book.add_worksheet(title)
        for row, column, value in cells:
            (sheet.write_number if isinstance(value, (int, float)) else sheet.write_string)(row, column, value, grid)
        for place in range(charts):
            chart = book.add_chart({"type": "line"})
            chart.add_series({"values": [title, 3, 3, 7, 3]})
            sheet.insert_chart(20 + 16 * place, 0, chart)
    book.close()


def main(document, workbook):
    body = content(document)
    sheets = [
        (sheet.title, [(cell.row - 1, cell.column - 1, cell.value) for row in sheet for cell in row if cell.value is not None],
         len(sheet._charts))
        for sheet in openpyxl.load_workbook(workbook)
    ]
    print(middle(lambda: write_docx(body)), middle(lambda: write_xlsx(sheets)))


main(*sys.argv[1:])
