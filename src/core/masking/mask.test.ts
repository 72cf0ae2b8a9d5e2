import { expect, test } from 'vitest';
import { MASK_KINDS, MASK_TOKENS } from './kinds.ts';
import { mask } from './mask.ts';

const publicNumbers = ['113', '1900 969 680', '0214.384.0034'];
const masked = (text: string): string => mask(text, { publicNumbers }).text;
/** What was covered, as it stood. */
const covered = (text: string): string[] => mask(text, { publicNumbers }).spans.map(([from, to, kind]) => `${kind} ${text.slice(from, to)}`);

test.each([
  ['gọi em số 0912 345 678 nhé', 'phone 0912 345 678'],
  ['sđt e là o9l2.345.678', 'phone o9l2.345.678'],
  ['nhắn +84 912-345-678 giúp em', 'phone +84 912-345-678'],
  ['số em không chín một hai ba bốn năm sáu bảy tám', 'phone không chín một hai ba bốn năm sáu bảy tám'],
  ['so em la khong chin mot hai, ba bon nam sau bay tam', 'phone khong chin mot hai, ba bon nam sau bay tam'],
  ['máy bàn 0214 3855 021', 'phone 0214 3855 021'],
  ['số đầu 0978 còn cuối là 332 115', 'phone 0978 còn cuối là 332 115'],
  ['０９１２３４５６７８', 'phone ０９１２３４５６７８'],
  ['0️⃣9️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣', 'phone 0️⃣9️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣'],
  ['CCCD của em 001185012345', 'id 001185012345'],
  ['chứng minh thư cũ 012 345 678', 'id 012 345 678'],
  ['xe nó 29A-123.45 màu trắng', 'plate 29A-123.45'],
  ['xe máy 23-B1 12345', 'plate 23-B1 12345'],
  ['vào https://vi-du.example/a?b=1, xem đi', 'link https://vi-du.example/a?b=1'],
  ['nó đăng ở facebook.com/bong.hong.99', 'link facebook.com/bong.hong.99'],
  ['thư em hoa99@vidu.com. Em chờ', 'email hoa99@vidu.com'],
  ['tìm em ở @bong_hong99 nhé', 'account @bong_hong99'],
  ['fb: Mây Trắng nhé', 'account fb: Mây Trắng'],
  ['stk 1903 4567 8901 234 của mẹ', 'account stk 1903 4567 8901 234'],
  ['em ở số nhà 12', 'house số nhà 12'],
  ['em ở 12/3 đường Trần Phú đấy', 'house 12/3 đường Trần Phú'],
  ['nhà số 7 ngõ 5 cạnh chợ', 'house nhà số 7 ngõ 5'],
  ['em đang ở 22.4856, 103.9707 cứu em', 'place_point 22.4856, 103.9707'],
  ['con học trường THCS Bản Mây', 'school trường THCS Bản Mây'],
  ['cháu lớp 8A trường nội trú Suối Lạnh', 'school lớp 8A trường nội trú Suối Lạnh'],
  ['con hoc truong thcs ban may', 'school truong thcs ban may'],
])('%s: the number or address is covered', (text, what) => {
  expect(covered(text)).toEqual([what]);
});

test.each([
  ['Nguyễn Thị Hoa là chị em', 'Nguyễn Thị Hoa'],
  ['nguyen thi hoa nha ke ben', 'nguyen thi hoa'],
  ['chồng tên Dũng', 'Dũng'],
  ['ck e tên dũng', 'dũng'],
  ['CHỒNG TÔI TÊN DŨNG ĐÁNH TÔI', 'DŨNG'],
  ['hôm qua anh Páo về say', 'Páo'],
  ['con bé Mỷ nghỉ học rồi', 'Mỷ'],
  ['giang a pao danh em', 'giang a pao'],
  ['em là Vàng Seo Lử đây', 'Vàng Seo Lử'],
  ['bà Triệu Mùi Pham nói thế', 'Triệu Mùi Pham'],
  ['Lò Thị Pành ở bản em', 'Lò Thị Pành'],
  ['Thạch Sô Phia đi chợ', 'Thạch Sô Phia'],
  ['hôm nay Kim Sa Rây tới', 'Kim Sa Rây'],
  ['bác nông văn chi trưởng thôn', 'nông văn chi'],
  ['thằng An theo dõi em', 'An'],
  ['chồng em là Ng.V.Đ', 'Ng.V.Đ'],
  ["chị H'Hen Niê người bản bên", "H'Hen Niê"],
])('%s: the name is covered', (text, name) => {
  expect(covered(text)).toEqual([`name ${name}`]);
  expect(covered(text.normalize('NFD')), 'decomposed').toEqual([`name ${name.normalize('NFD')}`]);
});

test.each([
  'mẹ chồng chửi em cả ngày, em sợ chồng về',
  'em hoa mắt chóng mặt, em bình thường thôi, an toàn rồi',
  'em ở xã Nghĩa Đô, huyện Bảo Yên, tỉnh Lào Cai',
  'nhà em ở Hoàng Su Phì, Hà Giang',
  'chồng đi làm Bình Dương, em lấy chồng Trung Quốc',
  'vay 5.000.000 đồng, nợ 150.000.000 từ 20/10/2024 đến 25/10/2024',
  'em sinh năm 1995, cưới năm 2012, có 3 đứa con',
  'gọi 113 hay 111 thì được, hay 1900 969 680',
  'gọi trạm y tế 0214 384 0034 nhé',
  'tổng đài 1800 1000 có ai nghe không',
  'em la nguoi mong, em muon hoi ho van con danh em thi lam sao',
  'máy xay ngô 2.8 kW giá 1.850.000',
  'một hai ba bốn năm sáu bảy tám chín mười',
  'họ vẫn không cho em về, mai em đi',
  "em là người H'Mông ở thôn 3",
])('%s: nothing is covered', (text) => {
  expect(covered(text)).toEqual([]);
});

test.each([
  'gọi 113/114/115 số nào cũng được', '111, 113, 115 em gọi cả rồi', '113.114.115', '113-115', '1 1 3', '1 1 3, 1 1 5',
  '1900.969.680', '1900 9696 80', '1 9 0 0 9 6 9 6 8 0', '18001567', '1800 15 67', '1800.1567',
])('%s: numbers that everybody may know pass however they are spaced', (text) => {
  expect(mask(text, { publicNumbers: ['111', '113', '114', '115', '1900 969 680', '1800 1567'] }).spans).toEqual([]);
});

test('a mask says what is missing and not how long it was', () => {
  expect(masked('chị Hoa 0912345678')).toBe('chị [tên] [số điện thoại]');
  expect(masked('chị Nguyễn Thị Thu Hoa +84 912 345 678')).toBe('chị [tên] [số điện thoại]');
});

test('spans are places of the text as it was given, whatever it was written with', () => {
  const text = '😀 chị Hoà 𝟎𝟗𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖 nhé'.normalize('NFD');
  const { spans } = mask(text, { publicNumbers });
  expect(spans.map(([from, to]) => text.slice(from, to))).toEqual(['Hoà'.normalize('NFD'), '𝟎𝟗𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖']);
});

test('a text puts together again from its spans and tokens', () => {
  const text = 'anh Giàng A Páo 0912345678, số nhà 12, xe 29A-12345, chị Hoa';
  const { text: out, spans } = mask(text, { publicNumbers });
  let [again, at] = ['', 0];
  for (const [from, to, kind] of spans) {
    again += text.slice(at, from) + MASK_TOKENS[kind];
    at = to;
  }
  expect(again + text.slice(at)).toBe(out);
});

test('a mask in a text stays as it is, and covers nothing beside it', () => {
  const tokens = MASK_KINDS.map((kind) => MASK_TOKENS[kind]).join(' 912 ');
  expect(mask(tokens, { publicNumbers })).toEqual({ text: tokens, spans: [] });
});

// Whatever is written, the time grows with the text: a tenth of it takes a tenth of the time, roughly.
test.each(['a', '0 ', 'không ', 'chị Hoa ', '@', 'a.', 'http://', '1/', 'so nha 1', 'nguyễn ', 'Giàng A ', 'a@a.', 'fb-', 'lớp 8a ', '[tên]', 'tên em ', "h'", '\u0301'])(
  'a long line of «%s» is read to its end', { timeout: 60_000 }, (piece) => {
    const long = piece.repeat(Math.ceil(200_000 / piece.length));
    const { spans } = mask(long, { publicNumbers });
    expect(spans.every(([from, to], index) => from < to && from >= (spans[index - 1]?.[1] ?? 0))).toBe(true);
  });
