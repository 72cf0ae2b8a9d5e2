import { expect, test } from 'vitest';
import { buildCommuneIndex, communesNamed, findCommunes, shareOldDistrict } from './communes.ts';
import type { Commune, OldCommune } from './communes.ts';

const commune = (code: string, name: string, provinceCode: string, province: string): Commune => (
  { code, name, provinceCode, province, lat: 20, lon: 105 }
);
const old = (oldCode: string, ward: string, [district, province]: [string, string], newCodes: string[]): OldCommune => (
  { oldCode, ward, district, province, newCodes, split: newCodes.length > 1 }
);
const tranDe: [string, string] = ['Huyện Trần Đề', 'Tỉnh Sóc Trăng'];
const baoYen: [string, string] = ['Huyện Bảo Yên', 'Tỉnh Lào Cai'];
const bacKan: [string, string] = ['Thành phố Bắc Kạn', 'Tỉnh Bắc Kạn'];
const quanSon: [string, string] = ['Huyện Quan Sơn', 'Tỉnh Thanh Hóa'];

const index = buildCommuneIndex(
  [
    commune('31673', 'Xã Trần Đề', '92', 'Thành phố Cần Thơ'),
    commune('31679', 'Xã Lịch Hội Thượng', '92', 'Thành phố Cần Thơ'),
    commune('02947', 'Xã Bảo Yên', '15', 'Tỉnh Lào Cai'),
    commune('02989', 'Xã Bảo Hà', '15', 'Tỉnh Lào Cai'),
    commune('02647', 'Phường Lào Cai', '15', 'Tỉnh Lào Cai'),
    commune('01840', 'Phường Đức Xuân', '19', 'Tỉnh Thái Nguyên'),
    commune('01843', 'Phường Bắc Kạn', '19', 'Tỉnh Thái Nguyên'),
    commune('15016', 'Xã Quan Sơn', '38', 'Tỉnh Thanh Hoá'),
    commune('15019', 'Xã Tam Lư', '38', 'Tỉnh Thanh Hoá'),
    commune('14866', 'Xã Mường Chanh', '38', 'Tỉnh Thanh Hoá'),
    commune('04117', 'Xã Mường Chanh', '14', 'Tỉnh Sơn La'),
    commune('24412', 'Xã M\'Drắk', '66', 'Tỉnh Đắk Lắk'),
    commune('24846', 'Phường Lang Biang - Đà Lạt', '68', 'Tỉnh Lâm Đồng'),
    commune('27190', 'Phường Vườn Lài', '79', 'Thành phố Hồ Chí Minh'),
    commune('27154', 'Phường Bàn Cờ', '79', 'Thành phố Hồ Chí Minh'),
    commune('27259', 'Phường Xóm Chiếu', '79', 'Thành phố Hồ Chí Minh'),
    commune('03352', 'Xã Thanh An', '11', 'Tỉnh Điện Biên'),
    commune('03356', 'Xã Sam Mứn', '11', 'Tỉnh Điện Biên'),
    commune('01273', 'Phường Thục Phán', '04', 'Tỉnh Cao Bằng'),
    commune('01351', 'Xã Hưng Đạo', '04', 'Tỉnh Cao Bằng'),
    commune('30538', 'Xã Ô Lâm', '91', 'Tỉnh An Giang'),
    commune('30001', 'Xã Lâm', '91', 'Tỉnh An Giang'),
    commune('16000', 'Xã Hoằng Thanh', '38', 'Tỉnh Thanh Hoá'),
    commune('15961', 'Xã Hoằng Lộc', '38', 'Tỉnh Thanh Hoá'),
    commune('21589', 'Phường Quy Nhơn Tây', '52', 'Tỉnh Gia Lai'),
  ],
  [
    old('31673', 'Thị trấn Trần Đề', tranDe, ['31673']),
    old('31681', 'Xã Trung Bình', tranDe, ['31673']),
    old('31679', 'Thị trấn Lịch Hội Thượng', tranDe, ['31679']),
    old('02947', 'Thị trấn Phố Ràng', baoYen, ['02947']),
    old('02989', 'Xã Bảo Hà', baoYen, ['02989']),
    old('01840', 'Phường Đức Xuân', bacKan, ['01840']),
    old('01846', 'Phường Huyền Tụng', bacKan, ['01840']),
    old('01837', 'Phường Sông Cầu', bacKan, ['01843']),
    old('15016', 'Thị trấn Sơn Lư', quanSon, ['15016', '15019']),
    old('15019', 'Xã Tam Lư', quanSon, ['15019']),
    old('27169', 'Phường 4', ['Quận 10', 'Thành phố Hồ Chí Minh'], ['27190']),
    old('27259', 'Phường 10', ['Quận 4', 'Thành phố Hồ Chí Minh'], ['27259']),
    old('03355', 'Xã Sam Mứn', ['Huyện Điện Biên', 'Tỉnh Điện Biên'], ['03352']),
    old('03356', 'Xã Pom Lót', ['Huyện Điện Biên', 'Tỉnh Điện Biên'], ['03356']),
    old('01705', 'Xã Hưng Đạo', ['Thành phố Cao Bằng', 'Tỉnh Cao Bằng'], ['01273']),
    old('01351', 'Xã Hưng Đạo', ['Huyện Bảo Lạc', 'Tỉnh Cao Bằng'], ['01351']),
    old('16000', 'Xã Hoằng Thanh', ['Huyện Hoằng Hóa', 'Tỉnh Thanh Hóa'], ['16000']),
    old('15970', 'Xã Hoằng Thành', ['Huyện Hoằng Hóa', 'Tỉnh Thanh Hóa'], ['15961']),
    old('27154', 'Phường 4', ['Quận 3', 'Thành phố Hồ Chí Minh'], ['27154']),
  ],
);

const codesOf = (words: string): string[] => findCommunes(index, words).map((found) => found.code);

test.each([
  ['Bảo Hà Lào Cai', '02989'],
  ['lao cai bao ha', '02989'],
  ['Xã Bảo Hà, huyện Bảo Yên, tỉnh Lào Cai', '02989'],
  ['x. bao ha, h. bao yen, t. lao cai', '02989'],
  ['em ở xã Bảo Hà', '02989'],
  ['baoha laocai', '02989'],
  ['BẢO HÀ'.normalize('NFD'), '02989'],
  ['huyen tung bac kan', '01840'],
  ['phường huyền tụng tp bắc cạn', '01840'],
  ['p.huyen tung tp.bac kan', '01840'],
  ['duc xuan bac kan', '01840'],
  ['tran de soc trang', '31673'],
  ['Trung Bình, Sóc Trăng', '31673'],
  ['trung binh can tho', '31673'],
  ['tt tran de', '31673'],
  ['thi tran pho rang', '02947'],
  ['tam lu thanh hóa', '15019'],
  ['tam lư thanh hoá', '15019'],
  ['muong chanh son la', '04117'],
  ['Thanh Hóa Mường Chanh', '14866'],
  ['muong chnh thanh hoa', '14866'],
  ['muogn chanh thanh hoa', '14866'],
  ['muong chanhh thanh hoa', '14866'],
  ['lich hoi soc trang', '31679'],
  ['mdrak dak lak', '24412'],
  ['m\'đrắc đắc lắc', '24412'],
  ['lang biang', '24846'],
  ['p4 q10 hcm', '27190'],
  ['phuong 04 quan 3 sai gon', '27154'],
  ['p10 q4 hcm', '27259'],
  ['qui nhon tay', '21589'],
  ['o lam', '30538'],
  ['xã sam mứn, điện biên', '03356'],
  ['Xã Sam Mứn, Huyện Điện Biên, Tỉnh Điện Biên', '03352'],
  ['xã hưng đạo cao bằng', '01351'],
  ['Xã Hưng Đạo, Thành phố Cao Bằng, Tỉnh Cao Bằng', '01273'],
  ['Hoằng Thanh, Hoằng Hóa', '16000'],
  ['Hoằng Thành, Hoằng Hóa', '15961'],
])('%s is found first as %s', (words, code) => expect(codesOf(words)[0]).toBe(code));

test.each([
  ['Sơn Lư Thanh Hóa', ['15016', '15019']],
  ['mường chanh', ['04117', '14866']],
  ['bảo hà lào cai', ['02989']],
  ['phuong 4 tphcm', ['27154', '27190']],
  ['thành phố bắc kạn (cũ)', ['01843', '01840']],
  ['trời hôm nay đẹp quá', []],
  ['', []],
  ['.,;', []],
])('%s leaves the choice among %j', (words, codes) => expect(codesOf(words)).toEqual(codes));

test('an old name says so, with the district and province it lay in', () => {
  expect(findCommunes(index, 'huyen tung bac kan')[0]).toEqual({
    code: '01840',
    name: 'Phường Đức Xuân',
    province: 'Tỉnh Thái Nguyên',
    matched: 'Phường Huyền Tụng (cũ), Thành phố Bắc Kạn, Bắc Kạn',
    score: 0.98,
  });
});

test('the name of today is preferred to the same name of before', () => {
  expect(findCommunes(index, 'bao ha lao cai')[0]).toMatchObject({ matched: 'Xã Bảo Hà, Lào Cai', score: 1 });
});

test('a known province leaves out the others and needs not be written', () => {
  expect(findCommunes(index, 'muong chanh', { provinceCode: '38' })).toMatchObject([{ code: '14866', score: 1 }]);
});

test('no more are given than asked for', () => {
  expect(findCommunes(index, 'phuong 4 hcm', { limit: 1 })).toHaveLength(1);
});

test('a slip, a missing province and a wrong kind each make it less sure', () => {
  const scores = ['xã bảo hà lào cai', 'phường bảo hà lào cai', 'bảo hà', 'bảo hà lào caii'].map(
    (words) => findCommunes(index, words)[0]?.score ?? 0,
  );
  expect(scores).toEqual([...scores].sort((one, other) => other - one));
  expect(new Set(scores).size).toBe(4);
});

test('what is said around the name makes it no less sure', () => {
  const around = findCommunes(index, 'em ở thuộc xã bảo hà (cũ), lào cai');
  expect(around).toEqual(findCommunes(index, 'xã bảo hà, lào cai'));
});

test('a text without end costs no time', () => {
  const started = performance.now();
  findCommunes(index, 'thanh hoa tan thanh '.repeat(5000));
  expect(performance.now() - started).toBeLessThan(200);
});

test.each([
  ['Xã Bảo Hà', 'Tỉnh Lào Cai', ['02989']],
  ['bao ha', 'lao cai', ['02989']],
  ['Phường Huyền Tụng', 'Bắc Kạn', ['01840']],
  ['Huyền Tụng, Thành phố Bắc Kạn', 'Bắc Kạn', ['01840']],
  ['Phường Huyền Tụng', 'Thái Nguyên', ['01840']],
  ['Thị trấn Sơn Lư', 'Thanh Hoá', ['15016', '15019']],
  ['Phường 4, Quận 10', 'TP HCM', ['27190']],
  ['Xã Bảo Hà', 'Tỉnh Sơn La', []],
  ['Xã Bảo', 'Tỉnh Lào Cai', []],
  ['bao haa', 'lao cai', []],
  ['Huyện Quan Sơn', 'Thanh Hóa', ['15016']],
  ['Xã Hoằng Thành', 'Thanh Hóa', ['15961']],
  ['Xã Sam Mứn', 'Điện Biên', ['03356']],
  ['Xã Sam Mứn, Huyện Điện Biên', 'Điện Biên', ['03352']],
  ['Xã Sam Mứn, tỉnh Điện Biên', 'Điện Biên', ['03356']],
])('%s in %s names exactly %j', (name, province, codes) => {
  expect(communesNamed(index, name, province).map((each) => each.code)).toEqual(codes);
});

test('communes that shared a district are known', () => {
  expect(shareOldDistrict(index, '02947', '02989')).toBe(true);
  expect(shareOldDistrict(index, '02947', '31673')).toBe(false);
  expect(shareOldDistrict(index, '04117', '04117')).toBe(false);
});
