export const NUMBER = '\\d{1,4}[a-z]?(?![a-z0-9])(?: ?[/] ?\\d{1,4}[a-z]?(?![a-z0-9])){0,4}';
/** Lanes behind a number: `nhà số 7 ngõ 5`. */
export const MORE = `(?:[ ,.-]{1,3}(?:ngo|ngach|hem|kiet|duong|pho|to|khu|so nha|so|day tro|phong)(?: so)? ${NUMBER}){0,3}`;
export const HOUSE = new RegExp(
  `(?<![a-z])(?:so nha(?: (?:em|toi|no|chi|anh|minh|tui|cua em|cua toi|nha em))?(?: la)?|nha(?: (?:em|toi|no|chi|anh|minh|tui))? so|ngo so|kios(?: so)?|day tro so|toa [a-z]\\d?,? (?:phong|can)(?: so)?|chung cu phong|nha tro so|phong tro(?: so)?|can ho(?: so)?|can so|ki ?ot(?: so)?|sn|cua so nha)[ :.]{0,3}${NUMBER}${MORE}`,
  'g');
export const LETTERED = /(?<![a-z])(?:nha \d{1,4}[a-e]|nha \d{1,4},? to \d{1,3}|phong \d{1,4} (?:day|khu|xom|nha) tro(?: so)? \d{1,4})(?![a-z0-9])/g;
export const FLAT = /(?<![a-z])(?:(?:toa|tang|block) [a-z]?\d{0,2},? )?(?:phong (?:so )?|p\.? ?)\d{3,4}(?![\d/.:])/g;
export const LODGING = /(?<![a-z])(?:(?:khu|day|nha|xom) tro|chung cu|ky tuc xa|ktx)(?: [a-z]{1,8}){0,3},? (?:phong|can)(?: so)? \d{1,4}[a-z]?(?![a-z0-9])/g;
export const PLOT = /(?<![a-z])lo (?:so )?(?:[a-z]{1,2}[ -]?)?\d{1,3}[a-z]?,? (?:khu|kdc|tai dinh cu|duong|pho)(?![a-z])/g;
export const PLAIN = /(?<=(?<![a-z])(?:o|tai|dia chi|nha|so|truoc|canh)(?: la)?[ :]{1,2})\d{1,4}[a-z]?(?:\/\d{1,4}[a-z]?){0,3}(?= [a-z]{2})/g;
export const MARKED = new Set('lô khu ký túc xá chung cư tầng dãy số nhà trọ phòng căn hộ của tòa toà ngõ ngách hẻm kiệt đường phố tổ khu dãy địa chỉ ở tại là tôi mình chị cửa xóm'.split(' '));
