export const NUMBER = '\\d{1,4}[a-z]?(?![a-z0-9])(?: ?[/] ?\\d{1,4}[a-z]?(?![a-z0-9])){0,4}';
/** Lanes behind a number: `nhà số 7 ngõ 5`. */
export const MORE = `(?:[ ,.-]{1,3}(?:ngo|ngach|hem|kiet|duong|pho|to dan pho|khu pho|khu dan cu|to|khu|khoi|lo|so nha|nha so|nha|so|day tro|day|phong|tang)(?: so)? (?:${NUMBER}(?: thang \\d{1,2}(?!\\d))?|[a-h]\\d{0,2}(?![a-z0-9]))){0,3}`;
export const HOUSE = new RegExp(
  `(?<![a-z])(?:so nha(?: (?:em|toi|no|chi|anh|minh|tui|cua em|cua toi|nha em))?(?: la)?|nha(?: (?:em|toi|no|chi|anh|minh|tui))? so|ngo so|kios(?: so)?|day tro so|toa [a-z]\\d?,? (?:phong|can)(?: so)?|chung cu phong|nha tro so|phong tro(?: so)?|can ho(?: so)?|can so|ki ?ot(?: so)?|sn(?! ?(?:19|20)\\d\\d(?!\\d))|cua so nha)[ :.]{0,3}${NUMBER}${MORE}`,
  'g');
export const LETTERED = /(?<![a-z])(?:nha \d{1,4}[a-e]|nha \d{1,4},? to \d{1,3}|phong \d{1,4} (?:day|khu|xom|nha) tro(?: so)? \d{1,4})(?![a-z0-9])/g;
export const FLAT = /(?<![a-z])(?:(?:toa|tang|block) [a-z]?\d{0,2},? )?(?:phong (?:so )?|p\.? ?)\d{3,4}(?![\d/.:])/g;
export const LODGING = /(?<![a-z])(?:(?:khu|day|nha|xom) tro|chung cu|ky tuc xa|ktx)(?: [a-z]{1,8}){0,3},? (?:phong|can)(?: so)? \d{1,4}[a-z]?(?![a-z0-9])/g;
export const PLOT = /(?<![a-z])lo (?:so )?(?:[a-z]{1,2}[ -]?)?\d{1,3}[a-z]?,? (?:khu|kdc|tai dinh cu|duong|pho)(?![a-z])/g;
export const PLAIN = /(?<=(?<![a-z])(?:o|tai|dia chi|nha(?: em| toi| no| minh)?|so|truoc|canh)(?: la)?[ :]{1,2})\d{1,4}[a-z]?(?:\/\d{1,4}[a-z]?){0,3}(?= [a-z]{2})/g;
const SPOKEN = '(?:khong|mot|hai|ba|bon|tu|nam|lam|sau|bay|tam|chin|muoi|tram|linh|le)(?![a-z])';
/** `số nhà mười hai`, `nhà số bảy mươi lăm ngõ ba`. */
export const SPOKEN_HOUSE = new RegExp(
  `(?<![a-z])(?:so nha|nha so|sn)(?: (?:em|toi|no|chi|minh|tui))?(?: la)? ${SPOKEN}(?: ${SPOKEN}){0,5}(?: (?:ngo|ngach|hem|kiet) (?:so )?${SPOKEN}(?: ${SPOKEN}){0,3}){0,2}${MORE}`, 'g');
/** `A7/22`, `18B/4`: a letter and a slash. */
export const LETTER_SLASH = /(?<![a-z0-9/])(?:[a-hk]\d{1,3}|\d{1,4}[a-h])(?:\/\d{1,4}[a-h]?){1,3}(?![a-z0-9/])(?: ap [a-z]{2,8})?/g;
/** `số 9 lô B`, `nhà 31 tổ 14`. */
export const SO_LOT = new RegExp(
  `(?<![a-z])(?:so|nha|can) ${NUMBER}[ ,]{1,3}(?:lo|to dan pho|to|khu pho|khoi|day|ngo|ngach|hem|kiet)(?: so)? (?:\\d{1,4}[a-z]?|[a-h]\\d{0,2})(?![a-z0-9])${MORE}(?: khu(?: tai dinh cu)?)?`, 'g');
/** `ở tổ 4`, `nhà km 12`. */
export const IN_GROUP = new RegExp(`(?<=(?<![a-z])(?:o|nha|tai|tro|dia chi)(?: em| toi| no| minh| tui| la)?[ :]{1,2})(?:to dan pho|to|khu pho|khoi pho|km|cay so)(?: so)? ?\\d{1,4}[a-z]?(?![a-z0-9])${MORE}`, 'g');
export const MARKED = new Set('tháng tái dân khối căn km cây ấp chợ định cư không một hai ba bốn tư năm lăm sáu bảy bẩy tám chín mươi mười mốt trăm linh lẻ lô khu ký túc xá chung cư tầng dãy số nhà trọ phòng căn hộ của tòa toà ngõ ngách hẻm kiệt đường phố tổ khu dãy địa chỉ ở tại là tôi mình chị cửa xóm'.split(' '));
