import { writeFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import ExcelJS from 'exceljs';
import type { Cell, Worksheet } from 'exceljs';
import { z } from 'zod';
import { MARKS } from '../core/programme/figure.ts';
import type { Sheet, SheetCell } from '../core/programme/sheets.ts';
import { type CommandResult, refusal } from '../roof/answer.ts';

/** The tables of a report, as the service sends them. */
const Report = z.object({
  sheets: z.array(z.object({
    name: z.string(), columns: z.array(z.string()), bars: z.literal(true).optional(),
    rows: z.array(z.array(z.union([z.string(), z.object({
      figure: z.object({ value: z.number(), mark: z.enum(MARKS) }), text: z.string(), share: z.literal(true).optional(),
    })]))),
  })),
});

const KINDS = ['.xlsx', '.csv'] as const;
const kindOf = (path: string): string => extname(path).toLowerCase();

export const isReportPath = (path: string): boolean => KINDS.some((kind) => kind === kindOf(path));

/** Writes a report as a workbook, one sheet a table, or all tables below one another as CSV. */
export async function writeReport(report: unknown, path: string): Promise<CommandResult> {
  const { sheets } = Report.parse(report);
  // zod gives a key that is not there the value undefined.
  const tables = sheets.map(({ bars, ...sheet }): Sheet => ({ ...plainRows(sheet), ...(bars && { bars }) }));
  const bytes = kindOf(path) === '.xlsx' ? await workbookOf(tables) : csvOf(tables);
  try {
    await writeFile(path, bytes, { mode: 0o600 });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return refusal(`The report could not be written there (${code}).`);
  }
  return { done: { file: basename(path), tables: tables.length } };
}

type Parsed = Omit<z.infer<typeof Report>['sheets'][number], 'bars'>;

function plainRows({ name, columns, rows }: Parsed): Sheet {
  return { name, columns, rows: rows.map((row) => row.map((cell): SheetCell => {
    if (typeof cell === 'string') return cell;
    const { figure, text, share } = cell;
    return { figure, text, ...(share && { share }) };
  })) };
}

async function workbookOf(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  for (const sheet of sheets) {
    fill(workbook.addWorksheet(sheet.name, { views: [{ state: 'frozen', ySplit: 1 }] }), sheet);
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

const WIDTHS = { first: 46, others: 18, only: 110 } as const;
const HEADING = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8EEF7' } } as const;

function fill(worksheet: Worksheet, { columns, rows, bars }: Sheet): void {
  worksheet.addRow([...columns]);
  const head = worksheet.getRow(1);
  head.font = { bold: true };
  head.eachCell((cell) => {
    cell.fill = HEADING;
    cell.alignment = { wrapText: true, vertical: 'top' };
  });
  for (const row of rows) {
    const added = worksheet.addRow([]);
    row.forEach((cell, at) => put(added.getCell(at + 1), cell));
  }
  columns.forEach((_, at) => {
    worksheet.getColumn(at + 1).width = columns.length === 1 ? WIDTHS.only : at === 0 ? WIDTHS.first : WIDTHS.others;
  });
  if (bars && rows.length > 0) columns.slice(1).forEach((_, at) => drawBars(worksheet, at + 2, rows.length + 1));
}

/** A bar within each cell of a column, as long as its number: what the library can draw (docs/decisions/034). */
function drawBars(worksheet: Worksheet, column: number, last: number): void {
  const letter = worksheet.getColumn(column).letter;
  worksheet.addConditionalFormatting({
    ref: `${letter}2:${letter}${last}`,
    rules: [{
      type: 'dataBar', priority: column, gradient: false, minLength: 0, maxLength: 100,
      cfvo: [{ type: 'num', value: 0 }, { type: 'max' }],
    }],
  });
}

/** What a number shows before it when it is not exact. It stays a number: a spreadsheet goes on counting with it. */
const FORMATS = { exact: '', over: '"trên "', under: '"gần "', about: '"khoảng "' } as const;

function put(cell: Cell, from: SheetCell): void {
  cell.alignment = { wrapText: true, vertical: 'top' };
  if (typeof from === 'string') {
    cell.value = from;
    return;
  }
  const { figure: { value, mark }, share } = from;
  cell.value = share ? value / 1_000 : value;
  cell.numFmt = `${FORMATS[mark]}${share ? '0.0%' : '#,##0'}`;
}

const CSV_COLUMNS = ['Bảng', 'Dòng', 'Nội dung', 'Cột', 'Giá trị', 'Dấu', 'Hiển thị'];

/** One line a cell, so that a machine can take any of them; the mark at the front tells spreadsheets it is UTF-8. */
function csvOf(sheets: readonly Sheet[]): string {
  const lines = sheets.flatMap(({ name, columns, rows }) => rows.flatMap((row, at) => {
    const [first = ''] = row;
    const head = typeof first === 'string' ? first : first.text;
    return row.flatMap((cell, index) => {
      if (cell === '' || (index === 0 && row.length > 1)) return [];
      const [value, mark, text] = typeof cell === 'string' ? ['', '', cell]
        : [String(cell.share ? cell.figure.value / 1_000 : cell.figure.value), cell.figure.mark, cell.text];
      return [[name, String(at + 1), row.length > 1 ? head : '', columns[index] ?? '', value, mark, text]];
    });
  }));
  return `\uFEFF${[CSV_COLUMNS, ...lines].map((line) => line.map(quotedCell).join(',')).join('\r\n')}\r\n`;
}

/** A cell that begins like a formula is words all the same. */
function quotedCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
