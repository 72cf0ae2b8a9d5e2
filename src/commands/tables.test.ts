import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import JSZip from 'jszip';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readTable } from './tables.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tables-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function readBytes(name: string, bytes: string | Uint8Array): Promise<unknown> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return readTable(path);
}

const table = { header: ['code', 'name'], rows: [{ line: 2, cells: { code: '01', name: 'Lúa Mới' } }] };

test.each([
  ['plain', 'code,name\n01,Lúa Mới\n'],
  ['with a byte order mark and CRLF', '\ufeffcode,name\r\n01,Lúa Mới\r\n'],
  ['without a last line end', 'code,name\n01,"Lúa Mới"'],
  ['with semicolons', 'code;name\n01;Lúa Mới\n'],
  ['with spaces in the header', ' code , name\n01,Lúa Mới\n'],
  ['with blank lines at the end', 'code,name\n01,Lúa Mới\n\n,\n'],
])('a CSV %s is read', async (_, text) => expect(await readBytes('a.csv', text)).toEqual(table));

test('rows keep the numbers they have in the file', async () => {
  expect(await readBytes('a.csv', 'code,name\n\n"0\n1",a\n,\n02,b\n')).toMatchObject({
    rows: [{ line: 3, cells: { code: '0\n1' } }, { line: 5, cells: { code: '02' } }],
  });
});

test('a long file is read whole', async () => {
  const lines = Array.from({ length: 20_000 }, (_, at) => `${at},"Thôn ""Lúa Mới"" số ${at}"`);
  const read = await readBytes('a.csv', `code,name\n${lines.join('\n')}\n`);
  expect(read).toHaveProperty('rows.length', 20_000);
  const last = { code: '19999', name: 'Thôn "Lúa Mới" số 19999' };
  expect(read).toHaveProperty('rows.19999', { line: 20_001, cells: last });
});

const latin = Uint8Array.from([...Buffer.from('code,name\n01,a\n02,'), 0xe9, 0x0a]);
const utf16 = Uint8Array.from([0xff, 0xfe, ...Buffer.from('code,name\n', 'utf16le')]);

test.each([
  ['an open quote', 'code,name\n01,a\n02,"b\n03,c\n', 3, 'never closed'],
  ['a stray quote', 'code,name\n01,a\n02,b"c"d\n', 3, 'wrong place'],
  ['text after a quote', 'code,name\n01,"a"b\n', 2, 'wrong place'],
  ['not UTF-8', latin, 3, 'not UTF-8'],
  ['UTF-16', utf16, 1, 'UTF-16'],
  ['a cell too few', 'code,name\n01,a\n02\n', 3, 'has 1 cells, the header has 2'],
  ['a cell too many', 'code,name\n01,a,b\n', 2, 'has 3 cells, the header has 2'],
  ['an empty file', '', 1, 'Row 1 is empty'],
  ['an empty header', ',\n01,a\n', 1, 'Row 1 is empty'],
])('a CSV with %s is a problem of its row', async (_, content, row, sentence) => {
  expect(await readBytes('a.csv', content)).toEqual({
    problems: [{ row, column: '', problem: expect.stringContaining(sentence) }],
  });
});

test.each([
  ['a.txt', 'a .csv or an .xlsx'],
  ['missing.csv', 'no such file'],
])('%s is refused', async (name, sentence) => {
  expect(await readTable(join(folder, name))).toEqual({
    problems: [{ row: 0, column: '', problem: expect.stringContaining(sentence) }],
  });
});

test('what is no workbook is refused', async () => {
  expect(await readBytes('a.xlsx', 'code,name\n')).toMatchObject({
    problems: [{ problem: expect.stringContaining('cannot be read as .xlsx') }],
  });
});

async function readSheet(write: (sheet: ExcelJS.Worksheet) => void): Promise<unknown> {
  const workbook = new ExcelJS.Workbook();
  write(workbook.addWorksheet('Địa chỉ'));
  workbook.addWorksheet('khác').addRow(['không đọc']);
  const path = join(folder, 'a.xlsx');
  await workbook.xlsx.writeFile(path);
  return readTable(path);
}

test.each<[string, ExcelJS.CellValue, string, string]>([
  ['text', '00123', '', '00123'],
  ['a number', 912345678, '', '912345678'],
  ['a long number', 84912345678, '', '84912345678'],
  ['a number that shows its zeros', 2989, '00000', '02989'],
  ['a phone that shows its zeros', 105, '0000 000 000', '0000000105'],
  ['decimals', 22.205, '0.00', '22.205'],
  ['a whole number among decimals', 22, '0.00', '22'],
  ['a day', new Date(Date.UTC(2026, 9, 18)), 'dd/mm/yyyy', '2026-10-18'],
  ['letters in bold', { richText: [{ text: 'Lúa ' }, { font: { bold: true }, text: 'Mới' }] }, '', 'Lúa Mới'],
  ['a formula', { formula: 'A1&"1"', result: 'BH1' }, '', 'BH1'],
  ['a formula of a number', { formula: '1+1', result: 2989 }, '00000', '02989'],
  ['a link', { text: 'BH-01', hyperlink: 'https://example.org' }, '', 'BH-01'],
  ['yes', true, '', 'yes'],
])('an .xlsx with %s gives its text', async (_, value, format, text) => {
  const read = await readSheet((sheet) => {
    sheet.addRow(['code', 'name']);
    const cell = sheet.addRow([value, 'x']).getCell(1);
    if (format !== '') cell.numFmt = format;
  });
  expect(read).toEqual({ header: ['code', 'name'], rows: [{ line: 2, cells: { code: text, name: 'x' } }] });
});

test('blank rows of a sheet are passed over and counted', async () => {
  const read = await readSheet((sheet) => {
    sheet.addRow(['code', 'name', '']);
    sheet.getRow(4).values = ['01', 'a'];
    sheet.getRow(6).values = [' '];
  });
  expect(read).toEqual({ header: ['code', 'name'], rows: [{ line: 4, cells: { code: '01', name: 'a' } }] });
});

test.each<[string, (sheet: ExcelJS.Worksheet) => void, object]>([
  ['an error', (sheet) => sheet.addRows([['code'], [{ error: '#REF!' }]]), { row: 2, column: 'code' }],
  ['a formula never calculated', (sheet) => sheet.addRows([['code'], [{ formula: 'B1' }]]), { row: 2, column: 'code' }],
  ['a cell beside the columns', (sheet) => sheet.addRows([['code'], ['01', 'secret']]), { row: 2, column: '' }],
  ['no header', (sheet) => sheet.addRow([]), { row: 1, column: '' }],
])('an .xlsx with %s is a problem of its cell', async (_, write, problem) => {
  expect(await readSheet(write)).toMatchObject({ problems: [problem] });
});

test.each([
  ['rows without end', '\n'.repeat(200_000), 'more than 100000 rows'],
  ['columns without end', ','.repeat(5_000), 'or 100 columns'],
  ['a giant cell', `code,name\n01,${'\u0315\u0300'.repeat(30_000)}`, 'more than 4000 characters'],
  ['a giant name of a column', `code,${'n'.repeat(5_000)}\n01,a`, 'more than 4000 characters'],
])('a CSV with %s is refused in a sentence', async (_, text, sentence) => {
  expect(await readBytes('a.csv', text)).toMatchObject({ problems: [{ problem: expect.stringContaining(sentence) }] });
});

test('of a file of another kind a thousand problems are named, not a million', async () => {
  expect(await readBytes('a.csv', `code,name\n${'a\n'.repeat(5_000)}`)).toHaveProperty('problems.length', 1_000);
});

test('a file that nobody may read, or that leads to itself, is refused in a sentence', async () => {
  await symlink(join(folder, 'loop.csv'), join(folder, 'loop.csv'));
  await mkdir(join(folder, 'folder.csv'));
  for (const name of ['loop.csv', 'folder.csv', 'nul\u0000.csv', `${'x'.repeat(300)}.csv`]) {
    expect(await readTable(join(folder, name))).toMatchObject({ problems: [{ problem: expect.stringContaining('no such file') }] });
  }
  expect(await readTable('/proc/self/mem.csv')).toHaveProperty('problems');
});

const SHEET = 'xl/worksheets/sheet1.xml';
const inSheet = (rows: string, after = ''): string =>
  `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData>${after}</worksheet>`;
const cellAt = (at: string, text: string): string => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
const HEAD = `<row r="1">${cellAt('A1', 'code')}${cellAt('B1', 'name')}</row>`;
const FIRST = `<row r="2">${cellAt('A2', '01')}${cellAt('B2', 'Lúa Mới')}</row>`;

/** An honest workbook in which one part is replaced. */
async function readPart(part: string, content: string | Uint8Array): Promise<unknown> {
  const workbook = new ExcelJS.Workbook();
  workbook.addWorksheet('Địa chỉ').addRow(['code']);
  const zip = await JSZip.loadAsync(new Uint8Array(await workbook.xlsx.writeBuffer()));
  zip.file(part, content);
  return readBytes('a.xlsx', await zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE', compressionOptions: { level: 1 } }));
}

test.each([
  ['a sheet that is merged to its end', inSheet(HEAD + FIRST, '<mergeCells count="1"><mergeCell ref="A3:XFD1048576"/></mergeCells>')],
  ['a rule for every cell there is', inSheet(HEAD + FIRST, '<dataValidations count="1"><dataValidation type="list" sqref="A1:XFD1048576"><formula1>"a"</formula1></dataValidation></dataValidations>')],
])('an .xlsx with %s is read like any other, at once', async (_, sheet) => {
  expect(await readPart(SHEET, sheet)).toEqual(table);
});

test.each<[string, string, string | Uint8Array, string]>([
  ['a part that inflates without end', SHEET, inSheet(`<row r="1">${cellAt('A1', 'a'.repeat(50_000_000))}</row>`), 'too large'],
  ['a picture that inflates without end', 'xl/media/image1.png', new Uint8Array(60_000_000), 'too large'],
  ['more columns than any table', SHEET, inSheet(`<row r="1">${Array.from({ length: 200 }, (_, at) => `<c r="${String.fromCharCode(65 + Math.floor(at / 26))}${String.fromCharCode(65 + (at % 26))}1"><v>1</v></c>`).join('')}</row>`), 'or 100 columns'],
  ['more rows than any table', SHEET, inSheet(HEAD + '<row/>'.repeat(100_001)), 'more than 100000 rows'],
  ['a cell at the far end of its row', SHEET, inSheet(`${HEAD}<row r="2">${cellAt('XFD2', 'x')}</row>`), 'stands in column 16384'],
  ['entities inside entities', SHEET, `<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>${inSheet(HEAD.replace('code', '&b;'))}`, ''],
])('an .xlsx with %s is refused in a sentence', async (_, part, content, sentence) => {
  expect(await readPart(part, content)).toMatchObject({ problems: [{ problem: expect.stringContaining(sentence) }] });
});
