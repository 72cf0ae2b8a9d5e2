import { wordSet } from '../tokens.ts';

/** Behind a capital that would be a name these make it something else: `Bình yên`, `Tin lành`, `Chính sách`. */
export const NO_FOLLOWER = wordSet('yên hiệp lành sách phủ niên tra đoàn hội minh ban đẳng an thường quốc nam tâm viện khoa ương học sinh hợp thức quyền');

export const KIN_END = wordSet('em chị anh cô chú bác dì cậu mợ thím ông bà mẹ má chồng vợ cháu bạn tôi tui nó và là ở bị đánh xã bản thôn huyện hội');

/** Words that show that a name is told and not asked for, or that `tên` is a rascal. */
export const NOT_NAMED = wordSet('gì này kia đó ấy nào trộm cướp tuổi riêng miền lửa đăng nhập trong vào không ko nghiện đệm khác ai trên đấy đây đường trường xã thôn bản huyện sổ gọi hiệu ');
/** Shy names that a sentence goes on with more often. */
export const GOES_ON = wordSet('năm bị lớn bé đang ở nhất học thành thế như bảo sang thương yêu danh công trai gái nhớ đợi đông vui lại đi là nay');
