/** Words for a person behind which a name in small letters is likely. */
export const STRONG_KIN =
  'chị anh cô chú bác dì cậu mợ thím dượng ông bà thằng bé cháu thầy cụ lão mụ gã nhỏ chj ông bạn trưởng sếp';

/** Words for a person behind which another word is likelier than a name, unless it has a capital. */
export const WEAK_KIN =
  'em con mẹ má bố ba cha chồng vợ ck vk a c e o u mệ bầm cái đứa nàng gái trai dâu rể bạn yêu tía giáo thôn bản ấp xóm '
  + 'sĩ tá viên tịch thư đội nhà ox bx y của với bởi do tại vợ ngoại nội xã hàng nuôi họ cu thiếm cóp đỡ mối lang cúng mo';

/** The last word of a title, and the word it needs before it. */
export const TITLE_OF = new Map(Object.entries({
  thôn: 'trưởng phó', bản: 'trưởng phó già', ấp: 'trưởng', xóm: 'trưởng hàng', sĩ: 'bác y', tá: 'y', giáo: 'cô thầy',
  viên: 'an giáo tuyên', tịch: 'chủ', thư: 'bí', đội: 'trưởng', yêu: 'người', gái: 'em chị con bạn cháu', xã: 'ông bà',
  trai: 'em anh con bạn cháu', dâu: 'con chị em nàng', rể: 'con anh em', nội: 'ông bà cháu', ngoại: 'ông bà cháu',
  nuôi: 'con mẹ bố', họ: 'anh chị em', cu: 'thằng', hàng: 'chủ', nhà: 'chủ', đỡ: 'bà cô mụ', mối: 'bà', lang: 'thầy', cúng: 'thầy', mo: 'thầy', của: '', với: '', bởi: '', do: '', tại: '',
}));

/** Behind these a capital is no name: places, peoples, offices, months, other words for persons. */
export const NO_NAME =
  'em chị anh cô chú bác dì cậu mợ thím ông bà mẹ má bố ba cha chồng vợ con cháu bạn mình tôi tui nó họ ta người thằng '
  + 'hai tư sáu bảy tám chín mười út cả một bốn không '
  + 'địa hok bik bít mik mk mih mail email gmail việt trung quốc hàn tàu lào kinh mông hmông mèo dao tày nùng mường khmer giáy '
  + 'xã bản thôn huyện tỉnh ấp phường hội ủy ban công bộ đội đảng trưởng phó chủ bí trạm trường lớp nhà chợ '
  + 'zalo facebook fb telegram tiktok messenger internet wifi ubnd thcs thpt clb bhxh cmnd cccd hiv sos xklđ đctc tchc '
  + 'tết noel phật chúa chạp giêng tháng ngày và là ở thì mà nhưng nếu khi của cho với từ đến tới về đi ra vào lên xuống '
  + 'ơi à ạ nhé nhỉ hả này kia ấy đó đây gì nào ai sao có bị được đang đã sẽ vẫn cũng lại rồi hay hoặc xin cảm chào dạ vâng '
  + 'giúp cứu gọi nhắn nói bảo kể hỏi đánh chửi mắng say dọa cầm lấy bỏ xóa khóc sợ muốn cần phải biết nghe thấy hồ '
  + 'hôm sáng trưa chiều tối đêm nay qua bữa lúc giờ mọi nhiều ít rất quá lắm cùng nên để do vì tại bởi trong ngoài '
  + 'dân tộc tiếng phụ nữ trẻ em học sinh giáo viên sư sĩ tá luật nghị bcđ csgt ca ok';

/** A commune, a hamlet, a road, a people: the capitals behind these are a place. */
export const PLACE_WORDS =
  'xã bản thôn ấp làng huyện tỉnh phường quận khu đường phố chợ sông suối đèo cầu núi ubnd trạm dốc thác hồ đảo nước '
  + 'trấn thành mường buôn phum sóc xóm đội đồn cửa bến tộc tiếng người hướng ngã quán viện tx tp tt h x tx. ga vùng miền tổ phum lũng hoa lễ';

/** Before a place, and sometimes before a person: only a whole name is seen behind these. */
export const TOWARDS = 'ở về lên từ vào ra xuống sang đến gần tại bên khỏi ngoài trong dưới trên quê o ve len tu vao xuong den gan tai';
