export const PLATFORMS = new Set(
  'zalo zl facebook fb face phay phây fbook messenger mess telegram tele tiktok tik instagram insta ig viber wechat skype line youtube nick acc tk confession account username user fanpage'.split(' '));
export const MIDDLE = new Set('cua em toi chi no minh anh tui ck chong rieng moi ten la nick id acc tai khoan ban co va vk c e a o nhe thi tok ay'.split(' '));
export const PLAIN = new Set(
  'gi khong ko k hok roi cho di de thi ma nhung khi bi co cua em toi chi anh no minh cu nguoi ai nao do day nay kia ket ban nhe nha a dung theo so sdt dien con moi cung vua se dang da khoa bao goi nhan lien tim het qua chung'.split(' '));
/** Right behind the word for a platform these are no name of anybody's account. */
export const PLAIN_DIRECT = new Set(
  'nhom tin minh lua chan hack bat tat mat dang xoa xem thay noi doc tai len cai tay may qua hay va voi ma roi xong khac ao that chat nghe tra loi mo vao ra bang choi dung lam biet hoi goi chup anh hinh trang ngay hom toi sang lien lac cong group chung rieng ca moi hai ba hong hem chua chi ta nua nen vi de ai nghe ma theo luon het giup dum gium ho duoc ru sao muon phu chinh cu moi that'.split(' '));

export const HOSTS = 'forms\\.gle|t\\.me|telegram\\.me|zalo\\.me|fb\\.me|m\\.me|wa\\.me|bit\\.ly|goo\\.gl|youtu\\.be|fb\\.com|vt\\.tiktok\\.com|tinyurl\\.com|cutt\\.ly|shorturl\\.at|is\\.gd|t\\.co|ibb\\.co|vm\\.tiktok\\.com|maps\\.app\\.goo\\.gl';
export const ENDS = 'com|vn|net|org|info|biz|xyz|site|online|shop|app|edu|gov|asia|club|top|link|blog|page|dev|cloud|live|pro|vip|io|click|store|tv|cc|win|bet|website|tech|space|today|news';
export const MAILER = 'gmail|gmai|yahoo|hotmail|outlook|icloud|mail';

export const BANKS = 'agribank|vietcombank|vcb|vietinbank|bidv|mb ?bank|mb|techcombank|tcb|sacombank|acb|vp ?bank|tp ?bank|lp ?bank|lienvietpostbank|momo|viettel ?pay|zalo ?pay';

const SPOKEN_PART = '[a-z0-9._-]{1,40}';
const SPOKEN_END = '(?: ?(?:\\.|cham|dot) ?(?:com|vn|net|org|edu)(?![a-z]))';
/** `hoa gạch dưới 99 a còng gmail chấm com`. */
export const SPOKEN_EMAIL = new RegExp(
  `(?<![a-z0-9._-])${SPOKEN_PART}(?: (?:gach duoi|gach ngang|gach|cham) ${SPOKEN_PART}| \\d{1,8}){0,4} ?(?:@|\\(at\\)|\\[at\\]|(?<= )(?:a ?cong|a ?vong|a ?moc|at)) ?`
  + `(?:(?:${MAILER})(?![a-z])(?:${SPOKEN_END}{1,2}| com(?: ?vn)?(?![a-z]))?|[a-z0-9-]{2,30}(?: gach(?: ngang)? [a-z0-9-]{1,30}){0,2}${SPOKEN_END}{1,2})`, 'g');
/** An address begins behind one of these. */
export const MAIL_OPENS = new Set(
  'la vao qua email mail gmail thu dien chi gui cho nhe cua em toi e minh dia nhan lien he theo den voi co nick so va hoac o ve'.split(' '));
/** `fb cô gái mông buồn`: so somebody calls herself there. */
export const NICK_HEADS = /^(?:cô|nàng|chàng|bé|pé|gái|trai|hoàng|công|co|chang) (?:bé|gái|nàng|trai|tử|chúa|be|gai|nang|tu|chua|[\p{L}]+ )/u;
