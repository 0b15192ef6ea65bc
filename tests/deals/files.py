"""Small files as systems write them: text in any encoding, and the barest workbooks."""

import io
import zipfile
from xml.sax.saxutils import escape

from kit.deals.opened import Opened, open_file

HEADER = "Kunde;Datum;Betrag;Währung"
SHEET = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>'
BOOK = '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr{mac}/><sheets>{sheets}</sheets></workbook>'
LINKS = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
MANIFEST = '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
STYLES = '<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="165" formatCode="{format}"/></numFmts><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="165"/></cellXfs></styleSheet>'


def text(*lines: str, encoding="utf-8", name="list.csv", end="\n") -> Opened:
    """A text file with these lines."""
    return open_file(name, (end.join(lines) + end).encode(encoding))


def xlsx(sheets: dict[str, list[list]], is_mac=False, number_format="0.00", is_hidden=()) -> bytes:
    """A workbook: text, numbers, and dates as ("date", serial number)."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", TYPES)
        book.writestr(
            "_rels/.rels",
            LINKS.format(links=f'<Relationship Id="r1" Type="{KIND}/officeDocument" Target="xl/workbook.xml"/>'),
        )
        names = "".join(
            f'<sheet name="{escape(name)}" sheetId="{n}" r:id="r{n}"{_hidden(name, is_hidden)}/>'
            for n, name in enumerate(sheets, 1)
        )
        book.writestr("xl/workbook.xml", BOOK.format(sheets=names, mac=' date1904="1"' if is_mac else ""))
        links = "".join(
            f'<Relationship Id="r{n}" Type="{KIND}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n in range(1, len(sheets) + 1)
        )
        links += f'<Relationship Id="s" Type="{KIND}/styles" Target="styles.xml"/>'
        book.writestr("xl/_rels/workbook.xml.rels", LINKS.format(links=links))
        book.writestr("xl/styles.xml", STYLES.format(format=escape(number_format, {'"': "&quot;"})))
        for number, rows in enumerate(sheets.values(), 1):
            book.writestr(
                f"xl/worksheets/sheet{number}.xml", SHEET.format(rows="".join(map(_row, range(1, len(rows) + 1), rows)))
            )
    return made.getvalue()


def _hidden(name, is_hidden):
    return ' state="hidden"' if name in is_hidden else ""


def _row(number, cells):
    return (
        f'<row r="{number}">'
        + "".join(_cell(f"{chr(65 + place)}{number}", cell) for place, cell in enumerate(cells))
        + "</row>"
    )


def _cell(place, cell):
    if isinstance(cell, tuple):
        return f'<c r="{place}" s="1"><v>{cell[1]}</v></c>'
    if isinstance(cell, (int, float)):
        return f'<c r="{place}"><v>{cell}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>' if cell else ""


def ods(rows: list[list[str]]) -> bytes:
    """An OpenDocument table of text."""
    head = '<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="Liste">'
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr("META-INF/manifest.xml", MANIFEST)
        book.writestr(
            "content.xml", head + cells + "</table:table></office:spreadsheet></office:body></office:document-content>"
        )
    return made.getvalue()
