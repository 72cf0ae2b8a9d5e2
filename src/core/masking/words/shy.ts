/**
 * More given names that are everyday syllables too. Behind a word for a person they are names where a clause ends or
 * goes on about somebody; elsewhere they need a capital.
 */
export const MORE_GIVEN =
  'bách băng biên bông cẩm cẩn chuyền chuẩn chức doanh du dự đài đan đề đoan độ giảng hán hồi huấn hướng kha khang khiết '
  + 'khoan khôi khuyến kiệm kiệt kỳ lài lãm lạc lăng lân lập liễu luân lục lưu mẫn mười năng nghi nghiêm nghị nguyện nhạn '
  + 'nhật nhị nhiên nho nhường phán phấn phiến phổ phụng quế quí sâm sáu soan tạo tấn thạnh thập thêu thiên thiết '
  + 'thông thuật thùy thư thược tích tín tính toại tố tông trác trạch tri triết triều trình trụ trực trưng tuy '
  + 'viễn vĩnh vọng xoan xoài xuyến xuyên xương ý dân dịu đượm đua hến lẫm lượm lượt mót nụ nhuận nhụ ngát nết nhiều '
  + 'thuyền tẹo tèo tý tũn su sò tôm gạo nếp bắp ổi cam bưởi mía hên liêl cáng chính dia dính dông gầu khày lâu lồng mảo '
  + 'pằng phình phứ phừ pồ sềnh sào sủ súng tàng tỏa trư trừ vạng xà xênh xính bun bua chựa dọn hiêng khặm ngần nhọt '
  + 'panh phanh pấng pọm pỏm sương tiện tun tướng ưởng óng chạn liều nái nảy ngan nhậy phin siệu tình sỉu lưỡng tằm dậu chắp '
  + 'thắng đoan mừng đủ lành chót dần hậu bưởi na khế xuyến quyết hào vượng bốn hoan phận dung mến khởi khoái cừ thoan dở';

/** What makes another word of a shy name, or is a verb far more often: `anh bảo`, `chị thương`, `cháu học`. */
export const RARELY_NAMES =
  'bảo thương vui học hội hợp mong đợi nhớ yêu gái trai lớn bé nhất cả út tư tám chín năm sáu bảy mười hai ba bốn nở sáng đang tới '
  + 'tiếp thêm lợi đẹp xinh già say mua chia khai bằng tốt đôi định chia lìa như an danh công kết sa ca tịch hàng giao khu trực sang mít khuyên dọn tí xíu hoài kiếm lo tung mẹ thế đủ hỏi '
  + 'thật thường tính thủ nhiều phòng sông đua du dự đề độ lập lưu ý mang lượt hồi tình xà cam dân thông biên thiên siêu lên '
  + 'mới giống nghi tạo nguyện thời lục trừ tri trình tố vang viện tiện lạc đài chức su giảng hướng toàn '
  + 'trung trường thái trọng đồng máy chớ chứ câu po thi mo lâu chính lồng gia vi da bo nho ra di ta tra to sao ma mi';

/** Words that go on about somebody who was just named. */
export const ABOUT_SOMEBODY =
  'bị ở nhà với ơi ấy kia cạnh bên con vợ chồng có đón dạo kéo mới hàng xóm lớp tên công trưởng phó nó đây xã thôn bản ấp đòi dọa bắt dặn kể nhờ rủ '
  + 'đánh hôm qua vừa đang đã sẽ vẫn hay cứ lại cũng mà rồi nữa thì là và ạ nhé nha khóc chửi bỏ mất trốn đập đừng hứa khuyên '
  + 'nhắn gọi nói kêu về đi cầm say làm bán';
/** Of these a bare one is another word too often, or speaks of something else. */
export const ABOUT_SOMEBODY_SURELY =
  'bị ở nhà với ơi ấy kia cạnh lớp hội chủ dạy khám công trưởng phó nó đây xã thôn ấp hàng đừng xóm';

/** Behind `thằng`, `con bé`, `thằng cu` any word is a name but these. */
export const NOT_BEHIND_LAD =
  'tên chồng con nào này kia đó ấy bé nhỏ cu em anh cha bố ông cháu chó khốn mất nghiện bạn người yêu rể trai cả út tư lớn nhóc đàn giời trời '
  + 'đầu say ở lái chủ công hàng ba hai bốn năm sáu bảy tám chín mười một nay sau trước đấy đây nó mặt nghịch hư điên dại ngu ác đó tây '
  + 'trung tàu việt kinh mông dao tày nùng khmer thái lào bị đang đã sẽ cũng vẫn thì là mà có không được đi về ra vào lên xuống nhà làng bản '
  + 'khùng trời đánh vô học hay cứ lại rồi mới cha thầy giáo dượng chú bác cậu rượu nát oắt ranh lang khỉ quỷ ma hơn bằng thứ loại kẻ '
  + 'bên gần cùng trong ngoài trên dưới quen lạ yếu béo gầy cao thấp đen trắng đẹp xấu xinh ngoan dở hâm tội nghèo giàu già trẻ gì ơi à ạ '
  + 'nhớn gái học lớp mắt tóc chân tay tự từ của cho với và nên phải biết muốn thích sợ đòi kêu nói bảo khóc la chửi đánh bắt lấy mang đem ăn uống ngủ '
  + 'phụ quản sếp xe lừa buôn cướp trộm ăn hại bố láo mất dạy vũ phu hèn khác duy mẹ má bà chị cô dì chạp giêng rưỡi mấy mỗi từng các '
  + 'ko k hok ck vk giữa cuối đầu mồng tết âm dương vừa tới suốt liền thôi nữa tuổi thơ xóm khờ dâm biến tù thiếu thất hãm sở câm điếc '
  + 'tật què mù vợ cầm nợ vay nhậu hung cuồng ghen gia đó đứng chơi nhắn lương thấy cấp hoang thanh niên tong kế chạy phóng lao đâm bồ chả chặn tụi ex to duong dọn mất đứa nhân hề tát giết cười ngồi nằm nhìn theo';
