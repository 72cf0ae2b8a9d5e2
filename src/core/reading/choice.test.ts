import { expect, test } from 'vitest';
import { readChoice, readCommand, readKey } from './choice.ts';

const CHOICES = [
  { is: 'know', label: 'Chỉ muốn biết' },
  { is: 'meet', label: 'Gặp người trực', also: ['gặp', 'người trực', 'nt'] },
  { is: 'near', label: 'Tìm nơi gần nhất' },
  { is: 'none', label: 'Không', also: ['ko', 'k', 'no'] },
];

test.each([
  ['1', 'know'], ['2.', 'meet'], ['3)', 'near'], ['số 1', 'know'], ['phím 2', 'meet'], ['so 3', 'near'], ['bấm 4', 'none'], ['em chọn số 2 ạ', 'meet'],
  ['1️⃣', 'know'], ['２', 'meet'], ['một', 'know'], ['mot', 'know'], ['hai', 'meet'], ['(3)', 'near'], ['ba', 'near'], ['three', 'near'],
  ['Gặp người trực', 'meet'], ['gap nguoi truc', 'meet'], ['GẶP NGƯỜI TRỰC!', 'meet'], ['gặp', 'meet'], ['gap', 'meet'], ['NT', 'meet'],
  ['tìm nơi', 'near'], ['tim noi', 'near'], ['chỉ muốn', 'know'], ['không', 'none'], ['ko', 'none'], ['dạ không ạ', 'none'], ['gặp người trực chị ơi', 'meet'],
  ['em muốn gặp người trực', 'meet'],
  ['5', undefined], ['0', undefined], ['12', undefined], ['', undefined], ['?', undefined], ['gì cơ', undefined], ['em bị đánh', undefined],
  ['g', undefined], ['không biết', undefined], ['1 với 2', undefined],
])('reads %j as %s', (text, is) => {
  expect(readChoice(text, CHOICES)).toBe(is);
  expect(readChoice(text.normalize('NFD'), CHOICES)).toBe(is);
});

test('what fits two choices fits none', () => {
  const twins = [{ is: 'a', label: 'Gọi buổi sáng' }, { is: 'b', label: 'Gọi buổi tối' }];
  expect(readChoice('gọi', twins)).toBeUndefined();
  expect(readChoice('goi buoi', twins)).toBeUndefined();
  expect(readChoice('gọi buổi tối', twins)).toBe('b');
});

test('two labels that differ by accents only are told apart by accents only', () => {
  const pair = [{ is: 'aunt', label: 'Má' }, { is: 'ghost', label: 'Ma' }];
  expect(readChoice('má', pair)).toBe('aunt');
  expect(readChoice('ma', pair)).toBe('ghost');
});

test('a number word that is also the label of another choice is not guessed', () => {
  const family = [{ is: 'mother', label: 'Mẹ' }, { is: 'uncle', label: 'Chú' }, { is: 'brother', label: 'Anh' }, { is: 'father', label: 'Ba' }];
  expect(readChoice('ba', family)).toBe('father');
  expect(readChoice('3', family)).toBe('brother');
});

test.each([
  ['0', 'leave'], ['thoát', 'leave'], ['THOAT', 'leave'], ['dừng', 'leave'], ['Stop!', 'leave'], ['bye', 'leave'], ['0️⃣', 'leave'], ['０', 'leave'], ['số 0', 'leave'],
  ['9', 'back'], ['quay lại', 'back'], ['quay lai', 'back'], ['8', 'skip'], ['bỏ qua', 'skip'], ['không muốn nói', 'skip'], ['khong muon noi', 'skip'],
  ['7', 'listen'], ['nghe', 'listen'], ['listen', 'listen'],
  ['đúng', undefined], ['dung', undefined], ['đừng', undefined], ['thoát nghèo', undefined], ['em nghe chị', undefined], ['không', undefined], ['10', undefined], ['1', undefined],
])('reads the key of %j as %s', (text, key) => {
  expect(readKey(text)).toBe(key);
});

test.each([
  ['XÓA', 'delete'], ['xoá', 'delete'], ['xoa', 'delete'], ['DELETE', 'delete'], ['xóa hết', 'delete'], ['Xoá hết!', 'delete'],
  ['SOS', 'danger'], ['sos!!!', 'danger'], ['cứu', 'danger'], ['CUU', 'danger'], ['cứuuuuu', 'danger'], ['cuuuu', 'danger'], ['cứu em với', 'danger'], ['🆘', 'danger'],
  ['xóa đói giảm nghèo', undefined], ['cừu', undefined], ['nghiên cứu', undefined], ['xoa bóp', undefined],
])('reads the command of %j as %s', (text, command) => {
  expect(readCommand(text)).toBe(command);
});
