/**
 * Family names, each once, as a Vietnamese keyboard writes them. `CLEAR`: hardly ever another word, so that a name may
 * follow in small letters; the others need a capital, or a middle name behind them that only names have.
 */
export const CLEAR_SURNAMES =
  'nguyễn trần phạm huỳnh hoàng phan vũ đặng bùi dương đỗ ngô giàng sùng thào lò quàng triệu lường vừ hạng thạch '
  + 'chảo tẩn phàn giáng hầu mùa lừu cứ tráng ksor siu rơ hồ vàng vương lầu tếnh hờ';

export const SURNAMES =
  `${CLEAR_SURNAMES} lê võ lý đinh đoàn trịnh trương mai tô hà lâm đào cao phùng tạ quách lương thái tăng châu nông `
  + 'ma vi hứa bế lục đàm mạc chu la lưu kiều vi lộc lý cầm bạc tòng cà điêu lèo vì hoàng đèo bàn dương tẩn chẻo '
  + 'phượng lù lồ cù thò sìn cháng thèn ly lỳ má vù cư giàng vừ ly sồng mua xồng và già lầu lỳ hù chang tráng phù '
  + 'sằm lăng lèng lành dương nình tằng chíu phún trưởng kim sơn danh liêu tiền thị khưu trà neang ngọc quảng ông '
  + 'lữ từ tôn văn viên vòng voòng chướng nùng lìm seo tải páo chấu hảng giả sầm lang lô kha vang lữ lương ngân '
  + 'hàn thân nghiêm khổng khúc kha cung giáp bạch cung diệp âu quan nhâm phí mẫn ninh doãn lại lều ngọ thiều trang '
  + 'kiên pờ lỳ chang phà sừng vàng khoàng giàng pơloong bríu zơ râm hôih arất alăng bhling tarương niê êban ayun kpă '
  + 'nay rcom rmah mlô byă kbuôr hmok puih rahlan';

/** Between family name and given name. */
export const MIDDLE_NAMES = 'thị thi văn a seo mí mý láo mùi lở dào chòi ta sô sa nhè thó vả dung hữu đức mẩy phủ khé sành';

/** Between a family name and a given one, and before a given one: `phạm quốc đạt`, `bảo ngọc`. */
export const FAMILY_MIDDLES =
  'quốc đình công thế trung tiến trọng bá minh thanh xuân hồng kim thu quang gia bảo như anh đăng nhật';

/** Of these hardly any other word is made: `giàng a`, `nguyễn thị`. `văn` and `a` are also words of every day. */
export const CLEAR_MIDDLES = 'thị văn a seo mí hữu mùi láo sô';
