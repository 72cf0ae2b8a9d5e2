import ExcelJS from 'exceljs';
import type { Cell, CellValue, Row, Worksheet } from 'exceljs';
import { problemAt, quoted } from '../core/places/rows.ts';
import type { Problem, Table, TableRow } from '../core/places/rows.ts';
import { COLUMNS_MAX, ROWS_MAX, TOO_MANY } from './sizes.ts';
import { isSmallInside } from './unpacked.ts';

/** Reads the first sheet of a workbook as text: days as `2026-11-21`, numbers with the zeros that they show. */
export async function readXlsx(bytes: Uint8Array): Promise<Table | { problems: Problem[] }> {
  const workbook = new ExcelJS.Workbook();
  try {
    if (!await isSmallInside(bytes)) return { problems: [problemAt(0, '', TOO_LARGE)] };
    await workbook.xlsx.load(new Uint8Array(bytes).buffer, LIMITS);
  } catch (error) {
    const many = error instanceof Error && /^Max .* exceeded$/.test(error.message);
    return { problems: [problemAt(0, '', many ? TOO_MANY : UNREADABLE)] };
  }
  const [sheet] = workbook.worksheets;
  return sheet ? tableOf(sheet) : { problems: [problemAt(0, '', 'The file has no sheet.')] };
}

const TOO_LARGE = 'What is packed in the file is too large.';
const UNREADABLE = 'The file cannot be read as .xlsx: open and save it again as .xlsx.';

/** A few words can merge a whole sheet or set a rule for each of its cells: then every one of them would be made. */
const LIMITS = {
  maxRows: ROWS_MAX, maxCols: COLUMNS_MAX,
  ignoreNodes: ['mergeCells', 'dataValidations', 'conditionalFormatting', 'hyperlinks', 'drawing', 'extLst'],
};

function tableOf(sheet: Worksheet): Table | { problems: Problem[] } {
  const header = columnsOf(sheet.getRow(1));
  if (header.length === 0) return { problems: [problemAt(1, '', 'Row 1 is empty: it must name the columns.')] };
  const rows: TableRow[] = [];
  const problems: Problem[] = [];
  sheet.eachRow((row, line) => {
    if (line === 1) return;
    const cells = header.map((column, at) => [column, textOf(row.getCell(at + 1))] as const);
    for (const [column, text] of cells) if (text === undefined) problems.push(brokenCell(line, column));
    // Only those that are there: a single cell at the far end makes a row of sixteen thousand.
    row.eachCell((cell, at) => {
      const text = at > header.length && textOf(cell);
      if (text) problems.push(problemAt(line, '', `${quoted(text)} stands in column ${at}, which has no name.`));
    });
    const written = cells.map(([column, text = '']) => [column, text] as const);
    if (written.some(([, text]) => text.trim() !== '')) rows.push({ line, cells: Object.fromEntries(written) });
  });
  return problems.length > 0 ? { problems } : { header, rows };
}

function columnsOf(row: Row): string[] {
  const columns = Array.from({ length: row.cellCount }, (_, at) => (textOf(row.getCell(at + 1)) ?? '').trim());
  // Spreadsheets keep formatted but empty columns at the end.
  while (columns.at(-1) === '') columns.pop();
  return columns;
}

function brokenCell(line: number, column: string): Problem {
  return problemAt(line, column, 'The cell holds a formula without a result, or an error: write the value itself.');
}

function textOf(cell: Cell): string | undefined {
  return textOfValue(cell.value, cell.numFmt);
}

/** Undefined for an error and for a formula that was never calculated. */
function textOfValue(value: CellValue | undefined, format: string | undefined): string | undefined {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return numberText(value, format);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (value instanceof Date) return value.toISOString().slice(0, 'yyyy-mm-dd'.length);
  if ('richText' in value) return value.richText.map((part) => part.text).join('');
  if ('error' in value) return undefined;
  if ('hyperlink' in value) return textOfValue(value.text, undefined);
  const result = 'result' in value ? value.result : undefined;
  return result === undefined ? undefined : textOfValue(result, format);
}

// `00000` and `0000 000 000` show the zeros that the number has lost.
function numberText(value: number, format: string | undefined): string {
  const plain = Number.isInteger(value) ? value.toFixed(0) : String(value);
  const zeros = (format ?? '').replace(/["\\]/g, '');
  if (!/^0[0 .-]*0$/.test(zeros) || /^0\.0+$/.test(zeros) || !Number.isInteger(value)) return plain;
  return plain.padStart(zeros.replace(/[^0]/g, '').length, '0');
}
