import { expect, test } from 'vitest';
import { INTENTS, readIntent } from './intent.ts';

// Invented sentences that are in no corpus.
test.each([
  ['Cứu em với chị ơi', 'danger'],
  ['no dang cam dao dung truoc cua buong em', 'danger'],
  ['ck e dg bóp cổ e', 'danger'],
  ['chồng chị ấy đang đánh chị ấy ngoài sân, ai gọi công an giúp', 'danger'],
  ['my husband is choking me', 'danger'],
  ['chồng em hay đánh em mỗi khi uống rượu', 'violence'],
  ['mẹ chồng chửi em suốt', 'violence'],
  ['cháu 12 tuổi bị dượng sờ', 'child'],
  ['em bị lừa bán sang Trung Quốc', 'trafficking'],
  ['bố mẹ ép em lấy chồng, em mới 15 tuổi', 'marriage'],
  ['em bị kéo vợ hôm qua', 'marriage'],
  ['em muốn ăn lá ngón cho xong', 'selfharm'],
  ['địa chỉ tin cậy gần em nhất ở đâu', 'address'],
  ['tối mai câu lạc bộ sinh hoạt mấy giờ', 'club'],
  ['cho em nói chuyện với người thật', 'talk'],
  ['xóa hết tin nhắn của em', 'delete'],
  ['XÓA', 'delete'],
  ['thoát', 'leave'],
  ['SOS', 'danger'],
  ['em chào chị ạ', 'none'],
  ['', 'none'],
  ['12', 'none'],
  ['👍', 'none'],
])('reads %j as %s', (text, intent) => {
  expect(readIntent(text)).toBe(intent);
});

test.each(['danh', 'ban', 'chet', 'keo', 'dam', 'cam', 'dao', 'bo', 'cua', 'mau'])('%s alone says nothing', (syllable) => {
  expect(readIntent(syllable)).toBe('none');
});

test.each([
  'mệt chết đi được', 'cười chết mất', 'đánh răng đi con', 'danh may giup em', 'danh sách hộ nghèo', 'đốt nương xong rồi',
  'chặt gà cho nhỏ', 'bóp vai cho bà', 'bán hàng ở chợ', 'phim có đoạn chồng bóp cổ vợ', 'giết lợn ăn tết',
])('%j is a day like any other', (text) => {
  expect(readIntent(text)).toBe('none');
});

test('a cry at the end of a long message is heard, and one in its middle, past the bound, is not read', () => {
  const calm = 'hôm nay trời đẹp em đi chợ mua rau '.repeat(200);
  expect(readIntent(`${calm}. Cứu em với, nó đang cầm dao đuổi em`)).not.toBe('none');
});

test.each([
  ['one syllable', 'đánh em '], ['letters', 'a'], ['open braces', '(('], ['marks', 'a\u0301\u0323'], ['dots', 'a.b.'], ['spaces', ' '],
])('a message of a megabyte of %s is read at once', (_of, piece) => {
  const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
  const start = performance.now();
  expect(INTENTS).toContain(readIntent(text));
  expect(performance.now() - start).toBeLessThan(500);
});
