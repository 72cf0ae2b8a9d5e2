import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import JSZip from 'jszip';
import type { Dice } from './dice.ts';
import { hostileText, MARK } from './texts.ts';

const HEADER = 'code,name,kind,commune_code,commune,province,hamlet,lat,lon,phone,place,public_place,hours,services,languages,verified_on';
const ROW = ['A-01', 'Trạm', 'collective', '02947', '', '', '', '', '', '0000000201', 'health', 'yes', '24/7', '', '', '2026-10-01'];

export type HostileFile = Readonly<{ kind: string; path: string }>;
/** Files that no table should be, made in a folder of their own. */
export type Files = Readonly<{ next: (dice: Dice) => HostileFile; drop: () => void }>;

export async function openFiles(): Promise<Files> {
  const folder = mkdtempSync(join(tmpdir(), 'tincay-hostile-'));
  const put = (name: string, bytes: string | Uint8Array): string => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  };
  mkdirSync(join(folder, 'folder.csv'));
  symlinkSync('/dev/zero', join(folder, 'zero.csv'));
  symlinkSync('/etc/passwd', join(folder, 'passwd.csv'));
  symlinkSync(join(folder, 'loop.xlsx'), join(folder, 'loop.xlsx'));
  const workbooks = await openWorkbooks();
  const odd = ['folder.csv', 'zero.csv', 'passwd.csv', 'loop.xlsx', '../../etc/passwd', 'CON.csv', 'a.csv/../../b.csv', `${'x'.repeat(300)}.csv`, `nul\u0000.csv`, '.csv', 'a.csv\n', `${MARK}.pdf`];
  return {
    next: (dice) => {
      const way = dice.below(10);
      if (way === 0) return { kind: 'a path', path: join(folder, dice.of(odd)) };
      if (way <= 3) {
        const { kind, bytes } = dice.of(workbooks);
        return { kind: `xlsx: ${kind}`, path: put('a.xlsx', bytes) };
      }
      if (way === 4) return { kind: 'xlsx: spoiled', path: put('a.xlsx', spoiled(dice, dice.of(workbooks).bytes)) };
      return { kind: 'csv', path: put('a.csv', hostileCsv(dice)) };
    },
    drop: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function hostileCsv(dice: Dice): Uint8Array {
  const quote = (cell: string): string => (dice.isOneIn(9) ? cell : `"${cell.replaceAll('"', '""')}"`);
  const rows = Array.from({ length: dice.of([0, 1, 5, 40]) }, () => ROW.map((cell) => (dice.isOneIn(6) ? quote(hostileText(dice).text) : cell)).join(','));
  const head = dice.isOneIn(6) ? dice.of(['__proto__,constructor,code', '', ',,,', `${HEADER},__proto__`, 'code,code,name', hostileText(dice).text, HEADER.replaceAll(',', ';')]) : HEADER;
  const text = [head, ...rows].join(dice.of(['\n', '\r\n', '\r']));
  return dice.of<() => Uint8Array>([
    () => Buffer.from(text), () => Buffer.from(text), () => Buffer.from(text), () => Buffer.from(`\ufeff${text}`), () => Buffer.from(text, 'utf16le'), () => Buffer.from(text, 'latin1'),
    () => Buffer.from(`${HEADER}\n"${'a'.repeat(300_000)}"`), () => Buffer.from('\n'.repeat(400_000)), () => Buffer.from(`${HEADER}\n${'a\n'.repeat(150_000)}`),
    () => Buffer.from(`${','.repeat(200_000)}\n`), () => Buffer.from(`${HEADER}\n"`), () => Buffer.from([0x63, 0x6f, 0x64, 0x65, 0x0a, 0xff, 0xfe, 0x00]), () => new Uint8Array(0),
    () => Buffer.from(`${HEADER}\n${ROW.join(',').replace('Trạm', `${'\u0315\u0300'.repeat(30_000)}`)}`), () => Buffer.from(`${HEADER}\n${ROW.join(',').replace('Trạm', `\u0000\u001b[2J${MARK}`)}`),
  ])();
}

function spoiled(dice: Dice, bytes: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(bytes.slice(0, dice.isOneIn(3) ? dice.below(bytes.length) : bytes.length));
  for (let count = dice.below(30); count > 0 && copy.length > 0; count--) copy[dice.below(copy.length)] = dice.below(256);
  return copy;
}

type Workbook = Readonly<{ kind: string; bytes: Uint8Array }>;
const SHEET = 'xl/worksheets/sheet1.xml';
const NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const cellAt = (at: string, text: string): string => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
const sheet = (rows: string, after = '', before = ''): string => `<?xml version="1.0"?>${before}<worksheet ${NS}><sheetData>${rows}</sheetData>${after}</worksheet>`;
const head = `<row r="1">${cellAt('A1', 'code')}${cellAt('B1', 'name')}</row>`;

/** An honest workbook in which one part is none. */
async function openWorkbooks(): Promise<Workbook[]> {
  const workbook = new ExcelJS.Workbook();
  workbook.addWorksheet('x').addRow(['code', 'name']);
  const honest = new Uint8Array(await workbook.xlsx.writeBuffer());
  const parts: readonly (readonly [kind: string, part: string, content: string | Uint8Array])[] = [
    ['a zip bomb', SHEET, sheet(`<row r="1">${cellAt('A1', 'a'.repeat(80_000_000))}</row>`)],
    ['a zip bomb beside it', 'xl/media/image1.png', new Uint8Array(90_000_000)],
    ['entities in entities', SHEET, sheet(head, '', `<!DOCTYPE a [<!ENTITY a "${MARK.repeat(9)}">${Array.from({ length: 12 }, (_, at) => `<!ENTITY a${at} "${`&a${at === 0 ? '' : at - 1};`.repeat(10)}">`).join('')}]>`).replace('code', '&a11;')],
    ['a file of the house', SHEET, sheet(head, '', '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>').replace('code', '&a;')],
    ['a sheet merged to its end', SHEET, sheet(head, '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>')],
    ['a rule for every cell', SHEET, sheet(head, '<dataValidations count="1"><dataValidation type="list" sqref="A1:XFD1048576"><formula1>"a"</formula1></dataValidation></dataValidations>')],
    ['a cell at the far end', SHEET, sheet(`${head}<row r="1048576">${cellAt('XFD1048576', 'x')}</row>`)],
    ['very many columns', SHEET, sheet(`<row r="1">${Array.from({ length: 16_000 }, (_, at) => cellAt(`${letters(at)}1`, `c${at}`)).join('')}</row>${Array.from({ length: 300 }, (_, at) => `<row r="${at + 2}">${cellAt(`A${at + 2}`, 'x')}</row>`).join('')}`)],
    ['very many rows', SHEET, sheet(head + Array.from({ length: 250_000 }, (_, at) => `<row r="${at + 2}"><c r="A${at + 2}"><v>1</v></c></row>`).join(''))],
    ['a giant cell', SHEET, sheet(`${head}<row r="2">${cellAt('A2', '&#x315;&#x300;'.repeat(40_000))}${cellAt('B2', 'x')}</row>`)],
    ['formulas', SHEET, sheet(`${head}<row r="2"><c r="A2"><f>HYPERLINK("http://x")</f></c><c r="B2" t="e"><v>#REF!</v></c></row>`)],
    ['rows that are none', SHEET, sheet(`<row r="-1"/><row r="abc"/><row r="99999999999"/><row>${cellAt('__proto__', 'x')}</row>${head}`)],
    ['a broken sheet', SHEET, '<worksheet><sheetData><row'], ['no sheet', SHEET, ''], ['strings that are none', 'xl/sharedStrings.xml', `<sst ${NS} count="999999999"><si/></sst>`],
    ['a deep sheet', SHEET, sheet('<row>'.repeat(200_000))], ['a path out', '../../../tmp/x', MARK], ['a surrogate', SHEET, sheet(`<row r="1">${cellAt('A1', '&#xD800;&#0;')}</row>`)],
    ['no workbook', 'xl/workbook.xml', ''], ['no types', '[Content_Types].xml', '<x/>'],
  ];
  const made: Workbook[] = [];
  for (const [kind, part, content] of parts) {
    const zip = await JSZip.loadAsync(honest);
    zip.file(part, content);
    made.push({ kind, bytes: await zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE', compressionOptions: { level: 1 } }) });
  }
  return [...made, { kind: 'no zip', bytes: Buffer.from(`PK\u0003\u0004${MARK}`) }];
}

function letters(column: number): string {
  const rest = String.fromCharCode(65 + (column % 26));
  return column < 26 ? rest : letters(Math.floor(column / 26) - 1) + rest;
}
