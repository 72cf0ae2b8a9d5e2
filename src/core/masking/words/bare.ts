/** Bare forms that are also another word, and a name far more often. */
export const BARE_CLEAR = new Set('ngoc quynh oanh tuyet khanh vinh diep nguyet thuy uyen huong tram trinh vy khuyen hoang'.split(' '));
/** Others are seen behind `anh`, `chị`, `thằng` alone, and not where what follows makes another word of them. */
export const BARE_FOLLOWED = new Map(Object.entries({
  dung: 'lai co noi goi nhan bao cho di den lo so buon khoc de hoi ke dien cai', binh: 'thuong yen tinh an', linh: 'tinh cam thieng',
  dua: 'het con em no toi cho di den ve tien me anh', pao: '', my: '', son: 'phan', tu: 'van tu hom khi luc day', sinh: 'con nam ra de hoat hoc',
   hung: 'du ac hang', lan: 'nay truoc sau nao dau cuoi thu nua do khac luot', hoa: 'ra don ba mat', thao: 'nao ra',
  tuan: 'nay truoc sau nao toi sau roi hai ba mot', cuong: 'buc hiep ep', mai: 'moi di em con nay sau la khong ko k van chua',
  hue: '', hien: 'nay gio lam dai', hanh: 'ha hung', trang: 'tron tay', phuong: 'xa', duc: '', loan: 'len', tam: 'thoi biet',
  hong: 'biet co phai cho chiu dam', ha: 'minh', thuy: '', nga: 'dau xuong cau', quan: 'ly tam ao he', hieu: 'roi khong ko k cho em lam ra gi',
  huong: 'dan ve', hang: 'xom ngay thang nam ban', thu: 'hai ba tu nam sau bay hoi xem tien', manh: 'tay', tung: 'bi danh co la',
  kien: 'ra cao toi em', cuc: 'ky suc', bich: '', chinh: 'quyen', xuan: 'nay', ngan: '', hao: '',
}));

export const CLEAR_GIVEN = new Set((
  'dũng hùng tuấn huệ oanh phượng quỳnh thúy thủy trinh tuyết vân yến diệp khánh hương hường hạnh hằng huy hưng khang linh ngọc nguyệt '
  + 'nhung trang trâm tùng vinh vy hiệp phước giang huyền diễm nga hoàng thắng páo mỷ dua súa').split(' '));
